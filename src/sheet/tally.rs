//! Counts of clauses by status.

use std::cmp::Reverse;
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

/// Returns the shares of several counts in their sum, in whole percent. What rounding down leaves over goes to those that lose
/// most by it, so that they add up to 100; but nothing becomes 100 that is not all. All are 0 if the sum is.
pub fn shares(counts: &[usize]) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    let exact = |count: usize| (count * 100).checked_div(total).unwrap_or(0);
    let mut shares: Vec<usize> = counts.iter().map(|count| exact(*count)).collect();
    let left = if total == 0 { 0 } else { 100 - shares.iter().sum::<usize>() };
    let mut by_loss: Vec<usize> = (0..counts.len()).collect();
    // The sort is stable: of those that lose the same the first gains.
    by_loss.sort_by_key(|at| Reverse((counts[*at] * 100).checked_rem(total)));
    for at in by_loss.into_iter().take(left) {
        if shares[at] < 99 {
            shares[at] += 1;
        }
    }
    shares
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
    fn shares_add_up_to_100_and_what_is_not_all_is_not_100() {
        for (counts, expected) in [
            (vec![169, 52, 6, 4], vec![73, 22, 3, 2]),
            (vec![1, 1, 1], vec![34, 33, 33]),
            (vec![0, 5, 0], vec![0, 100, 0]),
            (vec![298, 1], vec![99, 0]),
            (vec![0, 0], vec![0, 0]),
            (vec![], vec![]),
        ] {
            assert_eq!(shares(&counts), expected, "{counts:?}");
        }
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
