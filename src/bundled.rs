//! What the binary carries: the catalog of `data/` with its search index, the settings of `index/`, the dictionary and the
//! licences of what is linked, made by `build.rs`.

use std::io::{self, Read};
use std::sync::Arc;

use flate2::read::DeflateDecoder;

use crate::catalog::{Catalog, Layers, LoadError, Source, UnreadPack};
use crate::search::{Engine, IndexFiles, Resources, SearchError, Settings, include_dictionary};

static CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

include!(concat!(env!("OUT_DIR"), "/index_files.rs"));

/// The settings and the dictionary of the search.
pub static RESOURCES: Resources = Resources {
    settings: Settings {
        analyzer: include_str!("../index/analyzer.yml"),
        stop_words: include_str!("../index/stop_words.txt"),
        fields: include_str!("../index/fields.toml"),
        editions: include_str!("../index/editions.toml"),
        romaji: include_str!("../index/romaji.tsv"),
        synonyms: include_str!("../index/synonyms.tsv"),
        user_dictionary: include_str!("../index/user_dictionary.csv"),
    },
    dictionary: include_dictionary!(concat!(env!("OUT_DIR"), "/ipadic")),
};

/// Returns the day that the data in `data/` is of, for example `2026-11-28`.
pub fn data_date() -> &'static str {
    include_str!("../data/DATE").trim_end()
}

/// Returns the fingerprint of the files in `data/`: the first 16 digits of the SHA-256 of their names and texts.
pub const fn fingerprint() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/fingerprint"))
}

/// Returns what `licences/linked.txt` says: the software that is part of the program, and its licences.
///
/// # Errors
///
/// Only if the build itself is broken.
pub fn licences() -> io::Result<String> {
    static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/licences.bin"));
    let mut text = String::new();
    DeflateDecoder::new(PACKED).read_to_string(&mut text)?;
    Ok(text)
}

/// Returns the bundled catalog.
///
/// # Errors
///
/// Only if the build itself is broken.
pub fn catalog() -> Result<Catalog, LoadError> {
    Catalog::compiled(CATALOG)
}

/// Returns the bundled catalog with layers over it, and the packs that are left out because they cannot be read.
///
/// # Errors
///
/// If a folder cannot be read, anything in it is wrong, or there is too much: then nothing is loaded.
pub fn layered(layers: &Layers) -> Result<(Catalog, Vec<UnreadPack>), LoadError> {
    Catalog::layered(CATALOG, layers)
}

/// Returns the bytes of all that was prepared when this program was built: the catalog and the files of its index.
pub fn prepared_files() -> impl Iterator<Item = &'static [u8]> {
    [CATALOG].into_iter().chain(INDEX.iter().map(|(_, bytes)| *bytes))
}

/// Returns the files of the search index of the bundled catalog.
pub const fn index() -> IndexFiles {
    IndexFiles::of_program(INDEX)
}

/// Returns the records of the bundled catalog with layers over them, not made a catalog yet.
///
/// # Errors
///
/// As for [`layered`].
pub fn layered_source(layers: &Layers) -> Result<(Source, Vec<UnreadPack>), LoadError> {
    Source::layered(CATALOG, layers)
}

/// Returns the search engine of a catalog. That of the bundled one is opened as it lies in the program, any other is built in
/// memory.
///
/// # Errors
///
/// Only if the bundled settings, the dictionary or the index are wrong.
pub fn engine(catalog: Arc<Catalog>) -> Result<Engine, SearchError> {
    let is_bundled = std::ptr::eq(catalog.bytes().as_ptr(), CATALOG.as_ptr());
    if is_bundled { Engine::open(catalog, &RESOURCES, index()) } else { Engine::build(catalog, &RESOURCES) }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test writes into a folder of its own")]
mod tests {
    use std::ops::ControlFlow;
    use std::path::Path;

    use sha2::{Digest, Sha256};

    use super::*;
    use crate::search::write_index;
    use crate::text::hex::hex;

    #[test]
    fn the_index_is_that_of_the_catalog_and_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        write_index(&catalog().unwrap(), &RESOURCES, folder.path(), &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), INDEX.len());
        for (name, bytes) in INDEX {
            let written = std::fs::read(folder.path().join(name)).unwrap();
            assert!(written == *bytes, "{name}: the same sources give the same bytes");
        }
    }

    #[test]
    fn the_fingerprint_is_that_of_the_files() {
        let mut hasher = Sha256::new();
        for path in crate::catalog::record_files(Path::new("data")).unwrap() {
            let (name, text) = (path.to_str().unwrap(), std::fs::read_to_string(&path).unwrap());
            hasher.update(format!("{} {}\n{name}\n{text}", name.len(), text.len()));
        }
        assert_eq!(fingerprint(), &hex(&hasher.finalize())[..16]);
    }

    #[test]
    fn only_the_bundled_catalog_has_the_bundled_index() {
        // A word more: its own index finds it, that of the program does not.
        let folder = tempfile::tempdir().unwrap();
        let own = "[[term]]\nid = \"term.xyzzyplugh\"\nterm = \"xyzzyplugh\"\nreading = \"くすじい\"\ndefinition = \"試し\"\n";
        std::fs::write(folder.path().join("own.toml"), own).unwrap();
        let request = crate::search::Request::new("xyzzyplugh", 1);
        let found = |catalog: Catalog| engine(Arc::new(catalog)).unwrap().search(&request).hits.len();
        assert_eq!(
            (found(catalog().unwrap()), found(layered(&Layers::of_folders(&[folder.path()])).unwrap().0)),
            (0, 1)
        );
    }
}
