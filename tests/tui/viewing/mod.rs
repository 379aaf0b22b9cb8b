//! How one looks at what is on screen: the preview, digits, folded headings, addresses, and where the cursor stands.

mod address;
mod contents;
mod pane;

use ratatui::layout::Position;
use tenken::text::width::{Ambiguous, cells};
use tenken::tui::view::draw::frame;
use tenken::tui::view::pages;

use super::{Person, as_text};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns the lines of the screen of a person, without the styles.
fn lines(person: &Person) -> Vec<String> {
    as_text(&frame(&person.app).0).lines().map(str::to_owned).collect()
}

/// Returns the cell in which some words begin on a line.
fn cell_of(line: &str, words: &str) -> usize {
    let start = line.find(words).unwrap_or_else(|| panic!("{words}: {line}"));
    cells(&line[..start], Ambiguous::Unknown)
}

/// Returns the line on which the cursor stands, and the glyph under it.
fn under_cursor(person: &Person) -> (String, String) {
    let (buffer, cursor) = frame(&person.app);
    let at = cursor.expect("the cursor stands somewhere");
    let line = lines(person)[usize::from(at.y)].clone();
    (line, buffer[Position::new(at.x, at.y)].symbol().to_owned())
}

#[test]
fn the_cursor_stands_on_what_is_selected() {
    for (keys, words) in [("<f3>jj", "経営 1.1(1)"), ("<f2>j", "2 病院の情報システム"), ("gX", " 1 "), ("gPj", "")]
    {
        let keys = if keys.starts_with('g') { format!("<f3>{keys}") } else { keys.to_owned() };
        let person = Person::at(80, 24).types(&keys);
        let (line, glyph) = under_cursor(&person);
        assert_eq!(glyph, ">", "{keys}: {line}");
        assert!(line.contains(words), "{keys}: {line}");
    }
    // A line of several links: on the number of the one that is selected.
    let (line, glyph) = under_cursor(&Person::at(80, 24).on(CLAUSE).types("<tab>"));
    assert!(line.contains("主な製品") && glyph == "1", "{line} {glyph}");
    // Where no link is visible, the page begins there.
    let far = Person::at(80, 24).on(CLAUSE).types("<pagedown><pagedown>");
    assert!(frame(&far.app).1.is_some());
    // Where one types, it stays with what is typed; in the help it stands at its first line.
    let (_, typed) = frame(&Person::at(80, 24).types("<f3>:abc").app);
    assert!(typed.is_some_and(|at| at.x > 3));
    // Among choices it stands on the selected one until something is typed.
    let choices = Person::at(80, 24).on(CLAUSE).types("fv");
    assert_eq!(under_cursor(&choices).1, ">");
    assert!(under_cursor(&choices.types("i")).0.contains(" : i"));
    assert_eq!(frame(&Person::at(80, 24).types("<f1>").app).1, Some(Position::new(0, 1)));
}

#[test]
fn names_stand_over_the_columns_of_the_worklist() {
    let list = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter>fd2027-03-31<enter>fv2d").types("<f3>-o");
    let screen = lines(&list);
    let row = screen.iter().find(|line| line.contains("2027-03-31")).expect("the row of the clause");
    for (name, value) in
        [("番号", "運用 14.(5)"), ("題", "新しく入れる"), ("担当者", "佐藤"), ("期限", "2027-03-31"), ("状態", "[中]")]
    {
        // What the list is sorted by stands on the same rule.
        let above = screen[2].replace(" 並び 期限 早い順 ", &"-".repeat(18));
        assert_eq!(cell_of(&above, name), cell_of(row, value), "{name}\n{above}\n{row}");
    }
    assert!(screen[13].contains("1-10 / 38 行"), "which rows are visible is said below them: {}", screen[13]);
    // What is empty in a row leaves its room to the title.
    let other = screen.iter().find(|line| line.contains("経営 1.2.1(1)")).expect("a row without values");
    assert!(!other.contains(".."), "{other}");
    // Filters go before the names of what speaks for itself.
    let narrowed = list.types("&担当者:佐藤 期限:あり 状態:対応中<enter>");
    let above = &lines(&narrowed)[2];
    assert!(above.contains("担当者:佐藤") && above.contains(" 状態") && !above.contains("番号"), "{above}");
    let sorted = Person::at(80, 24).types("<f3>oo");
    assert!(lines(&sorted)[2].contains("並び 担当者"), "{}", lines(&sorted)[2]);
    // Where the position stands on the same rule, it covers no filter, and filters leave it whole.
    let together = Person::at(60, 12).types("<f3>&期限:なし 状態:未着手 担当者:なし 証跡:なし<enter>");
    let above = &lines(&together)[2];
    assert!(above.contains(" 行 ") && above.contains(".. ") && above.contains(" 期限:なし"), "{above}");
    let small = lines(&Person::at(40, 12).types("<f3>"));
    assert!(small[2].contains("番号") && small[2].contains(" 行 "), "{}", small[2]);
}

#[test]
fn evidence_leaves_the_same_link_selected() {
    let links = |person: &Person| pages::current(&person.app, 80).expect("a page").links;
    // Nothing scrolls here, and evidence stands before the last link.
    let mut person = Person::at(80, 400).on(CLAUSE);
    let last = links(&person).pop().expect("a link");
    person.app.jump_list.current_mut().selected = Some(links(&person).len() - 1);
    let person = person.types("fehttps://example.com/ev<enter>");
    let (links, location) = (links(&person), person.app.jump_list.current());
    assert_eq!(location.selected.map(|link| links[link].target.clone()), Some(last.target));
    assert_eq!((location.scroll, location.selected), (0, Some(links.len() - 1)));
}
