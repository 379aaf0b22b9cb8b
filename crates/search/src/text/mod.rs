//! Text processing, the same for index and query: words, normalised characters, readings.

pub(crate) mod analyzer;
pub(crate) mod dictionary;
pub(crate) mod dictionary_builder;
pub(crate) mod normalize;
pub(crate) mod occurrences;
pub(crate) mod romaji;
pub(crate) mod tokenizers;
mod user_dictionary;
