//! The exit codes, those of grep.

/// Something was found or done.
pub(super) const FOUND: u8 = 0;
/// There was nothing to find.
pub(super) const NOTHING: u8 = 1;
/// Something went wrong.
pub(super) const ERROR: u8 = 2;
