//! What the binary carries: the catalog of `data/`, the settings of `index/` and the dictionary, made by `build.rs`.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::{Catalog, LoadError};
use crate::search::{Engine, Resources, SearchError, Settings, include_dictionary};

static CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

include!(concat!(env!("OUT_DIR"), "/catalog_files.rs"));

/// The settings and the dictionary of the search.
pub static RESOURCES: Resources = Resources {
    settings: Settings {
        analyzer: include_str!("../index/analyzer.yml"),
        stop_words: include_str!("../index/stop_words.txt"),
        fields: include_str!("../index/fields.toml"),
        romaji: include_str!("../index/romaji.tsv"),
        synonyms: include_str!("../index/synonyms.tsv"),
        user_dictionary: include_str!("../index/user_dictionary.csv"),
    },
    dictionary: include_dictionary!(concat!(env!("OUT_DIR"), "/ipadic")),
};

/// Names and texts of the files in `data/`.
pub fn catalog_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// Returns the bundled catalog.
///
/// # Errors
///
/// Only if the build itself is broken.
pub fn catalog() -> Result<Catalog, LoadError> {
    Catalog::compiled(CATALOG)
}

/// Returns the bundled catalog with folders laid over it, the later ones on top.
///
/// # Errors
///
/// If a folder cannot be read, or anything in the result is wrong: then nothing is loaded.
pub fn layered<P: AsRef<Path>>(folders: &[P]) -> Result<Catalog, LoadError> {
    Catalog::layered(CATALOG, folders)
}

/// Returns the search engine of a catalog.
///
/// # Errors
///
/// Only if the bundled settings or the dictionary are wrong.
pub fn engine(catalog: Arc<Catalog>) -> Result<Engine, SearchError> {
    Engine::build(catalog, &RESOURCES)
}
