//! Where a record stands in the files that it was read from.

/// The file and line a record starts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index into [`Source::files`](super::Source::files).
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
}

/// A record and where it stands.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// Where it stands.
    pub origin: Origin,
    /// The record.
    pub value: T,
}
