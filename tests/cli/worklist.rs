//! `tenken worklist` with its subcommands.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn a_new_worklist_is_about_what_was_said_and_is_used_once_chosen() {
    let here = Surrounding::new();
    let line = ["worklist", "create", "東病院", "--facility", "東病院", "--pattern", "Ⅱ", "--party", "医療機関"];
    let ran = here.run(&[line.as_slice(), &["--product", "ms.entra.mfa"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("tenken worklist switch 東病院"), "{}", ran.out);
    assert_eq!(here.run(&["worklist", "show", "--json"]).json()[0]["name"], "default");

    assert_eq!(here.run(&["worklist", "switch", "東病院"]).code, 0);
    let about = here.run(&["worklist", "show", "--json"]).json().remove(0);
    assert_eq!(
        (&about["name"], &about["facility"], &about["pattern"]),
        (&"東病院".into(), &"東病院".into(), &"II".into())
    );
    assert_eq!((&about["parties"][0], &about["products"][0]), (&"医療機関".into(), &"ms.entra.mfa".into()));
    assert_eq!(about["counted"], here.run(&["status", "--json"]).json()[0]["total"]);
    assert!(here.run(&["status"]).out.starts_with("点検票「東病院」\n"));
    here.run(&["mark", CLAUSE, "done"]);
    assert_eq!(here.run(&["status", "--json", "--worklist", "default"]).json()[0]["by_status"]["done"], 0);
    let list = here.run(&["worklist", "list", "--json"]).json().remove(0);
    assert_eq!((&list["current"], &list["worklists"][0]["marked"]), (&"東病院".into(), &1.into()));
    assert!(here.run(&["worklist", "list"]).out.starts_with("*  東病院  東病院  1 条項に記録"));
}

#[test]
fn the_profile_is_changed_field_by_field() {
    let here = Surrounding::new();
    here.run(&[
        "worklist",
        "set",
        "--facility",
        "西病院",
        "--pattern",
        "1",
        "--party",
        "事業者",
        "--product",
        "ms.entra.mfa",
    ]);
    let ran =
        here.run(&["worklist", "set", "--pattern", "なし", "--no-party", "事業者", "--no-product", "ms.entra.mfa"]);
    assert_eq!(ran.code, 0);
    for part in ["施設          西病院", "参照パターン  (なし)", "数える担当    すべて", "使っている製品 0 件"]
    {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn an_archived_worklist_is_read_but_not_written() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done"]);
    assert_eq!(here.run(&["worklist", "archive", "default"]).code, 0);
    let file = here.write("evidence", "");
    let sheet = here.write("sheet.csv", &format!("ID,状態\n{CLAUSE},未着手\n"));
    let lines: [&[&str]; 8] = [
        &["mark", CLAUSE, "todo"],
        // Refused before the clauses are listed, or the sheet is compared.
        &["mark", "todo", "--where", "章:14"],
        &["import", "worklist", sheet.to_str().unwrap(), "--apply"],
        &["undo"],
        &["redo"],
        &["worklist", "set", "--facility", "x"],
        &["evidence", "add", file.to_str().unwrap(), CLAUSE],
        &["merge", "."],
    ];
    for line in lines {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("しまってあるため、記録できません") && ran.err.contains("--undo"), "{}", ran.err);
    }
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
    assert!(here.run(&["worklist", "list"]).out.contains("default [しまってある]"));
    assert_eq!(here.run(&["worklist", "archive", "default", "--undo"]).code, 0);
    assert_eq!(here.run(&["mark", CLAUSE, "todo"]).code, 0);
}

#[test]
fn a_copy_for_a_new_audit_has_to_be_looked_at_again() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--verdict", "適合", "--note", "前回のメモ"]);
    let ran = here.run(&["worklist", "copy", "default", "次年度", "--recheck"]);
    assert!(ran.code == 0 && ran.out.contains("1 条項の記録を写しました"), "{}", ran.out);
    let copied = here.run(&["show", CLAUSE, "--json", "--worklist", "次年度"]).json()[0]["worklist"].clone();
    assert_eq!(
        (&copied["status"], &copied["verdict"], &copied["note"]),
        (&"recheck".into(), &"open".into(), &"前回のメモ".into())
    );
    here.run(&["worklist", "copy", "default", "写し"]);
    let exact = here.run(&["show", CLAUSE, "--json", "--worklist", "写し"]).json()[0]["worklist"].clone();
    assert_eq!((&exact["status"], &exact["verdict"]), (&"done".into(), &"conform".into()));
}

