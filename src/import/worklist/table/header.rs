//! The row with the titles of the columns, and how the rows below it are read.

use std::collections::BTreeMap;

use crate::sheet::{Cell, Column, Escaping, Fingerprint, plain, plain_as_recorded};

use super::super::super::file::{Grid, GridCell};
use super::super::super::row_place::RowPlace;
use super::super::error::FormError;
use super::{FilledCell, FilledRow};

/// The number of rows at the top in which the header is searched.
pub(super) const HEAD_ROWS: usize = 20;

/// The row with the titles of the columns.
pub(super) struct Header {
    pub row: usize,
    /// The position of each column.
    pub columns: BTreeMap<Column, usize>,
}

impl Header {
    /// Finds the header of a sheet; none if the sheet does not contain the form.
    ///
    /// # Errors
    ///
    /// If two columns have the same title.
    pub fn find(grid: &Grid) -> Result<Option<Self>, FormError> {
        for (row, cells) in grid.rows.range(..=HEAD_ROWS) {
            let titles = || cells.iter().map(|(at, title)| (at, title.text.as_str()));
            let exact: Vec<(Column, usize)> =
                titles().filter_map(|(at, title)| Column::parse(title).map(|column| (column, *at))).collect();
            let known = |column: &Column| exact.iter().any(|(known, _)| known == column);
            // A title that was added to counts where no other column has it.
            let extended: Vec<(Column, usize)> = titles()
                .filter(|(_, title)| Column::parse(title).is_none())
                .filter_map(|(at, title)| Some((Column::parse_extended(title).filter(|column| !known(column))?, *at)))
                .collect();
            let found = [exact, extended].concat();
            let is_head = found.iter().any(|(column, _)| *column == Column::Id)
                && found.iter().any(|(column, _)| column.is_editable());
            if is_head {
                let place = RowPlace { sheet: grid.name.clone(), row: *row };
                return Ok(Some(Self { row: *row, columns: once_each(found, &place)? }));
            }
        }
        Ok(None)
    }

    /// Returns the number of titles that were found.
    pub fn titles(&self) -> usize {
        self.columns.len()
    }

    /// Returns the position of each column that people fill in.
    pub fn editable(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().filter(|(column, _)| column.is_editable()).map(|(_, at)| *at)
    }

    /// Finds the fingerprints of a sheet by what they are, if the title above them is another one.
    pub fn find_fingerprints(&mut self, grid: &Grid) {
        let Some(ids) = self.columns.get(&Column::Id).filter(|_| !self.columns.contains_key(&Column::Fingerprint))
        else {
            return;
        };
        let found = grid.rows.range(self.row + 1..).find_map(|(_, cells)| {
            let id = plain(&cells.get(ids)?.text);
            let is_one = |cell: &GridCell| {
                Fingerprint::is_shaped(&cell.text) && Fingerprint::parse(&id, &plain(&cell.text)).is_some()
            };
            cells.iter().find(|(_, cell)| is_one(cell)).map(|(at, _)| *at)
        });
        if let Some(at) = found {
            self.columns.insert(Column::Fingerprint, at);
        }
    }

    /// Returns the rows of the form. `escaping` is that of the file.
    pub fn rows(&self, grid: &Grid, escaping: Escaping) -> Vec<FilledRow> {
        let below = grid.rows.range(self.row + 1..);
        below
            .map(|(row, cells)| self.filled(RowPlace { sheet: grid.name.clone(), row: *row }, cells, escaping))
            .collect()
    }

    /// Returns a row of the form. The fingerprint of the row takes precedence over the escaping of the file, because a
    /// program may have saved the table in another format.
    fn filled(&self, place: RowPlace, cells: &BTreeMap<usize, GridCell>, escaping: Escaping) -> FilledRow {
        let cell = |column| self.columns.get(&column).map(|at| cells.get(at));
        let text = |column| cell(column).map(|cell| cell.map_or("", |cell| cell.text.as_str()));
        let id = plain(&escaping.undo(&plain(text(Column::Id).unwrap_or_default())));
        let mark = plain(text(Column::Fingerprint).unwrap_or_default());
        let base = Fingerprint::parse(&id, &mark);
        let escaping = base.as_ref().map_or(escaping, Fingerprint::escaping);
        let field = |column: Column| {
            let (field, cell) = (column.field()?, cell(column)?);
            let day = cell.and_then(|cell| cell.day.as_deref()).filter(|_| matches!(field.cell(), Cell::Day));
            let shown = day.or(cell.map(|cell| cell.text.as_str())).unwrap_or_default();
            let text = escaping.undo(&plain_as_recorded(shown)).into_owned();
            Some((field, FilledCell { text, fault: cell.and_then(|cell| cell.fault) }))
        };
        let names =
            [Column::Label, Column::Title].map(|column| text(column).map(|name| plain(&escaping.undo(&plain(name)))));
        let told = [Column::Gist, Column::Party].map(|column| {
            let text = plain_as_recorded(text(column).unwrap_or_default());
            escaping.undo(&text).trim().to_owned()
        });
        FilledRow { place, cells: Column::ALL.into_iter().filter_map(field).collect(), id, base, mark, names, told }
    }
}

/// Checks that no column exists twice. Of a column that only people read, the first one counts.
fn once_each(found: Vec<(Column, usize)>, place: &RowPlace) -> Result<BTreeMap<Column, usize>, FormError> {
    let mut columns = BTreeMap::new();
    for (column, at) in found {
        let is_read = column.is_editable() || matches!(column, Column::Id | Column::Fingerprint);
        if columns.contains_key(&column) && is_read {
            return Err(FormError::ColumnTwice { place: place.clone(), title: column.title() });
        }
        columns.entry(column).or_insert(at);
    }
    Ok(columns)
}
