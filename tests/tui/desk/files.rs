//! Folders of colleagues that are merged, and files that are written.

use tenken::model::Status;
use tenken::tui::app::jump_list::DeskScreen;
use tenken::worklist::{Change, Identity, MergeRequest, Operation, Worklist};

use super::super::screens::{SIZES, assert_screen};
use super::{CLAUSE, Person, held, is_on};
use crate::support::copy_folder;

/// Returns a person and the folder of a colleague, who has taken over the worklist and marked another clause.
fn with_colleague(columns: u16, rows: u16) -> Person {
    let person = Person::at(columns, rows).on(CLAUSE).types(" ");
    let folder = person.folder.path().join("同僚");
    copy_folder(&person.paths().worklists().join("2026年度"), &folder);
    let who = Identity { user: "suzuki".into(), host: "other".into() };
    let mut theirs = Worklist::open(&folder, who).expect("a worklist");
    let change = Change::status("mhlw6.sysun.14.1", Status::Done);
    theirs.perform(Operation::Record(vec![change]), "").expect("a mark");
    person
}

#[test]
fn the_screens_of_files_are_as_expected() {
    for size in SIZES {
        let person = with_colleague(size.0, size.1);
        assert_screen("desk_export", size, &Person::at(size.0, size.1).on(CLAUSE).types("gX"));
        let mut person = person.types("gM~/同僚<enter>");
        // The folder of the test has another name each time.
        let look = person.app.desk.merge.take().expect("a preview");
        let mut shown = (*look).clone();
        shown.folder = "同僚".into();
        for file in shown.preview.merged.taken.iter_mut().chain(&mut shown.preview.merged.skipped) {
            *file = "suzuki.jsonl".into();
        }
        person.app.desk.merge = Some(shown.into());
        assert_screen("desk_merge", size, &person);
    }
}

#[test]
fn a_folder_is_looked_at_merged_and_taken_back() {
    let person = with_colleague(80, 24).types("gM~/同<tab>");
    assert!(person.screen().contains("~/同僚/"), "{}", person.screen());
    let person = person.types("<enter>");
    assert!(is_on(&person, DeskScreen::Merge), "{:?} {}", person.said(), person.screen());
    assert!(person.screen().contains("1 条項の 1 項目が変わります"), "{}", person.screen());
    assert_eq!(person.worklist.state().status("mhlw6.sysun.14.1"), Status::Todo, "nothing is merged yet");
    let person = person.types("<enter>");
    assert!(person.said().0.contains("1 件のファイルを取り込みました"), "{:?}", person.said());
    assert_eq!(person.app.state.status("mhlw6.sysun.14.1"), Status::Done);
    let person = person.types("u");
    assert_eq!(person.app.state.status("mhlw6.sysun.14.1"), Status::Todo);
    let person = person.types("gM<ctrl-u>~/ない<enter>");
    assert!(person.screen().contains("取り込むフォルダーの場所"), "the prompt stays: {}", person.screen());
    assert!(person.app.notice.as_ref().is_some_and(|notice| notice.is_error), "{:?}", person.said());
}

#[test]
fn a_conflict_that_a_merge_settles_is_not_told() {
    let person = Person::at(80, 24).on(CLAUSE).types(" ");
    let (own, folder) = (person.paths().worklists().join("2026年度"), person.folder.path().join("同僚"));
    copy_folder(&own, &folder);
    let who = Identity { user: "suzuki".into(), host: "other".into() };
    let mut theirs = Worklist::open(&folder, who).expect("a worklist");
    let mut mark = |operations: Vec<Operation>| {
        operations.into_iter().for_each(|one| assert!(theirs.perform(one, "").is_ok(), "recorded"));
    };
    let status = |status| Operation::Record(vec![Change::status(CLAUSE, status)]);
    mark(vec![status(Status::Na)]);
    let person = person.types("d").types("gM~/同僚<enter>");
    assert!(person.screen().contains("1 条項で記録が食い違います"), "{}", person.screen());
    let person = person.types("<enter>");
    assert_eq!(person.app.state.mark(CLAUSE).map(|mark| mark.conflicts.len()), Some(1), "{:?}", person.said());
    mark(vec![Operation::Merge(MergeRequest { from: own, is_forced: false }), status(Status::Recheck)]);
    let person = person.types("gM<ctrl-u>~/同僚<enter>");
    assert!(is_on(&person, DeskScreen::Merge), "{:?} {}", person.said(), person.screen());
    let screen = person.screen();
    assert!(screen.contains("1 条項の 1 項目が変わります") && !screen.contains("食い違"), "{screen}");
}

