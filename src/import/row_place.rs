//! The place of a row, for people.

use std::fmt;

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

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "シート「{}」", self.sheet)?;
        }
        write!(f, "{} 行目", self.row)
    }
}
