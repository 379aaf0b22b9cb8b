//! Holds the arrows of the layers and the size of files, in all three packages, so that the map in `src/lib.rs` stays
//! true.

use std::fs;
use std::path::Path;

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
const LEAVES: [&str; 5] = ["clock", "failure", "fs", "paths", "text"];
/// Crates that only one layer may know.
const OWNED: [(&str, &str); 10] = [
    ("tantivy", "search"),
    ("lindera", "search"),
    ("lindera_analysis", "search"),
    ("lindera_dictionary", "search"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("rust_xlsxwriter", "export"),
    ("calamine", "import"),
    ("unicode_linebreak", "text"),
    ("unicode_width", "text"),
];
/// Longest file, in lines before its tests.
const LINES_MAX: usize = 400;

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
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
    if lines > LINES_MAX {
        findings.push(format!("{path}: {lines} lines, at most {LINES_MAX}"));
    }
    findings
}

/// Returns the path of a file's module: `search/engine.rs` is `[search, engine]`, `lib.rs` is `[]`.
fn modules(path: &str) -> Vec<String> {
    let steps = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    steps.filter(|step| !matches!(step.as_str(), "mod" | "lib")).collect()
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

/// Returns the text without comments and without what stands in string literals.
fn code_only(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut code = String::new();
        let mut chars = line.chars().peekable();
        let mut in_string = false;
        while let Some(c) = chars.next() {
            match c {
                '\\' if in_string => drop(chars.next()),
                '"' => in_string = !in_string,
                '/' if !in_string && chars.peek() == Some(&'/') => break,
                _ if in_string => {}
                c => code.push(c),
            }
        }
        code
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

fn check_folder(root: &Path, folder: &Path, layer: &str, found: &mut Vec<String>) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += check_folder(root, &path, layer, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = Path::new(layer).join(path.strip_prefix(root).unwrap()).to_string_lossy().replace('\\', "/");
            found.extend(findings(&name, &fs::read_to_string(&path).unwrap()));
            files += 1;
        }
    }
    files
}

#[test]
fn arrows_point_down_and_files_stay_small() {
    let mut found = Vec::new();
    for (sources, layer) in PACKAGES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(sources);
        let files = check_folder(&root, &root, layer, &mut found);
        assert!(files > 15, "only {files} files were looked at in {sources}");
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_broken_rule_is_noticed() {
    let long = "\n".repeat(LINES_MAX + 1);
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
        ("cli/mod.rs", long.as_str()),
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
