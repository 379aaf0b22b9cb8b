//! `tenken import FILE` and `tenken packs`: a document's life, from the first look to the last undo.

use serde_json::Value;

use crate::support::Surrounding;

/// A catalog with two controls.
fn document(second: &str) -> String {
    format!(
        r#"{{"catalog": {{"metadata": {{"title": "Zebra Catalog", "version": "1", "oscal-version": "1.1.2"}}, "groups": [
  {{"id": "g", "title": "Zebra Group", "controls": [
    {{"id": "g-1", "title": "Zebra Stripes", "parts": [{{"name": "statement", "prose": "Count the quagga stripes."}}]}},
    {{"id": "g-2", "title": "{second}", "parts": [{{"name": "statement", "prose": "Feed the zebra."}}]}}]}}]}}}}"#
    )
}

const PACK: &str = "zebra-catalog";

fn packs(here: &Surrounding) -> Vec<Value> {
    here.run(&["packs", "--json"]).json()[0]["packs"].as_array().unwrap().clone()
}

/// Returns a surrounding with the document taken in, and the id of a clause of it.
fn taken_in() -> (Surrounding, String) {
    let here = Surrounding::new();
    here.write("zebra.json", &document("Hay"));
    assert_eq!(here.run(&["import", "zebra.json", "--apply"]).code, 0);
    let found = here.run(&["search", "quagga", "--json"]).json().remove(0);
    let clause = found["hits"][0]["id"].as_str().unwrap().to_owned();
    (here, clause)
}

