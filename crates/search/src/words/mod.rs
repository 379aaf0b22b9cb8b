//! What is known of words: synonyms, readings, the Latin words of the catalog.

pub(crate) mod lexicon;
pub(crate) mod readings;
pub(crate) mod synonyms;
