//! The state after keys and messages, on the fixture catalog.

use ratatui::layout::Position;
use tenken::failure::{Failure, FailureKind};
use tenken::model::{Kind, Status};
use tenken::search::{Results, Tier};
use tenken::text::width::Ambiguous;
use tenken::tui::app::App;
use tenken::tui::app::jump_list::Screen;
use tenken::tui::input::event::{InputEvent, MouseAction};
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::{handle_input, update};
use tenken::worklist::State;
use tenken::workspace::Workspace;
use tenken::workspace::prepared::Records;

use super::{Person, parse};
use crate::support::{bundled, world};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn links_lead_on_and_back_again() {
    let person = Person::at(80, 24).on(CLAUSE);
    for (keys, expected) in [
        ("3", "risk.admin-credential-theft"),
        ("31", "ms.entra.passkey"),
        ("3<enter><esc>", "risk.admin-credential-theft"),
        ("31<backspace><left>", CLAUSE),
        ("31[[]]", "ms.entra.passkey"),
        ("31[[]", "risk.admin-credential-theft"),
        ("3<esc><esc>", ""),
        ("3s", ""),
        ("3s<ctrl-o>", "risk.admin-credential-theft"),
    ] {
        let went = Person::at(80, 24).on(person.place()).types(keys);
        assert_eq!(went.place(), expected, "{keys}");
    }
}

#[test]
fn a_count_repeats_what_moves_and_nothing_else() {
    let at = |keys: &str| Person::at(80, 24).types("<f3>").types(keys).app.jump_list.current().selected;
    for (keys, row) in [("3j", 3), ("12j2k", 10), ("10j", 10), ("0j", 1), ("99999j", 37), ("4<down>", 4), ("3gg", 0)] {
        assert_eq!(at(keys), Some(row), "{keys}");
    }
    let marked = Person::at(80, 24).types("<f3>3 ");
    assert_eq!(marked.app.tally.of(Status::Done), 1, "a mark is not repeated");
    assert_eq!(marked.app.count, None);
}

#[test]
fn chords_say_how_they_go_on_and_can_be_given_up() {
    let begun = Person::at(80, 24).on(CLAUSE).types("g");
    assert_eq!(begun.app.pending_keys.len(), 1);
    let screen = begun.screen();
    assert!(screen.contains("目次へ") && screen.contains("点検票へ"), "{screen}");
    assert_eq!(begun.types("t").app.jump_list.current().screen, Screen::Contents);
    let given_up = Person::at(80, 24).on(CLAUSE).types("g<esc>");
    assert!(given_up.app.pending_keys.is_empty() && given_up.app.notice.is_none() && given_up.place() == CLAUSE);
    let unknown = Person::at(80, 24).on(CLAUSE).types("gz");
    assert!(unknown.app.notice.is_some_and(|notice| notice.text == "g z に操作はありません。"));
    let typed = Person::at(80, 24).types("g<ctrl-g>w");
    assert!(matches!(typed.app.jump_list.current().screen, Screen::List(_)) && typed.app.search.input.text() == "g");
}

#[test]
fn queries_that_led_somewhere_can_be_asked_again() {
    let person =
        Person::at(80, 24).types("二要素<enter><esc><ctrl-u>zqzqzq<enter><ctrl-u>").types("バックアップ<enter>");
    assert_eq!(person.app.recent.queries().collect::<Vec<_>>(), ["バックアップ", "二要素"]);
    let again = person.types("r").types("<down><enter>");
    assert!(again.app.is_searching());
    assert_eq!(again.app.search.input.text(), "二要素");
    let none = Person::at(80, 24).types("<alt-h>");
    assert!(none.screen().contains("当てはまる検索はありません。"));
}

#[test]
fn what_is_looked_at_is_copied_and_shown() {
    let person = Person::at(80, 24).on(CLAUSE).types("y");
    assert!(
        person.copied.starts_with("運用 14.⑤  ") && person.copied.ends_with("mhlw6.sysun.14.5\n"),
        "{}",
        person.copied
    );
    assert!(person.screen().contains("クリップボードへ送りました"));
    assert!(!person.types("j").screen().contains("クリップボード"), "gone with the next key");
    assert!(Person::at(80, 24).types("c").copied.is_empty());
}

