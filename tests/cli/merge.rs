//! `tenken merge`.

use sha2::{Digest, Sha256};

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn what_others_recorded_is_taken_in_once() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", CLAUSE, "done"]);
    there.run(&["mark", CLAUSE, "doing"]);
    there.run(&["mark", "mhlw6.sysun.14.1", "done"]);
    let folder = there.path("data/worklists/default");
    let folder = folder.to_str().unwrap();
    let looked = here.run(&["merge", folder]);
    assert_eq!((looked.code, looked.err.as_str()), (0, ""));
    assert!(looked.out.starts_with("取り込む "), "{}", looked.out);
    let told = "運用 14.⑤  状態が「完了」(tester)と「対応中」(tester)で食い違っています。";
    for part in [told, "運用 14.①  状態: 未着手 → 完了", "1 条項で記録が食い違います。", "まだ取り込んでいません。"]
    {
        assert!(looked.out.contains(part), "{part}: {}", looked.out);
    }
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1, "nothing was written");
    let ran = here.run(&["merge", folder, "--apply"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("取り込んだ ") && ran.out.contains("1 条項で記録が食い違います。"), "{}", ran.out);
    let again = here.run(&["merge", folder, "--json"]).json().remove(0);
    assert_eq!((again["taken"].as_array().unwrap().len(), &again["conflicts"]), (0, &1.into()));
    assert_eq!(again["skipped"].as_array().unwrap().len(), 1);
    assert_eq!((&again["worklist"], &again["folder"]), (&"default".into(), &folder.into()));

    let conflict = here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["conflicts"][0].clone();
    assert_eq!(conflict["field"], "status");
    let values: Vec<&str> =
        conflict["values"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["done", "doing"]);
    assert!(here.run(&["show", CLAUSE]).out.contains("状態が「完了」(tester)と「対応中」(tester)で食い違っています。"));
    here.run(&["mark", CLAUSE, "na"]);
    assert_eq!(here.run(&["merge", folder, "--json"]).json()[0]["conflicts"], 0, "who has seen both decides");
}

#[test]
fn a_conflict_that_a_merge_settles_is_not_counted() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", CLAUSE, "done"]);
    there.run(&["mark", CLAUSE, "doing"]);
    let of = |who: &Surrounding| who.path("data/worklists/default").to_str().unwrap().to_owned();
    assert_eq!(there.run(&["merge", &of(&here), "--apply"]).code, 0);
    let merged = here.run(&["merge", &of(&there), "--apply", "--json"]).json().remove(0);
    assert_eq!(merged["conflicts"], 1, "{merged}");
    there.run(&["mark", CLAUSE, "na"]);
    let looked = here.run(&["merge", &of(&there)]);
    assert!(looked.out.contains("運用 14.⑤  状態: ") && !looked.out.contains("食い違"), "{}", looked.out);
    let looked = here.run(&["merge", &of(&there), "--json"]).json().remove(0);
    assert_eq!((&looked["conflicts"], looked["taken"].as_array().unwrap().len()), (&0.into(), 1), "{looked}");
}

/// Returns the folder of a worklist that somebody has created and marked in.
fn created(there: &Surrounding, name: &str, facility: &str) -> String {
    there.run(&["worklist", "create", name, "--facility", facility]);
    there.run(&["mark", CLAUSE, "na", "--worklist", name]);
    there.path("data/worklists").join(name).to_str().unwrap().to_owned()
}

