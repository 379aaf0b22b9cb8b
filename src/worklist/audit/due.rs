//! Clauses that are still open, and how urgent they are.

use jiff::civil::Date;

use crate::catalog::RecordRef;
use crate::model::{Kind, Status};
use crate::sheet::Answers;

use super::progress::Progress;

/// An open clause that the worklist counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenClause {
    /// The clause.
    pub at: RecordRef,
    /// Its answers.
    pub answers: Answers,
}

impl OpenClause {
    /// Returns a sort key that puts the most urgent clauses first: by due date, clauses without one last, then 要再確認,
    /// 対応中, 未着手.
    pub fn urgency(&self) -> (Date, u8) {
        let by_status = match self.answers.status {
            Status::Recheck => 0,
            Status::Doing => 1,
            Status::Todo | Status::Done | Status::Na => 2,
        };
        (self.answers.due.unwrap_or(Date::MAX), by_status)
    }
}

impl Progress<'_> {
    /// Returns the open clauses that are counted, in the order of the catalog.
    pub fn open(&self) -> Vec<OpenClause> {
        let counted = self.catalog.all(Kind::Clause).filter(|at| self.scope().counts(*at));
        let clauses = counted.map(|at| OpenClause { at, answers: self.state.answers(self.catalog.id(at)) });
        clauses.filter(|clause| clause.answers.is_open()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::worklist::entry::change::{Change, Entry};
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::state::State;
    use crate::worklist::testing::entry;

    use super::*;

    #[test]
    fn what_is_done_or_out_of_scope_is_not_open_and_dates_lead() {
        let catalog = crate::bundled::catalog().unwrap();
        let mut state = State::default();
        let changes = [
            Change::status("mhlw6.sysun.14.1", Status::Done),
            Change::status("mhlw6.sysun.14.2", Status::Doing),
            Change::clause("mhlw6.sysun.14.5", Edit::Due("2027-03-31".parse().ok())),
        ];
        for (number, change) in (1..).zip(changes) {
            state.add(&Arc::new(Entry { change, ..entry(number) }));
        }
        let all = Progress::new(&catalog, &state).open();
        assert_eq!(all.len(), Progress::new(&catalog, &state).total().total() - 1);
        let mut sorted = all.clone();
        sorted.sort_by_key(OpenClause::urgency);
        let ids: Vec<&str> = sorted.iter().map(|clause| catalog.id(clause.at)).take(2).collect();
        assert_eq!(ids, ["mhlw6.sysun.14.5", "mhlw6.sysun.14.2"]);
        let pattern = Change::profile(Edit::Pattern(Some("II".into())));
        state.add(&Arc::new(Entry { change: pattern, ..entry(4) }));
        assert!(Progress::new(&catalog, &state).open().len() < all.len());
    }
}