#[test]
fn mistakes_with_worklists_are_explained() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "東病院"]);
    let cases: [(&[&str], &str); 8] = [
        (&["worklist", "create", "東病院"], "点検票「東病院」はすでにあります"),
        (&["worklist", "create", "a/b"], "点検票の名前「a/b」は使えません"),
        (&["worklist", "create", "x", "--product", "ms.nothing"], "「ms.nothing」という製品はありません"),
        (&["worklist", "switch", "無い"], "点検票「無い」はありません"),
        (&["worklist", "copy", "無い", "x"], "点検票「無い」はありません"),
        (&["worklist", "archive", "無い"], "点検票「無い」はありません"),
        (&["worklist", "set"], "何を変えるかが指定されていません"),
        (&["worklist", "set", "--party", "患者"], "使えるのは 医療機関、事業者、クラウド事業者 です"),
    ];
    for (args, sentence) in cases {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(sentence), "{args:?}: {}", ran.err);
    }
    assert_eq!(here.run(&["worklist", "list", "--json"]).json()[0]["worklists"].as_array().unwrap().len(), 1);
}

#[test]
fn licences_are_part_of_the_profile_and_bring_their_products() {
    let here = Surrounding::new();
    let create =
        ["worklist", "create", "東病院", "--licence", "M365 E3", "--licence", "entra-p2", "--unused", "ms.entra.cba"];
    assert_eq!(here.run(&create).code, 0);
    here.run(&["worklist", "switch", "東病院"]);
    let show = || here.run(&["worklist", "show", "--json"]).json().remove(0);
    let strings = |value: &serde_json::Value| {
        value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(strings(&show()["licences"]), ["licence.entra-p2", "licence.m365-e3"]);
    assert_eq!((strings(&show()["unused"]), strings(&show()["products"])), (vec!["ms.entra.cba".to_owned()], vec![]));
    let used = |id: &str| strings(&show()["in_use"]["products"]).contains(&id.to_owned());
    assert!(used("ms.entra.mfa") && used("ms.entra.pim") && !used("ms.entra.cba"));

    // What is used after all is not unused any more, and the other way round.
    let ran = here.run(&["worklist", "set", "--product", "ms.entra.cba", "--no-licence", "Microsoft Entra ID P2"]);
    assert!(
        ran.out.contains("Microsoft 365 E3 [licence.m365-e3]") && ran.out.contains("見積もりではありません"),
        "{}",
        ran.out
    );
    assert!(used("ms.entra.cba") && !used("ms.entra.pim") && strings(&show()["unused"]).is_empty());
    here.run(&["worklist", "set", "--unused", "ms.entra.cba"]);
    assert!(!used("ms.entra.cba") && strings(&show()["products"]).is_empty());
    here.run(&["undo"]);
    assert!(used("ms.entra.cba"));
    here.run(&["worklist", "copy", "東病院", "次年度"]);
    let copied = here.run(&["worklist", "show", "--json", "--worklist", "次年度"]).json().remove(0);
    assert_eq!(strings(&copied["licences"]), ["licence.m365-e3"]);

    for option in ["--licence", "--no-licence"] {
        let ran = here.run(&["worklist", "set", option, "m365-e4"]);
        assert!(ran.code == 2 && ran.err.contains("「m365-e4」というエディションはありません"), "{}", ran.err);
    }
    assert!(
        here.run(&["worklist", "set", "--unused", "ms.nothing"]).err.contains("「ms.nothing」という製品はありません")
    );
}

#[test]
fn a_product_that_became_something_else_or_is_not_offered_any_more_is_told() {
    let here = Surrounding::new();
    for (id, sentence) in [
        ("ms.trust.soc", "「ms.trust.soc」は製品ではなく Microsoft の措置「"),
        ("ms.trust.ismap", "「ms.trust.ismap」は製品ではなく Microsoft の監査報告「"),
        ("risk.ransomware-ehr", "「risk.ransomware-ehr」は製品ではなくリスク「"),
    ] {
        for args in [&["worklist", "set", "--product", id][..], &["worklist", "create", "x", "--product", id]] {
            let ran = here.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(ran.err.contains(sentence) && ran.err.contains("何も記録していません。"), "{}", ran.err);
            assert!(ran.err.contains(&format!("`tenken show {id}`")) && !ran.err.contains("search"), "{}", ran.err);
        }
    }
    assert!(
        here.run(&["worklist", "set", "--product", "ms.trust.soc"]).err.contains("になりました(msm.audit-scope)。")
    );
    let old = "ms.entra.permissions-management";
    let ran = here.run(&["worklist", "set", "--product", old]);
    assert!(ran.code == 0 && ran.out.contains(&format!("[{old}]")), "{}", ran.out);
    assert!(ran.err.contains("2025-10-01 に提供終了の製品です。後継は「"), "{}", ran.err);
}

#[test]
fn what_contradicts_itself_is_refused_and_what_is_not_there_is_not_taken_away() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--licence", "m365-e3"]);
    let show = || here.run(&["worklist", "show", "--json"]).json().remove(0);
    let before = show();
    let cases: [(&[&str], [&str; 2]); 6] = [
        (&["--licence", "entra-p2", "--no-licence", "Microsoft Entra ID P2"], ["--licence", "--no-licence"]),
        (&["--product", "ms.entra.mfa", "--no-product", "ms.entra.mfa"], ["--product", "--no-product"]),
        (&["--unused", "ms.entra.mfa", "--no-unused", "ms.entra.mfa"], ["--unused", "--no-unused"]),
        (&["--product", "ms.entra.mfa", "--unused", "ms.entra.mfa"], ["--product", "--unused"]),
        (&["--party", "事業者", "--no-party", "事業者"], ["--party", "--no-party"]),
        (&["--facility", "北", "--product", "ms.entra.mfa", "--unused", "ms.entra.mfa"], ["--product", "--unused"]),
    ];
    for (args, [one, other]) in cases {
        let ran = here.run(&[&["worklist", "set"], args].concat());
        let sentence = format!(" {one} と {other} の両方にあります。何も記録していません。");
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(&sentence), "{args:?}: {}", ran.err);
        assert_eq!(show(), before, "{args:?}");
    }
    let both = ["worklist", "create", "x", "--product", "ms.entra.mfa", "--unused", "ms.entra.mfa"];
    assert_eq!(here.run(&both).code, 2);

    let lines = || here.run(&["verify", "--json"]).json().remove(0)["journals"][0]["entries"].clone();
    let written = lines();
    for (option, name, what) in [
        (
            "--no-licence",
            "m365-e5",
            "「Microsoft 365 E5」(licence.m365-e5)は、契約しているエディションに入っていません。",
        ),
        ("--no-product", "ms.sentinel", "(ms.sentinel)は、手で選んだ製品に入っていません。"),
        ("--no-unused", "ms.sentinel", "(ms.sentinel)は、使っていない製品に入っていません。"),
    ] {
        let ran = here.run(&["worklist", "set", option, name]);
        assert!(ran.code == 0 && ran.err.contains(what), "{option}: {}", ran.err);
        assert_eq!((show(), lines()), (before.clone(), written.clone()), "{option}");
    }
}

