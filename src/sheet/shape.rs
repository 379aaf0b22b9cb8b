//! The shapes of values. Everything that depends on the shape is decided here once, for all fields of that shape.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::language::tr;
use crate::text::clean::{clean_line, clean_text, compared};

use super::date::{Way, parse_date, parse_from};
use super::error::{AnswerError, NOTE_LIMIT};
use super::text::{fold_look_alikes, plain, plain_as_recorded, plain_line, quoted};

/// The shape of a field's value.
pub trait Shape {
    /// The recorded value.
    type Value: PartialEq;

    /// Whether its text is a phrase of ours, which is said in the language of the thread; else a person wrote it.
    const IS_PHRASE: bool = false;

    /// Whether a value means something to people as it stands. An id, a place or a hash does not.
    const IS_READABLE: bool = true;

    /// Returns the initial value.
    fn blank() -> Self::Value;

    /// Returns a value for people to read; empty for none.
    fn text(value: &Self::Value) -> String;

    /// Returns a value in the form in which it may be recorded: without characters that control a terminal.
    fn clean(value: Self::Value) -> Self::Value;

    /// Returns the free text, if the value is one. It may have at most [`NOTE_LIMIT`] characters.
    fn free_text(value: &mut Self::Value) -> Option<&mut String>;

    /// Whether a value is well-formed, which cleaning does not ensure.
    fn is_sound(value: &Self::Value) -> bool;

    /// Whether two values look the same to people.
    fn looks_the_same(one: &Self::Value, other: &Self::Value) -> bool {
        one == other
    }

    /// Returns the edit as a sentence without its end. `name` is that of the field.
    fn sentence(name: &str, value: &Self::Value) -> String;

    /// Returns a value that is not blank.
    #[cfg(test)]
    fn sample() -> Self::Value;
}

/// A shape of fields on a form.
pub trait FormShape: Shape {
    /// The values that its cells accept.
    const CELL: Cell;

    /// Reads what a person filled in, in any common spelling.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn read(text: &str) -> Result<Self::Value, AnswerError>;

    /// Returns the text of a cell: cleaned and trimmed, empty for none.
    fn cell_text(value: &Self::Value) -> String;

    /// Returns a key that is equal for two spellings of the same value.
    fn key(text: &str) -> String;

    /// Returns a key like [`FormShape::key`] that also tells forms of a character apart: 葛 with and without a selector.
    fn exact_key(text: &str) -> String {
        Self::key(text)
    }

    /// Returns the key that the first spreadsheets have in their fingerprints.
    fn recorded_key(text: &str) -> String {
        Self::key(text)
    }

    /// Returns the date, if a value is one.
    fn day(value: &Self::Value) -> Option<Date>;
}

