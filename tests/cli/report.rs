//! The audit report: written, dated, compared and sealed.

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns a worklist with a finding and a file of evidence.
fn audited() -> Surrounding {
    let here = Surrounding::new();
    here.write("証跡/設定.txt", "有効");
    for args in [
        &["worklist", "create", "東病院", "--facility", "東病院", "--approver", "院長", "--guideline", "mhlw6"][..],
        &["worklist", "switch", "東病院"],
        &["mark", CLAUSE, "--verdict", "不適合", "--grade", "重大", "--action", "設定を直す"],
        &["mark", "mhlw6.sysun.14.1", "done", "--verdict", "適合"],
        &["mark", "mhlw6.sysun.14.2", "na"],
        &["evidence", "add", "証跡/設定.txt", CLAUSE, "--title", "設定の画面"],
    ] {
        assert_eq!(here.run(args).code, 0, "{args:?}");
    }
    here
}

#[test]
fn the_report_says_what_matters_and_its_seal_is_read_back() {
    let here = audited();
    here.write("証跡/設定.txt", "無効");
    for (format, file) in [("html", "a.html"), ("markdown", "a.md"), ("docx", "a.docx")] {
        let ran = here.run(&["export", "report", "--format", format, "--out", file]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
        let verified = here.run(&["verify", "--against", file]);
        assert!(
            verified.code == 0 && verified.out.contains("すべてそのまま残っています"),
            "{format}: {}",
            verified.out
        );
    }
    let text = std::fs::read_to_string(here.path("a.md")).unwrap();
    for said in [
        "東病院",
        "院長",
        "残っている重大な指摘(1 件)",
        "対象外なのに理由がない(1 件)",
        "適合なのに証跡がない(1 件)",
        "確認日",
        "設定を直す",
        "中身が変わった",
        "確かめる証跡(1 件): 設定の画面",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let refused = here.run(&["export", "report", "--out", "a.html"]);
    assert_eq!(refused.code, 2, "it is there");
    std::fs::remove_dir_all(here.path("data/worklists/東病院")).unwrap();
    assert_ne!(here.run(&["verify", "--against", "a.docx"]).code, 0);
}

#[test]
fn the_report_of_one_moment_is_always_the_same() {
    let here = audited();
    let dated = |date: &str| {
        let mut command = here.command(&["export", "report", "--format", "markdown"]);
        command.env("SOURCE_DATE_EPOCH", date);
        Ran::of(command)
    };
    let report = dated("1796000000");
    assert_eq!((report.code, &report.out), (0, &dated("1796000000").out));
    assert!(report.out.contains("2026-11-30") || report.out.contains("2026-12-01"), "{}", report.out);
    assert_eq!(dated("gestern").code, 2);
}

#[test]
fn changes_are_told_since_a_day_or_another_worklist() {
    let here = audited();
    let report = |since: &str| here.run(&["export", "report", "--format", "markdown", "--since", since]);
    let of_day = report("2020-01-01");
    assert!(of_day.out.contains("2020-01-01 のはじめの記録と比べています"), "{}{}", of_day.out, of_day.err);
    assert!(of_day.out.contains("| 判定 | 未判定 → 不適合 | 1 |"), "{}", of_day.out);
    assert_eq!(here.run(&["worklist", "copy", "東病院", "昨年"]).code, 0);
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--verdict", "適合"]).code, 0);
    let of_list = report("昨年");
    assert!(of_list.out.contains("点検票「昨年」と比べています"), "{}", of_list.out);
    assert!(of_list.out.contains("| 判定 | 不適合 → 適合 | 1 |"), "{}", of_list.out);
    assert!(!of_list.out.contains("前回の記録がありません"), "nothing is unknown of what neither of them has");
    let journal = std::fs::read_dir(here.path("data/worklists/昨年")).unwrap();
    let journal = journal.map(|file| file.unwrap().path()).find(|path| path.extension().is_some_and(|e| e == "jsonl"));
    let journal = journal.expect("a journal");
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text + "{\"v\": 999}\n").unwrap();
    for args in [&["status", "--since", "昨年"][..], &["export", "report", "--since", "昨年", "--format", "markdown"]]
    {
        let damaged = here.run(args);
        assert!(damaged.code == 2 && damaged.err.contains("点検票「昨年」: "), "{args:?} {}", damaged.err);
    }
    assert!(report("昨年").out.contains("<b>比べた記録に欠けがあるかもしれません。"));
    let none = report("おととし");
    assert!(none.code == 2 && none.err.contains("日付としても読めません"), "{}", none.err);
}

#[test]
fn a_copy_is_compared_with_its_origin_unless_that_is_not_wished() {
    let here = audited();
    let report = |args: &[&str]| here.run(&[&["export", "report", "--format", "markdown"], args].concat());
    let none = "前回の点検票や日付と比べていません";
    assert!(report(&[]).out.contains(none), "it is no copy");
    assert_eq!(here.run(&["worklist", "copy", "東病院", "翌年", "--recheck"]).code, 0);
    assert_eq!(here.run(&["worklist", "switch", "翌年"]).code, 0);
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--verdict", "適合"]).code, 0);
    let compared = report(&[]);
    assert!(compared.out.contains("写し元の点検票「東病院」と比べています"), "{}", compared.out);
    assert!(compared.out.contains("| 判定 | 不適合 → 適合 | 1 |"), "{}", compared.out);
    for word in ["none", "なし"] {
        assert!(report(&["--since", word]).out.contains(none), "{word}");
    }
    // Worklists of that name, of which nobody can tell which one is meant.
    for name in ["None", "NONE"] {
        std::fs::create_dir_all(here.path("data/worklists").join(name)).unwrap();
    }
    let unclear = report(&["--since", "none"]);
    assert!(unclear.code == 2 && unclear.err.contains("いくつかあります"), "{}", unclear.err);
    for name in ["None", "NONE"] {
        std::fs::remove_dir_all(here.path("data/worklists").join(name)).unwrap();
    }
    let origin = here.path("data/worklists/東病院");
    std::fs::rename(&origin, here.path("elsewhere")).unwrap();
    let lost = report(&[]);
    assert!(lost.code == 0 && lost.out.contains("写し元の点検票が見つからないため"), "{}", lost.out);
    // It may be what cannot be read: a folder stands where its journal was.
    std::fs::create_dir_all(&origin).unwrap();
    let mut journal = std::fs::read_dir(here.path("elsewhere")).unwrap().map(|file| file.unwrap().file_name());
    let journal = journal.find(|name| name.to_string_lossy().ends_with(".jsonl")).unwrap();
    std::fs::create_dir(origin.join(journal)).unwrap();
    let unread = report(&[]);
    assert!(unread.out.contains("次の点検票は読めないため、比べていません: 東病院"), "{} {}", unread.out, unread.err);
}

#[test]
fn a_copy_in_which_nothing_is_recorded_of_the_same_clauses_is_compared_all_the_same() {
    let here = Surrounding::new();
    for args in [
        &["worklist", "create", "東病院", "--guideline", "mhlw6"][..],
        &["worklist", "copy", "東病院", "翌年"],
        &["mark", CLAUSE, "done", "--worklist", "東病院"],
        &["mark", "mhlw6.sysun.14.1", "done", "--worklist", "翌年"],
    ] {
        assert_eq!(here.run(args).code, 0, "{args:?}");
    }
    let report = || here.run(&["export", "report", "--format", "markdown", "--worklist", "翌年"]).out;
    let compared = report();
    assert!(compared.contains("写し元の点検票「東病院」と比べています"), "{compared}");
    // What counts another edition altogether cannot be compared.
    let other = ["worklist", "set", "--guideline", "meti11", "--no-guideline", "mhlw6", "--worklist", "翌年"];
    assert_eq!(here.run(&other).code, 0);
    let lost = report();
    assert!(lost.contains("版が違い、同じ条項がないため、比べていません"), "{lost}");
}

/// The list of all worklists and the report speak of the same findings.
#[test]
fn what_is_met_in_part_without_a_grade_is_a_finding_everywhere() {
    let here = audited();
    assert_eq!(here.run(&["mark", "mhlw6.sysun.14.6", "--verdict", "一部適合"]).code, 0);
    let all = here.run(&["status", "--all", "--json"]).json().remove(0);
    let listed = all["worklists"].as_array().unwrap().iter().find(|one| one["name"] == "東病院").unwrap().clone();
    let report = here.run(&["export", "report", "--format", "markdown"]).out;
    assert_eq!(listed["findings"], 2);
    assert!(report.contains("| 残っている指摘 | <b>2 件</b> |"), "{report}");
    assert_eq!(here.run(&["search", "指摘:あり", "--json"]).json()[0]["hits"].as_array().unwrap().len(), 2);
}

#[test]
fn the_items_of_a_checklist_that_counts_stand_there_with_their_answers() {
    let here = audited();
    let report = |list: &str| here.run(&["export", "report", "--format", "markdown", "--worklist", list]).out;
    let heading = "厚生労働省のチェックリストの答え";
    assert!(!report("東病院").contains(heading), "it counts none");
    let item = |number: &str| format!("mhlwcl.r7.hosp.{number}");
    for args in [
        &["worklist", "create", "検査", "--volume", "mhlwcl.r7", "--facility", "東病院"][..],
        &["mark", &item("1-①"), "done", "--worklist", "検査"],
        &["mark", &item("2-①"), "--verdict", "不適合", "--due", "2027-03-31", "--worklist", "検査"],
        &["mark", &item("2-②"), "na", "--worklist", "検査"],
    ] {
        assert_eq!(here.run(args).code, 0, "{args:?}");
    }
    let text = report("検査");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| CL令7 医")).collect();
    for (label, answer) in
        [("医1-①", "はい |"), ("医2-①", "いいえ<br>2027-03-31 まで |"), ("医2-②", "対象外 |"), ("医2-③", "記録なし |")]
    {
        let row = rows.iter().find(|row| row.starts_with(&format!("| CL令7 {label} |")) && row.ends_with(answer));
        assert!(row.is_some(), "{label} {answer}\n{text}");
    }
    assert!(text.contains(heading));
    // Two people have answered an item without knowing of each other: that is not the same as no answer.
    let there = Surrounding::new();
    let mut command = there.command(&["mark", &item("1-①"), "na"]);
    command.env("USER", "ito");
    assert_eq!(Ran::of(command).code, 0);
    let folder = there.path("data/worklists/default");
    let merged = ["merge", folder.to_str().unwrap(), "--force", "--apply", "--worklist", "検査"];
    assert_eq!(here.run(&merged).code, 0);
    let text = report("検査");
    let row = text.lines().find(|line| line.starts_with("| CL令7 医1-① |")).unwrap();
    assert!(row.contains("食い違い") && !row.contains("記録なし"), "{row}");
}

#[test]
fn status_tells_what_has_changed() {
    let here = audited();
    let ran = here.run(&["status", "--since", "2020-01-01"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("完了 0 → 1、対象外 0 → 1、進捗 0% → 0%"), "{}", ran.out);
    assert!(ran.out.contains("    判定: 未判定 → 不適合\n"), "{}", ran.out);
    let document = here.run(&["status", "--since", "2020-01-01", "--json"]).json()[0]["since"].clone();
    assert_eq!((&document["before"]["done"], &document["trend"][0]["done"]), (&0.into(), &1.into()));
    assert_eq!((&document["unknown"], &document["problems"]), (&3.into(), &serde_json::json!([])));
    assert!(ran.out.contains("いま記録のある条項のうち 3 件は、前回の記録がありません"), "{}", ran.out);
    assert!(document["changes"].as_array().unwrap().iter().any(|one| one["id"] == CLAUSE && one["after"] == "不適合"));
    // People read a value in their language; programs get what is recorded.
    let english = here.run(&["status", "--since", "2020-01-01", "--lang", "en"]).out;
    assert!(english.contains("not judged → nonconforming") && !english.contains("不適合"), "{english}");
    let english = here.run(&["status", "--since", "2020-01-01", "--json", "--lang", "en"]).json().remove(0);
    assert!(english["since"]["changes"].as_array().unwrap().iter().any(|one| one["after"] == "不適合"), "{english}");
    assert!(here.run(&["status", "--json"]).json()[0].get("since").is_none());
    let today = here.run(&["status", "--since", "2999-01-01"]);
    assert!(today.out.contains("判定、指摘、対象外の変更はありません"), "{}", today.out);
}

#[test]
fn a_worklist_without_records_has_a_report() {
    let here = Surrounding::new();
    let ran = here.run(&["export", "report"]);
    assert!(ran.code == 0 && ran.out.contains("証跡はまだありません") && ran.err.contains("まだ記録がありません"));
}
