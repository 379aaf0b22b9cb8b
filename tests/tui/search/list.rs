//! The list of hits: what is selected after a new query, where its tiers begin, and how many hits there are.

use ratatui::layout::Position;
use tenken::search::Tier;
use tenken::tui::app::search::ListLine;
use tenken::tui::input::event::{InputEvent, MouseAction};
use tenken::tui::input::message::Message;
use tenken::tui::update::handle_input;
use tenken::tui::view::theme::Theme;
use unicode_normalization::UnicodeNormalization;

use super::{Person, lines};

/// A query of which a few records have every word, some others one, and that others only come near.
const TIERS: &str = "認証 記録";

fn selected(person: &Person) -> (Option<usize>, String) {
    (person.app.search.selected, person.app.search.hit().map_or_else(String::new, |hit| hit.id.clone()))
}

/// Returns how many hits of each tier there are.
fn tiers(person: &Person) -> [usize; 3] {
    let of = |tier| person.app.search.results.hits.iter().filter(|hit| hit.tier == tier).count();
    [Tier::All, Tier::Some, Tier::Near].map(of)
}

#[test]
fn a_new_query_puts_the_selection_on_its_first_hit() {
    for keys in [
        "二要素<down><down><ctrl-u>バックアップ",
        "二要素<down><down><ctrl-w>バックアップ",
        "<down><down><down>バックアップ",
        "二要素<down><enter>sバックアップ",
        "二要素<enter><esc><down><ctrl-u>バックアップ",
        "二要素<down><down><esc>バックアップ",
        "二要素<down><down><backspace><backspace><backspace>バックアップ",
        "ばっ<down><backspace><backspace>バックアップ",
    ] {
        let person = Person::at(80, 24).types(keys);
        let expected = selected(&Person::at(80, 24).types("バックアップ"));
        assert_eq!(selected(&person), expected, "{keys}");
        assert_eq!(person.app.search.top, 0, "{keys}");
        assert!(lines(&person)[3].starts_with(" > "), "{keys}: {}", person.screen());
    }
}

#[test]
fn a_longer_or_shorter_form_of_a_query_keeps_the_row_that_was_chosen() {
    let chosen = Person::at(80, 24).types("認証<down><down>");
    let (_, id) = selected(&chosen);
    for keys in ["<backspace>", "<backspace>証", " ", "<left>"] {
        let person = Person::at(80, 24).types("認証<down><down>").types(keys);
        assert_eq!(selected(&person).1, id, "{keys}");
    }
    let back = Person::at(80, 24).types("認証<down><down><enter><esc>");
    assert_eq!(selected(&back).1, id);
}

#[test]
fn a_row_that_is_less_of_what_is_asked_for_than_it_was_is_let_go() {
    let hits = |query: &str| Person::at(80, 24).types(query).app.search.results.hits.clone();
    let tier = |query: &str, id: &str| hits(query).iter().find(|hit| hit.id == id).map(|hit| hit.tier);
    let (short, long) = ("認証", TIERS);
    let mut looked_at = 0;
    for (place, hit) in hits(short).iter().enumerate().filter(|(_, hit)| hit.tier == Tier::All) {
        let longer = tier(long, &hit.id);
        let down = "<down>".repeat(place.max(1));
        let mut person = Person::at(80, 24).types(short).types(&down);
        person.hears(Message::Paste(" 記録".into()));
        let is_kept = selected(&person).1 == hit.id;
        if place > 0 && longer != Some(Tier::All) {
            assert_eq!(selected(&person).0, Some(0), "{}", hit.id);
            looked_at += 1;
        } else if place > 0 {
            assert!(is_kept, "{}", hit.id);
        }
    }
    assert!(looked_at > 0);
}

