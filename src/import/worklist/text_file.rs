//! Reads comma-separated values as programs in Japan write them: UTF-8, UTF-16 or CP932, with commas, tabs or
//! semicolons.

use encoding_rs::{Encoding, SHIFT_JIS};

use crate::sheet::Escaping;

use super::error::Unreadable;
use super::grid::Grid;

/// The delimiters between the cells of a line.
pub(super) const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Decodes the text of a file, and returns it with the escaping of its cells if fingerprints do not say otherwise.
///
/// # Errors
///
/// If it is in none of these encodings.
pub(super) fn decoded(bytes: &[u8]) -> Result<(String, Escaping), Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, is_broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if is_broken { Err(broken(&text)) } else { Ok((text.into_owned(), Escaping::Quoted)) };
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Ok((text.to_owned(), Escaping::Quoted));
    }
    let (text, is_broken) = SHIFT_JIS.decode_without_bom_handling(bytes);
    if is_broken { Err(broken(&text)) } else { Ok((text.into_owned(), Escaping::QuotedCp932)) }
}

/// Returns the error with the line of the first character that could not be decoded.
fn broken(text: &str) -> Unreadable {
    let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
    Unreadable::Encoding { line: before.matches('\n').count() + 1 }
}

/// Returns the cells of a text with this delimiter. Rows are counted as in a spreadsheet: one for each record, whatever
/// its number of lines, and one for each empty line.
///
/// # Errors
///
/// If there are more rows or columns than a filled-in worklist can have.
pub(super) fn grid(text: &str, delimiter: u8) -> Result<Grid, Unreadable> {
    // The reader skips empty lines. Its line number shows how many.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.push('\n');
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = ::csv::StringRecord::new();
    let (mut records, mut breaks_inside) = (0, 0);
    while reader.read_record(&mut record).map_err(|_| Unreadable::Damaged)? {
        records += 1;
        breaks_inside += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let lines = usize::try_from(reader.position().line()).unwrap_or(usize::MAX).saturating_sub(1);
        let row = lines.saturating_sub(breaks_inside).max(records);
        for (column, cell) in record.iter().enumerate() {
            grid.put(row, column, cell)?;
        }
    }
    Ok(grid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
        let grid = grid(text, delimiter).unwrap();
        grid.rows.into_iter().map(|(row, cells)| (row, cells.into_values().collect())).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "ID,メモ", "a,\"一", "二\"", "", "", "b,三", "c"].join(end);
            let [head, a, b, c] = &rows(&text, b',')[..] else { panic!("{end:?}") };
            assert_eq!((head.0, a.0, b.0, c.0), (2, 3, 6, 7), "{end:?}");
            assert_eq!(a.1, ["a", "一\n二"]);
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
            assert_eq!(decoded(&bytes).unwrap(), (text.to_owned(), escaping));
        }
    }

    #[test]
    fn the_line_of_a_broken_character_is_said() {
        let error = decoded(b"ID\nmemo\n\x83\xff\x81").unwrap_err();
        assert_eq!(error.to_string(), "文字コードを判別できません (3 行目)");
    }

    #[test]
    fn what_is_too_much_is_refused() {
        assert!(matches!(grid(&"a\n".repeat(100_001), b','), Err(Unreadable::TooManyRows)));
        assert!(grid(&",".repeat(200), b',').is_ok());
        assert!(matches!(grid(&format!("{}x", ",".repeat(200)), b','), Err(Unreadable::TooManyColumns)));
    }
}
