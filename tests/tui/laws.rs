//! Properties that hold for any keys on any screen.

use proptest::prelude::*;
use ratatui::style::Color;
use tenken::text::width::{Ambiguous, measure};
use tenken::tui::input::message::Message;
use tenken::tui::terminal::backend::{COVERED, FrameWriter};
use tenken::tui::view::draw::frame;
use tenken::tui::view::theme::Theme;

use super::grid::Grid;
use super::{Person, as_text, emulator};

const KEYS: &[&str] = &[
    "<enter>",
    "<tab>",
    "<backtab>",
    "<esc>",
    "<up>",
    "<down>",
    "<left>",
    "<right>",
    "<pageup>",
    "<pagedown>",
    "<home>",
    "<end>",
    "<backspace>",
    "<delete>",
    "<f1>",
    "<ctrl-d>",
    "<ctrl-u>",
    "<ctrl-w>",
    "<ctrl-g>d",
    "<ctrl-g>v",
    "<ctrl-r>",
    "<alt-3>",
    "<f3>",
    "<f4>",
    "<f5>",
    "<ctrl-g>",
    "n",
    "v",
    "p",
    "-",
    "y",
    "r",
    "f",
    "o",
    "i",
    "U",
    "<ctrl-j>",
    "<alt-a>",
    "<alt-n>",
    "<alt-x>",
    "<ctrl-k>",
    "<ctrl-t>",
    "<ctrl-x>",
    ":",
    "c",
    ".",
    "moku",
    " ",
    "1",
    "5",
    "9",
    "/",
    "s",
    "N",
    "{",
    "}",
    "?",
    "j",
    "k",
    "g",
    "G",
    "u",
    "d",
    "x",
    "t",
    "[",
    "]",
    "認証",
    "二要素",
    "ｶﾞ",
    "※",
    "⑤",
    "葛\u{e0100}",
];

/// Keys that lead to every screen and overlay: search, clause, risk, product, term, contents, heading, list by status,
/// commands, help, picked rows, worklist, progress, coverage, note, another field, chord, copied text, recent queries, words
/// on a page.
const STARTS: &[&str] = &[
    "",
    "二要素<enter>",
    "種別:リスク バックアップ<enter>",
    "種別:製品 バックアップ<enter>",
    "種別:用語 バックアップ<enter>",
    "<ctrl-t>",
    "<ctrl-t>2",
    "<ctrl-t>1",
    "<ctrl-x>",
    "<f1>",
    "編:運用<alt-a>",
    "<f3>",
    "<f4>",
    "<f4>7",
    "<f3>n確認<ctrl-j>",
    "<f3>fd",
    "<f3>fv",
    "<ctrl-g>l",
    "<ctrl-g>a",
    "<ctrl-g>a1二要素",
    "<ctrl-g>P1",
    "<ctrl-g>X",
    "<ctrl-g>X2",
    "<ctrl-g>M",
    "<ctrl-g>E",
    "<ctrl-g>D",
    "<ctrl-g>C",
    "<f3>Vx",
    "<f3>fr理由<enter>",
    "<f3>g",
    "二要素<enter>y",
    "二要素<enter>r",
    "二要素<enter>/認証",
    "二要素<enter>/認証<enter>",
    "<ctrl-t>/運用<enter>",
];

fn assert_sound(person: &Person, ambiguous: Ambiguous) {
    let (buffer, cursor) = frame(&person.app);
    let width = buffer.area.width;
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < width {
            let (cells, _) = measure(buffer[(x, y)].symbol(), ambiguous);
            assert!(cells >= 1, "row {y}, column {x} starts with half a glyph:\n{}", as_text(&buffer));
            let covered =
                (1..cells as u16).all(|behind| x + behind < width && buffer[(x + behind, y)].symbol() == COVERED);
            assert!(covered, "row {y}, column {x} is cut:\n{}", as_text(&buffer));
            x += cells as u16;
        }
    }
    assert!(cursor.is_none_or(|at| buffer.area.contains(at)));
}

#[test]
fn the_way_to_the_commands_stands_on_every_screen() {
    for (columns, rows) in [(40, 12), (80, 24)] {
        let mut seen = 0;
        for start in STARTS {
            let person = Person::at(columns, rows).types(start);
            let app = &person.app;
            let is_covered = app.overlay.is_some() || app.copied.is_some() || !app.pending_keys.is_empty();
            if is_covered || app.notice.is_some() {
                continue;
            }
            let (buffer, _) = frame(app);
            let last = as_text(&buffer).lines().nth(usize::from(rows) - 1).map(str::to_owned).unwrap_or_default();
            let hint = app.keymap.hints(app.mode_below()).find(|hint| hint.name == "palette").expect("a hint");
            let shown = format!("{} {}", hint.keys, hint.hint);
            assert!(last.contains(&shown), "{start:?} at {columns}: {last}");
            seen += 1;
        }
        assert!(seen > STARTS.len() / 3, "{seen}");
    }
}

