//! The worklist for others: what a report says, and one file per format that says it.

pub mod csv;
pub mod xlsx;

mod cell;
mod report;
mod spreadsheet_error;
#[cfg(test)]
mod spreadsheet_testing;

pub use report::{Counts, Evidence, Heading, Report, Row};
pub use spreadsheet_error::SpreadsheetError;
