//! The formats of the table.

use super::super::csv::{Encoding, table};
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::columns::columns_of;
use super::{RevisionTable, markdown, xlsx};
use crate::language::in_japanese;

/// A format of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionFormat {
    /// A document to read.
    Markdown,
    /// For spreadsheets and scripts.
    Csv,
    /// A workbook.
    Xlsx,
}

impl RevisionFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Xlsx];

    /// Returns the code used on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Returns the name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
        }
    }

    /// Returns the codes of all formats, in the order in which they are offered.
    pub fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.code()).collect()
    }

    /// Returns the format with this code, as a person types it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('.');
        Self::ALL.into_iter().find(|format| format.code().eq_ignore_ascii_case(text))
    }

    /// Whether the file is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx)
    }

    /// Makes something for a file of this format in the language of such files: that of the thread if people read them, and
    /// Japanese if programs do.
    pub fn in_its_language<T>(self, make: impl FnOnce() -> T) -> T {
        if self == Self::Markdown { make() } else { in_japanese(make) }
    }

    /// Returns the file. The same table always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If the table cannot be written in this format.
    pub fn write(self, table: &RevisionTable) -> Result<ExportedFile, ExportError> {
        self.in_its_language(|| -> Result<ExportedFile, ExportError> {
            Ok(match self {
                Self::Markdown => markdown::write(table).into_bytes().into(),
                Self::Csv => lines(table)?,
                Self::Xlsx => xlsx::write(table)?.into(),
            })
        })
    }
}

/// Returns a line for each change, below the titles.
fn lines(revisions: &RevisionTable) -> Result<ExportedFile, ExportError> {
    let columns = columns_of(&revisions.rows);
    let titles = columns.iter().map(|column| column.title);
    let cells = |row| columns.iter().map(|column| (column.value)(row).text()).collect();
    Ok(table(titles, revisions.rows.iter().map(cells), Encoding::Utf8)?)
}
