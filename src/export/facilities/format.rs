//! The formats of the table.

use crate::clock;

use super::super::csv::{Encoding, table};
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::file_format::FileFormat;
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

impl FileFormat for FacilityFormat {
    const ALL: &'static [Self] = &[Self::Xlsx, Self::Html, Self::Csv];

    fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel ブック",
            Self::Html => "HTML",
            Self::Csv => "CSV",
        }
    }

    fn is_text(self) -> bool {
        self != Self::Xlsx
    }

    fn is_for_people(self) -> bool {
        self == Self::Html
    }
}

impl FacilityFormat {
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
