//! Where cells stand.

/// The place of a cell: its row from 1, its column from 0.
pub(in super::super) type Place = (usize, usize);

/// A block of cells: rows from 1, columns from 0, all of them inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Block {
    /// The first and the last row.
    pub rows: (usize, usize),
    /// The first and the last column.
    pub columns: (usize, usize),
}

impl Block {
    /// Whether a cell is in it.
    pub(super) fn has(&self, (row, column): Place) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// Returns the letters of a column, as a spreadsheet shows them: A for 0, AA for 26.
pub(in super::super) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, to) = (column_letters(self.columns.0), column_letters(self.columns.1));
        write!(f, "{from}{}:{to}{}", self.rows.0, self.rows.1)
    }
}
