//! The inverted index: which record holds which word, pair of characters or phrase.

pub(crate) mod accumulator;
mod build;
pub(crate) mod document;
pub(crate) mod files;
pub(crate) mod names;
pub(crate) mod needle;
mod open;
mod postings;
mod whole;
pub(crate) mod write;

pub(crate) use open::{Index, PartFields, StoredWord, hash};
