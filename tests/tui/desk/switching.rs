//! What belongs to one worklist does not go over into another one that takes its place.

use tenken::failure::{Failure, FailureKind};
use tenken::model::Status;
use tenken::tui::app::desk::DeskDeed;
use tenken::tui::app::desk::form::FormRow;
use tenken::tui::app::desk::task::{Arrival, DeskReport, DeskTask, Made};
use tenken::tui::app::jump_list::{DeskScreen, Screen};
use tenken::tui::app::pending::PendingOperation;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::{take_worklist, update};
use tenken::worklist::{Change, DEFAULT_NAME, Identity, Operation, Performed, Profile, Worklist, Worklists};
use tenken::workspace::exports::{ExportKind, NoExport};

use super::super::pty::Terminal;
use super::{CLAUSE, Person, created, is_on, read};

const NEW: &str = "東病院2027";

fn switch(person: &mut Person, name: &str) {
    person.hears(Message::Desk(DeskDeed::Switch(name.into())));
    assert_eq!(person.app.name, name, "{:?}", person.said());
}

/// Records something as this person did in an earlier run.
fn record_earlier(person: &Person, name: &str, status: Status) {
    let who = Identity { user: "yamada".into(), host: "ward".into() };
    let mut worklist = Worklist::open(&person.paths().worklists().join(name), who).expect("a worklist");
    worklist.perform(Operation::Record(vec![Change::status(CLAUSE, status)]), "").expect("a mark");
}

#[test]
fn the_list_of_another_worklist_is_not_narrowed_by_what_the_marks_of_the_one_before_found() {
    let mut person = created(80, 24);
    person.hears(Message::Worklist);
    person.hears(Message::SortList);
    person.hears(Message::NarrowList);
    let mut person = person.types("状態:完了<enter>");
    let found = person.app.list_query.as_ref().map(|query| query.clauses.len());
    assert_eq!(found, Some(1), "{}", person.screen());
    assert!(!person.app.list_order.is_as_given());
    person.app.picked.extend(world_clause(&person));
    person.app.list_asked = "状態:完了".into();
    switch(&mut person, NEW);
    assert!(person.app.list_query.is_none() && person.app.list_asked.is_empty(), "{}", person.screen());
    assert!(person.app.list_order.is_as_given());
    assert!(person.app.picked.is_empty());
}

fn world_clause(person: &Person) -> Option<tenken::catalog::RecordRef> {
    person.app.catalog.find(CLAUSE)
}

#[test]
fn places_that_were_of_the_worklist_that_is_left_are_not_gone_back_to() {
    let mut person = created(80, 24).on(CLAUSE).types("fehttps://example.com/a<enter>").types("gE2");
    assert!(matches!(person.app.jump_list.current().screen, Screen::Desk(DeskScreen::Piece(_))), "{}", person.screen());
    switch(&mut person, NEW);
    let mut places = Vec::new();
    let mut person = person.types("<esc>");
    while person.app.jump_list.current().screen != Screen::Search && places.len() < 9 {
        places.push(person.app.jump_list.current().screen);
        person = person.types("<esc>");
    }
    assert!(!places.iter().any(|place| matches!(place, Screen::Desk(DeskScreen::Piece(_)))), "{places:?}");
    assert!(places.iter().any(|place| matches!(place, Screen::Record(_))), "{places:?}");
    assert!(places.windows(2).all(|pair| pair[0] != pair[1]), "no step shows the same again: {places:?}");
}

#[test]
fn a_form_that_begins_anew_is_still_of_its_own_worklist() {
    let mut person = created(80, 24);
    person.hears(Message::Desk(DeskDeed::Change));
    let mut person = person.types("西病院<enter>");
    switch(&mut person, NEW);
    person.hears(Message::Desk(DeskDeed::Form(FormRow::Reset)));
    let form = person.app.desk.form.as_ref().expect("the form that was left");
    assert_eq!((form.of.as_deref(), form.profile.facility.as_str()), (Some("2026年度"), ""));
    person.hears(Message::Desk(DeskDeed::Form(FormRow::Submit)));
    assert_eq!(read(&person, NEW).state().profile().facility, "東病院");
}

