//! What people call the records that a worklist knows by their ids.

use crate::catalog::Catalog;

/// Returns the short name and the headline of a clause; the id where the catalog does not know it.
pub(super) fn clause(catalog: &Catalog, id: &str) -> String {
    catalog.find(id).map_or_else(|| id.to_owned(), |at| format!("{}  {}", catalog.label(at), catalog.title(at)))
}

/// Returns the name of a product; the id where the catalog does not know it.
pub(super) fn product<'a>(catalog: &'a Catalog, id: &'a str) -> &'a str {
    catalog.find(id).map_or(id, |at| catalog.title(at))
}
