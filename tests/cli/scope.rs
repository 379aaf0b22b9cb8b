//! What a worklist counts: chosen when it is created, changed later, told wherever it matters.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const CARRIED: &str = include_str!("../worklist/fifth-lines.jsonl");

#[test]
fn what_was_carried_over_from_another_edition_is_shown_with_the_clause() {
    let surrounding = Surrounding::new();
    let lines: Vec<&str> = CARRIED.split_inclusive('\n').collect();
    surrounding.write("data/worklists/default/pc1-sato-00000000.jsonl", &lines[..7].concat());
    let page = surrounding.run(&["show", CLAUSE]);
    assert!(page.out.contains("前の版      第5.2版 6.5: 完了、適合(2026-03-31 sato)"), "{}", page.out);
    assert!(page.out.contains("新しい版の条項が未収録か、番号が不明です。"), "{}", page.out);
    let shown = &surrounding.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"];
    assert_eq!(
        (&shown["previous"], &shown["waiting"]),
        (&"第5.2版 6.5: 完了、適合(2026-03-31 sato)".into(), &true.into())
    );
    let history = surrounding.run(&["history", CLAUSE]);
    assert!(history.out.contains("前の版を「第5.2版 6.5: 完了、適合(2026-03-31 sato)」に"), "{}", history.out);
}

fn status(here: &Surrounding, more: &[&str]) -> serde_json::Value {
    here.run(&[&["status", "--json"], more].concat()).json().remove(0)
}

/// The ids of the guidelines and volumes that are counted.
fn nodes(status: &serde_json::Value) -> Vec<&str> {
    let nodes = status["nodes"].as_array().unwrap().iter();
    nodes.filter(|node| node["level"] != "chapter").map(|node| node["id"].as_str().unwrap()).collect()
}

