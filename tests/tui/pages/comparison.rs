//! Two editions held against each other on screen.

use tenken::model::Kind;
use tenken::tui::app::jump_list::Screen;
use tenken::tui::view::page::{LinkTarget, Page};
use tenken::tui::view::pages::current;

use super::super::Person;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns the page of the comparison on screen.
fn page(person: &Person) -> Page {
    assert!(matches!(person.app.jump_list.current().screen, Screen::Comparison(_)), "{}", person.screen());
    current(&person.app, 160).expect("a page")
}

/// Returns the ids of the revisions that a page leads to.
fn revisions(person: &Person) -> Vec<String> {
    let links = page(person).links.into_iter();
    let records = links.filter_map(|link| link.target.record()).filter(|at| at.kind == Kind::Revision);
    records.map(|at| person.app.catalog.id(at).to_owned()).collect()
}

#[test]
fn one_key_holds_the_edition_on_screen_against_the_next_with_the_marks_beside_it() {
    let person = Person::at(80, 24).on(CLAUSE).types(" <f5>");
    let catalog = &person.app.catalog;
    let all: Vec<&str> = catalog.revisions_between("mhlw6", "mhlw7").map(|revision| revision.id.as_str()).collect();
    let mut shown = revisions(&person);
    assert_eq!(shown.len(), all.len());
    shown.retain(|id| !all.contains(&id.as_str()));
    assert_eq!(shown, Vec::<String>::new());
    let text: String = page(&person).lines.iter().flatten().map(|span| span.text.as_str()).collect();
    assert!(text.contains("完了 1 件のうち、改定に関わるのは 1 件です("), "{text}");
    assert!(text.contains("[済] "), "{text}");
    let unmarked = Person::at(80, 24).on(CLAUSE).types("<f5>");
    let text: String = page(&unmarked).lines.iter().flatten().map(|span| span.text.as_str()).collect();
    assert!(!text.contains("件のうち、") && !text.contains("[済] "), "{text}");
}

#[test]
fn a_change_opens_and_leads_on_and_back() {
    let person = Person::at(80, 24).on(CLAUSE).types("<f5>");
    let link =
        page(&person).links.iter().position(|link| link.title.contains("運用 14.")).expect("a change of a clause");
    assert!(link < 9, "its number can be typed");
    let opened = person.types(&(link + 1).to_string());
    assert!(opened.place().starts_with("mhlw7."), "{}", opened.place());
    let clause = opened.types("1");
    assert!(clause.app.record().is_some_and(|at| at.kind == Kind::Clause), "{}", clause.place());
    page(&clause.types("<backspace><backspace>"));
}

#[test]
fn pairs_are_found_by_name_and_on_the_pages_of_their_editions() {
    let found = Person::at(80, 24).types("<ctrl-x>taihi");
    let palette = found.app.palette().expect("the palette");
    let titles: Vec<&str> = palette.found().iter().map(|entry| entry.title.as_str()).collect();
    assert!(titles.contains(&"見本 第6.0版と第7.0版の対比") && titles.contains(&"版を対比する"), "{titles:?}");
    page(&found.types("<enter>"));
    for edition in ["mhlw52", "mhlw6", "mhlw7"] {
        let person = Person::at(80, 24).on(edition);
        let links = current(&person.app, 80).expect("a page").links;
        assert!(links.iter().any(|link| matches!(link.target, LinkTarget::Comparison(_))), "{edition}");
    }
    let other = Person::at(80, 24).on("meti11");
    let links = current(&other.app, 80).expect("a page").links;
    assert!(!links.iter().any(|link| matches!(link.target, LinkTarget::Comparison(_))));
    // What is about no pair leads to that of the worklist.
    assert!(revisions(&other.types("<f5>")).contains(&"mhlw7.sysun.14.5".to_owned()));
}

#[test]
fn the_oldest_edition_is_held_against_the_one_behind_it() {
    let person = Person::at(80, 24).on("mhlw52").types("<f5>");
    assert_eq!(revisions(&person), ["mhlw52.01"]);
}
