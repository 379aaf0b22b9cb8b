//! From the number of a day to the day.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

/// The seconds of a day.
const DAY: f64 = 86_400.0;

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Epoch {
    /// Day 1 is 1900-01-01, and there is a 1900-02-29.
    Y1900,
    /// Day 0 is 1904-01-01.
    Y1904,
}

impl Epoch {
    /// Returns the moment that a number stands for; none if spreadsheets do not have it.
    pub fn moment(self, number: f64) -> Option<DateTime> {
        /// The day after the last one that spreadsheets have, 9999-12-31, from 1900.
        const END: f64 = 2_958_466.0;
        if !(0.0..END).contains(&number) {
            return None;
        }
        let first = match self {
            Self::Y1900 if number < 60.0 => Date::constant(1899, 12, 31),
            Self::Y1900 if number < 61.0 => return None,
            Self::Y1900 => Date::constant(1899, 12, 30),
            Self::Y1904 => Date::constant(1904, 1, 1),
        };
        let span: Span = whole(number.floor()).days().seconds(whole((number.fract() * DAY).round()));
        first.to_datetime(jiff::civil::Time::midnight()).checked_add(span).ok()
    }

    /// Returns the number of a day; none for days before March 1900, which programs do not number alike.
    pub fn number(self, day: Date) -> Option<i64> {
        let first = match self {
            Self::Y1900 => Date::constant(1899, 12, 30),
            Self::Y1904 => Date::constant(1904, 1, 1),
        };
        let days = i64::from((day - first).get_days());
        (days > 60).then_some(days)
    }
}

/// Returns a number without fraction, which is in the range of an integer.
#[allow(clippy::cast_possible_truncation, reason = "the number is checked before")]
pub(super) const fn whole(number: f64) -> i64 {
    number as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        let cases = [
            (Epoch::Y1900, 1.0, Some("1900-01-01T00:00:00")),
            (Epoch::Y1900, 59.0, Some("1900-02-28T00:00:00")),
            (Epoch::Y1900, 60.0, None),
            (Epoch::Y1900, 61.0, Some("1900-03-01T00:00:00")),
            (Epoch::Y1900, 46_477.5, Some("2027-03-31T12:00:00")),
            (Epoch::Y1900, 46_477.999_999_99, Some("2027-04-01T00:00:00")),
            (Epoch::Y1904, 45_015.0, Some("2027-03-31T00:00:00")),
            (Epoch::Y1900, -1.0, None),
            (Epoch::Y1900, f64::NAN, None),
            (Epoch::Y1904, 2_958_465.0, None),
        ];
        for (epoch, number, moment) in cases {
            assert_eq!(epoch.moment(number).map(|moment| moment.to_string()).as_deref(), moment, "{number}");
        }
    }
}
