//! The worklist as a workbook that people fill in and send back.
//!
//! The first sheet shows the progress, the second has instructions, then there is one per volume, then one
//! lists the evidence, and the last one everything that was recorded. Every text is written as a text, never as a formula. Sheets of volumes are protected without a
//! password, except for the cells that people fill in.

use rust_xlsxwriter::{DocProperties, Workbook};

use super::error::SpreadsheetError;
use super::report::{Report, ReportRow};

mod evidence;
mod guide;
pub(super) mod heights;
mod history;
mod names;
mod progress;
mod rules;
pub(super) mod style;
mod volume;

/// Returns the contents of a workbook. The same report always gives the same bytes.
///
/// # Errors
///
/// If the report exceeds a limit of workbooks.
pub fn write(report: &Report) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report));
    progress::add(&mut workbook, report)?;
    guide::add(&mut workbook, report)?;
    for (name, rows) in volumes(report) {
        volume::add(&mut workbook, &name, report, &rows)?;
    }
    evidence::add(&mut workbook, report)?;
    history::add(&mut workbook, report)?;
    Ok(heights::fitting(workbook.save_to_buffer()?)?)
}

/// Returns the rows of each volume in the order of the report, with the name of their sheet.
fn volumes(report: &Report) -> Vec<(String, Vec<&ReportRow>)> {
    let mut volumes: Vec<((&str, &str), Vec<&ReportRow>)> = Vec::new();
    for row in &report.rows {
        let key = (row.guideline.as_str(), row.volume.as_str());
        match volumes.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => volumes.push((key, vec![row])),
        }
    }
    let titles: Vec<(&str, &str)> = volumes.iter().map(|(key, _)| *key).collect();
    names::sheet_names(&titles).into_iter().zip(volumes.into_iter().map(|(_, rows)| rows)).collect()
}

/// Returns the properties of the workbook. Its time is that of the report, so that the same report gives the same
/// bytes.
fn properties(report: &Report) -> DocProperties {
    let made_at = report.made_at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    DocProperties::new()
        .set_title(style::text(&report.name))
        .set_author(style::text(&report.made_by))
        .set_comment("条項の文は tenken による要約です。")
        .set_creation_datetime(&made_at)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::super::spreadsheet_testing::report;
    use super::*;

    /// Returns a part of a workbook.
    fn part(workbook: &[u8], name: &str) -> String {
        let mut text = String::new();
        zip::ZipArchive::new(Cursor::new(workbook)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_sheet_of_a_volume_guides_who_fills_it_in() {
        let sheet = part(&write(&report()).unwrap(), "xl/worksheets/sheet3.xml");
        let expected = [
            "<pane xSplit=\"2\" ySplit=\"1\" topLeftCell=\"C2\"",
            "<autoFilter ref=\"A1:AD2\"/>",
            "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>",
            "sqref=\"F2\"><formula1>\"未着手,対応中,完了,対象外,要再確認\"</formula1>",
            "sqref=\"G2\"><formula1>\"未判定,適合,一部適合,不適合\"</formula1>",
            "type=\"date\"",
            "min=\"30\" max=\"30\" width=\"8.7109375\" hidden=\"1\"",
            "paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"",
        ];
        for piece in expected {
            assert!(sheet.contains(piece), "{piece} in {sheet}");
        }
        let workbook = part(&write(&report()).unwrap(), "xl/workbook.xml");
        assert!(workbook.contains("Print_Area") && workbook.contains("$B$1:$K$2"), "{workbook}");
        let counts = ["<dataValidation ", "<cfRule ", "<f>", "customHeight"].map(|tag| sheet.matches(tag).count());
        assert_eq!(counts, [19, 13, 0, 0]);
    }

    #[test]
    fn the_first_sheet_has_a_chart_of_the_volumes() {
        let workbook = write(&report()).unwrap();
        let chart = part(&workbook, "xl/charts/chart1.xml");
        assert!(chart.contains("<c:v>完了</c:v>"), "{chart}");
        let ranges: Vec<&str> = chart.split("<c:f>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        // Below seven facts and a head, and without the sum.
        assert_eq!(ranges[..2], ["進捗!$A$13:$A$14", "進捗!$C$13:$C$14"]);
        let strings = part(&workbook, "xl/sharedStrings.xml");
        for text in [
            "点検の進捗 東病院 2026年度",
            "施設:  東病院",
            "版:  厚労省6.0(現行は第7.0版、2026-06-29)。未照合 1/4。",
            "システム運用編",
            "合計",
            "システム運用編  14章 認証・認可",
        ] {
            assert!(strings.contains(&format!(">{text}</t>")), "{text}");
        }
    }

    #[test]
    fn evidence_is_listed_with_what_proves_it() {
        let strings = part(&write(&report()).unwrap(), "xl/sharedStrings.xml");
        let hash = "0123456789abcdef".repeat(4);
        for text in
            ["設定の画面", "証跡/設定.pdf", "https://example.com/policy", &hash, "2026-04-01", "ev-証跡/設定.pdf"]
        {
            assert!(strings.contains(&format!(">{text}</t>")), "{text}");
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(write(&report()).unwrap(), write(&report()).unwrap());
    }

    #[test]
    fn a_report_without_anything_is_written() {
        let empty = Report { headings: Vec::new(), rows: Vec::new(), evidence: Vec::new(), ..report() };
        assert!(write(&empty).unwrap().starts_with(b"PK"));
    }
}
