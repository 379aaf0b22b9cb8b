//! `tenken import worklist`.

use std::path::PathBuf;
use tenken::sheet::AnswerField;

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

/// Exports the worklist as a table and changes cells of it: by clause, title of the column and what to fill in.
fn form(here: &Surrounding, edits: &[(&str, &str, &str)]) -> PathBuf {
    let out = here.run(&["export", "csv"]).out;
    let mut reader = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    let titles = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&titles).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let cells = row.iter().zip(&titles).map(|(cell, title)| {
            let edit = edits.iter().find(|(clause, column, _)| *clause == &row[0] && *column == title);
            edit.map_or(cell, |(.., filled)| *filled)
        });
        writer.write_record(cells).unwrap();
    }
    let path = here.path("回答.csv");
    std::fs::write(&path, writer.into_inner().unwrap()).unwrap();
    path
}

#[test]
fn a_dry_run_shows_what_would_change_and_records_nothing() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "doing"]);
    form(&here, &[(CLAUSE, "状態", "完了"), (CLAUSE, "メモ", "全端末\nで確認"), (OTHER, "期限", "R9.3.31")]);
    let ran = here.run(&["import", "worklist", "回答.csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let others = here.run(&["status", "--json"]).json()[0]["total"].as_u64().unwrap() - 2;
    for part in [
        "変わるところ 3 件\n",
        "    状態: 対応中 → 完了\n",
        "    メモ: (空) → 「全端末 で確認」\n",
        "    期限: (空) → 2027-03-31\n",
        &format!("変わらない条項は {others} 件です。まだ何も記録していません。\n"),
        "--apply",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["status"], "doing");
    let document = here.run(&["import", "worklist", "回答.csv", "--json"]).json().remove(0);
    assert_eq!((&document["applied"], document["changes"].as_array().unwrap().len()), (&false.into(), 3));
    let due = document["changes"].as_array().unwrap().iter().find(|change| change["field"] == "due").unwrap();
    assert_eq!(
        (&due["clause"], &due["from"], &due["to"]),
        (&OTHER.into(), &serde_json::Value::Null, &"2027-03-31".into())
    );
}

#[test]
fn nobody_approves_of_what_is_not_there() {
    let here = Surrounding::new();
    let review = [
        (CLAUSE, "確認の結果", "承認"),
        (CLAUSE, "確認者", "阿部"),
        (OTHER, "状態", "完了"),
        (OTHER, "確認の結果", "承認"),
    ];
    form(&here, &review);
    let ran = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.out.contains("確認の結果「承認」: まだ何も記録していない条項なので、承認できません"), "{}", ran.out);
    assert!(ran.out.contains("読めないところ 1 件"), "with what the row says besides it can be: {}", ran.out);
    here.run(&["mark", CLAUSE, "--note", "確認した"]);
    let form = form(&here, &review);
    assert!(form.exists());
    let ran = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    // A result that is taken back takes with it who said it, and when.
    let review = |here: &Surrounding| here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["review"].clone();
    assert_eq!(review(&here)["by"], "阿部");
    self::form(&here, &[(CLAUSE, "確認の結果", "なし")]);
    let shown = here.run(&["import", "worklist", "回答.csv"]);
    assert!(shown.out.contains("確認者: 「阿部」 → (空)"), "before it is recorded: {}", shown.out);
    assert_eq!(here.run(&["import", "worklist", "回答.csv", "--apply"]).code, 0);
    assert_eq!(review(&here), serde_json::Value::Null);
    here.run(&["undo"]);
    assert_eq!(review(&here)["by"], "阿部", "at once");
}

#[test]
fn applying_is_one_transaction_that_says_where_it_comes_from() {
    let here = Surrounding::new();
    form(&here, &[(CLAUSE, "状態", "完了"), (OTHER, "担当者", "情報課")]);
    let ran = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("2 件を取り込みました。"), "{}", ran.out);
    assert!(here.run(&["history", CLAUSE]).out.contains("(import 回答.csv)"));
    let again = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!((again.code, again.out.as_str()), (0, "変わるところはありません。\n"));
    assert_eq!(here.run(&["undo"]).out.lines().count(), 2, "both are taken back at once");
}

