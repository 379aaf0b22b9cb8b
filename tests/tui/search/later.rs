//! Why hits were found is told of the rows on screen first and of the others later.

use tenken::search::{Request, Results};
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::handle_input;

use crate::support::world;
use crate::tui::{Person, parse};

/// Types a letter; returns what the search is asked then.
fn asked(person: &mut Person, letter: &str) -> (u64, Request) {
    let effects = handle_input(&mut person.app, InputEvent::Key(parse(letter).remove(0)));
    match effects.into_iter().next() {
        Some(Effect::Search(generation, request)) => (generation, request),
        _ => panic!("a search"),
    }
}

#[test]
fn what_comes_later_moves_nothing() {
    let mut person = Person::at(80, 24).types("認");
    let (generation, request) = asked(&mut person, "証");
    assert_eq!(request.shown, 10, "as many as there are rows");
    let request = Request { shown: 1, ..request };
    let (brief, whole) = (world().1.search(&request.brief()), world().1.search(&request));
    assert!(request.wants_more(&brief));
    // As after another catalog has come: a row that nobody has picked stays selected, once.
    person.app.search.asks_again = true;
    person.app.search.results.clone_from(&brief);
    person.app.search.selected = Some(2);
    person.hears(Message::Found(generation, brief));
    let (held, before) = (person.app.search.hit().expect("a hit").clone(), person.screen());
    assert_eq!(person.app.search.selected, Some(2));
    assert!(!held.is_detailed && !before.contains("文字列:") && !before.contains("関連から"), "{before}");
    person.hears(Message::Found(generation, whole));
    let (hit, after) = (person.app.search.hit().expect("a hit"), person.screen());
    assert!(hit.id == held.id && hit.is_detailed && after.contains("文字列:"), "{after}");
    person.hears(Message::Found(generation - 1, Results::default()));
    assert_eq!(person.screen(), after, "one that was given up meanwhile is not heard");
}

#[test]
fn where_a_row_stays_selected_all_is_told_at_once() {
    let mut person = Person::at(80, 24).types("認証<down><down>");
    let (_, request) = asked(&mut person, " ");
    assert!(request.shown > 1371 && request.shown == request.detailed, "the row may be anywhere");
    let mut person = Person::at(80, 24).types("認証");
    assert_eq!(asked(&mut person, " ").1.shown, 10);
}
