//! A sheet as rows of cells.

use std::collections::BTreeMap;

use crate::sheet::CELL_LIMIT;

use super::limits::{BLOCKS, CELLS, COLUMNS, ROWS, TEXT_BYTES};
use super::unreadable::Unreadable;

/// What a file says of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct GridCell {
    /// The text, as whoever filled it in saw it.
    pub text: String,
    /// The day, if the file stores the number of one.
    pub day: Option<String>,
    /// What is wrong with it.
    pub fault: Option<CellFault>,
}

/// Why a cell has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum CellFault {
    /// A formula failed.
    Failed,
    /// A formula was stored without its result.
    NoResult,
}

impl GridCell {
    /// Returns a cell with a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Returns a cell with a fault; `text` is what it shows.
    pub fn fault(fault: CellFault, text: impl Into<String>) -> Self {
        Self { text: text.into(), day: None, fault: Some(fault) }
    }

    const fn is_empty(&self) -> bool {
        self.text.is_empty() && self.fault.is_none()
    }
}

/// A block of cells: rows from 1, columns from 0, all of them inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Block {
    /// The first and the last row.
    pub rows: (usize, usize),
    /// The first and the last column.
    pub columns: (usize, usize),
}

/// The cells of a sheet. Empty cells are not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Grid {
    /// The name of the sheet; empty if the file has no sheets.
    pub name: String,
    /// The rows by their numbers from 1, and in each the cells by their columns from 0.
    pub rows: BTreeMap<usize, BTreeMap<usize, GridCell>>,
    /// The blocks of merged cells: only the first cell has a value.
    pub merged: Vec<Block>,
    /// The blocks of cells that get their values from one formula.
    pub formulas: Vec<Block>,
}

/// What is left of the limits while the sheets of a file are read.
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    /// Returns the limits of a file.
    pub const fn new() -> Self {
        Self { rows: ROWS, cells: CELLS, text: TEXT_BYTES }
    }
}

impl Grid {
    /// Puts a cell into its place; rows count from 1, columns from 0.
    ///
    /// # Errors
    ///
    /// If the cell is beyond the limits of what is read.
    pub(super) fn put(
        &mut self,
        (row, column): (usize, usize),
        cell: GridCell,
        left: &mut Budget,
    ) -> Result<(), Unreadable> {
        if cell.is_empty() {
            return Ok(());
        }
        if row > ROWS {
            return Err(Unreadable::TooManyRows);
        }
        if column >= COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        // One more than the limit, so that a text that is too long is still recognised.
        let text: String = cell.text.chars().take(CELL_LIMIT + 1).collect();
        left.cells = left.cells.checked_sub(1).ok_or(Unreadable::TooManyCells)?;
        left.text = left.text.checked_sub(text.len()).ok_or(Unreadable::TooMuchText)?;
        if !self.rows.contains_key(&row) {
            left.rows = left.rows.checked_sub(1).ok_or(Unreadable::TooManyRows)?;
        }
        self.rows.entry(row).or_default().insert(column, GridCell { text, ..cell });
        Ok(())
    }

    /// Adds a block of merged cells.
    ///
    /// # Errors
    ///
    /// If there are too many.
    pub(super) fn merge(&mut self, block: Block) -> Result<(), Unreadable> {
        push(&mut self.merged, block)
    }

    /// Adds a block of cells with one formula.
    ///
    /// # Errors
    ///
    /// If there are too many.
    pub(super) fn compute(&mut self, block: Block) -> Result<(), Unreadable> {
        push(&mut self.formulas, block)
    }
}

fn push(blocks: &mut Vec<Block>, block: Block) -> Result<(), Unreadable> {
    // One cell is no block.
    if block.rows.0 == block.rows.1 && block.columns.0 == block.columns.1 {
        return Ok(());
    }
    if blocks.len() >= BLOCKS {
        return Err(Unreadable::TooManyBlocks);
    }
    blocks.push(block);
    Ok(())
}

/// Returns the letters of a column, as a spreadsheet shows them: A for 0, AA for 26.
pub(in super::super) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, to) = (column_letters(self.columns.0), column_letters(self.columns.1));
        write!(f, "{from}{}:{to}{}", self.rows.0, self.rows.1)
    }
}
