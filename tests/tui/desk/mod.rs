//! Worklists as a whole on screen: listed, created, changed, used, merged and written to files, in this process and in a
//! terminal.

mod evidence;
mod files;
mod filled;
mod items;
mod switching;

use tenken::model::Status;
use tenken::tui::app::desk::task::DeskReport;
use tenken::tui::app::jump_list::{DeskScreen, Screen};
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::view::title::title;
use tenken::worklist::{CarryOver, Change, Edit, Identity, InUse, Operation, Worklist, Worklists};

use super::pty::Terminal;
use super::screens::{SIZES, assert_screen};
use super::{Person, handle_input, parse};
use crate::support::world;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns a person who has created 東病院2027 by keys, with the list on screen.
fn created(columns: u16, rows: u16) -> Person {
    Person::at(columns, rows)
        .on(CLAUSE)
        .types(" ")
        .types("ga")
        .types("東病院2027<enter><tab>東病院<enter><tab><tab><enter>")
}

/// Reads the worklist of a name as another program would.
fn read(person: &Person, name: &str) -> Worklist {
    let who = Identity { user: "reader".into(), host: "test".into() };
    Worklist::open(&person.paths().worklists().join(name), who).expect("a worklist")
}

/// Presses Enter and returns what that asks for, which is not done yet: a slow disk.
fn held(person: &mut Person) -> Vec<Effect> {
    let keys = parse("<enter>");
    keys.into_iter().flat_map(|key| handle_input(&mut person.app, InputEvent::Key(key))).collect()
}

fn is_on(person: &Person, screen: DeskScreen) -> bool {
    person.app.jump_list.current().screen == Screen::Desk(screen)
}

#[test]
fn the_screens_of_worklists_are_as_expected() {
    for size in SIZES {
        let mut person = created(size.0, size.1);
        for changed_at in person.app.desk.listed.iter_mut().flatten().map(|listed| &mut listed.changed_at) {
            // The real one differs from run to run.
            *changed_at = changed_at.and_then(|_| "2026-11-22T12:00:00Z".parse().ok());
        }
        assert_screen("desk_worklists", size, &person);
        let person = Person::at(size.0, size.1).on(CLAUSE).types("ga東病院2027<enter>");
        assert_screen("desk_form", size, &person);
        assert_screen("desk_form_wrong", size, &person.types("a/b<enter><tab><tab><tab><enter>"));
        let person = Person::at(size.0, size.1).on("ms.entra.id").types("i6");
        assert_screen("desk_products", size, &person.types(" "));
    }
}

#[test]
fn another_worklist_is_held_against_the_one_in_use() {
    for size in SIZES {
        let person = created(size.0, size.1).types("=");
        assert!(is_on(&person, DeskScreen::Differences), "{}", person.screen());
        assert_screen("desk_differences", size, &person);
    }
    let person = created(80, 24).types("=");
    assert!(title(&person.app).ends_with("点検票の比較"));
    assert!(!person.screen().contains("この比較のあとに"), "{}", person.screen());
    // A clause is a link, and back leads to the list. What is recorded meanwhile is not in the comparison, which says so.
    let person = person.types("1 <ctrl-o>");
    assert!(person.screen().contains("この比較のあとに"), "{}", person.screen());
    let person = person.types("1");
    assert!(matches!(person.app.jump_list.current().screen, Screen::Record(_)), "{}", person.screen());
    let person = person.types("<ctrl-o><ctrl-o>");
    assert!(is_on(&person, DeskScreen::Worklists), "{}", person.screen());
    // The one in use is not held against itself, and another one in use forgets what was compared.
    let person = person.types("=").types("gl=");
    assert!(is_on(&person, DeskScreen::Worklists), "{}", person.screen());
    assert!(person.said().0.contains("ほかの点検票を選んで"), "{:?}", person.said());
    assert!(person.app.desk.compared.is_some());
    let person = person.types("2");
    assert!(person.app.desk.compared.is_none() && person.app.name == "東病院2027", "{:?}", person.said());
}

#[test]
fn the_selected_worklist_stays_selected_when_the_list_comes_in_another_order() {
    let mut person = created(80, 24);
    let mut listed = person.app.desk.listed.clone().expect("a list");
    listed.reverse();
    assert_eq!(listed[0].name, "東病院2027");
    person.hears(Message::DeskReported(DeskReport::Listed(Ok(listed))));
    let person = person.types("<enter>");
    assert_eq!(person.app.name, "東病院2027", "{:?}", person.said());
}

