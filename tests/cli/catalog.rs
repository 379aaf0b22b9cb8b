//! `tenken export catalog`: the catalog for other tools.

use std::collections::BTreeSet;

use serde_json::Value;
use tenken::export::FileFormat;
use tenken::export::content::CatalogFormat;

use crate::support::Surrounding;

/// Adds every text of a document that stands under one of the keys.
fn collect(keys: &[&str], value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(keys, value, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    Some(text) if keys.contains(&key.as_str()) => _ = found.insert(text.to_owned()),
                    _ => collect(keys, value, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_format_is_written_without_a_worklist_and_twice_the_same() {
    let here = Surrounding::new();
    for format in CatalogFormat::ALL {
        let line = ["export", "catalog", "--format", format.code(), "--out", format.file()];
        let ran = here.run(&line);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", format.code());
        assert!(ran.out.starts_with(&format!("{} に書き出しました({}、", format.file(), format.name())), "{}", ran.out);
        let written = std::fs::read_to_string(here.path(format.file())).unwrap();
        assert_eq!(here.run(&["export", "catalog", "--format", format.code()]).out, written);
        assert!(written.contains("CC BY 4.0") && written.contains("原文ではありません"), "{}", format.code());
        assert_eq!(here.run(&line).code, 2, "a file is only replaced when that is said");
    }
    assert_eq!(here.run(&["worklist", "list"]).code, 1, "no worklist came to be");
}

#[test]
fn the_results_of_a_worklist_are_about_controls_of_the_catalog() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "done", "--verdict", "適合"]);
    let results: Value = serde_json::from_str(&here.run(&["export", "oscal"]).out).unwrap();
    let catalog: Value = serde_json::from_str(&here.run(&["export", "catalog", "--format", "oscal"]).out).unwrap();
    let (mut wanted, mut known) = (BTreeSet::new(), BTreeSet::new());
    collect(&["control-id", "target-id"], &results, &mut wanted);
    collect(&["id"], &catalog, &mut known);
    assert!(wanted.len() > 300 && wanted.contains("mhlw6.sysun.14.5_smt"));
    assert_eq!(wanted.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
    let resources = results["assessment-results"]["back-matter"]["resources"].to_string();
    assert!(resources.contains(CatalogFormat::Oscal.file()), "{resources}");
}

#[test]
fn the_moment_is_that_of_the_data_or_of_the_variable() {
    let here = Surrounding::new();
    let written = |date: Option<&str>| {
        let mut command = here.command(&["export", "catalog", "--format", "components"]);
        command.env_remove("SOURCE_DATE_EPOCH");
        if let Some(date) = date {
            command.env("SOURCE_DATE_EPOCH", date);
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let day = |text: &str| {
        let document: Value = serde_json::from_str(text).unwrap();
        document["component-definition"]["metadata"]["last-modified"].as_str().unwrap().to_owned()
    };
    assert_eq!(day(&written(None).1), format!("{}T00:00:00Z", tenken::bundled::data_date()));
    assert_eq!(day(&written(Some("1780000000")).1), "2026-05-28T20:26:40Z");
    let (code, out, err) = written(Some("yesterday"));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("SOURCE_DATE_EPOCH の「yesterday」は日時として読めません。") && err.contains("秒数"), "{err}");
}

/// Clauses whose ids are the same to tools that know neither circled numbers nor case.
fn alike() -> String {
    let head = "[[guideline]]\nid = \"zz\"\ntitle = \"院内の規程\"\nshort = \"院内\"\npublisher = \"当院\"\ninspected = true\n\
                provenance = { seen = \"full\", source = \"規程集\" }\n[[volume]]\nid = \"zz.m\"\nguideline = \"zz\"\norder = 1\n\
                title = \"本編\"\nshort = \"院内\"\n[[chapter]]\nid = \"zz.m.1\"\nvolume = \"zz.m\"\nnumber = \"1\"\ntitle = \"総則\"\n\
                provenance = { seen = \"full\", source = \"規程集\" }\n";
    let clause = |id: &str| {
        format!(
            "[[clause]]\nid = \"{id}\"\nchapter = \"zz.m.1\"\nnumber = \"{id}\"\ntitle = \"パスワードを変える\"\n\
             gist = \"yes\"\nprovenance = {{ seen = \"full\", source = \"規程集\" }}\n"
        )
    };
    format!("{head}{}", ["zz.m.1.①", "zz.m.1.1", "zz.m.1.A", "zz.m.1.a"].map(clause).concat())
}

#[test]
fn no_two_clauses_have_one_id_in_any_format() {
    let here = Surrounding::new();
    here.write("own/zz.toml", &alike());
    assert_eq!(here.run(&["data", "check", "own"]).code, 0, "{}", here.run(&["data", "check", "own"]).out);
    let run = |args: &[&str]| here.run(&[&["--data", "own"], args].concat());
    let catalog = run(&["export", "catalog", "--format", "oscal"]).out;
    let ids: Vec<&str> = catalog.lines().filter_map(|line| line.trim().strip_prefix("\"id\": \"zz.m.1.")).collect();
    let distinct: BTreeSet<String> = ids.iter().map(|id| id.to_lowercase()).collect();
    assert_eq!((ids.len(), distinct.len()), (8, 8), "four controls with a statement each: {ids:?}");
    let library = run(&["export", "catalog", "--format", "ciso"]).out;
    let urns: Vec<&str> =
        library.lines().filter(|line| line.contains("urn: \"urn:tenken:risk:req_node:zz:m.1.")).collect();
    assert_eq!((urns.len(), urns.iter().collect::<BTreeSet<_>>().len()), (4, 4), "{urns:?}");
    assert!(library.contains("description: \"yes\""), "a text stays a text for readers of YAML 1.1");
    run(&["worklist", "create", "院内", "--guideline", "zz"]);
    run(&["mark", "--worklist", "院内", "zz.m.1.1", "done", "--verdict", "適合"]);
    let results: Value = serde_json::from_str(&run(&["export", "oscal", "--worklist", "院内"]).out).unwrap();
    let (mut wanted, mut known) = (BTreeSet::new(), BTreeSet::new());
    collect(&["control-id", "target-id"], &results, &mut wanted);
    collect(&["id"], &serde_json::from_str(&catalog).unwrap(), &mut known);
    assert_eq!(wanted.len(), 5, "{wanted:?}");
    assert_eq!(wanted.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
}
