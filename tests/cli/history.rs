//! The history in what is handed over, and two worklists held against each other, through the binary.

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;
use tenken::model::Status;
use tenken::worklist::{Change, Identity, Worklists};

use crate::support::{Surrounding, WorklistExt};

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

fn done(here: &Surrounding, args: &[&str]) -> String {
    let ran = here.run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// Returns a surrounding in which a clause went from 対応中 to 完了, with evidence and a product.
fn recorded() -> Surrounding {
    let here = Surrounding::new();
    done(&here, &["worklist", "create", "東病院"]);
    done(&here, &["worklist", "switch", "東病院"]);
    done(&here, &["mark", CLAUSE, "doing"]);
    done(&here, &["mark", CLAUSE, "done", "--note", "ID"]);
    done(&here, &["mark", OTHER, "na", "--reason", "使わない"]);
    assert_eq!(here.run(&["worklist", "set", "--product", "ms.entra.id"]).code, 0);
    here.write("設定.txt", "有効");
    done(&here, &["evidence", "add", "設定.txt", CLAUSE, "--title", "設定の画面"]);
    here
}

#[test]
fn who_has_changed_what_from_what_to_what_goes_along() {
    let here = recorded();
    let report: Value = serde_json::from_str(&done(&here, &["export", "json"])).unwrap();
    let history = report["history"].as_array().unwrap();
    let of = |field: &str| -> Vec<(String, String, String)> {
        let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        let rows = history.iter().filter(|one| one["field"] == field);
        rows.map(|one| (text(one, "subject"), text(one, "before"), text(one, "after"))).collect()
    };
    let row = |subject: &str, before: &str, after: &str| (subject.to_owned(), before.to_owned(), after.to_owned());
    let expected = [row(CLAUSE, "未着手", "対応中"), row(CLAUSE, "対応中", "完了"), row(OTHER, "未着手", "対象外")];
    assert_eq!(of("status"), expected);
    assert_eq!(of("link"), [row(CLAUSE, "", "設定の画面")]);
    assert_eq!(of("product"), [row("", "", "Microsoft Entra ID")]);
    let first = &history[0];
    assert_eq!((&first["user"], &first["at"].as_str().is_some_and(|at| at.ends_with('Z'))), (&"tester".into(), &true));
    let html = done(&here, &["export", "html"]);
    assert!(html.contains("<details>") && html.contains("<td>対応中</td><td>完了</td>"), "{html}");
    let markdown = done(&here, &["export", "markdown"]);
    assert!(markdown.contains("## 履歴 (") && markdown.contains("| 対応中 | 完了 |"), "{markdown}");
    let oscal: Value = serde_json::from_str(&done(&here, &["export", "oscal"])).unwrap();
    let log = &oscal["assessment-results"]["results"][0]["assessment-log"]["entries"];
    assert!(log.as_array().unwrap().iter().any(|entry| entry["description"] == "対応中 → 完了"), "{log}");
    let report = done(&here, &["export", "report"]);
    assert!(report.contains("記録者 1 人"), "{report}");
    assert!(!done(&here, &["export", "csv"]).contains("記録ID"), "it is one table that comes back");
}

#[test]
fn of_a_part_the_history_of_its_clauses_goes_along() {
    let here = recorded();
    let part = here.run(&["export", "json", "--where", "状態:完了"]);
    let report: Value = serde_json::from_str(&part.out).unwrap();
    let subjects: Vec<&str> =
        report["history"].as_array().unwrap().iter().filter_map(|one| one["subject"].as_str()).collect();
    assert!(subjects.len() > 1 && subjects.iter().all(|subject| *subject == CLAUSE), "{subjects:?}");
}

#[test]
fn a_workbook_with_its_history_comes_back_as_before() {
    let here = recorded();
    done(&here, &["export", "xlsx", "--out", "点検票.xlsx"]);
    let mut workbook: Xlsx<_> = open_workbook(here.path("点検票.xlsx")).unwrap();
    let sheet = workbook.worksheet_range("履歴").unwrap();
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0][..7], ["日時", "記録者", "対象", "項目", "変更前", "変更後", "経路"]);
    assert!(rows.iter().any(|row| row[3] == "状態" && row[4..6] == ["対応中", "完了"]), "{rows:?}");
    // A note that reads like the head of a form, and values that read like answers, are nothing to take in.
    assert!(rows.iter().any(|row| row[3] == "メモ" && row[5] == "ID"), "{rows:?}");
    let back = here.run(&["import", "worklist", "点検票.xlsx"]);
    assert_eq!(back.err, "");
    assert!(back.out.contains("変わるところはありません") || back.out.contains("変わるところ 0 件"), "{}", back.out);
}

#[test]
fn two_worklists_are_compared_and_the_one_in_use_is_the_later_one() {
    let here = Surrounding::new();
    for name in ["2025", "2026"] {
        done(&here, &["worklist", "create", name]);
    }
    done(&here, &["worklist", "switch", "2026"]);
    let same = here.run(&["worklist", "diff", "2025"]);
    assert_eq!((same.code, same.err.as_str()), (1, ""), "{}", same.out);
    done(&here, &["mark", CLAUSE, "done", "--worklist", "2025"]);
    done(&here, &["mark", CLAUSE, "doing", "--verdict", "不適合"]);
    let told = done(&here, &["worklist", "diff", "2025"]);
    for part in ["「2025」→「2026」", "違うもの 1", "状態: 完了 → 対応中", "判定: 未判定 → 不適合", "1 条項"]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
    let document = here.run(&["worklist", "diff", "2026", "2025", "--json"]).json().remove(0);
    assert_eq!((&document["from"], &document["clauses"][0]["id"]), (&"2026".into(), &CLAUSE.into()));
    assert_eq!(document["clauses"][0]["changes"][0]["after"], "完了");
    assert_eq!(
        (&document["after"]["by_status"]["done"], &document["clauses"][0]["earlier"]),
        (&1.into(), &Value::Null)
    );
    for (args, part) in [(["2026", "2026"], "それ自身と"), (["2024", "2026"], "2024")] {
        let wrong = here.run(&[&["worklist", "diff"][..], &args].concat());
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{args:?}");
        assert!(wrong.err.contains(part), "{}", wrong.err);
    }
}

#[test]
fn a_comparison_names_the_records_whose_clauses_are_not_there() {
    let here = Surrounding::new();
    for name in ["2025", "2026"] {
        done(&here, &["worklist", "create", name]);
    }
    let who = Identity { user: "sato".into(), host: "pc1".into() };
    let mut earlier = Worklists::new(here.path("data/worklists")).open("2025", who).unwrap();
    earlier.apply(vec![Change::status("nist.gv-1", Status::Done)]).unwrap();
    let ran = here.run(&["worklist", "diff", "2025", "2026"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("点検票「2025」: 取込資料がないため、1 件の記録"), "{}", ran.err);
    let document = here.run(&["worklist", "diff", "2025", "2026", "--json"]).json().remove(0);
    assert_eq!(document["remarks"].as_array().map(Vec::len), Some(1), "{document}");
}
