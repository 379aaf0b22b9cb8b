//! What the search finds, on the bundled catalog.

mod names;
mod narrowing;
mod relevance;
mod sounds;

use tenken::search::Request;

use crate::support::bundled;

/// Returns the ids of the first hits of a query.
fn ids(query: &str, limit: usize) -> Vec<String> {
    let (_, engine) = bundled();
    engine.search(&Request::new(query, limit)).hits.into_iter().map(|hit| hit.id).collect()
}
