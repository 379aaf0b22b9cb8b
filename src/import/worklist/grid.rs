//! A sheet as rows of cells.

use std::collections::BTreeMap;

use crate::sheet::CELL_LIMIT;

use super::error::Unreadable;
use super::limits::{COLUMNS, ROWS};

/// The texts in the cells of a sheet. Empty cells are not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// The name of the sheet; empty if the file has no sheets.
    pub name: String,
    /// The rows by their numbers from 1, and in each the cells by their columns from 0.
    pub rows: BTreeMap<usize, BTreeMap<usize, String>>,
}

impl Grid {
    /// Puts a text into a cell.
    ///
    /// # Errors
    ///
    /// If the cell is beyond the limits of what is read.
    pub fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), Unreadable> {
        if text.is_empty() {
            return Ok(());
        }
        if row > ROWS {
            return Err(Unreadable::TooManyRows);
        }
        if column >= COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        // One more than the limit, so that a text that is too long is still recognised.
        let text = text.chars().take(CELL_LIMIT + 1).collect();
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }
}

/// Checks that the sheets together do not have too many rows.
///
/// # Errors
///
/// If they do.
pub(super) fn check_rows(grids: &[Grid]) -> Result<(), Unreadable> {
    let rows: usize = grids.iter().map(|grid| grid.rows.len()).sum();
    if rows > ROWS { Err(Unreadable::TooManyRows) } else { Ok(()) }
}
