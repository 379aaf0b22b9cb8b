//! Reads documents in tests, beside the bundled catalog.

use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use crate::bundled;
use crate::catalog::Catalog;
use crate::search::Engine;

use super::file::{Grid, GridCell};
use super::importer::{ImportContext, ImportOptions, Importer, SourceFile};
use super::reading::{NotRead, Reading};

/// Returns the bundled catalog.
pub(super) fn catalog() -> &'static Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    CATALOG.get_or_init(|| Arc::new(bundled::catalog().unwrap()))
}

/// Reads a document, with everything or down to the threshold.
pub(super) fn read(importer: &dyn Importer, text: &str, everything: bool) -> Result<Reading, NotRead> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| bundled::engine(catalog().clone()).unwrap());
    let file = SourceFile::new("made-up.json", text.as_bytes().to_vec());
    let options = ImportOptions { everything, ..ImportOptions::default() };
    let mut watch = |_, _| ControlFlow::Continue(());
    importer.read(
        &file,
        &mut ImportContext { catalog: catalog(), engine: &|| Ok(engine), options: &options, watch: &mut watch },
    )
}

/// Returns what was not read, and what the person should know, each on a line.
pub(super) fn told(reading: &Reading) -> Vec<String> {
    let skipped = reading.skipped.iter().map(|one| format!("{}: {}", one.place, one.reason));
    skipped.chain(reading.warnings.iter().cloned()).collect()
}

/// Returns a sheet with these texts, from A1 on.
pub(super) fn grid(name: &str, rows: &[&[&str]]) -> Grid {
    let cells = |row: &&[&str]| {
        let filled = row.iter().enumerate().filter(|(_, text)| !text.is_empty());
        filled.map(|(column, text)| (column, GridCell::text(*text))).collect()
    };
    let rows = rows.iter().zip(1..).map(|(row, at)| (at, cells(row))).collect();
    Grid { name: name.to_owned(), rows, ..Grid::default() }
}
