//! What the tests of this crate work with: settings, dictionary and catalog of the workspace, read when a test runs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use csv::StringRecord;
use tenken_catalog::catalog::Catalog;
use tenken_catalog::model::{Id, Status};

use crate::engine::Engine;
use crate::marks::{DueWanted, MarkFilter, MarkTexts, Marks, is_wanted};
use crate::settings::{Resources, Settings};
use crate::text::dictionary::DictionaryFiles;
use crate::text::dictionary_builder::{build_dictionary, read_lexicon};
use crate::text::romaji::Romaji;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources() -> PathBuf {
    workspace().join("index/dictionary")
}

/// Returns the lines of the lexicon that the dictionary is compiled from.
pub(crate) fn lexicon() -> Vec<StringRecord> {
    read_lexicon(&sources()).unwrap()
}

/// Returns the settings in `index/` with its dictionary, compiled once for all tests.
pub(crate) fn resources() -> &'static Resources {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    RESOURCES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("ipadic");
        let settings = Settings::read(&workspace().join("index")).unwrap();
        build_dictionary(&sources(), settings.analyzer, &target).unwrap();
        Resources { settings, dictionary: DictionaryFiles::read(&target).unwrap() }
    })
}

/// Returns the table of `index/romaji.tsv`.
pub(crate) fn romaji() -> Romaji {
    Romaji::new(Settings::read(&workspace().join("index")).unwrap().romaji).unwrap()
}

/// Returns the engine of the catalog in `data/`.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| build("data"))
}

/// Returns the engine of the fixture: small, made up, with every kind of record.
pub(crate) fn sample() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| build("tests/fixture"))
}

/// Builds the engine of the records in a folder of the workspace.
pub(crate) fn build(folder: &str) -> Engine {
    let catalog = Catalog::from_folder(&workspace().join(folder)).unwrap();
    Engine::build(Arc::new(catalog), resources()).unwrap()
}

/// What a made-up worklist, which counts everything, says of a clause.
#[derive(Debug, Default)]
struct Record {
    status: Option<Status>,
    is_evidenced: bool,
    owner: String,
    note: String,
}

/// A made-up worklist.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    records: HashMap<Id, Record>,
    texts: OnceLock<MarkTexts>,
}

impl Recorded {
    fn of(&mut self, clause: &str) -> &mut Record {
        self.records.entry(clause.to_owned()).or_default()
    }

    pub fn with(mut self, clause: &str, status: Status) -> Self {
        self.of(clause).status = Some(status);
        self
    }

    pub fn evidenced(mut self, clause: &str) -> Self {
        self.of(clause).is_evidenced = true;
        self
    }

    pub fn owned_by(mut self, clause: &str, owner: &str) -> Self {
        self.of(clause).owner = owner.to_owned();
        self
    }

    pub fn noted(mut self, clause: &str, note: &str) -> Self {
        self.of(clause).note = note.to_owned();
        self
    }
}

impl Marks for Recorded {
    fn understands(&self, filter: &MarkFilter) -> bool {
        !matches!(filter, MarkFilter::Due(DueWanted::Days(_)))
    }

    fn meets(&self, clause: &str, filter: &MarkFilter) -> bool {
        let Some(record) = self.records.get(clause) else { return filter.is_met_by_nothing() };
        match filter {
            MarkFilter::Status(status) => record.status.unwrap_or(Status::Todo) == *status,
            MarkFilter::Owner(wanted) => is_wanted(wanted, &record.owner),
            MarkFilter::Note(wanted) => is_wanted(wanted, &record.note),
            MarkFilter::Evidence(wanted) => record.is_evidenced == *wanted,
            other => other.is_met_by_nothing(),
        }
    }

    fn lists(&self, clause: &str) -> bool {
        self.counts(clause)
    }

    fn counts(&self, _: &str) -> bool {
        true
    }

    fn has(&self, filter: &MarkFilter) -> bool {
        self.records.keys().any(|clause| self.meets(clause, filter))
    }

    fn owners(&self) -> Vec<String> {
        self.records.values().map(|record| record.owner.clone()).filter(|owner| !owner.is_empty()).collect()
    }

    fn texts(&self) -> &MarkTexts {
        let texts =
            || self.records.iter().map(|(id, record)| (id.as_str(), record.note.as_str(), record.owner.as_str()));
        self.texts.get_or_init(|| MarkTexts::new(texts()))
    }
}
