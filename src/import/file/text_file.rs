//! Reads comma-separated values as programs in Japan write them: UTF-8, UTF-16 or CP932, with commas, tabs or
//! semicolons.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::{Encoding, SHIFT_JIS};

use crate::sheet::Escaping;

use super::grid::{Budget, Grid, GridCell};
use super::limits::{COLUMNS, PIECE_BYTES, ROWS};
use super::unreadable::Unreadable;

/// The delimiters between the cells of a line.
pub(in super::super) const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The decoded text of a file.
#[derive(Debug)]
pub(in super::super) struct TextFile {
    text: String,
    /// The escaping of its cells if fingerprints do not say otherwise.
    pub escaping: Escaping,
}

impl TextFile {
    /// Decodes a file.
    ///
    /// # Errors
    ///
    /// If it is in none of these encodings.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
            let (text, is_broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            return if is_broken { Err(broken(&text)) } else { Ok(Self::new(text.into_owned(), Escaping::Quoted)) };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(text, Escaping::Quoted)),
            Err(other) => {
                let (text, is_broken) = SHIFT_JIS.decode_without_bom_handling(other.as_bytes());
                if is_broken { Err(broken(&text)) } else { Ok(Self::new(text.into_owned(), Escaping::QuotedCp932)) }
            }
        }
    }

    const fn new(text: String, escaping: Escaping) -> Self {
        Self { text, escaping }
    }

    /// Returns the cells of the first rows with this delimiter.
    ///
    /// # Errors
    ///
    /// If there are more columns than a filled-in worklist can have.
    pub fn head(&self, delimiter: u8, rows: usize) -> Result<Grid, Unreadable> {
        let mut grid = Grid::default();
        let mut left = Budget::new();
        let mut lines = Lines::new(&self.text, delimiter);
        while lines.next()? && lines.row <= rows {
            for (column, cell) in lines.cells()? {
                grid.put((lines.row, column), GridCell::text(cell), &mut left)?;
            }
        }
        Ok(grid)
    }

    /// Returns the cells with this delimiter in the columns below the titles in the row `head`. Rows are counted as in a
    /// spreadsheet: one for each record, whatever its number of lines, and one for each empty line.
    ///
    /// # Errors
    ///
    /// If there are more rows or cells than a filled-in worklist can have.
    pub fn grid(&self, delimiter: u8, head: usize) -> Result<Grid, Unreadable> {
        let mut grid = Grid::default();
        let mut left = Budget::new();
        let mut lines = Lines::new(&self.text, delimiter);
        let mut width = COLUMNS;
        while lines.next()? {
            if lines.row > ROWS {
                return Err(Unreadable::TooManyRows);
            }
            if lines.row == head {
                width = lines.width;
            }
            for (column, cell) in lines.cells()?.take(width) {
                grid.put((lines.row, column), GridCell::text(cell), &mut left)?;
            }
        }
        Ok(grid)
    }
}

/// Returns the error with the line of the first character that could not be decoded.
fn broken(text: &str) -> Unreadable {
    let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
    Unreadable::Encoding { line: before.matches('\n').count() + 1 }
}

