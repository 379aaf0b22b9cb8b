//! The next worklist: what it takes over, clause by clause, when an edition takes the place of another.
//!
//! A [`CarryPlan`] is what is shown and what is recorded: nothing is decided again in between.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::{Arrival, Catalog, ClauseFate, Edition, Succession};
use crate::clock;
use crate::failure::Failure;
use crate::model::{Clause, Fate, FateBy, Id, RevisionKind, Status, Verdict};
use crate::sheet::{Answers, NOTE_LIMIT};
use crate::worklist::audit::carry_over::{
    CarryOver, carried, edits, evidence_changes, is_taken_over, item_changes, mark_changes, sorted_marks,
};
use crate::worklist::audit::scope::Counted;
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;
use crate::worklist::state::profile::Profile;
use crate::worklist::store::Worklist;

use super::next::{edition_before, next_counted};
use super::waiting::{Settled, settled};

/// Ends what is said of a clause whose place in the later edition is not known.
const NUMBER_UNKNOWN: &str = "新しい版の番号は不明";

/// Ends what is said of a clause that kept its number, but whose text in the later edition is not in the catalog.
const NOT_HELD: &str = "新しい版の番号は不明(同じとされるが未収録)";

/// Said of an answer that must not be carried over by itself.
const NOT_AS_IT_IS: &str = "答えはそのまま使えません。";

/// Said of a clause that the later edition does not have.
const DROPPED: &str = "新しい版では削除されています。";

/// What becomes of the marks of a worklist when an edition takes the place of another.
#[derive(Debug)]
pub struct CarryPlan<'a> {
    /// The edition that they are carried to.
    pub to: Edition<'a>,
    /// What became of the clauses of the edition before; none if marks that waited are moved within one worklist.
    pub succession: Option<Succession<'a>>,
    /// The marks that this is about, in the order of the catalog.
    pub rows: Vec<CarryRow<'a>>,
    /// How many marks of other editions the new worklist takes over, as a copy for a new audit does.
    pub others: usize,
    /// What the new worklist counts.
    pub counted: BTreeSet<Id>,
    /// What else there is to know.
    pub remarks: Vec<String>,
    /// The name of the worklist that it comes from.
    source: String,
    changes: Vec<Change>,
}

/// What becomes of one mark.
#[derive(Debug)]
pub struct CarryRow<'a> {
    /// The clause of the older edition.
    pub clause: &'a Clause,
    /// What became of it.
    pub fate: ClauseFate<'a>,
    /// Where its mark goes.
    pub way: CarryWay<'a>,
    /// How far the work had come.
    pub status: Status,
    /// The verdict.
    pub verdict: Verdict,
    /// What the new worklist says of it; empty if it says nothing.
    pub previous: String,
}

/// Where a mark goes.
#[derive(Clone, Copy, Debug)]
pub enum CarryWay<'a> {
    /// To the clause that continues its own, to be looked at again.
    Moved(&'a Clause),
    /// To the clause that continues its own, to be looked at again; the answer cannot be used as it is.
    Held(&'a Clause),
    /// It stays at its own clause until the catalog holds the one that continues it.
    Waits,
    /// Nowhere: the later edition does not have the clause.
    Gone,
    /// Nowhere: the clause that continues its own has a mark already.
    Taken(&'a Clause),
}

impl<'a> CarryWay<'a> {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved(_) => "moved",
            Self::Held(_) => "held",
            Self::Waits => "waits",
            Self::Gone => "gone",
            Self::Taken(_) => "taken",
        }
    }

    /// Returns what happens to such marks, in Japanese.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moved(_) => "新しい条項へ、要再確認として移すもの",
            Self::Held(_) => "新しい条項へ要再確認として移すが、答えはそのまま使えないもの",
            Self::Waits => "新しい版の条項が分からず、もとの条項に要再確認として残すもの",
            Self::Gone => "新しい版になく、移さないもの",
            Self::Taken(_) => "新しい条項にすでに記録があり、移さないもの",
        }
    }

    /// Returns the clause of the later edition.
    pub const fn clause(self) -> Option<&'a Clause> {
        match self {
            Self::Moved(clause) | Self::Held(clause) | Self::Taken(clause) => Some(clause),
            Self::Waits | Self::Gone => None,
        }
    }

    fn of(fate: &ClauseFate<'a>) -> Self {
        match (fate.counterpart, fate.fate) {
            (Some(clause), _) if fate.is_held() => Self::Held(clause),
            (Some(clause), _) => Self::Moved(clause),
            (None, Fate::Removed) => Self::Gone,
            (None, _) => Self::Waits,
        }
    }
}

