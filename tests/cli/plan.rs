//! What is left to do: status by profile, next, due, history.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn the_status_says_what_the_profile_leaves_out() {
    let here = Surrounding::new();
    let all = here.run(&["status", "--json"]).json().remove(0);
    let count = |status: &serde_json::Value| -> u64 {
        status["left_out"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum()
    };
    let fresh = here.run(&["status"]).out;
    assert!(fresh.contains("標準の範囲に入らないので、") && !fresh.contains("設定"), "nobody set anything: {fresh}");
    assert!(fresh.contains("    医療機関確認用  "), "{fresh}");
    here.run(&["worklist", "set", "--pattern", "II"]);
    let some = here.run(&["status", "--json"]).json().remove(0);
    assert!(count(&some) > count(&all));
    let clauses = crate::support::bundled().0.clauses().len() as u64;
    for (status, what) in [(&all, "fresh"), (&some, "by pattern")] {
        assert_eq!(
            status["total"].as_u64().unwrap() + count(status),
            clauses,
            "{what}: what does not count is the rest"
        );
    }
    let reasons = some["left_out"].as_array().unwrap();
    assert!(reasons.iter().any(|one| one["reason"] == "説明の項" && one["by_profile"] == false), "{reasons:?}");
    let left_out: u64 =
        reasons.iter().filter(|one| one["by_profile"] == true).map(|one| one["count"].as_u64().unwrap()).sum();
    let rest = count(&some) - left_out;
    let fresh = here.run(&["status", "--worklist", "default"]).out;
    assert!(fresh.contains(&format!("ほかに、点検の対象でない版や説明の項など {rest} 条項があります。")), "{fresh}");
    let plain = here.run(&["status"]).out;
    assert!(
        plain.contains(&format!("{left_out} 条項を数えていません。")) && plain.contains("参照パターン II"),
        "{plain}"
    );
}

#[test]
fn the_status_can_be_counted_by_party() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done"]);
    let ran = here.run(&["status", "--by", "party"]);
    let rows: Vec<&str> = ran.out.lines().filter(|line| line.ends_with('%')).collect();
    assert_eq!(rows.len(), 4, "{}", ran.out);
    for (row, name) in rows.iter().zip(["医療機関", "事業者", "クラウド事業者", "合計"]) {
        assert!(row.starts_with(name), "{row}");
    }
    let by_party = &here.run(&["status", "--json"]).json()[0]["by_party"];
    assert_eq!((&by_party[0]["party"], &by_party[0]["by_status"]["done"]), (&"医療機関".into(), &1.into()));
}

#[test]
fn what_comes_next_is_overdue_then_due_then_begun() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.6", "doing"]);
    here.run(&["mark", "mhlw6.sysun.14.2", "--due", "2099-12-31"]);
    here.run(&["mark", CLAUSE, "--due", "2020-01-01", "--owner", "情報課"]);
    here.run(&["mark", "mhlw6.sysun.14.1", "done", "--due", "2020-01-01"]);
    let document = here.run(&["next", "--json", "-n", "4"]).json().remove(0);
    let clauses = document["clauses"].as_array().unwrap();
    let ids: Vec<&str> = clauses.iter().map(|clause| clause["id"].as_str().unwrap()).collect();
    assert_eq!(&ids[..3], [CLAUSE, "mhlw6.sysun.14.2", "mhlw6.sysun.14.6"]);
    assert_eq!(clauses[3]["status"], "todo");
    let total = here.run(&["status", "--json"]).json()[0]["total"].as_u64().unwrap();
    assert_eq!(document["total"].as_u64(), Some(total - 1), "what is done is not left");
    assert_eq!((&clauses[0]["overdue"], &clauses[1]["overdue"]), (&true.into(), &false.into()));
    let plain = here.run(&["next", "-n", "2"]);
    assert!(
        plain.out.starts_with("2020-01-01 超過  期限  [未]  運用 14.⑤") && plain.out.contains("情報課"),
        "{}",
        plain.out
    );
    assert!(plain.out.ends_with(&format!("残り {} 条項のうち 2 件\n", total - 1)), "{}", plain.out);
}

