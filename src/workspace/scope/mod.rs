//! What a worklist counts: how it begins, how it is told and how it is chosen, for the screen and the command line alike.

mod change;
mod headings;
mod offered;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::catalog::{Catalog, Edition, Level, Node, RecordRef};
use crate::failure::{Failure, FailureKind};
use crate::language::{Language, spoken, t, tr};
use crate::model::{Id, Kind, Preset};
use crate::search::Request;
use crate::worklist::{Counted, CountedBy, Edit, LeftOut, Scope, State, Worklist, WorklistMarks, full_name};

pub use change::{ScopeChange, conflict_sentence, edit_value, names, sentence};
pub use headings::counted_lines;
pub use offered::{HeadingCounted, OfferedHeading, offered_headings, with_heading_toggled};

/// Says that a worklist from before worklists could choose goes on as it was.
pub const AS_BEFORE: &str = "選んでいません。これまでと同じ版を数えます。説明だけの項は数えなくなりました。";

/// Says that nothing was recorded yet of what is counted.
pub const BY_DEFAULT: &str = "選んでいません。標準の範囲を数えます。";

/// Under what name it is remembered that a worklist was told of presets.
const TOLD: &str = "scope";

/// What a person wants to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeChoice<'a> {
    /// The preset to begin with, in place of what is counted now.
    pub preset: Option<&'a Preset>,
    /// The ids of guidelines, volumes and chapters to count as well.
    pub added: Vec<Id>,
    /// Those to count no more.
    pub removed: Vec<Id>,
}

/// A heading whose clauses a worklist counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedHeading {
    /// Its id.
    pub id: Id,
    /// Its name among those of all editions; the id if the catalog does not know it.
    pub name: String,
    /// The number of clauses that the catalog holds below it.
    pub clauses: usize,
    /// How many of them ask for something.
    pub items: usize,
    /// Whether only some of its items are in the catalog.
    pub is_partial: bool,
}

impl CountedHeading {
    /// Describes a heading.
    fn of(catalog: &Catalog, node: &Node) -> Self {
        Self {
            id: node.id.clone(),
            name: full_name(catalog, node),
            clauses: node.clauses.len(),
            items: catalog.items_below(node),
            is_partial: is_partial(catalog, node),
        }
    }

    /// Returns its name, and what there is to know about it.
    pub fn text(&self) -> String {
        match (self.clauses, self.is_partial) {
            (0, _) => tr!("{name}(条項は収録していません)", name = self.name),
            (_, true) => tr!("{name} {held}", name = self.name, held = partly(self.items)),
            _ => self.name.clone(),
        }
    }
}

/// Says that only some items of an edition are in the catalog, and how many.
pub fn partly(items: usize) -> String {
    tr!("一部のみ({items} 項目)", items)
}

/// Whether only some items below a heading are in the catalog.
pub fn is_partial(catalog: &Catalog, node: &Node) -> bool {
    match catalog.edition_at(&node.id) {
        Some(edition) => edition.is_partial(),
        None => catalog.editions_of(&node.id).iter().any(Edition::is_partial),
    }
}

/// Lets a worklist know what it counts as long as nobody chose. One that counts as before is told once that it can choose.
pub fn prepare(worklist: &mut Worklist, catalog: &Catalog) {
    worklist.begin_with(catalog.default_counted().into_iter().collect());
    let is_before = CountedBy::of(worklist.state()) == CountedBy::Before && worklist.state().takes_records();
    let example = catalog.presets().find(|preset| !preset.is_default);
    if let Some(example) = example.filter(|_| is_before) {
        // It has to fit into two lines of a screen.
        worklist.tell_once(TOLD, || {
            tr!(
                "この点検票はこれまでと同じ版を数えます(説明だけの項は数えなくなりました)。施設に合う版は `tenken worklist set --preset {preset}` で選べます。",
                preset = example.title
            )
        });
    }
}

/// Returns the headings whose clauses a worklist counts, in the order of the catalog; unknown ones last.
pub fn counted_headings(catalog: &Catalog, counted: &Counted) -> Vec<CountedHeading> {
    let (known, unknown) = counted.headings(catalog);
    let known = known.into_iter().map(|node| CountedHeading::of(catalog, node));
    let unknown = unknown.into_iter().map(|id| CountedHeading {
        id: id.clone(),
        name: id.clone(),
        clauses: 0,
        items: 0,
        is_partial: false,
    });
    known.chain(unknown).collect()
}

/// Returns a reference pattern with its title, for example `II 担当者あり・クラウド`.
pub fn pattern_name(catalog: &Catalog, id: &str) -> String {
    let known = catalog.patterns().find(|pattern| pattern.id == id);
    known.map_or_else(|| id.to_owned(), |pattern| format!("{id} {}", t(&pattern.title)))
}

