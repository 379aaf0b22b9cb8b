//! The compiled catalog: everything that is looked up, looked up ahead of time, as bytes that are read in place.
//!
//! [`compile`] writes it from the records of a [`Source`](super::Source), and
//! [`Catalog::compiled`](super::Catalog::compiled) opens it without decoding a record. The same records give the same bytes.

mod cells;
mod compile;
mod documents;
mod ids;
mod lookups;
#[cfg(test)]
pub(super) mod tests;

use serde::Serialize;

use crate::packed::PackedError;

pub(super) use cells::{Cells, nothing, write as write_records};
pub(super) use documents::Documents;
pub(super) use ids::{Ids, Known, Numbering};
pub(super) use lookups::Lookups;

/// The names of the files that the records come from.
pub(super) const FILES: &str = "files";

/// Returns a value of a section as bytes.
pub(super) fn to_bytes<T: Serialize>(value: &T, section: &str) -> Result<Vec<u8>, PackedError> {
    postcard::to_stdvec(value).map_err(|_| PackedError::Unwritable(section.to_owned()))
}
