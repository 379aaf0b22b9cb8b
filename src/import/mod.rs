//! Import: what comes from files of others.
//!
//! - `file` reads workbooks and text as rows of cells, within limits.
//! - `worklist` takes in a worklist that came back.
//! - `importer` says what reads a kind of document, [`IMPORTERS`] lists all of them, and `reading` is what they return. None of
//!   them changes anything.

mod file;
mod importer;
mod reading;
mod row_place;
pub mod worklist;

pub use file::Unreadable;
pub use importer::{ImportContext, ImportOptions, Importer, SourceFile};
pub use reading::{About, Counts, NotRead, PackRecords, Reading, Skipped};
pub use row_place::RowPlace;

/// Every kind of document that can be taken in, the more particular ones first: the first that recognises a file reads it.
pub const IMPORTERS: &[&dyn Importer] = &[];
