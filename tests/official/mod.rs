//! The official text of guidelines, laid out like the PDFs of the ministry.

mod hostile;
mod of_6;

use std::ops::ControlFlow;

use tenken::import::{IMPORTERS, ImportContext, ImportOptions, NotRead, Reading, SourceFile};

use crate::support::bundled;

/// Reads a file with the first importer that knows it.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Reading, NotRead> {
    let (catalog, engine) = bundled();
    let file = SourceFile::new(name, bytes);
    let importer = IMPORTERS.iter().find(|importer| importer.code() == "official").unwrap();
    let options = ImportOptions::default();
    let mut watch = |_, _| ControlFlow::Continue(());
    importer.read(&file, &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch })
}

/// Whether the importer takes a file for one of its own.
pub fn is_recognised(name: &str, bytes: Vec<u8>) -> bool {
    let importer = IMPORTERS.iter().find(|importer| importer.code() == "official").unwrap();
    importer.recognises(&SourceFile::new(name, bytes))
}
