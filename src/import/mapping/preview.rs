//! What is shown of a mapping table before it is taken in: which column was taken for what and why, and the first rows.

use std::collections::BTreeMap;

use crate::model::Id;
use crate::sheet::{excerpt, plain};
use crate::text::clean::clean_line;

use super::super::file::{Grid, GridCell, column_letters};
use super::super::row_place::{place, told};
use super::column_map::{ColumnMap, SheetMap};
use super::guess::{Contents, Guessed};
use super::header::Header;
use super::role::{ColumnRole, by_heading};

/// Rows that are shown of a table.
const ROWS: usize = 12;
/// Sheets without a table that are shown; nobody looks for one in more of them.
const OTHERS: usize = 20;

/// What a file looks like as mapping tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingPreview {
    /// The sheets with something in them, in their order: those that are read, and those that could be.
    pub sheets: Vec<SheetPreview>,
    /// How many more sheets have something in them, without a table.
    pub unshown: usize,
}

/// A sheet, and how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetPreview {
    /// Which column is what, and where the headings are. Of a sheet that is not read: as it would be.
    pub map: SheetMap,
    /// Whether it is read.
    pub is_read: bool,
    /// All columns with something in them, from left to right.
    pub columns: Vec<ColumnPreview>,
    /// The first rows below the headings.
    pub rows: Vec<RowPreview>,
    /// How many rows there are below the headings.
    pub count: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPreview {
    /// Its place, from 0.
    pub column: usize,
    /// Its letters, as a spreadsheet shows them.
    pub letters: String,
    /// Its heading, on one line; may be empty.
    pub heading: String,
    /// What it was taken for.
    pub role: ColumnRole,
    /// Why.
    pub reason: RoleReason,
}

/// Why a column was taken for what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleReason {
    /// What it would have been taken for, if a map says otherwise.
    pub instead_of: Option<ColumnRole>,
    /// Whether its heading says so.
    pub is_said: bool,
    /// How many of its first cells are what such cells are, and how many of them there are; none if nothing tells.
    pub fitting: Option<(usize, usize)>,
}

/// A row of a table, and what was read in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPreview {
    /// Where it stands, for example `対応表!14`.
    pub place: String,
    /// The beginnings of its cells, in the order of the columns, each on one line.
    pub cells: Vec<String>,
    /// The clauses and risks that it is about, as they are shown.
    pub about: Vec<String>,
    /// The products that it names.
    pub answers: Vec<String>,
    /// What is odd, as sentences.
    pub odd: Vec<String>,
}

/// What was read in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowFound {
    pub about: Vec<Id>,
    pub answers: Vec<Id>,
    pub odd: Vec<String>,
}

impl MappingPreview {
    /// Returns which column of which sheet is what. To read the file otherwise, change it and hand its TOML to the import.
    pub fn map(&self) -> ColumnMap {
        let read = self.sheets.iter().filter(|sheet| sheet.is_read);
        ColumnMap { sheets: read.map(|sheet| sheet.map.clone()).collect() }
    }

    /// Adds a sheet that is not read; of very many only how many they are.
    pub(super) fn pass_over(&mut self, sheet: impl FnOnce() -> SheetPreview) {
        if self.sheets.iter().filter(|sheet| !sheet.is_read).count() < OTHERS {
            self.sheets.push(sheet());
        } else {
            self.unshown += 1;
        }
    }
}

impl ColumnPreview {
    /// Whether somebody should look whether it was understood: neither what is above it nor what is in it says so clearly, or a
    /// column that names what the rows are about has much else in it.
    pub fn is_unsure(&self) -> bool {
        let RoleReason { instead_of, is_said, fitting } = self.reason;
        let mostly = |(count, all): (usize, usize)| count * 5 >= all * 4;
        let is_key = matches!(self.role, ColumnRole::Clause | ColumnRole::Other);
        match (self.role, instead_of) {
            (ColumnRole::Skip, _) | (_, Some(_)) => false,
            _ if is_key => !fitting.is_some_and(mostly),
            _ => !is_said && !fitting.is_some_and(mostly),
        }
    }
}

impl SheetPreview {
    /// Returns what is shown of a sheet that is read as `map` says, or would be. `guessed` is how it looks.
    pub(super) fn of(grid: &Grid, map: &SheetMap, guessed: &Guessed, is_read: bool) -> Self {
        let first = map.first_row();
        let filled = grid.rows.range(first..).flat_map(|(_, cells)| cells.keys().copied());
        let columns: std::collections::BTreeSet<usize> = filled.chain(map.columns.keys().copied()).collect();
        let header = Header { rows: map.header.clone(), headings: map.headings.clone() };
        Self {
            columns: columns.iter().map(|column| shown(grid, (&header, map), guessed, *column)).collect(),
            rows: grid
                .rows
                .range(first..)
                .take(ROWS)
                .map(|(row, cells)| RowPreview {
                    place: told(&place(&grid.name, *row)),
                    cells: columns.iter().map(|column| text(cells, *column)).collect(),
                    ..RowPreview::default()
                })
                .collect(),
            count: grid.rows.range(first..).count(),
            map: map.clone(),
            is_read,
        }
    }
}

fn shown(grid: &Grid, (header, map): (&Header, &SheetMap), guessed: &Guessed, column: usize) -> ColumnPreview {
    let of = |map: &SheetMap| map.columns.get(&column).copied().unwrap_or(ColumnRole::Skip);
    let (role, guess) = (of(map), of(&guessed.map));
    let said = header.role(grid, column).map(|(role, _)| role);
    let contents = guessed.columns.get(&column);
    let is_product = role == ColumnRole::Service && contents.is_some_and(Contents::names_product);
    let whole = map.headings.get(&column).and_then(|heading| by_heading(heading)).map(|(role, _)| role);
    ColumnPreview {
        column,
        letters: column_letters(column),
        heading: map.headings.get(&column).map(|heading| clean_line(heading)).unwrap_or_default(),
        role,
        reason: RoleReason {
            instead_of: (role != guess).then_some(guess),
            is_said: is_product || said == Some(role) || whole == Some(role),
            fitting: contents.and_then(|contents| contents.fitting(role)),
        },
    }
}

fn text(cells: &BTreeMap<usize, GridCell>, column: usize) -> String {
    cells.get(&column).map(|cell| excerpt(&plain(&cell.text))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_sheets_without_a_table_the_rest_is_counted() {
        let mut preview = MappingPreview::default();
        (0..OTHERS + 3).for_each(|_| preview.pass_over(SheetPreview::default));
        assert_eq!((preview.sheets.len(), preview.unshown), (OTHERS, 3));
    }
}
