//! How much of a file is read before it is taken for an attack or an accident.

/// Most bytes of a file.
pub(super) const FILE_BYTES: u64 = 64 << 20;
/// Most bytes of all parts of a workbook after they are unpacked.
pub(super) const UNPACKED_BYTES: u64 = 128 << 20;
/// Most parts of a workbook.
pub(super) const PARTS: usize = 10_000;
/// Most rows of all sheets together, and the greatest number of a row.
pub(super) const ROWS: usize = 100_000;
/// Most columns of a sheet.
pub(super) const COLUMNS: usize = 200;
