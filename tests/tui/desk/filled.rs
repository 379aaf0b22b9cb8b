//! Worklists that come back filled in.

use std::ops::ControlFlow;
use std::sync::Arc;

use tenken::import::RowPlace;
use tenken::import::worklist::AnswerChange;
use tenken::model::Status;
use tenken::sheet::Answer;
use tenken::tui::app::desk::DeskDoing;
use tenken::tui::app::jump_list::DeskScreen;
use tenken::tui::import_thread::answer;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::worklist::{Change, Edit, Identity, Operation, Worklist};

use super::super::screens::{SIZES, assert_screen};
use super::{CLAUSE, Person, created, held, is_on, read};

const OTHER: &str = "mhlw6.sysun.14.1";

/// Writes 回答.csv: what was exported to it, with cells changed, each by clause, title of the column and what to fill in.
fn fill_in(person: &Person, edits: &[(&str, &str, &str)]) {
    let path = person.folder.path().join("回答.csv");
    let out = std::fs::read_to_string(&path).expect("a file");
    let mut reader = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    let titles = reader.headers().expect("titles").clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&titles).expect("a row");
    for row in reader.records() {
        let row = row.expect("a row");
        let cells = row.iter().zip(&titles).map(|(cell, title)| {
            let edit = edits.iter().find(|(clause, column, _)| *clause == &row[0] && *column == title);
            edit.map_or(cell, |(.., filled)| *filled)
        });
        writer.write_record(cells).expect("a row");
    }
    std::fs::write(&path, writer.into_inner().expect("a table")).expect("a file");
}

/// Returns a person on the page of a clause whose worklist was written to 回答.csv.
fn exported(columns: u16, rows: u16) -> Person {
    let person = Person::at(columns, rows).on(CLAUSE).types("d").types("gX2<ctrl-u>~/回答.csv<enter>");
    assert!(person.said().0.contains("に書き出しました(CSV、"), "{:?}", person.said());
    person.types("<esc>")
}

/// Returns one who has recorded an owner since, where the table names another one.
fn in_conflict(columns: u16, rows: u16) -> Person {
    let person = exported(columns, rows);
    fill_in(&person, &[(CLAUSE, "担当者", "鈴木"), (CLAUSE, "状態", "完了"), (OTHER, "期限", "2027-03-31")]);
    let person = person.types("fo佐藤<enter>");
    assert_eq!(person.worklist.state().answers(CLAUSE).owner, "佐藤");
    person.types("gi~/回答.csv<enter>")
}

fn owner(person: &Person) -> String {
    person.worklist.state().answers(CLAUSE).owner
}

#[test]
fn a_filled_in_worklist_is_shown_taken_in_and_taken_back_by_keys() {
    for (keys, title) in [("gi", "取り込む資料の場所"), ("gI", "取り込む記入済みの点検票の場所")]
    {
        let person = exported(80, 24);
        fill_in(&person, &[(CLAUSE, "状態", "完了"), (CLAUSE, "メモ", "全端末で確認"), (OTHER, "期限", "R9.3.31")]);
        let person = person.types(keys);
        assert!(person.screen().contains(title), "{}", person.screen());
        let person = person.types("~/回<tab>");
        assert!(person.screen().contains("~/回答.csv"), "{}", person.screen());
        let person = person.types("<enter>");
        assert!(is_on(&person, DeskScreen::Filled), "{:?} {}", person.said(), person.screen());
        for part in ["1 取り込む", "変わるところ 3 件", "状態: 対応中 → 完了", "期限: (空) → 2027-03-31"]
        {
            assert!(person.screen().contains(part), "{part}: {}", person.screen());
        }
        assert_eq!(person.worklist.state().status(CLAUSE), Status::Doing, "nothing is recorded yet");
        let person = person.types("<enter>");
        assert!(person.said().0.contains("3 件を取り込みました"), "{:?}", person.said());
        assert_eq!(person.place(), CLAUSE, "back to where one came from");
        assert_eq!(person.app.state.status(CLAUSE), Status::Done);
        let entry = person.worklist.state().answers(OTHER);
        assert_eq!(entry.due.map(|day| day.to_string()).as_deref(), Some("2027-03-31"));
        let person = person.types("u");
        assert_eq!(person.app.state.status(CLAUSE), Status::Doing);
        assert!(person.app.state.answers(OTHER).due.is_none(), "one undo takes all of it back");
    }
}

