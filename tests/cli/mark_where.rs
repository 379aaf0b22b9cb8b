//! `tenken mark --where`: marks by query.

use serde_json::Value;

use crate::support::Surrounding;

#[test]
fn a_query_marks_what_it_finds_once_that_is_agreed_to() {
    let here = Surrounding::new();
    let query = "編:運用 章:13";
    let asked = here.run(&["mark", "done", "--where", query]);
    let listed = asked.out.lines().count();
    assert_eq!(asked.code, 2, "nobody is there to ask");
    assert!(listed > 5 && asked.out.lines().all(|line| line.starts_with("[未] 運用 13")), "{}", asked.out);
    assert!(asked.err.contains(&format!("この {listed} 条項")) && asked.err.contains("--yes"), "{}", asked.err);
    assert!(!here.path("data").exists(), "nothing is recorded yet");

    let done = here.run(&["mark", "done", "--where", query, "--yes"]);
    assert_eq!((done.code, done.out.lines().count()), (0, listed));
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], listed);
    // The words before the status narrow the query down.
    let narrowed = here.run(&["mark", "状態:完了", "doing", "--where", query, "--yes", "--json"]);
    assert_eq!((narrowed.code, narrowed.json().len()), (0, listed));
    let nothing = here.run(&["mark", "done", "--where", "編:運用 章:13 状態:完了", "--yes"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
}

#[test]
fn a_query_never_marks_what_the_worklist_does_not_count() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--party", "事業者"]);
    let counted = here.run(&["status", "--json"]).json()[0]["total"].as_u64().unwrap();
    let ran = here.run(&["mark", "doing", "--where", "種別:条項", "--yes"]);
    assert_eq!((ran.code, ran.out.lines().count() as u64), (0, counted));
    assert!(ran.err.contains("数えない"), "{}", ran.err);
}

#[test]
fn a_query_that_boils_down_to_nothing_marks_nothing() {
    let here = Surrounding::new();
    for query in ["", " ", "・", "\u{3000}", "\"・\"", "-", "、。", "編:", "状態:", "-世代", "OR", "\u{200b}"]
    {
        for more in [["--yes"].as_slice(), &[], &["--yes", "--json"]] {
            let where_query = format!("--where={query}");
            let ran = here.run(&[["mark", "done", &where_query].as_slice(), more].concat());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{query:?}");
            assert!(
                ran.err.contains("探せる語も絞り込みもありません。何も記録していません。"),
                "{query:?}: {}",
                ran.err
            );
        }
        let narrowed = here.run(&["mark", "認証", "done", &format!("--where={query}"), "--yes"]);
        assert_eq!(narrowed.code, 2, "{query:?}: the filter of a script that came out empty");
    }
    assert!(!here.path("data").exists());
    let unfinished = here.run(&["search", "編:"]);
    assert!(unfinished.code == 1 && unfinished.err.contains("「編:」に使えるのは 概説、"), "{}", unfinished.err);
    for query in ["・", "「」"] {
        let searched = here.run(&["search", query]);
        assert!(searched.code == 0 && searched.err.contains("検索できる語がありません"), "{query}: {}", searched.err);
        assert!(here.run(&["explain", query]).err.contains("検索できる語がありません"));
    }
    assert_eq!(here.run(&["search", ""]).err, "", "the empty query may list all");
}

