//! Finds the rows of the form in a file.

mod blocks;
mod header;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::model::Id;
use crate::sheet::{AnswerField, Escaping, Fingerprint, is_blank};

use super::super::file::{CellFault, Contents, DELIMITERS, Grid, TextFile, contents, read_bytes};
use super::super::row_place::RowPlace;
use super::error::{FormError, ImportError};
use super::problem::RowProblem;
use blocks::Fill;
use header::{HEAD_ROWS, Header};
use unread::Listed;

/// The rows of all forms in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub(super) rows: Vec<FilledRow>,
    /// What of the forms cannot be read, whatever the worklist contains.
    pub(super) problems: Vec<RowProblem>,
    /// Columns that people added to a form, and that look as if somebody should read them.
    pub(super) passed_over: Vec<RowProblem>,
    /// Sheets with ids that are not read.
    pub(super) others: Vec<Listed>,
}

/// A row of the form that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FilledRow {
    pub place: RowPlace,
    /// The id of the clause; empty if there is none.
    pub id: Id,
    /// What the worklist contained when the spreadsheet was exported, if that is still known.
    pub base: Option<Fingerprint>,
    /// The cell with the fingerprint, of whatever clause.
    pub mark: String,
    /// The label of the clause and its title, where there are such columns.
    pub names: [Option<String>; 2],
    /// The summary and the parties, which make an own item of a row without a clause.
    pub told: [String; 2],
    /// The cells, without fields whose column was removed.
    pub cells: BTreeMap<AnswerField, FilledCell>,
}

/// A cell that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilledCell {
    pub text: String,
    pub fault: Option<CellFault>,
}

impl Table {
    /// Returns the marks of the worklists that the rows were exported from, see [`crate::sheet::list_mark`].
    pub fn lists(&self) -> BTreeSet<&str> {
        self.rows.iter().filter_map(|row| row.base.as_ref()).map(Fingerprint::list).collect()
    }
}

impl FilledRow {
    /// Whether anything is filled in.
    pub fn has_answers(&self) -> bool {
        self.cells.values().any(|cell| !is_blank(&cell.text) || cell.fault.is_some())
    }

    /// Whether it was exported for a clause, whatever its id is now.
    pub fn is_exported(&self) -> bool {
        self.base.is_some() || Fingerprint::is_shaped(&self.mark)
    }
}

/// Reads a file: a workbook, or comma-separated values in UTF-8, UTF-16 or CP932.
///
/// # Errors
///
/// If the file cannot be read, is of another kind, or does not contain the form.
pub fn read(path: &Path) -> Result<Table, ImportError> {
    let table = read_bytes(path).map_err(FormError::from).and_then(Table::of_owned);
    table.map_err(|why| ImportError { path: path.to_owned(), why })
}

impl Table {
    /// Reads the contents of a file. The contents decide about its kind, not its name.
    ///
    /// # Errors
    ///
    /// If the kind is unknown, the contents are damaged, or do not contain the form.
    pub fn of(bytes: &[u8]) -> Result<Self, FormError> {
        Self::of_owned(bytes.to_vec())
    }

    fn of_owned(bytes: Vec<u8>) -> Result<Self, FormError> {
        match contents(bytes)? {
            Contents::Sheets(grids) => Self::of_sheets(grids),
            Contents::Text(file) => Self::of_text(&file),
        }
    }

    fn of_sheets(grids: Vec<Grid>) -> Result<Self, FormError> {
        let mut table = Self::default();
        let mut fill = Fill::new();
        let mut has_form = false;
        for grid in grids.into_iter().filter(|grid| !unread::is_history(grid)) {
            match Header::find(&grid)? {
                Some(head) => {
                    has_form = true;
                    table.add_form(grid, head, (Escaping::None, &mut fill))?;
                }
                None => table.add_other(&grid),
            }
        }
        if has_form { Ok(table) } else { Err(FormError::NoTable) }
    }

    /// Reads text with the delimiter for which the most titles are found.
    fn of_text(file: &TextFile) -> Result<Self, FormError> {
        let mut best: Option<(u8, Header)> = None;
        let mut refusal = FormError::NoTable;
        for delimiter in DELIMITERS {
            match file.head(delimiter, HEAD_ROWS).map_err(FormError::from).and_then(|grid| Header::find(&grid)) {
                Ok(Some(head)) if best.as_ref().is_none_or(|(_, known)| known.titles() < head.titles()) => {
                    best = Some((delimiter, head));
                }
                Ok(_) => {}
                Err(why) => refusal = why,
            }
        }
        let Some((delimiter, head)) = best else { return Err(refusal) };
        let grid = file.grid(delimiter, head.row)?;
        let mut table = Self::default();
        table.add_form(grid, head, (file.escaping, &mut Fill::new()))?;
        Ok(table)
    }

    /// Adds the rows of a sheet that is a form. `escaping` is that of the file.
    fn add_form(
        &mut self,
        mut grid: Grid,
        mut head: Header,
        (escaping, fill): (Escaping, &mut Fill),
    ) -> Result<(), FormError> {
        head.find_fingerprints(&grid);
        self.problems.extend(fill.apply(&mut grid, &head)?);
        let rows = head.rows(&grid, escaping);
        let columns = unread::columns(&grid, &head, &rows, escaping);
        self.problems.extend(columns.exported);
        self.passed_over.extend(columns.added);
        self.rows.extend(rows);
        Ok(())
    }

    /// Adds a sheet that is no form.
    fn add_other(&mut self, grid: &Grid) {
        match unread::sheet(grid) {
            unread::Sheet::Form(problem) => self.problems.push(problem),
            unread::Sheet::Ids(listed) => self.others.push(listed),
            unread::Sheet::Other => {}
        }
    }
}
