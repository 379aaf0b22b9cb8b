//! Finds the rows of the form in a file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::model::Id;
use crate::sheet::{AnswerField, Column, Escaping, Fingerprint, is_blank, plain, plain_as_recorded};

use super::error::{ImportError, Unreadable};
use super::grid::Grid;
use super::limits::FILE_BYTES;
use super::row_place::RowPlace;
use super::{text_file, workbook};

/// The number of rows at the top in which the header is searched.
const HEAD_ROWS: usize = 20;

/// The rows of all forms in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub(super) rows: Vec<FilledRow>,
}

/// A row of the form that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FilledRow {
    pub place: RowPlace,
    /// The id of the clause; empty if there is none.
    pub id: Id,
    /// What the worklist contained when the spreadsheet was exported, if that is still known.
    pub base: Option<Fingerprint>,
    /// The texts of the cells, without fields whose column was removed.
    pub cells: BTreeMap<AnswerField, String>,
}

impl FilledRow {
    /// Whether anything is filled in.
    pub fn has_answers(&self) -> bool {
        self.cells.values().any(|cell| !is_blank(cell))
    }
}

/// Reads a file: a workbook, or comma-separated values in UTF-8, UTF-16 or CP932.
///
/// # Errors
///
/// If the file cannot be read, is of another kind, or does not contain the form.
pub fn read(path: &Path) -> Result<Table, ImportError> {
    let table = contents(path).and_then(|bytes| Table::of(&bytes));
    table.map_err(|why| ImportError { path: path.to_owned(), why })
}

fn contents(path: &Path) -> Result<Vec<u8>, Unreadable> {
    // Checked first, because opening a pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(Unreadable::NotAFile);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_BYTES { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

impl Table {
    /// Reads the contents of a file. The contents decide about its kind, not its name.
    ///
    /// # Errors
    ///
    /// If the kind is unknown, the contents are damaged, or do not contain the form.
    pub fn of(bytes: &[u8]) -> Result<Self, Unreadable> {
        let rows = match kind(bytes)? {
            FileKind::Workbook => rows_of_all(&workbook::grids(bytes)?)?,
            FileKind::Text => rows_of_text(bytes)?,
        };
        Ok(Self { rows })
    }
}

enum FileKind {
    Workbook,
    Text,
}

fn kind(bytes: &[u8]) -> Result<FileKind, Unreadable> {
    /// The format of Office before 2007, which is still used for encrypted workbooks.
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes {
        _ if text.is_empty() => Err(Unreadable::Empty),
        _ if bytes.starts_with(b"PK\x03\x04") => Ok(FileKind::Workbook),
        _ if bytes.starts_with(COMPOUND_FILE) && is_encrypted(bytes) => Err(Unreadable::Encrypted),
        _ if bytes.starts_with(COMPOUND_FILE) => Err(Unreadable::OldWorkbook),
        _ if text.starts_with(b"<") => Err(Unreadable::Markup),
        _ if bytes.contains(&0) && !has_mark => Err(Unreadable::Unknown),
        _ => Ok(FileKind::Text),
    }
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

fn rows_of_all(grids: &[Grid]) -> Result<Vec<FilledRow>, Unreadable> {
    let mut rows = Vec::new();
    let mut has_form = false;
    for grid in grids {
        if let Some(head) = Header::find(grid)? {
            has_form = true;
            rows.extend(head.rows(grid, Escaping::None));
        }
    }
    if has_form { Ok(rows) } else { Err(Unreadable::NoTable) }
}

/// Reads text with the delimiter for which the most titles are found.
fn rows_of_text(bytes: &[u8]) -> Result<Vec<FilledRow>, Unreadable> {
    let (text, escaping) = text_file::decoded(bytes)?;
    let mut best: Option<(Grid, Header)> = None;
    let mut refusal = Unreadable::NoTable;
    for delimiter in text_file::DELIMITERS {
        let found = text_file::grid(&text, delimiter).and_then(|grid| Ok((Header::find(&grid)?, grid)));
        match found {
            Ok((Some(head), grid))
                if best.as_ref().is_none_or(|(_, known)| known.columns.len() < head.columns.len()) =>
            {
                best = Some((grid, head));
            }
            Ok(_) => {}
            Err(why) => refusal = why,
        }
    }
    best.map(|(grid, head)| head.rows(&grid, escaping)).ok_or(refusal)
}

/// The row with the titles of the columns.
struct Header {
    row: usize,
    /// The position of each column.
    columns: BTreeMap<Column, usize>,
}

impl Header {
    /// Finds the header of a sheet; none if the sheet does not contain the form.
    fn find(grid: &Grid) -> Result<Option<Self>, Unreadable> {
        for (row, cells) in grid.rows.range(..=HEAD_ROWS) {
            let found: Vec<(Column, usize)> =
                cells.iter().filter_map(|(at, title)| Column::parse(title).map(|column| (column, *at))).collect();
            let is_head = found.iter().any(|(column, _)| *column == Column::Id)
                && found.iter().any(|(column, _)| column.is_editable());
            if is_head {
                let place = RowPlace { sheet: grid.name.clone(), row: *row };
                return Ok(Some(Self { row: *row, columns: once_each(found, &place)? }));
            }
        }
        Ok(None)
    }

    fn rows(&self, grid: &Grid, escaping: Escaping) -> Vec<FilledRow> {
        let below = grid.rows.range(self.row + 1..);
        below
            .map(|(row, cells)| self.filled(RowPlace { sheet: grid.name.clone(), row: *row }, cells, escaping))
            .collect()
    }

    /// Returns a row of the form. `escaping` is that of the file. The fingerprint of the row takes precedence, because
    /// a program may have saved the table in another format.
    fn filled(&self, place: RowPlace, cells: &BTreeMap<usize, String>, escaping: Escaping) -> FilledRow {
        let cell = |column| self.columns.get(&column).map(|at| cells.get(at).map_or("", String::as_str));
        let id = plain(&escaping.undo(&plain(cell(Column::Id).unwrap_or_default())));
        let base = cell(Column::Fingerprint).and_then(|cell| Fingerprint::parse(&id, &plain(cell)));
        let escaping = base.as_ref().map_or(escaping, Fingerprint::escaping);
        let field =
            |column: Column| Some((column.field()?, escaping.undo(&plain_as_recorded(cell(column)?)).into_owned()));
        FilledRow { place, cells: Column::ALL.into_iter().filter_map(field).collect(), id, base }
    }
}

/// Checks that no column exists twice. Of a column that only people read, the first one counts.
fn once_each(found: Vec<(Column, usize)>, place: &RowPlace) -> Result<BTreeMap<Column, usize>, Unreadable> {
    let mut columns = BTreeMap::new();
    for (column, at) in found {
        let is_read = column.is_editable() || matches!(column, Column::Id | Column::Fingerprint);
        if columns.contains_key(&column) && is_read {
            return Err(Unreadable::ColumnTwice { place: place.clone(), title: column.title() });
        }
        columns.entry(column).or_insert(at);
    }
    Ok(columns)
}
