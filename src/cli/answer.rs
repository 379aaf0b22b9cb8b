//! Reads what a person fills in on the command line.

use jiff::civil::Date;

use crate::clock;
use crate::failure::{Failure, FailureKind};
use crate::language::tr;
use crate::sheet::{Answer, AnswerError, AnswerField, Way, read_date_from};

/// Returns what was filled in for a field.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn read(field: AnswerField, text: &str) -> Result<Answer, Failure> {
    field.read_from(clock::today(), text).map_err(|error| failure(&error, field.name(), text))
}

/// Returns the date meant by a text; none for a blank one and for なし.
///
/// # Errors
///
/// If it is no date.
pub(super) fn date(name: &str, way: Way, text: &str) -> Result<Option<Date>, Failure> {
    read_date_from(clock::today(), way, text).map_err(|error| failure(&error, name, text))
}

/// Returns how many are wanted, for an option that says so.
///
/// # Errors
///
/// If it is no number, or none.
pub(super) fn count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| tr!("1 以上の整数で書いてください。").to_owned())
}

fn failure(error: &AnswerError, name: &str, text: &str) -> Failure {
    Failure::new(FailureKind::Usage, error.sentence(name, text), tr!("何も記録していません。"))
}
