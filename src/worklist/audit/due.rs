//! Clauses in which something is left to do, by which days, and how urgent they are.

use jiff::civil::Date;

use crate::catalog::RecordRef;
use crate::model::{Kind, Status};
use crate::sheet::{Answers, Deadline, DeadlineKind};

use super::progress::Progress;

/// A clause that the worklist counts and in which something is left to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenClause {
    /// The clause.
    pub at: RecordRef,
    /// Its answers.
    pub answers: Answers,
    /// Which of its days is meant; none if it has none.
    pub kind: Option<DeadlineKind>,
}

impl OpenClause {
    /// Returns the day that is meant.
    pub fn deadline(&self) -> Option<Deadline<'_>> {
        self.answers.deadline(self.kind?)
    }

    /// Returns a sort key that puts the most urgent clauses first: by the day that is meant, clauses without one last, then
    /// 要再確認, 対応中, 未着手.
    pub fn urgency(&self) -> (Date, u8) {
        let by_status = match self.answers.status {
            Status::Recheck => 0,
            Status::Doing => 1,
            Status::Todo | Status::Done | Status::Na => 2,
        };
        (self.deadline().map_or(Date::MAX, |one| one.day), by_status)
    }
}

impl Progress<'_> {
    /// Returns the open clauses that are counted, in the order of the catalog, each with the first of its days.
    pub fn open(&self) -> Vec<OpenClause> {
        let open = self.counted_answers().filter(|(_, answers)| answers.is_open());
        let clause = |(at, answers): (RecordRef, Answers)| {
            let kind = answers.next_deadline().map(|one| one.kind);
            OpenClause { at, answers, kind }
        };
        open.map(clause).collect()
    }

    /// Returns the days by which something of a counted clause is left to do, the earliest first: a clause stands there once
    /// for each of its days.
    pub fn dated(&self) -> Vec<OpenClause> {
        let days = |(at, answers): (RecordRef, Answers)| -> Vec<OpenClause> {
            let kinds: Vec<DeadlineKind> = answers.deadlines().map(|one| one.kind).collect();
            let one = |kind| OpenClause { at, answers: answers.clone(), kind: Some(kind) };
            kinds.into_iter().map(one).collect()
        };
        let mut dated: Vec<OpenClause> = self.counted_answers().flat_map(days).collect();
        dated.sort_by_key(|clause| clause.deadline().map(|one| one.day));
        dated
    }

    fn counted_answers(&self) -> impl Iterator<Item = (RecordRef, Answers)> {
        let counted = self.catalog.all(Kind::Clause).filter(move |at| self.scope().counts(*at));
        counted.map(move |at| (at, self.state.answers(self.catalog.id(at))))
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
        let dated = Progress::new(&catalog, &state).dated();
        assert_eq!(dated.iter().map(|clause| catalog.id(clause.at)).collect::<Vec<_>>(), ["mhlw6.sysun.14.5"]);
        let pattern = Change::profile(Edit::Pattern(Some("II".into())));
        state.add(&Arc::new(Entry { change: pattern, ..entry(4) }));
        assert!(Progress::new(&catalog, &state).open().len() < all.len());
    }

    #[test]
    fn a_clause_stands_there_once_for_each_of_its_days_even_if_it_is_done() {
        let catalog = crate::bundled::catalog().unwrap();
        let mut state = State::default();
        let (one, other) = ("mhlw6.sysun.14.1", "mhlw6.sysun.14.5");
        let changes = [
            Change::status(one, Status::Done),
            Change::clause(one, Edit::ActionDue("2026-10-31".parse().ok())),
            Change::clause(one, Edit::Due("2026-09-30".parse().ok())),
            Change::clause(other, Edit::AcceptUntil("2026-10-01".parse().ok())),
            Change::clause(other, Edit::Due("2026-12-31".parse().ok())),
        ];
        for (number, change) in (1..).zip(changes) {
            state.add(&Arc::new(Entry { change, ..entry(number) }));
        }
        let progress = Progress::new(&catalog, &state);
        let told = |clause: &OpenClause| (catalog.id(clause.at).to_owned(), clause.kind.map(DeadlineKind::code));
        let expected = [(other, Some("exception")), (one, Some("action")), (other, Some("due"))];
        let dated: Vec<_> = progress.dated().iter().map(told).collect();
        assert_eq!(dated, expected.map(|(id, kind)| (id.to_owned(), kind)));
        let open = progress.open();
        let next = open.iter().min_by_key(|clause| clause.urgency()).map(told);
        assert_eq!(next, Some((other.to_owned(), Some("exception"))));
    }
}
