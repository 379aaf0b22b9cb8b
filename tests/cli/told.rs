//! What the command line says of the editions that a worklist counts.

use std::io::Read;

use tenken::export::{FileFormat, Format};

use crate::support::Surrounding;

/// What has to be said of an edition that was replaced.
const REPLACED: &str = "厚労省6.0(現行は第7.0版、2026-06-29)";

/// Returns all text of a workbook.
fn text_of(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_status_says_which_editions_are_counted_and_which_ones_hold_today() {
    let here = Surrounding::new();
    let ran = here.run(&["status"]);
    let line = ran.out.lines().find(|line| line.starts_with("版: ")).unwrap();
    for part in [REPLACED, "2省1.1(現行は第2.0版、2025-03-28)", "現行は令和8年度版、2026-06", "未照合 "]
    {
        assert!(line.contains(part), "{line}");
    }
    let status = here.run(&["status", "--json"]).json().remove(0);
    let editions = &status["editions"];
    assert_eq!(editions["line"].as_str().unwrap(), line.trim_start_matches("版: "));
    assert_eq!(editions["clauses"], status["total"]);
    for (list, ids) in [("held", ["mhlw6", "meti11"]), ("current", ["mhlw7", "meti20"])] {
        let known = editions[list].as_array().unwrap();
        assert!(ids.iter().all(|id| known.contains(&(*id).into())), "{editions}");
    }
    assert!(
        editions["notices"][0].as_str().unwrap().contains("2026-06-29 に第7.0版に置き換わりました。"),
        "{editions}"
    );
}

#[test]
fn every_report_says_so() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "done"]);
    for format in Format::ALL {
        let name = format!("out.{}", format.extension());
        let ran = here.run(&["export", format.code(), "--out", &name]);
        let bytes = std::fs::read(here.path(&name)).unwrap();
        let text = if format.is_text() { String::from_utf8_lossy(&bytes).into_owned() } else { text_of(&bytes) };
        assert!(text.contains(REPLACED), "{name}");
        assert_eq!(ran.err, "", "{name}");
    }
}

#[test]
fn a_new_worklist_says_which_of_its_editions_were_replaced() {
    let here = Surrounding::new();
    let ran = here.run(&["worklist", "create", "東", "--guideline", "mhlw6"]);
    assert!(ran.out.contains(&format!("\n版: {REPLACED}。未照合 ")), "{}", ran.out);
    assert!(!ran.out.contains("2省1.1"), "{}", ran.out);
    let status = here.run(&["status", "--worklist", "東", "--json"]).json().remove(0);
    assert_eq!(status["editions"]["held"], serde_json::json!(["mhlw6"]));
}

#[test]
fn a_worklist_says_so_when_it_is_shown_copied_and_begun() {
    let here = Surrounding::new();
    let first = here.run(&["mark", "mhlw6.sysun.14.5", "done"]);
    assert!(first.err.contains(&format!("この点検票で数える版: {REPLACED}")), "{}", first.err);
    let second = here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    assert!(!second.err.contains("数える版"), "it is settled: {}", second.err);
    let shown = here.run(&["worklist", "show"]);
    assert!(shown.out.contains(&format!("版: {REPLACED}")) && shown.out.contains("未照合 "), "{}", shown.out);
    let document = here.run(&["worklist", "show", "--json"]).json().remove(0);
    assert_eq!(document["editions"], here.run(&["status", "--json"]).json().remove(0)["editions"]);
    let copied = here.run(&["worklist", "copy", "default", "次"]);
    assert!(copied.out.contains(&format!("版: {REPLACED}")), "{}", copied.out);
}

#[test]
fn a_table_with_a_column_of_editions_comes_back() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "薬局", "--preset", "薬局"]);
    here.run(&["worklist", "switch", "薬局"]);
    let csv = here.run(&["export", "csv"]).out;
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].ends_with(",照合値,版") && lines[1].ends_with("、2026-06-29)"), "{}", lines[1]);
    here.write("back.csv", &csv.replacen("未着手", "完了", 1));
    let taken = here.run(&["import", "worklist", "back.csv", "--apply"]);
    assert_eq!(taken.code, 0, "{}{}", taken.out, taken.err);
    assert!(!taken.err.contains("列"), "no column is missed or left over: {}", taken.err);
    assert_eq!(here.run(&["status", "--json"]).json().remove(0)["by_status"]["done"], 1);
}

#[test]
fn a_list_of_which_only_some_items_are_known_says_so() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "薬局", "--preset", "薬局"]);
    let ran = here.run(&["status", "--worklist", "薬局"]);
    let line = ran.out.lines().find(|line| line.starts_with("版: ")).unwrap();
    assert!(line.contains("薬局チェックリスト 令和6年度版(一部のみ "), "{line}");
}
