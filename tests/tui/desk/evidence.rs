//! Evidence, what is due and what a reviewer would send back, on screen.

use tenken::model::{Grade, Review, Verdict};
use tenken::tui::app::jump_list::DeskScreen;
use tenken::tui::update::effect::Effect;
use tenken::worklist::{Change, Edit, Operation};

use super::super::screens::{SIZES, assert_screen};
use super::{CLAUSE, Person, is_on};

/// Returns a person with a file that is evidence of a clause.
fn with_evidence(columns: u16, rows: u16) -> Person {
    let person = Person::at(columns, rows).on(CLAUSE);
    std::fs::create_dir_all(person.paths().worklists().join("2026年度")).expect("a folder");
    std::fs::write(person.paths().worklists().join("2026年度/設定.pdf"), "設定").expect("a file");
    person.types("fe~/data/worklists/2026年度/設定.pdf<enter>").types("fehttps://example.com/a/b<enter>")
}

fn clauses_of(person: &Person) -> Vec<usize> {
    person.worklist.state().evidence().map(|one| one.clauses.len()).collect()
}

#[test]
fn the_screens_of_evidence_and_dates_are_as_expected() {
    for size in SIZES {
        let person = with_evidence(size.0, size.1).types("gE");
        assert_screen("desk_evidence", size, &person);
        let person = person.types("3");
        assert_screen("desk_piece", size, &person);
        let person = Person::at(size.0, size.1).on(CLAUSE).types("fd2026-11-01<enter>fo佐藤<enter>fv4");
        let person = person.on("mhlw6.sysun.14.1").types("xfd2026-12-01<enter>").types("gD");
        assert_screen("desk_due", size, &person);
        assert_screen("desk_findings", size, &person.types("gC"));
    }
}

#[test]
fn evidence_is_checked_linked_taken_off_and_withdrawn() {
    let person = with_evidence(80, 24);
    assert_eq!(clauses_of(&person), [1, 1]);
    std::fs::write(person.paths().worklists().join("2026年度/設定.pdf"), "別").expect("a file");
    let person = person.types("gE1");
    assert!(person.said().0.contains("2 件を確かめました。1 件を見てください"), "{:?}", person.said());
    assert!(person.screen().contains("中身が変わった"), "{}", person.screen());
    // Another clause takes evidence that is there.
    let listed = person.on("mhlw6.sysun.14.1").types("fE1");
    assert_eq!(clauses_of(&listed), [1, 1], "a digit may begin the name of a file: {}", listed.screen());
    let person = listed.types("<backspace><enter>");
    assert_eq!(clauses_of(&person), [2, 1], "{:?}", person.said());
    assert!(person.said().0.ends_with("u で取り消せます。"), "{:?}", person.said());
    let person = person.types("gE2");
    assert!(matches!(
        person.app.jump_list.current().screen,
        tenken::tui::app::jump_list::Screen::Desk(DeskScreen::Piece(_))
    ));
    let person = person.types("1");
    assert_eq!(person.copied, "設定.pdf");
    let person = person.types("8");
    assert_eq!(clauses_of(&person), [1, 1], "{}", person.screen());
    let person = person.types("2");
    assert!(person.worklist.state().evidence().next().is_some_and(|one| one.is_withdrawn), "{}", person.screen());
    assert!(person.screen().contains("取り下げをやめる"), "{}", person.screen());
    let person = person.types("2");
    assert!(person.worklist.state().evidence().all(|one| !one.is_withdrawn));
}

#[test]
fn name_and_dates_of_evidence_are_typed() {
    let person = with_evidence(80, 24).types("gE2");
    let person = person.types("3<ctrl-u>接続の設定<enter>");
    assert!(person.said().0.contains("証跡の名前 接続の設定 と記録しました"), "{:?}", person.said());
    let person = person.types("4令和8年4月1日<enter>").types("5そのうち<enter>");
    assert!(person.said().0.contains("証跡の期限「そのうち」は、日付として読めません"), "{:?}", person.said());
    assert!(
        person.screen().contains("証跡の期限(12/20、月末、2027-03-31 など"),
        "the prompt stays: {}",
        person.screen()
    );
    let person = person.types("<ctrl-u>2027-03-31<enter>");
    let one = |person: &Person| person.worklist.state().evidence().next().cloned().expect("evidence");
    let days = |person: &Person| [one(person).effective, one(person).expires].map(|day| day.map(|day| day.to_string()));
    assert_eq!(one(&person).title, "接続の設定");
    assert_eq!(days(&person), [Some("2026-04-01".to_owned()), Some("2027-03-31".to_owned())]);
    assert!(
        person.screen().contains("証跡  接続の設定") || person.screen().contains("接続の設定"),
        "{}",
        person.screen()
    );
    // What would expire before it is in effect is not recorded, and the prompt stays.
    let person = person.types("4<ctrl-u>2027-04-01<enter>");
    assert!(person.said().0.contains("有効日(2027-04-01)が期限(2027-03-31)より後です。"), "{:?}", person.said());
    let person = person.types("<esc>");
    assert_eq!(days(&person)[0].as_deref(), Some("2026-04-01"));
    // What is as it was is said, and not recorded.
    let person = person.types("5<enter>");
    assert!(person.said().0.contains("証跡の期限は変わっていません"), "{:?}", person.said());
    // Nothing typed takes it away, and what was recorded is taken back as ever.
    let person = person.types("5<ctrl-u><enter>");
    assert_eq!(days(&person)[1], None);
    assert_eq!(days(&person.types("u"))[1].as_deref(), Some("2027-03-31"));
}