#[test]
fn a_worklist_is_created_used_and_left_by_keys() {
    let person = created(80, 24);
    assert!(is_on(&person, DeskScreen::Worklists), "{}", person.screen());
    assert!(person.said().0.contains("「東病院2027」を作りました"), "{:?}", person.said());
    let new = read(&person, "東病院2027");
    assert_eq!(new.state().profile().facility, "東病院");
    assert!(!new.state().profile().counted.is_empty(), "the default kind of facility is chosen");
    assert_eq!(person.worklist.name(), "2026年度", "nothing is used before one says so");
    let person = person.types("<enter>");
    assert!(
        person.said().0.contains("「東病院2027」に切り替えました。F3 で条項に答えられます。"),
        "{:?}",
        person.said()
    );
    assert_eq!((person.app.name.as_str(), person.worklist.name().as_str()), ("東病院2027", "東病院2027"));
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo, "its own marks are on screen");
    assert!(person.screen().lines().next().is_some_and(|header| header.contains("東病院2027")), "{}", person.screen());
    let person = person.on(CLAUSE).types("d");
    assert_eq!(read(&person, "東病院2027").state().status(CLAUSE), Status::Doing);
    assert_eq!(read(&person, "2026年度").state().status(CLAUSE), Status::Done);
    // Back to the other one: what is undone is its own last mark.
    let person = person.types("gl").types("1").on(CLAUSE).types("u");
    assert_eq!(person.worklist.name(), "2026年度");
    assert_eq!(read(&person, "2026年度").state().status(CLAUSE), Status::Todo);
    assert_eq!(read(&person, "東病院2027").state().status(CLAUSE), Status::Doing);
}

#[test]
fn what_is_wrong_stands_in_the_form_and_what_was_filled_in_stays() {
    let person = created(80, 24).types("ga<tab><tab><tab><enter>");
    assert!(person.screen().contains("名前を入力してください(例"), "{}", person.screen());
    let person = person.types("東病院2027<enter><tab>西病院<enter><tab><tab><enter>");
    assert!(person.screen().contains("すでに"), "{}", person.screen());
    assert!(is_on(&person, DeskScreen::Form), "{}", person.screen());
    // Esc asks nothing and loses nothing.
    let person = person.types("<esc>ga");
    let screen = person.screen();
    assert!(screen.contains("前に途中だった内容") && screen.contains("西病院"), "{screen}");
    let person = person.types("西病院2027<enter><tab><tab><tab><enter>");
    assert!(person.said().0.contains("「西病院2027」を作りました"), "{:?}", person.said());
    let person = person.types("ga");
    assert!(!person.screen().contains("西病院 "), "the next form begins anew: {}", person.screen());
}

#[test]
fn a_row_of_the_form_is_written_into_with_the_first_letter_or_digit() {
    let person = Person::at(80, 24).on(CLAUSE).types("ga2026年度<enter><tab>kita病院<enter>");
    let form = person.app.desk.form.as_ref().expect("the form");
    assert_eq!((form.name.as_str(), form.profile.facility.as_str()), ("2026年度", "kita病院"));
    let screen = person.screen();
    assert!(screen.contains("- 名前") && !screen.contains("1-9 関連"), "no numbers where digits are text: {screen}");
    let other = person.types("<tab>1");
    assert!(is_on(&other, DeskScreen::Form) && other.app.overlay.is_none(), "{}", other.screen());
    assert!(other.types("?").app.help().is_some(), "other keys keep their meaning");
    let wide = Person::at(80, 24).on(CLAUSE).types("ga<tab><tab>１");
    assert!(is_on(&wide, DeskScreen::Form) && wide.app.overlay.is_none(), "nor in full width: {}", wide.screen());
    let mut pasted = Person::at(80, 24).on(CLAUSE).types("ga");
    pasted.hears(Message::Paste("東病院2027".into()));
    let pasted = pasted.types("<enter>");
    assert_eq!(pasted.app.desk.form.as_ref().map(|form| form.name.as_str()), Some("東病院2027"));
    // Where nothing is written, that is said.
    for keys in ["", "ga<tab><tab>"] {
        let mut lost = Person::at(80, 24).on(CLAUSE).types(keys);
        lost.hears(Message::Paste("東病院2027".into()));
        assert!(lost.app.overlay.is_none() && lost.said().0.contains("貼り付けた文字は使いませんでした"), "{keys}");
    }
    let found = Person::at(80, 24).on(CLAUSE).types("ga/名前<enter>n");
    assert!(found.app.overlay.is_none() && found.app.page_search.is_some(), "{}", found.screen());
}

