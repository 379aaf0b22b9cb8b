//! `tenken export catalog`: the catalog for other tools.

use std::collections::BTreeSet;

use serde_json::Value;
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
