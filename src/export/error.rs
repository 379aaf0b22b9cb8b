//! Why a report could not be written.

use thiserror::Error;

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

/// Why a report could not be written as a spreadsheet.
#[derive(Debug, Error)]
pub enum SpreadsheetError {
    /// A limit of workbooks that nothing here took care of.
    #[error("報告書をブックにできません ({0})。")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The parts of the workbook could not be packed.
    #[error("報告書をブックにまとめられません ({0})。")]
    Pack(#[from] zip::result::ZipError),
    /// The table could not be put into lines.
    #[error("報告書を CSV にできません ({0})。")]
    Csv(#[from] ::csv::Error),
}