#[test]
fn a_document_is_shown_before_anything_is_written() {
    let here = Surrounding::new();
    here.write("zebra.json", &document("Hay"));
    let ran = here.run(&["import", "zebra.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let order = ["zebra.json は、", "(形式 oscal)", "資料: ", "読み取ったもの", "条項 2 件", "変わるところ", "--apply"];
    let places: Vec<Option<usize>> = order.iter().map(|part| ran.out.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{}", ran.out);
    assert!(!here.path("data/packs").exists());
    let document = here.run(&["import", "zebra.json", "--json"]).json().remove(0);
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    assert_eq!((&document["applied"], &document["pack"]), (&false.into(), &PACK.into()));
    let none = here.run(&["packs"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("tenken import"), "{}", none.err);
}

#[test]
fn a_pack_is_listed_shown_switched_removed_and_brought_back() {
    let (here, clause) = taken_in();
    let listed = here.run(&["packs"]);
    assert!(
        listed.out.contains("[有効]") && listed.out.contains(PACK) && listed.out.contains("zebra.json"),
        "{}",
        listed.out
    );
    let shown = here.run(&["packs", "show", PACK, "--json"]).json().remove(0);
    assert_eq!((&shown["records"]["clause"], &shown["waiting"]["link"]), (&2.into(), &0.into()));
    let page = here.run(&["show", &clause]).out;
    assert!(page.contains("取込資料") && page.contains("zebra.json"), "{page}");
    here.run(&["mark", &clause, "done", "--note", "数えた"]);
    let told = |here: &Surrounding| here.run(&["packs", "show", PACK]).out;
    assert!(told(&here).contains("1 条項") && !told(&here).contains("また有効に"), "{}", told(&here));
    let off = here.run(&["packs", "disable", PACK]);
    assert!(told(&here).contains("また有効に"), "{}", told(&here));
    assert!(off.out.contains("無効にしました") && off.out.contains("1 条項"), "{}", off.out);
    assert_eq!(here.run(&["search", "quagga"]).code, 1);
    assert_eq!(packs(&here)[0]["enabled"], false);
    here.run(&["packs", "enable", PACK]);
    let status = |here: &Surrounding| here.run(&["show", &clause, "--json"]).json()[0]["worklist"]["status"].clone();
    assert_eq!(status(&here), "done");
    assert_eq!(here.run(&["packs", "remove", PACK]).code, 0);
    assert!(packs(&here).is_empty());
    let undone = here.run(&["packs", "undo"]);
    assert!(undone.out.contains("削除を取り消しました"), "{}", undone.out);
    assert_eq!(status(&here), "done");
    let acts: Vec<Value> = std::iter::from_fn(|| here.run(&["packs", "undo", "--json"]).json().pop()).collect();
    assert_eq!(
        acts.iter().map(|act| act["act"].as_str().unwrap()).collect::<Vec<_>>(),
        ["enable", "disable", "import"]
    );
    assert_eq!(here.run(&["packs", "undo"]).code, 1);
    assert_eq!(here.run(&["search", "quagga"]).code, 1);
}

#[test]
fn taken_in_again_only_the_difference_is_told_and_nothing_is_done_twice() {
    let (here, clause) = taken_in();
    here.run(&["mark", &clause, "done"]);
    let again = here.run(&["import", "zebra.json", "--apply"]);
    assert!(again.code == 0 && again.out.contains("取り込み済みです"), "{}", again.out);
    assert_eq!(here.run(&["import", "zebra.json", "--apply", "--json"]).json()[0]["applied"], false);
    here.write("zebra.json", &document("Hay and oats").replace("quagga stripes", "stripes of each quagga"));
    let other = here.run(&["import", "zebra.json"]);
    assert!(other.out.contains("を置き換えます") && other.out.contains("内容が変わる"), "{}", other.out);
    assert!(other.out.contains("1 件に、点検票") && other.out.contains("要再確認にしてください"), "{}", other.out);
    here.run(&["import", "zebra.json", "--apply"]);
    assert_eq!(packs(&here).len(), 1);
    assert!(here.run(&["show", &clause]).out.contains("stripes of each quagga"));
    here.run(&["packs", "undo"]);
    assert!(here.run(&["show", &clause]).out.contains("quagga stripes"));
}

#[test]
fn what_is_wrong_is_said_in_a_sentence_that_helps() {
    let (here, _) = taken_in();
    here.write("note.bin", "\u{0}\u{1}");
    for (line, parts) in [
        (&["import", "none.json"][..], &["none.json", "見つかりません"][..]),
        (&["import", "note.bin"], &["note.bin"]),
        (&["import", "zebra.json", "--as", "osca"], &["osca", "oscal"]),
        (&["import", "zebra.json", "worklist", "x.csv"], &["./worklist"]),
        (&["packs", "disable", "zebra-catalo"], &["「zebra-catalog」のことでしょうか", "packs list"]),
        (&["packs", "show", "../zebra"], &["../zebra"]),
        (&["import", "zebra.json", "--map", "columns.toml"], &["--map は表の列", "--as mapping"]),
    ] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        for part in parts {
            assert!(ran.err.contains(part), "{line:?}: {part}: {}", ran.err);
        }
    }
    here.write("data/packs/broken.toml", "x");
    let listed = here.run(&["packs"]);
    assert!(
        listed.out.contains("[破損]") && listed.err.contains("packs remove broken"),
        "{}{}",
        listed.out,
        listed.err
    );
    assert_eq!(here.run(&["packs", "remove", "broken"]).code, 0);
    assert_eq!(packs(&here).len(), 1);
}

#[test]
fn records_of_ones_own_that_lean_on_a_pack_are_named_before_it_goes() {
    let (here, clause) = taken_in();
    let own = format!(
        "[[term]]\nid = \"term.own\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語のこと。\"\nrelated = [\"{clause}\"]\n"
    );
    here.write("data/catalog/own.toml", &own);
    for line in [&["packs", "remove", PACK][..], &["packs", "undo"]] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("own.toml:1: term.own"), "{line:?}: {}", ran.err);
        assert_eq!(here.run(&["search", "quagga"]).code, 0);
    }
    assert_eq!(here.run(&["packs", "disable", PACK]).code, 0, "what is switched off waits");
    assert_eq!(here.run(&["search", "quagga"]).code, 1);
    std::fs::remove_file(here.path("data/catalog/own.toml")).unwrap();
    assert_eq!(here.run(&["packs", "remove", PACK]).code, 0);
}

#[test]
fn what_is_of_no_use_is_a_document_for_programs() {
    let here = Surrounding::new();
    here.write("useless.json", r#"{"component-definition": {}}"#);
    let ran = here.run(&["import", "useless.json", "--json"]);
    let document = ran.json().remove(0);
    assert_eq!(
        (ran.code, &document["format"], &document["records"]["clause"]),
        (1, &"".into(), &0.into()),
        "{}",
        ran.err
    );
    assert_eq!(document["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn the_day_of_an_import_can_be_told() {
    let here = Surrounding::new();
    here.write("zebra.json", &document("Hay"));
    let mut command = here.command(&["import", "zebra.json", "--apply"]);
    command.env("SOURCE_DATE_EPOCH", "1780000000");
    assert_eq!(crate::support::Ran::of(command).code, 0);
    assert_eq!(packs(&here)[0]["date"], "2026-05-28");
}
