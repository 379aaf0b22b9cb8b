//! A row of a mapping table: the cells that are read, by their roles, and what is wrong with them.

use std::collections::BTreeMap;

use crate::language::tr;
use crate::sheet::{is_blank, plain};

use super::super::file::{CellFault, Grid, GridCell, column_letters};
use super::super::names::{Context, Vendor, is_nothing};
use super::super::outline::cut;
use super::super::row_place::place;
use super::column_map::SheetMap;
use super::role::ColumnRole;
use super::services::Services;

/// The most letters of a cell that are read: more than any cell that names something has.
const CELL: usize = 10_000;

/// A sheet while its rows are read.
pub(super) struct Table<'t> {
    pub grid: &'t Grid,
    pub map: &'t SheetMap,
    /// What title, name of the sheet and file say of the numbers in it.
    pub context: Context,
    /// Whose products unknown names are.
    pub vendor: Option<&'t Vendor>,
    /// The products of columns that have one each.
    pub services: Services,
}

impl Table<'_> {
    /// Whether a row has the headings again, as at the top of each page.
    pub fn repeats_headings(&self, cells: &BTreeMap<usize, GridCell>) -> bool {
        let heads = self.map.header.iter().filter_map(|row| self.grid.rows.get(row));
        let is_same = |head: &BTreeMap<usize, GridCell>| {
            let same = cells.iter().filter(|(column, cell)| head.get(column).is_some_and(|own| own.text == cell.text));
            cells.len() > 1 && same.count() * 2 > cells.len()
        };
        heads.into_iter().any(is_same)
    }
}

/// The cells of a row that are read.
pub(super) struct Row<'t> {
    pub place: String,
    pub texts: BTreeMap<usize, String>,
    pub map: &'t SheetMap,
    /// Columns with cells of which only the beginning is read.
    pub cut: Vec<usize>,
}

impl<'t> Row<'t> {
    /// Takes the cells of a row that are read and sound.
    pub fn of(table: &Table<'t>, number: usize, cells: &BTreeMap<usize, GridCell>) -> Self {
        let place = place(&table.grid.name, number);
        let mut row = Self { place, texts: BTreeMap::new(), map: table.map, cut: Vec::new() };
        for (column, cell) in cells.iter().filter(|(_, cell)| cell.fault.is_none()) {
            let Some(role) = row.map.columns.get(column).filter(|role| **role != ColumnRole::Skip) else { continue };
            // Any number may be that of a day: only where days stand it is one.
            let shown = cell.day.as_ref().filter(|_| *role == ColumnRole::Date).unwrap_or(&cell.text);
            let end = shown.char_indices().nth(CELL).map(|(end, _)| end);
            if end.is_some() && names_something(*role) {
                row.cut.push(*column);
            }
            let text = plain(&shown[..end.unwrap_or(shown.len())]);
            if !is_blank(&text) {
                row.texts.insert(*column, text);
            }
        }
        row
    }

    /// Returns the texts of a role with their columns, from left to right.
    pub fn cells(&self, role: ColumnRole) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.map.columns.iter().filter(move |(_, own)| **own == role);
        columns.filter_map(|(column, _)| Some((*column, self.texts.get(column)?.as_str())))
    }

    /// Returns the first text of a role.
    pub fn text(&self, role: ColumnRole) -> &str {
        self.cells(role).next().map_or("", |(_, text)| text)
    }

    /// Whether a role has a text that says anything.
    pub fn has(&self, role: ColumnRole) -> bool {
        self.cells(role).any(|(_, text)| !is_nothing(text))
    }

    /// Returns the different texts of a role, cut where they are too long. Where there are several of one product each, they
    /// say of which.
    pub fn joined(&self, role: ColumnRole, letters: usize, services: &Services) -> String {
        let is_one = self.map.columns.values().filter(|own| **own == role).count() < 2;
        let mut texts: Vec<String> = Vec::new();
        for (column, text) in self.cells(role).filter(|(_, text)| !is_blank(text)) {
            let name = services.names.get(&column).filter(|_| !is_one);
            let text = name.map_or_else(|| text.to_owned(), |name| format!("{name}: {text}"));
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        cut(&texts.join("、"), letters)
    }

    /// Whether what stands by itself in a column goes on with the row above.
    pub fn goes_on(&self, column: usize) -> bool {
        let says = [ColumnRole::Product, ColumnRole::Service, ColumnRole::Status, ColumnRole::Party, ColumnRole::Note];
        self.map.columns.get(&column).is_some_and(|role| says.contains(role))
    }

    /// Whether what stands by itself in a column may say something about the rows below.
    pub fn is_above_others(&self, column: usize) -> bool {
        let is_first = self.map.columns.keys().next() == Some(&column);
        let role = self.map.columns.get(&column);
        is_first || role.is_some_and(|role| role.is_carried() || *role == ColumnRole::Clause)
    }
}

/// Whether the cells of a role name records, so that none of them may be lost.
const fn names_something(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Clause | ColumnRole::Other | ColumnRole::Product | ColumnRole::Risk)
}

/// Returns the columns whose cells have no value, with what is wrong with them.
pub(super) fn faults(map: &SheetMap, cells: &BTreeMap<usize, GridCell>) -> BTreeMap<usize, String> {
    let is_read = |column: &usize| {
        map.columns.get(column).is_some_and(|role| !matches!(role, ColumnRole::Skip | ColumnRole::Requirement))
    };
    let faults = cells.iter().filter(|(column, _)| is_read(column)).filter_map(|(at, cell)| Some((*at, cell.fault?)));
    faults.map(|(column, fault)| (column, sentence(column, fault))).collect()
}

fn sentence(column: usize, fault: CellFault) -> String {
    let letters = column_letters(column);
    match fault {
        CellFault::Failed => tr!("{letters} 列のセルが数式のエラーになっています。", letters),
        CellFault::NoResult => {
            tr!("{letters} 列の数式の結果が保存されていません。表計算ソフトで開いて保存し直してください。", letters)
        }
    }
}
