//! Pointers into a catalog.

use crate::model::Kind;

/// Points at a record of a [catalog](super::Catalog); cheap to copy, ordered by kind and then by place in the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordRef {
    /// What kind of record it is.
    pub kind: Kind,
    /// Its place among the records of that kind.
    pub index: u32,
}

impl RecordRef {
    /// Returns a pointer to the `index`-th record of a kind.
    pub fn new(kind: Kind, index: usize) -> Self {
        Self { kind, index: u32::try_from(index).unwrap_or(u32::MAX) }
    }
}
