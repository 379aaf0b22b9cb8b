use thiserror::Error;

use super::spreadsheet_error::SpreadsheetError;

/// Why a report could not be written in a format.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The report does not fit into JSON.
    #[error("報告書を JSON にできません ({0})。")]
    Json(#[from] serde_json::Error),
    /// The report does not fit into a spreadsheet.
    #[error(transparent)]
    Spreadsheet(#[from] SpreadsheetError),
}
