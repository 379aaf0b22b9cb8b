//! Limits: a file beyond them is an attack or an accident and is not read.

/// The most bytes of a file.
pub(super) const FILE_BYTES: u64 = 64 << 20;
/// The most bytes of all parts of a workbook after unpacking.
pub(super) const UNPACKED_BYTES: u64 = 128 << 20;
/// The most parts of a workbook.
pub(super) const PARTS: usize = 10_000;
/// The most rows of all sheets together, and the greatest number of a row.
pub(super) const ROWS: usize = 100_000;
/// The most columns of a sheet.
pub(super) const COLUMNS: usize = 200;
