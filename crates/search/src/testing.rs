//! What the tests of this crate work with: settings, dictionary and catalog of the workspace, read when a test runs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use csv::StringRecord;
use tenken_catalog::catalog::Catalog;

use crate::engine::Engine;
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

fn build(folder: &str) -> Engine {
    let catalog = Catalog::from_folder(&workspace().join(folder)).unwrap();
    Engine::build(Arc::new(catalog), resources()).unwrap()
}