#[test]
fn what_is_wrong_with_a_worklist_is_told_when_it_is_switched_to() {
    let person = created(80, 24);
    record_earlier(&person, NEW, Status::Doing);
    let folder = person.paths().worklists().join(NEW);
    let journal = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .expect("a journal");
    let text = std::fs::read_to_string(&journal).expect("a text");
    std::fs::write(&journal, format!("{text}broken\n")).expect("a damaged journal");
    let mut person = person;
    switch(&mut person, NEW);
    let notice = person.app.notice.as_ref().expect("a notice");
    assert!(notice.is_error && notice.text.contains("jsonl"), "{notice:?}");
    assert!(notice.hint.contains("切り替えました"), "{notice:?}");
}

#[test]
fn each_worklist_goes_on_where_one_was_in_it() {
    let mut person = created(80, 24).on(CLAUSE);
    person.app.remember_place();
    assert!(person.app.has_moved);
    let other = "mhlw6.sysun.14.1";
    let arrival = Arrival { place: Some(other.into()), ..Arrival::of(&read(&person, NEW), None) };
    take_worklist(&mut person.app, arrival.clone());
    assert_eq!((person.app.place(), person.app.has_moved, person.app.resumes), (Some(other), false, true));
    take_worklist(&mut person.app, Arrival { place: None, ..arrival });
    assert_eq!((person.app.place(), person.app.has_moved, person.app.resumes), (None, false, false));
}

#[test]
fn the_settings_of_a_row_are_not_those_of_the_worklist_in_use() {
    let person = created(80, 24).types("e");
    assert!(is_on(&person, DeskScreen::Worklists), "{}", person.screen());
    assert!(person.said().0.contains("切り替えてから設定を変えてください"), "{:?}", person.said());
    let person = person.types("<enter>").types("e");
    assert!(is_on(&person, DeskScreen::Form), "{}", person.screen());
    assert_eq!(person.app.desk.form.as_ref().and_then(|form| form.of.as_deref()), Some(NEW));
}

#[test]
fn what_was_recorded_in_an_earlier_run_is_not_taken_back_without_asking() {
    let person = created(80, 24);
    record_earlier(&person, NEW, Status::Doing);
    let mut person = person;
    switch(&mut person, NEW);
    let person = person.on(CLAUSE).types("u");
    let screen = person.screen();
    assert!(screen.contains("「東病院2027」の") && screen.contains("取り消しますか"), "{screen}");
    assert!(screen.contains("対応中"), "{screen}");
    let person = person.types("<esc>");
    assert_eq!(read(&person, NEW).state().status(CLAUSE), Status::Doing);
    // What is recorded in this run is taken back as ever.
    let mut person = person.types(" u");
    assert_eq!(read(&person, NEW).state().status(CLAUSE), Status::Doing, "{}", person.screen());
    assert!(person.app.question.is_none());
    // In the other one something was recorded in this run before.
    switch(&mut person, "2026年度");
    let person = person.types("u");
    assert!(person.app.question.is_none(), "{}", person.screen());
    assert_eq!(read(&person, "2026年度").state().status(CLAUSE), Status::Todo);
}

#[test]
fn the_answer_takes_back_what_was_recorded_in_an_earlier_run() {
    let mut person = created(80, 24);
    record_earlier(&person, NEW, Status::Doing);
    switch(&mut person, NEW);
    let person = person.on(CLAUSE).types("u<enter>");
    assert_eq!(read(&person, NEW).state().status(CLAUSE), Status::Todo, "{}", person.screen());
}

#[test]
fn a_choice_that_cannot_be_remembered_does_not_stop_the_switch() {
    let mut person = created(80, 24);
    let choice = person.paths().worklists().join(".current");
    std::fs::create_dir_all(choice.join("in the way")).expect("a folder in the way");
    switch(&mut person, NEW);
    let notice = person.app.notice.as_ref().expect("a notice");
    assert!(notice.text.contains("切り替えました") && !notice.is_error, "{notice:?}");
    assert!(notice.hint.contains("次に開いたときは"), "{notice:?}");
}