#[test]
fn a_product_that_nothing_brings_may_be_unused_and_that_is_told() {
    let here = Surrounding::new();
    let ran = here.run(&["worklist", "set", "--licence", "entra-p1", "--unused", "ms.sentinel"]);
    assert!(ran.code == 0 && ran.err.contains("どれにも含まれていません"), "{}", ran.err);
    let shown = here.run(&["worklist", "show"]);
    assert!(shown.out.contains("どこにも含まれない製品 1 件") && shown.out.contains("[ms.sentinel]"), "{}", shown.out);
    assert_eq!(shown.err, "");
}

#[test]
fn all_worklists_are_told_one_line_each_and_one_that_cannot_be_read_hides_none() {
    let here = Surrounding::new();
    let none = here.run(&["status", "--all"]);
    assert_eq!((none.code, none.out.as_str(), none.err.contains("まだありません")), (1, "", true), "{}", none.err);
    for (name, facility) in [("east", "東病院"), ("west", "西病院")] {
        let created = here.run(&["worklist", "create", name, "--facility", facility]);
        assert_eq!(created.code, 0, "{}", created.err);
    }
    let mark = |args: &[&str]| {
        let ran = here.run(&[&["mark", CLAUSE, "--worklist", "west"], args].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    mark(&["doing", "--grade", "重大", "--due", "2020-01-01"]);
    let told = here.run(&["status", "--all"]);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!((told.code, lines.len()), (0, 3), "{}", told.out);
    assert!(lines[0].contains("施設") && lines[1].contains("西病院") && lines[2].contains("東病院"), "{}", told.out);
    let document = here.run(&["status", "--all", "--json"]).json().remove(0);
    let of = |number: usize, key: &str| document["worklists"][number][key].clone();
    // What needs somebody comes first.
    assert_eq!((of(1, "name"), of(1, "findings"), of(1, "overdue")), ("east".into(), 0.into(), 0.into()));
    assert_eq!((of(0, "facility"), of(0, "findings"), of(0, "overdue")), ("西病院".into(), 1.into(), 1.into()));
    assert_eq!((&of(0, "by_status")["doing"], &document["incomplete"]), (&1.into(), &0.into()));
    assert_eq!(of(0, "by_verdict")["nonconform"], 0);
    assert!(of(0, "total").as_u64() > Some(0) && !of(0, "editions").as_str().unwrap_or_default().is_empty());
    // A line that is no record, in a list beside the others.
    let folder = here.path("data/worklists/east");
    let journal = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
    let journal = journal.into_iter().find(|path| path.extension().is_some_and(|is| is == "jsonl")).unwrap();
    std::fs::write(&journal, "?\n").unwrap();
    let told = here.run(&["status", "--all"]);
    assert_eq!((told.code, told.out.lines().count()), (2, 3), "{} {}", told.out, told.err);
    assert!(told.err.contains("点検票「east」") && told.err.contains("2 件のうち 1 件"), "{}", told.err);
    assert!(told.out.contains("西病院") && told.out.contains("読めない記録あり"), "{}", told.out);
    assert!(told.out.lines().nth(1).is_some_and(|line| line.starts_with("east")), "{}", told.out);
    assert_eq!(here.run(&["status", "--all", "--by", "party"]).code, 2);
}
