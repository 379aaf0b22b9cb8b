//! The formats of the table.

use super::super::csv::{Encoding, table};
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::file_format::FileFormat;
use super::columns::columns_of;
use super::{RevisionTable, markdown, xlsx};

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

impl FileFormat for RevisionFormat {
    const ALL: &'static [Self] = &[Self::Markdown, Self::Csv, Self::Xlsx];

    fn code(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn is_text(self) -> bool {
        self != Self::Xlsx
    }

    fn is_for_people(self) -> bool {
        self == Self::Markdown
    }
}

impl RevisionFormat {
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
