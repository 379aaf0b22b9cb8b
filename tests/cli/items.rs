//! Own items (独自項目): checks that somebody added to one worklist.

use serde_json::{Value, json};

use crate::support::Surrounding;

const TITLE: &str = "USBメモリーの棚卸し";

fn done(here: &Surrounding, args: &[&str]) -> String {
    let ran = here.run(args);
    // On a busy machine it is told that the index with the new item is being made.
    let told = ran.err.lines().filter(|line| !line.contains("索引を作成しています")).count();
    assert_eq!((ran.code, told), (0, 0), "{args:?}: {}{}", ran.out, ran.err);
    ran.out
}

fn items(here: &Surrounding) -> Vec<Value> {
    let shown = here.run(&["worklist", "show", "--json"]).json().remove(0);
    shown["items"].as_array().unwrap().clone()
}

fn titles(here: &Surrounding) -> Vec<String> {
    let named = |item: &Value| format!("{} {}", item["number"].as_str().unwrap(), item["title"].as_str().unwrap());
    items(here).iter().map(named).collect()
}

fn total(here: &Surrounding) -> u64 {
    here.run(&["status", "--json"]).json()[0]["applicable"].as_u64().unwrap()
}

/// Returns a worklist with one own item.
fn with_item() -> Surrounding {
    let here = Surrounding::new();
    let said = done(&here, &["worklist", "add-item", TITLE, "--text", "台帳と現物が合うか", "--party", "医療機関"]);
    assert_eq!(said, format!("独自 1「{TITLE}」を加えました。\n"));
    here
}

#[test]
fn an_item_is_marked_counted_and_listed_like_a_clause() {
    let here = Surrounding::new();
    let before = total(&here);
    done(&here, &["worklist", "add-item", TITLE, "--text", "台帳と現物が合うか", "--party", "医療機関"]);
    assert_eq!(total(&here), before + 1);
    done(&here, &["mark", "独自1", "done", "--owner", "情報課", "--due", "2027-03-31"]);
    let shown = here.run(&["show", "独自-1", "--json"]).json().remove(0);
    assert_eq!((&shown["title"], &shown["gist"]), (&json!(TITLE), &json!("台帳と現物が合うか")));
    assert_eq!((&shown["worklist"]["status"], &shown["worklist"]["owner"]), (&json!("done"), &json!("情報課")));
    let page = done(&here, &["show", "独自1"]);
    assert!(page.contains("独自 1") && page.contains("台帳と現物が合うか") && !page.contains("性質"), "{page}");
    done(&here, &["mark", "独自 1", "doing"]);
    assert!(done(&here, &["due", "--days", "9999"]).contains(TITLE));
    assert!(done(&here, &["next", "--where", "USBメモリー"]).contains(TITLE));
    assert!(done(&here, &["status"]).contains("独自項目"));
    let listed = done(&here, &["worklist", "show"]);
    assert!(listed.contains("独自項目 1 件") && listed.contains("(医療機関)"), "{listed}");
}

#[test]
fn an_item_has_an_english_name_in_english() {
    let here = with_item();
    let words = ["--lang", "en"];
    for (args, name) in [
        (&["show", "独自1"][..], "Own 1  "),
        (&["mark", "Own 1", "done"], "Own 1  "),
        (&["status"], "Own item  "),
        (&["worklist", "show"], "Own 1  "),
        (&["history", "Own 1"], "Own 1  "),
    ] {
        let said = done(&here, &[args, &words].concat());
        assert!(said.contains(name) && !said.contains("独自"), "{args:?}: {said}");
    }
    let sheet = done(&here, &["export", "csv", "--lang", "en"]);
    assert!(sheet.contains("独自 1") && !sheet.contains("Own 1"), "what comes back is Japanese");
}

