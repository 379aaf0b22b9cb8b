//! One filter language: what the worklist says, in every command that takes a query; saved filters.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.6";

/// A worklist with two clauses recorded.
fn recorded() -> Surrounding {
    let here = Surrounding::new();
    here.run(&[
        "mark",
        CLAUSE,
        "doing",
        "--owner",
        "情報システム課 佐藤",
        "--due",
        "2020-01-01",
        "--verdict",
        "不適合",
    ]);
    here.run(&["mark", OTHER, "done", "--note", "山田商会に確認済み", "--due", "2099-12-31", "--verdict", "適合"]);
    here
}

fn ids(document: &serde_json::Value, list: &str) -> Vec<String> {
    let all = document[list].as_array().unwrap().iter();
    let mut ids: Vec<String> = all.map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn what_the_worklist_says_can_be_asked_for() {
    let here = recorded();
    for (query, expected) in [
        ("判定:不適合", &[CLAUSE][..]),
        ("verdict:conform", &[OTHER]),
        ("担当者:システム", &[CLAUSE]),
        ("担当者:あり", &[CLAUSE]),
        ("期限:超過", &[CLAUSE]),
        ("期限:〜2020-01-01", &[CLAUSE]),
        ("期限:あり", &[CLAUSE, OTHER]),
        ("期限:2099-12-01〜2099-12-31", &[OTHER]),
        ("メモ:確認", &[OTHER]),
        ("メモ:あり 判定:適合", &[OTHER]),
        ("状態:対応中", &[CLAUSE]),
        ("食い違い:あり", &[]),
    ] {
        let ran = here.run(&["search", query, "--json", "-n", "99"]);
        assert_eq!(ids(&ran.json()[0], "hits"), expected, "{query}");
        assert_eq!(ran.code, i32::from(expected.is_empty()), "{query}");
    }
    let none = here.run(&["search", "担当者:鈴木"]);
    assert_eq!((none.code, none.err.contains("担当者は 情報システム課 佐藤 です。")), (1, true), "{}", none.err);
}

#[test]
fn findings_and_reviews_can_be_asked_for() {
    let here = recorded();
    here.run(&[
        "mark",
        CLAUSE,
        "--grade",
        "重大",
        "--action",
        "直す",
        "--action-state",
        "実施中",
        "--return",
        "写真がない",
    ]);
    let accepted = "mhlw6.sysun.14.1";
    // What is 適合 needs no exception, whatever is recorded of one.
    for clause in [OTHER, accepted] {
        here.run(&["mark", clause, "--accept-until", "2020-01-01", "--accepted-by", "院長"]);
    }
    for (query, expected) in [
        ("指摘:あり", &[CLAUSE][..]),
        ("指摘:重大 是正:実施中", &[CLAUSE]),
        ("指摘:軽微", &[]),
        ("指摘:なし 例外:あり", &[accepted]),
        ("例外:超過", &[accepted]),
        ("例外:なし 判定:適合", &[OTHER]),
        ("是正:完了", &[]),
        ("確認:差戻し", &[CLAUSE]),
        ("確認:なし 判定:適合", &[OTHER]),
    ] {
        let ran = here.run(&["search", query, "--json", "-n", "99"]);
        assert_eq!(ids(&ran.json()[0], "hits"), expected, "{query}: {}", ran.err);
    }
    let next = here.run(&["next", "--where", "finding:major", "--json"]).json().remove(0);
    assert_eq!(ids(&next, "clauses"), [CLAUSE]);
}

#[test]
fn every_command_takes_the_same_query() {
    let here = recorded();
    let next = here.run(&["next", "--where", "担当者:佐藤", "--json"]).json().remove(0);
    assert_eq!(ids(&next, "clauses"), [CLAUSE]);
    let due = |query: &str| here.run(&["due", "--where", query, "--json"]).json().remove(0);
    assert_eq!((ids(&due("判定:不適合"), "overdue").len(), ids(&due("判定:適合"), "overdue").len()), (1, 0));
    let check = |query: &str| here.run(&["check", "--where", query, "--json"]).json()[0]["total"].as_u64().unwrap();
    assert!(check("期限:超過") > 0 && check("期限:超過 担当者:なし") == 0);
    let status = here.run(&["status", "--where", "期限:あり", "--json"]).json().remove(0);
    assert_eq!((&status["total"], &status["where"]), (&2.into(), &"期限:あり".into()));
    assert!(here.run(&["status", "--json"]).json()[0].get("where").is_none());
    let told = here.run(&["status", "--where", "期限:あり"]).out;
    assert!(
        told.starts_with("点検票「default」の一部(絞り込み: 期限:あり)\n") && !told.contains("数えていません"),
        "{told}"
    );
    let marked = here.run(&["mark", "doing", "--where", "判定:適合", "--yes"]);
    assert_eq!((marked.code, marked.out.lines().count()), (0, 1), "{}", marked.err);
    let written = here.run(&["next", "--where", "佐藤", "--json"]).json().remove(0);
    assert_eq!(ids(&written, "clauses"), [CLAUSE], "what the search shows as found by an owner is listed");
    assert_eq!(here.run(&["export", "csv", "--where", "山田商会"]).out.matches(OTHER).count(), 1);
    // What somebody wrote about a clause finds it, but nothing is done to it in bulk.
    let noted = here.run(&["mark", "na", "--where", "山田商会", "--yes"]);
    assert_eq!((noted.code, noted.out.as_str()), (1, ""), "{}", noted.err);
}

#[test]
fn a_part_that_is_exported_says_by_which_filter_and_comes_back_without_loss() {
    let here = recorded();
    for format in ["xlsx", "csv", "html", "markdown", "json", "oscal"] {
        let file = here.path(&format!("part.{format}"));
        let ran = here.run(&["export", format, "--where", "判定:不適合", "--out", file.to_str().unwrap()]);
        assert_eq!((ran.code, ran.err.contains("判定:不適合")), (0, true), "{format}: {}", ran.err);
        if ["html", "markdown", "json"].contains(&format) {
            assert!(std::fs::read_to_string(&file).unwrap().contains("判定:不適合"), "{format}");
        }
    }
    let before = here.run(&["status", "--json"]).out;
    for format in ["xlsx", "csv"] {
        let file = here.path(&format!("part.{format}"));
        let ran = here.run(&["import", "worklist", file.to_str().unwrap(), "--apply"]);
        assert!(ran.code < 2, "{}", ran.err);
    }
    assert_eq!(here.run(&["status", "--json"]).out, before, "rows that are not there are not taken for removed ones");
    assert!(here.run(&["history", OTHER]).out.contains("山田商会"));
}

#[test]
fn a_wrong_filter_is_an_error_wherever_it_says_what_is_meant_and_a_warning_in_the_search() {
    let here = recorded();
    for command in ["next", "due", "check", "status", "export", "mark"] {
        let run = |query: &str| match command {
            "export" => here.run(&["export", "json", "--where", query]),
            "mark" => here.run(&["mark", "done", "--yes", "--where", query]),
            _ => here.run(&[command, "--where", query]),
        };
        for (query, said) in [
            ("期限:そのうち", "使えるのは 超過、今日、今週、今月、あり、なし です。"),
            ("認証 期限:2027-13-01", "〜2027-03-31"),
            ("指摘:重要", "使えるのは あり、なし、重大、軽微、観察 です。"),
            ("例外:いつか", "使えるのは あり、超過、なし です。"),
            ("判定:合格", "使えるのは 未判定、適合、一部適合、不適合 です。"),
            ("認証 判決:適合", "「判決:」という絞り込みはありません。"),
            ("@年次", "「@年次」という絞り込みは保存していません。"),
        ] {
            let ran = run(query);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command} {query}: {}", ran.err);
            assert!(ran.err.contains(said), "{command} {query}: {}", ran.err);
            let document = here.run(&["search", query, "--json"]).json().remove(0);
            let warned =
                document["warnings"].as_array().unwrap().iter().any(|one| one.as_str().unwrap().contains(said));
            assert!(warned && document["understood"] == false, "{document}");
        }
    }
}