#[test]
fn the_palette_and_the_list_of_worklists_lead_to_the_prompt_which_esc_leaves() {
    for typed in ["取り込み", "とりこみ", "記入", "kinyuuzumi", "import-w"] {
        let person = exported(80, 24).types(":").types(typed);
        assert!(person.screen().contains("記入済みの点検票の取り込み(Excel・CSV)"), "{typed}: {}", person.screen());
    }
    let person = exported(80, 24).types(":").types("記入済み<enter>");
    assert!(person.screen().contains("取り込む記入済みの点検票の場所"), "{}", person.screen());
    let person = person.types("<esc>gl");
    assert!(person.screen().contains("記入済みの点検票の取り込み"), "{}", person.screen());
}

#[test]
fn conflicts_are_decided_row_by_row_before_anything_is_recorded() {
    for size in SIZES {
        assert_screen("desk_filled", size, &in_conflict(size.0, size.1));
    }
    let person = in_conflict(80, 24);
    assert!(person.screen().contains("[未決]"), "{}", person.screen());
    // The deed leads to what is to be decided.
    let person = person.types("<enter>");
    assert!(person.said().0.contains("食い違い 1 件の採り方が決まっていません"), "{:?}", person.said());
    assert_eq!(person.worklist.state().status(CLAUSE), Status::Doing);
    let theirs = ("[記入]", "鈴木");
    let mine = ("[点検票]", "佐藤");
    for (keys, (mark, taken)) in [(" ", theirs), ("<enter><enter>", mine), ("3", theirs), ("4", mine)] {
        let person = in_conflict(80, 24).types("<enter>").types(keys);
        assert!(person.screen().contains(mark), "{keys}: {}", person.screen());
        assert!(is_on(&person, DeskScreen::Filled), "{keys}: {}", person.screen());
        let person = person.types("1");
        assert!(person.said().0.contains("件を取り込みました"), "{keys}: {:?}", person.said());
        assert_eq!((owner(&person).as_str(), person.worklist.state().status(CLAUSE)), (taken, Status::Done), "{keys}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_corrected_file_is_read_once_more() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了"), (OTHER, "期限", "いつか")]);
    let person = person.types("gi~/回答.csv<enter>");
    let screen = person.screen();
    assert!(screen.contains("読めないところが 1 件あるため、取り込めません"), "{screen}");
    assert!(screen.contains("行目") && screen.contains("「いつか」"), "{screen}");
    assert!(!screen.contains("1 取り込む"), "{screen}");
    let mut told = person;
    if let Some(sheet) = &mut told.app.desk.filled {
        Arc::make_mut(&mut sheet.look).remarks = vec!["数えない版の条項です。".to_owned()];
    }
    let screen = told.screen();
    let at = |part: &str| screen.find(part).unwrap_or_else(|| panic!("{part}: {screen}"));
    assert!(at("数えない版の条項です。") < at("読めないところ 1 件"), "what is read is no fault: {screen}");
    let person = told;
    fill_in(&person, &[(OTHER, "期限", "2027-03-31")]);
    let person = person.types("<enter>");
    assert!(person.screen().contains("1 取り込む"), "{}", person.screen());
    std::fs::remove_file(person.folder.path().join("回答.csv")).expect("a file");
    let person = person.types("<esc>gI<ctrl-u>~/回答.csv<enter>");
    assert!(person.screen().contains("取り込む記入済みの点検票の場所"), "the prompt stays: {}", person.screen());
    assert!(person.app.notice.as_ref().is_some_and(|notice| notice.is_error), "{:?}", person.said());
}