#[test]
fn a_folder_that_was_given_up_is_not_shown_in_the_place_of_the_one_that_is_asked_for() {
    let person = with_colleague(80, 24);
    copy_folder(&person.folder.path().join("同僚"), &person.folder.path().join("別の同僚"));
    let mut person = person.types("gM<ctrl-u>~/同僚");
    let slow = held(&mut person);
    let mut person = person.types("<esc>gM<ctrl-u>~/別の同僚<enter>");
    person.perform(slow);
    let look = person.app.desk.merge.as_ref().expect("a preview");
    assert!(look.folder.ends_with("別の同僚"), "{:?}", look.folder);
    assert!(is_on(&person, DeskScreen::Merge), "{:?} {}", person.said(), person.screen());
}

#[test]
fn a_merge_from_the_search_names_the_key_of_the_search_that_takes_it_back() {
    let person = with_colleague(80, 24).types("<esc><ctrl-g>M~/同僚<enter>").types("1");
    let key = person.app.key_below("undo-mark").to_owned();
    assert!(person.app.is_searching() && key != "u", "{key}: {}", person.screen());
    assert!(person.said().0.contains("取り込みました") && person.said().0.contains(&key), "{:?}", person.said());
}

#[test]
fn the_deed_of_a_merge_is_in_reach_from_everywhere_on_its_page() {
    let at_the_end = || with_colleague(80, 11).types("gM~/同僚<enter><end>");
    let screen = at_the_end().screen();
    let above = screen.lines().nth(1).unwrap_or_default();
    assert!(above.contains(" 1 取り込む "), "{screen}");
    for keys in ["1", "<enter><enter>", "<home><enter>"] {
        let person = at_the_end().types(keys);
        assert_eq!(person.app.state.status("mhlw6.sysun.14.1"), Status::Done, "{keys}: {:?}", person.said());
    }
}

#[test]
fn the_data_folder_of_a_colleague_means_the_same_worklist_in_it() {
    for name in ["2026年度", "別の名前"] {
        let person = with_colleague(80, 24);
        let worklists = person.folder.path().join("データ/worklists");
        std::fs::create_dir_all(worklists.join("空")).expect("a folder");
        std::fs::rename(person.folder.path().join("同僚"), worklists.join(name)).expect("a worklist");
        let person = person.types("gM~/データ<enter>");
        assert!(is_on(&person, DeskScreen::Merge), "{:?} {}", person.said(), person.screen());
        assert!(person.screen().contains(&format!("~/データ/worklists/{name}")), "{}", person.screen());
    }
    let person = with_colleague(80, 24);
    std::fs::create_dir_all(person.folder.path().join("空")).expect("a folder");
    let person = person.types("gM~/空<enter>");
    assert!(person.screen().contains("取り込むフォルダーの場所"), "the prompt stays: {}", person.screen());
    assert!(person.said().1.contains("データのフォルダー"), "{:?}", person.said());
}

fn written(person: &Person, name: &str) -> Option<Vec<u8>> {
    std::fs::read(person.folder.path().join(name)).ok()
}

