//! The shape of a choice: one of a few named values.

use jiff::civil::Date;

use crate::model::{Status, Verdict};

use super::error::AnswerError;
use super::shape::{Cell, FormShape, Shape, line_key, word};

/// One of a few named values.
pub trait Choice: Copy + PartialEq + 'static {
    /// All of them.
    const VALUES: &'static [Self];
    /// The initial value.
    const BLANK: Self;
    /// The error for a text that names none of them.
    const ERROR: AnswerError;

    /// Returns the Japanese name.
    fn title(self) -> &'static str;

    /// Returns the value with a name or a code.
    fn named(name: &str) -> Option<Self>;
}

impl Choice for Status {
    const VALUES: &'static [Self] = Self::ALL;
    const BLANK: Self = Self::Todo;
    const ERROR: AnswerError = AnswerError::Status;

    fn title(self) -> &'static str {
        self.name()
    }

    fn named(name: &str) -> Option<Self> {
        Self::parse(name)
    }
}

impl Choice for Verdict {
    const VALUES: &'static [Self] = Self::ALL;
    const BLANK: Self = Self::Open;
    const ERROR: AnswerError = AnswerError::Verdict;

    fn title(self) -> &'static str {
        self.name()
    }

    fn named(name: &str) -> Option<Self> {
        Self::parse(name)
    }
}

/// Returns the names of all values.
fn names<T: Choice>() -> Vec<&'static str> {
    T::VALUES.iter().map(|value| value.title()).collect()
}

impl<T: Choice> Shape for T {
    type Value = T;

    fn blank() -> T {
        T::BLANK
    }

    fn text(value: &T) -> String {
        value.title().to_owned()
    }

    fn clean(value: T) -> T {
        value
    }

    fn free_text(_: &mut T) -> Option<&mut String> {
        None
    }

    fn is_sound(_: &T) -> bool {
        true
    }

    fn sentence(name: &str, value: &T) -> String {
        format!("{name}を {} に", value.title())
    }

    #[cfg(test)]
    fn sample() -> T {
        *T::VALUES.iter().rfind(|value| **value != T::BLANK).unwrap()
    }
}

impl<T: Choice> FormShape for T {
    const CELL: Cell = Cell::Choice(names::<T>);

    fn read(text: &str) -> Result<T, AnswerError> {
        T::named(&word(text)).ok_or(T::ERROR)
    }

    fn cell_text(value: &T) -> String {
        Self::text(value)
    }

    fn key(text: &str) -> String {
        Self::read(text).map_or_else(|_| line_key(text), |value| Self::cell_text(&value))
    }

    fn day(_: &T) -> Option<Date> {
        None
    }
}