#[test]
fn what_was_recorded_since_is_shown_instead_of_being_overwritten() {
    for is_seen in [true, false] {
        let mut person = exported(80, 24);
        fill_in(&person, &[(CLAUSE, "担当者", "鈴木")]);
        person = person.types("gi~/回答.csv<enter>");
        assert!(person.screen().contains("1 取り込む"), "{}", person.screen());
        let who = Identity { user: "itou".into(), host: "other".into() };
        let mut theirs = Worklist::open(&person.paths().worklists().join("2026年度"), who).expect("a worklist");
        let change = Change::clause(CLAUSE, Edit::Owner("伊藤".into()));
        theirs.perform(Operation::Record(vec![change]), "").expect("a mark");
        if is_seen {
            person.worklist.refresh().expect("news");
            let state = person.worklist.state().clone();
            person.hears(Message::Changed(state));
        }
        let person = person.types("<enter>");
        assert_eq!(owner(&person), "伊藤", "{is_seen}: {:?}", person.said());
        assert!(is_on(&person, DeskScreen::Filled), "{is_seen}: {}", person.screen());
        assert!(person.said().0.contains("表と比べ直しました"), "{is_seen}: {:?}", person.said());
        assert!(person.screen().contains("[未決]"), "{is_seen}: {}", person.screen());
        let person = person.types("3").types("1");
        assert_eq!(owner(&person), "鈴木", "{is_seen}: {:?}", person.said());
    }
}

#[test]
fn answers_become_the_records_of_who_filled_them_in() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    let person = person.types("gi~/回答.csv<enter>2");
    assert!(person.screen().contains("記入した人の名前"), "{}", person.screen());
    let person = person.types("鈴木<enter>");
    assert!(person.screen().contains("記録の名義: 鈴木"), "{}", person.screen());
    let person = person.types("1");
    assert!(person.said().0.contains("`env 'TENKEN_USER=鈴木' tenken undo`"), "{:?}", person.said());
    assert_eq!(person.worklist.state().status(CLAUSE), Status::Done);
    // What one takes back is one's own last mark, not theirs.
    let person = person.types("u");
    assert_eq!(person.worklist.state().status(CLAUSE), Status::Done, "{:?}", person.said());
}

#[test]
fn ones_own_name_makes_them_no_records_of_somebody_else() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    let person = person.types("gi~/回答.csv<enter>2").types("yamada<enter>");
    assert!(person.screen().contains("記録の名義: 自分"), "{}", person.screen());
    let person = person.types("1");
    assert!(!person.said().0.contains("TENKEN_USER"), "{:?}", person.said());
    assert_eq!(person.types("u").app.state.status(CLAUSE), Status::Doing);
}

#[test]
fn the_key_that_takes_it_back_is_that_of_the_screen_that_one_comes_back_to() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    let person = person.types("<esc><ctrl-g>I~/回答.csv<enter>").types("1");
    let key = person.app.key_below("undo-mark").to_owned();
    assert!(person.app.is_searching() && key != "u", "{key}: {}", person.screen());
    assert!(person.said().0.contains("件を取り込みました") && person.said().0.contains(&key), "{:?}", person.said());
}

#[test]
fn a_file_that_was_given_up_is_not_shown_in_the_place_of_the_one_that_is_asked_for() {
    for is_typed in [true, false] {
        let person = exported(80, 24);
        fill_in(&person, &[(CLAUSE, "状態", "完了")]);
        let csv = |name: &str| person.folder.path().join(name);
        std::fs::copy(csv("回答.csv"), csv("大.csv")).expect("a copy");
        let mut person = person.types("gI<ctrl-u>~/大.csv");
        let slow = held(&mut person);
        let mut person = person.types("<esc>gI<ctrl-u>~/回答.csv");
        if is_typed {
            person = person.types("<enter>");
            assert!(person.said().0.contains("まだ途中です"), "{:?}", person.said());
        }
        person.perform(slow);
        let shown = person.app.desk.filled.as_ref().map(|sheet| sheet.look.path.clone());
        let asked = is_typed.then(|| person.folder.path().join("回答.csv"));
        assert_eq!(shown, asked, "{}", person.screen());
        assert_eq!(person.app.overlay.is_none(), is_typed, "the prompt stays until its file is read");
    }
    let mut person = exported(80, 24).types("gI<ctrl-u>~/ない.csv");
    let slow = held(&mut person);
    let mut person = person.types("<esc>gI");
    person.perform(slow);
    assert!(person.app.notice.as_ref().is_none_or(|notice| !notice.is_error), "{:?}", person.said());
}

