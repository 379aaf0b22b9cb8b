//! An audit from its first command to its last, as a hospital goes through it.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

/// Runs a command that has to succeed without a word of complaint.
fn done(here: &Surrounding, args: &[&str]) -> String {
    let ran = here.run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// Returns the cells of one clause in an exported workbook: titles and what stands under them.
fn row_of(here: &Surrounding, file: &str, clause: &str) -> Vec<(String, String)> {
    use calamine::{Reader, Xlsx, open_workbook};
    let mut workbook: Xlsx<_> = open_workbook(here.path(file)).unwrap();
    for (_, range) in workbook.worksheets() {
        let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let Some(head) = rows.iter().position(|row| row.first().is_some_and(|title| title == "ID")) else { continue };
        if let Some(row) = rows[head..].iter().find(|row| row[0] == clause) {
            return rows[head].iter().cloned().zip(row.iter().cloned()).collect();
        }
    }
    panic!("{clause} is not in {file}");
}

/// A colleague copies two rows into a workbook of her own, fills them in and hands it back.
fn hand_back(here: &Surrounding) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (line, (clause, filled)) in (1..).zip([(CLAUSE, "完了"), (OTHER, "対象外")]) {
        for (column, (title, cell)) in (0..).zip(row_of(here, "点検票.xlsx", clause)) {
            let cell = match title.as_str() {
                "状態" => filled,
                // Typed anew, in the way she is used to.
                "期限" if clause == CLAUSE => "2027/3/31",
                _ => cell.as_str(),
            };
            sheet.write_string(0, column, &title).unwrap();
            sheet.write_string(line, column, cell).unwrap();
        }
    }
    workbook.save(here.path("回答.xlsx")).unwrap();
}

#[test]
fn an_audit_goes_from_creation_to_report() {
    let here = Surrounding::new();
    done(&here, &["worklist", "create", "東病院", "--facility", "東病院", "--pattern", "II"]);
    done(&here, &["worklist", "switch", "東病院"]);
    done(&here, &["mark", CLAUSE, "doing", "--owner", "情報課", "--due", "2027-03-31"]);
    here.write("証跡/設定.txt", "有効");
    done(&here, &["evidence", "add", "証跡/設定.txt", CLAUSE, "--title", "設定の画面"]);
    done(&here, &["export", "xlsx", "--out", "点検票.xlsx"]);

    hand_back(&here);

    let dry = done(&here, &["import", "worklist", "回答.xlsx"]);
    assert!(dry.contains("変わるところ 2 件") && dry.contains("状態: 対応中 → 完了"), "{dry}");
    done(&here, &["import", "worklist", "回答.xlsx", "--apply"]);
    let history = done(&here, &["history", CLAUSE]);
    for part in ["担当者を「情報課」に", "証跡「設定の画面」を付けた", "状態を 完了 に", "(import 回答.xlsx)"]
    {
        assert!(history.contains(part), "{part}\n{history}");
    }

    let report: Value = serde_json::from_str(&done(&here, &["export", "json"])).unwrap();
    let row = report["rows"].as_array().unwrap().iter().find(|row| row["id"] == CLAUSE).unwrap();
    assert_eq!((&row["status"], &row["owner"], &row["due"]), (&"done".into(), &"情報課".into(), &"2027-03-31".into()));
    assert_eq!(report["evidence"][0]["title"], "設定の画面");
    let html = done(&here, &["export", "html"]);
    assert!(html.contains("東病院") && html.contains("設定の画面") && html.trim_end().ends_with("</html>"));
    let oscal: Value = serde_json::from_str(&done(&here, &["export", "oscal"])).unwrap();
    assert!(oscal["assessment-results"].is_object());
    let status = here.run(&["status", "--json"]).json().remove(0);
    assert_eq!((&status["by_status"]["done"], &status["by_status"]["na"]), (&1.into(), &1.into()));
    assert!(done(&here, &["evidence", "check"]).contains("変わりはありません。"));
    assert!(done(&here, &["verify"]).contains("問題はありません。"));
}
