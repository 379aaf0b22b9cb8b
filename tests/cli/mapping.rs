//! `tenken export mapping`: what the catalog holds, without a worklist.

use serde_json::Value;
use tenken::export::FileFormat;
use tenken::export::mapping::MappingFormat;

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
/// The clauses of one chapter, and a query that selects them.
const PART: &str = "編:運用 章:14";

/// Returns the tables as JSON.
fn tables(here: &Surrounding, more: &[&str]) -> Value {
    serde_json::from_str(&here.run(&[&["export", "mapping", "--format", "json"], more].concat()).out).unwrap()
}

/// Returns the rows of a table.
fn rows<'a>(tables: &'a Value, name: &str) -> &'a Vec<Value> {
    tables[name].as_array().unwrap()
}

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
    let tables: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&tables["tenken_mapping"], &tables["worklist"]), (&1.into(), &Value::Null));
    let first = &tables["clauses"][0];
    assert!(first["id"].is_string() && first["checks"].is_array() && first["status"].is_null(), "{first}");
    assert!(!here.path("data").exists(), "nothing is made");
}

#[test]
fn every_format_becomes_a_private_file_that_is_not_replaced_unasked() {
    let here = Surrounding::new();
    for format in MappingFormat::ALL {
        let name = format!("out.{}", format.code());
        let args = ["export", "mapping", "--format", format.code(), "--out", &name];
        let ran = here.run(&args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        let said = format!("{name} に書き出しました({}、", format.name());
        assert!(ran.out.starts_with(&said) && ran.out.contains(" 条項、"), "{}", ran.out);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(here.path(&name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        let again = here.run(&args);
        assert!(again.code == 2 && again.err.contains("すでにあります。"), "{}", again.err);
    }
    let piped = here.command(&["export", "mapping", "--format", "xlsx"]).output().unwrap();
    assert_eq!(piped.stdout, std::fs::read(here.path("out.xlsx")).unwrap(), "the same bytes, whenever it is made");
}

#[test]
fn what_the_worklist_does_not_count_is_no_work_that_is_left() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "薬局", "--preset", "薬局"]);
    here.run(&["worklist", "switch", "薬局"]);
    here.run(&["mark", CLAUSE, "doing"]);
    assert_eq!(here.run(&["mark", "mhlwcl.r5.hosp.2-1", "done"]).code, 0);
    let counted = here.run(&["status", "--json"]).json().remove(0)["total"].as_u64().unwrap();
    let marked = tables(&here, &[]);
    let mut ids = std::collections::BTreeSet::new();
    for row in rows(&marked, "clauses") {
        let (status, left_out) = (row["status"].as_str().unwrap(), row["left_out"].as_str().unwrap());
        if left_out.is_empty() {
            assert_ne!(status, "", "{row}");
            ids.insert(row["id"].as_str().unwrap());
        } else {
            assert!(["", "doing", "done"].contains(&status) && row["note"] == "", "{row}");
        }
    }
    assert_eq!(ids.len() as u64, counted);
    let csv = here.run(&["export", "mapping", "--format", "csv"]).out;
    assert!(csv.contains(",数えない,,") && csv.contains("数える範囲に選んでいない版(チェックリスト 令和5年度版)"));
    assert!(csv.contains("厚労省6.0(現行は第7.0版、2026-06-29)"), "each row names its edition");
}

#[test]
fn marks_stand_beside_the_clauses_once_there_are_any() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "全端末で確認"]);
    let marked = tables(&here, &[]);
    assert_eq!(marked["worklist"], "default");
    let of_clause = |row: &&Value| row["id"] == CLAUSE;
    let found: Vec<_> = rows(&marked, "clauses").iter().filter(of_clause).collect();
    assert!(found.len() > 1, "one row for each product");
    for row in found {
        assert_eq!((&row["status"], &row["note"]), (&"done".into(), &"全端末で確認".into()));
    }
    assert!(here.run(&["export", "mapping", "--format", "csv"]).out.contains(",完了,未判定,全端末で確認,"));
    here.run(&["worklist", "create", "南病院"]);
    here.run(&["worklist", "switch", "南病院"]);
    assert!(tables(&here, &[])["worklist"].is_null(), "nothing stands in the one in use");
    let named = tables(&here, &["--worklist", "南病院"]);
    assert_eq!(named["worklist"], "南病院");
    assert!(rows(&named, "clauses").iter().filter(of_clause).all(|row| row["status"] == "todo"));
}