#[test]
fn dividers_stand_between_the_tiers_and_cannot_be_selected() {
    for (columns, rows) in [(80, 48), (160, 48)] {
        let person = Person::at(columns, rows).types(TIERS);
        let [all, some, near] = tiers(&person);
        assert!(all > 0 && some > 0 && near > 0, "{:?}", tiers(&person));
        let shown = lines(&person);
        let place = |part: &str| {
            shown.iter().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{part}: {shown:#?}"))
        };
        assert_eq!(place("-- ここから一部だけ合うもの --"), 3 + all);
        let headings = person.app.search.lines();
        let headings = headings.from(0).filter(|line| matches!(line, ListLine::Heading(_)));
        assert_eq!(headings.count(), 2);
        let down = Person::at(columns, rows).types(TIERS).types(&"<down>".repeat(all));
        assert_eq!(selected(&down).0, Some(all), "over the divider in one step");
        assert!(lines(&down)[4 + all].starts_with(" > "), "{}", down.screen());
        let mut clicked = Person::at(columns, rows).types(TIERS);
        let at = Position::new(10, 3 + all as u16);
        let effects = handle_input(&mut clicked.app, InputEvent::Mouse(MouseAction::Click, at));
        clicked.perform(effects);
        assert_eq!((selected(&clicked).0, clicked.place()), (Some(0), ""), "a divider is not clicked");
    }
}

#[test]
fn dividers_are_seen_when_one_scrolls_up_to_them_and_without_colour() {
    let mut person = Person::at(80, 24).types(TIERS);
    let [all, ..] = tiers(&person);
    person = person.types(&"<down>".repeat(60));
    for _ in 0..(60 - all) {
        let hit = person.app.search.selected;
        if hit == Some(all) {
            break;
        }
        person = person.types("<up>");
    }
    assert_eq!(selected(&person).0, Some(all));
    assert!(person.screen().contains("ここから一部だけ合うもの"), "{}", person.screen());
    person.app.settings.theme = Theme::Mono;
    assert!(lines(&person).join("\n").contains("-- ここから一部だけ合うもの --"), "{}", person.screen());
}

#[test]
fn the_counts_say_how_many_are_all_that_was_asked_for() {
    let person = Person::at(160, 24).types(TIERS);
    let of = |tier| {
        let hits = person.app.search.results.hits.iter();
        hits.filter(|hit| hit.at.kind == tenken::model::Kind::Clause && hit.tier == tier).count()
    };
    let expected = format!("条項 {} +{}", of(Tier::All), of(Tier::Some));
    assert!(lines(&person)[1].contains(&expected), "{expected}: {}", lines(&person)[1]);
}

#[test]
fn where_one_is_among_all_hits_is_always_on_screen() {
    for (columns, rows) in [(80, 24), (40, 12), (160, 48), (24, 6)] {
        let place = |keys: &str| lines(&Person::at(columns, rows).types(keys))[2].clone();
        let person = Person::at(columns, rows).types(TIERS);
        let [all, some, near] = tiers(&person);
        assert!(place(TIERS).contains(&format!(" 1/{} ", all + some)), "{}", place(TIERS));
        assert!(place("二要素<down><down>").contains(" 3/"), "{}", place("二要素<down><down>"));
        assert!(place("").contains(" 1/"), "{}", place(""));
        assert!(place("編:運用 状態:未 二要素").contains(" 1/"), "{}", place("編:運用 状態:未 二要素"));
        let last = format!("{TIERS}{}", "<pagedown>".repeat(60));
        assert!(columns < 40 || place(&last).contains(&format!("近いもの {near}/{near}")), "{}", place(&last));
        assert!(!place("zqzqzq").contains('/'), "{}", place("zqzqzq"));
    }
}

#[test]
fn a_list_that_only_comes_near_says_so_first() {
    let mut person = Person::at(80, 24).types(TIERS);
    let results = &mut person.app.search.results;
    results.hits.retain(|hit| hit.tier == Tier::Near);
    results.counts = tenken::search::Counts::default();
    let near = results.hits.len();
    let results = results.clone();
    let generation = person.app.search.generation;
    person.hears(Message::Found(generation, results));
    let shown = lines(&person);
    assert!(shown[3].contains("見つかりません。近いもの:") && shown[4].starts_with(" > "), "{}", person.screen());
    assert!(shown[2].contains(&format!("近いもの 1/{near}")), "{}", shown[2]);
    let down = person.types("<down><up>");
    assert!(lines(&down)[3].contains("見つかりません。近いもの:"), "{}", down.screen());
}

#[test]
fn the_columns_stay_where_they_are_while_one_scrolls() {
    for start in ["", TIERS, "バックアップ", "<f3>"] {
        let title = |person: &Person| {
            let catalog = &person.app.catalog;
            let at = person.app.target_record().expect("a selected row");
            let row = lines(person).into_iter().find(|line| line.starts_with(" > ")).expect("a row");
            // Half-width kana are shown in full width.
            let beginning: String = catalog.title(at).nfkc().take(3).collect();
            row.find(&beginning)
                .map(|at| tenken::text::width::cells(&row[..at], tenken::text::width::Ambiguous::Unknown))
        };
        let mut person = Person::at(80, 24).types(start);
        let first = title(&person);
        for _ in 0..12 {
            person = person.types("<pagedown>");
            assert_eq!(title(&person), first, "{start}: {}", person.screen());
        }
    }
}
