//! The integration tests, in one binary. A folder per layer; `support` holds what they share.

#![allow(clippy::disallowed_methods, reason = "tests prepare files in folders of their own")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is how a test fails")]
#![allow(clippy::print_stderr, reason = "a test that cannot check something says so")]

mod catalog;
mod clean_build;
mod cli;
mod dictionary;
mod docs;
mod empty_root;
mod english;
mod layers;
mod official;
mod properties;
mod search;
mod spreadsheet;
mod support;
mod torture;
mod tui;
mod words;
mod worklist;

use std::fs;
use std::path::Path;

/// Returns the test files that no `mod` line reaches, below a folder whose own lines stand in `index`.
fn forgotten(folder: &Path, index: &Path) -> Vec<String> {
    let lines = fs::read_to_string(index).unwrap_or_default();
    let named = |name: &str| lines.lines().any(|line| line.trim_start_matches("pub ").trim() == format!("mod {name};"));
    let mut missing = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_index = path == index;
        if path.is_dir() && path.join("mod.rs").is_file() {
            missing.extend(forgotten(&path, &path.join("mod.rs")));
        } else if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        if !is_index && !named(&name) {
            missing.push(path.display().to_string());
        }
    }
    missing
}

#[test]
fn no_test_file_is_forgotten() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    assert_eq!(forgotten(&tests, &tests.join("main.rs")), Vec::<String>::new());
}

#[test]
fn a_forgotten_test_file_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    for (name, text) in
        [("main.rs", "mod a;\nmod inner;\n"), ("a.rs", ""), ("b.rs", ""), ("inner/mod.rs", ""), ("inner/c.rs", "")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut missing = forgotten(folder.path(), &folder.path().join("main.rs"));
    missing.sort();
    let expected = ["b.rs", "inner/c.rs"].map(|name| folder.path().join(name).display().to_string());
    assert_eq!(missing, expected);
}
