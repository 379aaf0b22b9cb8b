//! A sheet as rows of cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::sheet::CELL_LIMIT;

use super::block::{Block, Place};
use super::limits::{BLOCKS, CELLS, COLUMNS, ROWS, TEXT_BYTES};
use super::merged_index::MergedIndex;
use super::unreadable::Unreadable;

/// The most lists from which cells take their values.
const CHOICES: usize = 500;

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

/// A list from which cells take their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Choice {
    /// The cells.
    pub blocks: Vec<Block>,
    /// How the workbook names the words.
    pub formula: String,
    /// The words.
    pub words: Vec<String>,
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
    /// Where they are, once somebody has asked; by then all of them are there.
    pub found: MergedIndex,
    /// The blocks of cells that get their values from one formula.
    pub formulas: Vec<Block>,
    /// The rows that a program does not show, as far as the file says so.
    pub hidden: BTreeSet<usize>,
    /// How many more of the ranges of columns that a program does not show begin at a column than end before it.
    pub column_edges: Vec<i64>,
    /// The lists from which cells take their values.
    pub choices: Vec<Choice>,
}

/// What is left of the limits while the sheets of a file are read.
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

/// What is left of the limits of a file while the values of blocks are copied into their rows.
pub(in super::super) struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    /// Returns the limits of a file.
    pub const fn new() -> Self {
        Self { cells: CELLS, text: TEXT_BYTES }
    }

    /// Takes room for one more cell with a text.
    ///
    /// # Errors
    ///
    /// If there is none left.
    pub fn take(&mut self, text: &str) -> Result<(), Unreadable> {
        self.cells = self.cells.checked_sub(1).ok_or(Unreadable::TooManyCells)?;
        self.text = self.text.checked_sub(text.len()).ok_or(Unreadable::TooMuchText)?;
        Ok(())
    }
}

impl Budget {
    /// Returns the limits of a file.
    pub const fn new() -> Self {
        Self { rows: ROWS, cells: CELLS, text: TEXT_BYTES }
    }
}

impl Grid {
    /// Returns the block of merged cells in which a cell stands; it alone if it is not merged.
    pub fn block_at(&self, (row, column): Place) -> Block {
        let merged = self.found.block(&self.merged, (row, column));
        merged.unwrap_or(Block { rows: (row, row), columns: (column, column) })
    }

    /// Returns the cell that has the value of a cell: the first one of its block.
    pub fn first_cell(&self, place: Place) -> Place {
        let Block { rows, columns } = self.block_at(place);
        (rows.0, columns.0)
    }

    /// Returns the text of a cell; empty if it has none.
    pub fn text_at(&self, (row, column): Place) -> &str {
        self.rows.get(&row).and_then(|cells| cells.get(&column)).map_or("", |cell| &cell.text)
    }

    /// Returns the words of the list from which a cell takes its value.
    pub fn words_at(&self, place: Place) -> Vec<String> {
        let choice = self.choices.iter().find(|choice| choice.blocks.iter().any(|block| block.has(place)));
        choice.map(|choice| choice.words.clone()).unwrap_or_default()
    }

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

    /// Notes that a row is not shown. Rows that cannot be read are not noted.
    pub(super) fn hide(&mut self, row: usize) {
        if row <= ROWS {
            self.hidden.insert(row);
        }
    }

    /// Notes that columns from one to another are not shown. A file may say so of all columns millions of times, so that it
    /// takes the same work for any number of them.
    pub(super) fn hide_columns(&mut self, range: (usize, usize)) {
        for (column, change) in edges(range) {
            if column < COLUMNS {
                self.column_edges.resize(COLUMNS, 0);
                self.column_edges[column] += change;
            }
        }
    }

    /// Returns the columns that a program does not show, as far as the file says so.
    pub fn hidden_columns(&self) -> Vec<usize> {
        let mut open = 0;
        let columns = self.column_edges.iter().enumerate().filter(|(_, change)| {
            open += **change;
            open > 0
        });
        columns.map(|(column, _)| column).collect()
    }

    /// Adds a block of cells with one formula.
    ///
    /// # Errors
    ///
    /// If there are too many.
    pub(super) fn compute(&mut self, block: Block) -> Result<(), Unreadable> {
        push(&mut self.formulas, block)
    }

    /// Adds a list. More of them than a form has are passed over: they only help to write into it.
    pub(super) fn choose(&mut self, choice: Choice) {
        if self.choices.len() < CHOICES {
            self.choices.push(choice);
        }
    }
}

/// Returns where a range of columns begins and where it is over; nowhere if it ends before it begins.
fn edges((from, to): (usize, usize)) -> [(usize, i64); 2] {
    let change = i64::from(from <= to);
    [(from, change), (to.saturating_add(1), -change)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_hidden_by_their_edges_however_many_they_are() {
        // What a range changes is two places, whether it has one column or all that a file can name.
        let changed: [(usize, i64); 2] = edges((0, usize::MAX));
        assert_eq!(changed, [(0, 1), (usize::MAX, -1)]);
        for (ranges, hidden) in [
            (&[][..], vec![]),
            (&[(2, 4), (3, 3), (9, 8)], vec![2, 3, 4]),
            (&[(5, 5), (0, 1), (1, 2)], vec![0, 1, 2, 5]),
            (&[(COLUMNS - 1, usize::MAX), (COLUMNS, usize::MAX)], vec![COLUMNS - 1]),
        ] {
            let mut grid = Grid::default();
            ranges.iter().for_each(|range| grid.hide_columns(*range));
            assert_eq!(grid.hidden_columns(), hidden, "{ranges:?}");
        }
    }
}