#[test]
fn a_newer_mark_is_never_overwritten_silently() {
    let here = Surrounding::new();
    form(&here, &[(CLAUSE, "状態", "完了"), (OTHER, "状態", "完了")]);
    here.run(&["mark", CLAUSE, "na"]);
    let dry = here.run(&["import", "worklist", "回答.csv"]);
    assert_eq!(dry.code, 2);
    assert!(
        dry.out.contains("食い違い 1 件\n") && dry.out.contains("記入は「完了」、点検票は「対象外」。"),
        "{}",
        dry.out
    );
    let refused = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("食い違いが 1 件") && refused.err.contains("--take theirs"), "{}", refused.err);
    let statuses = || {
        let shown = here.run(&["show", CLAUSE, OTHER, "--json"]).json();
        [0, 1].map(|at| shown[at]["worklist"]["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(statuses(), ["na", "todo"], "all or nothing");
    assert_eq!(here.run(&["import", "worklist", "回答.csv", "--apply", "--take", "mine"]).code, 0);
    assert_eq!(statuses(), ["na", "done"]);
    assert_eq!(here.run(&["import", "worklist", "回答.csv", "--apply", "--take", "theirs"]).code, 0);
    assert_eq!(statuses(), ["done", "done"]);
}

#[test]
fn bad_rows_are_named_and_refuse_everything() {
    let here = Surrounding::new();
    form(&here, &[(CLAUSE, "状態", "済んだ"), (OTHER, "状態", "完了"), ("mhlw6.sysun.14.2", "ID", "zzz.unknown")]);
    let text = std::fs::read_to_string(here.path("回答.csv")).unwrap();
    let row =
        csv::Reader::from_reader(text.as_bytes()).records().position(|row| &row.unwrap()[0] == CLAUSE).unwrap() + 2;
    for take in [&[][..], &["--take", "theirs"]] {
        let ran = here.run(&[["import", "worklist", "回答.csv", "--apply"].as_slice(), take].concat());
        assert_eq!(ran.code, 2);
        assert!(
            ran.out.contains(&format!("  {row} 行目 {CLAUSE} 状態「済んだ」: 状態として読めません")),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("zzz.unknown: この ID の条項はありません"), "{}", ran.out);
        assert!(ran.err.contains("読めないところが 2 件あるため、取り込めません"), "{}", ran.err);
    }
    let document = here.run(&["import", "worklist", "回答.csv", "--json"]);
    assert_eq!((document.code, document.err.as_str()), (2, ""));
    let document = document.json().remove(0);
    let problem = document["problems"].as_array().unwrap().iter().find(|problem| problem["clause"] == CLAUSE).unwrap();
    assert_eq!(
        (&problem["row"], &problem["field"], &problem["cell"]),
        (&row.into(), &"status".into(), &"済んだ".into())
    );
    assert!(!here.path("data").exists(), "nothing is recorded");
}

#[test]
fn files_that_hold_no_form_are_explained() {
    let here = Surrounding::new();
    here.write("page.xlsx", "<html></html>");
    here.write("empty.csv", "");
    here.write("other.csv", "a,b\n1,2\n");
    for (file, sentence) in [
        ("nowhere.xlsx", "見つかりません: nowhere.xlsx を取り込めません。"),
        ("home", "ファイルではありません"),
        ("page.xlsx", "HTML か XML です"),
        ("empty.csv", "中身が空です"),
        ("other.csv", "見つかりません"),
    ] {
        let ran = here.run(&["import", "worklist", file]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(sentence), "{file}: {}", ran.err);
    }
}

const THIRD: &str = "mhlw6.sysun.14.2";

/// Returns a worklist that has moved on since a table was exported, and the table with four answers in it.
fn conflicting() -> Surrounding {
    let here = Surrounding::new();
    form(&here, &[(CLAUSE, "状態", "完了"), (CLAUSE, "メモ", "表"), (OTHER, "状態", "完了"), (THIRD, "状態", "完了")]);
    here.run(&["mark", CLAUSE, "na", "--note", "点検票"]);
    here.run(&["mark", OTHER, THIRD, "na"]);
    here
}

/// Returns what a worklist holds of these four.
fn held(here: &Surrounding) -> String {
    let shown = here.run(&["show", CLAUSE, OTHER, THIRD, "--json"]).json();
    let status = |at: usize| shown[at]["worklist"]["status"].as_str().unwrap().to_owned();
    let note = shown[0]["worklist"]["note"].as_str().unwrap().to_owned();
    format!("{} {note} {} {}", status(0), status(1), status(2))
}

#[test]
fn each_conflict_can_be_decided_by_itself() {
    let untouched = "na 点検票 na na";
    for (takes, code, expected) in [
        (&["運用14⑤=theirs"][..], 2, untouched),
        (&["運用14⑤=theirs", "mine"], 0, "done 表 na na"),
        (&["theirs", "運用14⑤:メモ=mine"], 0, "done 点検票 done done"),
        (&["運用14⑤=mine", "運用14⑤:note=theirs", "mhlw6.sysun.14.1=theirs", "運用14②=mine"], 0, "na 表 done na"),
        (&["mine", "運用14③=theirs"], 2, untouched),
        (&["mine", "運用14⑤:担当者=theirs"], 2, untouched),
        (&["ours"], 2, untouched),
    ] {
        let here = conflicting();
        let takes = takes.iter().flat_map(|take| ["--take", take]);
        let ran = here.run(&["import", "worklist", "回答.csv", "--apply"].into_iter().chain(takes).collect::<Vec<_>>());
        assert_eq!((ran.code, held(&here).as_str()), (code, expected), "{}{}", ran.out, ran.err);
    }
    let here = conflicting();
    let typo = here.run(&["import", "worklist", "回答.csv", "--apply", "--take", "mine", "--take", "運用14③=theirs"]);
    assert!(typo.err.contains("「運用 14.③」に食い違いはありません。何も記録していません。"), "{}", typo.err);
}

#[test]
fn a_flood_of_problems_is_counted_and_long_notes_are_shortened() {
    let here = Surrounding::new();
    let rows: String = (0..5_000).map(|number| format!("{CLAUSE},済{number}\u{1b}[2J\n")).collect();
    here.write("回答.csv", &format!("ID,状態\n{rows}"));
    let ran = here.run(&["import", "worklist", "回答.csv", "--apply"]);
    assert_eq!((ran.code, ran.out.lines().count()), (2, 22), "{}", ran.out);
    assert!(
        ran.out.starts_with("読めないところ 4999 件\n") && ran.out.ends_with("  ほかに 4979 件あります。\n"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains('\u{1b}'));
    let document = here.run(&["import", "worklist", "回答.csv", "--json"]).json().remove(0);
    assert_eq!((&document["problem_count"], document["problems"].as_array().unwrap().len()), (&4_999.into(), 200));

    here.write("回答.csv", &format!("ID,メモ\n{CLAUSE},{}\n", "長い".repeat(1_200)));
    let ran = here.run(&["import", "worklist", "回答.csv"]);
    assert!(ran.code == 0 && ran.out.chars().count() < 400 && ran.out.contains("長い…」"), "{}", ran.out);
}

#[test]
fn a_sheet_of_another_worklist_is_not_taken_in_unless_that_is_wanted() {
    let here = Surrounding::new();
    for name in ["東病院", "南病院"] {
        assert_eq!(here.run(&["worklist", "create", name, "--facility", name]).code, 0);
    }
    here.run(&["mark", CLAUSE, "done", "--worklist", "南病院"]);
    assert_eq!(here.run(&["export", "csv", "--out", "s.csv", "--worklist", "南病院"]).code, 0);
    let text = std::fs::read_to_string(here.path("s.csv")).unwrap();
    here.write("s.csv", &text.replacen("完了", "対応中", 1));
    let import = |list: &str, options: &[&str]| {
        let mut args = vec!["import", "worklist", "s.csv", "--worklist", list];
        args.extend(options);
        here.run(&args)
    };
    for options in [&[][..], &["--apply"]] {
        let refused = import("東病院", options);
        assert_eq!(refused.code, 2, "{}", refused.out);
        assert!((refused.out + &refused.err).contains("別の点検票から書き出した表"), "{}", refused.err);
    }
    assert_eq!(here.run(&["history", CLAUSE, "--worklist", "東病院"]).code, 1, "nothing was recorded");
    assert_eq!(import("南病院", &["--apply"]).code, 0);
    let forced = import("東病院", &["--force", "--take", "theirs", "--apply"]);
    assert!(forced.code == 0 && forced.out.contains("別の点検票から"), "{}{}", forced.out, forced.err);
}

#[test]
fn a_decision_for_a_field_that_does_not_exist_names_those_that_do() {
    let here = conflicting();
    for text in ["運用14⑤:変な=mine", "運用14⑤：めも=theirs"] {
        let ran = here.run(&["import", "worklist", "回答.csv", "--take", text]);
        let name = text.split([':', '：', '=']).nth(1).unwrap();
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(&format!("「{name}」という項目はありません。")), "{}", ran.err);
        let names = AnswerField::ALL.map(AnswerField::name).join("、");
        assert!(names.starts_with("状態、判定、担当者、期限、メモ、対象外の理由"), "{names}");
        assert!(ran.err.contains(&format!("項目は {names} です。")), "{}", ran.err);
    }
}
