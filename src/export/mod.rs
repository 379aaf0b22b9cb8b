//! Export: the contents of a report, and one file or folder per format.
//!
//! A [`Report`] is plain data; a [`Format`] turns it into the bytes of a file. Nothing here reads the time, the zone or
//! a file, so the same report gives the same bytes on every machine. Times are shown in Japanese time. What people read is in
//! the language of the thread; what programs read, and what comes back by import, is Japanese. A new format needs a file, its
//! `mod` line here and a row of the table in `format`.

pub mod audit_report;
mod cell;
mod ciso;
pub mod content;
pub mod csv;
mod error;
mod exported_file;
pub mod facilities;
mod file_format;
mod format;
mod history;
mod html;
mod json;
pub mod mapping;
mod markdown;
mod oscal;
mod report;
pub mod revisions;
mod seal;
#[cfg(test)]
mod spreadsheet_testing;
#[cfg(test)]
mod testing;
mod view;
pub mod xlsx;

pub use error::{ExportError, SpreadsheetError};
pub use exported_file::ExportedFile;
pub use file_format::FileFormat;
pub use format::Format;
pub use history::HistoryRow;
pub use report::{
    Heading, Report, ReportAudit, ReportEditions, ReportEvidence, ReportLicence, ReportProduct, ReportRow,
};
pub use seal::{Seal, SealedJournal, sealed_in};
