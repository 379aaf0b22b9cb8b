//! For whoever reads with ears, with fingers or without colours: pictures in letters, what is copied from the screen, signals
//! that need no colour, and where the cursor stands.

use jiff::civil::date;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use tenken::model::Status;
use tenken::sheet::Tally;
use tenken::text::width::{Ambiguous, cells};
use tenken::tui::app::desk::task::DeskReport;
use tenken::tui::input::keymap::Mode;
use tenken::tui::input::message::Message;
use tenken::tui::terminal::backend::COVERED;
use tenken::tui::view::draw::frame;
use tenken::tui::view::theme::Theme;
use tenken::worklist::Change;

use super::screens::{ALL, SIZES, assert_screen};
use super::{Person, as_text, refusal};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns a person on a screen of the table of screens.
fn on_screen((start, keys): (&str, &str), (columns, rows): (u16, u16)) -> Person {
    let person = Person::at(columns, rows);
    if start.is_empty() { person.types(keys) } else { person.on(start).types(keys) }
}

/// Returns a person who looks at how far the worklist was from day to day.
fn with_days(columns: u16, rows: u16) -> Person {
    let mut person = Person::at(columns, rows).types("<f3>20v <f4>gT");
    let done = |done| (0..38).map(|at| if at < done { Status::Done } else { Status::Todo }).collect::<Tally>();
    let days = [(date(2026, 10, 1), 0), (date(2026, 10, 20), 1), (date(2026, 11, 5), 14)];
    let days = days.map(|(day, count)| (day, done(count))).to_vec();
    person.hears(Message::DeskReported(DeskReport::Trend(Ok(("2026年度".into(), days)))));
    person
}

/// Returns the lines of a screen.
fn lines(person: &Person) -> Vec<String> {
    as_text(&frame(&person.app).0).lines().map(str::to_owned).collect()
}

/// Returns the cells of a row that have an attribute, as text.
fn with(buffer: &Buffer, y: u16, attribute: Modifier) -> String {
    let cells = (0..buffer.area.width).map(|x| &buffer[Position::new(x, y)]);
    cells.filter(|cell| cell.modifier.contains(attribute) && cell.symbol() != COVERED).map(Cell::symbol).collect()
}

#[test]
fn the_progress_from_day_to_day_is_as_expected() {
    for size in SIZES {
        assert_screen("trend", size, &with_days(size.0, size.1));
    }
    let small = lines(&with_days(40, 12));
    assert!(small.iter().any(|line| line.contains("2026-10-01  0/38")), "{small:#?}");
}

#[test]
fn the_trend_is_read_from_the_records_and_belongs_to_its_worklist() {
    let new = || {
        Person::at(80, 24)
            .on(CLAUSE)
            .types(" u")
            .types("ga")
            .types("東病院2027<enter><tab>東病院<enter><tab><tab><enter>")
    };
    let mut person = new().on(CLAUSE).types(" gT");
    let days = person.app.desk.trend.clone().expect("it was read");
    assert_eq!(days.iter().map(|(_, tally)| tally.of(Status::Done)).collect::<Vec<_>>(), [1]);
    person.hears(Message::DeskReported(DeskReport::Trend(Ok(("西病院2027".into(), Vec::new())))));
    assert_eq!(person.app.desk.trend.as_ref(), Some(&days), "what is said of another worklist comes too late");
    // What is done now needs no reading.
    let undone = person.types("u");
    let screen = undone.screen();
    assert!(screen.lines().any(|line| line.contains("  0/38  ")), "{screen}");
}

/// The numbers are there at every width; bars only where there is room.
#[test]
fn the_table_of_risks_says_the_same_with_and_without_bars() {
    let sum = |columns| {
        let person = Person::at(columns, 48).on("licence.entra-p2").types("igK");
        let lines = lines(&person);
        let row = lines.iter().find(|line| line.starts_with(" 合計")).expect("the sums").clone();
        let left = row.split('|').next().unwrap_or_default().to_owned();
        let numbers = left.split_whitespace().filter_map(|word| word.parse::<usize>().ok()).collect::<Vec<_>>();
        (numbers, lines.iter().any(|line| line.contains(" ##")))
    };
    let (wide, has_bars) = sum(80);
    assert!(wide.len() == 4 && wide[..3].iter().sum::<usize>() == 10 && has_bars, "{wide:?}");
    assert_eq!(sum(160), (wide.clone(), true));
    assert_eq!(sum(40), (wide, false));
}

#[test]
fn the_palette_finds_the_pictures_by_their_names() {
    for (typed, words) in [("すいい", "進捗の推移"), ("risuku", "リスクの表"), ("trend", "進捗の推移")]
    {
        let person = Person::at(80, 24).on(CLAUSE).types(":").types(typed);
        assert!(person.screen().contains(words), "{typed}: {}", person.screen());
    }
}

/// What is drawn, and not said in Japanese, is ASCII.
#[test]
fn in_ascii_nothing_is_drawn_with_other_signs() {
    for at in ALL.iter().copied().map(|(_, start, keys)| (start, keys)).chain([("", "<f3>20v <f4>gT"), ("", "gK")]) {
        let mut person = on_screen(at, (80, 24));
        person.app.settings.ambiguous = Ambiguous::Ascii;
        for line in lines(&person) {
            let other = line.chars().find(|c| !c.is_ascii() && cells(&c.to_string(), Ambiguous::Narrow) == 1);
            assert!(other.is_none() || line.chars().any(|c| matches!(c, 'ｦ'..='ﾟ')), "{at:?}: {other:?} in {line}");
        }
    }
}

