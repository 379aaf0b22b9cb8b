//! `tenken evidence` with its subcommands.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

/// Adds a file as evidence of a clause and returns its id.
fn add(here: &Surrounding, file: &str, more: &[&str]) -> String {
    let ran = here.run(&[["evidence", "add", file, CLAUSE, "--json"].as_slice(), more].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.json()[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn evidence_is_added_to_clauses_with_its_hash() {
    let here = Surrounding::new();
    here.write("設定.txt", "x\n");
    let ran = here.run(&["evidence", "add", "設定.txt", CLAUSE, OTHER, "--title", "画面", "--effective", "2026-04-01"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let hash = "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac";
    assert!(ran.out.contains(&format!("SHA-256 {hash}")) && ran.out.contains("運用 14.⑤"), "{}", ran.out);
    let listed = here.run(&["evidence", "list", "--json"]).json().remove(0)["evidence"][0].clone();
    assert_eq!(
        (&listed["sha256"], &listed["title"], &listed["effective"]),
        (&hash.into(), &"画面".into(), &"2026-04-01".into())
    );
    assert_eq!(listed["clauses"], serde_json::json!([OTHER, CLAUSE]));
    assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["evidence"][0]["title"], "画面");
    assert!(here.run(&["show", CLAUSE]).out.contains("証跡        画面("), "shown on the page");
    let found = here.run(&["search", "証跡:あり", "--json"]).json().remove(0);
    assert_eq!(found["total"], 2);
}

/// It was in effect, and it is going to expire: whatever day it is today, a day without its year is that one.
#[test]
fn days_of_evidence_without_a_year_lie_before_and_after_today() {
    let here = Surrounding::new();
    here.write("a", "a");
    add(&here, "a", &["--effective", "11/20", "--expires", "11/20"]);
    let listed = here.run(&["evidence", "list", "--json"]).json().remove(0)["evidence"][0].clone();
    let today = here.run(&["due", "--json"]).json()[0]["today"].as_str().unwrap().to_owned();
    let day = |key: &str| listed[key].as_str().unwrap().to_owned();
    assert!(day("effective") <= today && today <= day("expires"), "{listed}");
    let refused = here.run(&["evidence", "add", "a", OTHER, "--effective", "2026-04-02", "--expires", "2026-04-01"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("有効日(2026-04-02)が期限(2026-04-01)より後です。"), "{}", refused.err);
}

#[test]
fn the_same_file_is_linked_and_not_recorded_twice() {
    let here = Surrounding::new();
    here.write("a", "a");
    let id = add(&here, "a", &[]);
    let again = here.run(&["evidence", "add", "a", OTHER, CLAUSE, "--title", "別の名"]);
    assert_eq!(again.code, 0);
    assert!(again.out.starts_with(&format!("証跡 {id}(記録済み)\n")), "{}", again.out);
    assert!(again.out.contains("運用 14.①") && !again.out.contains("運用 14.⑤"), "{}", again.out);
    assert!(again.err.contains("まだ付いていない条項に付けました"), "{}", again.err);
    assert!(again.err.contains("はじめに加えたときのままです") && again.err.contains("withdraw"), "{}", again.err);
    let known = here.run(&["evidence", "add", "a", OTHER, "--json"]);
    assert_eq!(known.code, 1, "nothing was recorded");
    assert!(known.err.contains("すべてに付いています。何も記録していません。"), "{}", known.err);
    let document = known.json().remove(0);
    assert_eq!((&document["id"], &document["known"]), (&id.as_str().into(), &true.into()));
    assert_eq!((&document["clauses"], &document["linked"]), (&serde_json::json!([OTHER]), &serde_json::json!([])));
    here.write("a", "b");
    assert_ne!(add(&here, "a", &[]), id, "changed since, so it is other evidence");
    assert_eq!(here.run(&["evidence", "withdraw", &id]).code, 0);
    here.write("a", "a");
    add(&here, "a", &[]);
}

#[test]
fn a_page_is_evidence_without_a_hash() {
    let here = Surrounding::new();
    add(&here, "https://example.com/policy", &[]);
    let ran = here.run(&["evidence", "check"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("URL") && ran.out.contains("変わりはありません。"), "{}", ran.out);
}

#[test]
fn the_check_names_what_is_not_as_it_was() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["evidence", "check"]).code, 1, "nothing was checked");
    for name in ["same", "changed", "missing", "expired"] {
        here.write(name, name);
        add(&here, name, if name == "expired" { &["--expires", "2020-01-01"] } else { &[] });
    }
    here.write("changed", "other");
    std::fs::remove_file(here.path("missing")).unwrap();
    let ran = here.run(&["evidence", "check", "--json"]);
    assert_eq!(ran.code, 1);
    let document = ran.json().remove(0);
    let standings: Vec<(&str, bool)> = document["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["standing"].as_str().unwrap(), one["expired"].as_bool().unwrap()))
        .collect();
    assert_eq!(standings, [("same", false), ("changed", false), ("missing", false), ("same", true)]);
    assert_eq!((&document["checked"], &document["wrong"]), (&4.into(), &3.into()));
    let plain = here.run(&["evidence", "check"]);
    for part in ["変わりなし", "中身が変わった", "見つからない", "期限切れ 2020-01-01", "3 件を確かめてください。"]
    {
        assert!(plain.out.contains(part), "{part}\n{}", plain.out);
    }
}

#[test]
fn evidence_is_linked_and_withdrawn_by_a_short_id() {
    let here = Surrounding::new();
    here.write("a", "a");
    here.write("b", "b");
    let ids = [add(&here, "a", &[]), add(&here, "b", &[])];
    let listed = here.run(&["evidence", "list"]).out;
    let short = listed.lines().find(|line| line.ends_with("/a")).unwrap().split(' ').next().unwrap();
    assert!(ids[0].starts_with(short) && !ids[1].starts_with(short) && short.len() < ids[0].len(), "{listed}");

    assert_eq!(here.run(&["evidence", "link", short, OTHER]).code, 0);
    assert_eq!(here.run(&["evidence", "list", OTHER, "--json"]).json()[0]["evidence"][0]["id"], ids[0]);
    assert_eq!(here.run(&["evidence", "unlink", short, OTHER]).code, 0);
    assert_eq!(here.run(&["evidence", "list", OTHER]).code, 1);
    let withdrawn = here.run(&["evidence", "withdraw", short]);
    assert!(withdrawn.code == 0 && withdrawn.out.contains("取り下げた"), "{}", withdrawn.out);
    assert_eq!(here.run(&["evidence", "check", "--json"]).json()[0]["checked"], 1);
    assert!(here.run(&["evidence", "list"]).out.contains("[取り下げ]"));
    assert_eq!(here.run(&["evidence", "withdraw", short, "--undo"]).code, 0);
    assert_eq!(here.run(&["evidence", "check", "--json"]).json()[0]["checked"], 2);

    let common = &ids[0][..ids[0].bytes().zip(ids[1].bytes()).take_while(|(one, other)| one == other).count()];
    for (id, sentence) in [(common, "で始まる証跡が 2 件あります"), ("zz", "「zz」という証跡はありません")]
    {
        let ran = here.run(&["evidence", "link", id, OTHER]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

#[test]
fn what_cannot_be_evidence_is_refused() {
    let here = Surrounding::new();
    here.write("a", "a");
    let cases: [(&[&str], &str); 4] = [
        (&["evidence", "add", "nowhere.pdf", CLAUSE], "見つかりません: nowhere.pdf を証跡として読み込めません"),
        (&["evidence", "add", "home", CLAUSE], "フォルダーです: home を証跡として読み込めません"),
        (&["evidence", "add", "a", "zzz.unknown"], "「zzz.unknown」という条項はありません"),
        (&["evidence", "add", "a", CLAUSE, "--expires", "いつか"], "期限「いつか」は、日付として読めません"),
    ];
    for (args, sentence) in cases {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(sentence), "{args:?}: {}", ran.err);
    }
    assert!(!here.path("data").exists());
}