#[test]
fn a_query_narrows_the_clauses_and_what_is_tied_to_them() {
    let here = Surrounding::new();
    let (whole, part) = (tables(&here, &[]), tables(&here, &["--where", PART]));
    let inside = |row: &&Value| row["id"].as_str().unwrap().starts_with("mhlw6.sysun.14.");
    let expected: Vec<_> = rows(&whole, "clauses").iter().filter(inside).collect();
    assert!(expected.len() > 10 && rows(&part, "clauses").iter().eq(expected), "the rows are those of the whole");
    let ids = |rows: &[Value], key: &str| -> Vec<String> {
        let ids = rows.iter().flat_map(|row| row[key].as_array().unwrap()).map(|id| id.as_str().unwrap().to_owned());
        ids.collect()
    };
    let behind = ids(rows(&part, "clauses"), "risk_ids");
    let of_part = |row: &&Value| behind.contains(&row["id"].as_str().unwrap().to_owned());
    let expected: Vec<_> = rows(&whole, "risks").iter().filter(of_part).collect();
    assert!(expected.len() < rows(&whole, "risks").len() && rows(&part, "risks").iter().eq(expected));
    let done = [ids(rows(&part, "clauses"), "measure_ids"), ids(rows(&part, "risks"), "measure_ids")].concat();
    for measure in rows(&part, "measures") {
        assert!(done.contains(&measure["id"].as_str().unwrap().to_owned()), "{measure}");
    }
    assert!(rows(&part, "products").iter().all(|row| row["id"] != ""), "no product without a clause or risk");
    assert_eq!(part["part"], PART);
    let told = here.run(&["export", "mapping", "--format", "csv", "--where", PART]);
    assert!(told.err.contains(&format!("「{PART}」で選んだ ")) && told.err.contains("それに関わる"), "{}", told.err);
}

#[test]
fn clauses_that_no_worklist_counts_can_be_chosen_too() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--party", "事業者"]);
    let part = tables(&here, &["--where", "版:7.0"]);
    let clauses = rows(&part, "clauses");
    assert!(clauses.len() > 20 && clauses.iter().all(|row| row["id"].as_str().unwrap().starts_with("mhlw7.")));
}

#[test]
fn a_part_that_cannot_be_chosen_is_not_written() {
    let here = Surrounding::new();
    for (query, code, said) in [
        ("", 2, "探せる語も絞り込みもありません。何も書き出していません。"),
        ("種別:措置", 2, "--where で書き出せるのは条項だけです。"),
        ("編:運用 章:99", 2, "「章:」に使えるのは 1、2、3、"),
        ("編:経営 章:14", 1, "当たる条項はありません。何も書き出していません。"),
    ] {
        let place = format!("--where={query}");
        let ran = here.run(&["export", "mapping", "--format", "xlsx", "--out", "part.xlsx", &place]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{query}");
        assert!(ran.err.contains(said), "{query}: {}", ran.err);
        assert!(!here.path("part.xlsx").exists(), "{query}");
    }
}

#[test]
fn an_older_encoding_is_for_csv_only() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "確認😀"]);
    let ran = here.run(&["export", "mapping", "--format", "csv", "--encoding", "cp932", "--out", "out.csv"]);
    assert!(ran.err.contains("字を「&#x…;」の形で書きました。") && !ran.err.contains("取り込む"), "{}", ran.err);
    assert!(String::from_utf8(std::fs::read(here.path("out.csv")).unwrap()).is_err(), "not UTF-8");
    let wrong = here.run(&["export", "mapping", "--format", "json", "--encoding", "cp932"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("--encoding は csv だけで使えます。json には使えません。"), "{}", wrong.err);
}
