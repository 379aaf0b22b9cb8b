//! Holds the arrows of the layers, the size of files and folders, and that no files need each other in a circle, so that
//! the map in `src/lib.rs` stays true. All three packages are looked at, and the tests.

mod circles;
pub mod source;

use std::collections::BTreeMap;
use std::path::Path;

use self::circles::circles;
use self::source::{Source, code_only, modules};

/// Layers with their height; a file may use what stands lower, and its own layer.
const HEIGHTS: [(&str, u8); 11] = [
    ("model", 0),
    ("catalog", 1),
    ("search", 2),
    ("bundled", 3),
    ("sheet", 3),
    ("worklist", 4),
    ("import", 4),
    ("export", 4),
    ("workspace", 5),
    ("tui", 6),
    ("cli", 7),
];
/// Where the sources stand, with the layer that a whole package is; none where its folders are layers.
const PACKAGES: [(&str, &str); 3] = [("src", ""), ("crates/catalog/src", ""), ("crates/search/src", "search")];
/// What every layer may use; a leaf uses nothing but leaves.
const LEAVES: [&str; 8] = ["clock", "english", "failure", "files", "fs", "language", "paths", "text"];
/// Crates that only one layer may know.
const OWNED: [(&str, &str); 10] = [
    ("tantivy", "search"),
    ("lindera", "search"),
    ("lindera_analysis", "search"),
    ("lindera_dictionary", "search"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("rust_xlsxwriter", "export"),
    ("quick_xml", "import"),
    ("unicode_linebreak", "text"),
    ("unicode_width", "text"),
];
/// What is no layer but keeps to the shape of files and folders.
const OTHERS: [&str; 3] = ["tests", "benches", "examples"];
/// Longest file, in lines before its tests.
const LINES_MAX: usize = 400;
/// Most files in one folder, not counting the folders in it.
const FILES_MAX: usize = 15;
/// Folders with one file per subcommand, however many there are.
const LONG_FOLDERS: [&str; 2] = ["src/cli", "tests/cli"];

/// Returns what is wrong with a file, by its path below the sources of its package.
fn findings(path: &str, text: &str) -> Vec<String> {
    let modules = modules(path);
    // What only tests use stands beside the layers.
    let Some(layer) = modules.first().filter(|layer| *layer != "testing").cloned() else { return Vec::new() };
    let code = code_only(text);
    let mut findings = Vec::new();
    for target in targets(&code, &modules) {
        if !may_use(&layer, &target) {
            findings.push(format!("{path}: {layer} must not use {target}"));
        }
    }
    for (name, owner) in OWNED {
        if owner != layer && words(&code).any(|word| word == name) {
            findings.push(format!("{path}: only {owner} may know {name}"));
        }
    }
    let is_for_tests = modules.last().is_some_and(|name| name.ends_with("testing"));
    if layer != "cli" && layer != "main" && !is_for_tests && code.contains("env::var") {
        findings.push(format!("{path}: the environment is read in main and cli only"));
    }
    findings
}

/// Returns what is wrong with the shape of a file.
fn shape_findings(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
    if lines > LINES_MAX {
        findings.push(format!("{path}: {lines} lines, at most {LINES_MAX}"));
    }
    if !text.starts_with("//! ") {
        findings.push(format!("{path}: the first line does not say what the file is for (//!)"));
    }
    findings
}

/// Returns the folders with too many files.
fn folder_findings<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        *counts.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
    }
    let long = counts.into_iter().filter(|(folder, count)| *count > FILES_MAX && !LONG_FOLDERS.contains(folder));
    long.map(|(folder, count)| format!("{folder}: {count} files, at most {FILES_MAX}")).collect()
}

fn may_use(layer: &str, target: &str) -> bool {
    let height = |name: &str| HEIGHTS.iter().find(|(known, _)| *known == name).map(|(_, height)| *height);
    match (height(layer), height(target)) {
        _ if layer == target || LEAVES.contains(&target) => true,
        (Some(own), Some(other)) => other < own,
        (None, Some(_)) => layer == "main",
        // What is no layer is a macro or an item of the crate root.
        (_, None) => !HEIGHTS.iter().any(|(name, _)| *name == target),
    }
}

/// Returns the top-level modules that a file names through `crate::`, `tenken::` or enough `super::`.
fn targets(code: &str, modules: &[String]) -> Vec<String> {
    let compact: String =
        code.split_whitespace().collect::<Vec<_>>().join(" ").replace(":: ", "::").replace(" ::", "::");
    let to_root = "super::".repeat(modules.len());
    let mut found = Vec::new();
    for start in ["crate::", "tenken::", "tenken_catalog::", to_root.as_str()] {
        for (at, _) in compact.match_indices(start) {
            let before = compact[..at].chars().next_back();
            if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                found.extend(first_steps(&compact[at + start.len()..]));
            }
        }
    }
    found
}

/// Returns the first step of a path, or of every path in a group: `{a::b, c}` gives `a` and `c`.
fn first_steps(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut depth = 0;
    let mut steps = Vec::new();
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth == 0 => {
                steps.push(name(&group[start..at]));
                start = at + 1;
            }
            '}' => {
                steps.push(name(&group[start..at]));
                break;
            }
            _ => {}
        }
    }
    steps
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// Returns the files of a folder of the repository.
fn read(folder: &str, prefix: &str) -> Vec<Source> {
    source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), prefix)
}

