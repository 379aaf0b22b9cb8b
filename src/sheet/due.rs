//! Decides what is open, due and overdue, for the screen, the command line and every report.

use jiff::civil::Date;

use crate::model::Status;

use super::answer::Answers;

/// Whether a clause with this status is open: there is still something to do.
pub const fn is_open(status: Status) -> bool {
    match status {
        Status::Todo | Status::Doing | Status::Recheck => true,
        Status::Done | Status::Na => false,
    }
}

/// Whether the last day of something has passed. The last day itself still counts.
pub fn is_past(last: Option<Date>, today: Date) -> bool {
    last.is_some_and(|last| last < today)
}

impl Answers {
    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        is_open(self.status)
    }

    /// Whether it is open and its due date is this day or earlier.
    pub fn is_due(&self, by: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due <= by)
    }

    /// Whether it is open and its due date is before today.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && is_past(self.due, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_today_is_due_and_not_overdue_and_what_is_done_is_neither() {
        let today = Date::constant(2026, 11, 22);
        for (due, status, expected) in [
            ("2026-11-23", Status::Todo, (false, false)),
            ("2026-11-22", Status::Doing, (true, false)),
            ("2026-11-21", Status::Doing, (true, true)),
            ("2026-11-21", Status::Recheck, (true, true)),
            ("2026-11-21", Status::Done, (false, false)),
            ("2026-11-21", Status::Na, (false, false)),
        ] {
            let answers = Answers { status, due: due.parse().ok(), ..Answers::default() };
            assert_eq!((answers.is_due(today), answers.is_overdue(today)), expected, "{due} {status:?}");
        }
        let dateless = Answers::default();
        assert!(dateless.is_open() && !dateless.is_due(Date::MAX) && !dateless.is_overdue(Date::MAX));
    }
}
