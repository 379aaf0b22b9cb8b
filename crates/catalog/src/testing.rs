//! What the tests of this crate work with: the records of the workspace, read when a test runs.

use std::path::Path;

use crate::catalog::Catalog;

/// Returns the catalog in `data/`.
pub(crate) fn bundled() -> Catalog {
    Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")).unwrap()
}