#[test]
fn a_fresh_worklist_counts_both_guidelines_and_the_newest_checklist_only() {
    let here = Surrounding::new();
    let before = status(&here, &[]);
    let counted = nodes(&before);
    for id in ["mhlw6", "meti11", "mhlwcl.r7"] {
        assert!(counted.contains(&id), "{id}: {counted:?}");
    }
    assert!(!counted.contains(&"mhlwcl.r5") && !counted.contains(&"mhlw6.gaisetsu"), "{counted:?}");
    let reasons: Vec<&str> =
        before["left_out"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    assert!(reasons.contains(&"数える範囲に選んでいない版(チェックリスト 令和5年度版)"), "{reasons:?}");
    // The first mark changes nothing of the count, and says nothing of it but which editions it is of.
    let marked = here.run(&["mark", CLAUSE, "done"]);
    let line = before["editions"]["line"].as_str().unwrap();
    assert!(marked.out.ends_with(": 未着手 → 完了\n"), "{marked:?}");
    assert_eq!(marked.err, format!("tenken: この点検票で数える版: {line}\n"));
    let after = status(&here, &[]);
    assert_eq!((&after["total"], nodes(&after)), (&before["total"], counted));
    let undone = here.run(&["undo"]);
    assert_eq!(undone.out.lines().count(), 1, "{}", undone.out);
    assert_eq!(status(&here, &[]), before);
    let shown = here.run(&["worklist", "show"]);
    assert!(shown.out.contains("数える範囲(選んでいません。標準の範囲を数えます。)"), "{}", shown.out);
}

#[test]
fn a_preset_says_what_is_counted_and_what_is_partial() {
    let here = Surrounding::new();
    let created = here.run(&["worklist", "create", "薬局2026", "--preset", "調剤薬局"]);
    assert!(created.out.starts_with("「薬局」の数える範囲(本ツールの見解): 厚労省 第6.0版、"), "{}", created.out);
    assert!(created.out.contains("一部のみ(") && created.err.is_empty(), "{created:?}");
    let list = ["--worklist", "薬局2026"];
    let counted = status(&here, &list);
    let pharmacy = counted["nodes"].as_array().unwrap().iter().find(|node| node["id"] == "mhlwph").unwrap();
    assert!(pharmacy["total"].as_u64().unwrap() > 0 && pharmacy["partial"] == true, "{pharmacy}");
    assert!(here.run(&["status", "--worklist", "薬局2026"]).out.contains("一部のみ("));
    let about = here.run(&["worklist", "show", "--json", "--worklist", "薬局2026"]).json().remove(0);
    assert_eq!((&about["preset"], &about["scope_by"]), (&"pharmacy".into(), &"choice".into()));
    assert_eq!(about["scope"][0]["id"], "mhlw6");
    assert_eq!(about["counted"], counted["total"]);
    // By hand, and without a terminal nobody is asked.
    here.run(&["worklist", "create", "手で", "--guideline", "mhlw6", "--volume", "mhlwcl.r7.hosp"]);
    let by_hand = status(&here, &["--worklist", "手で"]);
    let ids = nodes(&by_hand);
    assert!(ids.contains(&"mhlwcl.r7") && !ids.contains(&"meti11") && !ids.contains(&"mhlwph"), "{ids:?}");
    here.run(&["worklist", "create", "標準で"]);
    let about = here.run(&["worklist", "show", "--json", "--worklist", "標準で"]).json().remove(0);
    assert_eq!((&about["preset"], &about["scope_by"]), (&"standard".into(), &"choice".into()));
}

#[test]
fn what_is_counted_can_be_changed_and_taken_back() {
    let here = Surrounding::new();
    let total = |here: &Surrounding| status(here, &[])["total"].as_u64().unwrap();
    let fresh = total(&here);
    let set = here.run(&["worklist", "set", "--volume", "mhlwcl.r6", "--no-guideline", "meti11"]);
    assert!(set.code == 0 && set.out.contains("    チェックリスト 令和6年度版 [mhlwcl.r6]"), "{set:?}");
    let changed = status(&here, &[]);
    assert!(nodes(&changed).contains(&"mhlwcl.r6") && !nodes(&changed).contains(&"meti11"));
    here.run(&["undo"]);
    assert_eq!(total(&here), fresh);
    let preset = here.run(&["worklist", "set", "--preset", "事業者", "--no-volume", "meti11.besshi2"]);
    assert!(preset.out.contains("施設の種類    事業者"), "{}", preset.out);
    assert!(!nodes(&status(&here, &[])).contains(&"mhlw6"));
    for (args, said) in [
        (["--preset", "旅館"], "「旅館」という施設の種類はありません。"),
        (["--guideline", "mhlw9"], "「mhlw9」というガイドラインはありません。"),
        (["--guideline", "mhlwcl.r7"], "「mhlwcl.r7」は編です。"),
        (["--volume", "mhlwcl.r8"], "条項は収録していません。"),
        (["--guideline", "mhlw52"], "「厚労省 第5.2版」の条項は収録していません。"),
    ] {
        let refused = here.run(&[["worklist", "set"], args].concat());
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{args:?}");
        assert!(refused.err.contains(said) && refused.err.contains("使えるのは "), "{args:?} {}", refused.err);
    }
    let both = here.run(&["worklist", "set", "--guideline", "mhlw6", "--no-guideline", "mhlw6"]);
    assert!(both.code == 2 && both.err.contains("--guideline と --no-guideline の両方"), "{both:?}");
    let shown = here.run(&["worklist", "show", "--json"]).json().remove(0);
    let gone: Vec<&str> = shown["scope"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let gone: Vec<&str> = gone.iter().flat_map(|id| ["--no-volume", id]).collect();
    let (guidelines, volumes): (Vec<_>, Vec<_>) = gone.chunks(2).partition(|pair| !pair[1].contains('.'));
    let guidelines = guidelines.iter().flat_map(|pair| ["--no-guideline", pair[1]]);
    let none: Vec<&str> = ["worklist", "set"].into_iter().chain(guidelines).chain(volumes.concat()).collect();
    let refused = here.run(&none);
    assert!(refused.code == 2 && refused.err.contains("数える版が一つもなくなります"), "{refused:?}");
}

/// A worklist that was begun before worklists could choose.
fn from_before() -> Surrounding {
    let here = Surrounding::new();
    let lines = include_str!("../worklist/second-lines.jsonl");
    here.write("data/worklists/default/pc1-sato-00000000.jsonl", lines);
    here
}

#[test]
fn a_worklist_from_before_keeps_its_count_and_says_once_that_it_can_choose() {
    let here = from_before();
    let first = here.run(&["status", "--json"]);
    assert!(first.err.contains("`tenken worklist set --preset 病院`"), "{}", first.err);
    let counted = first.json().remove(0);
    let ids = nodes(&counted);
    assert!(ids.contains(&"mhlwcl.r5") && !ids.contains(&"mhlwph") && !ids.contains(&"rolecheck"), "{ids:?}");
    let marked = here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    assert!(marked.code == 0 && !marked.err.contains("--preset"), "said once: {}", marked.err);
    assert_eq!(status(&here, &[])["total"], counted["total"], "a mark does not narrow it by the way");
    let copied = here.run(&["worklist", "copy", "default", "次年度", "--recheck"]);
    assert_eq!(copied.code, 0);
    assert_eq!(status(&here, &["--worklist", "次年度"])["total"], counted["total"]);
    let set = here.run(&["worklist", "set", "--preset", "病院"]);
    assert!(set.out.contains("チェックリスト 令和7年度版 医療機関確認用 [mhlwcl.r7.hosp]"), "{}", set.out);
    assert!(!nodes(&status(&here, &[])).contains(&"mhlwcl.r5"));
    for option in ["--no-volume=mhlw6.sysun", "--preset=薬局"] {
        let chosen = status(&here, &[])["total"].clone();
        here.run(&["worklist", "set", option]);
        assert_ne!(status(&here, &[])["total"], chosen, "{option}");
        here.run(&["undo"]);
        assert_eq!(status(&here, &[])["total"], chosen, "{option}");
    }
    here.run(&["undo"]);
    assert_eq!(status(&here, &[])["total"], counted["total"], "an undo restores what it counted before anybody chose");
    let shown = here.run(&["worklist", "show"]);
    assert!(shown.out.contains("数える範囲(選んでいません。これまでと同じ版を数えます。"), "{}", shown.out);
}

#[test]
fn marks_that_do_not_count_any_more_are_told() {
    let here = Surrounding::new();
    let catalog = &crate::support::bundled().0;
    let of_vendor = catalog.clauses().find(|clause| clause.chapter == "mhlwcl.r7.vendor").unwrap().id.as_str();
    here.run(&["mark", of_vendor, "done"]);
    here.run(&["mark", CLAUSE, "done"]);
    let set = here.run(&["worklist", "set", "--preset", "病院"]);
    let said = "記録のある 1 条項を数えなくなります。理由は、数える範囲に選んでいない版(チェックリスト 令和7年度版 事業者確認用)。記録は残ります。";
    assert!(set.code == 0 && set.err.contains(said), "{}", set.err);
    let marked = here.run(&["mark", of_vendor, "na", "--json"]);
    assert!(marked.json()[0]["left_out"].as_str().unwrap().starts_with("数える範囲に選んでいない版"), "{}", marked.out);
    assert_eq!(here.run(&["mark", CLAUSE, "na", "--json"]).json()[0]["left_out"], "");
    // No bracket within a bracket.
    assert!(
        marked.err.contains("この点検票では数えません。理由は、数える範囲に") && !marked.err.contains("))"),
        "{}",
        marked.err
    );
    // The form names a clause that is not counted, because it has a record.
    let form = here.run(&["export", "csv"]).out;
    let row = form.lines().find(|line| line.starts_with(&format!("{of_vendor},"))).unwrap();
    here.write("回答.csv", &form.replace(row, &row.replace("対象外", "完了")));
    let imported = here.run(&["import", "worklist", "回答.csv"]);
    assert!(imported.code == 0 && imported.err.contains("この点検票では数えません"), "{imported:?}");
    let document = here.run(&["import", "worklist", "回答.csv", "--json"]).json().remove(0);
    assert!(!document["changes"][0]["left_out"].as_str().unwrap().is_empty(), "{document}");
}

#[test]
fn what_is_taken_out_is_there_and_leaves_no_false_name() {
    let here = Surrounding::new();
    for (option, said) in [
        ("--no-guideline=mhlw66", "「mhlw66」というガイドラインはありません。"),
        ("--no-volume=mhlw6", "「mhlw6」はガイドラインです。"),
    ] {
        let refused = here.run(&["worklist", "set", option]);
        assert!(refused.code == 2 && refused.err.contains(said), "{option} {refused:?}");
    }
    let absent = here.run(&["worklist", "set", "--no-guideline", "mhlwph"]);
    assert!(absent.code == 0 && absent.err.contains("薬局チェックリストは、もともと数えていません。"), "{absent:?}");
    here.run(&["worklist", "set", "--preset", "薬局"]);
    let less = here.run(&["worklist", "set", "--no-volume", "mhlwph.r6.pharm"]);
    assert!(less.err.contains("施設の種類「薬局」を外しました。"), "{}", less.err);
    assert!(less.out.contains("  施設の種類    (なし)"), "{}", less.out);
    let undone = here.run(&["undo"]);
    assert!(
        undone.out.contains("点検票: 施設の種類を「薬局」に") && undone.out.contains("薬局チェックリスト"),
        "{}",
        undone.out
    );
    let split = here.run(&["worklist", "set", "--no-volume", "mhlw6.sysun.14"]);
    assert!(split.out.contains("    厚労省 第6.0版(14章 "), "{}", split.out);
    assert!(split.out.contains("を除く) [mhlw6]") && !split.out.contains("15章"), "{}", split.out);
}

#[test]
fn a_preset_says_where_the_newest_list_has_no_such_sheet() {
    let here = Surrounding::new();
    let chapter = |title: &str| {
        format!(
            "[[chapter]]\nid = \"mhlwcl.r8.all\"\nvolume = \"mhlwcl.r8\"\ntitle = \"{title}\"\nprovenance = {{ seen = \"memory\" }}\n\
             [[clause]]\nid = \"mhlwcl.r8.all.1\"\nchapter = \"mhlwcl.r8.all\"\nnumber = \"1-(1)\"\ntitle = \"題\"\ngist = \"要約\"\n\
             provenance = {{ seen = \"memory\" }}\n"
        )
    };
    for (number, (title, preset, id, is_said)) in [
        ("医療機関・薬局確認用", "病院", "mhlwcl.r8.all", false),
        ("医療機関・薬局確認用", "薬局", "mhlwcl.r8.all", false),
        ("全施設確認用", "病院", "mhlwcl.r8", true),
    ]
    .into_iter()
    .enumerate()
    {
        here.write("r8/r8.toml", &chapter(title));
        let data = here.path("r8");
        let name = format!("点検{number}");
        let created = here.run(&["--data", data.to_str().unwrap(), "worklist", "create", &name, "--preset", preset]);
        assert!(created.code == 0 && created.out.contains("令和8年度版"), "{created:?}");
        assert_eq!(created.err.contains("に当たるシートがないため、その全体を数えます。"), is_said, "{}", created.err);
        let about = here.run(&["worklist", "show", "--json", "--worklist", &name]).json().remove(0);
        assert!(about["scope"].as_array().unwrap().iter().any(|one| one["id"] == id), "{about}");
    }
}

fn report(here: &Surrounding) -> serde_json::Value {
    serde_json::from_str(&here.run(&["export", "json"]).out).unwrap()
}

#[test]
fn a_mark_on_what_does_not_count_is_kept_and_says_so() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--pattern", "II"]);
    let catalog = &crate::support::bundled().0;
    let of_year = catalog.clauses().find(|clause| clause.chapter == "mhlwcl.r5.hosp").unwrap().id.as_str();
    for (clause, reason) in [
        (of_year, "数える範囲に選んでいない版(チェックリスト 令和5年度版)"),
        ("mhlw6.sysun.13.1", "参照パターン II の章でない"),
    ] {
        let before = status(&here, &[])["by_status"].clone();
        let marked = here.run(&["mark", clause, "done", "--note", "残す記録"]);
        assert!(
            marked.code == 0 && marked.err.contains("この点検票では数えません") && marked.err.contains(reason),
            "{marked:?}"
        );
        assert_eq!(status(&here, &[])["by_status"], before);
        let shown = here.run(&["show", clause]);
        assert!(shown.out.contains(reason) && shown.out.contains("残す記録"), "{}", shown.out);
        let found = here.run(&["search", "状態:完了", "--kind", "clause", "--json"]);
        assert!(found.out.contains(&format!("\"{clause}\"")), "a filter finds it: {}", found.out);
        let report = report(&here);
        let row = report["rows"].as_array().unwrap().iter().find(|row| row["id"] == clause).unwrap().clone();
        assert!(row["left_out"].as_str().unwrap().contains(reason) && row["note"] == "残す記録", "{row}");
    }
    let report = report(&here);
    let of_years =
        report["rows"].as_array().unwrap().iter().filter(|row| row["id"].as_str().unwrap().starts_with("mhlwcl.r5."));
    assert_eq!(of_years.count(), 1, "editions that are not counted do not fill the report");
    here.write("a.txt", "a");
    let evidence = here.run(&["evidence", "add", "a.txt", of_year]);
    assert!(evidence.code == 0 && evidence.err.contains("この点検票では数えません"), "{evidence:?}");
    let newest = catalog.clauses().find(|clause| clause.id.starts_with("mhlw7.")).unwrap();
    let found = here.run(&["search", &newest.id, "--kind", "clause", "--limit", "1"]);
    assert!(found.out.lines().next().unwrap().ends_with("[数えない]"), "{}", found.out);
    let todo = here.run(&["search", "状態:未着手", "--kind", "clause", "--json", "--limit", "1000"]).json().remove(0);
    assert_eq!(todo["total"], status(&here, &[])["by_status"]["todo"], "what does not count is nobody's open work");
}

#[test]
fn a_pattern_says_what_it_means_that_something_may_be_simplified() {
    let here = Surrounding::new();
    let meaning = "契約等にすでに含まれている項目を、事業者に確かめたうえで";
    let created = here.run(&["worklist", "create", "東病院", "--pattern", "2"]);
    assert!(created.out.contains(meaning), "{}", created.out);
    for (pattern, is_said) in [("II", true), ("I", false)] {
        let set = here.run(&["worklist", "set", "--pattern", pattern]);
        assert_eq!(set.out.contains(meaning), is_said, "{}", set.out);
    }
}
