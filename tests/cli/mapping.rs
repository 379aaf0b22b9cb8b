//! `tenken export mapping`: what the catalog holds, without a worklist.

use crate::support::Surrounding;

#[test]
fn what_belongs_to_the_worklist_does_not_go_with_it() {
    let here = Surrounding::new();
    for args in [["csv", "mapping", "--format", "csv"].as_slice(), &["--out", "x", "mapping", "--format", "json"]] {
        let ran = here.run(&[&["export"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        let said = "mapping の前にある形式やオプションは、点検票の書き出しのものです。";
        assert!(ran.err.contains(said) && ran.err.contains("`tenken export mapping --help`"), "{args:?}: {}", ran.err);
    }
    assert!(!here.path("x").exists());
}

#[test]
fn nothing_of_a_worklist_is_needed_or_made() {
    let here = Surrounding::new();
    let ran = here.run(&["export", "mapping", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let tables: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&tables["tenken_mapping"], &tables["worklist"]), (&1.into(), &serde_json::Value::Null));
    let first = &tables["clauses"][0];
    assert!(first["id"].is_string() && first["checks"].is_array() && first["status"].is_null(), "{first}");
    assert!(!here.path("data").exists(), "nothing is made");
}