impl<'a> CarryPlan<'a> {
    /// Plans the next worklist. If the worklist counts the later edition already and holds marks that wait for it, those are
    /// moved within it that the catalog knows the place of by now.
    ///
    /// # Errors
    ///
    /// If the worklist counts no edition that the later one took the place of, or holds records that cannot be read.
    pub fn new(catalog: &'a Catalog, source: &Worklist, to: Edition<'a>) -> Result<Self, Failure> {
        source.ensure_complete()?;
        let state = source.state();
        match edition_before(catalog, state, &to) {
            Ok(from) => Ok(Self::next_list(catalog, source, Succession::between(from, to))),
            // What waits was carried over from an edition that is counted no more.
            Err(_) if waits_for(catalog, state, &to) => {
                let mut settled = settled(catalog, state, &Counted::of(catalog, state).ids);
                let is_dropped = |one: &Settled<'_>| one.to.is_none() && one.edition.leads_to(&to);
                settled.retain(|one| one.edition.id() == to.id() || is_dropped(one));
                Ok(Self::within(catalog, source, to, settled))
            }
            Err(refusal) => Err(refusal),
        }
    }

    fn next_list(catalog: &'a Catalog, source: &Worklist, succession: Succession<'a>) -> Self {
        let state = source.state();
        let (from, to) = (succession.from, succession.to);
        let (counted, remarks) = next_counted(catalog, state, (&from, &to));
        let marked = succession.fates.iter().filter_map(|fate| Some((fate, spoken(state, &fate.clause.id)?)));
        let rows: Vec<CarryRow<'_>> =
            marked.map(|(fate, mark)| CarryRow::new(catalog, fate, CarryWay::of(fate), mark)).collect();
        let own: HashSet<&str> = succession.fates.iter().map(|fate| fate.clause.id.as_str()).collect();
        let profile = Profile { counted: counted.clone(), ..state.profile().clone() };
        let origin = source.id().map(|id| Change::profile(Edit::Origin(Some(id.to_string()))));
        let mut changes: Vec<Change> = origin.into_iter().chain(profile.changes()).collect();
        let places: HashMap<&str, Option<Id>> =
            rows.iter().map(|row| (row.clause.id.as_str(), row.evidence_place())).collect();
        let place = |clause: &str| match places.get(clause) {
            Some(place) => place.clone(),
            None => (!own.contains(clause)).then(|| clause.to_owned()),
        };
        changes.extend(evidence_changes(state, source.folder(), place));
        changes.extend(rows.iter().flat_map(|row| row.changes(state)));
        let others: Vec<(&str, &Mark)> =
            sorted_marks(state).into_iter().filter(|(id, mark)| goes_along(id, mark) && !own.contains(id)).collect();
        changes.extend(others.iter().flat_map(|(clause, mark)| {
            let answers = carried(&mark.answers, CarryOver::Recheck);
            let marks = mark_changes(clause, &answers, (&mark.previous, mark.is_waiting));
            [item_changes(state, clause, mark), marks].concat()
        }));
        let others = others.len();
        Self { to, succession: Some(succession), rows, others, counted, remarks, source: source.name(), changes }
    }

    fn within(catalog: &'a Catalog, source: &Worklist, to: Edition<'a>, settled: Vec<Settled<'a>>) -> Self {
        let state = source.state();
        let rows: Vec<CarryRow<'_>> = settled.iter().filter_map(|one| CarryRow::settled(catalog, one, state)).collect();
        let changes = rows.iter().flat_map(|row| row.moves(state)).collect();
        let counted = Counted::of(catalog, state).ids;
        Self { to, succession: None, rows, others: 0, counted, remarks: Vec::new(), source: source.name(), changes }
    }

    /// Returns the changes that it makes, as one transaction.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether it makes a new worklist. Else it changes the one that it was made from.
    pub fn makes_new_list(&self) -> bool {
        self.succession.is_some()
    }

    /// Whether there is nothing to carry over.
    pub fn is_empty(&self) -> bool {
        self.others == 0 && self.rows.iter().all(|row| matches!(row.way, CarryWay::Taken(_)))
    }

    /// Returns the name of the new worklist if nobody names it.
    pub fn default_name(&self) -> String {
        format!("{} {}", self.source, self.to.name())
    }