#[test]
fn filters_of_a_query_are_shown_as_understood_and_taken_away() {
    let person = Person::at(80, 24).types("認証 編:運用 状態:未");
    assert!(person.screen().contains("[編 運用] [状態 未着手]"));
    for (keys, left) in [("<alt-->", "認証 編:運用"), ("<alt--><alt-->", "認証"), ("<alt--><alt--><alt-->", "認証")]
    {
        let text = Person::at(80, 24).types("認証 編:運用 状態:未").types(keys).app.search.input.text().to_owned();
        assert_eq!(text, left, "{keys}");
    }
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let click = |mut person: Person, x: u16, y: u16| {
        let effects = handle_input(&mut person.app, InputEvent::Mouse(MouseAction::Click, Position::new(x, y)));
        person.perform(effects);
        person
    };
    let selected = click(Person::at(80, 24).types("二要素"), 10, 5);
    assert_eq!((selected.app.search.selected, selected.place()), (Some(2), ""));
    assert!(!click(selected, 10, 5).place().is_empty(), "a click on the selected row opens it");
    let page = Person::at(80, 24).on(CLAUSE);
    let row = page.screen().lines().position(|line| line.contains("4 共通パスワード")).expect("the second risk") as u16;
    assert!(click(page, 8, row).place().starts_with("risk."));
    let mut scrolled = Person::at(80, 24).types("<f3>");
    handle_input(&mut scrolled.app, InputEvent::Mouse(MouseAction::WheelDown, Position::new(0, 0)));
    assert_eq!(scrolled.app.jump_list.current().selected, Some(3));
    let overlay = click(Person::at(80, 24).types("<f1>"), 10, 5);
    assert!(overlay.app.help().is_some() && overlay.place().is_empty());
}

#[test]
fn the_answer_to_the_probe_is_used_unless_the_person_has_said_better() {
    let mut person = Person::at(80, 24);
    person.hears(Message::Probed(Ambiguous::Narrow));
    assert_eq!(person.app.settings.ambiguous, Ambiguous::Narrow);
    person.hears(Message::Probed(Ambiguous::Wide));
    assert_eq!(person.app.settings.ambiguous, Ambiguous::Narrow);
}

#[test]
fn what_takes_long_is_said_until_it_is_done() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let effects = handle_input(&mut person.app, InputEvent::Key(parse(" ")[0]));
    assert!(person.app.is_waiting());
    person.hears(Message::Slow);
    assert!(person.screen().contains("記録しています。"));
    person.perform(effects);
    assert!(!person.app.is_waiting() && !person.app.is_slow);
}

#[test]
fn the_contents_lead_to_headings_and_back() {
    let person = Person::at(80, 24).types("<ctrl-t>");
    assert!(!person.app.is_searching() && person.place().is_empty());
    let contents = person.app.jump_list.current();
    let went = person.types("<tab><tab><enter>");
    assert_eq!(went.place(), "mhlw6.gaisetsu");
    assert_eq!(went.types("<esc>").app.jump_list.current().screen, contents.screen);
}

#[test]
fn going_back_restores_selection_and_scroll() {
    let before = Person::at(80, 24).on(CLAUSE).types("<pagedown><tab><tab>");
    let here = before.app.jump_list.current();
    assert!(here.scroll > 0 && here.selected.is_some());
    assert_eq!(before.types("<enter><esc>").app.jump_list.current(), here);
}

#[test]
fn one_key_marks_done_and_takes_it_back() {
    for (keys, expected) in [
        (" ", Status::Done),
        ("  ", Status::Todo),
        ("d ", Status::Done),
        ("d  ", Status::Doing),
        ("dx", Status::Na),
        ("dxu", Status::Doing),
        ("dxuu", Status::Todo),
        ("dxuuu", Status::Todo),
        (" t", Status::Todo),
    ] {
        let person = Person::at(80, 24).on(CLAUSE).types(keys);
        assert_eq!(person.worklist.state().status(CLAUSE), expected, "{keys}");
        assert_eq!(person.app.state.status(CLAUSE), expected, "{keys}");
        assert_eq!(person.app.tally.of(Status::Done), usize::from(expected == Status::Done), "{keys}");
    }
}

#[test]
fn commands_are_found_by_sound_and_done() {
    let person = || Person::at(80, 24).on(CLAUSE);
    assert_eq!(person().types(":taishougai<enter>").app.state.status(CLAUSE), Status::Na);
    assert_eq!(person().types(":みちゃくしゅ<down><enter>").place(), "mhlw6.sysun.14.6");
    let open = person().types(":kanr");
    assert!(open.app.palette().is_some());
    let closed = open.types("<esc>");
    assert!(closed.app.palette().is_none() && closed.place() == CLAUSE, "Esc takes one step only");
    let searching = Person::at(80, 24).types("認証<ctrl-x>mokuji<enter>");
    assert!(!searching.app.is_searching());
    assert_eq!(searching.types("<esc>").app.search.input.text(), "認証", "what was typed before is still there");
    assert!(Person::at(80, 24).types("<ctrl-x>zqzq<enter>").app.palette().is_some(), "nothing was chosen");
}