#[test]
fn evidence_of_the_audit_as_a_whole_is_added_and_taken_off() {
    let asked = "点検全体の証跡 (ファイルの場所か URL)";
    let person = Person::at(80, 24).on(CLAUSE).types("gE");
    assert!(person.screen().contains("点検全体の証跡を加える"), "{}", person.screen());
    assert!(person.screen().contains("g F で、規程や体制図など"), "{}", person.screen());
    let person = person.types("1nowhere.pdf<enter>");
    // What is not there is said, and the prompt keeps what was typed.
    assert!(person.screen().contains(asked) && person.screen().contains("nowhere.pdf"), "{}", person.screen());
    assert_eq!(person.worklist.state().evidence().count(), 0);
    let person = person.types("<ctrl-u>https://example.com/kitei<enter>");
    assert!(person.said().0.contains("点検全体の証跡に加えました"), "{:?}", person.said());
    assert!(!person.screen().contains(asked), "{}", person.screen());
    let stands = |person: &Person| -> Vec<(bool, usize)> {
        person.worklist.state().evidence().map(|one| (one.is_for_audit, one.clauses.len())).collect()
    };
    assert_eq!(stands(&person), [(true, 0)]);
    // The same again is no second piece, from any page, by the key.
    let person = person.on("mhlw6.sysun.14.1").types("gFhttps://example.com/kitei<enter>");
    assert!(person.said().0.contains("すでに付いています"), "{:?}", person.said());
    let person = person.types("gE2");
    assert!(is_on_piece(&person) && person.screen().contains("点検全体の証跡から外す"), "{}", person.screen());
    let person = person.types("6");
    assert_eq!(stands(&person), [(false, 0)], "{:?}", person.said());
    assert_eq!(stands(&person.types("u")), [(true, 0)]);
}

#[test]
fn evidence_of_the_same_name_is_told_apart_by_its_place() {
    let person = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/a<enter>");
    let mut person = person.types("fehttps://example.com/b<enter>");
    let title = |id| Change::evidence(id, Edit::Title("規程".into()));
    let titles = person.worklist.state().evidence().map(|one| title(one.id)).collect();
    person.perform(vec![Effect::Perform(Operation::Record(titles))]);
    let screen = person.on("mhlw6.sysun.14.1").types("fE").screen();
    for place in ["規程  https://example.com/a", "規程  https://example.com/b"] {
        assert!(screen.contains(place), "{place}: {screen}");
    }
}

fn is_on_piece(person: &Person) -> bool {
    use tenken::tui::app::jump_list::Screen;
    matches!(person.app.jump_list.current().screen, Screen::Desk(DeskScreen::Piece(_)))
}

#[test]
fn actions_and_exceptions_have_rows_of_their_own_among_what_is_due() {
    let mut person = Person::at(80, 24).on(CLAUSE).types(" ").on("mhlw6.sysun.14.1");
    let empty = Person::at(80, 24).on(CLAUSE).types("gD").screen();
    assert!(empty.contains("これからの期限も、過ぎた期限もありません。"), "{empty}");
    let day = |text: &str| text.parse().ok();
    let edits = [
        Edit::Due(day("2026-12-31")),
        Edit::Owner("佐藤".into()),
        Edit::ActionDue(day("2020-01-01")),
        Edit::ActionOwner("総務課".into()),
        Edit::AcceptUntil(day("2020-01-02")),
        Edit::AcceptedBy("院長".into()),
    ];
    let changes = edits.into_iter().map(|edit| Change::clause(CLAUSE, edit)).collect();
    person.perform(vec![Effect::Perform(Operation::Record(changes))]);
    let person = person.types("gD");
    assert!(person.screen().contains("期限を過ぎたもの 2 件"), "the clause is done: {}", person.screen());
    for row in ["総務課  是正 2020-01-01 超過", "院長  例外 2020-01-02 超過"] {
        assert!(person.screen().contains(row), "{row}: {}", person.screen());
    }
    // Both lead to the clause, and what a reviewer would send back shows the day that it is about.
    assert_eq!(person.types("2").place(), CLAUSE);
}

#[test]
fn findings_lead_to_their_clauses() {
    let person = Person::at(80, 24).on(CLAUSE).types("gC");
    assert!(
        is_on(&person, DeskScreen::Findings) && person.screen().contains("記録はまだありません"),
        "{}",
        person.screen()
    );
    let person = person.types("<esc>").on(CLAUSE).types("xgC");
    assert!(person.screen().contains("対象外なのに理由がない 1 件"), "{}", person.screen());
    let person = person.types("<enter>");
    assert_eq!(person.place(), CLAUSE);
}

#[test]
fn findings_without_a_plan_and_what_was_sent_back_lead_to_their_clauses() {
    for (edits, heading) in [
        (vec![Edit::Grade(Some(Grade::Major))], "是正策も例外もない 1 件"),
        (vec![Edit::ActionDue("2020-01-01".parse().ok())], "是正の期限を過ぎている 1 件"),
        (vec![Edit::AcceptUntil("2020-01-01".parse().ok())], "例外の期限を過ぎている 1 件"),
        (vec![Edit::AcceptedBy("院長".into())], "例外なのに期限か受け入れた人がない 1 件"),
        (vec![Edit::Verdict(Verdict::Partial), Edit::Review(Some(Review::Returned))], "差し戻されている 1 件"),
    ] {
        let mut person = Person::at(80, 24).on(CLAUSE).types(" ").on("mhlw6.sysun.14.1");
        let changes = edits.into_iter().map(|edit| Change::clause(CLAUSE, edit)).collect();
        person.perform(vec![Effect::Perform(Operation::Record(changes))]);
        let person = person.types("gC");
        assert!(person.screen().contains(heading), "{heading}: {}", person.screen());
        assert_eq!(person.types("<enter>").place(), CLAUSE, "{heading}");
    }
}
