//! The worklist as a workbook that people fill in and hand back.
//!
//! The first sheet shows the progress, the second how to fill in, then there is one per volume, and the last lists the
//! evidence. Every text is written as a text, never as a formula. Sheets of volumes are protected without a password
//! but for what people fill in.

use rust_xlsxwriter::{DocProperties, Workbook};

use super::report::{Report, Row};
use super::spreadsheet_error::SpreadsheetError;

mod evidence;
mod guide;
mod heights;
mod names;
mod progress;
mod rules;
mod style;
mod volume;

/// The sheets beside those of the volumes.
pub(super) const SHEETS: [&str; 3] = [progress::NAME, guide::NAME, evidence::NAME];

/// Returns the contents of a workbook; the same report always gives the same bytes.
///
/// # Errors
///
/// If the report breaks a limit of workbooks.
pub fn write(report: &Report) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report));
    progress::add(&mut workbook, report)?;
    guide::add(&mut workbook)?;
    for (name, rows) in volumes(report) {
        volume::add(&mut workbook, &name, (report, &rows))?;
    }
    evidence::add(&mut workbook, report)?;
    Ok(heights::fitting(workbook.save_to_buffer()?)?)
}

/// Returns the rows of each volume in the order of the report, with the name of their sheet.
fn volumes(report: &Report) -> Vec<(String, Vec<&Row>)> {
    let mut volumes: Vec<((&str, &str), Vec<&Row>)> = Vec::new();
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

/// The time stands for that of the report, so that the same report gives the same bytes.
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
    use super::super::spreadsheet_testing::report;
    use super::*;

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
