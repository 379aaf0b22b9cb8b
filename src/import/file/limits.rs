//! Limits: a file beyond them is an attack or an accident and is not read. A filled-in worklist of all clauses has about
//! 500 rows, 10,000 cells and 4 MB of text.

/// The most bytes of a file.
pub(in super::super) const FILE_BYTES: u64 = 64 << 20;
/// The most bytes of all parts of a workbook after unpacking, and of all that is read of them.
pub(in super::super) const UNPACKED_BYTES: u64 = 128 << 20;
/// The most bytes of a part that is kept in memory as a whole.
pub(in super::super) const KEPT_BYTES: u64 = 32 << 20;
/// The most parts of a workbook.
pub(in super::super) const PARTS: usize = 10_000;
/// The most sheets of a workbook.
pub(in super::super) const SHEETS: usize = 500;
/// The most rows of all sheets together, and the greatest number of a row.
pub(in super::super) const ROWS: usize = 100_000;
/// The most columns of a sheet.
pub(in super::super) const COLUMNS: usize = 200;
/// The most cells of all sheets together that have anything in them.
pub(in super::super) const CELLS: usize = 500_000;
/// The most bytes of text in all cells together. A text that many cells share counts for each of them.
pub(in super::super) const TEXT_BYTES: usize = 32 << 20;
/// The most bytes of a single piece of a file: a tag, a text between tags, a line of comma-separated values.
pub(in super::super) const PIECE_BYTES: usize = 4 << 20;
/// The most texts, formats or relations that a workbook lists.
pub(in super::super) const LISTED: usize = 500_000;
/// The most blocks of merged cells, or of cells with one formula, in a sheet.
pub(in super::super) const BLOCKS: usize = 10_000;
