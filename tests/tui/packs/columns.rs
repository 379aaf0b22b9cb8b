//! The columns of a mapping table are shown before it is taken in, read otherwise as somebody chooses, and kept in a file.

use tenken::import::mapping::ColumnRole;
use tenken::tui::app::jump_list::{PacksScreen, Screen};
use tenken::tui::app::packs::{PackReport, PackTask};
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::handle_input;

use super::super::pty::Terminal;
use super::super::screens::{SIZES, assert_screen};
use super::super::{Person, parse};
use crate::support::books::{rows, xlsx};

/// A table whose products stand below a heading that says nothing, between a column of requirements and one of notes.
const TABLE: &str = "項番,要求事項,使うもの,対応状況,備考\n\
    運14⑤,二要素認証の要求,Microsoft Sentinel を使うこと,○,Azure Backup\n\
    運14⑥,パスワードの要求,通報の窓口,△,見直し中\n運99⑨,ない番号,何か,×,\n";

/// Returns a person with a table on screen.
fn seen(columns: u16, rows: u16) -> Person {
    let person = Person::at(columns, rows);
    std::fs::write(person.folder.path().join("表.csv"), TABLE).expect("a table");
    person.types("<ctrl-g>i~/表.csv<enter>")
}

/// Returns a person with a workbook of three sheets on screen: of the first nothing tells what is in it.
fn seen_workbook() -> Person {
    let table = rows(&[&["項番", "製品"], &["運14⑤", "Microsoft Sentinel"], &["運14⑥", "Azure Backup"]]);
    let other = rows(&[&["場所", "名"], &["三階", "佐藤"], &["四階", "山田"]]);
    let bytes = xlsx("", &[("連絡先", &other, ""), ("対応表", &table, ""), ("2025控え", &table, "")]);
    let person = Person::at(80, 48);
    std::fs::write(person.folder.path().join("表.xlsx"), bytes).expect("a workbook");
    person.types("<ctrl-g>i~/表.xlsx<enter>")
}

fn role(person: &Person, column: usize) -> Option<ColumnRole> {
    let table = person.app.packs.looked_at.as_ref()?.preview.table.as_ref()?;
    table
        .sheets
        .iter()
        .find(|sheet| sheet.is_read)?
        .columns
        .iter()
        .find(|known| known.column == column)
        .map(|it| it.role)
}

#[test]
fn the_screens_of_a_table_are_as_expected() {
    for size in SIZES {
        let person = seen(size.0, size.1);
        assert_screen("columns", size, &person);
        let person = person.types("<tab><tab><enter>");
        assert_screen("columns_role", size, &person);
        let person = person.types("<esc>m");
        assert_screen("columns_list", size, &person);
        let person = person.types("<esc>M");
        assert_screen("columns_save", size, &person);
    }
}

#[test]
fn a_column_is_read_as_chosen_and_stays_selected() {
    for keys in ["mc<enter>製品<enter>", "m使うもの<enter>seihin<enter>", "mc<enter>せいひん<enter>"] {
        let person = seen(80, 24);
        assert_ne!(role(&person, 2), Some(ColumnRole::Product), "{}", person.screen());
        let person = person.types(keys);
        assert_eq!(role(&person, 2), Some(ColumnRole::Product), "{keys}: {}", person.screen());
        assert!(person.said().0.contains("C 列「使うもの」を「製品」として読み直しました"), "{:?}", person.said());
        assert!(person.screen().contains("指定(推測は"), "{}", person.screen());
        assert!(person.screen().contains(" > "), "the column is under the cursor: {}", person.screen());
        assert!(!person.paths().packs().exists(), "nothing is written");
        let person = person.types("<home>1");
        assert!(person.said().0.contains("取り込みました"), "{:?}", person.said());
    }
}

#[test]
fn the_present_role_is_marked_and_choosing_it_changes_nothing() {
    let person = seen(80, 24).types("ma<enter>");
    assert!(person.screen().contains("条項の番号(いまの読み方)"), "{}", person.screen());
    let mut person = person;
    let effects = handle_input(&mut person.app, InputEvent::Key(parse("<enter>")[0]));
    assert_eq!((effects, person.app.packs.doing.is_some()), (Vec::new(), false));
    assert!(person.app.overlay.is_none());
}

#[test]
fn there_is_one_column_of_numbers_and_never_none() {
    let person = seen(80, 24).types("ma<enter>yomanai<enter>");
    assert!(person.said().0.contains("条項の番号かリスクの列が一つは要ります"), "{:?}", person.said());
    assert_eq!(role(&person, 0), Some(ColumnRole::Clause));
    let person = person.types("mb<enter>条項<enter>");
    assert!(person.said().0.contains("A 列「項番」は「読まない」にしました"), "{:?}", person.said());
    assert_eq!((role(&person, 0), role(&person, 1)), (Some(ColumnRole::Skip), Some(ColumnRole::Clause)));
}