#[test]
fn another_worklist_is_not_taken_in_unless_that_is_wanted() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    created(&here, "東病院", "東病院");
    here.run(&["worklist", "switch", "東病院"]);
    let south = created(&there, "南病院", "南病院");
    for args in [&["merge", &south][..], &["merge", &south, "--apply"]] {
        let refused = here.run(args);
        assert_eq!(refused.code, 2, "{}", refused.out);
        assert!(refused.err.contains("別の点検票") && refused.err.contains("--force"), "{}", refused.err);
    }
    assert!(here.run(&["merge", &south]).out.contains("施設「南病院」"));
    let copied: Vec<_> = std::fs::read_dir(&south).unwrap().map(|item| item.unwrap().path()).collect();
    let name = copied[0].file_name().unwrap();
    // Copied by hand it does not count either, and that is said.
    let target = here.path("data/worklists/東病院").join(name);
    std::fs::copy(&copied[0], &target).unwrap();
    let status = here.run(&["status", "--json"]);
    assert_eq!((status.code, &status.json()[0]["by_status"]["na"]), (2, &1.into()));
    assert!(status.err.contains(&format!("{} は別の点検票の記録", name.to_str().unwrap())), "{}", status.err);
    assert_eq!(here.run(&["verify"]).code, 1);
    std::fs::remove_file(target).unwrap();

    let forced = here.run(&["merge", &south, "--force"]);
    assert!(forced.code == 0 && forced.out.contains("加えます"), "{}", forced.out);
    assert_eq!(here.run(&["merge", &south, "--force", "--apply"]).code, 0);
    let undone = here.run(&["undo"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    let shown = here.run(&["worklist", "show", "--json"]).json().remove(0);
    assert_eq!(shown["facility"], "東病院");
    assert!(here.run(&["history", CLAUSE]).out.lines().count() >= 1);
    assert_eq!(here.run(&["verify"]).code, 0, "what was set aside is no problem");
}

#[test]
fn a_merge_is_undone_as_one_act_and_can_be_done_again() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    for clause in [CLAUSE, "mhlw6.sysun.14.1"] {
        there.run(&["mark", clause, "done"]);
    }
    let folder = there.path("data/worklists/default");
    let folder = folder.to_str().unwrap();
    let done = |here: &Surrounding| here.run(&["status", "--json"]).json()[0]["by_status"]["done"].clone();
    for _ in 0..2 {
        assert_eq!(here.run(&["merge", folder, "--apply"]).code, 0);
        assert_eq!(done(&here), 3);
        assert_eq!(here.run(&["undo"]).code, 0);
        assert_eq!(done(&here), 1, "only what was merged is gone");
    }
    assert_eq!(here.run(&["redo"]).code, 0);
    assert_eq!(done(&here), 3);
}

#[test]
fn what_a_copy_of_a_worklist_is_of_is_remembered() {
    let here = Surrounding::new();
    created(&here, "2026", "東病院");
    assert_eq!(here.run(&["worklist", "copy", "2026", "2027", "--recheck"]).code, 0);
    let folder = here.path("data/worklists/2027");
    let refused = here.run(&["merge", folder.to_str().unwrap(), "--worklist", "2026", "--apply"]);
    assert!(refused.code == 2 && refused.err.contains("別の点検票"), "{}", refused.err);
}

#[test]
fn the_folder_above_is_not_the_folder() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    created(&there, "南病院", "南病院");
    let above = here.run(&["merge", there.path("data/worklists").to_str().unwrap()]);
    assert_eq!(above.code, 2);
    assert!(above.err.contains("南病院"), "{}", above.err);
}

/// What the result rests on comes before texts, and what a reviewer said at once is one line.
#[test]
fn verdicts_come_first_and_an_approval_is_one_line() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    there.run(&["mark", "mhlw6.sysun.14.1", "doing", "--note", "確認中"]);
    there.run(&["mark", "mhlw6.sysun.14.1", "--approve"]);
    there.run(&["mark", CLAUSE, "--verdict", "適合"]);
    let looked = here.run(&["merge", there.path("data/worklists/default").to_str().unwrap()]).out;
    let place = |part: &str| looked.find(part).unwrap_or_else(|| panic!("{part}: {looked}"));
    let places = ["運用 14.⑤  判定:", "運用 14.①  状態:", "運用 14.①  確認: なし → 承認・tester・", "運用 14.①  メモ:"]
        .map(place);
    assert!(places.is_sorted(), "{looked}");
    assert!(!looked.contains("確認者:"), "{looked}");
}

#[test]
fn a_data_folder_means_the_worklist_of_the_same_name_in_it() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    there.run(&["mark", CLAUSE, "done"]);
    created(&there, "南病院", "南病院");
    for folder in ["data", "data/worklists"] {
        let looked = here.run(&["merge", there.path(folder).to_str().unwrap()]);
        assert_eq!(looked.code, 0, "{}", looked.err);
        assert!(looked.out.contains("data/worklists/default の記録です。"), "{}", looked.out);
        assert!(looked.out.contains("運用 14.⑤  状態: 未着手 → 完了"), "{}", looked.out);
    }
}

