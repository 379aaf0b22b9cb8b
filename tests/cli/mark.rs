use serde_json::Value;

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn a_mark_is_answered_with_what_changed() {
    let here = Surrounding::new();
    let ran = here.run(&["mark", CLAUSE, "完了", "--note", "全端末で確認"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("運用 14.⑤  ") && ran.out.ends_with(": 未着手 → 完了\n"), "{}", ran.out);
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
    let elsewhere = here.run(&["status", "--json", "--worklist", "別の点検票"]);
    assert_eq!(elsewhere.json()[0]["by_status"]["done"], 0);
}

#[test]
fn what_cannot_be_marked_is_refused_and_nothing_is_recorded() {
    let here = Surrounding::new();
    let cases: [(&[&str], &str); 5] = [
        (&["mark", CLAUSE, "zzz.unknown", "done"], "「zzz.unknown」という条項はありません"),
        (&["mark", CLAUSE, "risk.admin-credential-theft", "done"], "リスクです"),
        (&["mark", CLAUSE, "済み"], "「済み」という状態はありません"),
        (&["mark", CLAUSE, "recheck"], "「recheck」という状態はありません"),
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