#[test]
fn a_query_marks_only_what_has_every_word() {
    let here = Surrounding::new();
    // A word that stands nowhere, two that stand nowhere together, and what only comes near.
    for query in ["ISMAP 存在しない語", "誓約書 時刻同期", "駐車場"] {
        let ran = here.run(&["mark", "done", "--where", query, "--yes"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{query}");
        let said = format!("「{query}」どおりに当たる条項を選べません。すべての語を含む条項はありません。\n");
        assert!(ran.err.contains(&said), "{query}: {}", ran.err);
        assert!(ran.err.contains(" で確かめて、語や絞り込みを改めてください。何も記録していません。"), "{}", ran.err);
    }
    assert!(!here.path("data").exists());
    let found = here.run(&["search", "誓約書 退職", "--kind", "clause", "--json", "-n", "500"]).json().remove(0);
    let hits = found["hits"].as_array().unwrap();
    let ids = |tier: &str| -> Vec<&str> {
        let ids = hits.iter().filter(|hit| hit["tier"] == tier).map(|hit| hit["id"].as_str().unwrap());
        ids.collect()
    };
    assert!(!ids("all").is_empty() && !ids("some").is_empty());
    let marked = here.run(&["mark", "done", "--where", "誓約書 退職", "--yes", "--json"]);
    assert_eq!(marked.code, 0, "{}", marked.err);
    let marked = marked.json();
    assert!(!marked.is_empty());
    for one in &marked {
        assert!(ids("all").contains(&one["id"].as_str().unwrap()), "{one}");
    }
}

#[test]
fn a_query_that_asks_for_something_else_marks_nothing() {
    let here = Surrounding::new();
    for (query, part) in [
        ("種別:リスク", "条項だけ"),
        ("バックアップ 種別:製品", "条項だけ"),
        ("編:運用 -@月次", "まとめて除けません"),
        ("編:運用 -章:99", "「99」はありません"),
    ] {
        let ran = here.run(&["mark", "done", "--where", query, "--yes"]);
        assert!(ran.code == 2 && ran.err.contains(part), "{query}: {}{}", ran.out, ran.err);
    }
    assert!(!here.path("data").exists(), "nothing was recorded");
    assert!(here.run(&["search", "編:運用 -@月次"]).err.contains("まとめて除けません"), "the search says so, too");
}

#[test]
fn what_meets_an_excluded_filter_is_not_marked() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["mark", "mhlw6.sysun.14.5", "done"]).code, 0);
    let ran = here.run(&["mark", "doing", "--where", "編:運用 章:14 -状態:完了", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let status = |id: &str| here.run(&["show", id, "--json"]).json()[0]["worklist"]["status"].clone();
    assert_eq!([status("mhlw6.sysun.14.5"), status("mhlw6.sysun.14.1")], ["done", "doing"]);
    let rest = here.run(&["export", "csv", "--where=-状態:完了"]);
    assert!(rest.code == 0 && rest.out.contains("mhlw6.sysun.14.1") && !rest.out.contains("mhlw6.sysun.14.5,"));
    let said = here.run(&["search", "認証", "-状態:完了"]);
    assert!(said.code == 2 && said.err.contains("\"語 -状態:完了\""), "{}", said.err);
    for (command, is_told) in [("search", false), ("next", true), ("show", false)] {
        let said = here.run(&[command, "-状態:完了"]);
        assert!(said.err.contains("--where=-状態:完了") == is_told, "{command}: {}", said.err);
    }
}

#[test]
fn a_query_may_ask_what_a_service_carries() {
    let here = Surrounding::new();
    let query = "対応状況:一部 サービス:D365";
    let report: Value = serde_json::from_str(&here.run(&["export", "json", "--where", query]).out).unwrap();
    let ids: Vec<&str> = report["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 5, "{ids:?}");
    let marked = here.run(&["mark", "doing", "--where", query, "--yes", "--json"]);
    assert_eq!(marked.code, 0, "{}", marked.err);
    let documents = marked.json();
    assert!(documents.iter().map(|document| document["id"].as_str().unwrap()).eq(ids.iter().copied()));
    let shown = here.run(&["show", ids[0]]).out;
    assert!(shown.contains("状態        対応中"), "{shown}");
}

#[test]
fn a_filter_without_a_value_marks_nothing_and_the_values_are_told() {
    let here = Surrounding::new();
    for (query, said) in [
        ("担当: 事業者", "「担当:」に使えるのは 医療機関、"),
        ("編: 運用", "「編:」に使えるのは 概説、"),
        ("認証 担当:", "「担当:」に使えるのは 医療機関、"),
        ("編:zzz", "「編:」に使えるのは 概説、"),
        ("担当:", ""),
    ] {
        let ran = here.run(&["mark", "done", "--where", query]);
        assert_eq!(ran.code, 2, "{query}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(said) && ran.err.contains("何も記録していません"), "{query}: {}", ran.err);
    }
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 0);
}