/// Returns what the pattern of a worklist allows to be simplified; none if it allows nothing.
pub fn pattern_meaning(catalog: &Catalog, pattern: &str) -> Option<String> {
    let known = catalog.patterns().find(|known| known.id == pattern);
    known.filter(|pattern| !pattern.simplifiable.is_empty()).map(|pattern| {
        tr!(
            "参照パターン {pattern} の簡略化は、契約等にすでに含まれている項目を、事業者に確かめたうえで簡略にできるということです。省いてよいということではありません。",
            pattern = pattern.id
        )
    })
}

/// Returns sentences about the clauses among some that a worklist does not count, one for each reason.
pub fn not_counted(catalog: &Catalog, scope: &Scope, clauses: &[RecordRef]) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<RecordRef>)> = Vec::new();
    for at in clauses {
        let Some(reason) = scope.left_out(*at).map(LeftOut::reason) else { continue };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, same)) => same.push(*at),
            None => reasons.push((reason, vec![*at])),
        }
    }
    let sentence = |(reason, all): (String, Vec<RecordRef>)| {
        let what = match all.as_slice() {
            [only] => catalog.label(*only),
            _ => tr!("{n} 条項", n = all.len()),
        };
        tr!("{what}は、この点検票では数えません。理由は、{reason}。記録は残ります。", what, reason)
    };
    reasons.into_iter().map(sentence).collect()
}

/// Returns the preset that a person means by its id, title or another name for it.
///
/// # Errors
///
/// If there is none.
pub fn preset<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Preset, Failure> {
    catalog.preset(name).ok_or_else(|| {
        let message = tr!("「{name}」という施設の種類はありません。", name = name.trim());
        Failure::new(FailureKind::Usage, message, tr!("使えるのは {names} です。", names = titles(catalog)))
    })
}

/// Returns the preset that is meant by what a person answers when asked: its number in the list, its name, or nothing for
/// the default one.
///
/// # Errors
///
/// If there is none.
pub fn answered_preset<'a>(catalog: &'a Catalog, answer: &str) -> Result<Option<&'a Preset>, Failure> {
    let answer: String = unicode_normalization::UnicodeNormalization::nfkc(answer.trim()).collect();
    let numbered = answer.parse::<usize>().ok().and_then(|number| catalog.presets().nth(number.checked_sub(1)?));
    match (answer.is_empty(), numbered) {
        (true, _) => Ok(catalog.default_preset()),
        (false, Some(preset)) => Ok(Some(preset)),
        (false, None) => preset(catalog, &answer).map(Some),
    }
}

fn titles(catalog: &Catalog) -> String {
    let presets = catalog.presets().map(|preset| match spoken() {
        Language::Japanese => preset.title.as_str(),
        Language::English => preset.id.as_str(),
    });
    presets.collect::<Vec<_>>().join(t("、"))
}

/// Checks that every id is one of a heading with clauses, at one of these levels.
///
/// # Errors
///
/// If one is not; the message says which.
pub fn check_headings(catalog: &Catalog, ids: &[Id], levels: &[Level]) -> Result<(), Failure> {
    let what = levels.iter().map(|level| t(level.name())).collect::<Vec<_>>().join(t("・"));
    for id in ids {
        let node = catalog.tree().node(id);
        let message = match node {
            Some(node) if levels.contains(&node.level) && !node.clauses.is_empty() => continue,
            Some(node) if levels.contains(&node.level) => {
                tr!("「{name}」の条項は収録していません。", name = full_name(catalog, node))
            }
            Some(node) => {
                let level = node.level.name();
                tr!("「{id}」は{level}です。ここで指定できるのは{what}です。", id, level, what)
            }
            None => tr!("「{id}」という{what}はありません。", id, what),
        };
        let held = catalog.tree().nodes().iter().filter(|node| Some(&node.level) == levels.first());
        let held = held.filter(|node| !node.clauses.is_empty()).map(|node| node.id.as_str());
        let hint = tr!("使えるのは {names} です。", names = held.collect::<Vec<_>>().join(t("、")));
        return Err(Failure::new(FailureKind::Usage, tr!("{message}何も記録していません。", message), hint));
    }
    Ok(())
}

/// Returns what a new worklist counts: what was chosen, or the default of the catalog.
///
/// # Errors
///
/// If that is nothing.
pub fn chosen(catalog: &Catalog, choice: &ScopeChoice<'_>) -> Result<BTreeSet<Id>, Failure> {
    let ids = match *choice == ScopeChoice::default() {
        true => catalog.default_counted().into_iter().collect(),
        false => BTreeSet::new(),
    };
    changed(catalog, Counted { ids, by: CountedBy::Choice }, choice)
}

