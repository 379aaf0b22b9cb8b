//! What is known of words: synonyms, readings, the Latin words of the catalog and those of katakana.

mod compounds;
mod edits;
mod katakana;
pub(crate) mod lexicon;
pub(crate) mod readings;
pub(crate) mod sounds;
pub(crate) mod synonyms;
