//! How far a worklist has come.

use crate::catalog::{Catalog, Node};
use crate::model::Status;

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

/// Counts clauses below headings.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    catalog: &'a Catalog,
    state: &'a State,
}

impl<'a> Progress<'a> {
    /// Counts with the marks of a state.
    pub fn new(catalog: &'a Catalog, state: &'a State) -> Self {
        Self { catalog, state }
    }

    /// Returns the tally of all clauses that a worklist counts.
    pub fn total(&self) -> Tally {
        self.tally(0..self.catalog.clauses().len())
    }

    /// Returns the tally of the clauses below a heading.
    pub fn below(&self, node: &Node) -> Tally {
        self.tally(node.clauses.clone())
    }

    fn tally(&self, range: std::ops::Range<usize>) -> Tally {
        let mut tally = Tally::default();
        let clauses = self.catalog.clauses().skip(range.start).take(range.len());
        for clause in clauses.filter(|clause| self.catalog.is_inspected(clause)) {
            tally.count(self.state.status(&clause.id));
        }
        tally
    }
}