/// The records of a text, one after the other in the same memory.
struct Lines<'t> {
    rest: &'t [u8],
    reader: Reader,
    record: Vec<u8>,
    ends: Vec<usize>,
    /// The row of the record, from 1.
    row: usize,
    /// The number of its cells.
    width: usize,
    is_over: bool,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        // A record of more cells is too wide in any case.
        let ends = vec![0; 4 * COLUMNS];
        Self { rest: text.as_bytes(), reader, record: Vec::new(), ends, row: 0, width: 0, is_over: false }
    }

    /// Reads the next record; false at the end.
    ///
    /// # Errors
    ///
    /// If it is longer or wider than a filled-in worklist can have.
    fn next(&mut self) -> Result<bool, Unreadable> {
        let (mut written, mut ends, mut last) = (0, 0, None);
        if self.is_over {
            return Ok(false);
        }
        self.skip_empty_lines();
        loop {
            let (result, read, wrote, ended) =
                self.reader.read_record(self.rest, &mut self.record[written..], &mut self.ends[ends..]);
            last = self.rest[..read].last().or(last);
            self.rest = &self.rest[read..];
            (written, ends) = (written + wrote, ends + ended);
            match result {
                // Without more input the reader ends the last record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.record.len() >= PIECE_BYTES => return Err(Unreadable::TooLong),
                ReadRecordResult::OutputFull => self.record.resize((self.record.len() * 2).max(1 << 12), 0),
                ReadRecordResult::OutputEndsFull => return Err(Unreadable::TooManyColumns),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => {
                    self.is_over = true;
                    return Ok(false);
                }
            }
        }
        // The reader ends a record at the first of both signs.
        if last == Some(&b'\r') {
            self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest);
        }
        self.width = ends;
        self.row += 1;
        Ok(true)
    }

    /// Counts the empty lines before the next record, which the reader would pass over.
    fn skip_empty_lines(&mut self) {
        loop {
            let end = match self.rest {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => return,
            };
            self.rest = &self.rest[end..];
            self.row += 1;
        }
    }

    /// Returns the cells that have anything in them, with their columns.
    ///
    /// # Errors
    ///
    /// If there are more columns than a filled-in worklist can have.
    fn cells(&self) -> Result<impl Iterator<Item = (usize, std::borrow::Cow<'_, str>)>, Unreadable> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let cells = starts.zip(&self.ends).take(self.width).enumerate();
        let filled = cells.filter(|(_, (start, end))| start < *end);
        let cells = filled.map(|(column, (start, end))| (column, String::from_utf8_lossy(&self.record[start..*end])));
        let last = self.ends[..self.width].windows(2).rposition(|ends| ends[0] < ends[1]).map_or(0, |at| at + 1);
        if last >= COLUMNS { Err(Unreadable::TooManyColumns) } else { Ok(cells) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str, delimiter: u8) -> Result<Grid, Unreadable> {
        TextFile::decode(text.as_bytes().to_vec())?.grid(delimiter, 0)
    }

    fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
        let grid = grid(text, delimiter).unwrap();
        grid.rows.into_iter().map(|(row, cells)| (row, cells.into_values().map(|cell| cell.text).collect())).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "ID,メモ", "a,\"一", "二\"", "", "", "b,三", "c"].join(end);
            let [head, a, b, c] = &rows(&text, b',')[..] else { panic!("{end:?}") };
            assert_eq!((head.0, a.0, b.0, c.0), (2, 3, 6, 7), "{end:?}");
            assert_eq!(a.1, ["a".to_owned(), format!("一{end}二")]);
        }
    }

    #[test]
    fn the_text_of_every_encoding_is_read() {
        let text = "ID,メモ\n①,髙～";
        let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let files = [
            (text.as_bytes().to_vec(), Escaping::Quoted),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Escaping::Quoted),
            (utf16, Escaping::Quoted),
            (SHIFT_JIS.encode(text).0.into_owned(), Escaping::QuotedCp932),
        ];
        for (bytes, escaping) in files {
            let file = TextFile::decode(bytes).unwrap();
            assert_eq!((file.text.as_str(), file.escaping), (text, escaping));
        }
    }

    #[test]
    fn the_line_of_a_broken_character_is_said() {
        let error = TextFile::decode(b"ID\nmemo\n\x83\xff\x81".to_vec()).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "文字コードを判別できません (3 行目)");
    }

    #[test]
    fn what_is_too_much_is_refused() {
        assert!(matches!(grid(&"a\n".repeat(100_001), b','), Err(Unreadable::TooManyRows)));
        assert!(grid(&",".repeat(200), b',').is_ok());
        assert!(matches!(grid(&format!("{}x", ",".repeat(200)), b','), Err(Unreadable::TooManyColumns)));
        assert!(matches!(grid(&",".repeat(1_000), b','), Err(Unreadable::TooManyColumns)));
        assert!(matches!(grid(&"a,b,c,d,e,f\n".repeat(99_000), b','), Err(Unreadable::TooManyCells)));
        assert!(matches!(grid(&format!("\"{}", "a".repeat(PIECE_BYTES + 1)), b','), Err(Unreadable::TooLong)));
    }

    #[test]
    fn only_the_columns_with_a_title_are_kept() {
        let file = TextFile::decode("ID,メモ\na,b,c,d\n".as_bytes().to_vec()).unwrap();
        let cells = |grid: Grid| grid.rows[&2].keys().copied().collect::<Vec<_>>();
        assert_eq!(cells(file.grid(b',', 1).unwrap()), [0, 1]);
        assert_eq!(cells(file.head(b',', 20).unwrap()), [0, 1, 2, 3]);
    }
}
