//! The worklist as one table of comma-separated values, for spreadsheets and scripts.
//!
//! There is no place beside the table, so the last column says of which edition each clause is, which one holds today, and which
//! document of the user it was read from;
//! whoever reads the file back passes over it, like every column that is not part of the form.
//!
//! Lines end with CRLF, the first one has the titles. A text that a spreadsheet would run as a formula gets a `'`
//! before it. In CP932 a few characters are replaced by look-alikes (〜 by ～), and those that CP932 lacks are written as
//! `&#x1F600;`. [`crate::import::worklist`] reverses both; [`crate::sheet::Escaping`] has the rules.

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;

use crate::sheet::{Column, Escaping, cp932_lacks, plain};

use super::cell::columns;
use super::error::SpreadsheetError;
use super::exported_file::ExportedFile;
use super::report::{Report, ReportRow};

/// The title of the column that is not part of the form.
const EDITION: &str = "版";
/// The mark by which spreadsheets recognise UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The encoding of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark.
    Utf8,
    /// CP932, also called Windows-31J or Shift_JIS.
    Cp932,
}

impl Encoding {
    const fn escaping(self) -> Escaping {
        match self {
            Self::Utf8 => Escaping::Quoted,
            Self::Cp932 => Escaping::QuotedCp932,
        }
    }
}

/// Returns a table with a line for each clause. The same report always gives the same bytes.
///
/// # Errors
///
/// If the table cannot be written as lines.
pub fn write(report: &Report, encoding: Encoding) -> Result<ExportedFile, SpreadsheetError> {
    // The document stands beside the edition, see above.
    let mut columns = columns(report.rows.iter());
    columns.retain(|column| *column != Column::Pack);
    let cells = |row: &ReportRow| {
        let form = columns.iter().map(|column| row.cell(*column, report, encoding.escaping()));
        form.chain([plain(&edition(row))]).collect()
    };
    let titles = columns.iter().map(|column| column.title()).chain([EDITION]);
    table(titles, report.rows.iter().map(cells), encoding)
}

/// Returns the edition of a clause, and the document of the user that it was read from, if it was.
fn edition(row: &ReportRow) -> Cow<'_, str> {
    match (row.edition.is_empty(), row.pack.is_empty()) {
        (_, true) => Cow::Borrowed(&row.edition),
        (true, false) => Cow::Owned(format!("取込資料「{}」", row.pack)),
        (false, false) => Cow::Owned(format!("{}、取込資料「{}」", row.edition, row.pack)),
    }
}

/// Returns a table with its titles in the first line.
///
/// # Errors
///
/// If the table cannot be written as lines.
pub(super) fn table(
    titles: impl Iterator<Item = &'static str>,
    rows: impl Iterator<Item = Vec<String>>,
    encoding: Encoding,
) -> Result<ExportedFile, SpreadsheetError> {
    let mut lines = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut replaced = 0;
    lines.write_record(titles)?;
    for cells in rows {
        if encoding == Encoding::Cp932 {
            replaced += cells.iter().map(|cell| cp932_lacks(cell)).sum::<usize>();
        }
        lines.write_record(cells.iter().map(|cell| encoding.escaping().escape(cell)).map(Cow::into_owned))?;
    }
    let text = lines.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(ExportedFile { bytes: encoded(text, encoding), replaced })
}

fn encoded(text: Vec<u8>, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => [BYTE_ORDER_MARK, &text].concat(),
        Encoding::Cp932 => SHIFT_JIS.encode(&String::from_utf8_lossy(&text)).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::spreadsheet_testing::report;
    use super::*;

    #[test]
    fn a_line_for_each_clause_and_one_for_the_titles() {
        let csv = write(&report(), Encoding::Utf8).unwrap();
        let text = String::from_utf8(csv.bytes).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "\u{feff}ID,編,章,条項,題,要約,担当区分,状態,判定,担当者,期限,メモ,対象外の理由,指摘の等級,指摘の原因,是正策,是正の担当者,是正の期限,是正の状態,例外の期限,残留リスクを受け入れた人,例外の理由,確認の結果,確認者,確認した日,確認のことば,証跡,食い違い,注意,最終更新,更新者,照合値,版"
        );
        let untouched = "mhlw6.keiei.1.1,経営管理編,1章 責任,経営 1.①,責任を定める,責任を定めることを求める。,,未着手,未判定,,,,,,,,,,,,,,,,,,,,,,,q-";
        assert!(lines[2].starts_with(untouched), "{}", lines[2]);
        assert!(lines[1].contains("\"全端末で確認\n例外は 2 台\""), "{}", lines[1]);
        assert_eq!((lines.len(), lines[3], csv.replaced), (4, "", 0));
    }

    #[test]
    fn an_official_text_stands_beside_the_summary() {
        let mut report = report();
        report.rows[1].original = "原文(本文 p. 3): =決める。".to_owned();
        report.rows[1].pack = "院内規程".to_owned();
        let text = String::from_utf8(write(&report, Encoding::Utf8).unwrap().bytes).unwrap();
        assert!(text.contains(",要約,原文,担当区分,") && !text.contains(",取込資料,"), "{text}");
        assert!(text.contains(",責任を定めることを求める。,原文(本文 p. 3): =決める。,,未着手,"), "{text}");
        assert!(text.ends_with("、取込資料「院内規程」\r\n"), "{text}");
    }

    #[test]
    fn cp932_counts_what_it_lacks() {
        let mut report = report();
        report.rows[0].answers.owner = "𠮷田〜😀".to_owned();
        report.rows[1].answers.note = "①髙".to_owned();
        let csv = write(&report, Encoding::Cp932).unwrap();
        let (text, _, is_broken) = SHIFT_JIS.decode(&csv.bytes);
        assert!(
            text.starts_with("ID,") && text.contains(",&#x20BB7;田～&#x1F600;,") && text.contains(",①髙,"),
            "{text}"
        );
        assert_eq!((csv.replaced, is_broken), (2, false));
    }

    #[test]
    fn no_cell_can_run() {
        let mut report = report();
        report.rows[0].title = "=HYPERLINK(\"http://example.com\")".to_owned();
        report.rows[0].answers.note = "　＝1+1".to_owned();
        report.rows[1].answers.owner = "@sato".to_owned();
        let text = String::from_utf8(write(&report, Encoding::Utf8).unwrap().bytes).unwrap();
        for cell in ["\"'=HYPERLINK(\"\"http://example.com\"\")\"", ",'＝1+1,", ",'@sato,"] {
            assert!(text.contains(cell), "{cell} in {text}");
        }
    }
}