/// Returns the edits that make a worklist count what a person chose. What is added or removed changes what is counted now,
/// or what the preset counts. Who adds or removes something later has another kind of facility than the preset says, so the
/// worklist names none any more.
///
/// # Errors
///
/// If nothing would be counted any more.
pub fn choose(catalog: &Catalog, state: &State, choice: &ScopeChoice<'_>) -> Result<Vec<Edit>, Failure> {
    let after = changed(catalog, Counted::of(catalog, state), choice)?;
    let counted = Counted::of(catalog, state);
    let preset = match choice.preset {
        Some(preset) => Some(Edit::Preset(Some(preset.id.clone()))),
        None => (state.profile().preset.is_some() && counted.ids != after).then_some(Edit::Preset(None)),
    };
    let is_same = counted.by == CountedBy::Choice && counted.ids == after;
    let count = Edit::Count(after);
    // Where people count different things, to choose what is counted now decides.
    let is_decided = is_same && !state.profile().is_disputed(&count.field());
    Ok(preset.into_iter().chain((!is_decided).then_some(count)).collect())
}

/// Checks what is to be counted no more: every id is known, or was counted. Returns sentences about those that are not
/// counted anyhow.
///
/// # Errors
///
/// If one is not; the message says which.
pub fn check_removed(catalog: &Catalog, state: &State, ids: &[Id], levels: &[Level]) -> Result<Vec<String>, Failure> {
    let counted = Counted::of(catalog, state);
    let is_counted = |id: &Id| {
        let is_below = |own: &Id| catalog.tree().path(own).iter().any(|node| node.id == *id);
        counted.has(catalog, id) || counted.ids.contains(id) || counted.ids.iter().any(is_below)
    };
    let absent: Vec<Id> = ids.iter().filter(|id| !is_counted(id)).cloned().collect();
    let is_wrong = |id: &&Id| match catalog.tree().node(id) {
        Some(node) => !levels.contains(&node.level),
        None => absent.contains(id),
    };
    check_headings(catalog, &ids.iter().filter(is_wrong).cloned().collect::<Vec<_>>(), levels)?;
    Ok(absent.iter().map(|id| tr!("{names}は、もともと数えていません。", names = names(catalog, [id]))).collect())
}

fn changed(catalog: &Catalog, mut counted: Counted, choice: &ScopeChoice<'_>) -> Result<BTreeSet<Id>, Failure> {
    if let Some(preset) = choice.preset {
        counted.ids = catalog.counted_by(preset).into_iter().collect();
    }
    choice.added.iter().for_each(|id| counted.add(catalog, id));
    choice.removed.iter().for_each(|id| counted.remove(catalog, id));
    match counted.ids.is_empty() {
        false => Ok(counted.ids),
        true => {
            let message = tr!("数える版が一つもなくなります。何も記録していません。");
            let hint = tr!("施設の種類(`--preset 名前`)か、数えるガイドライン(`--guideline ID`)を選んでください。");
            Err(Failure::new(FailureKind::Usage, message, hint))
        }
    }
}

/// Returns the name of the preset of a worklist; empty if none was chosen.
pub fn preset_name(catalog: &Catalog, state: &State) -> String {
    state.profile().preset.as_deref().map(|id| preset_title(catalog, id)).unwrap_or_default()
}

fn preset_title(catalog: &Catalog, id: &str) -> String {
    let known = catalog.presets().find(|preset| preset.id == id);
    known.map_or_else(|| id.to_owned(), |preset| t(&preset.title).to_owned())
}

/// Says what leaves clauses out of the counts: what somebody chose, or what is counted as long as nobody chooses.
pub fn left_out_by(state: &State) -> &'static str {
    let profile = state.profile();
    let is_chosen = !profile.counted.is_empty() || profile.pattern.is_some() || !profile.parties.is_empty();
    t(if is_chosen { "点検票の設定により" } else { "標準の範囲に入らないので" })
}

/// Returns the ids of the clauses that a worklist counts, for a search.
pub fn counted_ids(catalog: &Catalog, scope: &Scope) -> Arc<HashSet<Id>> {
    let counted = catalog.all(Kind::Clause).filter(|at| scope.counts(*at));
    Arc::new(counted.map(|at| catalog.id(at).to_owned()).collect())
}

/// Lets a search know what a worklist says.
pub fn inform(request: &mut Request, catalog: &Catalog, state: &State) {
    let counted = counted_ids(catalog, &Scope::of(catalog, state));
    request.marks = Some(Arc::new(WorklistMarks::new(state, &counted, None)));
}
