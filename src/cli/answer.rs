//! Reads what a person fills in on the command line.

use jiff::civil::Date;

use crate::failure::{Failure, FailureKind};
use crate::sheet::{Answer, Field};

/// Most characters of a value that a message repeats.
const SHOWN: usize = 40;

/// Returns what was filled in for a field.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn read(field: Field, text: &str) -> Result<Answer, Failure> {
    named(field, field.name(), text)
}

/// Returns the date meant by a text; none for a blank one and for なし.
///
/// # Errors
///
/// If it is no date.
pub(super) fn date(name: &str, text: &str) -> Result<Option<Date>, Failure> {
    let text = if text.trim() == "なし" { "" } else { text };
    named(Field::Due, name, text).map(|answer| answer.day())
}

fn named(field: Field, name: &str, text: &str) -> Result<Answer, Failure> {
    field.read(text).map_err(|misread| {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Failure::new(FailureKind::Usage, format!("{name}「{shown}」は、{misread}。"), "何も記録していません。")
    })
}