/// Evidence may be lines of JSON too; a folder of it is no worklist, whatever else a person keeps beside.
#[test]
fn lines_of_other_programs_make_no_worklist() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    there.run(&["mark", CLAUSE, "done"]);
    for place in ["data", "data/証跡", "data/worklists/ログ"] {
        there.write(&format!("{place}/signins.jsonl"), "{\"user\":\"sato\"}\n");
    }
    let looked = here.run(&["merge", there.path("data").to_str().unwrap()]);
    assert!(looked.code == 0 && looked.out.contains("data/worklists/default の記録です。"), "{looked:?}");
    let refused = here.run(&["merge", there.path("data/証跡").to_str().unwrap()]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("data/証跡 の signins.jsonl は、点検票の記録ではありません。"), "{}", refused.err);
    for name in ["北病院", "南病院"] {
        created(&there, name, name);
    }
    std::fs::remove_dir_all(there.path("data/worklists/default")).unwrap();
    let several = here.run(&["merge", there.path("data").to_str().unwrap()]);
    assert!(several.code == 2 && several.err.contains("北病院、worklists/南病院 にあります。"), "{}", several.err);
    assert!(!several.err.contains("ログ") && !several.err.contains("証跡"), "{}", several.err);
}

/// Returns a journal of entries with these ids, about one field, none of which knows of another.
fn journal(ids: impl IntoIterator<Item = String>) -> String {
    let mut prev = "0".repeat(64);
    let line = |id: String| {
        let line = format!(
            r#"{{"v":2,"id":"{id}","at":"2026-11-22T10:00:00.000Z","who":{{"user":"x","host":"y"}},"subject":{{"clause":"{CLAUSE}"}},"edit":{{"status":"na"}},"prev":"{prev}"}}"#
        );
        prev = Sha256::digest(&line).iter().map(|byte| format!("{byte:02x}")).collect();
        line + "\n"
    };
    ids.into_iter().map(line).collect()
}

/// What can never be right is kept out, because once it is in everybody pays for it with every command.
#[test]
fn journals_that_can_never_be_right_are_kept_out_with_file_and_line() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done"]);
    let id = |number: usize| format!("019ab000-0000-7000-8000-{number:012x}");
    let future = journal(["e677cc8b-a6e7-7fff-bfff-ffffffffffff".to_owned()]);
    let heads = journal((1..=1500).map(id));
    let flood = journal([id(1)]) + &"\n".repeat(100_000);
    for (name, text, part) in [
        ("future", future, "f.jsonl:1 の記録の番号は先の日付"),
        ("heads", heads, "f.jsonl:1001 までに"),
        ("flood", flood, "f.jsonl:2 から正しくない行が 100000 行"),
    ] {
        here.write(&format!("{name}/f.jsonl"), &text);
        let refused = here.run(&["merge", name, "--apply"]);
        assert_eq!(refused.code, 2, "{name}");
        assert!(refused.err.contains(part), "{name}: {}", refused.err);
    }
    assert_eq!(here.run(&["mark", CLAUSE, "doing"]).code, 0);
    // Put into the folder by hand it costs one field at most, never the work.
    std::fs::copy(here.path("future/f.jsonl"), here.path("data/worklists/default/f.jsonl")).unwrap();
    let verified = here.run(&["verify"]);
    assert!(verified.out.contains("f.jsonl:1 の記録の番号は先の日付(9999-12-30)のものです"), "{}", verified.out);
    let marked = here.run(&["mark", "mhlw6.sysun.14.6", "done"]);
    assert_eq!(marked.code, 0, "{}", marked.err);
    assert_eq!(here.run(&["show", "mhlw6.sysun.14.6", "--json"]).json()[0]["worklist"]["status"], "done");
}

#[test]
fn what_cannot_be_taken_in_is_told() {
    let here = Surrounding::new();
    let missing = here.run(&["merge", "nowhere"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("nowhere を読み込めません"), "{}", missing.err);
    here.write("theirs/x.jsonl", "not a journal\n");
    let refused = here.run(&["merge", "theirs"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("x.jsonl"), "{}", refused.err);
    let nothing = here.run(&["merge", "home"]);
    assert!(nothing.code == 1 && nothing.out.contains("取り込む記録は見つかりませんでした。"), "{}", nothing.out);
}

#[test]
fn two_copies_of_one_journal_are_taken_once_and_folders_beside_them_are_named() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    there.run(&["mark", CLAUSE, "done"]);
    let folder = there.path("data/worklists/default");
    let journal = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    for name in ["a (1).jsonl", "a.jsonl (1)"] {
        std::fs::copy(&journal, folder.join(name)).unwrap();
    }
    there.write("data/worklists/default/古い/b.jsonl", &std::fs::read_to_string(&journal).unwrap());
    let merged = here.run(&["merge", folder.to_str().unwrap(), "--apply"]);
    assert_eq!((merged.code, merged.out.matches("取り込んだ ").count()), (0, 1), "{}{}", merged.out, merged.err);
    assert!(merged.err.contains("古い の中にも記録があります"), "{}", merged.err);
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
}

/// A worklist from before, and a colleague's fresh one: what that counts by itself is nobody's choice.
#[test]
fn what_a_colleague_counts_by_itself_does_not_come_with_a_merge() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    let lines = include_str!("../worklist/second-lines.jsonl");
    here.write("data/worklists/default/pc1-sato-00000000.jsonl", lines);
    let total = || here.run(&["status", "--json"]).json()[0]["total"].clone();
    let before = total();
    there.run(&["mark", "mhlw6.sysun.14.1", "done"]);
    let folder = there.path("data/worklists/default");
    let merged = here.run(&["merge", folder.to_str().unwrap(), "--apply"]);
    assert!(merged.code == 0 && !merged.out.contains("数える範囲"), "{merged:?}");
    assert_eq!(total(), before);
    assert_eq!(here.run(&["merge", folder.to_str().unwrap(), "--json"]).json()[0]["scope"], serde_json::Value::Null);
}

