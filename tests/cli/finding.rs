//! Findings with their plan, exceptions, reviews, and what is said of the audit as a whole.

use serde_json::{Value, json};

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

fn done(here: &Surrounding, args: &[&str]) -> String {
    let ran = here.run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

fn shown(here: &Surrounding) -> Value {
    here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"].clone()
}

/// Returns a worklist with a finding and its plan.
fn found() -> Surrounding {
    let here = Surrounding::new();
    done(&here, &["worklist", "set", "--facility", "東病院"]);
    let plan = [
        "--cause",
        "端末が古い",
        "--action",
        "入れ替える",
        "--action-owner",
        "情報課",
        "--action-due",
        "令和9年3月31日",
    ];
    let verdict = ["mark", CLAUSE, "--verdict", "不適合", "--grade", "重大"];
    let said = done(&here, &[&verdict[..], &plan[..]].concat());
    assert!(said.contains("指摘の等級を 重大 に、指摘の原因を「端末が古い」に"), "{said}");
    here
}

#[test]
fn a_finding_is_recorded_shown_and_undone_as_one_act() {
    let here = found();
    let finding = json!({"grade": "major", "cause": "端末が古い", "action": "入れ替える", "owner": "情報課",
        "due": "2027-03-31", "state": "open"});
    assert_eq!((&shown(&here)["finding"], &shown(&here)["exception"]), (&finding, &Value::Null));
    let page = done(&here, &["show", CLAUSE]);
    assert!(page.contains("指摘        重大 端末が古い"), "{page}");
    assert!(page.contains("入れ替える(情報課、期限 2027-03-31、未着手)"), "{page}");
    assert!(done(&here, &["history", CLAUSE]).contains("是正の期限を「2027-03-31」に"));
    done(&here, &["undo"]);
    assert_eq!(shown(&here)["finding"], Value::Null);
    done(&here, &["redo"]);
    assert_eq!(shown(&here)["finding"], finding);
    done(&here, &["mark", CLAUSE, "--grade", "なし", "--action-state", "完了"]);
    assert_eq!((&shown(&here)["finding"]["grade"], &shown(&here)["finding"]["state"]), (&Value::Null, &json!("done")));
}

#[test]
fn what_cannot_be_read_names_what_can() {
    let here = Surrounding::new();
    for (option, text, names) in [
        ("--grade", "中", "重大・軽微・観察"),
        ("--action-state", "済み?", "未着手・実施中・完了"),
        ("--action-due", "そのうち", "2027-03-31"),
        ("--return", " ", "差し戻す理由を書いてください"),
    ] {
        let ran = here.run(&["mark", CLAUSE, option, text]);
        assert!(ran.code == 2 && ran.err.contains(names), "{option}: {}", ran.err);
    }
    assert_eq!(here.run(&["mark", CLAUSE, "--approve", "--return", "x"]).code, 2);
}

#[test]
fn a_review_says_who_and_when_and_locks_nothing() {
    let here = found();
    done(&here, &["mark", CLAUSE, "--return", "証跡がない"]);
    let review = shown(&here)["review"].clone();
    assert_eq!((&review["result"], &review["word"]), (&json!("returned"), &json!("証跡がない")));
    assert!(!review["by"].as_str().unwrap().is_empty() && review["on"].is_string(), "{review}");
    assert!(here.run(&["check"]).out.contains("差し戻されている 1 件"));
    done(&here, &["mark", CLAUSE, "doing"]);
    assert_eq!(shown(&here)["changed_since_review"], true);
    assert!(here.run(&["check"]).out.contains("確認の後に変わった 1 件"));
    assert!(done(&here, &["show", CLAUSE]).contains("確認の後に変わったため"));
    done(&here, &["mark", CLAUSE, "--approve"]);
    done(&here, &["mark", CLAUSE, "--note", "直した"]);
    let report = done(&here, &["export", "report", "--format", "markdown"]);
    assert!(report.contains("承認 0 件、差戻し 0 件、確認の後に変わったもの 1 件"), "{report}");
    done(&here, &["mark", CLAUSE, "--approve"]);
    assert_eq!(shown(&here)["changed_since_review"], false, "the same word is of what is there now");
    done(&here, &["mark", CLAUSE, "done", "--approve"]);
    assert_eq!(shown(&here)["changed_since_review"], false);
    let nothing = here.run(&["mark", CLAUSE, "mhlw6.sysun.14.1", "--approve"]);
    assert!(
        nothing.code == 2 && nothing.err.contains("まだ何も記録していない条項(mhlw6.sysun.14.1)"),
        "{}",
        nothing.err
    );
    done(&here, &["mark", "mhlw6.sysun.14.1", "done", "--approve"]);
    let review = shown(&here)["review"].clone();
    assert_eq!((&review["result"], &review["word"]), (&json!("approved"), &json!("")));
}

#[test]
fn a_sheet_brings_findings_back() {
    let here = found();
    done(&here, &["export", "csv", "--out", "a.csv"]);
    let text = std::fs::read_to_string(here.path("a.csv")).unwrap();
    assert!(text.contains(",重大,端末が古い,入れ替える,情報課,2027-03-31,,"), "{text}");
    here.write(
        "b.csv",
        &text.replace(
            ",重大,端末が古い,入れ替える,情報課,2027-03-31,,",
            ",軽微,端末が古い,入れ替える,情報課,2027-02-28,実施中,",
        ),
    );
    let ran = here.run(&["import", "worklist", "b.csv", "--apply"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let finding = &shown(&here)["finding"];
    assert_eq!(
        (&finding["grade"], &finding["due"], &finding["state"]),
        (&json!("minor"), &json!("2027-02-28"), &json!("doing"))
    );
}

#[test]
fn the_next_audit_begins_with_open_findings_and_without_reviews() {
    let here = found();
    done(&here, &["mark", "mhlw6.sysun.14.1", "--grade", "軽微", "--action-state", "完了"]);
    done(&here, &["mark", CLAUSE, "--approve"]);
    done(&here, &["worklist", "set", "--period", "2026年度", "--inspectors", "佐藤", "--remarks", "認証に課題"]);
    done(&here, &["worklist", "copy", "default", "来年", "--recheck"]);
    let of = |args: &[&str]| here.run(&[args, &["--worklist", "来年", "--json"]].concat()).json()[0].clone();
    let mark = of(&["show", CLAUSE])["worklist"].clone();
    assert_eq!((&mark["finding"]["grade"], &mark["review"]), (&json!("major"), &Value::Null));
    assert_eq!(of(&["show", "mhlw6.sysun.14.1"])["worklist"]["finding"], Value::Null);
    let about = of(&["worklist", "show"]);
    assert_eq!((&about["period"], &about["inspectors"], &about["remarks"]), (&json!(""), &json!("佐藤"), &json!("")));
}

#[test]
fn evidence_can_stand_for_the_audit_as_a_whole() {
    let here = Surrounding::new();
    here.write("規程.txt", "規程");
    let said = done(&here, &["evidence", "add", "規程.txt", "--audit"]);
    assert!(said.contains("点検全体"), "{said}");
    let again = here.run(&["evidence", "add", "規程.txt", "--audit"]);
    assert_eq!(again.code, 1, "it is known");
    assert!(again.err.contains("点検全体の証跡です。何も記録していません"), "{}", again.err);
    assert_eq!(here.run(&["evidence", "add", "規程.txt"]).code, 2, "of nothing");
    done(&here, &["evidence", "add", "https://example.com/", CLAUSE]);
    let known = here.run(&["evidence", "add", "https://example.com/", "--audit"]);
    assert!(known.code == 0 && known.err.contains("新しく加えず、点検全体の証跡にしました"), "{}", known.err);
    let all = here.run(&["evidence", "list", "--json"]).json()[0]["evidence"].clone();
    assert!(all.as_array().unwrap().iter().all(|one| one["audit"] == true), "{all}");
    done(&here, &["undo"]);
    assert!(here.run(&["evidence", "list"]).out.contains("点検全体"));
    let id = all[0]["id"].as_str().unwrap();
    assert!(done(&here, &["evidence", "unlink", id, "--audit"]).contains("点検全体の証跡から外した"));
    assert!(!here.run(&["evidence", "list"]).out.contains("点検全体"));
    assert!(done(&here, &["evidence", "link", id, CLAUSE, "--audit"]).contains("点検全体の証跡にした"));
    assert_eq!(here.run(&["evidence", "unlink", id]).code, 2, "from nothing");
}

/// What two people say of one finding without knowing of each other is told, like everything else.
#[test]
fn findings_of_two_people_are_in_conflict_until_one_decides() {
    let (here, there) = (found(), Surrounding::new());
    let mut command = there.command(&["mark", CLAUSE, "--grade", "軽微"]);
    command.env("USER", "ito");
    assert_eq!(Ran::of(command).code, 0);
    let folder = there.path("data/worklists/default");
    assert_eq!(here.run(&["merge", folder.to_str().unwrap(), "--force", "--apply"]).code, 0);
    let conflicts = shown(&here)["conflicts"].clone();
    assert_eq!(conflicts[0]["field"], "grade", "{conflicts}");
    done(&here, &["mark", CLAUSE, "--grade", "重大"]);
    assert_eq!(shown(&here)["conflicts"], json!([]));
}

/// Of a fresh form no fingerprint says which columns it had, so the columns beside it do.
#[test]
fn a_column_with_another_head_is_told_in_a_form_of_an_untouched_worklist() {
    let here = Surrounding::new();
    done(&here, &["worklist", "set", "--facility", "東病院"]);
    assert_eq!(here.run(&["export", "csv", "--out", "a.csv"]).code, 0);
    let text = std::fs::read_to_string(here.path("a.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let head = lines.iter().position(|line| line.contains("指摘の等級")).unwrap();
    let column = lines[head].split(',').position(|title| title == "指摘の等級").unwrap();
    let row = lines.iter().position(|line| line.contains(&format!("{CLAUSE},"))).unwrap();
    let mut cells: Vec<&str> = lines[row].split(',').collect();
    assert_eq!(cells[column], "", "{}", lines[row]);
    cells[column] = "軽微";
    lines[row] = cells.join(",");
    lines[head] = lines[head].replace("指摘の等級", "等級").replace("指摘の原因", "わけ");
    here.write("b.csv", &lines.join("\n"));
    let ran = here.run(&["import", "worklist", "b.csv", "--apply"]);
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains("「等級」") && said.contains("見出しを「指摘の等級」に戻してください"), "{said}");
    assert!(!said.contains("わけ"), "nothing stands there: {said}");
}
