//! The table as a workbook, with a sheet about it.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::super::error::SpreadsheetError;
use super::super::mapping::column::Row;
use super::super::mapping::xlsx::{UNKNOWN_DAY, table};
use super::super::xlsx::heights;
use super::RevisionTable;
use super::columns::{NoteRow, columns_of};

/// Returns the contents of a workbook. The same table always gives the same bytes.
///
/// # Errors
///
/// If the table exceeds a limit of workbooks.
pub(super) fn write(revisions: &RevisionTable) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    // Its time is the day of the data, so that the same data gives the same bytes.
    let day: Date = revisions.versions.data_date.parse().unwrap_or(UNKNOWN_DAY);
    let properties = DocProperties::new().set_title(&revisions.title).set_author("tenken");
    workbook.set_properties(&properties.set_creation_datetime(&day.at(0, 0, 0, 0)));
    let footer = revisions.versions.versions();
    table::add(&mut workbook, &revisions.rows, &columns_of(&revisions.rows), &footer)?;
    let notes = [&revisions.title].into_iter().chain(&revisions.notes);
    let notes: Vec<NoteRow> = notes.map(|note| NoteRow(note.clone())).collect();
    table::add(&mut workbook, &notes, &NoteRow::columns(), &footer)?;
    Ok(heights::fitting(workbook.save_to_buffer()?)?)
}