#[test]
fn a_mark_shows_only_once_it_is_on_disk() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let space = || InputEvent::Key(parse(" ")[0]);
    let first = handle_input(&mut person.app, space());
    let second = handle_input(&mut person.app, space());
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let statuses: Vec<_> = [first, second].concat().into_iter().map(|effect| format!("{effect:?}")).collect();
    assert!(statuses[0].contains("Done") && statuses[1].contains("Todo"), "{statuses:?}");
}

#[test]
fn a_mark_that_cannot_be_written_changes_nothing_and_says_why() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    handle_input(&mut person.app, InputEvent::Key(parse(" ")[0]));
    let refused = Failure::new(FailureKind::System, "書けません。", "");
    let state = person.app.state.clone();
    update(&mut person.app, Message::Performed(state, Err(refused)));
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let notice = person.app.notice.clone().expect("it is said");
    assert!(notice.is_error && notice.text == "書けません。" && !notice.hint.is_empty());
    assert_eq!(person.types("u").app.state.status(CLAUSE), Status::Todo, "there is nothing to take back");
}

#[test]
fn every_hit_there_can_be_is_asked_for() {
    let mut person = Person::at(80, 24);
    let effects = handle_input(&mut person.app, InputEvent::Paste("の".into()));
    let all: usize = person.app.catalog.searchable().count();
    assert!(matches!(&effects[..], [Effect::Search(_, request)] if request.limit >= all), "{effects:?}");
    person.perform(effects);
    let results = &person.app.search.results;
    let counted = results.hits.iter().filter(|hit| hit.tier != Tier::Near).count();
    assert!(counted > 0 && counted == results.counts.total());
}

#[test]
fn an_answer_to_an_older_query_is_dropped() {
    let mut person = Person::at(80, 24).types("認証");
    let hits = person.app.search.results.hits.len();
    assert!(hits > 0);
    let older = person.app.search.generation - 1;
    update(&mut person.app, Message::Found(older, Results::default()));
    assert_eq!(person.app.search.results.hits.len(), hits);
}

#[test]
fn keys_typed_ahead_of_the_answer_act_on_the_answer() {
    let mut person = Person::at(80, 24);
    let mut effects = Vec::new();
    for key in parse("認証<down><enter>") {
        effects.extend(handle_input(&mut person.app, InputEvent::Key(key)));
    }
    assert_eq!(person.place(), "", "nothing is opened from the list that was on screen before");
    let newest = effects.pop().into_iter().collect();
    person.perform(newest);
    let second = person.app.search.results.hits[1].id.clone();
    assert_eq!(person.place(), second);
}

#[test]
fn a_query_typed_before_the_index_is_ready_is_searched_then() {
    let mut person = Person::at(80, 24);
    person.app.search.readiness = tenken::tui::app::search::Readiness::Preparing;
    let person_waiting = person.types("認証");
    assert!(person_waiting.app.search.is_waiting);
    let mut person = person_waiting;
    person.hears(Message::SearchReady);
    assert!(!person.app.search.is_waiting);
    assert!(
        person.app.search.results.hits.iter().filter(|hit| hit.tier != Tier::Near).all(|hit| person
            .app
            .catalog
            .title(hit.at)
            .contains("認証")
            || !hit.matched.is_empty())
    );
}

#[test]
fn the_selection_follows_its_record() {
    let person = Person::at(80, 24).types("認証<down><down><down>");
    let held = person.app.search.hit().expect("a hit").id.clone();
    let person = person.types("<enter><esc>");
    assert_eq!(person.app.search.hit().map(|hit| hit.id.as_str()), Some(held.as_str()));
    let person = person.types("<ctrl-u>");
    assert_eq!(person.app.search.selected, Some(0), "an empty query is another one");
}

#[test]
fn tab_narrows_to_one_kind_after_the_other_and_escape_widens_again() {
    let mut person = Person::at(80, 24);
    for kind in Kind::SEARCHABLE.iter().copied().map(Some).chain([None]) {
        person = person.types("<tab>");
        assert_eq!(person.app.search.kind, kind);
        let kind = kind.map(Kind::code);
        let kinds = person.app.search.results.hits.iter().map(|hit| hit.at.kind.code());
        assert!(kinds.into_iter().all(|found| kind.is_none_or(|only| only == found)));
    }
    let person = person.types("認証<backtab><esc>");
    assert_eq!(person.app.search.kind, None);
    assert_eq!(person.app.search.input.text(), "認証", "what was typed stays");
}

