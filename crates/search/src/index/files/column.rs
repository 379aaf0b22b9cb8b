//! Values of all documents in files of their own, written one after another and read where they lie.

use std::io::Write;

use tantivy::directory::{TerminatingWrite, WritePtr};
use tenken_catalog::packed::{Column, Numbers};
use tenken_catalog::tr;

use crate::error::SearchError;
use crate::index::files::IndexFiles;
use crate::index::files::target::Target;

/// Values end to end in a file, and where each ends in another: not all of them need be in memory at once.
pub(in crate::index) struct ColumnFile {
    name: String,
    bytes: WritePtr,
    length: u64,
    ends: Vec<u32>,
}

impl ColumnFile {
    /// Starts the files of a name.
    pub fn create(target: &Target, name: &str) -> Result<Self, SearchError> {
        Ok(Self { bytes: target.create(name)?, name: name.to_owned(), length: 0, ends: Vec::new() })
    }

    /// Adds the next value.
    pub fn push(&mut self, value: &[u8]) -> Result<(), SearchError> {
        self.bytes.write_all(value)?;
        self.length += value.len() as u64;
        let end = u32::try_from(self.length).map_err(|_| too_large(&self.name))?;
        self.ends.push(end);
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(self, target: &Target) -> Result<(), SearchError> {
        self.bytes.terminate()?;
        target.write(&ends(&self.name), &Numbers::to_bytes(self.ends))
    }
}

/// Opens the values of a name.
pub(in crate::index) fn column(files: &IndexFiles, name: &str) -> Result<Column, SearchError> {
    Ok(Column::new(files.bytes(name)?, Numbers::new(files.bytes(&ends(name))?)))
}

fn ends(name: &str) -> String {
    format!("{name}.ends")
}

fn too_large(name: &str) -> SearchError {
    SearchError::Index(tr!("「{name}」が大きすぎます (4 GB まで)。", name))
}