#[test]
fn a_file_is_written_and_none_is_replaced_without_asking() {
    let person = Person::at(80, 24).on(CLAUSE).types(" gX2");
    assert!(person.screen().contains("2026年度.csv"), "a name is offered: {}", person.screen());
    let person = person.types("<ctrl-u>~/回答.csv<enter>");
    assert!(person.said().0.contains("に書き出しました(CSV、"), "{:?}", person.said());
    let first = written(&person, "回答.csv").expect("a file");
    std::fs::write(person.folder.path().join("回答.csv"), "mine").expect("a file");
    let person = person.types("2<ctrl-u>~/回答.csv<enter>");
    assert!(person.screen().contains("すでにあります。置きかえますか"), "{}", person.screen());
    let person = person.types("<esc>");
    assert_eq!(written(&person, "回答.csv").as_deref(), Some(b"mine".as_slice()));
    let person = person.types("2<ctrl-u>~/回答.csv<enter>2");
    assert!(
        person.screen().contains("~/回答.csv"),
        "another name begins with the one that was typed: {}",
        person.screen()
    );
    let person = person.types("<enter><enter>");
    assert!(person.said().0.contains("に書き出しました"), "{:?}", person.said());
    assert_eq!(written(&person, "回答.csv").map(|bytes| bytes.len()), Some(first.len()));
    let person = person.types("2<ctrl-u>~/ない/回答.csv<enter>");
    assert!(person.screen().contains("書き出すファイルの場所"), "the prompt stays: {}", person.screen());
}