#[test]
fn no_screen_needs_its_colours() {
    for (name, start, keys) in ALL.iter().copied() {
        let mut person = on_screen((start, keys), (80, 24));
        let colored = frame(&person.app).0;
        person.app.settings.theme = Theme::Mono;
        let plain = frame(&person.app).0;
        assert_eq!(as_text(&plain), as_text(&colored), "{name}");
        for (plain, colored) in plain.content().iter().zip(colored.content()) {
            assert_eq!((plain.fg, plain.bg, plain.modifier), (Color::Reset, Color::Reset, colored.modifier), "{name}");
        }
    }
}

#[test]
fn without_colours_what_is_selected_and_what_matched_stand_out() {
    for keys in ["認証", "<f3>", "<f2>", "<f4>", "<f4>gK", "<f4>gT", "認証<ctrl-x>", "<f3>fv"] {
        let mut person = Person::at(80, 24).types(keys);
        person.app.settings.theme = Theme::Mono;
        let buffer = frame(&person.app).0;
        let marked = (0..24).find(|y| with(&buffer, *y, Modifier::REVERSED).starts_with(" > "));
        assert!(marked.is_some(), "{keys}: {}", as_text(&buffer));
    }
    let mut person = Person::at(80, 24).types("認証");
    person.app.settings.theme = Theme::Mono;
    let buffer = frame(&person.app).0;
    let matched: Vec<String> = (0..24).map(|y| with(&buffer, y, Modifier::UNDERLINED | Modifier::BOLD)).collect();
    assert!(matched.iter().filter(|text| text.contains("認証")).count() > 2, "{matched:?}");
}

#[test]
fn what_is_late_or_in_conflict_or_went_wrong_is_said_in_words() {
    let mut person = Person::at(80, 48).on(CLAUSE).types("fd2026-11-01<enter>");
    person.beside_another(vec![Change::status(CLAUSE, Status::Doing)], vec![Change::status(CLAUSE, Status::Recheck)]);
    let page = lines(&person).concat();
    assert!(page.contains("過ぎています") && page.contains("食い違い"), "{page}");
    let list = lines(&person.types("<f3>-&期限:超過<enter>"));
    let row = list.iter().find(|line| line.contains("運用 14.(5)")).expect("the row of the clause");
    assert!(row.contains("!2026-11-01") && row.contains("食い違い"), "{row}");
    let mut failing = Person::at(80, 24).on(CLAUSE);
    let failed = refusal(&failing, "ディスクの空きがありません。");
    failing.hears(failed);
    let said = lines(&failing);
    assert!(said.iter().any(|line| line.starts_with(" ! ディスクの空き")), "{said:#?}");
    let fine = lines(&Person::at(80, 24).on(CLAUSE).types(" "));
    assert!(!fine.iter().any(|line| line.starts_with(" ! ")), "{fine:#?}");
}

/// Whoever copies with the mouse or in tmux takes cells: what divides the screen never touches a word.
#[test]
fn lines_between_parts_touch_no_word() {
    for (name, start, keys) in ALL.iter().copied() {
        let person = on_screen((start, keys), (160, 48));
        let buffer = frame(&person.app).0;
        let symbol = |x: u16, y: u16| buffer[Position::new(x, y)].symbol().to_owned();
        for y in 0..48 {
            for x in (1..159).filter(|x| symbol(*x, y) == "|") {
                let is_divider = (3..46).filter(|row| symbol(x, *row) == "|").count() > 6;
                let sides = [symbol(x - 1, y), symbol(x + 1, y)];
                let is_apart = sides.iter().all(|side| side == " " || side == "-");
                assert!(!is_divider || is_apart, "{name}: {:?} at {x},{y}: {}", sides, lines(&person)[usize::from(y)]);
            }
            let row: String = (0..160).map(|x| symbol(x, y)).collect();
            let glued = row.match_indices("---").find(|(at, _)| {
                let before = row[..*at].chars().next_back().unwrap_or(' ');
                let after = row[*at..].trim_start_matches('-').chars().next().unwrap_or(' ');
                [before, after].iter().any(|c| !matches!(c, ' ' | '-' | '|' | '#'))
            });
            assert_eq!(glued, None, "{name}: {row}");
        }
    }
}

/// An address that has room on a line is not broken, so that a terminal and a mouse take it whole.
#[test]
fn addresses_stand_whole_on_a_line_where_there_is_room() {
    let address = "https://example.com/assurance/datacenter-physical-access-security";
    for size in SIZES {
        let person = Person::at(size.0, size.1).on("ms.trust.dc");
        let pages = [lines(&person), lines(&person.types("<end>"))].concat();
        assert!(pages.iter().any(|line| line.split_whitespace().any(|word| word == address)), "{pages:#?}");
    }
}

#[test]
fn the_cursor_stands_on_what_is_selected_in_every_view() {
    for ((name, start, keys), size) in ALL.iter().copied().flat_map(|at| SIZES.map(|size| (at, size))) {
        let person = on_screen((start, keys), size);
        let (buffer, cursor) = frame(&person.app);
        let Some(at) = cursor else {
            assert_eq!(name, "worklist_empty", "only where there is nothing to select is no cursor");
            continue;
        };
        if person.app.mode().takes_text() || person.app.mode() == Mode::Help {
            continue;
        }
        let is_reversed = |at: Position| buffer[at].modifier.contains(Modifier::REVERSED);
        let is_anywhere = buffer.area.positions().any(is_reversed);
        assert!(!is_anywhere || is_reversed(at), "{name} {size:?}: {at}\n{}", person.screen());
    }
}
