//! Blocks of cells of which only the first one has a value: merged cells, and cells with one formula.

use std::collections::BTreeSet;

use crate::sheet::{AnswerField, Cell, Column, Fingerprint, is_blank, plain};

use super::super::super::file::{Block, CellFault, Grid, GridCell, Room, Unreadable};
use super::super::super::row_place::RowPlace;
use super::super::problem::{RowProblem, RowProblemKind};
use super::header::Header;

/// Fills the blocks of the sheets of a file.
pub(super) struct Fill(Room);

impl Fill {
    /// Returns the limits of a file.
    pub const fn new() -> Self {
        Self(Room::new())
    }

    /// Gives each row of a form the values of the blocks that it belongs to. Returns a problem for each block of which
    /// nobody can tell what it says about a row.
    ///
    /// # Errors
    ///
    /// If that takes more cells or text than a filled-in worklist can have.
    pub fn apply(&mut self, grid: &mut Grid, head: &Header) -> Result<Vec<RowProblem>, Unreadable> {
        let mut problems = Vec::new();
        let read: BTreeSet<usize> = head.editable().collect();
        let keys: BTreeSet<usize> =
            [Column::Id, Column::Fingerprint].iter().filter_map(|column| head.columns.get(column)).copied().collect();
        for block in std::mem::take(&mut grid.merged) {
            let is_touched =
                |columns: &BTreeSet<usize>| columns.range(block.columns.0..=block.columns.1).next().is_some();
            let mut rows = grid.rows.range(block.rows.0..).map(|(row, _)| *row).skip_while(|row| *row <= head.row);
            let Some(first) = rows.next().filter(|row| *row <= block.rows.1) else { continue };
            let is_one_column = block.columns.0 == block.columns.1 && block.rows.0 > head.row;
            let is_read = is_one_column && read.contains(&block.columns.0);
            if is_read && !clears(grid, head, &block) {
                self.copy(grid, block)?;
            } else if is_touched(&read) || is_touched(&keys) {
                problems.push(refused(grid, block, first));
            }
        }
        for block in std::mem::take(&mut grid.formulas) {
            self.name_results(grid, block, &read)?;
        }
        Ok(problems)
    }

    /// Copies the value of a merged block into each row that has anything in it.
    fn copy(&mut self, grid: &mut Grid, block: Block) -> Result<(), Unreadable> {
        let column = block.columns.0;
        let first = grid.rows.get(&block.rows.0).and_then(|cells| cells.get(&column)).cloned().unwrap_or_default();
        for (_, cells) in grid.rows.range_mut(block.rows.0..=block.rows.1) {
            self.0.take(&first.text)?;
            // A program may keep a value below a merged cell; nobody sees it.
            cells.insert(column, first.clone());
        }
        Ok(())
    }

    /// Marks the cells of a formula that have no result.
    fn name_results(&mut self, grid: &mut Grid, block: Block, read: &BTreeSet<usize>) -> Result<(), Unreadable> {
        for (_, cells) in grid.rows.range_mut(block.rows.0..=block.rows.1) {
            for column in read.range(block.columns.0..=block.columns.1) {
                self.0.take("")?;
                cells.entry(*column).or_insert_with(|| GridCell::fault(CellFault::NoResult, ""));
            }
        }
        Ok(())
    }
}

/// Whether a block without a value stands where rows have one, or had one: whoever merged the cells may not know of it.
fn clears(grid: &Grid, head: &Header, block: &Block) -> bool {
    let at = block.columns.0;
    let has_value = |cell: &GridCell| !is_blank(&cell.text) || cell.fault.is_some();
    let first = grid.rows.get(&block.rows.0).and_then(|cells| cells.get(&at));
    if block.rows.0 == block.rows.1 || first.is_some_and(has_value) {
        return false;
    }
    let field = AnswerField::ALL.into_iter().find(|field| head.columns.get(&Column::Field(*field)) == Some(&at));
    // An empty choice is no answer, so it clears nothing.
    let field = field.filter(|field| !matches!(field.cell(), Cell::Choice(_)));
    grid.rows.range(block.rows.0..=block.rows.1).any(|(_, cells)| {
        let text = |column| head.columns.get(&column).and_then(|at| cells.get(at)).map(|cell| plain(&cell.text));
        let base = || Fingerprint::parse(&text(Column::Id)?, &text(Column::Fingerprint)?);
        let had_value = |field| base().is_some_and(|base| base.knows(field) && !base.matches(field, ""));
        cells.get(&at).is_some_and(has_value) || field.is_some_and(had_value)
    })
}

fn refused(grid: &Grid, block: Block, row: usize) -> RowProblem {
    RowProblem {
        place: RowPlace { sheet: grid.name.clone(), row },
        clause: String::new(),
        field: None,
        cell: block.to_string(),
        kind: RowProblemKind::Merged,
    }
}
