//! The tables as a workbook, with a sheet for each and one about them.
//!
//! Every text is written as a text, never as a formula. Sheets can be filtered, and are printed on A4.

mod about;
mod paper;
mod table;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::super::error::SpreadsheetError;
use super::super::xlsx::heights;
use super::column::Row;
use super::tables::{ControlMapping, MeasureRow, ProductRow, RiskRow};

/// The title of the workbook.
const TITLE: &str = "コントロールマッピング";
/// The day that a workbook is of if that of its data cannot be read.
const UNKNOWN_DAY: Date = Date::constant(2000, 1, 1);

/// Returns the contents of a workbook. The same tables always give the same bytes.
///
/// # Errors
///
/// If the tables exceed a limit of workbooks.
pub(super) fn write(mapping: &ControlMapping) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(mapping));
    let footer = about::versions(mapping);
    table::add(&mut workbook, &mapping.clauses, &mapping.clause_columns(), &footer)?;
    table::add(&mut workbook, &mapping.risks, &RiskRow::columns(), &footer)?;
    table::add(&mut workbook, &mapping.products, &ProductRow::columns(), &footer)?;
    table::add(&mut workbook, &mapping.measures, &MeasureRow::columns(), &footer)?;
    about::add(&mut workbook, mapping)?;
    Ok(heights::fitting(workbook.save_to_buffer()?)?)
}

/// Returns the properties of the workbook. Its time is the day of the data, so that the same data gives the same bytes.
fn properties(mapping: &ControlMapping) -> DocProperties {
    let day: Date = mapping.versions.data_date.parse().unwrap_or(UNKNOWN_DAY);
    DocProperties::new()
        .set_title(TITLE)
        .set_author("tenken")
        .set_comment(mapping.notes.join("\n"))
        .set_creation_datetime(&day.at(0, 0, 0, 0))
}
