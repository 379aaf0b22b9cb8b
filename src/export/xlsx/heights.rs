//! Heights of rows. Spreadsheet programs other than Excel do not adjust rows to wrapped text when they open a file, and
//! Excel does not adjust a row whose height was set by hand. So heights are estimated here, and then marked as not set
//! by hand.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::text::width::{Ambiguous, cells};
use crate::text::wrap::wrap;

/// Height of a line of text in points.
const LINE: f64 = 14.0;
/// The space above and below the text together, in points.
const MARGIN: f64 = 4.0;
/// The greatest height of a row, in points.
const MAX: f64 = 409.0;
/// The half-width characters of our font that fit into a column of width 1, which is measured in a wider font. Lines
/// are rarely full, because words and brackets are not broken.
const FILLED: f64 = 1.02;
/// The number of lines for which one more is left free.
const SPARE: u32 = 8;
/// The start of the names of parts that describe the rows of sheets.
const SHEETS: &str = "xl/worksheets/sheet";
/// The attribute by which the library marks a height as set by hand.
const SET_BY_HAND: &str = " customHeight=\"1\"";

/// Returns the height in points of a row with these texts in columns of these widths.
pub(in crate::export) fn row_height(cells: impl Iterator<Item = (String, f64)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(&text, width)).max().unwrap_or(1);
    (f64::from(lines) * LINE + MARGIN).min(MAX)
}

/// Returns the number of lines of a text in a column of this width, in half-width characters.
fn lines(text: &str, width: f64) -> u32 {
    let width = (width * FILLED).max(1.0);
    // Widths are small and positive.
    let filled = |line: &str| (cells(line, Ambiguous::AsIs) as f64 / width).ceil().max(1.0) as u32;
    // Long words leave much of a line empty.
    let broken = |line: &str| u32::try_from(wrap(line, width as usize, Ambiguous::AsIs).len()).unwrap_or(u32::MAX);
    let lines_of = |line: &str| filled(line).max(broken(line));
    let lines: u32 = text.split('\n').map(lines_of).sum();
    // Every program breaks lines in its own way; over many lines, that adds up.
    lines + lines / SPARE
}

/// Returns a text as it stands in rows one below the other, in a column of this width: as much as a row can show, and the
/// rest in the next ones. The last one takes all that is left; rows that are not needed stay empty.
pub(in crate::export) fn spread(text: &str, width: f64, rows: usize) -> Vec<String> {
    let fits = |text: &str| f64::from(lines(text, width)) * LINE + MARGIN <= MAX;
    let mut spread = vec![String::new(); rows];
    let mut at = 0;
    for piece in text.split_inclusive(['\n', '、', '。']) {
        let Some(row) = spread.get(at) else { break };
        if !row.is_empty() && at + 1 < rows && !fits(&format!("{row}{piece}")) {
            at += 1;
        }
        if let Some(row) = spread.get_mut(at) {
            row.push_str(piece);
        }
    }
    spread.iter().map(|row| row.trim_end_matches('\n').to_owned()).collect()
}

/// Returns the same workbook with heights that spreadsheet programs may adjust when a text grows.
///
/// # Errors
///
/// If the bytes are not a workbook.
pub(in crate::export) fn fitting(workbook: Vec<u8>) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut fitting = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        if !name.starts_with(SHEETS) {
            fitting.raw_copy_file(part)?;
            continue;
        }
        let mut rows = String::new();
        part.read_to_string(&mut rows)?;
        fitting.start_file(name, SimpleFileOptions::default())?;
        // Texts are in a separate part, so nothing else in this one can contain the attribute.
        fitting.write_all(rows.replace(SET_BY_HAND, "").as_bytes())?;
    }
    Ok(fitting.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let cases: [(&[(&str, f64)], f64); 6] = [
            // It would fit into two and a half lines, but for its words.
            (&[("Enterprise Mobility Security", 12.0)], 3.0),
            (&[("", 10.0)], 1.0),
            (&[("abc", 10.0), ("一\n二\n三", 10.0)], 3.0),
            (&[("字字字字字字", 10.0)], 2.0),
            (&[("字字字字", 10.0)], 1.0),
            (&[("一", 0.0)], 2.0),
        ];
        for (cells, lines) in cases {
            let height = row_height(cells.iter().map(|(text, width)| ((*text).to_owned(), *width)));
            assert!((height - lines * LINE - MARGIN).abs() < f64::EPSILON, "{cells:?}: {height}");
        }
        assert!((row_height([("行\n".repeat(99), 10.0)].into_iter()) - MAX).abs() < f64::EPSILON);
    }

    #[test]
    fn a_text_that_no_row_can_show_goes_on_in_the_next_ones() {
        let text = format!("一覧: {}", vec!["運用 14.⑤"; 200].join("、"));
        let rows = spread(&text, 31.0, 9);
        assert_eq!(rows.concat(), text);
        let used = rows.iter().filter(|row| !row.is_empty()).count();
        assert!((2..9).contains(&used), "{used}");
        for row in &rows {
            assert!(row_height([(row.clone(), 31.0)].into_iter()) <= MAX && lines(row, 31.0) <= 28, "{row}");
        }
        assert_eq!(spread("短い。文", 31.0, 3), ["短い。文", "", ""]);
        assert_eq!(spread("一\n二\n", 31.0, 1), ["一\n二"]);
        assert!(spread("一", 31.0, 0).is_empty());
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert!(fitting(b"PK".to_vec()).is_err());
    }
}
