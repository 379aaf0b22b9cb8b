//! A table as a workbook, with a sheet about it.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::super::error::SpreadsheetError;
use super::super::mapping::column::{Column, Row};
use super::super::mapping::xlsx::{UNKNOWN_DAY, table};
use super::super::seal::Seal;
use super::super::xlsx::heights;
use super::RevisionTable;
use super::columns::{NoteRow, columns_of};

/// Returns the contents of a workbook. The same table always gives the same bytes.
///
/// # Errors
///
/// If the table exceeds a limit of workbooks.
pub(super) fn write(revisions: &RevisionTable) -> Result<Vec<u8>, SpreadsheetError> {
    let columns = columns_of(&revisions.rows);
    workbook(&revisions.title, (&revisions.rows, &columns), &revisions.notes, &revisions.versions)
}

/// Returns a workbook of one table, and what there is to know about it.
///
/// # Errors
///
/// If the table exceeds a limit of workbooks.
pub(in crate::export) fn workbook<R: Row>(
    title: &str,
    (rows, columns): (&[R], &[&'static Column<R>]),
    notes: &[String],
    versions: &Seal,
) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    // Its time is the day of the data, so that the same data gives the same bytes.
    let day: Date = versions.data_date.parse().unwrap_or(UNKNOWN_DAY);
    let properties = DocProperties::new().set_title(title).set_author("tenken");
    workbook.set_properties(&properties.set_creation_datetime(&day.at(0, 0, 0, 0)));
    let footer = versions.versions();
    table::add(&mut workbook, rows, columns, &footer)?;
    let notes = std::iter::once(title).chain(notes.iter().map(String::as_str));
    let notes: Vec<NoteRow> = notes.map(|note| NoteRow(note.to_owned())).collect();
    table::add(&mut workbook, &notes, &NoteRow::columns(), &footer)?;
    Ok(heights::fitting(workbook.save_to_buffer()?)?)
}
