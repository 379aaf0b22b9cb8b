//! The shapes that a value can have. All that depends on the shape is said here once, for every field of that shape.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::text::clean::{clean_line, clean_text, compared};

use super::date::parse_date;
use super::error::{AnswerError, NOTE_LIMIT};
use super::text::{fold_look_alikes, plain, plain_line};

/// The shape of a field's value.
pub trait Shape {
    /// What is recorded.
    type Value;

    /// Returns what is there before anybody has touched the field.
    fn blank() -> Self::Value;

    /// Returns a value as people read it; empty for none.
    fn text(value: &Self::Value) -> String;

    /// Returns a value as it may be recorded: without anything that could steer a terminal.
    fn clean(value: Self::Value) -> Self::Value;

    /// Returns the text that people are free to write, if it is one: it has at most [`NOTE_LIMIT`] characters.
    fn free_text(value: &mut Self::Value) -> Option<&mut String>;

    /// Whether a value can be what it says, which cleaning does not make sure of.
    fn is_sound(value: &Self::Value) -> bool;

    /// Returns what was done as a Japanese sentence without its end; `name` is that of the field.
    fn sentence(name: &str, value: &Self::Value) -> String;

    /// Returns a value that is not blank.
    #[cfg(test)]
    fn sample() -> Self::Value;
}

/// A shape that people fill in on a form.
pub trait FormShape: Shape {
    /// What its cells take.
    const CELL: Cell;

    /// Returns what a person filled in, however it was spelled.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn read(text: &str) -> Result<Self::Value, AnswerError>;

    /// Returns a value as a cell holds it: texts cleaned and trimmed, an empty text for nothing.
    fn cell_text(value: &Self::Value) -> String;

    /// Returns what two spellings of the same value have in common.
    fn key(text: &str) -> String;

    /// Returns the day, if a value is one.
    fn day(value: &Self::Value) -> Option<Date>;
}

/// What a cell of the form takes.
#[derive(Clone, Copy, Debug)]
pub enum Cell {
    /// One of these names. Left empty, nothing was chosen.
    Choice(fn() -> Vec<&'static str>),
    /// A day, or nothing.
    Day,
    /// A text of at most [`NOTE_LIMIT`] characters.
    Text,
}

/// A text of several lines.
pub enum Text {}

/// A text of one line.
pub enum Line {}

/// A day of the calendar, or none.
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

/// Returns the date meant by a text, however it was spelled; none for a blank one and for なし.
///
/// # Errors
///
/// If it is no date of the calendar.
pub fn read_date(text: &str) -> Result<Option<Date>, AnswerError> {
    match word(text).as_str() {
        "" | "なし" => Ok(None),
        word => parse_date(word).map(Some).ok_or(AnswerError::Date),
    }
}

/// Returns the sentence about a text that was written, or removed if it is empty.
pub fn text_sentence(name: &str, text: &str) -> String {
    if text.is_empty() {
        format!("{name}を消した")
    } else {
        format!("{name}を「{}」に", text.replace('\n', " "))
    }
}

/// Returns a word as it is looked up: full-width letters and digits made plain, no white space anywhere.
pub(super) fn word(text: &str) -> String {
    plain_line(&compared(text)).nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Returns what two spellings of one line have in common: characters that look alike, and that older encodings mix up,
/// count as one.
pub(super) fn line_key(text: &str) -> String {
    fold_look_alikes(&plain_line(&compared(text)))
}

fn within_limit(text: String) -> Result<String, AnswerError> {
    match text.chars().count() {
        length if length > NOTE_LIMIT => Err(AnswerError::TooLong { length }),
        _ => Ok(text),
    }
}