/// The values that a cell of the form accepts.
#[derive(Clone, Copy, Debug)]
pub enum Cell {
    /// One of these names. In an empty cell nothing was chosen.
    Choice(fn() -> Vec<&'static str>),
    /// One of these names, or nothing.
    Maybe(fn() -> Vec<&'static str>),
    /// A date, or nothing.
    Day,
    /// A text of at most [`NOTE_LIMIT`] characters.
    Text,
}

/// A text of several lines.
pub enum Text {}

/// A text of one line.
pub enum Line {}

/// A date, or none.
pub enum Day {}

impl Shape for Text {
    type Value = String;

    fn blank() -> String {
        String::new()
    }

    fn text(value: &String) -> String {
        value.clone()
    }

    fn clean(value: String) -> String {
        clean_text(&value)
    }

    fn free_text(value: &mut String) -> Option<&mut String> {
        Some(value)
    }

    fn is_sound(_: &String) -> bool {
        true
    }

    fn looks_the_same(one: &String, other: &String) -> bool {
        compared(one) == compared(other)
    }

    fn sentence(name: &str, value: &String) -> String {
        text_sentence(name, value)
    }

    #[cfg(test)]
    fn sample() -> String {
        "一\n二".to_owned()
    }
}

impl FormShape for Text {
    const CELL: Cell = Cell::Text;

    fn read(text: &str) -> Result<String, AnswerError> {
        within_limit(plain(text))
    }

    fn cell_text(value: &String) -> String {
        plain(value)
    }

    fn key(text: &str) -> String {
        fold_look_alikes(&plain(&compared(text)))
    }

    fn exact_key(text: &str) -> String {
        fold_look_alikes(&plain(text))
    }

    fn recorded_key(text: &str) -> String {
        fold_look_alikes(&plain_as_recorded(text))
    }

    fn day(_: &String) -> Option<Date> {
        None
    }
}

impl Shape for Line {
    type Value = String;

    fn blank() -> String {
        String::new()
    }

    fn text(value: &String) -> String {
        value.clone()
    }

    fn clean(value: String) -> String {
        clean_line(&value).trim().to_owned()
    }

    fn free_text(value: &mut String) -> Option<&mut String> {
        Some(value)
    }

    fn is_sound(_: &String) -> bool {
        true
    }

    fn looks_the_same(one: &String, other: &String) -> bool {
        compared(one) == compared(other)
    }

    fn sentence(name: &str, value: &String) -> String {
        text_sentence(name, value)
    }

    #[cfg(test)]
    fn sample() -> String {
        "字".to_owned()
    }
}

impl FormShape for Line {
    const CELL: Cell = Cell::Text;

    fn read(text: &str) -> Result<String, AnswerError> {
        within_limit(plain_line(text))
    }

    fn cell_text(value: &String) -> String {
        plain_line(value)
    }

    fn key(text: &str) -> String {
        line_key(text)
    }

    fn exact_key(text: &str) -> String {
        fold_look_alikes(&plain_line(text))
    }

    fn recorded_key(text: &str) -> String {
        fold_look_alikes(plain_as_recorded(text).replace('\n', " ").trim())
    }

    fn day(_: &String) -> Option<Date> {
        None
    }
}

impl Shape for Day {
    type Value = Option<Date>;

    fn blank() -> Option<Date> {
        None
    }

    fn text(value: &Option<Date>) -> String {
        value.map(|date| date.to_string()).unwrap_or_default()
    }

    fn clean(value: Option<Date>) -> Option<Date> {
        value
    }

    fn free_text(_: &mut Option<Date>) -> Option<&mut String> {
        None
    }

    fn is_sound(_: &Option<Date>) -> bool {
        true
    }

    fn sentence(name: &str, value: &Option<Date>) -> String {
        text_sentence(name, &Self::text(value))
    }

    #[cfg(test)]
    fn sample() -> Option<Date> {
        Some(Date::constant(2026, 3, 31))
    }
}

impl FormShape for Day {
    const CELL: Cell = Cell::Day;

    fn read(text: &str) -> Result<Option<Date>, AnswerError> {
        read_date(text)
    }

    fn cell_text(value: &Option<Date>) -> String {
        Self::text(value)
    }

    fn key(text: &str) -> String {
        Self::read(text).map_or_else(|_| line_key(text), |value| Self::cell_text(&value))
    }

    fn day(value: &Option<Date>) -> Option<Date> {
        *value
    }
}

/// Reads a date in any common spelling; none for a blank text, for なし and for none.
///
/// # Errors
///
/// If it is not a valid date.
pub fn read_date(text: &str) -> Result<Option<Date>, AnswerError> {
    match word(text).as_str() {
        "" | "なし" | "none" => Ok(None),
        word => parse_date(word).map(Some).ok_or(AnswerError::Date),
    }
}

/// Reads a date as a person types it: as [`read_date`] does, and also a day said from today, such as 来週 or +2w, or without its
/// year, which then lies ahead or back. A file says nothing of the day on which it was filled in, so only what is typed is read
/// like this.
///
/// # Errors
///
/// If it is not a valid date.
pub fn read_date_from(today: Date, way: Way, text: &str) -> Result<Option<Date>, AnswerError> {
    match read_date(text) {
        Err(_) => parse_from(today, way, &word(text)).map(Some).ok_or(AnswerError::Day),
        read => read,
    }
}

/// Returns the sentence about a text that was set, or removed if it is empty.
pub fn text_sentence(name: &str, text: &str) -> String {
    if text.is_empty() {
        tr!("{name}を消した", name)
    } else {
        tr!("{name}を{text}に", name, text = quoted(&text.replace('\n', " ")))
    }
}

/// Returns a word for lookup: full-width letters and digits in half width, without white space.
pub(super) fn word(text: &str) -> String {
    plain_line(&compared(text)).nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Returns a key that is equal for two spellings of one line. Characters that look alike, and that older encodings
/// confuse, count as the same.
pub(super) fn line_key(text: &str) -> String {
    fold_look_alikes(&plain_line(&compared(text)))
}

fn within_limit(text: String) -> Result<String, AnswerError> {
    match text.chars().count() {
        length if length > NOTE_LIMIT => Err(AnswerError::TooLong { length }),
        _ => Ok(text),
    }
}
