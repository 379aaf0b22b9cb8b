use std::fmt;

/// Where a row stands, as the person sees it who opens the file in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPlace {
    /// The name of the sheet; empty if the file has none.
    pub sheet: String,
    /// The number of the row, from 1.
    pub row: usize,
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "シート「{}」", self.sheet)?;
        }
        write!(f, "{} 行目", self.row)
    }
}
