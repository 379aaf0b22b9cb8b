//! The shapes of choices: one of a few named values, or one of them or none.

use std::marker::PhantomData;

use jiff::civil::Date;

use crate::language::tr;
use crate::model::{ActionState, Grade, Review, Status, Verdict};

use super::error::AnswerError;
use super::shape::{Cell, FormShape, Shape, line_key, text_sentence, word};

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

    const IS_PHRASE: bool = true;

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
        tr!("{name}を {value} に", name, value = value.title())
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

/// One of a few named values, or none: an empty cell says that there is none, as it does of a date.
pub struct Maybe<T>(PhantomData<T>);

/// A value that can be chosen or left out.
pub trait Optional: Copy + PartialEq + 'static {
    /// All of them.
    const VALUES: &'static [Self];
    /// The error for a text that names none of them.
    const ERROR: AnswerError;

    /// Returns the Japanese name.
    fn title(self) -> &'static str;

    /// Returns the code.
    fn code(self) -> &'static str;

    /// Returns how people write it besides its name and its code.
    fn spellings() -> &'static [(&'static str, Self)];
}

/// Declares types whose values can be chosen or left out, with what people write for them.
macro_rules! optional {
    ($($type:ident, $error:expr, [$($spelling:literal = $value:ident),*];)+) => {$(
        impl Optional for $type {
            const VALUES: &'static [Self] = Self::ALL;
            const ERROR: AnswerError = $error;

            fn title(self) -> &'static str {
                self.name()
            }

            fn code(self) -> &'static str {
                Self::code(self)
            }

            fn spellings() -> &'static [(&'static str, Self)] {
                &[$(($spelling, Self::$value)),*]
            }
        }
    )+};
}

optional! {
    Grade, AnswerError::Grade, ["重" = Major, "軽" = Minor, "観" = Observation];
    ActionState, AnswerError::ActionState, [];
    Review, AnswerError::Review, ["差し戻し" = Returned];
}

/// What people write where there is none.
const NONE: &str = "なし";

fn titles<T: Optional>() -> Vec<&'static str> {
    T::VALUES.iter().map(|value| value.title()).collect()
}

impl<T: Optional> Shape for Maybe<T> {
    type Value = Option<T>;

    const IS_PHRASE: bool = true;

    fn blank() -> Option<T> {
        None
    }

    fn text(value: &Option<T>) -> String {
        value.map(|value| value.title().to_owned()).unwrap_or_default()
    }

    fn clean(value: Option<T>) -> Option<T> {
        value
    }

    fn free_text(_: &mut Option<T>) -> Option<&mut String> {
        None
    }

    fn is_sound(_: &Option<T>) -> bool {
        true
    }

    fn sentence(name: &str, value: &Option<T>) -> String {
        match value {
            Some(value) => tr!("{name}を {value} に", name, value = value.title()),
            None => text_sentence(name, ""),
        }
    }

    #[cfg(test)]
    fn sample() -> Option<T> {
        T::VALUES.last().copied()
    }
}

impl<T: Optional> FormShape for Maybe<T> {
    const CELL: Cell = Cell::Maybe(titles::<T>);

    fn read(text: &str) -> Result<Option<T>, AnswerError> {
        let word = word(text);
        if word.is_empty() || word == NONE || word.eq_ignore_ascii_case("none") {
            return Ok(None);
        }
        let is_meant = |value: &T| value.title() == word || value.code().eq_ignore_ascii_case(&word);
        let spelt = T::spellings().iter().find(|(spelling, _)| *spelling == word).map(|(_, value)| *value);
        T::VALUES.iter().copied().find(is_meant).or(spelt).map(Some).ok_or(T::ERROR)
    }

    fn cell_text(value: &Option<T>) -> String {
        Self::text(value)
    }

    fn key(text: &str) -> String {
        Self::read(text).map_or_else(|_| line_key(text), |value| Self::cell_text(&value))
    }

    fn day(_: &Option<T>) -> Option<Date> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read() {
        let grade = |text: &str| Maybe::<Grade>::read(text).ok().flatten();
        assert_eq!(["重", "軽微", " 観 "].map(grade), Grade::ALL.iter().copied().map(Some).collect::<Vec<_>>()[..]);
        let review = |text: &str| Maybe::<Review>::read(text).ok().flatten();
        assert_eq!(["差戻し", "差し戻し", "returned"].map(review), [Some(Review::Returned); 3]);
        assert_eq!((Maybe::<Grade>::read("なし"), Maybe::<Grade>::read("中")), (Ok(None), Err(AnswerError::Grade)));
    }
}
