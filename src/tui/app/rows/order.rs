//! The order of the worklist on screen.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::catalog::RecordRef;
use crate::model::{Status, Verdict};
use crate::tui::app::App;
use crate::tui::app::rows::columns::due_day;

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The number: the order of the catalog.
    #[default]
    Number,
    /// The next day by which something is left to do, else the due date; what has none comes last.
    Due,
    /// The owner; what has none comes last.
    Owner,
    /// The verdict: what is not met first, what is not judged last.
    Verdict,
    /// The status: what is to be done first.
    Status,
}

impl SortKey {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Number, Self::Due, Self::Owner, Self::Verdict, Self::Status];

    /// Returns the name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "番号",
            Self::Due => "期限",
            Self::Owner => "担当者",
            Self::Verdict => "判定",
            Self::Status => "状態",
        }
    }

    /// Returns the one after it; after the last one comes the first.
    pub fn next(self) -> Self {
        let now = Self::ALL.iter().position(|key| *key == self).unwrap_or(0);
        Self::ALL[(now + 1) % Self::ALL.len()]
    }
}

/// An order. It stands as it was made: a row does not move while one works on it.
#[derive(Debug, Default)]
pub struct ListOrder {
    /// What it is by.
    pub key: SortKey,
    /// Whether it goes the other way. What has no value stays last.
    pub is_reversed: bool,
    /// The place of each clause with a mark; all others come behind them, in the order of the catalog.
    places: HashMap<RecordRef, usize>,
}

impl ListOrder {
    /// Makes the order by what is recorded now.
    pub fn of(app: &App, key: SortKey, is_reversed: bool) -> Self {
        let mut marked: Vec<(Rank, RecordRef)> = match key {
            SortKey::Number => Vec::new(),
            _ => app
                .state
                .marks()
                .filter_map(|(id, _)| app.catalog.find(id))
                .filter_map(|at| Some((rank(app, at, key)?, at)))
                .collect(),
        };
        marked.sort_by(|one, other| match is_reversed {
            true => other.0.cmp(&one.0).then(one.1.cmp(&other.1)),
            false => one.cmp(other),
        });
        let places = marked.into_iter().enumerate().map(|(place, (_, at))| (at, place)).collect();
        Self { key, is_reversed, places }
    }

    /// Whether it is that of the catalog.
    pub fn is_as_given(&self) -> bool {
        self.key == SortKey::Number && !self.is_reversed
    }

    /// Puts rows, which stand in the order of the catalog, in this order.
    pub fn sorted(&self, mut rows: Vec<RecordRef>) -> std::sync::Arc<[RecordRef]> {
        match (self.key, self.is_reversed) {
            (SortKey::Number, false) => {}
            (SortKey::Number, true) => rows.sort_by_key(|at| Reverse(*at)),
            _ => rows.sort_by_key(|at| self.places.get(at).copied().unwrap_or(usize::MAX)),
        }
        rows.into()
    }
}

/// What a clause is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Day(Date),
    Name(String),
    Worth(u8),
}

/// Returns what a clause is sorted by; none if nothing is recorded.
fn rank(app: &App, at: RecordRef, key: SortKey) -> Option<Rank> {
    let answers = app.state.answers(app.catalog.id(at));
    match key {
        SortKey::Number => None,
        SortKey::Due => due_day(&answers).map(Rank::Day),
        SortKey::Owner => Some(answers.owner).filter(|owner| !owner.is_empty()).map(Rank::Name),
        SortKey::Verdict => match answers.verdict {
            Verdict::Nonconform => Some(Rank::Worth(0)),
            Verdict::Partial => Some(Rank::Worth(1)),
            Verdict::Conform => Some(Rank::Worth(2)),
            Verdict::Open => None,
        },
        SortKey::Status => match answers.status {
            Status::Recheck => Some(Rank::Worth(0)),
            Status::Doing => Some(Rank::Worth(1)),
            Status::Done => Some(Rank::Worth(2)),
            Status::Na => Some(Rank::Worth(3)),
            Status::Todo => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_through_all_and_round() {
        let mut seen = vec![SortKey::default()];
        while seen.len() < SortKey::ALL.len() {
            seen.push(seen[seen.len() - 1].next());
        }
        assert_eq!(seen, SortKey::ALL);
        assert_eq!(SortKey::Status.next(), SortKey::Number);
    }
}
