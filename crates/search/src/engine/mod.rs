//! The engine: one catalog's index, and answers to requests.

mod answer;
#[cfg(test)]
mod tests;
mod understanding;

use std::sync::{Arc, Mutex, MutexGuard};

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::Kind;

use crate::corpus::{Corpus, Scratch};
use crate::error::SearchError;
use crate::query::number::Numbers;
use crate::settings::Resources;
use crate::text::normalize::fold;

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) corpus: Corpus,
    numbers: Numbers,
    scratch: Mutex<Scratch>,
}

impl Engine {
    /// Builds the index of a catalog.
    ///
    /// # Errors
    ///
    /// If the settings or the dictionary are wrong.
    pub fn build(catalog: Arc<Catalog>, resources: &Resources) -> Result<Self, SearchError> {
        let (corpus, scratch) = Corpus::build(&catalog, resources)?;
        Ok(Self { numbers: Numbers::new(&catalog), catalog, corpus, scratch: Mutex::new(scratch) })
    }

    /// Returns the clauses that a text names by number or id; none if it names none.
    pub fn by_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.find(text)
    }

    /// Returns the records that have a name, now or before, however it is spelled. The word for a thing gives way to the
    /// thing, and words that mean the same as a word are not its name.
    pub fn by_name(&self, text: &str) -> Vec<RecordRef> {
        let name = fold(text);
        let bearers = self.corpus.names.bearers(&name).iter().map(|document| self.corpus.index.record(*document));
        let is_called = |at: &RecordRef| match self.catalog.record(*at) {
            Record::Term(term) => fold(&term.term) == name,
            _ => true,
        };
        let (terms, things): (Vec<_>, Vec<_>) = bearers.filter(is_called).partition(|at| at.kind == Kind::Term);
        if things.is_empty() { terms } else { things }
    }

    /// Returns the clauses beside which a text names one that is not known by its number; none if it names no place.
    pub fn around_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.around(text)
    }

    /// Locks the query state; if a query panicked while holding it, its half-filled accumulator is reset.
    pub(crate) fn scratch(&self) -> MutexGuard<'_, Scratch> {
        self.scratch.lock().unwrap_or_else(|poisoned| {
            self.scratch.clear_poison();
            let mut scratch = poisoned.into_inner();
            self.corpus.reset(&mut scratch);
            scratch
        })
    }
}
