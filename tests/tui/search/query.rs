//! The query that is offered again, and how one leaves the search.

use tenken::tui::app::jump_list::Screen;

use super::{Person, lines};

/// Returns the styles of the line with the query.
fn look(person: &Person) -> String {
    let screen = person.screen();
    screen.lines().find(|line| line.starts_with(" 1: ")).unwrap_or_default().to_owned()
}

#[test]
fn from_a_page_or_a_list_the_old_query_is_offered_and_the_first_letter_replaces_it() {
    for (way, back) in [("<enter>", "s"), ("<enter>", "gs"), ("<f3>", "/"), ("<f3>", "s"), ("<ctrl-t>", "s")] {
        let person = || Person::at(80, 24).types("二要素").types(way).types(back);
        let offered = person();
        assert!(
            lines(&offered)[1].contains("検索 > 二要素") && look(&offered).contains("reversed"),
            "{}",
            offered.screen()
        );
        let typed = |keys: &str| person().types(keys).app.search.input.text().to_owned();
        assert_eq!(typed("端末"), "端末", "{way} {back}");
        for keys in ["<end>", "<left><right>", "<home><end>", "<ctrl-e>"] {
            assert_eq!(typed(&format!("{keys} 端末")), "二要素 端末", "{way} {back} {keys}");
        }
        assert_eq!(typed(""), "二要素");
        assert_eq!(typed("<down>"), "二要素", "moving in the list leaves it");
    }
    let search = Person::at(80, 24).types("二要素").types("<enter><esc>");
    assert_eq!(search.types("端末").app.search.input.text(), "二要素端末", "going back is no new question");
}

#[test]
fn a_query_that_is_only_offered_is_left_at_once_and_deleted_at_once() {
    for keys in ["", "<down>", "<tab>"] {
        let left = Person::at(80, 24).types("二要素<enter>s").types(keys).types("<esc>");
        assert!(matches!(left.app.jump_list.current().screen, Screen::Record(_)), "{keys}: back on the page");
        let list = left.types("<esc>");
        assert!(list.app.is_searching() && list.app.search.hit().is_some(), "{keys}");
        assert_eq!(list.app.search.input.text(), "二要素", "{keys}");
    }
    let deleted = Person::at(80, 24).types("二要素<enter>s<backspace>");
    assert_eq!(deleted.app.search.input.text(), "");
    assert!(deleted.app.is_searching());
}

#[test]
fn escape_empties_the_query_first_and_only_then_leaves() {
    let person = Person::at(80, 24).types("二要素<enter>s<end>");
    let emptied = person.types("<esc>");
    assert!(emptied.app.is_searching() && emptied.app.search.input.text().is_empty());
    assert_eq!(emptied.app.search.selected, Some(0));
    let left = emptied.types("<esc>");
    assert!(matches!(left.app.jump_list.current().screen, Screen::Record(_)), "back on the page");
    let at_start = Person::at(80, 24).types("二要素<esc>");
    assert_eq!((at_start.app.search.input.text(), at_start.said().0), ("", ""));
    let again = at_start.types("<esc>");
    assert!(again.said().0.contains("終了するには"), "{:?}", again.said());
    let narrowed = Person::at(80, 24).types("二要素<tab><esc>");
    assert_eq!((narrowed.app.search.kind, narrowed.app.search.input.text()), (None, "二要素"), "one step at a time");
}
