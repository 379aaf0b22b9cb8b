//! The sheet of all evidence, with the hashes that show whether a file has changed.

use jiff::civil::Date;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::clock;
use crate::sheet::{EVIDENCE_ID_TITLE, terms};

use super::super::report::{FOR_AUDIT, Report, ReportEvidence};
use super::heights::row_height;
use super::style;

pub(super) const NAME: &str = "証跡";

/// Titles and widths. No title is one by which import would take this sheet for the form.
const COLUMNS: [(&str, f64); 10] = [
    ("番号", 6.0),
    ("証跡の題", 28.0),
    ("場所", 44.0),
    ("SHA-256", 34.0),
    ("追加日時", 24.0),
    ("追加者", 12.0),
    (terms::EFFECTIVE, 12.0),
    (terms::EXPIRES, 12.0),
    ("対象の条項", 26.0),
    (EVIDENCE_ID_TITLE, 24.0),
];

/// Adds the sheet.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn add(workbook: &mut Workbook, report: &Report) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?;
    for ((title, width), column) in COLUMNS.iter().zip(0..) {
        sheet.write_string_with_format(0, column, *title, &style::head(false))?;
        sheet.set_column_width(column, *width)?;
    }
    for (evidence, row) in report.evidence.iter().zip(1..) {
        write_row(sheet, row, evidence)?;
    }
    let last = u32::try_from(report.evidence.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX))?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    style::print(sheet, &report.name);
    Ok(())
}

/// Returns the clauses that it is linked with, and the audit, a line for each.
fn clauses(evidence: &ReportEvidence) -> String {
    let audit = evidence.is_for_audit.then(|| FOR_AUDIT.to_owned());
    audit.into_iter().chain(evidence.clauses.iter().cloned()).collect::<Vec<_>>().join("\n")
}

fn write_row(sheet: &mut Worksheet, row: u32, evidence: &ReportEvidence) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, 0, row, &style::number())?;
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let cells = [
        evidence.title.clone(),
        evidence.location.clone(),
        evidence.sha256.clone(),
        clock::local(evidence.added_at),
        evidence.added_by.clone(),
        day(evidence.effective),
        day(evidence.expires),
        clauses(evidence),
        evidence.id.clone(),
    ];
    let widths = COLUMNS.iter().skip(1).map(|(_, width)| *width);
    sheet.set_row_height(row, row_height(cells.iter().map(|cell| style::text(cell)).zip(widths)))?;
    for (cell, column) in cells.iter().zip(1..) {
        sheet.write_string_with_format(row, column, style::text(cell), &style::cell())?;
    }
    Ok(())
}
