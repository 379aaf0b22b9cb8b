//! Documents are taken in on screen: from the palette to the list of packs, in this process and in a terminal.

use super::super::pty::Terminal;
use super::super::screens::{SIZES, assert_screen};
use super::Person;

/// A catalog with two controls.
const DOCUMENT: &str = r#"{"catalog": {"metadata": {"title": "Zebra Catalog", "version": "1", "oscal-version": "1.1.2"}, "groups": [
  {"id": "g", "title": "Zebra Group", "controls": [
    {"id": "g-1", "title": "Zebra Stripes", "parts": [{"name": "statement", "prose": "Count the quagga stripes."}]},
    {"id": "g-2", "title": "Zebra Hay", "parts": [{"name": "statement", "prose": "Feed the zebra."}]}]}]}}"#;

/// Returns a person with a document in the home, at the prompt for it.
fn asked(columns: u16, rows: u16) -> Person {
    let person = Person::at(columns, rows);
    std::fs::write(person.folder.path().join("zebra.json"), DOCUMENT).expect("a document");
    person.types("<ctrl-g>i")
}

#[test]
fn the_screens_of_an_import_are_as_expected() {
    for size in SIZES {
        let person = asked(size.0, size.1).types("~/ze<tab>");
        assert_screen("import_asked", size, &person);
        let person = person.types("<enter>");
        assert_screen("import_preview", size, &person);
        let person = person.types("<enter>");
        assert_screen("packs", size, &person);
    }
}

#[test]
fn a_document_is_taken_in_searched_switched_off_and_brought_back() {
    let person = asked(80, 24).types("~/zebra.json<enter>");
    assert!(person.screen().contains("条項 2 件"), "{}", person.screen());
    assert!(!person.paths().packs().exists(), "nothing is written before it is wanted");
    let person = person.types("<enter>");
    assert!(person.said().0.contains("取り込みました"), "{:?}", person.said());
    let person = person.types("squagga");
    assert!(person.screen().contains("Zebra Stripes"), "{}", person.screen());
    let person = person.types("<enter>");
    assert!(person.screen().contains("取込資料"), "{}", person.screen());
    let clause = person.place().to_owned();
    let person = person.types(" gf");
    assert!(person.worklist.state().mark(&clause).is_some());
    // The first two links ask for a document and undo; the next ones are about the pack.
    let person = person.types("3");
    assert!(person.said().0.contains("無効にしました") && person.said().1.contains("1 条項"), "{:?}", person.said());
    assert!(person.app.catalog.find(&clause).is_none());
    let person = person.types("2");
    assert!(person.said().0.contains("無効化を取り消しました"), "{:?}", person.said());
    assert!(person.app.catalog.find(&clause).is_some());
    let person = person.types("4");
    assert!(person.said().0.contains("削除しました") && person.app.packs.listed.is_empty(), "{:?}", person.said());
    assert!(person.worklist.state().mark(&clause).is_some());
}

#[test]
fn what_cannot_be_taken_in_is_said_and_the_path_is_offered_again() {
    let person = asked(80, 24).types("~/none.json<enter>");
    assert!(person.said().0.contains("見つかりません"), "{:?}", person.said());
    let person = person.types("<ctrl-g>i");
    assert!(person.screen().contains("~/none.json"), "{}", person.screen());
    let person = person.types("<ctrl-u><enter>");
    assert!(person.said().0.contains("場所を入力"), "{:?}", person.said());
    let person = person.types("<esc><ctrl-g>f");
    assert!(person.screen().contains("取込資料はまだありません"), "{}", person.screen());
    let person = person.types("2");
    assert!(person.said().0.contains("することはありません"), "{:?}", person.said());
}

#[test]
fn a_document_is_taken_in_in_a_terminal() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("zebra.json"), DOCUMENT).expect("a document");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("\u{7}i").sees("取り込む資料の場所").press("~/ze\t").sees("zebra.json");
    terminal.press("\r").sees("条項 2 件").press("\r").sees("取り込みました");
    terminal.press("squagga").sees("Zebra Stripes");
    // Back to the list, switched off: the records go while one looks on.
    terminal.press("\u{7}f").sees("無効にする").press("3").sees("無効にしました").sees("有効にする");
    terminal.press("q");
    terminal.ends_and_restores();
    assert!(home.path().join("TENKEN_DATA_DIR/packs/off/zebra-catalog.toml").is_file());
}