#[test]
fn what_comes_next_is_chosen_by_a_query() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "--due", "2020-01-01"]);
    here.run(&["mark", "mhlw6.sysun.13.1", "doing"]);
    let document = here.run(&["next", "--json", "-n", "500", "--where", "編:運用 章:13"]).json().remove(0);
    let clauses = document["clauses"].as_array().unwrap();
    assert!(clauses.len() > 5 && document["total"] == clauses.len(), "{document}");
    assert!(clauses.iter().all(|clause| clause["id"].as_str().unwrap().starts_with("mhlw6.sysun.13.")), "{document}");
    assert_eq!(clauses[0]["id"], "mhlw6.sysun.13.1", "what is begun comes first here as well");
    let nothing = here.run(&["next", "--where", "編:運用 章:13 状態:完了"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
    for (query, said) in [
        ("", "探せる語も絞り込みもありません。何も表示していません。"),
        ("種別:リスク", "--where で選べるのは条項だけです。"),
        ("編:会計 認証", "どおりに当たる条項を選べません。"),
    ] {
        let wrong = here.run(&["next", &format!("--where={query}")]);
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{query}");
        assert!(wrong.err.contains(said), "{query}: {}", wrong.err);
    }
}

#[test]
fn nothing_left_is_exit_code_1() {
    let here = Surrounding::new();
    here.run(&["mark", "na", "--where", "種別:条項", "--yes"]);
    let ran = here.run(&["next"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("残っている条項はありません"), "{}", ran.err);
}

#[test]
fn due_dates_are_told_as_far_ahead_as_asked() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["due"]).code, 1);
    here.run(&["mark", CLAUSE, "--due", "2020-01-01"]);
    here.run(&["mark", "mhlw6.sysun.14.2", "--due", "2150-01-01"]);
    let near = here.run(&["due", "--json"]).json().remove(0);
    assert_eq!((near["overdue"][0]["id"].as_str(), near["upcoming"].as_array().unwrap().len()), (Some(CLAUSE), 0));
    let far = here.run(&["due", "--days", "60000"]);
    assert_eq!(far.code, 0);
    let (over, upcoming) = far.out.split_once("\n\n").unwrap();
    assert!(over.starts_with("期限を過ぎたもの 1 件\n2020-01-01 超過"), "{over}");
    assert!(upcoming.contains("期限の来るもの 1 件\n2150-01-01  "), "{upcoming}");
    assert_eq!(here.run(&["due", "--days", "-1"]).code, 2);
}

/// Returns a worklist with a clause whose action is late, and one whose exception has ended.
fn with_days_of_three_kinds() -> Surrounding {
    let here = Surrounding::new();
    for args in [
        &["mark", CLAUSE, "done", "--verdict", "不適合", "--owner", "情報課", "--due", "2020-01-01"][..],
        &["mark", CLAUSE, "--action", "直す", "--action-owner", "総務課", "--action-due", "2020-02-01"],
        &["mark", "mhlw6.sysun.14.2", "--accept-until", "2020-01-15", "--accepted-by", "院長", "--due", "2150-01-01"],
    ] {
        assert_eq!(here.run(args).code, 0, "{args:?}");
    }
    here
}

#[test]
fn actions_and_exceptions_are_due_by_days_of_their_own() {
    let here = with_days_of_three_kinds();
    let told = |args: &[&str]| -> Vec<[String; 3]> {
        let document = here.run(&[args, &["--json"]].concat()).json().remove(0);
        let rows = document["overdue"].as_array().or(document["clauses"].as_array()).unwrap();
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        rows.iter().map(|row| ["next_due", "due_kind", "due_owner"].map(|key| text(row, key))).collect()
    };
    let exception = ["2020-01-15", "exception", "院長"].map(str::to_owned);
    let action = ["2020-02-01", "action", "総務課"].map(str::to_owned);
    assert_eq!(told(&["due"]), [exception.clone(), action]);
    assert_eq!(told(&["next", "-n", "1"]), [exception]);
    // Owner and due date stay those of the clause.
    let first = &here.run(&["due", "--json"]).json()[0]["overdue"][0];
    assert_eq!((&first["owner"], &first["due"]), (&"".into(), &"2150-01-01".into()));
    for (query, count) in [("担当者:総務課", 1), ("担当者:院長", 1), ("担当者:情報課", 1), ("担当者:あり", 2)]
    {
        let found = here.run(&["due", "--where", query, "--json"]).json().remove(0);
        assert_eq!(found["overdue"].as_array().unwrap().len(), count, "{query}");
    }
    here.run(&["mark", CLAUSE, "--action-state", "完了"]);
    here.run(&["mark", "mhlw6.sysun.14.2", "--accept-until", "なし"]);
    assert_eq!(told(&["due"]), Vec::<[String; 3]>::new(), "what is done or withdrawn is not due");
}