#[test]
fn a_saved_filter_stands_for_its_query_and_mistakes_are_named_with_their_line() {
    let here = recorded();
    here.write("config/config.toml", "# 自分の\n[filters]\n\"不適合\" = \"判定:不適合\"\n");
    let found = here.run(&["search", "@不適合 認証", "--json"]).json().remove(0);
    assert_eq!((ids(&found, "hits"), &found["query"]), (vec![CLAUSE.to_owned()], &"@不適合 認証".into()));
    assert_eq!(ids(&here.run(&["next", "--where", "@不適合", "--json"]).json()[0], "clauses"), [CLAUSE]);
    let file = here.run(&["export", "markdown", "--where", "@不適合"]).out;
    assert!(file.contains("判定:不適合") && !file.contains("@不適合"), "who gets the file knows no name");
    let other = here.run(&["next", "--where", "@適合"]);
    assert!(other.code == 2 && other.err.contains("使えるのは @不適合 です。"), "{}", other.err);
    here.write("config/config.toml", "[filters]\nok = \"状態:未\"\nbad = \"@ok\"\n");
    let wrong = here.run(&["next", "--where", "@ok"]);
    assert!(wrong.code == 2 && wrong.err.contains("config.toml:3: "), "{}", wrong.err);
    assert_eq!(here.run(&["next"]).code, 0, "who uses none is not stopped");
}
