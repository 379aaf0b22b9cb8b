//! What the tests of this crate work with: settings, dictionary and catalog of the workspace, read when a test runs.

use std::fs;
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

/// Reads a file.
fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(name: &str) -> &'static str {
    String::from_utf8(read(&workspace().join("index").join(name))).unwrap().leak()
}

/// Returns the settings in `index/` with its dictionary, compiled once for all tests.
pub(crate) fn resources() -> &'static Resources {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    RESOURCES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("ipadic");
        build_dictionary(&sources(), text("analyzer.yml"), &target).unwrap();
        let file = |name: &str| -> &'static [u8] { read(&target.join(name)).leak() };
        Resources {
            settings: Settings {
                analyzer: text("analyzer.yml"),
                stop_words: text("stop_words.txt"),
                fields: text("fields.toml"),
                editions: text("editions.toml"),
                romaji: text("romaji.tsv"),
                synonyms: text("synonyms.tsv"),
                user_dictionary: text("user_dictionary.csv"),
            },
            dictionary: DictionaryFiles {
                char_definition: file("char_def.bin"),
                connection_costs: file("matrix.mtx"),
                trie: file("dict.trie"),
                values_index: file("dict.valsidx"),
                values: file("dict.vals"),
                unknown: file("unk.bin"),
                details_index: file("dict.wordsidx"),
                details: file("dict.words"),
                metadata: file("metadata.json"),
            },
        }
    })
}

/// Returns the table of `index/romaji.tsv`.
pub(crate) fn romaji() -> Romaji {
    Romaji::new(text("romaji.tsv")).unwrap()
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