#[test]
fn pasted_text_is_one_edit_without_control_characters() {
    let mut person = Person::at(80, 24);
    let effects = handle_input(&mut person.app, InputEvent::Paste("二要素\n\u{1b}[31m認証".into()));
    assert_eq!(person.app.search.input.text(), "二要素 [31m認証");
    assert!(matches!(effects.as_slice(), [Effect::Search(..)]));
}

#[test]
fn a_guideline_says_who_issued_it_and_a_revision_whether_the_number_stays() {
    for (id, parts) in [
        ("mhlw6", ["発行者      見本省", "公式ページ  https://example.com/guideline/6"].as_slice()),
        ("mhlw7.sysun.14.5", &["番号        変わらない"]),
    ] {
        let screen = Person::at(80, 24).on(id).screen();
        assert!(parts.iter().all(|part| screen.contains(part)), "{screen}");
    }
}

#[test]
fn every_record_opens_and_every_link_leads_somewhere() {
    let person = Person::at(80, 24);
    for (catalog, _) in [world(), bundled()] {
        let app = App::new(catalog.clone(), State::default(), person.app.keymap.clone(), person.app.settings);
        for at in Kind::ALL.iter().flat_map(|kind| catalog.all(*kind)) {
            let (page, id) = (tenken::tui::view::pages::page(&app, at, 78), catalog.id(at));
            assert!(!page.lines.is_empty(), "{id}");
            assert!(page.links.iter().all(|link| link.target.record() != Some(at)), "{id} leads to itself");
        }
    }
}

#[test]
fn a_terminal_that_cannot_show_screens_is_refused_with_a_way_on() {
    let person = Person::at(80, 24);
    let records = Records::bundled().expect("the bundled records");
    let workspace = Workspace { records, worklist: person.worklist, name: String::new() };
    let options = tenken::tui::Options { dumb: true, ..Default::default() };
    let refused = tenken::tui::run(workspace, options).expect_err("it is dumb");
    assert_eq!(refused.kind, FailureKind::System);
    assert!(refused.hint.contains("tenken search"), "{}", refused.hint);
}

#[test]
fn leaving() {
    assert!(Person::at(80, 24).on(CLAUSE).types("q").left);
    assert!(!Person::at(80, 24).types("q").left, "in the search q is a letter");
    assert!(Person::at(80, 24).types("q<ctrl-c>").left);
    assert!(!Person::at(80, 24).on(CLAUSE).types("?q").left, "over a screen q closes the list of keys");
}

#[test]
fn every_report_of_a_size_draws_everything_anew() {
    let mut person = Person::at(80, 24);
    for (columns, rows) in [(80, 24), (100, 24), (100, 24)] {
        assert_eq!(update(&mut person.app, Message::Resized(columns, rows)), [Effect::Redraw]);
    }
}

#[test]
fn keys_on_a_screen_too_small_to_show_anything_are_harmless() {
    let last = Person::at(80, 24).types("<f1><end>").app.help();
    for keys in ["<f1><end><down><down>", "<pagedown><pagedown><ctrl-n>", "<f1><end><pagedown><up>"] {
        let mut person = Person::at(4, 2).types(keys);
        person.hears(Message::Resized(80, 24));
        let screen = person.screen();
        assert!(screen.lines().next().is_some_and(|line| line.contains("tenken")), "{keys}\n{screen}");
        assert!(last.is_some() && person.app.help() <= last, "{keys}");
    }
}

/// On a screen too small for the list, `G` once selected the row `usize::MAX`, and the row behind it overflowed.
#[test]
fn the_last_row_of_a_list_is_a_row_whatever_the_size_and_an_empty_list_has_none() {
    for (columns, rows) in [(1, 1), (4, 2), (80, 24)] {
        let person = Person::at(columns, rows).types("<f3>g<enter>G");
        let Screen::List(filter) = person.app.jump_list.current().screen else { panic!("the worklist is on screen") };
        let last = person.app.clauses(filter).len() - 1;
        assert_eq!(person.app.jump_list.current().selected, Some(last), "{columns}x{rows}");
        let person = person.types(".");
        assert_eq!(person.app.jump_list.current().selected, Some(0), "there is nothing behind it");
        assert!(person.app.target_record().is_some() && person.app.notice.is_some(), "which is said");
        let empty = person.types("<tab>Gj.k<pagedown>");
        assert_eq!(
            (empty.app.jump_list.current().selected, empty.app.target_record()),
            (None, None),
            "{columns}x{rows}"
        );
        let none = Person::at(columns, rows).types("zqzqzq<pagedown><down><alt-n><up>");
        assert_eq!((none.app.search.selected, none.app.target_record()), (None, None), "{columns}x{rows}");
        assert!(none.types("<enter><alt-1><ctrl-g>d").app.is_searching());
    }
}
