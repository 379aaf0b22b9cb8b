//! The formats of the table.

use crate::clock;
use crate::language::in_japanese;

use super::super::csv::{Encoding, table};
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::mapping::column::Row;
use super::super::revisions::workbook;
use super::{FacilityRow, FacilityTable, NUMBERS, TITLE, html};

/// A format of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacilityFormat {
    /// A workbook.
    Xlsx,
    /// One self-contained page, for reading and printing.
    Html,
    /// For spreadsheets and scripts.
    Csv,
}

impl FacilityFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Html, Self::Csv];

    /// Returns the code used on the command line, which is the extension of its files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }

    /// Returns the name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel ブック",
            Self::Html => "HTML",
            Self::Csv => "CSV",
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
        if self == Self::Html { make() } else { in_japanese(make) }
    }

    /// Returns the file. The same table always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If the table cannot be written in this format.
    pub fn write(self, facilities: &FacilityTable) -> Result<ExportedFile, ExportError> {
        self.in_its_language(|| self.written(facilities))
    }

    fn written(self, facilities: &FacilityTable) -> Result<ExportedFile, ExportError> {
        Ok(match self {
            Self::Xlsx => {
                let made = format!("{} 作成", clock::local(facilities.made_at));
                let mut notes = vec![facilities.amount(), made, NUMBERS.to_owned()];
                notes.extend(facilities.origin());
                workbook(TITLE, (&facilities.rows, &FacilityRow::columns()), &notes, &facilities.versions)?.into()
            }
            Self::Html => html::write(facilities).into_bytes().into(),
            Self::Csv => {
                let titles = FacilityRow::COLUMNS.iter().map(|column| column.title);
                let cells = |row| FacilityRow::COLUMNS.iter().map(|column| (column.value)(row).text()).collect();
                table(titles, facilities.rows.iter().map(cells), Encoding::Utf8)?
            }
        })
    }
}
