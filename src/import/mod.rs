//! Import: what comes from files of others.
//!
//! - `file` reads workbooks and text as rows of cells, within limits.
//! - `names` finds clauses, products and risks as people write them, `mapping` reads any mapping table.
//! - `checklist` is the ministry's form for the inspection, in and out.
//! - `worklist` takes in a worklist that came back.
//! - `official` takes in the official text of a guideline; `official_files` knows published files by their SHA-256.
//! - `importer` says what reads a kind of document, [`IMPORTERS`] lists all of them, and `reading` is what they return. None of
//!   them changes anything.
//! - `ctid`, `oscal`, `ciso` and `benchmark` read frameworks and threats: `tree` is JSON and YAML within limits, `sniff` looks
//!   what a file is about, `outline` makes a guideline of a framework, `slug` makes ids, and `tally` says what was not read.
//! - `blank` makes records of which an importer fills in what the document says.
//! - `known` names files that are of no use.

mod benchmark;
mod blank;
pub mod checklist;
mod ciso;
mod ctid;
mod file;
mod importer;
mod known;
mod likeness;
pub mod mapping;
mod names;
mod official;
mod official_files;
mod oscal;
mod outline;
mod reading;
mod row_place;
mod slug;
mod sniff;
mod tally;
#[cfg(test)]
mod testing;
mod tree;
pub mod worklist;

pub use file::{EditRefused, Unreadable};
pub use importer::{ImportContext, ImportOptions, Importer, SourceFile};
pub use known::known;
pub use reading::{About, Counts, NotRead, PackRecords, Reading, Skipped};
pub use row_place::RowPlace;

/// Every kind of document that can be taken in, the more particular ones first: the first that recognises a file reads it.
pub const IMPORTERS: &[&dyn Importer] = &[
    &ctid::Ctid,
    &oscal::Oscal,
    &ciso::Ciso,
    &benchmark::Benchmark,
    &checklist::Checklist,
    &official::OfficialText,
    &mapping::MappingTable,
];
