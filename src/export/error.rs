//! Why a report could not be written.

use thiserror::Error;

use crate::language::t;

/// Why a report could not be written in a format.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The report cannot be written as JSON.
    #[error("{}", t("書き出すものを JSON にできません。"))]
    Json(#[from] serde_json::Error),
    /// The catalog cannot be written as YAML.
    #[error("{}", t("カタログを YAML にできません。"))]
    Yaml(#[from] serde_yaml_ng::Error),
    /// The report cannot be written as a spreadsheet.
    #[error(transparent)]
    Spreadsheet(#[from] SpreadsheetError),
}

/// Why a report could not be written as a spreadsheet.
#[derive(Debug, Error)]
pub enum SpreadsheetError {
    /// The library rejected something, for example because of a limit of workbooks.
    #[error("{}", t("書き出すものをブックにできません。"))]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The parts of the workbook could not be packed.
    #[error("{}", t("書き出すものをブックにまとめられません。"))]
    Pack(#[from] zip::result::ZipError),
    /// The table could not be written as lines.
    #[error("{}", t("書き出すものを CSV にできません。"))]
    Csv(#[from] ::csv::Error),
}