#[test]
fn an_item_is_found_by_both_of_its_names_whatever_is_spoken() {
    let here = with_item();
    let found = |query: &str, lang: &str| {
        let ran = here.run(&["search", query, "--json", "--lang", lang]);
        ran.json()[0]["hits"][0]["title"].clone()
    };
    for lang in ["ja", "en"] {
        for query in ["Own 1", "own item 1", "独自 1", "volume:own", "編:独自"] {
            assert_eq!(found(query, lang), json!(TITLE), "{lang} {query}");
        }
        assert_eq!(here.run(&["search", "USBメモリー", "--volume", "Own", "--lang", lang]).code, 0, "{lang}");
    }
    assert_ne!(found("owner 1", "en"), json!(TITLE), "a word that only begins so");
    let ran = here.run(&["--lang", "en", "mark", "--where", "Own 1", "done", "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(here.run(&["show", "独自1", "--json"]).json()[0]["worklist"]["status"], json!("done"));
}

#[test]
fn no_name_of_own_items_is_japanese_in_english() {
    let here = with_item();
    for args in
        [&["show", "own-item"][..], &["worklist", "remove-item", "9"], &["export", "markdown"], &["export", "html"]]
    {
        let ran = here.run(&[args, &["--lang", "en"]].concat());
        let said = ran.out + &ran.err;
        assert!(said.contains("Own") && !said.contains("独自項目"), "{args:?}: {said}");
    }
    let refused = here.run(&["worklist", "remove-item", "9", "--lang", "en"]).err;
    assert!(refused.contains("Own 1"), "{refused}");
}

#[test]
fn own_items_have_one_name_in_documents_for_programs() {
    let here = with_item();
    for args in [
        &["search", "独自1", "--json"][..],
        &["show", "独自1", "--json"],
        &["next", "--where", "USBメモリー", "--json"],
        &["explain", "独自1", "--json"],
        &["coverage", "--json"],
    ] {
        let document = |language: &str| done(&here, &[args, &["--lang", language]].concat());
        assert_eq!(document("en"), document("ja"), "{args:?}");
    }
    let asked = here.run(&["show", "独自1", "--reports", "--json", "--lang", "en"]).json();
    assert_eq!(asked[0]["label"], json!("独自 1"), "{asked:?}");
}

#[test]
fn an_item_counts_whatever_parties_the_worklist_counts() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--party", "事業者"]);
    let before = total(&here);
    done(&here, &["worklist", "add-item", TITLE, "--party", "医療機関"]);
    assert_eq!(total(&here), before + 1);
}

#[test]
fn an_item_is_found_by_its_words() {
    let here = with_item();
    let hits = here.run(&["search", "USBメモリー 棚卸し", "--json"]).json().remove(0);
    assert_eq!((&hits["hits"][0]["title"], &hits["hits"][0]["label"]), (&json!(TITLE), &json!("独自 1")));
}

#[test]
fn an_item_is_changed_and_withdrawn_and_nothing_is_lost() {
    let here = with_item();
    done(&here, &["mark", "独自1", "done"]);
    done(
        &here,
        &["worklist", "edit-item", "独自1", "--title", "媒体の棚卸し", "--party", "事業者", "--no-party", "医療機関"],
    );
    let item = items(&here).remove(0);
    assert_eq!((&item["title"], &item["parties"]), (&json!("媒体の棚卸し"), &json!(["事業者"])));
    let before = total(&here);
    let said = done(&here, &["worklist", "remove-item", "独自1"]);
    let id = item["id"].as_str().unwrap();
    assert!(said.contains("取り下げました。記録は残っています。") && said.contains(id), "{said}");
    assert_eq!((titles(&here), total(&here)), (Vec::new(), before - 1));
    let history = done(&here, &["history", id]);
    for part in
        ["独自 1  媒体の棚卸し", "独自項目の題を「USBメモリーの棚卸し」に", "状態を 完了 に", "独自項目を取り下げた"]
    {
        assert!(history.contains(part), "{part}: {history}");
    }
    assert_eq!(done(&here, &["history", "独自1"]), history);
    assert_eq!(here.run(&["history", "own-item.typo"]).code, 2);
    let listed = done(&here, &["worklist", "show"]);
    assert!(listed.contains("取り下げた独自項目 1 件") && listed.contains(id), "{listed}");
    assert!(here.run(&["status"]).err.is_empty(), "what was withdrawn waits for nothing");
    done(&here, &["undo"]);
    assert_eq!(titles(&here), ["1 媒体の棚卸し"]);
    done(&here, &["worklist", "remove-item", "独自1"]);
    done(&here, &["worklist", "add-item", "二つ目"]);
    assert_eq!(titles(&here), ["2 二つ目"], "a number is given once");
    done(&here, &["undo"]);
    assert_eq!(titles(&here), [""; 0]);
    done(&here, &["worklist", "add-item", "三つ目"]);
    assert_eq!(titles(&here), ["3 三つ目"], "not even that of an item that was taken back");
}

#[test]
fn what_cannot_be_an_item_is_told() {
    let here = with_item();
    for (args, said) in [
        (&["worklist", "add-item", " "][..], "独自項目には題が要ります。"),
        (&["worklist", "edit-item", "独自1", "--title", ""], "独自項目には題が要ります。"),
        (&["worklist", "edit-item", "独自1"], "何を変えるかが指定されていません。"),
        (&["worklist", "edit-item", "独自9", "--text", "x"], "「独自9」という独自項目はありません。"),
        (&["worklist", "remove-item", "運用14⑤"], "この点検票にあるのは 独自 1("),
        (&["worklist", "add-item", "x", "--party", "院長"], "使えるのは"),
    ] {
        let ran = here.run(args);
        assert!(ran.code == 2 && ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    assert_eq!(titles(&here), [format!("1 {TITLE}")]);
}

#[test]
fn an_item_goes_along_to_the_next_year() {
    let here = Surrounding::new();
    done(&here, &["worklist", "create", "2026", "--preset", "病院"]);
    done(&here, &["worklist", "switch", "2026"]);
    done(&here, &["worklist", "add-item", TITLE, "--party", "事業者"]);
    done(&here, &["worklist", "add-item", "取り下げるもの"]);
    done(&here, &["worklist", "remove-item", "独自2"]);
    done(&here, &["mark", "独自1", "done", "--note", "済"]);
    done(&here, &["worklist", "copy", "2026", "2027", "--recheck"]);
    done(&here, &["worklist", "switch", "2027"]);
    assert_eq!(titles(&here), [format!("1 {TITLE}")]);
    let mark = here.run(&["show", "独自1", "--json"]).json()[0]["worklist"].clone();
    assert_eq!((&mark["status"], &mark["note"]), (&json!("recheck"), &json!("済")));
    let all = here.run(&["status", "--all", "--json"]).json().remove(0);
    let counts: Vec<&Value> = all["worklists"].as_array().unwrap().iter().map(|one| &one["applicable"]).collect();
    assert_eq!(counts[0], counts[1], "the one that is not in use counts its item too");
}

#[test]
fn the_items_of_two_people_are_both_kept() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    done(&here, &["worklist", "add-item", "ここの項目"]);
    done(&there, &["worklist", "add-item", "あちらの項目"]);
    done(&there, &["mark", "独自1", "doing"]);
    let folder = there.path("data/worklists/default");
    let looked = done(&here, &["merge", folder.to_str().unwrap()]);
    assert!(looked.contains("あちらの項目"), "{looked}");
    done(&here, &["merge", folder.to_str().unwrap(), "--apply"]);
    assert_eq!(titles(&here), ["1 ここの項目", "1-2 あちらの項目"]);
    assert_eq!(here.run(&["show", "独自1-2", "--json"]).json()[0]["worklist"]["status"], "doing");
    done(&here, &["worklist", "add-item", "三つ目"]);
    let kept = ["1 ここの項目", "1-2 あちらの項目", "2 三つ目"];
    assert_eq!(titles(&here), kept);
    assert_eq!(here.run(&["worklist", "copy", "default", "2027"]).code, 0);
    assert_eq!(here.run(&["worklist", "switch", "2027"]).code, 0);
    assert_eq!(titles(&here), kept, "a copy has the numbers that people know");
}

#[test]
fn every_export_has_the_items() {
    let here = with_item();
    done(&here, &["mark", "独自1", "doing", "--note", "棚卸し中"]);
    for (format, file) in
        [("csv", "a.csv"), ("markdown", "a.md"), ("html", "a.html"), ("json", "a.json"), ("oscal", "a.oscal.json")]
    {
        done(&here, &["export", format, "--out", file]);
        let text = std::fs::read_to_string(here.path(file)).unwrap();
        assert!(text.contains(TITLE) && text.contains("棚卸し中"), "{format}");
    }
    done(&here, &["mark", "独自1", "done", "--verdict", "不適合", "--grade", "重大"]);
    done(&here, &["export", "report", "--format", "markdown", "--out", "r.md"]);
    assert!(std::fs::read_to_string(here.path("r.md")).unwrap().contains(TITLE));
}

/// Writes the rows that a person has added to an exported sheet, and reads the sheet.
fn import(here: &Surrounding, rows: &str, args: &[&str]) -> (i32, String) {
    let text = std::fs::read_to_string(here.path("a.csv")).unwrap();
    std::fs::write(here.path("b.csv"), text + rows).unwrap();
    let ran = here.run(&[&["import", "worklist", "b.csv"][..], args].concat());
    (ran.code, ran.out + &ran.err)
}

/// Returns the first line of the exported sheet.
fn head(here: &Surrounding) -> String {
    let text = std::fs::read_to_string(here.path("a.csv")).unwrap();
    text.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned()
}

/// Returns a row with these cells below their titles.
fn row(head: &str, cells: &[(&str, &str)]) -> String {
    let cell = |title: &str| {
        let title = title.trim_matches('"');
        cells.iter().find(|(known, _)| *known == title).map_or("", |(_, cell)| *cell).to_owned()
    };
    head.split(',').map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[test]
fn a_row_means_an_item_by_its_number_or_title_however_they_are_written() {
    let here = with_item();
    done(&here, &["export", "csv", "--out", "a.csv"]);
    let head = head(&here);
    let long = "長".repeat(4001);
    for (cells, code, said) in [
        (&[("ID", "独自1"), ("状態", "完了")][..], 0, "状態: 未着手 → 完了"),
        (&[("題", "ＵＳＢ メモリーの　棚卸し")], 0, "変わるところはありません。"),
        (&[("題", TITLE), ("要約", "別の内容")], 0, "独自項目の要約の変更は読んでいません"),
        (&[("題", long.as_str())], 2, "題が長すぎます (4001 字)"),
    ] {
        std::fs::write(here.path("b.csv"), format!("{head}\r\n{}", row(&head, cells))).unwrap();
        let ran = here.run(&["import", "worklist", "b.csv"]);
        assert!(ran.code == code && ran.out.contains(said), "{said}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn a_row_of_a_withdrawn_item_is_passed_over_unless_it_is_filled_in() {
    let here = with_item();
    done(&here, &["export", "csv", "--out", "a.csv"]);
    done(&here, &["worklist", "remove-item", "独自1"]);
    let ran = here.run(&["import", "worklist", "a.csv"]);
    assert!(ran.code == 0 && ran.out.contains("取り下げた独自項目です"), "{}{}", ran.out, ran.err);
    let text = std::fs::read_to_string(here.path("a.csv")).unwrap();
    let line = text.lines().find(|line| line.contains(TITLE)).unwrap();
    let filled = line.replacen("未着手", "完了", 1);
    assert_ne!(filled, line);
    std::fs::write(here.path("b.csv"), text.replace(line, &filled)).unwrap();
    let ran = here.run(&["import", "worklist", "b.csv"]);
    assert!(ran.code == 2 && ran.out.contains("取り下げた独自項目に記入があります"), "{}{}", ran.out, ran.err);
}

#[test]
fn what_is_written_of_the_catalog_alone_has_no_items() {
    let here = with_item();
    let ran = here.run(&["export", "catalog", "--format", "oscal"]);
    assert!(ran.code == 0 && !ran.out.contains(TITLE) && !ran.out.contains("own-item"));
}

#[test]
fn a_row_without_an_id_is_offered_as_an_item_and_comes_back_by_its_own() {
    let here = with_item();
    done(&here, &["export", "csv", "--out", "a.csv"]);
    let head = head(&here);
    let row = |cells: &[(&str, &str)]| row(&head, cells);
    let added = row(&[("題", "鍵の棚卸し"), ("要約", "本数を数える"), ("担当区分", "医療機関"), ("状態", "対応中")]);
    let (code, looked) = import(&here, &added, &[]);
    assert!(code == 0 && looked.contains("加える独自項目 1 件\n  鍵の棚卸し("), "{looked}");
    assert!(looked.contains("状態: 対応中") && looked.contains("まだ何も記録していません。"), "{looked}");
    assert_eq!(items(&here).len(), 1);
    let (code, said) = import(&here, &added, &["--apply"]);
    assert!(code == 0 && said.contains("独自項目 1 件を加え"), "{said}");
    assert_eq!(titles(&here), [format!("1 {TITLE}"), "2 鍵の棚卸し".to_owned()]);
    assert_eq!(here.run(&["show", "独自2", "--json"]).json()[0]["worklist"]["status"], "doing");
    let (code, again) = import(&here, &added, &["--apply"]);
    assert!(code == 0 && again.contains("変わるところはありません。"), "{again}");
    done(&here, &["undo"]);
    assert_eq!(titles(&here).len(), 1, "one undo takes the whole import back");

    for (cells, said) in [
        (&[("状態", "完了")][..], "ID が空ですが、記入があります。"),
        (&[("題", "導入・更新システムの二要素認証への対応"), ("状態", "完了")], "ID が空ですが、記入があります。"),
        (&[("ID", "zzz.1"), ("題", "x"), ("状態", "完了")], "この ID の条項はありません。"),
        (&[("題", "x"), ("担当区分", "院長")], "担当区分の「院長」が分かりません。"),
        (&[("題", "x"), ("状態", "済んだ")], "状態「済んだ」"),
    ] {
        let (code, told) = import(&here, &row(cells), &["--apply"]);
        assert!(code == 2 && told.contains(said), "{cells:?}: {told}");
    }
    let twice = row(&[("題", "同じ題")]).repeat(2);
    let (code, told) = import(&here, &twice, &["--apply"]);
    assert!(code == 2 && told.contains("同じ題の独自項目が"), "{told}");
    assert_eq!(titles(&here).len(), 1);
}