#[test]
fn arrows_point_down() {
    let mut found = Vec::new();
    for (folder, layer) in PACKAGES {
        let sources = read(folder, layer);
        assert!(sources.len() > 15, "only {} files were looked at in {folder}", sources.len());
        found.extend(sources.iter().flat_map(|source| findings(&source.path, &source.text)));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn files_and_folders_stay_small_and_files_say_what_they_are_for() {
    let folders = PACKAGES.map(|(folder, _)| folder).into_iter().chain(OTHERS);
    let sources: Vec<Source> = folders.flat_map(|folder| read(folder, folder)).collect();
    assert!(sources.len() > 250, "only {} files were looked at", sources.len());
    let mut found: Vec<String> = sources.iter().flat_map(|source| shape_findings(&source.path, &source.text)).collect();
    found.extend(folder_findings(sources.iter().map(|source| source.path.as_str())));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_files_of_a_package_need_each_other_in_a_circle() {
    for (folder, _) in PACKAGES {
        assert_eq!(circles(&read(folder, "")), Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn a_bad_shape_is_noticed() {
    let long = format!("//! Head.\n{}", "\n".repeat(LINES_MAX));
    for text in [long.as_str(), "use std::fs;\n//! Too late.\n", "// No documentation.\n", ""] {
        assert_eq!(shape_findings("src/a.rs", text).len(), 1, "{text}");
    }
    let tests = format!("//! Head.\n#[cfg(test)]\n{}", "\n".repeat(LINES_MAX));
    assert_eq!(shape_findings("src/a.rs", &tests), Vec::<String>::new());
    for (folder, count, expected) in [("src", 16, 1), ("src", 15, 0), ("src/cli", 16, 0), ("src/cli/show", 16, 1)] {
        let paths: Vec<String> = (0..count).map(|file| format!("{folder}/{file}.rs")).collect();
        assert_eq!(folder_findings(paths.iter().map(String::as_str)).len(), expected, "{folder}");
    }
}

#[test]
fn a_circle_is_noticed() {
    let circle = |files: &[(&str, &str)]| {
        let source = |(path, text): &(&str, &str)| Source { path: (*path).to_owned(), text: (*text).to_owned() };
        circles(&files.iter().map(source).collect::<Vec<_>>())
    };
    let (a, b) = (("a.rs", "use crate::b::{self, B};"), ("b.rs", "use std::fs;\nuse super::{\n    a::A,\n};"));
    assert_eq!(circle(&[a, b]), ["a.rs → b.rs"]);
    assert_eq!(circle(&[("x/mod.rs", "use crate::y::Y;"), ("y.rs", "use crate::x;")]), ["x/mod.rs → y.rs"]);
    let long = [("a.rs", "use crate::b::B;"), ("b.rs", "pub use super::c::C;"), ("c.rs", "use crate::a::A;")];
    assert_eq!(circle(&long), ["a.rs → b.rs → c.rs"]);
    let passed_on =
        [("x/mod.rs", "mod a;\nmod b;\npub use a::A;"), ("x/a.rs", "use super::b::B;"), ("x/b.rs", "use crate::x::A;")];
    assert_eq!(circle(&passed_on), ["x/a.rs → x/b.rs"], "also through what a module passes on");

    let parent = [("x/mod.rs", "use self::a::A;\nuse crate::x::a::B;"), ("x/a.rs", "use super::Shared;")];
    assert_eq!(circle(&parent), Vec::<String>::new(), "a module and what is below it");
    let in_tests = ("b.rs", "//! Not crate::a.\nmod tests {\n    use crate::a::A;\n}");
    assert_eq!(circle(&[a, in_tests]), Vec::<String>::new(), "only tests");
}

#[test]
fn a_broken_rule_is_noticed() {
    let bad = [
        ("model/clause.rs", "use crate::catalog::Catalog;"),
        ("search/engine.rs", "use crate::{catalog::Catalog, worklist::{State, Mark}};"),
        ("search/engine.rs", "fn f(state: &super::super::worklist::State) {}"),
        ("search/mod.rs", "use super::worklist::State;"),
        ("tui/views/clause.rs", "use crate::cli::run;"),
        ("catalog/mod.rs", "pub use\n    crate::tui::run;"),
        ("fs.rs", "use crate::model::Id;"),
        ("text/wrap.rs", "use crate::model::Id;"),
        ("cli/show.rs", "use ratatui::style::Style;"),
        ("tui/app.rs", "let x = tantivy::doc!();"),
        ("paths.rs", "std::env::var_os(name)"),
    ];
    for (path, text) in bad {
        assert_eq!(findings(path, text).len(), 1, "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_passes() {
    let good = [
        ("cli/mod.rs", "use crate::tui; use crate::{model::Kind, fs};"),
        ("tui/views/clause.rs", "use super::super::layout::Layout;"),
        ("search/mod.rs", "//! Knows tantivy, not crate::worklist.\nuse crate::catalog::Catalog;"),
        ("catalog/store.rs", "let text = \"crate::tui ratatui\"; // crate::cli"),
        ("main.rs", "use tenken::cli::{self, Environment};"),
        ("lib.rs", "pub mod cli;"),
        ("worklist/store.rs", "use crate::{clock, fs, failure::Failure};"),
    ];
    for (path, text) in good {
        assert_eq!(findings(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}
