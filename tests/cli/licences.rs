//! `tenken licences`: everything that is linked stands in it, with its texts.

use std::collections::BTreeSet;

use crate::support::Surrounding;
use crate::support::licences::{linked, parts};

const FILE: &str = "licences/linked.txt";

/// Holds the file to what is linked; `TENKEN_BLESS=1` writes it anew.
#[test]
fn the_file_is_that_of_what_is_linked() {
    let Some(current) = linked() else { return };
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    let old = file.lines().zip(current.lines()).find(|(old, new)| old != new);
    assert!(file == current, "{FILE} is old, TENKEN_BLESS=1 writes it anew: {old:?}");
}

/// The list of parts of a release is made from the same list.
#[test]
fn the_list_of_parts_is_that_of_what_is_linked() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(parts) = parts(root) else { return };
    let read = |part: &serde_json::Value, name: &str| part[name].as_str().unwrap_or_default().to_owned();
    let named = |part: &serde_json::Value| {
        [read(part, "name"), read(part, "version"), read(&part["licenses"][0], "expression")].join("\t")
    };
    let is_crate = |part: &&serde_json::Value| read(part, "purl").starts_with("pkg:cargo/");
    let components = parts["components"].as_array().unwrap();
    let crates: BTreeSet<String> =
        components.iter().filter(is_crate).map(named).filter(|line| !line.starts_with("tenken-")).collect();
    let file = std::fs::read_to_string(root.join(FILE)).unwrap();
    let lines = file.lines().take_while(|line| !line.starts_with("@@"));
    // The first ones are no crates.
    let listed: BTreeSet<String> = lines
        .filter(|line| !line.contains("\t-\t"))
        .filter_map(|line| Some(line.rsplit_once('\t')?.0.to_owned()))
        .collect();
    assert!(listed.len() > 200 && crates == listed, "{:?}", crates.symmetric_difference(&listed).collect::<Vec<_>>());
    let others: Vec<String> = components.iter().filter(|part| !is_crate(part)).map(|part| read(part, "name")).collect();
    assert_eq!(others, ["glibc", "mecab-ipadic", "rust-std"]);
    let edges = parts["dependencies"].as_array().unwrap();
    assert!(edges.len() > listed.len() && edges.iter().any(|edge| edge["dependsOn"].as_array().unwrap().len() > 5));
}

#[test]
fn every_text_is_printed_once_under_those_who_need_it() {
    let here = Surrounding::new();
    let all = here.run(&["licences"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    assert!(all.out.contains("tenken search --kind licence"), "offers and software are told apart");
    for said in
        ["tenken ", "IPADIC(辞書)", "Nara Institute of Science", "tantivy ", "LGPL-2.1-or-later", "Mozilla Public"]
    {
        assert!(all.out.contains(said), "{said}");
    }
    let apache = "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION";
    let (head, texts) = all.out.split_once("\n---").unwrap();
    let names: Vec<&str> = head.lines().filter_map(|line| line.split("  ").next()).collect();
    let linked = names.iter().filter(|name| texts.contains(&format!("\n{name}"))).count();
    assert!(linked > 200, "{linked}");
    // Some differ by a word or a year.
    assert!(texts.matches(apache).count() < 30, "{}", texts.matches(apache).count());
    assert!(all.out.lines().all(|line| !line.starts_with("@@")));
}

#[test]
fn one_can_be_asked_for_and_all_can_be_listed() {
    let here = Surrounding::new();
    let list = here.run(&["licences", "--list"]);
    assert!(list.code == 0 && list.out.lines().count() > 200 && !list.out.contains("WARRANTY"), "{}", list.out);
    let lines: BTreeSet<&str> = list.out.lines().collect();
    let own = format!("tenken {}", env!("CARGO_PKG_VERSION"));
    assert!(lines.iter().any(|line| line.starts_with(&own) && line.contains("MIT OR Apache-2.0")), "{}", list.out);
    let one = here.run(&["licences", "option-ext"]);
    assert!(one.code == 0 && one.out.contains("Mozilla Public License") && !one.out.contains("tantivy"), "{}", one.out);
    let lacking = here.run(&["licences", "option-exit"]);
    assert_eq!((lacking.code, lacking.out.as_str()), (2, ""));
    assert!(lacking.err.contains("「option-exit」") && lacking.err.contains("option-ext"), "{}", lacking.err);
    // An offer of Microsoft is something else, and that is said.
    let offer = here.run(&["licences", "m365-e3"]);
    assert!(offer.code == 2 && offer.err.contains("`tenken show m365-e3`"), "{}", offer.err);
}
