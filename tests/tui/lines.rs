//! How notes are displayed: line breaking, and names with variation selectors.

use ratatui::layout::Position;
use tenken::text::width::Ambiguous;
use tenken::tui::input::message::Message;
use tenken::tui::view::draw::frame;
use tenken::worklist::{Change, Edit};

use super::{Person, as_text};
use crate::support::WorklistExt;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns a person on the page of a clause with a note.
fn with_note(note: &str) -> Person {
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.app.settings.ambiguous = Ambiguous::Narrow;
    person.worklist.apply(vec![Change::note(CLAUSE, note)]).unwrap();
    person.hears(Message::Changed(person.worklist.state().clone()));
    person
}

/// Returns all rows of a page, scrolling from its top to its end.
fn rows(mut person: Person) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for _ in 0..5 {
        rows.extend(as_text(&frame(&person.app).0).lines().map(str::to_owned));
        person = person.types("<pagedown>");
    }
    rows
}

#[test]
fn no_line_of_a_note_starts_with_what_may_not_start_one() {
    for sign in "！？：；，．、。）］｝％〜ッー…".chars() {
        for length in 28..36 {
            let note = format!("{}{sign}つづき", "あ".repeat(length));
            let rows = rows(with_note(&note));
            let bad = rows.iter().find(|row| row.trim_start().starts_with(sign));
            assert_eq!(bad, None, "{note}");
            assert!(rows.iter().any(|row| row.contains(&format!("あ{sign}"))), "{note}: {rows:#?}");
        }
    }
}

#[test]
fn a_name_is_shown_as_it_is_spelled_and_what_stands_behind_it_lines_up() {
    let mut person = with_note("葛\u{e0100}城先生と確認");
    person.worklist.apply(vec![Change::clause(CLAUSE, Edit::Owner("葛\u{e0100}城".into()))]).unwrap();
    person.hears(Message::Changed(person.worklist.state().clone()));
    let rows = rows(person);
    assert!(rows.iter().any(|row| row.contains("葛\u{e0100}城先生")), "{rows:#?}");
    let person = Person::at(80, 24).types("葛\u{e0100}城");
    let (buffer, cursor) = frame(&person.app);
    let plain = frame(&Person::at(80, 24).types("葛城").app);
    assert_eq!(cursor, plain.1, "a selector takes no cell");
    let start = cursor.unwrap().x - 4;
    assert_eq!(buffer[Position::new(start, cursor.unwrap().y)].symbol(), "葛\u{e0100}");
    assert_eq!(buffer[Position::new(start + 2, cursor.unwrap().y)].symbol(), "城");
}