#[test]
fn the_path_of_a_sheet_is_offered_again_where_it_could_not_be_read_at_once() {
    let mut person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    person.app.desk.doing = Some(DeskDoing::Checking);
    let mut person = person.types("gi~/回答.csv<enter>");
    assert!(person.said().0.contains("まだ途中です"), "{:?}", person.said());
    person.app.desk.doing = None;
    let person = person.types("gI<enter>");
    assert!(is_on(&person, DeskScreen::Filled), "{:?} {}", person.said(), person.screen());
}

#[test]
fn all_that_would_be_recorded_is_on_the_page() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    let mut person = person.types("gi~/回答.csv<enter>");
    let place = RowPlace { sheet: String::new(), row: 2 };
    let note = |text: String| Answer::Note(text);
    let change = |number: usize| AnswerChange {
        clause: [CLAUSE, OTHER][number % 2].to_owned(),
        place: place.clone(),
        from: note(String::new()),
        to: note(format!("{number} 番")),
    };
    if let Some(sheet) = &mut person.app.desk.filled {
        sheet.plan.changes = (1..=1_100).map(change).collect();
    }
    let person = person.types("<end>");
    assert!(person.screen().contains("「1100 番」"), "{}", person.screen());
}

#[test]
fn a_document_that_is_a_filled_in_sheet_is_read_once() {
    let person = exported(80, 24);
    fill_in(&person, &[(CLAUSE, "状態", "完了")]);
    let mut person = person.types("gi~/回答.csv");
    let Some(Effect::Packs(task)) = held(&mut person).pop() else { panic!("nothing is read") };
    let said = answer(&person.setup(), "2026-11-23", task, &mut |_| ControlFlow::Continue(()));
    std::fs::remove_file(person.folder.path().join("回答.csv")).expect("a file");
    person.hears(Message::PackReported(said));
    assert!(is_on(&person, DeskScreen::Filled), "{:?} {}", person.said(), person.screen());
    assert!(person.screen().contains("変わるところ 1 件"), "{}", person.screen());
}

#[test]
fn a_sheet_of_another_worklist_says_so_and_a_switch_forgets_it() {
    let person = created(80, 24).types("<enter>").on(CLAUSE).types(" ");
    let person = person.types("gX2<ctrl-u>~/回答.csv<enter><esc>");
    fill_in(&person, &[(OTHER, "状態", "完了")]);
    let person = person.types("gl").types("1");
    assert_eq!(person.app.name, "2026年度", "{:?}", person.said());
    let person = person.types("gi~/回答.csv<enter>");
    assert!(person.screen().contains("別の点検票から書き出した表です"), "{}", person.screen());
    assert!(person.screen().contains("別の点検票の表でも、この点検票に取り込む"), "{}", person.screen());
    let person = person.types("gl").types("2");
    assert!(person.app.desk.filled.is_none() && person.app.name == "東病院2027", "{:?}", person.said());
    let person = person.types("gl").types("j").types("z").types("gi<enter>");
    assert!(person.app.desk.filled.is_none(), "an archived worklist takes nothing: {}", person.screen());
    assert!(read(&person, "東病院2027").state().profile().is_archived, "{:?}", person.said());
    assert!(person.app.notice.as_ref().is_some_and(|notice| notice.is_error), "{:?}", person.said());
}