#[test]
fn sheets_are_read_or_passed_over() {
    let person = seen_workbook();
    let read = |person: &Person| -> Vec<bool> {
        let table = person.app.packs.looked_at.as_ref().and_then(|it| it.preview.table.clone()).expect("a table");
        table.sheets.iter().map(|sheet| sheet.is_read).collect()
    };
    assert_eq!(read(&person), [false, true, true], "{}", person.screen());
    // The name of a sheet is somebody's own and may begin with a digit: none chooses at once.
    let person = person.types("S2025<enter>");
    assert_eq!(read(&person), [false, true, false], "{:?}", person.said());
    let person = person.types("S対応表<enter>");
    assert!(person.said().0.contains("読むシートが一つは要ります"), "{:?}", person.said());
    // Of a sheet that nothing is known of, the column of the numbers is asked for.
    let person = person.types("S連絡先<enter>");
    assert!(person.screen().contains("どの列に、条項の番号がありますか"), "{}", person.screen());
    let person = person.types("a<enter>");
    assert_eq!(read(&person), [true, true, false], "{:?}", person.said());
}

#[test]
fn how_the_columns_are_read_is_kept_and_never_written_over_unasked() {
    let person = seen(80, 24).types("mc<enter>製品<enter>M");
    let path = person.folder.path().join("表.map.toml");
    assert!(person.screen().contains("表.map.toml"), "{}", person.screen());
    let person = person.types("<enter>");
    assert!(person.said().1.contains("`tenken import --map ~/表.map.toml ~/表.csv`"), "{:?}", person.said());
    let written = std::fs::read_to_string(&path).expect("the file");
    assert!(written.contains("C = \"product\""), "{written}");
    let other = "[[sheet]]\n[sheet.columns]\nA = \"clause\"\n";
    std::fs::write(&path, other).expect("another map");
    let person = person.types("M<enter>");
    assert!(person.screen().contains("もうあります"), "{}", person.screen());
    let person = person.types("<esc>");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), other);
    let person = person.types("M<enter>2");
    assert!(person.said().0.contains("に書きました"), "{:?}", person.said());
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), written);
    let person = person.types("M<ctrl-u>表.csv<enter>");
    assert!(person.said().0.contains("資料そのものなので、上書きしません"), "{:?}", person.said());
    assert_eq!(std::fs::read_to_string(person.folder.path().join("表.csv")).expect("the table"), TABLE);
    let person = person.types("<esc>");
    // A name alone stands beside the table; what cannot be written keeps its prompt.
    let person = person.types("M<ctrl-u>別.toml<enter>");
    assert!(person.folder.path().join("別.toml").is_file(), "{:?}", person.said());
    let person = person.types("M<ctrl-u>~/none/x.toml<enter>");
    assert!(person.said().0.contains("書けません") && person.screen().contains("none/x.toml"), "{}", person.screen());
}

#[test]
fn elsewhere_the_keys_say_where_columns_are_chosen() {
    for keys in ["<ctrl-g>fm", "<ctrl-g>fM", "<ctrl-g>fS"] {
        let person = Person::at(80, 24).types(keys);
        let said = "対応表を取り込む前の画面で選びます。g i で";
        assert!(person.said().0.contains(said), "{keys}: {:?}", person.said());
    }
}

#[test]
fn a_list_asked_for_while_a_document_is_read_neither_waits_nor_takes_its_place() {
    let mut person = Person::at(80, 24);
    std::fs::write(person.folder.path().join("表.csv"), TABLE).expect("a table");
    person = person.types("<ctrl-g>i~/表.csv");
    let look = handle_input(&mut person.app, InputEvent::Key(parse("<enter>")[0]));
    assert!(matches!(look.as_slice(), [Effect::Packs(PackTask::Look(_))]), "{look:?}");
    // The list is there before the document is.
    let person = person.types("<ctrl-g>f");
    assert_eq!(person.app.jump_list.current().screen, Screen::Packs(PacksScreen::List));
    assert!(person.app.packs.doing.is_some(), "the document is still being read");
    let mut person = person.types("1");
    assert!(person.said().0.contains("取り込みの途中です"), "{:?}", person.said());
    person.perform(look);
    assert_eq!(person.app.jump_list.current().screen, Screen::Packs(PacksScreen::Preview));
    assert!(person.app.packs.doing.is_none());
    person.hears(Message::PackReported(PackReport::Listed(Vec::new())));
    let person = person.types("<home>1");
    assert!(person.said().0.contains("取り込みました"), "{:?}", person.said());
}

#[test]
fn a_column_is_chosen_and_kept_in_a_terminal() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("表.csv"), TABLE).expect("a table");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("\u{7}i").sees("取り込む資料の場所").press("~/表\t").sees("表.csv").press("\r");
    terminal.sees("使うもの").press("m").sees("どの列の読み方").press("c\r").sees("いまの読み方").press("seihin\r");
    terminal
        .sees("として読み直しました")
        .press("M")
        .sees("列の読み方を保存するファイル")
        .press("\r")
        .sees("に書きました");
    // Another list while it is taken in is no harm.
    terminal.press("1").press("gf").sees("取込資料").sees("無効にする").press("q");
    terminal.ends_and_restores();
    let map = std::fs::read_to_string(home.path().join("表.map.toml")).expect("the file");
    assert!(map.contains("C = \"product\""), "{map}");
    assert!(home.path().join("TENKEN_DATA_DIR/packs").is_dir());
}
