//! Marks that wait for their number in a later edition, and what is known of them by now.

use std::collections::{BTreeSet, HashSet};

use crate::catalog::{Catalog, ClauseFate, Edition, Succession};
use crate::model::{Clause, Fate, Id};
use crate::worklist::state::State;

/// A clause whose mark waits, and what the catalog knows of it by now.
#[derive(Clone, Debug)]
pub(in crate::worklist) struct Settled<'a> {
    /// The clause of the older edition.
    pub clause: &'a Clause,
    /// The clause that continues it in an edition that is counted; none if a later edition dropped it.
    pub to: Option<&'a Clause>,
    /// The edition of that clause, or the one that dropped it.
    pub edition: Edition<'a>,
    /// What became of it in each edition after its own.
    pub steps: Vec<ClauseFate<'a>>,
}

impl<'a> Settled<'a> {
    /// Returns what became of it in the end, with what is said of it on the way there.
    pub(super) fn fate(&self) -> Option<ClauseFate<'a>> {
        let last = self.steps.last()?;
        let revisions = self.steps.iter().flat_map(|step| step.revisions.iter().copied()).collect();
        Some(ClauseFate { clause: self.clause, revisions, ..last.clone() })
    }
}

/// Returns the clauses whose marks wait no more, in the order of the catalog: a clause that is counted continues them, or an
/// edition up to one that is counted dropped them. `counted` are the ids of the headings that are counted.
pub(in crate::worklist) fn settled<'a>(
    catalog: &'a Catalog,
    state: &State,
    counted: &BTreeSet<Id>,
) -> Vec<Settled<'a>> {
    let waiting: HashSet<&str> = state.marks().filter(|(_, mark)| mark.is_waiting).map(|(clause, _)| clause).collect();
    // Editions are compared only where something waits: this is asked whenever clauses are counted.
    if waiting.is_empty() {
        return Vec::new();
    }
    let follower = Follower { catalog, counted };
    let held = catalog.editions().into_iter().map(|edition| {
        let clauses = edition.clauses().filter(|clause| waiting.contains(clause.id.as_str()));
        (edition, clauses.collect::<Vec<_>>())
    });
    held.flat_map(|(edition, clauses)| follower.follow(edition, clauses)).collect()
}

/// Follows clauses from edition to edition until it is known what became of them.
struct Follower<'c, 'a> {
    catalog: &'a Catalog,
    counted: &'c BTreeSet<Id>,
}

impl<'a> Follower<'_, 'a> {
    fn follow(&self, edition: Edition<'a>, clauses: Vec<&'a Clause>) -> Vec<Settled<'a>> {
        let begin = |clause| Settled { clause, to: Some(clause), edition, steps: Vec::new() };
        let mut open: Vec<Settled<'a>> = clauses.into_iter().map(begin).collect();
        let mut found = Vec::new();
        let mut before = edition;
        for next in edition.successors() {
            if open.is_empty() {
                break;
            }
            let succession = Succession::between(before, next);
            let stepped = open.into_iter().filter_map(|one| self.step(one, &succession));
            let is_settled = |one: &Settled<'a>| one.to.is_none_or(|to| self.counts(to));
            let (settled, further): (Vec<_>, Vec<_>) = stepped.partition(is_settled);
            found.extend(settled);
            open = further;
            before = next;
        }
        found
    }

    /// Returns where a clause is in the next edition; none if that is not known.
    fn step(&self, mut one: Settled<'a>, succession: &Succession<'a>) -> Option<Settled<'a>> {
        let fate = succession.fate(&one.to?.id)?.clone();
        let is_dropped = fate.counterpart.is_none() && fate.fate == Fate::Removed && self.is_before(&succession.to);
        if fate.counterpart.is_none() && !is_dropped {
            return None;
        }
        one.to = fate.counterpart;
        one.edition = succession.to;
        one.steps.push(fate);
        Some(one)
    }

    fn counts(&self, clause: &Clause) -> bool {
        self.catalog.tree().path(&clause.chapter).iter().any(|node| self.counted.contains(&node.id))
    }

    /// Whether an edition, or one that took its place, is counted.
    fn is_before(&self, edition: &Edition<'a>) -> bool {
        let mut later = std::iter::once(*edition).chain(edition.successors());
        later.any(|edition| is_counted(self.catalog, self.counted, &edition))
    }
}

/// Whether an edition, a part of it, or what it is a part of is counted.
pub(super) fn is_counted(catalog: &Catalog, counted: &BTreeSet<Id>, edition: &Edition<'_>) -> bool {
    let is_within = |id: &str, above: &str| catalog.tree().path(id).iter().any(|node| node.id == above);
    counted.iter().any(|id| is_within(id, edition.id()) || is_within(edition.id(), id))
}
