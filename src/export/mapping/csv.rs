//! The table of clauses as comma-separated values, for spreadsheets and scripts.

use super::super::csv::{Encoding, table};
use super::super::error::SpreadsheetError;
use super::super::exported_file::ExportedFile;
use super::tables::ControlMapping;

/// Returns a line for each clause and product, below the titles.
pub(super) fn write(mapping: &ControlMapping, encoding: Encoding) -> Result<ExportedFile, SpreadsheetError> {
    let columns = mapping.clause_columns();
    let titles = columns.iter().map(|column| column.title);
    let rows = mapping.clauses.iter().map(|row| columns.iter().map(|column| (column.value)(row).text()).collect());
    table(titles, rows, encoding)
}
