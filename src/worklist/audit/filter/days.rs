//! Days that a due date is asked to lie in: one day, from one on, up to one, or between two.

use jiff::civil::{Date, Weekday};

use crate::sheet::{Answer, AnswerField};

/// The signs between two days, or beside one.
const RANGE: [char; 3] = ['〜', '～', '~'];

/// The first and the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// Returns one day.
    pub const fn of(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// Returns the week of a day, from Monday to Sunday.
    pub fn week_of(day: Date) -> Self {
        let since = i64::from(day.weekday().since(Weekday::Monday));
        let first = day.saturating_sub(jiff::Span::new().days(since));
        Self { first, last: first.saturating_add(jiff::Span::new().days(6)) }
    }

    /// Returns the month of a day.
    pub fn month_of(day: Date) -> Self {
        Self { first: day.first_of_month(), last: day.last_of_month() }
    }

    /// Reads days: `2027-03-31`, `2027-03-31まで`, `〜2027-03-31`, `2027-03-31から`, `2027-03-31〜`,
    /// `2027-03-01〜2027-03-31`, each day as in the form.
    pub fn read(typed: &str) -> Option<Self> {
        if let Some(last) = typed.strip_suffix("まで") {
            return Some(Self { first: Date::MIN, last: day(last)? });
        }
        if let Some(first) = typed.strip_suffix("から") {
            return Some(Self { first: day(first)?, last: Date::MAX });
        }
        let Some((first, last)) = typed.split_once(RANGE) else { return day(typed).map(Self::of) };
        let first = if first.is_empty() { Date::MIN } else { day(first)? };
        let last = if last.is_empty() { Date::MAX } else { day(last)? };
        (first <= last && (first, last) != (Date::MIN, Date::MAX)).then_some(Self { first, last })
    }

    /// Whether a day is one of them.
    pub fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

fn day(typed: &str) -> Option<Date> {
    match AnswerField::Due.read(typed) {
        Ok(Answer::Due(day)) => day,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn date(month: i8, day: i8) -> Date {
        Date::constant(2027, month, day)
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, first, last) in [
            ("2027-03-31", date(3, 31), date(3, 31)),
            ("2027/3/31まで", Date::MIN, date(3, 31)),
            ("〜令和9年3月31日", Date::MIN, date(3, 31)),
            ("2027-03-01から", date(3, 1), Date::MAX),
            ("２０２７-03-01〜", date(3, 1), Date::MAX),
            ("2027-03-01~2027-03-31", date(3, 1), date(3, 31)),
        ] {
            assert_eq!(Days::read(typed), Some(Days { first, last }), "{typed}");
        }
        for typed in ["", "〜", "まで", "2027-13-01", "2027-02-29まで", "2027-03-31〜2027-03-01", "来週", "なし"]
        {
            assert_eq!(Days::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_week_goes_from_monday_to_sunday_and_a_month_to_its_last_day() {
        for day in [29, 30] {
            assert_eq!(Days::week_of(date(3, day)), Days { first: date(3, 29), last: date(4, 4) });
        }
        assert_eq!(Days::week_of(date(4, 4)), Days { first: date(3, 29), last: date(4, 4) });
        assert_eq!(Days::month_of(date(2, 3)), Days { first: date(2, 1), last: date(2, 28) });
        assert!(Days::of(date(2, 1)).holds(date(2, 1)) && !Days::of(date(2, 1)).holds(date(2, 2)));
    }
}
