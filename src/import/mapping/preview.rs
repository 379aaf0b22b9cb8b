//! What is shown of a mapping table before it is taken in: which column was taken for what, and the first rows.

use super::column_map::ColumnMap;
use super::role::ColumnRole;

/// What a file looks like as mapping tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingPreview {
    /// Which column was taken for what. To read the file otherwise, change it and hand its TOML to the import.
    pub map: ColumnMap,
    /// The tables, in the order of [`ColumnMap::sheets`].
    pub sheets: Vec<SheetPreview>,
}

/// The beginning of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetPreview {
    /// The name of the sheet; empty for a file without sheets.
    pub name: String,
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
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPreview {
    /// Its number in the sheet, from 1.
    pub row: usize,
    /// The beginnings of its cells, in the order of the columns, each on one line.
    pub cells: Vec<String>,
}
