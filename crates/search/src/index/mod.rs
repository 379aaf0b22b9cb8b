//! The inverted index: which record holds which word, pair of characters or phrase. It is written first, into memory or into
//! a folder, and then opened; what was written is read where it lies.

pub(crate) mod accumulator;
pub(crate) mod analysis;
pub(crate) mod document;
pub(crate) mod documents;
mod fields;
pub(crate) mod files;
pub(crate) mod holders;
pub(crate) mod names;
pub(crate) mod needle;
mod open;
mod postings;
mod sentences;
mod stored;
mod whole;
pub(crate) mod write;

pub(crate) use fields::{PartFields, is_shown};
pub(crate) use open::{Index, LENGTHS, Term};
pub(crate) use stored::{SoughtWords, StoredWord, hash};
