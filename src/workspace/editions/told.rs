//! What lists, worklists and reports say of editions on one calm line: which ones they are about, which ones hold today, and
//! how much of it is 未照合.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Edition, RecordRef};
use crate::export::ReportEditions;
use crate::language::{t, tr};
use crate::model::Kind;
use crate::worklist::{Scope, State};

/// What that line is called.
pub const EDITIONS: &str = "版";

/// Returns what the catalog as a whole says of its editions.
pub fn held(catalog: &Catalog) -> ReportEditions {
    let holdings = catalog.holdings();
    told(&holdings.held, holdings.clauses, holdings.unverified)
}

/// Returns what a worklist says of the editions that it counts.
pub fn of_worklist(catalog: &Catalog, scope: &Scope) -> ReportEditions {
    editions_told(catalog, catalog.all(Kind::Clause).filter(|at| scope.counts(*at)))
}

/// Returns what is said when the first record of a worklist settles what it counts; none if that was settled before, as
/// `was_begun` says.
pub fn at_beginning(catalog: &Catalog, was_begun: bool, state: &State) -> Option<String> {
    let has_begun = !was_begun && state.beginning().is_some();
    let line = has_begun.then(|| of_worklist(catalog, &Scope::of(catalog, state)).line)?;
    (!line.is_empty()).then(|| tr!("この点検票で数える版: {line}", line))
}

/// Returns the edition that a chapter stands in with the one that holds today, as it is said beside each clause; empty if
/// it stands in none.
pub fn edition_of(catalog: &Catalog, chapter: &str) -> String {
    catalog.edition_at(chapter).map(|edition| name_of(&[edition])).unwrap_or_default()
}

/// Returns what a report says of the editions of the clauses that it counts.
pub fn editions_told(catalog: &Catalog, counted: impl IntoIterator<Item = RecordRef>) -> ReportEditions {
    let clauses: BTreeSet<RecordRef> = counted.into_iter().filter(|at| at.kind == Kind::Clause).collect();
    let unverified = clauses.iter().filter(|at| catalog.is_unverified(**at)).count();
    let is_counted = |edition: &Edition<'_>| {
        let range = edition.node().map_or(0..0, |node| node.clauses.clone());
        let [start, end] = [range.start, range.end].map(|index| RecordRef::new(Kind::Clause, index));
        clauses.range(start..end).next().is_some()
    };
    let editions: Vec<Edition<'_>> = catalog.editions().into_iter().filter(is_counted).collect();
    told(&editions, clauses.len(), unverified)
}

fn told(editions: &[Edition<'_>], clauses: usize, unverified: usize) -> ReportEditions {
    let mut groups: Vec<Vec<Edition<'_>>> = Vec::new();
    for edition in editions {
        // Years of a checklist that the same one replaced stand together.
        let belongs = |group: &&mut Vec<Edition<'_>>| {
            group[0].guideline().id == edition.guideline().id && group[0].current().id() == edition.current().id()
        };
        match groups.iter_mut().find(belongs) {
            Some(group) => group.push(*edition),
            None => groups.push(vec![*edition]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_by_key(|edition| edition.published().to_owned()));
    let names: Vec<String> = groups.iter().map(|group| name_of(group)).collect();
    let line = match clauses {
        0 => String::new(),
        _ => tr!("{names}。未照合 {unverified}/{clauses}。", names = names.join(t("、")), unverified, clauses),
    };
    let current = editions.iter().map(Edition::current).filter(Edition::is_known_current);
    let mut current: Vec<String> = current.map(|edition| edition.id().to_owned()).collect();
    let mut known = BTreeSet::new();
    current.retain(|id| known.insert(id.clone()));
    let notice = |edition: &Edition<'_>| {
        let place = edition.full_name();
        edition.notice().map(|notice| notice.replacen(&edition.name(), &place, 1))
    };
    ReportEditions {
        line,
        notices: editions.iter().filter_map(notice).collect(),
        held: editions.iter().map(|edition| edition.id().to_owned()).collect(),
        current,
        clauses,
        unverified,
    }
}

/// Returns the names of editions of one guideline, with the one that holds today: `厚労省6.0(現行は第7.0版、2026-06-29)`.
fn name_of(group: &[Edition<'_>]) -> String {
    let names: Vec<String> = group.iter().map(Edition::name).collect();
    let first = &group[0];
    let name = match names.as_slice() {
        [_] if first.id() == first.guideline().id => first.guideline().shown_short(),
        names => first.full_name().replacen(&names[0], &joined(names), 1),
    };
    let known: usize = group.iter().map(Edition::item_count).sum();
    let partial = group.iter().any(Edition::is_partial).then(|| tr!("一部のみ {known} 項目", known));
    let current = first.current();
    let current_name = match family(&current) == family(first) {
        true => current.name(),
        // A list can go on in another one.
        false => current.full_name(),
    };
    let current = match group.iter().any(|edition| edition.id() == current.id()) {
        true if current.is_known_current() => t("現行").to_owned(),
        true => t("後の版は未確認").to_owned(),
        false if current.published().is_empty() => tr!("現行は{current}", current = current_name),
        false => tr!("現行は{current}、{published}", current = current_name, published = current.published()),
    };
    let what = partial.into_iter().chain([current]).collect::<Vec<_>>().join(t("、"));
    tr!("{name}({what})", name, what)
}

/// Returns what the full names of an edition and of those before and behind it begin with.
fn family(edition: &Edition<'_>) -> String {
    edition.full_name().trim_end_matches(&edition.name()).to_owned()
}

/// Returns names with what they share said once: `令和5・6・7年度版`.
fn joined(names: &[String]) -> String {
    let same = |longer: usize, from_end: bool| {
        let at = |name: &String| {
            let chars: Vec<char> = name.chars().collect();
            if from_end { chars.iter().rev().nth(longer).copied() } else { chars.get(longer).copied() }
        };
        names.iter().all(|name| at(name).is_some() && at(name) == at(&names[0]))
    };
    let shared = |from_end: bool| (0..).take_while(|longer| same(*longer, from_end)).count();
    let (before, after) = (shared(false), shared(true));
    let parts: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
    if parts.iter().any(|name| before + after >= name.len()) {
        return names.join(t("・"));
    }
    let middles: Vec<String> = parts.iter().map(|name| name[before..name.len() - after].iter().collect()).collect();
    let edge = |range: std::ops::Range<usize>| parts[0][range].iter().collect::<String>();
    format!("{}{}{}", edge(0..before), middles.join(t("・")), edge(parts[0].len() - after..parts[0].len()))
}
