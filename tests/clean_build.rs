//! What a clean build takes: no crate is compiled twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::licences::cargo;

/// The command line reader, of which the harness of the benchmarks asks for more than the program. It is small.
const MAY_DIFFER: [&str; 2] = ["clap v", "clap_builder v"];

/// Returns the sets of features of each crate, along these edges; none, with a word why, if cargo does not answer.
fn features(edges: &str) -> Option<BTreeMap<String, BTreeSet<String>>> {
    let answer = cargo(&["tree", "--workspace", "--edges", edges, "--prefix", "none", "--format", "{p}|{f}|"])?;
    let mut crates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8(answer).unwrap().lines() {
        let mut parts = line.split('|');
        if let (Some(name), Some(features)) = (parts.next(), parts.next()) {
            crates.entry(name.to_owned()).or_default().insert(features.to_owned());
        }
    }
    assert!(crates.len() > 200, "{}", crates.len());
    Some(crates)
}

/// With another set of features a crate is compiled once more, and so is all that stands above it, tantivy first.
#[test]
fn the_program_its_build_script_and_its_tests_share_every_crate() {
    let (Some(tests), Some(program)) = (features("normal,build,dev"), features("normal,build")) else { return };
    let twice: Vec<_> = tests.iter().filter(|(_, sets)| sets.len() > 1).collect();
    assert!(twice.is_empty(), "build.rs and the program ask for different features: {twice:#?}");
    let may_differ = |name: &str| MAY_DIFFER.iter().any(|start| name.starts_with(start));
    let other: Vec<_> =
        program.iter().filter(|(name, sets)| tests.get(*name) != Some(sets) && !may_differ(name)).collect();
    assert!(other.is_empty(), "tests ask for more features than the program: {other:#?}");
}
