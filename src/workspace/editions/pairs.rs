//! Editions that can be held against each other.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::catalog::{Catalog, Edition, Node, Record, RecordRef};
use crate::language::tr;
use crate::model::Kind;
use crate::worklist::Scope;

/// An edition and the later one that it is held against.
pub type Pair<'a> = [Edition<'a>; 2];

/// Returns the editions that can be held against each other, those with the newest later edition first: something is said of
/// what happened in between, or one took the place of the other and the catalog holds clauses of both.
pub fn pairs(catalog: &Catalog) -> Vec<Pair<'_>> {
    let editions = catalog.editions();
    let told: HashSet<(&str, &str)> =
        catalog.revisions().map(|revision| (revision.from.as_str(), revision.to.as_str())).collect();
    let all = editions.iter().flat_map(|from| editions.iter().map(move |to| [*from, *to]));
    let is_told = |[from, to]: &Pair<'_>| {
        let follows = from.successor().is_some_and(|next| next.id() == to.id());
        let is_held = || from.clause_count() > 0 && to.clause_count() > 0;
        told.contains(&(from.id(), to.id())) || (follows && is_held())
    };
    let mut pairs: Vec<Pair<'_>> = all.filter(is_told).collect();
    pairs.sort_by_key(|[_, to]| Reverse(to.published()));
    pairs
}

/// Returns the pairs that the page of a heading leads to: it is one of the two, or a guideline that holds one of them.
pub fn pairs_at<'a>(catalog: &'a Catalog, node: &Node) -> Vec<Pair<'a>> {
    let is_own = |edition: &Edition<'_>| edition.id() == node.id || edition.guideline().id == node.id;
    pairs(catalog).into_iter().filter(|pair| pair.iter().any(is_own)).collect()
}

/// Returns the pair that somebody means who names none: that of the record on screen, else the first one whose older edition
/// the worklist counts, else the first one. None if there is none.
pub fn pair_for<'a>(catalog: &'a Catalog, here: Option<RecordRef>, scope: &Scope) -> Option<Pair<'a>> {
    let pairs = pairs(catalog);
    let by = |is: &dyn Fn(&Pair<'a>) -> bool| pairs.iter().find(|pair| is(pair)).copied();
    let counts = |edition: &Edition<'_>| {
        let range = edition.node().map_or(0..0, |node| node.clauses.clone());
        catalog.all(Kind::Clause).skip(range.start).take(range.len()).any(|at| scope.counts(at))
    };
    let of_revision = here.and_then(|at| match catalog.record(at) {
        Record::Revision(revision) => by(&|[from, to]| from.id() == revision.from && to.id() == revision.to),
        _ => None,
    });
    let edition = here.and_then(|at| match catalog.record(at) {
        Record::Clause(clause) => catalog.edition_at(&clause.chapter),
        Record::Node(node) => catalog.edition_at(&node.id),
        _ => None,
    });
    let is_it = |other: &Edition<'_>| edition.is_some_and(|edition| edition.id() == other.id());
    of_revision
        .or_else(|| by(&|[from, _]| is_it(from)))
        .or_else(|| by(&|[_, to]| is_it(to)))
        .or_else(|| by(&|[from, _]| counts(from)))
        .or_else(|| pairs.first().copied())
}

/// Returns what a pair is called: `厚労省 第6.0版と第7.0版の対比`.
pub fn pair_name([from, to]: &Pair<'_>) -> String {
    tr!("{from}と{to}の対比", from = from.full_name(), to = to.name())
}
