//! `tenken mark`, by id and by number.

use serde_json::Value;

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn a_mark_is_answered_with_what_changed() {
    let here = Surrounding::new();
    let ran = here.run(&["mark", CLAUSE, "完了", "--note", "全端末で確認"]);
    // The first mark of a worklist says once what it is about.
    let is_told = ran.err.starts_with("tenken: この点検票で数える版: ") && ran.err.lines().count() == 1;
    assert!(ran.code == 0 && is_told, "{}", ran.err);
    assert!(
        ran.out.starts_with("運用 14.⑤  ") && ran.out.ends_with(": 未着手 → 完了、メモを「全端末で確認」に\n"),
        "{}",
        ran.out
    );
    let json = here.run(&["mark", CLAUSE, "mhlw6.sysun.14.1", "doing", "--note", "メモ", "--json"]);
    let documents = json.json();
    assert_eq!(documents.len(), 2);
    for (document, id) in documents.iter().zip([CLAUSE, "mhlw6.sysun.14.1"]) {
        assert_eq!(
            (&document["id"], &document["status"], &document["note"]),
            (&id.into(), &"doing".into(), &"メモ".into())
        );
        assert!(document["changed_at"].is_string() && document["changed_by"] == "tester");
    }
}

#[test]
fn a_mark_is_seen_by_later_runs() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--note", "全端末で確認"]).code, 0);
    let shown = here.run(&["show", CLAUSE]);
    assert!(shown.out.contains("状態        完了\n  メモ        全端末で確認\n"), "{}", shown.out);
    assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["note"], "全端末で確認");
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
    here.run(&["worklist", "create", "別の点検票"]);
    let elsewhere = here.run(&["status", "--json", "--worklist", "別の点検票"]);
    assert_eq!(elsewhere.json()[0]["by_status"]["done"], 0);
}

#[test]
fn what_cannot_be_marked_is_refused_and_nothing_is_recorded() {
    let here = Surrounding::new();
    let cases: [(&[&str], &str); 4] = [
        (&["mark", CLAUSE, "zzz.unknown", "done"], "「zzz.unknown」という条項はありません"),
        (&["mark", CLAUSE, "risk.admin-credential-theft", "done"], "リスクです"),
        (&["mark", CLAUSE, "済み"], "「済み」という状態はありません"),
        (&["mark", CLAUSE, "done", "--worklist", "../elsewhere"], "点検票の名前「../elsewhere」は使えません"),
    ];
    for (args, sentence) in cases {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(sentence), "{args:?}: {}", ran.err);
    }
    assert!(!here.path("data").exists());
    assert_eq!(here.run(&["mark", "done"]).code, 2);
}

