//! Tests of what is written and opened again: the same bytes, the same answers, and no panic over damage.

#![allow(clippy::disallowed_methods, reason = "a test writes into a folder of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use proptest::sample::Index;
use tantivy::directory::{Directory, RamDirectory};
use tenken_catalog::catalog::Catalog;

use super::write::{write, write_index};
use crate::engine::Engine;
use crate::error::SearchError;
use crate::index::files::IndexFiles;
use crate::index::files::target::{META, Target};
use crate::request::Request;
use crate::testing::{engine, resources, sample};

/// Queries that look into every table: words, phrases, readings, mistakes, synonyms, names, numbers, editions.
const QUERIES: [&str; 14] = [
    "認証",
    "二要素認証 クラウド",
    "\"二要素認証\"",
    "ninshou",
    "bakkua",
    "にんしょう",
    "バックアツプ",
    "MFA",
    "sentinel",
    "sentinl",
    "14.5",
    "最新版",
    "a.1",
    "mhlw6.",
];

fn go_on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Every file of a folder by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// The files of the index of the fixture.
fn written(catalog: &Catalog) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    write_index(catalog, resources(), folder.path(), &mut go_on).unwrap();
    files(folder.path())
}

/// Opens files that lie in memory.
fn opened(files: &BTreeMap<String, Vec<u8>>, catalog: &Arc<Catalog>) -> Result<Engine, SearchError> {
    let directory = RamDirectory::create();
    files.iter().for_each(|(name, bytes)| directory.atomic_write(Path::new(name), bytes).unwrap());
    Engine::open(catalog.clone(), resources(), IndexFiles::in_directory(directory))
}

/// The answers to all queries, with scores and matches.
fn answers(engine: &Engine) -> Vec<String> {
    QUERIES.iter().map(|query| format!("{:?}", engine.search(&Request::new(*query, 50)))).collect()
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let (first, second) = (written(&sample().catalog), written(&sample().catalog));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    assert!(first.iter().all(|(name, bytes)| second[name] == *bytes));
    assert!(first.keys().all(|name| !name.starts_with('.')), "nothing but the index: {:?}", first.keys());
}

#[test]
fn an_index_answers_the_same_wherever_it_lies() {
    for engine in [sample(), engine()] {
        let folder = tempfile::tempdir().unwrap();
        write_index(&engine.catalog, resources(), folder.path(), &mut go_on).unwrap();
        let mapped = IndexFiles::in_folder(folder.path()).unwrap();
        let mapped = Engine::open(engine.catalog.clone(), resources(), mapped).unwrap();
        // Nothing is written to read, and what is mapped stays readable.
        let before = files(folder.path());
        drop(folder);
        assert_eq!(answers(&mapped), answers(engine));
        let program: Vec<(&'static str, &'static [u8])> =
            before.into_iter().map(|(name, bytes)| (&*name.leak(), &*bytes.leak())).collect();
        let program = IndexFiles::of_program(program.leak());
        assert_eq!(answers(&Engine::open(engine.catalog.clone(), resources(), program).unwrap()), answers(engine));
    }
}

#[test]
fn an_index_in_pieces_answers_as_one_in_one_piece() {
    for engine in [sample(), engine()] {
        let catalog = &engine.catalog;
        let all = catalog.searchable().count();
        for piece in [all / 3, all, all - 1] {
            let directory = RamDirectory::create();
            let target = Target::new(directory.clone());
            write(catalog, resources(), &target, (piece, &mut go_on)).unwrap();
            let pieces = Engine::open(catalog.clone(), resources(), IndexFiles::in_directory(directory)).unwrap();
            assert_eq!(answers(&pieces), answers(engine), "{piece} of {all}");
        }
    }
}

#[test]
fn progress_is_told_and_may_break_it_off() {
    let catalog = &sample().catalog;
    let all = catalog.searchable().count();
    let mut told = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    let tell = &mut |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    };
    write_index(catalog, resources(), folder.path(), tell).unwrap();
    assert!(told.is_sorted() && told.first() == Some(&(0, all)) && told.last() == Some(&(all, all)));
    assert!(told.contains(&(all / 2, all)));
    for stop in [0, 1, all / 2, all] {
        let folder = tempfile::tempdir().unwrap();
        let stop_there = &mut |done, _| if done < stop { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        let outcome = write_index(catalog, resources(), folder.path(), stop_there);
        assert!(matches!(outcome, Err(SearchError::Cancelled)), "{stop}");
    }
}

#[test]
fn what_cannot_be_written_is_said() {
    let catalog = &sample().catalog;
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &Path| write_index(catalog, resources(), path, &mut go_on).map_err(|error| error.to_string());
    assert_eq!(write(&folder.path().join("none")).unwrap_err(), "索引を作れません: 見つかりません");
    fs::write(folder.path().join("words.stored"), "").unwrap();
    assert_eq!(write(folder.path()).unwrap_err(), "索引を作れません: 同じ名前のものがすでにあります");
}

#[test]
fn an_index_of_another_catalog_or_of_other_settings_is_refused() {
    let index = written(&sample().catalog);
    assert!(opened(&index, &sample().catalog).is_ok());
    assert!(matches!(opened(&index, &engine().catalog), Err(SearchError::Files(_))));
    let directory = RamDirectory::create();
    index.iter().for_each(|(name, bytes)| directory.atomic_write(Path::new(name), bytes).unwrap());
    let mut other = *resources();
    other.settings.synonyms = "箱\tハコ\n";
    let outcome = Engine::open(sample().catalog.clone(), &other, IndexFiles::in_directory(directory));
    assert!(matches!(outcome, Err(SearchError::Files(_))));
}

#[test]
fn a_file_that_is_missing_or_cut_is_refused() {
    let catalog = &sample().catalog;
    let index = written(catalog);
    for (name, bytes) in &index {
        let mut without = index.clone();
        without.remove(name);
        assert!(opened(&without, catalog).is_err(), "without {name}");
        for length in (0..bytes.len()).step_by(bytes.len().div_ceil(40).max(1)) {
            let mut cut = index.clone();
            cut.insert(name.clone(), bytes[..length].to_vec());
            assert!(opened(&cut, catalog).is_err(), "{name} cut to {length}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn bytes_that_were_changed_do_no_harm(
        file in any::<Index>(), places in prop::collection::vec((any::<Index>(), any::<u8>()), 1..9)
    ) {
        static INDEX: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
        let catalog = &sample().catalog;
        let index = INDEX.get_or_init(|| written(catalog));
        let names: Vec<&String> = index.keys().filter(|name| !index[*name].is_empty()).collect();
        let name = *file.get(&names);
        let mut changed = index.clone();
        if let Some(bytes) = changed.get_mut(name) {
            for (place, byte) in &places {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
        }
        if let Ok(engine) = opened(&changed, catalog) {
            let is_ours = ["tables", "words", "texts", META].iter().any(|start| name.starts_with(start));
            prop_assert!(is_ours || changed[name] == index[name], "{name} has a checksum");
            answers(&engine);
        }
    }
}
