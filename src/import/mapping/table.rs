//! A sheet as people see it: every row has the values of the merged cells that it belongs to.

use crate::sheet::{Escaping, is_blank};

use super::super::file::limits::COLUMNS;
use super::super::file::{CellFault, DELIMITERS, Grid, GridCell, Room, TextFile, Unreadable};

/// How many rows of a text are looked at to see what stands between its cells.
const HEAD_ROWS: usize = 60;

/// Fills the merged cells of the sheets of a file.
pub(super) struct Fill(Room);

impl Fill {
    /// Returns the limits of a file.
    pub const fn new() -> Self {
        Self(Room::new())
    }

    /// Returns a sheet in which every row has the values of merged cells, and cells of one formula that have no value say so.
    ///
    /// # Errors
    ///
    /// If that takes more cells or text than a file may have.
    pub fn filled(&mut self, grid: &Grid) -> Result<Grid, Unreadable> {
        let mut filled = grid.clone();
        for block in grid.merged.iter().filter(|block| block.rows.0 < block.rows.1) {
            let column = block.columns.0;
            let Some(first) = grid.rows.get(&block.rows.0).and_then(|cells| cells.get(&column)) else { continue };
            for (_, cells) in filled.rows.range_mut(block.rows.0 + 1..=block.rows.1) {
                self.0.take(&first.text)?;
                cells.insert(column, first.clone());
            }
        }
        for block in &grid.formulas {
            for (_, cells) in filled.rows.range_mut(block.rows.0..=block.rows.1) {
                for column in block.columns.0..=block.columns.1.min(COLUMNS) {
                    self.0.take("")?;
                    cells.entry(column).or_insert_with(|| GridCell::fault(CellFault::NoResult, ""));
                }
            }
        }
        Ok(filled)
    }
}

/// Returns the cells of a text, with the sign between them that gives the most; none if no sign gives columns.
///
/// # Errors
///
/// If there are more rows or cells than a file may have.
pub(super) fn of_text(file: &TextFile) -> Result<Option<Grid>, Unreadable> {
    let Some(delimiter) = delimiter(file) else { return Ok(None) };
    let mut grid = file.grid(delimiter, 0)?;
    if file.escaping != Escaping::None {
        for cell in grid.rows.values_mut().flat_map(|cells| cells.values_mut()) {
            let shown = file.escaping.undo(&cell.text).into_owned();
            cell.text = shown;
        }
    }
    Ok(Some(grid))
}

/// Returns the first rows of a text.
pub(super) fn head_of_text(file: &TextFile) -> Option<Grid> {
    file.head(delimiter(file)?, HEAD_ROWS).ok()
}

/// Returns the sign for which most of the first rows have more than one cell.
fn delimiter(file: &TextFile) -> Option<u8> {
    let columned = |delimiter: u8| {
        let head = file.head(delimiter, HEAD_ROWS).ok()?;
        let filled = |cells: &std::collections::BTreeMap<usize, GridCell>| {
            cells.values().filter(|cell| !is_blank(&cell.text)).count()
        };
        let cells: usize = head.rows.values().map(filled).filter(|cells| *cells > 1).sum();
        (cells > 0).then_some((cells, delimiter))
    };
    let counted = DELIMITERS.into_iter().filter_map(columned);
    counted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, delimiter)| delimiter)
}
