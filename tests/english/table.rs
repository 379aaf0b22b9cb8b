//! The tables against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tenken::english::TABLES;
use tenken::language::rows;

use super::literals::literals;
use super::{is_japanese, phrases};
use crate::layers::source::{Source, before_tests, code_only, read, uses};

/// Returns the sources of the program, without their tests.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &&str| read(&root.join(folder), folder);
    let files = ["src", "crates/catalog/src", "crates/search/src"].iter().flat_map(read);
    files
        .filter(|source| !source.path.ends_with("tests.rs") && !source.path.ends_with("testing.rs"))
        .filter(|source| !source.path.contains("/tests/") && !source.path.ends_with("src/language.rs"))
        .map(|source| Source { text: before_tests(&source.text).to_owned(), path: source.path })
        .collect()
}

/// Returns the names of the values in a sentence, without doubled braces.
fn values(sentence: &str) -> BTreeSet<String> {
    let plain = sentence.replace("{{", "").replace("}}", "");
    let places = plain.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let names = places.map(|place| place.split('|').next().unwrap_or_default());
    names.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).map(str::to_owned).collect()
}

#[test]
fn every_row_says_the_same_values_in_english() {
    let mut wrong = Vec::new();
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (japanese, english) in TABLES.iter().flat_map(|table| rows(table)) {
        if let Some(before) = known.insert(japanese, english) {
            wrong.push(format!("twice: {japanese}: {before} / {english}"));
        }
        if values(japanese) != values(english) || english.contains(is_japanese) || english.contains('\t') {
            wrong.push(format!("{japanese}: {english}"));
        }
    }
    assert!(known.len() > 2_000, "{}", known.len());
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn whatever_is_said_has_its_english() {
    let phrases = phrases();
    let mut missing = Vec::new();
    let mut count = 0;
    for source in sources() {
        for literal in literals(&source.text).iter().filter(|literal| literal.text.contains(is_japanese)) {
            let says = |call: &str| {
                literal
                    .before
                    .strip_suffix(call)
                    .is_some_and(|code| !code.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            };
            if says("tr!(") || says("t(") {
                count += 1;
                if !phrases.contains_key(&literal.text) {
                    missing.push(format!("{}:{}: {}", source.path, literal.line, literal.text));
                }
            }
        }
    }
    assert!(count > 1_000, "{count}");
    assert_eq!(missing, Vec::<String>::new());
}

/// Returns all that may be said, as one text: the sources, the keys, the scripts of completion.
fn all_that_is_said() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = String::new();
    for source in sources() {
        literals(&source.text).into_iter().for_each(|literal| said.push_str(&format!("{}\n", literal.text)));
        // Help of the command line: comments, their lines joined.
        let comments = source.text.lines().filter_map(|line| line.trim().strip_prefix("///"));
        comments.for_each(|text| said.push_str(text));
        said.push('\n');
    }
    // The names in the data that people choose by.
    for file in ["src/tui/input/keymap/default.toml", "data/presets.toml", "data/patterns.toml", "data/licences.toml"] {
        said.push_str(&fs::read_to_string(root.join(file)).unwrap());
    }
    for script in fs::read_dir(root.join("src/cli/completions/scripts")).unwrap() {
        said.push_str(&fs::read_to_string(script.unwrap().path()).unwrap());
    }
    said
}

#[test]
fn no_row_is_left_of_what_is_said_no_more() {
    let said = all_that_is_said();
    // Some phrases are put together of up to three that stand in tables of the program.
    let is_put_together = |words: &str| {
        let mut rest = words;
        for _ in 0..3 {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let Some(end) = ends.take_while(|end| said.contains(&rest[..*end])).last() else { break };
            rest = &rest[end..];
        }
        rest.is_empty()
    };
    let is_said = |phrase: &str| said.contains(phrase) || phrase.split(['{', '}']).step_by(2).all(is_put_together);
    let unsaid: Vec<String> = phrases().into_keys().filter(|phrase| !is_said(phrase)).collect();
    assert_eq!(unsaid, Vec::<String>::new());
    assert!(!is_said("誰も言わない言葉の並んだ、ありもしない長い文です。"));
}

#[test]
fn threads_take_over_the_language() {
    let own = sources().into_iter().filter(|source| starts_a_thread(&source.text));
    let own: Vec<String> = own.map(|source| source.path).collect();
    assert_eq!(own, Vec::<String>::new(), "language::spawn or language::spawn_in");
    for code in [
        "use std::thread;\nthread::spawn(move || say());",
        "use std::{sync::Arc, thread::spawn};\nspawn(say);",
        "thread::scope(|threads| threads.spawn(say));",
        "thread::scope(|scope| scope\n    .spawn(|| say()));",
        "thread::Builder::new().name(name).spawn(say)",
        "use std::thread::Builder;\nBuilder::new().spawn_scoped(scope, say)",
    ] {
        assert!(starts_a_thread(code), "{code}");
    }
    let others =
        "use crate::language::spawn;\nspawn(say);\nspawn_in(scope, say);\nWorker::spawn(it);\nprogram.spawn()?;";
    assert!(!starts_a_thread(others));
}

/// Whether code starts a thread by the standard library, which leaves the language behind: alone, in a scope, or by a builder.
fn starts_a_thread(code: &str) -> bool {
    let code = code_only(code);
    // Programs are started by the same name, and take nothing.
    let is_given_work = |behind: &str| !behind.starts_with(')');
    let names = ["thread::spawn(", "thread::Builder", ".spawn_scoped("];
    let is_std = |steps: &[String]| {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        matches!(steps[..], ["std", "thread", "spawn" | "Builder"])
    };
    names.iter().any(|name| code.contains(name))
        || code.split(".spawn(").skip(1).any(is_given_work)
        || uses(&code).iter().any(|one| is_std(&one.steps))
}
