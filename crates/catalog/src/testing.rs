//! What the tests of this crate work with: the records of the workspace, read when a test runs.

use std::path::Path;

use crate::catalog::{Catalog, read_folder};

/// Returns the catalog in `data/`.
pub(crate) fn bundled() -> Catalog {
    let (source, errors) = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")).unwrap();
    assert!(errors.is_empty(), "data/ is read without errors");
    Catalog::new(source)
}
