//! Text processing, the same for index and query: words, normalised characters, readings.

pub(crate) mod analyzer;
pub(crate) mod details;
pub(crate) mod dictionary;
pub(crate) mod dictionary_builder;
mod kanji;
pub(crate) mod normalize;
pub(crate) mod occurrences;
mod okurigana;
pub(crate) mod romaji;
pub(crate) mod spelling;
pub(crate) mod tokenizers;
mod user_dictionary;