    /// Returns what history says of where the records come from.
    pub fn via(&self) -> String {
        match self.makes_new_list() {
            true => format!("carry --to {} {}", self.to.id(), self.source),
            false => format!("carry --to {}", self.to.id()),
        }
    }

    /// Returns the clauses of the later edition that continue none of the older one. They begin as 未着手.
    pub fn arrivals(&self) -> &[Arrival<'a>] {
        self.succession.as_ref().map_or(&[], |succession| &succession.arrivals)
    }

    /// Returns how many clauses of the older edition have neither a mark nor a clause that continues them, and so are not
    /// counted until the catalog holds it.
    pub fn uncounted(&self) -> usize {
        let marked: HashSet<&str> = self.rows.iter().map(|row| row.clause.id.as_str()).collect();
        let fates = self.succession.iter().flat_map(|succession| &succession.fates);
        let is_open = |fate: &&ClauseFate<'_>| {
            fate.counterpart.is_none() && fate.fate != Fate::Removed && !marked.contains(fate.clause.id.as_str())
        };
        fates.filter(is_open).count()
    }
}

/// Whether a mark waits on a clause whose edition the later one took the place of.
fn waits_for(catalog: &Catalog, state: &State, to: &Edition<'_>) -> bool {
    let mut waiting = state.marks().filter(|(_, mark)| mark.is_waiting).filter_map(|(id, _)| catalog.clause(id));
    waiting.any(|clause| catalog.edition_at(&clause.chapter).is_some_and(|edition| edition.leads_to(to)))
}

/// Whether what is recorded of a clause of no edition goes along: an own item does, even if nothing is recorded of it yet.
fn goes_along(clause: &str, mark: &Mark) -> bool {
    is_taken_over(clause, mark) && (mark.says_something() || mark.is_item())
}

/// Returns the mark of a clause, if it says something.
fn spoken<'s>(state: &'s State, clause: &str) -> Option<&'s Mark> {
    state.mark(clause).filter(|mark| mark.says_something())
}

impl<'a> CarryRow<'a> {
    fn new(catalog: &Catalog, fate: &ClauseFate<'a>, way: CarryWay<'a>, mark: &Mark) -> Self {
        let Answers { status, verdict, .. } = mark.answers;
        let previous = match way {
            CarryWay::Gone | CarryWay::Taken(_) => String::new(),
            _ => previous(catalog, fate, way, mark),
        };
        Self { clause: fate.clause, fate: fate.clone(), way, status, verdict, previous }
    }

    /// Returns what becomes of a mark that waited and of which it is known by now.
    fn settled(catalog: &Catalog, one: &Settled<'a>, state: &State) -> Option<Self> {
        let mark = spoken(state, &one.clause.id)?;
        let fate = one.fate()?;
        let way = match one.to.filter(|to| spoken(state, &to.id).is_some()) {
            Some(taken) => CarryWay::Taken(taken),
            None => CarryWay::of(&fate),
        };
        let mut row = Self::new(catalog, &fate, way, mark);
        if matches!(way, CarryWay::Gone) {
            row.previous = format!("{}{DROPPED}", open_end(&mark.previous));
        }
        Some(row)
    }

    /// Returns the clause with which the evidence of its own is linked; none if with none.
    fn evidence_place(&self) -> Option<Id> {
        match self.way {
            CarryWay::Moved(clause) | CarryWay::Held(clause) => Some(clause.id.clone()),
            CarryWay::Waits => Some(self.clause.id.clone()),
            CarryWay::Gone | CarryWay::Taken(_) => None,
        }
    }

    /// Returns the changes that record it in a worklist that says nothing of the clause yet.
    fn changes(&self, state: &State) -> Vec<Change> {
        let answers = to_recheck(state.answers(&self.clause.id));
        let told = |is_waiting| (self.previous.as_str(), is_waiting);
        match self.way {
            CarryWay::Moved(clause) | CarryWay::Held(clause) => mark_changes(&clause.id, &answers, told(false)),
            CarryWay::Waits => mark_changes(&self.clause.id, &answers, told(true)),
            CarryWay::Gone | CarryWay::Taken(_) => Vec::new(),
        }
    }