#[test]
fn a_copy_that_ends_late_is_not_taken_for_the_form() {
    let made = Made::CopyOf("2026年度".into());
    for is_made in [true, false] {
        let mut person = created(80, 24).types("ga書きかけ<enter>");
        let why = Failure::new(FailureKind::System, "満杯です。", "");
        let created = if is_made { Ok(("2027年度".to_owned(), String::new())) } else { Err(why) };
        person.hears(Message::DeskReported(DeskReport::Created(made.clone(), created, Ok(Vec::new()))));
        assert!(is_on(&person, DeskScreen::Form), "{}", person.screen());
        let form = person.app.desk.form.as_ref().expect("the form stays");
        assert_eq!((form.name.as_str(), form.wrong.is_none()), ("書きかけ", true));
        assert_eq!(person.app.notice.as_ref().map(|notice| notice.is_error), Some(!is_made));
    }
}

#[test]
fn a_file_that_is_there_is_not_asked_about_in_the_prompt_of_another_format() {
    let mut person = Person::at(80, 24).on(CLAUSE).types(" gX2");
    let kinds = ExportKind::all();
    let other = *kinds.iter().rfind(|kind| **kind != ExportKind::Checklist).expect("another format");
    let report = DeskReport::Exported(other, Err(NoExport::IsThere("a".into())));
    person.hears(Message::DeskReported(report));
    assert!(person.app.desk.replacing.is_none() && !person.screen().contains("置きかえますか"), "{}", person.screen());
}

#[test]
fn what_reads_the_disk_waits_until_all_that_was_recorded_is_there() {
    let task = Effect::Desk(DeskTask::CheckEvidence);
    for is_given_up in [false, true] {
        let mut person = Person::at(80, 24);
        person.app.pending.begin(PendingOperation::default());
        assert_eq!(update(&mut person.app, Message::Desk(DeskDeed::CheckEvidence)), []);
        assert_eq!(
            update(&mut person.app, Message::Worklists),
            [Effect::Desk(DeskTask::List)],
            "that is shown at once"
        );
        if is_given_up {
            assert_eq!(update(&mut person.app, Message::Dismiss), []);
            assert!(person.app.desk.doing.is_none() && person.said().0.contains("中止"), "{:?}", person.said());
        }
        let performed = Message::Performed(person.app.state.clone(), Ok(Performed::Recorded(Vec::new())));
        let effects = update(&mut person.app, performed);
        assert_eq!(effects.contains(&task), !is_given_up, "{effects:?}");
    }
}

#[test]
fn the_chosen_tab_is_seen_on_a_small_screen() {
    let mut person = Person::at(40, 12).on(CLAUSE).types(" ");
    person.hears(Message::Worklist);
    for _ in 0..9 {
        let Screen::List(filter) = person.app.jump_list.current().screen else { panic!("a list") };
        let screen = person.screen();
        let seen = screen.lines().any(|line| line.contains('[') && line.contains(']') && line.contains("点検票"));
        assert!(seen, "{filter:?}: {screen}");
        person.hears(Message::NextStatus);
    }
}

#[test]
fn where_one_was_in_the_worklist_that_is_left_is_kept() {
    let home = tempfile::tempdir().expect("a home");
    let who = Identity { user: "yamada".into(), host: "ward".into() };
    let all = Worklists::new(home.path().join("TENKEN_DATA_DIR/worklists"));
    all.create("hospital2026", &Profile::default(), who).expect("a worklist");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
    terminal
        .press(" ")
        .sees("[完了]")
        .press("gl")
        .sees("hospital2026")
        .press("2")
        .sees("tenken  hospital2026")
        .press("q");
    terminal.ends_and_restores();
    let places = home.path().join("TENKEN_DATA_DIR/screen/places.txt");
    let places = std::fs::read_to_string(places).expect("places");
    assert!(places.contains(&format!("{CLAUSE}\t{DEFAULT_NAME}\n")), "{places}");
    let current = std::fs::read_to_string(home.path().join("TENKEN_DATA_DIR/worklists/.current")).expect("a choice");
    assert_eq!(current.trim(), "hospital2026", "it is written before the end");
}