proptest! {
    // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_keys_on_any_screen_draw_a_sound_frame(
        sizes in prop::collection::vec((1u16..=500, 1u16..=200), 1..4),
        start in prop::sample::select(STARTS),
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..40),
        ambiguous in prop::sample::select(&[Ambiguous::Unknown, Ambiguous::Narrow, Ambiguous::Wide][..]),
        is_named: bool,
    ) {
        let mut person = if is_named { Person::at(80, 24) } else { Person::at(80, 24).without_name() }.types(start);
        person.app.settings.ambiguous = ambiguous;
        for (width, height) in sizes {
            person.hears(Message::Resized(width, height));
            for key in &keys {
                person = person.types(key);
            }
            assert_sound(&person, ambiguous);
        }
    }
}

#[test]
fn the_smallest_and_the_largest_screens_are_drawn() {
    for (width, height) in [(1, 1), (1, 200), (500, 1), (20, 5), (80, 15), (119, 16), (120, 5), (500, 200)] {
        for keys in ["", "認証", "認証<enter>", "<f1>", "認証<enter><enter>", "<ctrl-t>", "<ctrl-x>moku", "<alt-a>"]
        {
            assert_sound(&Person::at(width, height).types(keys), Ambiguous::Unknown);
        }
    }
}

/// Keys that visit all screens, with characters whose width differs between terminals.
const WALK: &[&str] = &[
    "",
    "二要素",
    "<down>",
    "<enter>",
    "<pagedown>",
    "1",
    "<end>",
    "<esc><esc>",
    "<ctrl-u>",
    "<f1>",
    "<esc>",
    "<ctrl-t>",
    "<pagedown>",
    "<esc>",
    "<ctrl-x>moku",
    "<esc>",
    "※⑤…→ｶﾞ葛\u{e0100}城",
    "<left><left>a<backspace>",
    "<home>二",
    "<delete><delete>",
];

#[test]
fn both_kinds_of_terminal_show_the_same() {
    for kind in [Ambiguous::Narrow, Ambiguous::Wide] {
        for known in [Ambiguous::Unknown, kind] {
            let mut person = Person::at(80, 24);
            person.app.settings.ambiguous = known;
            let mut writer = FrameWriter::new(Vec::new(), known);
            let mut grid = Grid::new(80, 24, kind);
            for keys in WALK {
                person = person.types(keys);
                let (buffer, cursor) = frame(&person.app);
                writer.out().clear();
                writer.show(&buffer, cursor).expect("a vector takes everything");
                grid.process(std::str::from_utf8(writer.out()).expect("text"));
                assert_eq!(
                    grid.differences(&buffer),
                    Vec::<String>::new(),
                    "{kind:?} known as {known:?}, after {keys}"
                );
                if let Some(at) = cursor {
                    assert_eq!(grid.cursor(), (at.x, at.y), "{kind:?} known as {known:?}, after {keys}");
                }
            }
        }
    }
}

#[test]
fn without_colour_every_state_can_still_be_told_apart() {
    for keys in ["", "認証", "認証<enter>", "認証<enter>d ", "<f1>", "zqzqzq"] {
        let mut person = Person::at(80, 24);
        person.app.settings.theme = Theme::Mono;
        let person = person.types(keys);
        let (plain, _) = frame(&person.app);
        assert!(plain.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{keys}");
        let mut colored = person;
        colored.app.settings.theme = Theme::Sixteen;
        assert_eq!(as_text(&plain), as_text(&frame(&colored.app).0), "the words are the same");
    }
}

/// Replays frames on an emulator whose ambiguous characters take one cell; the writer does not know that.
#[test]
fn what_the_terminal_shows_is_what_was_drawn() {
    let mut person = Person::at(80, 24);
    let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
    let mut terminal = emulator(80, 24);
    for keys in WALK {
        person = person.types(keys);
        let (buffer, cursor) = frame(&person.app);
        writer.out().clear();
        writer.show(&buffer, cursor).expect("a vector takes everything");
        terminal.process(writer.out());
        for y in 0..24 {
            for x in 0..80 {
                let cell = terminal.screen().cell(y, x).expect("on screen");
                let shown = if cell.contents().is_empty() { " " } else { cell.contents() };
                let drawn = buffer[(x, y)].symbol();
                assert!(drawn == COVERED || drawn == shown, "after {keys}: row {y}, column {x}: {drawn:?}, {shown:?}");
            }
        }
        assert_eq!(terminal.screen().hide_cursor(), cursor.is_none(), "after {keys}");
        if let Some(at) = cursor {
            assert_eq!(terminal.screen().cursor_position(), (at.y, at.x), "after {keys}");
        }
    }
}