#[test]
fn a_choice_that_comes_with_a_merge_is_told_by_its_names() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    let catalog = &crate::support::bundled().0;
    let of_vendor = catalog.clauses().find(|clause| clause.chapter == "mhlwcl.r7.vendor").unwrap();
    here.run(&["mark", &of_vendor.id, "done"]);
    here.run(&["worklist", "set", "--preset", "事業者"]);
    there.run(&["mark", CLAUSE, "done"]);
    there.run(&["worklist", "set", "--preset", "薬局"]);
    let folder = there.path("data/worklists/default");
    let folder = folder.to_str().unwrap();
    let looked = here.run(&["merge", folder, "--force", "--json"]).json().remove(0);
    let scope = &looked["scope"];
    assert!(scope["removed"].as_array().unwrap().iter().any(|id| id == "meti11"), "{scope}");
    assert_eq!(scope["uncounted"], 1, "{scope}");
    let looked = here.run(&["merge", folder, "--force"]).out;
    let merged = here.run(&["merge", folder, "--force", "--apply"]).out;
    for said in [
        "数える範囲が変わります(数える条項は ",
        "施設の種類: 事業者 → 薬局",
        "加わるもの: 厚労省 第6.0版、薬局チェックリスト",
        "外れるもの: ",
        "記録のある 1 条項を数えなくなります。",
        "施設の種類が「事業者」",
        "で食い違っています。`tenken worklist set` で選び直すと解消します。",
    ] {
        assert!(looked.contains(said) && merged.contains(said), "{said}\n{looked}\n{merged}");
    }
    assert!(!looked.contains("pharmacy") && !looked.contains("mhlwph"), "{looked}");
    let about = here.run(&["worklist", "show", "--json"]).json().remove(0);
    assert_eq!((&about["preset"], about["counted"].clone()), (&"pharmacy".into(), scope["after"].clone()));
    assert!(about["scope"].as_array().unwrap().iter().all(|one| one["id"] != "meti11"), "one choice, no mixture");
    assert!(!in_dispute(&here).is_empty());
    here.run(&["worklist", "set", "--preset", "薬局"]);
    assert!(in_dispute(&here).is_empty(), "what is shown was chosen");
}

/// Returns what people say differently of a worklist.
fn in_dispute(here: &Surrounding) -> Vec<serde_json::Value> {
    here.run(&["worklist", "show", "--json"]).json()[0]["conflicts"].as_array().unwrap().clone()
}

#[test]
fn to_take_away_a_product_that_is_shown_as_gone_decides_a_conflict() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    let set = |who: &Surrounding, way: &str| who.run(&["worklist", "set", way, "ms.sentinel"]);
    set(&here, "--product");
    set(&there, "--product");
    set(&there, "--no-product");
    let folder = there.path("data/worklists/default");
    let merged = here.run(&["merge", folder.to_str().unwrap(), "--force", "--apply"]);
    assert_eq!((merged.code, in_dispute(&here).len()), (0, 1), "{merged:?}");
    assert!(
        here.run(&["worklist", "show"]).out.contains("使っている製品 Microsoft Sentinel が「"),
        "whose use it is about"
    );
    let ran = set(&here, "--no-product");
    assert!(ran.code == 0 && !ran.err.contains("入っていません"), "{ran:?}");
    assert!(in_dispute(&here).is_empty(), "{:?}", in_dispute(&here));
    assert!(set(&here, "--no-product").err.contains("入っていません"), "now it is agreed upon");
}
