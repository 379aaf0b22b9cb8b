//! Counts of clauses by status.

use std::iter::Sum;

use crate::model::Status;

/// The number of clauses with each status, of those that are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [usize; Status::ALL.len()],
}

impl Tally {
    /// Returns the number of clauses with a status.
    pub fn of(&self, status: Status) -> usize {
        self.counts[status as usize]
    }

    /// Returns the number of all clauses.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Returns the number of clauses that apply: all except 対象外.
    pub fn applicable(&self) -> usize {
        self.total() - self.of(Status::Na)
    }

    /// Returns the share of applicable clauses that are done, in whole percent, rounded down; 0 when none applies.
    pub fn percent(&self) -> usize {
        (self.of(Status::Done) * 100).checked_div(self.applicable()).unwrap_or(0)
    }
}

impl FromIterator<Status> for Tally {
    /// Counts one clause for each status.
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut tally = Self::default();
        statuses.into_iter().for_each(|status| tally.counts[status as usize] += 1);
        tally
    }
}

impl Sum for Tally {
    /// Counts the clauses of several worklists together.
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, one| Self {
            counts: std::array::from_fn(|at| sum.counts[at] + one.counts[at]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(counts: [usize; Status::ALL.len()]) -> Tally {
        Tally { counts }
    }

    #[test]
    fn every_status_has_its_place() {
        let times = (1..).zip(Status::ALL.iter().copied());
        let tally: Tally = times.clone().flat_map(|(times, status)| vec![status; times]).collect();
        for (times, status) in times {
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
}