#[test]
fn status_counts_guidelines_volumes_and_chapters() {
    let here = Surrounding::new();
    let ran = here.run(&["status", "--json"]);
    assert_eq!(ran.code, 0);
    let document = &ran.json()[0];
    let total = document["total"].as_u64().unwrap();
    assert!(total > 300, "{total}");
    assert_eq!(document["applicable"].as_u64(), Some(total));
    assert_eq!(document["by_status"]["todo"].as_u64(), Some(total));
    let nodes = document["nodes"].as_array().unwrap();
    let sum = |level: &str| -> u64 {
        let counted = nodes.iter().filter(|node| node["level"] == level);
        counted.map(|node| node["total"].as_u64().unwrap()).sum()
    };
    assert_eq!([sum("guideline"), sum("volume"), sum("chapter")], [total; 3]);
    assert!(nodes.iter().all(|node| node["id"].is_string() && node["title"].is_string()));
    let codes: Vec<&str> = nodes[0]["by_status"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(codes, ["doing", "done", "na", "recheck", "todo"]);
}

#[test]
fn the_table_of_progress_is_aligned() {
    let here = Surrounding::new();
    let ran = here.run(&["status"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let rows: Vec<&str> = ran.out.lines().filter(|line| line.ends_with('%')).collect();
    assert!(rows.len() > 40, "{}", ran.out);
    let width = unicode_width::UnicodeWidthStr::width(rows[0]);
    assert!(width <= 80 && rows.iter().all(|row| unicode_width::UnicodeWidthStr::width(*row) == width), "{}", ran.out);
    assert!(rows.last().unwrap().starts_with("合計"));
}

#[test]
fn an_unreachable_worklist_is_an_error_only_where_it_is_needed() {
    let here = Surrounding::new();
    let file = here.write("blocked", "");
    let run = |args: &[&str]| {
        let mut command = here.command(args);
        command.env("TENKEN_DATA_DIR", &file);
        crate::support::Ran::of(command)
    };
    assert_eq!(run(&["search", "バックアップ"]).code, 0);
    let shown = run(&["show", CLAUSE, "--json"]);
    assert_eq!((shown.code, shown.json()[0]["worklist"]["status"].clone()), (0, Value::from("todo")));
    let marked = run(&["mark", CLAUSE, "done"]);
    assert_eq!((marked.code, marked.out.as_str()), (2, ""));
    assert!(marked.err.contains("TENKEN_DATA_DIR"), "{}", marked.err);
}

#[test]
fn every_field_of_the_form_is_recorded() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.1", "doing"]);
    let fields = ["--owner", "情報課", "--due", "令和9年3月31日", "--verdict", "適合", "--reason", "理由"];
    let ran = here.run(&[["mark", CLAUSE, "done", "--json"].as_slice(), &fields].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let document = ran.json().remove(0);
    let expected = [("owner", "情報課"), ("due", "2027-03-31"), ("verdict", "conform"), ("reason", "理由")];
    for (key, value) in expected.into_iter().chain([("status", "done"), ("note", "")]) {
        assert_eq!(document[key], value, "{key}");
    }
    let shown = here.run(&["show", CLAUSE]).out;
    for line in ["  判定        適合\n", "  担当者      情報課\n", "  期限        2027-03-31\n", "  理由        理由\n"]
    {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let cleared = here.run(&["mark", CLAUSE, "--due", "なし", "--owner", "", "--json"]).json().remove(0);
    assert_eq!(
        (&cleared["due"], &cleared["owner"], &cleared["status"]),
        (&Value::Null, &"".into(), &"done".into()),
        "what is not named stays"
    );
    let ran = here.run(&["mark", CLAUSE, "--owner", "総務課"]);
    assert!(ran.out.ends_with(": 担当者を「総務課」に\n"), "{}", ran.out);
}

#[test]
fn a_due_date_is_given_from_today_on() {
    let here = Surrounding::new();
    for text in ["明日", "+2w", "12/20", "年度末"] {
        let ran = here.run(&["mark", CLAUSE, "--due", text, "--json"]);
        assert_eq!(ran.code, 0, "{text}: {}", ran.err);
        assert!(ran.json()[0]["due"].as_str().is_some_and(|due| due.len() == 10), "{text}: {}", ran.out);
    }
}

#[test]
fn what_cannot_be_filled_in_is_refused() {
    let here = Surrounding::new();
    let cases: [(&[&str], &str); 7] = [
        (&["mark", CLAUSE, "--due", "そのうち"], "期限「そのうち」は、日付として読めません"),
        (&["mark", CLAUSE, "--verdict", "良"], "判定「良」は、判定として読めません"),
        (&["mark", CLAUSE, "--note", &"長".repeat(4_001)], "長すぎます (4001 字)"),
        (&["mark", "done"], "どの条項に記録するかが指定されていません"),
        (&["mark", "--owner", "情報課", "--where", "無い語句無い語句"], "どおりに当たる条項を選べません"),
        (&["mark", "--where", "編:運用"], "何を記録するかが指定されていません"),
        (&["mark", "finished", "--where", "編:運用"], "「finished」という状態はありません"),
    ];
    for (args, sentence) in cases {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(sentence), "{args:?}: {}", ran.err);
    }
    assert!(!here.path("data").exists());
}

#[test]
fn what_a_bulk_mark_replaces_is_said_before_and_after() {
    let here = Surrounding::new();
    let query = "編:運用 章:13";
    here.run(&["mark", "運用13①", "doing", "--note", "前のメモ"]);
    let line = ["mark", "done", "--note", "新しいメモ", "--where", query];
    let asked = here.run(&line);
    assert!(
        asked.code == 2 && asked.err.contains("対応中 1 → 完了。書き換わる記録: 状態 1、メモ 1。"),
        "{}",
        asked.err
    );
    let done = here.run(&[line.as_slice(), &["--yes"]].concat());
    assert!(
        done.code == 0 && done.err.contains("書き換えた記録: 状態 1、メモ 1。`tenken undo` で戻せます。"),
        "{}",
        done.err
    );
    assert!(done.out.lines().all(|line| line.contains("→ 完了、メモを「新しいメモ」に")), "{}", done.out);
    assert_eq!(here.run(&["undo"]).code, 0);
    assert_eq!(here.run(&["show", "運用13①", "--json"]).json()[0]["worklist"]["note"], "前のメモ");
}

#[test]
fn a_mark_that_changes_nothing_is_said_and_not_recorded() {
    let here = Surrounding::new();
    let entries = || here.run(&["history", CLAUSE, "--json"]).json()[0]["entries"].as_array().unwrap().len();
    let untouched = here.run(&["mark", CLAUSE, "todo"]);
    assert!(untouched.code == 0 && untouched.out.ends_with(": 未着手 のまま\n"), "{}", untouched.out);
    assert!(!here.path("data").exists());
    here.run(&["mark", CLAUSE, "done", "--note", "確認"]);
    assert_eq!(entries(), 2);
    let again = here.run(&["mark", CLAUSE, "done", "--note", "確認"]);
    assert!(again.code == 0 && again.out.ends_with(": 完了 のまま、メモはそのまま\n"), "{}", again.out);
    assert!(again.err.contains("何も記録していません"), "{}", again.err);
    let partly = here.run(&["mark", CLAUSE, "done", "--owner", "情報課"]);
    assert!(partly.out.ends_with(": 完了 のまま、担当者を「情報課」に\n") && partly.err.is_empty(), "{}", partly.out);
    assert_eq!(entries(), 3);
}

#[test]
fn every_status_can_be_set_by_each_of_its_names() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.1", "doing"]);
    for (name, code) in
        [("recheck", "recheck"), ("todo", "todo"), ("要再確認", "recheck"), ("済", "done"), ("再", "recheck")]
    {
        let ran = here.run(&["mark", CLAUSE, name]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["status"], code);
    }
}

#[test]
fn a_number_that_does_not_decide_names_what_may_be_meant() {
    let here = Surrounding::new();
    let unknown = here.run(&["mark", "企画9①", "done"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("番号の分かっていない条項が"), "{}", unknown.err);
    assert!(
        unknown.err.contains("mhlw6.kikaku.9.u1(") && unknown.err.contains("mhlw6.kikaku.9.u2("),
        "{}",
        unknown.err
    );
    assert!(!unknown.err.contains("mhlw6.kikaku.9.2("), "what has a number is not meant: {}", unknown.err);
    let several = here.run(&["mark", "経営1.2.1①", "done"]);
    assert_eq!(several.code, 2);
    for part in ["安全管理事項の文書化と文書の管理体制", "管理責任を果たすための組織体制の整備"]
    {
        assert!(several.err.contains(part), "{part}: {}", several.err);
    }
    for (text, sentence) in [
        ("運用14㊿", "という条項はありません"),
        ("運用14.99", "番号の分かっていない条項が"),
        ("R7 99", "という条項はありません"),
        ("zzz", "という条項はありません"),
    ] {
        let ran = here.run(&["mark", text, "done"]);
        assert!(ran.code == 2 && ran.err.contains(sentence), "{text}: {}", ran.err);
    }
}
