//! How far a worklist has come.

use std::borrow::Cow;
use std::ops::Range;

use crate::catalog::{Catalog, Node};
use crate::model::{Clause, Party, Status};

use super::scope::Scope;
use super::state::State;

/// How many clauses have each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [usize; Status::ALL.len()],
}

impl Tally {
    /// Returns how many clauses have a status.
    pub fn of(&self, status: Status) -> usize {
        self.counts[status as usize]
    }

    /// Returns how many clauses are counted.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Returns how many clauses apply: all but 対象外.
    pub fn applicable(&self) -> usize {
        self.total() - self.of(Status::Na)
    }

    /// Returns the share of applicable clauses that are done, in whole percent, rounded down; 0 when none applies.
    pub fn percent(&self) -> usize {
        (self.of(Status::Done) * 100).checked_div(self.applicable()).unwrap_or(0)
    }

    fn count(&mut self, status: Status) {
        self.counts[status as usize] += 1;
    }
}

/// Counts the clauses that apply under the profile of a worklist.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) state: &'a State,
    scope: Cow<'a, Scope>,
}

impl<'a> Progress<'a> {
    /// Counts with the marks and the profile of a state.
    pub fn new(catalog: &'a Catalog, state: &'a State) -> Self {
        Self { catalog, state, scope: Cow::Owned(Scope::of(catalog, state.profile())) }
    }

    /// Counts with the marks of a state within a scope that is at hand already.
    pub fn within(catalog: &'a Catalog, state: &'a State, scope: &'a Scope) -> Self {
        Self { catalog, state, scope: Cow::Borrowed(scope) }
    }

    /// Returns which clauses are counted, and why the others are not.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Returns the tally of all clauses that the worklist counts.
    pub fn total(&self) -> Tally {
        self.tally(0..self.catalog.clauses().len())
    }

    /// Returns the tally of the clauses below a heading.
    pub fn below(&self, node: &Node) -> Tally {
        self.tally(node.clauses.clone())
    }

    /// Returns the tally of each party's clauses; a clause of several parties is counted for each of them.
    pub fn by_party(&self) -> Vec<(Party, Tally)> {
        let is_for = |clause: &Clause, party| {
            self.catalog.mapping(&clause.id).is_some_and(|mapping| mapping.party.contains(&party))
        };
        let tally = |party| (party, self.tally_of(0..self.catalog.clauses().len(), |clause| is_for(clause, party)));
        Party::ALL.iter().copied().map(tally).collect()
    }

    fn tally(&self, range: Range<usize>) -> Tally {
        self.tally_of(range, |_| true)
    }

    fn tally_of(&self, range: Range<usize>, is_meant: impl Fn(&Clause) -> bool) -> Tally {
        let mut tally = Tally::default();
        let clauses = self.catalog.clauses().enumerate().skip(range.start).take(range.len());
        for (_, clause) in clauses.filter(|(index, clause)| self.scope.counts_at(*index) && is_meant(clause)) {
            tally.count(self.state.status(&clause.id));
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::change::{Change, Entry};
    use super::super::edit::Edit;
    use super::super::testing::entry;
    use super::*;

    fn tally(counts: [usize; Status::ALL.len()]) -> Tally {
        Tally { counts }
    }

    fn state(marks: &[(&str, Status)]) -> State {
        let mut state = State::default();
        for (number, (clause, status)) in (1..).zip(marks) {
            state.add(&Arc::new(Entry { change: Change::status(*clause, *status), ..entry(number) }));
        }
        state
    }

    #[test]
    fn every_status_has_its_place() {
        let mut tally = Tally::default();
        for (times, status) in (1..).zip(Status::ALL.iter().copied()) {
            (0..times).for_each(|_| tally.count(status));
            assert_eq!(tally.of(status), times);
        }
        assert_eq!(tally.total(), 15);
    }

    #[test]
    fn percent_counts_what_applies_and_rounds_down() {
        let cases = [
            ([0, 0, 0, 0, 0], 0),
            ([0, 0, 0, 4, 0], 0), // nothing applies
            ([2, 0, 1, 0, 0], 33),
            ([1, 0, 199, 50, 0], 99),
            ([0, 0, 3, 7, 0], 100),
            ([0, 1, 1, 0, 2], 25), // 要再確認 is not done
        ];
        for (counts, percent) in cases {
            assert_eq!(tally(counts).percent(), percent, "{counts:?}");
        }
        assert_eq!(tally([1, 1, 1, 5, 1]).applicable(), 4);
    }

    #[test]
    fn the_bundled_catalog_is_counted_once_and_by_heading() {
        let catalog = Catalog::bundled().unwrap();
        let inspected: Vec<_> = catalog.clauses().filter(|clause| catalog.is_inspected(clause)).collect();
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
        let catalog = Catalog::bundled().unwrap();
        let everything = State::default();
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
