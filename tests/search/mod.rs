//! What the search finds, on the bundled catalog.

mod relevance;
mod sounds;

use std::sync::OnceLock;

use tenken::catalog::Catalog;
use tenken::search::{Engine, Request};

/// The bundled catalog and its engine, built once for all tests.
fn world() -> &'static (Catalog, Engine) {
    static WORLD: OnceLock<(Catalog, Engine)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let catalog = Catalog::bundled().unwrap();
        let engine = Engine::build(&catalog).unwrap();
        (catalog, engine)
    })
}

/// Returns the ids of the first hits of a query.
fn ids(query: &str, limit: usize) -> Vec<String> {
    let (catalog, engine) = world();
    engine.search(catalog, &Request::new(query, limit)).hits.into_iter().map(|hit| hit.id).collect()
}