#[test]
fn a_file_that_lacks_records_says_which() {
    let person = Person::at(80, 24).on(CLAUSE).types(" ");
    let folder = person.paths().worklists().join("2026年度");
    let journals = std::fs::read_dir(&folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
    let journal =
        journals.into_iter().find(|path| path.extension().is_some_and(|end| end == "jsonl")).expect("a journal");
    let text = std::fs::read_to_string(&journal).expect("a text");
    std::fs::write(&journal, format!("{text}broken\n")).expect("a damaged journal");
    let kinds = tenken::workspace::exports::ExportKind::all();
    let report = kinds.iter().position(|kind| kind.file("2026年度").ends_with("報告書.md")).expect("a report");
    let mut person = person.types("gX");
    for number in [1, report] {
        person = person.types("<home>").types(&"<tab>".repeat(number)).types("<enter><ctrl-u>~/it.out<enter>");
        assert!(person.said().0.contains("に書き出しました"), "{:?}", person.said());
        assert!(person.said().1.contains(".jsonl"), "{number}: {:?}", person.said());
        std::fs::remove_file(person.folder.path().join("it.out")).expect("a file");
    }
}

#[test]
fn what_the_list_is_narrowed_to_is_written_alone_if_that_is_chosen() {
    let person = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter> ").on("mhlw6.sysun.14.1").types("d");
    assert!(!person.types("gX").screen().contains("絞り込んだ"), "nothing is narrowed");
    let narrowed = || {
        let person = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter> ").on("mhlw6.sysun.14.1").types("d");
        person.types("<f3>-&担当者:佐藤<enter>gX")
    };
    let person = narrowed();
    assert!(
        person.screen().contains("[ ] 絞り込んだ 1 条項だけを書き出す(点検票と対応表): 担当者:佐藤"),
        "{}",
        person.screen()
    );
    let rows = |person: &Person| {
        let text = String::from_utf8(written(person, "it.csv").expect("a file")).expect("text");
        text.lines().filter(|line| line.starts_with("mhlw")).count()
    };
    let whole = narrowed().types("3<ctrl-u>~/it.csv<enter>");
    assert!(rows(&whole) > 30, "{:?}", whole.said());
    let person = person.types("1");
    assert!(person.screen().contains("[x] 絞り込んだ 1 条項だけ"), "{}", person.screen());
    let person = person.types("3<ctrl-u>~/it.csv<enter>");
    assert_eq!(rows(&person), 1, "{:?}", person.said());
    assert!(
        person.said().0.contains("1 条項") && person.said().1.contains("「担当者:佐藤」で選んだ 1 条項だけです"),
        "{:?}",
        person.said()
    );
    assert!(person.screen().contains("HTML(絞り込まず、すべて)"), "a report has no parts: {}", person.screen());
    // The rows of the list stay as they were found; a file holds what the query means now.
    let person = Person::at(80, 24).on(CLAUSE).types(" ").on("mhlw6.sysun.14.1").types(" ");
    let person = person.types("<f3>-&状態:完了<enter>").types("t").types("gX");
    assert!(person.screen().contains("絞り込んだ 1 条項だけ"), "{}", person.screen());
    // A tab is a part, too; what holds nothing is not written.
    let person = Person::at(80, 24).on(CLAUSE).types(" <f3>-&担当者:なし<enter>").types("<tab><tab><tab><tab>gX");
    assert!(person.screen().contains("状態:対象外 担当者:"), "{}", person.screen());
    let person = person.types("13");
    assert!(person.said().0.contains("絞り込みに合う条項がない"), "{:?}", person.said());
}

#[test]
fn the_form_of_the_ministry_asks_for_the_round() {
    let kinds = tenken::workspace::exports::ExportKind::all();
    let number = kinds.iter().position(|kind| *kind == tenken::workspace::exports::ExportKind::Checklist);
    let person = Person::at(80, 24).on(CLAUSE).types(" gX").types(&"<tab>".repeat(number.expect("the form")));
    let person = person.types("<enter>").types("~/様式.xlsx<enter>").types("<enter>").types("<enter>");
    assert!(person.screen().contains("書き込む回(1 か 2"), "{}", person.screen());
    let wrong = person.types("3<enter>");
    assert!(wrong.said().0.contains("使えるのは 1、2 です"), "{:?}", wrong.said());
    assert!(wrong.screen().contains("書き込む回(1 か 2"), "the prompt stays: {}", wrong.screen());
    let person = wrong.types("<ctrl-u>2<enter>");
    assert!(person.screen().contains("2026年度-チェックリスト.xlsx"), "{}", person.screen());
    assert_eq!(
        person.app.desk.typed.get("書き込む回(1 か 2。空なら、まだ記入のない回)").map(String::as_str),
        Some("2")
    );
}

#[test]
fn every_format_is_written_from_the_list() {
    let kinds = tenken::workspace::exports::ExportKind::all();
    for (number, kind) in kinds.iter().enumerate() {
        if *kind == tenken::workspace::exports::ExportKind::Checklist {
            continue;
        }
        let person = Person::at(80, 24).on(CLAUSE).types(" gX").types(&"<tab>".repeat(number));
        let person = person.types("<enter><ctrl-u>~/it.out<enter>");
        let said = format!("it.out に書き出しました({}、", kind.name());
        assert!(person.said().0.contains(&said), "{kind:?}: {:?} {}", person.said(), person.screen());
        assert!(written(&person, "it.out").is_some(), "{kind:?}");
    }
}

#[test]
fn the_audit_report_is_the_one_of_the_command() {
    let person = Person::at(80, 24).on(CLAUSE).types(" gX");
    let kinds = tenken::workspace::exports::ExportKind::all();
    let number = kinds.iter().position(|kind| kind.file("2026年度") == "2026年度-点検報告書.md").expect("a report");
    let person = person.types("<home>").types(&"<tab>".repeat(number)).types("<enter>");
    assert!(person.screen().contains("2026年度-点検報告書.md"), "a name is offered: {}", person.screen());
    let person = person.types("<ctrl-u>~/報告.md<enter>");
    assert!(person.said().0.contains("に書き出しました(Markdown、点検報告書、"), "{:?}", person.said());
    let text = String::from_utf8(written(&person, "報告.md").expect("a report")).expect("text");
    assert!(text.contains("点検報告書") && text.contains("承認者"), "{text}");
}

#[test]
fn the_palette_finds_the_export_by_what_people_type() {
    for typed in ["export", "書き出し", "kakidashi", "かきだし", "insatsu"] {
        let person = Person::at(80, 24).on(CLAUSE).types(":").types(typed).types("<enter>");
        assert!(is_on(&person, DeskScreen::Export), "{typed}: {}", person.screen());
    }
    for (typed, screen) in [
        ("tenkenhyounoitiran", DeskScreen::Worklists),
        ("worklists", DeskScreen::Worklists),
        ("kigennoitiran", DeskScreen::Due),
    ] {
        let person = Person::at(80, 24).on(CLAUSE).types(":").types(typed).types("<enter>");
        assert!(is_on(&person, screen), "{typed}: {}", person.screen());
    }
}