#[test]
fn choices_in_the_form_are_checked_and_recorded_as_one_act() {
    let person = Person::at(80, 48).on(CLAUSE).types(" go");
    let before = person.worklist.state().profile().clone();
    let mut person = person.types("東病院<enter>");
    for what in ["( ) II ", "[ ] 事業者"] {
        for _ in 0..200 {
            let row = person.app.jump_list.current().selected.expect("a row");
            let is_there = person
                .screen()
                .lines()
                .any(|line| line.starts_with(" > ") && line.contains(what) && !line.contains("条項"));
            if is_there {
                break;
            }
            person = person.types("<tab>");
            assert_ne!(person.app.jump_list.current().selected, Some(row), "{what}: {}", person.screen());
        }
        person = person.types(" ");
    }
    let person = person.types("<home><tab><tab><enter>");
    assert!(person.said().0.contains("設定を記録しました"), "{:?} {}", person.said(), person.screen());
    let profile = person.worklist.state().profile();
    assert_eq!(
        (profile.facility.as_str(), profile.pattern.as_deref(), profile.parties.len()),
        ("東病院", Some("II"), 1)
    );
    assert!(person.screen().lines().next().is_some_and(|header| header.contains("東病院 / 2026年度")));
    let person = person.types("u");
    assert_eq!(person.worklist.state().profile().facility, before.facility, "one undo takes all of it back");
    assert_eq!(person.worklist.state().profile().parties, before.parties);
}

#[test]
fn what_the_report_says_of_the_audit_is_filled_in_and_goes_to_the_next_year() {
    let person = Person::at(80, 24).on(CLAUSE).types("ga西病院2027<enter><tab>西病院<enter>");
    assert!(person.screen().contains("報告書に書くこと"), "{}", person.screen());
    assert!(title(&person.app).ends_with("点検票を作る"), "{}", title(&person.app));
    let person = person
        .types("<tab><tab><tab><tab>2027年度<enter><tab>情報課 佐藤<enter><tab>院長<enter><tab>概ね良好<enter>")
        .types("<home><tab><tab><tab><enter>");
    let of = |person: &Person, name: &str| {
        let profile = read(person, name).state().profile().clone();
        [profile.period, profile.inspectors, profile.approver, profile.remarks]
    };
    assert_eq!(of(&person, "西病院2027"), ["2027年度", "情報課 佐藤", "院長", "概ね良好"], "{}", person.screen());
    let person = person.types("<enter>").on(CLAUSE).types(" go");
    assert!(title(&person.app).ends_with("点検票の設定"), "{}", title(&person.app));
    assert!(person.screen().contains("情報課 佐藤"), "{}", person.screen());
    // A copy takes over what `worklist copy` takes over.
    let person = person.types("<esc>glr<enter><enter>");
    let by_command = Worklists::new(person.paths().worklists());
    by_command.copy("西病院2027", "写し", CarryOver::Recheck, person.worklist.who().clone()).expect("a copy");
    assert_eq!(of(&person, "西病院2028"), of(&person, "写し"));
}

#[test]
fn remarks_of_several_lines_stay_as_they_are_when_they_are_only_looked_at() {
    let mut person = Person::at(80, 24).on(CLAUSE).types(" ");
    let remarks = Change::profile(Edit::Remarks("一\n二".into()));
    person.perform(vec![Effect::Perform(Operation::Record(vec![remarks]))]);
    let person = person.types("go");
    assert!(person.screen().contains("一 二"), "{}", person.screen());
    let person =
        person.types("<tab><tab><tab><tab><tab><tab><enter><enter>").types("<home>東病院<enter><tab><tab><enter>");
    assert_eq!(person.worklist.state().profile().remarks, "一\n二", "{:?} {}", person.said(), person.screen());
    assert_eq!(person.worklist.state().profile().facility, "東病院");
}