    /// Returns the changes that record it in the worklist in which it waited.
    fn moves(&self, state: &State) -> Vec<Change> {
        let old = self.clause.id.as_str();
        let to = match self.way {
            CarryWay::Moved(to) | CarryWay::Held(to) => to.id.as_str(),
            // What was recorded stays to be read, but does not wait any more.
            CarryWay::Gone => {
                let edits = [Edit::Previous(self.previous.clone()), Edit::Waiting(false)];
                return edits.into_iter().map(|edit| Change::clause(old, edit)).collect();
            }
            CarryWay::Waits | CarryWay::Taken(_) => return Vec::new(),
        };
        // It is the work of this year: its due date goes on.
        let answers = state.answers(old);
        let answers = Answers { due: answers.due, ..to_recheck(answers) };
        let mut changes = mark_changes(to, &answers, (&self.previous, false));
        changes.extend(cleared().map(|edit| Change::clause(old, edit)));
        let links = state.mark(old).into_iter().flat_map(|mark| &mark.evidence);
        changes.extend(links.flat_map(|evidence| {
            let link = |clause: &str, on| Change::clause(clause, Edit::Link { evidence: *evidence, on });
            [link(old, false), link(to, true)]
        }));
        changes
    }
}

/// Returns the edits that leave nothing of a mark but its evidence.
fn cleared() -> impl Iterator<Item = Edit> {
    edits(&Answers::default()).into_iter().chain([Edit::Previous(String::new()), Edit::Waiting(false)])
}

/// Returns answers as they are taken over to another edition: whatever was answered has to be looked at again.
fn to_recheck(answers: Answers) -> Answers {
    let status = if answers.status == Status::Todo { Status::Todo } else { Status::Recheck };
    let blank = Answers::default();
    Answers { status, verdict: blank.verdict, due: blank.due, ..answers }.without_review()
}

/// Returns what the new worklist says of a mark of the old one: what was answered, and the change beside it.
fn previous(catalog: &Catalog, fate: &ClauseFate<'_>, way: CarryWay<'_>, mark: &Mark) -> String {
    let before = open_end(&mark.previous);
    let is_rechecked = mark.answers.status == Status::Recheck && !before.is_empty();
    // What nobody has looked at since it was carried over goes on as it was.
    let goes_on = mark.is_waiting && is_rechecked && !matches!(way, CarryWay::Waits);
    let mut said = if goes_on { before.to_owned() } else { answered(catalog, fate.clause, mark) };
    let is_change = |kind| !matches!(kind, RevisionKind::Unchanged | RevisionKind::New);
    let changes = fate.revisions.iter().filter(|revision| is_change(revision.kind));
    let changes = changes.map(|revision| format!("{}: {}", revision.kind.name(), revision.what));
    let compared = match fate.by() {
        Some(by @ FateBy::Summaries) => Some(format!("改定の記録はなく、{}では{}。", by.name(), fate.fate.name())),
        // The texts themselves are no part of a worklist, which others may get.
        Some(by @ FateBy::Originals) => Some(format!("{}では{}。", by.name(), fate.fate.name())),
        _ => None,
    };
    let held = fate.is_held().then(|| NOT_AS_IT_IS.to_owned());
    for sentence in changes.chain(compared).chain(held) {
        if !said.contains(&sentence) {
            said += &sentence;
        }
    }
    if is_rechecked && !goes_on {
        said += &format!("その前は、{before}");
    }
    let end = match way {
        CarryWay::Waits if fate.keeps_number() => NOT_HELD,
        CarryWay::Waits => NUMBER_UNKNOWN,
        _ => "",
    };
    let room = NOTE_LIMIT - end.chars().count();
    said.chars().take(room).chain(end.chars()).collect()
}

/// Returns what a worklist says of a clause, as a sentence.
fn answered(catalog: &Catalog, clause: &Clause, mark: &Mark) -> String {
    let Answers { status, verdict, .. } = mark.answers;
    let edition = catalog.edition_at(&clause.chapter).map(|edition| edition.full_name()).unwrap_or_default();
    let label = catalog.find(&clause.id).map(|at| catalog.label(at)).unwrap_or_default();
    let verdict = if verdict == Verdict::Open { String::new() } else { format!("・{}", verdict.name()) };
    format!("{edition} {label}: {}{verdict}({})。", status.name(), clock::day(mark.changed_at))
}

/// Returns what was said without that the place in the later edition is not known.
fn open_end(previous: &str) -> &str {
    [NUMBER_UNKNOWN, NOT_HELD].into_iter().find_map(|end| previous.strip_suffix(end)).unwrap_or(previous)
}
