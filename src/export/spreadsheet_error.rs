use thiserror::Error;

/// Why a report could not be written as a spreadsheet.
#[derive(Debug, Error)]
pub enum SpreadsheetError {
    /// A limit of workbooks that nothing here took care of.
    #[error("報告書をブックにできません ({0})。")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The table could not be put into lines.
    #[error("報告書を CSV にできません ({0})。")]
    Csv(#[from] ::csv::Error),
}
