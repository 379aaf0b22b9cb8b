//! The engine: one catalog's index, and answers to requests.

mod answer;
#[cfg(test)]
mod marks_tests;
#[cfg(test)]
mod tests;
mod told;
mod understanding;

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard};

use tantivy::directory::RamDirectory;
use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::Kind;

use crate::corpus::{self, Corpus, Scratch};
use crate::error::SearchError;
use crate::index::files::IndexFiles;
use crate::index::files::target::Target;
use crate::index::write::PIECE;
use crate::query::number::Numbers;
use crate::settings::Resources;
use crate::text::normalize::fold;
use crate::words::sounds::WordSounds;

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) corpus: Corpus,
    pub(crate) numbers: Numbers,
    scratch: Mutex<Scratch>,
}

impl Engine {
    /// Builds the index of a catalog in memory.
    ///
    /// # Errors
    ///
    /// If the settings or the dictionary are wrong.
    pub fn build(catalog: Arc<Catalog>, resources: &Resources) -> Result<Self, SearchError> {
        Self::build_telling(catalog, resources, &mut |_, _| ControlFlow::Continue(()))
    }

    /// Builds the index of a catalog in memory. `progress` is told how many records are done of how many, and may break it off.
    ///
    /// # Errors
    ///
    /// If the settings or the dictionary are wrong, or it was broken off.
    pub fn build_telling(
        catalog: Arc<Catalog>,
        resources: &Resources,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Self, SearchError> {
        let directory = RamDirectory::create();
        corpus::write::write(&catalog, resources, &Target::new(directory.clone()), (PIECE, progress))?;
        Self::open(catalog, resources, IndexFiles::in_directory(directory))
    }

    /// Opens the index of a catalog that [`write_index`](crate::write_index) wrote before, with the same settings.
    ///
    /// # Errors
    ///
    /// If the files are damaged, or belong to another catalog. That their bytes are what they were is for the caller to know:
    /// whoever keeps them in a folder keeps a checksum.
    pub fn open(catalog: Arc<Catalog>, resources: &Resources, files: IndexFiles) -> Result<Self, SearchError> {
        let (corpus, numbers, scratch) = Corpus::open(&catalog, resources, &files)?;
        Ok(Self { catalog, corpus, numbers, scratch: Mutex::new(scratch) })
    }

    /// Returns the clauses that a text names by number or id; none if it names none.
    pub fn by_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.find(text)
    }

    /// Returns the records that have a name, now or before, however it is spelled. The word for a thing gives way to the
    /// thing, and what a heading, an edition or a question is called to what the search finds; last come the words that mean
    /// the same as the name.
    pub fn by_name(&self, text: &str) -> Vec<RecordRef> {
        let name = fold(text);
        let bearers = self.corpus.names.bearers(&name).into_iter().map(|document| self.corpus.index.record(document));
        let (alike, things): (Vec<_>, Vec<_>) = bearers.partition(|at| at.kind == Kind::Term);
        let ways = [things, self.headed(&name), self.terms_named(text), alike];
        ways.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Returns the words of the field that are called so themselves, however it is spelled.
    pub fn terms_named(&self, text: &str) -> Vec<RecordRef> {
        let name = fold(text);
        let bearers = self.corpus.names.bearers(&name).into_iter().map(|document| self.corpus.index.record(document));
        let is_called =
            |at: &RecordRef| matches!(self.catalog.record(*at), Record::Term(term) if fold(&term.term) == name);
        bearers.filter(is_called).collect()
    }

    /// Returns the headings, editions and questions with a title: the search finds most of them under other records.
    fn headed(&self, name: &str) -> Vec<RecordRef> {
        if name.is_empty() {
            return Vec::new();
        }
        let is_called = |at: &RecordRef| {
            let heading = match self.catalog.record(*at) {
                Record::Node(node) => Some(node.heading()),
                _ => None,
            };
            let edition = self.catalog.edition_of(*at).map(|edition| [edition.name(), edition.full_name()]);
            let names = edition.into_iter().flatten().chain(heading);
            fold(self.catalog.title(*at)) == name || names.into_iter().any(|other| fold(&other) == name)
        };
        [Kind::Node, Kind::Question].into_iter().flat_map(|kind| self.catalog.all(kind)).filter(is_called).collect()
    }

    /// Returns the clauses beside which a text names one that is not known by its number; none if it names no place.
    pub fn around_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.around(text)
    }

    /// Returns how the words of the catalog are read.
    pub fn sounds(&self) -> WordSounds {
        WordSounds::new(self.corpus.lexicon.clone())
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