#[test]
fn a_worklist_is_copied_for_the_next_year_and_put_away() {
    let person = created(80, 24).types("<enter>").on(CLAUSE).types(" glr");
    assert!(person.screen().contains("どう写しますか"), "{}", person.screen());
    let person = person.types("<enter>");
    assert!(person.screen().contains("東病院2028"), "the next year is offered: {}", person.screen());
    let person = person.types("<enter>");
    assert_eq!(read(&person, "東病院2028").state().status(CLAUSE), Status::Recheck);
    let person = person.types("z");
    assert!(read(&person, "東病院2028").state().profile().is_archived, "{}", person.screen());
    assert!(person.screen().contains("[しまってある]"), "{}", person.screen());
    let person = person.types("z");
    assert!(!read(&person, "東病院2028").state().profile().is_archived);
    let person = person.types("gs").types("<esc>glr<enter><ctrl-u>東病院2027<enter>");
    assert!(person.said().0.contains("すでに"), "{:?}", person.said());
    assert!(person.screen().contains("写した点検票の名前"), "the prompt stays: {}", person.screen());
}

#[test]
fn drafts_belong_to_their_worklist() {
    let person = created(80, 24).on(CLAUSE).types("n途中の文章<esc>").types("gl").types("2");
    assert_eq!(person.app.name, "東病院2027");
    let person = person.on(CLAUSE).types("n");
    assert_eq!(person.typed(), Some(""));
    let person = person.types("<esc>gl1").on(CLAUSE).types("n");
    assert_eq!(person.typed(), Some("途中の文章"));
}

#[test]
fn products_are_checked_one_by_one_and_a_licence_marks_what_it_includes() {
    let used = |person: &Person| InUse::of_profile(&world().0, person.app.state.profile()).ids().clone();
    // The product with features leads to the list, with the features below it.
    let person = Person::at(80, 48).on("ms.entra.id").types("i6");
    assert!(is_on(&person, DeskScreen::Products), "{}", person.screen());
    assert!(used(&person).is_empty(), "nothing is recorded before something is checked");
    let person = person.types(" j ");
    assert_eq!(used(&person).len(), 2, "{}", person.screen());
    assert!(person.screen().contains("[x] Microsoft Entra ID"), "{}", person.screen());
    let person = person.types("u");
    assert_eq!(used(&person).len(), 1, "each check is an act of its own");
    let person = person.types("u<home>12");
    assert!(!person.app.state.profile().licences.is_empty(), "{}", person.screen());
    assert!(person.screen().contains("[=]"), "{}", person.screen());
    // What is taken off stays where it is, so that the next key means the row that one sees.
    let person = person.types("<home>1").types("2");
    assert!(person.app.state.profile().licences.is_empty(), "{}", person.screen());
    let before = person.app.jump_list.current().selected;
    let person = person.types(" ");
    assert_eq!(person.app.state.profile().licences.len(), 1);
    assert_eq!(person.app.jump_list.current().selected, before);
}

#[test]
fn a_worklist_is_made_marked_left_and_written_in_a_terminal() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::open_with(home.path(), |command| command.cwd(home.path()));
    terminal.sees("検索 >").press("\u{7}a").sees("点検票を作る").press("h").sees("点検票の名前");
    terminal.press("ospital2026\r").sees("hospital2026").press("\t\t\t\r").sees("を作りました").press("\r");
    terminal.sees("tenken  hospital2026").press("s運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
    terminal.press(" ").sees("[完了]").press("gX").sees("印刷には HTML").press("2").sees("書き出すファイルの場所");
    terminal.press("\r").sees("書き出しました").press("gl").sees("使用中").press("q");
    terminal.ends_and_restores();
    let list = home.path().join("TENKEN_DATA_DIR/worklists/hospital2026");
    let who = Identity { user: "reader".into(), host: "test".into() };
    let written = Worklist::open(&list, who).expect("a worklist");
    assert_eq!(written.state().status(CLAUSE), Status::Done);
    assert!(std::fs::read_to_string(home.path().join("hospital2026.csv")).is_ok_and(|text| text.contains(CLAUSE)));
    let current = std::fs::read_to_string(home.path().join("TENKEN_DATA_DIR/worklists/.current")).expect("a choice");
    assert_eq!(current.trim(), "hospital2026");
}
