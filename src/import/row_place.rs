//! The place of a row, for people.

use std::fmt;

use crate::language::{t, tr};
pub(super) use crate::sheet::quoted;

/// The place of a row, as a person sees it in a spreadsheet program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPlace {
    /// The name of the sheet; empty if the file has no sheets.
    pub sheet: String,
    /// The number of the row, from 1.
    pub row: usize,
}

/// Returns the place of a row as it stands in records: `対応表!14`, or `14 行目` where there are no sheets.
pub(super) fn place(sheet: &str, row: usize) -> String {
    if sheet.is_empty() { format!("{row} 行目") } else { format!("{sheet}!{row}") }
}

/// Returns how a sheet is called. What people call it is no phrase of ours.
pub(super) fn called(sheet: &str) -> String {
    format!("{}{sheet}{}", t("シート「"), t("」"))
}

/// Returns a place that stands in records as it is told.
pub(super) fn told(place: &str) -> String {
    match place.strip_suffix(" 行目") {
        Some(row) => tr!("{row} 行目", row),
        None => place.to_owned(),
    }
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self.sheet.as_str() {
            "" => tr!("{row} 行目", row = self.row),
            sheet => tr!("{sheet}{row} 行目", sheet = called(sheet), row = self.row),
        })
    }
}
