use std::collections::BTreeMap;

use crate::sheet::CELL_LIMIT;

use super::error::Unreadable;
use super::limits::{COLUMNS, ROWS};

/// A sheet as it is: the texts of its cells. Nothing is kept for an empty cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// The name of the sheet; empty if the file has none.
    pub name: String,
    /// The rows by their numbers from 1, the cells by their columns from 0.
    pub rows: BTreeMap<usize, BTreeMap<usize, String>>,
}

impl Grid {
    /// Puts a text into a cell.
    ///
    /// # Errors
    ///
    /// If the cell lies beyond what is read.
    pub fn put(&mut self, (row, column): (usize, usize), text: &str) -> Result<(), Unreadable> {
        if text.is_empty() {
            return Ok(());
        }
        if row > ROWS {
            return Err(Unreadable::TooManyRows);
        }
        if column >= COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        // One more than fits, so that a text that is too long still is.
        let text = text.chars().take(CELL_LIMIT + 1).collect();
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }
}

/// Makes sure that the sheets together are not too long.
///
/// # Errors
///
/// If they are.
pub(super) fn check_rows(grids: &[Grid]) -> Result<(), Unreadable> {
    let rows: usize = grids.iter().map(|grid| grid.rows.len()).sum();
    if rows > ROWS { Err(Unreadable::TooManyRows) } else { Ok(()) }
}
