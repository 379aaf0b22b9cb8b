//! The preview: scrolled by keys, with digits only where they act.

use tenken::model::Status;
use tenken::tui::input::message::Message;
use tenken::worklist::Change;

use super::{CLAUSE, Person, lines};
use crate::support::WorklistExt;

/// Returns the part of the lines that stands to the right of the rule between two panes.
fn right(person: &Person) -> Vec<String> {
    lines(person).iter().filter_map(|line| Some(line.split_once(" | ")?.1.to_owned())).collect()
}

#[test]
fn it_is_scrolled_and_begins_anew_with_another_row() {
    for (columns, start, down, up) in [
        (80, "二要素認証", "<alt-j>", "<ctrl-g>k"),
        (160, "二要素認証", "<ctrl-g>j", "<alt-k>"),
        (160, "<f3>", "J", "K"),
    ] {
        let rule = |person: &Person| lines(person)[if columns == 80 { 22 } else { 14 }].clone();
        let before = Person::at(columns, if columns == 80 { 24 } else { 16 }).types(start);
        let first = lines(&before);
        assert!(rule(&before).contains(" 続き ") && rule(&before).ends_with(" 行 --"), "{}", rule(&before));
        let scrolled = before.types(down);
        assert_ne!(lines(&scrolled), first, "{columns} {start}");
        let end = scrolled.types(&down.repeat(60));
        assert!(rule(&end).contains(" 前に "), "{}", rule(&end));
        let back = end.types(&up.repeat(61));
        assert_eq!(lines(&back), first, "{columns} {start}");
        let other = back.types(down).types("<down>");
        assert!(rule(&other).contains(" 続き ") || !rule(&other).contains(" 前に "), "{}", rule(&other));
        assert_eq!(lines(&other.types("<up>")), first, "what is selected again begins at its start");
    }
}

#[test]
fn it_stays_scrolled_when_its_row_moves() {
    let listed = Person::at(80, 24).on(CLAUSE).types(" <f3><tab><tab>");
    let selected = |person: &Person| person.app.target_record().map(|at| person.app.catalog.id(at).to_owned());
    assert_eq!(selected(&listed).as_deref(), Some(CLAUSE));
    let first = lines(&listed)[14..22].to_vec();
    let mut person = listed.types("J");
    let (row, scrolled) = (person.app.jump_list.current().selected, lines(&person)[14..22].to_vec());
    assert_ne!(scrolled, first);
    person.worklist.apply(vec![Change::status("mhlw6.keiei.2.1", Status::Done)]).expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    assert_eq!(selected(&person).as_deref(), Some(CLAUSE));
    assert_ne!(person.app.jump_list.current().selected, row, "a row came above it");
    assert_eq!(lines(&person)[14..22], scrolled);
}

#[test]
fn what_had_to_be_cut_is_whole_once_it_is_scrolled() {
    let mut person = Person::at(80, 24).types("二要素認証");
    let head = lines(&person)[14].clone();
    let mut seen = lines(&person)[14..22].join("\n");
    for _ in 0..9 {
        person = person.types("<alt-j>");
        assert_eq!(lines(&person)[14], head, "the first line stays");
        seen += &lines(&person)[14..22].join("\n");
    }
    let page = tenken::tui::view::pages::page(&person.app, person.app.target_record().unwrap(), 80);
    let is_short = |title: &&str| !title.is_empty() && title.chars().count() < 30;
    // Numbers in circles are written otherwise on screen.
    let names = page.links.iter().filter(|link| link.group != "目次").filter_map(|link| link.title.rsplit("  ").next());
    for title in names.filter(is_short) {
        assert!(seen.contains(title), "{title}\n{seen}");
    }
}

#[test]
fn what_has_room_as_a_whole_is_not_cut() {
    let shown = lines(&Person::at(80, 60).types("経営2①"));
    let preview = &shown[31..58];
    assert!(!shown[58].contains(" 続き "), "{}", shown[58]);
    let text: String = preview.iter().map(|line| line.trim()).collect();
    assert!(text.contains("院外の人も加わる。"), "{preview:#?}");
}

#[test]
fn a_page_without_room_beside_it_says_so() {
    let said = |person: Person| (person.said().0.to_owned(), person.said().1.to_owned());
    let none = "ここにはプレビューがありません。".to_owned();
    let of_link = said(Person::at(80, 24).on(CLAUSE).types("<tab>J"));
    assert_eq!(of_link, (none.clone(), "幅 120 桁以上の画面なら、選んだ関連が右に出ます。".to_owned()));
    let of_row = said(Person::at(80, 15).types("<f3>J"));
    assert_eq!(of_row, (none.clone(), "幅 120 桁以上なら右に、高さ 16 行以上なら下に出ます。".to_owned()));
    // The count of clauses has no preview on any screen.
    assert_eq!(said(Person::at(80, 24).types("<f2>J")), (none, String::new()));
    let beside = Person::at(160, 20).on(CLAUSE).types("<tab>");
    let before = lines(&beside);
    assert_ne!(lines(&beside.types("J")), before);
}

#[test]
fn digits_stand_only_where_they_act() {
    let has_digit = |lines: &[String]| lines.iter().any(|line| line.trim_start().starts_with("1 "));
    let page = Person::at(160, 48).on(CLAUSE).types("<tab>");
    assert!(lines(&page).iter().any(|line| line.contains("主な製品    1 ")), "{:#?}", lines(&page));
    assert!(!has_digit(&right(&page)) && right(&page).iter().any(|line| line.contains("  - ")), "{:#?}", right(&page));
    let list = Person::at(160, 48).types("<f3>");
    assert!(!has_digit(&right(&list)), "{:#?}", right(&list));
    let below = Person::at(80, 24).types("<f3>&二要素<enter>");
    let shown = lines(&below)[14..22].join("\n");
    assert!(shown.contains(" リスク ") && !shown.contains("リスク 1 ") && !shown.contains("機能 1 "), "{shown}");
    let search = Person::at(160, 48).types("二要素認証");
    assert!(right(&search).iter().any(|line| line.contains(" 1 ")), "there they act: {:#?}", right(&search));
}

#[test]
fn names_of_links_take_the_room_that_is_there() {
    for rows in [30, 40, 44, 48] {
        let shown = lines(&Person::at(100, rows).types("運用14.5"));
        let height = usize::from((rows - 5) / 2 - 1);
        let preview = &shown[usize::from(rows) - 2 - height..usize::from(rows) - 2];
        let is_cut = preview.iter().any(|line| line.contains("他 "));
        assert!(!is_cut || preview.iter().all(|line| !line.is_empty()), "{rows}: {preview:#?}");
        let names = ["管理者のIDを盗まれて管理画面に入られる", "共通パスワードで全部の機器に広がる"];
        let is_there = names.iter().all(|name| preview.iter().any(|line| line.contains(name)));
        assert!(rows < 48 || is_there && !is_cut, "{rows}: {preview:#?}");
    }
    let narrow = lines(&Person::at(40, 24).types("運用14.5"));
    assert!(narrow.iter().all(|line| tenken::text::width::cells(line, tenken::text::width::Ambiguous::Unknown) <= 40));
}
