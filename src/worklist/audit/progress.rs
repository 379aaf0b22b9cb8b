//! Progress: how many clauses have each status.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::catalog::{Catalog, Node, RecordRef};
use crate::model::{Kind, Party, Status, is_own_item};
use crate::sheet::Tally;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;

use super::scope::Scope;

/// Counts the clauses that a worklist counts.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    pub(in crate::worklist) catalog: &'a Catalog,
    pub(in crate::worklist) state: &'a State,
    scope: Cow<'a, Scope>,
    /// The clauses that are counted of those; none for all.
    part: Option<&'a HashSet<RecordRef>>,
}

impl<'a> Progress<'a> {
    /// Returns the progress of a state; its profile decides what is counted.
    pub fn new(catalog: &'a Catalog, state: &'a State) -> Self {
        Self { catalog, state, scope: Cow::Owned(Scope::of(catalog, state)), part: None }
    }

    /// Returns the progress of a state within a scope that was computed before.
    pub fn within(catalog: &'a Catalog, state: &'a State, scope: &'a Scope) -> Self {
        Self { catalog, state, scope: Cow::Borrowed(scope), part: None }
    }

    /// Counts of the clauses that are counted these only.
    pub const fn of_part(mut self, part: Option<&'a HashSet<RecordRef>>) -> Self {
        self.part = part;
        self
    }

    /// Returns which clauses are counted, and why the others are not.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Returns the tally of all clauses that the worklist counts.
    pub fn total(&self) -> Tally {
        // Own items of a worklist that is not in use are not in the catalog.
        let items = self.state.items().into_iter();
        let elsewhere = items.filter(|item| self.catalog.find(&item.id).is_none() && self.counts(&item.id));
        let elsewhere = elsewhere.map(|item| self.state.status(&item.id));
        self.statuses(0..self.catalog.clauses().len(), |_| true).chain(elsewhere).collect()
    }

    /// Whether a clause is counted, or an own item that the catalog does not hold.
    pub fn counts(&self, clause: &str) -> bool {
        match self.catalog.find(clause) {
            Some(at) => self.scope.counts(at) && self.part.is_none_or(|part| part.contains(&at)),
            None => self.part.is_none() && is_own_item(clause) && self.state.mark(clause).is_some_and(Mark::is_item),
        }
    }

    /// Returns the tally of the clauses below a heading.
    pub fn below(&self, node: &Node) -> Tally {
        self.tally(node.clauses.clone())
    }

    /// Returns the tally of the clauses of each party. A clause of several parties is counted for each of them.
    pub fn by_party(&self) -> Vec<(Party, Tally)> {
        let is_for =
            |clause: &str, party| self.catalog.mapping(clause).is_some_and(|mapping| mapping.party.contains(&party));
        let tally = |party| {
            (party, self.statuses(0..self.catalog.clauses().len(), move |clause| is_for(clause, party)).collect())
        };
        Party::ALL.iter().copied().map(tally).collect()
    }

    fn tally(&self, range: Range<usize>) -> Tally {
        self.statuses(range, |_| true).collect()
    }

    /// Returns the statuses of clauses by their ids: they need not be decoded.
    fn statuses(&self, range: Range<usize>, is_meant: impl Fn(&str) -> bool) -> impl Iterator<Item = Status> {
        let counted = range.filter(move |index| self.scope.counts_at(*index));
        let places = counted.map(|index| RecordRef::new(Kind::Clause, index));
        let ids =
            places.filter(move |at| self.part.is_none_or(|part| part.contains(at))).map(move |at| self.catalog.id(at));
        ids.filter(move |id| is_meant(id)).map(move |id| self.state.status(id))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::Status;
    use crate::worklist::entry::change::{Change, Entry};
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::testing::{entry, state_of};

    use super::*;

    fn state(marks: &[(&str, Status)]) -> State {
        let mut state = State::default();
        for (number, (clause, status)) in (1..).zip(marks) {
            state.add(&Arc::new(Entry { change: Change::status(*clause, *status), ..entry(number) }));
        }
        state
    }

    #[test]
    fn the_bundled_catalog_is_counted_once_and_by_heading() {
        let catalog = crate::bundled::catalog().unwrap();
        // A worklist from before counts every guideline that is not counted only where somebody chooses it.
        let is_by_choice = |clause| catalog.guideline_of(clause).is_some_and(|guideline| guideline.by_choice);
        let counted = catalog.clauses().filter(|clause| catalog.is_inspected(clause) && !is_by_choice(clause));
        let inspected: Vec<_> = counted.collect();
        let ignored = catalog.clauses().find(|clause| !catalog.is_inspected(clause)).unwrap();
        let (first, last) = (inspected[0], inspected[inspected.len() - 1]);
        assert_ne!(first.chapter, last.chapter);
        let state = state(&[
            (&first.id, Status::Done),
            (&last.id, Status::Na),
            (&ignored.id, Status::Done),
            ("pack.of.somebody.else", Status::Done),
        ]);
        let progress = Progress::new(&catalog, &state);
        let total = progress.total();
        assert_eq!(total.total(), inspected.len());
        assert_eq!((total.of(Status::Done), total.of(Status::Na)), (1, 1));
        assert_eq!(total.of(Status::Todo), inspected.len() - 2);
        assert_eq!(progress.below(catalog.tree().node(&first.chapter).unwrap()).of(Status::Done), 1);
        assert_eq!(progress.below(catalog.tree().node(&last.chapter).unwrap()).of(Status::Done), 0);
        let guidelines = catalog.tree().nodes().iter().filter(|node| node.parent.is_none());
        let sum: usize = guidelines.map(|node| progress.below(node).total()).sum();
        assert_eq!(sum, total.total());
    }

    #[test]
    fn what_the_profile_leaves_out_is_not_counted() {
        let catalog = crate::bundled::catalog().unwrap();
        let everything = state_of([Change::profile(Edit::Facility("東病院".into()))]);
        let mut state = State::default();
        let mut number = 0;
        let mut set = |state: &mut State, edit| {
            number += 1;
            state.add(&Arc::new(Entry { change: Change::profile(edit), ..entry(number) }));
        };
        set(&mut state, Edit::Pattern(Some("II".into())));
        let (all, some) = (Progress::new(&catalog, &everything), Progress::new(&catalog, &state));
        assert_eq!(all.total().total() - some.total().total(), some.scope().left_out_by_profile());
        let chapter = catalog.tree().node("mhlw6.sysun.5").unwrap();
        assert!(all.below(chapter).total() > 0);
        assert_eq!(some.below(chapter).total(), 0);
        let parties =
            |progress: &Progress<'_>| progress.by_party().iter().map(|(_, tally)| tally.total()).collect::<Vec<_>>();
        let before = parties(&all);
        set(&mut state, Edit::Pattern(None));
        set(&mut state, Edit::Party { id: Party::Institution, on: true });
        let institution = Progress::new(&catalog, &state);
        assert_eq!(parties(&institution)[0], before[0]);
        assert!(parties(&institution)[1] < before[1]);
        assert!(institution.total().total() >= before[0]);
        let scope = institution.scope().clone();
        assert_eq!(Progress::within(&catalog, &everything, &scope).total().total(), institution.total().total());
    }
}