#[test]
fn check_and_due_print_the_day_that_they_are_about_and_who_sees_to_it() {
    let here = with_days_of_three_kinds();
    let checked = here.run(&["check", "--json"]).json().remove(0);
    let of =
        |kind: &str| checked["findings"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap().clone();
    let told_of = |kind: &str| ["owner", "due", "due_owner", "next_due", "due_kind"].map(|key| of(kind)[key].clone());
    let expected = ["情報課", "2020-01-01", "総務課", "2020-02-01", "action"].map(serde_json::Value::from);
    assert_eq!(told_of("action_overdue"), expected);
    assert!(of("no_grade")["next_due"].is_null() && of("no_grade")["owner"] == "情報課");
    let printed = here.run(&["check"]).out;
    assert!(printed.lines().any(|line| line.contains("総務課") && line.contains("2020-02-01")), "{printed}");
    let printed = here.run(&["due", "--days", "60000"]).out;
    for line in
        ["期限を過ぎたもの 2 件\n2020-01-15 超過  例外  [未]", "2020-02-01 超過  是正  [済]", "2150-01-01  期限  [未]"]
    {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    let listed = here.run(&["status", "--all", "--json"]).json().remove(0)["worklists"][0].clone();
    assert_eq!((&listed["overdue"], &listed["findings"]), (&2.into(), &1.into()));
    assert_eq!(here.run(&["search", "期限:超過", "--json"]).json()[0]["hits"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_overdue_is_counted_by_clause_and_days_are_called_so() {
    let here = Surrounding::new();
    for args in [
        &["mark", CLAUSE, "--due", "2020-01-01", "--action-due", "2020-02-01", "--accept-until", "2020-03-01"][..],
        &["mark", "mhlw6.sysun.14.2", "--due", "2020-04-01"],
    ] {
        assert_eq!(here.run(args).code, 0, "{args:?}");
    }
    let due = here.run(&["due"]).out;
    assert!(due.starts_with("期限を過ぎたもの 2 条項、期限 4 件\n"), "{due}");
    assert_eq!(here.run(&["status", "--all", "--json"]).json()[0]["worklists"][0]["overdue"], 2);
    let report = here.run(&["export", "report", "--format", "markdown"]).out;
    for said in
        ["| 期限超過 | <b>2 件</b> |", "期限を過ぎた項目 2 件", "2020-01-01 期限<br>2020-02-01 是正<br>2020-03-01 例外"]
    {
        assert!(report.contains(said), "{said}\n{report}");
    }
    // In the list of all clauses each of the days is marked.
    let full = here.run(&["export", "markdown"]).out;
    for said in ["## 期限を過ぎた項目 (2 件)", "| 2020-01-01 超過<br>2020-02-01 超過 是正<br>2020-03-01 超過 例外 |"]
    {
        assert!(full.contains(said), "{said}\n{full}");
    }
    let page = here.run(&["export", "html"]).out;
    let late = "2020-02-01</span> <strong class=\"late\">超過</strong> 是正";
    assert_eq!(page.matches(late).count(), 3, "above, among what is open, and among all");
}

#[test]
fn what_is_met_or_does_not_apply_owes_nothing_wherever_it_is_asked_for() {
    let here = Surrounding::new();
    let noted = ["--grade", "重大", "--accept-why", "来期", "--action-state", "未着手"];
    for args in [
        &["mark", CLAUSE, "na", "--reason", "院内にない", "--verdict", "不適合"][..],
        &["mark", "mhlw6.sysun.14.6", "done", "--verdict", "適合"],
    ] {
        assert_eq!(here.run(&[args, &noted].concat()).code, 0, "{args:?}");
    }
    let checked = here.run(&["check", "--json"]).json().remove(0);
    let kinds: Vec<&str> =
        checked["findings"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["no_evidence"], "{checked}");
    for (query, total) in [("例外:あり", 0), ("是正:未着手", 0), ("状態:対象外", 1)] {
        let status = here.run(&["status", "--where", query, "--json"]).json().remove(0);
        assert_eq!(status["total"], total, "{query}");
    }
    let all = here.run(&["status", "--all", "--json"]).json().remove(0);
    assert_eq!(all["worklists"][0]["by_verdict"]["nonconform"], 0);
    let report = here.run(&["export", "report", "--format", "markdown"]).out;
    assert!(report.contains("| 残っている指摘 | 0 件 |") && !report.contains("### 例外"), "{report}");
}

#[test]
fn the_history_says_who_did_what_when_and_how() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "確認"]);
    here.run(&["undo"]);
    let ran = here.run(&["history", "運用14⑤"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
    for part in ["tester@", "状態を 完了 に", "メモを「確認」に", "(mark)", "(取り消し)"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let document = here.run(&["history", CLAUSE, "--json"]).json().remove(0);
    let first = &document["entries"][0];
    let expected =
        [("user", "tester"), ("field", "status"), ("value", "done"), ("sentence", "状態を 完了 に"), ("via", "mark")];
    for (key, value) in expected {
        assert_eq!(first[key], value, "{key}");
    }
    assert_eq!(here.run(&["history", "mhlw6.sysun.14.1"]).code, 1);
    let unknown = here.run(&["history", "zzz.unknown"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("という条項はありません"), "{}", unknown.err);
}
