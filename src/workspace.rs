//! What one run works with: the catalog and the worklist.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::worklist::Worklist;

/// The catalog and the worklist of one run. The search engine is built from the catalog where it is needed.
#[derive(Debug)]
pub struct Workspace {
    /// All records and links.
    pub catalog: Arc<Catalog>,
    /// The marks.
    pub worklist: Worklist,
    /// The name of the worklist.
    pub name: String,
}
