//! The state after messages, on the bundled catalog.

use tenken::failure::{Failure, FailureKind};
use tenken::model::{Kind, Status};
use tenken::search::Results;
use tenken::tui::event::Input;
use tenken::tui::message::Message;
use tenken::tui::update::{Effect, input, update};
use tenken::workspace::Workspace;

use super::{Person, parse};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn links_lead_on_and_back_again() {
    let person = Person::at(80, 24).on(CLAUSE);
    for (keys, expected) in [
        ("1", "risk.admin-credential-theft"),
        ("11", "ms.entra.passkey"),
        ("1<enter><enter><esc>", "risk.admin-credential-theft"),
        ("11<backspace><left>", CLAUSE),
        ("11[[]]", "ms.entra.passkey"),
        ("11[[]", "risk.admin-credential-theft"),
        ("1<esc><esc>", ""),
        ("1/", ""),
        ("1/<ctrl-o>", "risk.admin-credential-theft"),
    ] {
        let went = Person::at(80, 24).on(person.place()).types(keys);
        assert_eq!(went.place(), expected, "{keys}");
    }
}

#[test]
fn every_number_of_the_contents_leads_to_the_list_behind_it() {
    let person = Person::at(80, 24).on("mhlw6.sysun.14.5").types(" ").types("c");
    for (keys, query, hits) in [("1", "状態:未着手", 473), ("2", "状態:完了", 1)] {
        let went = Person::at(80, 24).on("mhlw6.sysun.14.5").types(" c").types(keys);
        assert!(went.app.is_searching(), "{keys}");
        assert_eq!((went.app.search.input.text(), went.app.search.results.hits.len()), (query, hits));
        assert_eq!(went.types("<ctrl-o>").app.trail.here(), person.app.trail.here());
    }
    let chapter = Person::at(80, 24).on("mhlw6.sysun.14.5").types(" ").on("mhlw6.sysun.14").types("2");
    assert_eq!(chapter.app.search.input.text(), "編:mhlw6.sysun 章:14 状態:完了");
    assert_eq!(chapter.app.search.results.hits.len(), 1);
}

#[test]
fn the_next_clause_to_start_on_is_one_key_away() {
    let person = Person::at(80, 24).on("mhlw6.sysun.14.5");
    assert_eq!(person.types(".").place(), "mhlw6.sysun.14.6");
    let marked = Person::at(80, 24).on("mhlw6.sysun.14.6").types(" ").on("mhlw6.sysun.14.5").types(".");
    assert_eq!(marked.place(), "mhlw6.sysun.14.8");
    let listed = Person::at(80, 24).types("状態:未着手 編:運用 章:14").types("<ctrl-d>");
    assert_eq!(listed.types("<alt-n>").app.search.selected, 1);
    let last = Person::at(80, 24).types("種別:条項 状態:完了 二要素").types("<alt-n>");
    assert!(last.app.notice.is_some_and(|notice| notice.text.contains("未着手の条項はありません")));
}

#[test]
fn the_contents_lead_to_headings_and_back() {
    let person = Person::at(80, 24).types("<ctrl-t>");
    assert!(!person.app.is_searching() && person.place().is_empty());
    let contents = person.app.trail.here();
    let went = person.types("<tab><tab><enter>");
    assert_eq!(went.place(), "mhlw6.gaisetsu");
    assert_eq!(went.types("<esc>").app.trail.here().spot, contents.spot);
}

#[test]
fn going_back_restores_selection_and_scroll() {
    let before = Person::at(80, 24).on(CLAUSE).types("<pagedown><tab><tab>");
    let here = before.app.trail.here();
    assert!(here.scroll > 0 && here.link.is_some());
    assert_eq!(before.types("<enter><esc>").app.trail.here(), here);
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
fn many_rows_are_marked_with_one_key_and_taken_back_each_to_its_own() {
    let list = "編:運用 章:14";
    let status = |person: &Person, number: &str| person.app.state.status(&format!("mhlw6.sysun.14.{number}"));
    let picked = Person::at(80, 24).on("mhlw6.sysun.14.2").types("d/").types(list).types("<ctrl-k><ctrl-k><ctrl-k>");
    assert_eq!((picked.app.search.picked.len(), picked.app.search.selected), (3, 3));
    let marked = picked.types("<ctrl-d>");
    assert!(marked.app.search.picked.is_empty());
    assert!(marked.app.notice.as_ref().is_some_and(|notice| notice.text.contains("条項 3 件を完了")));
    for number in ["1", "2", "3"] {
        assert_eq!(status(&marked, number), Status::Done, "{number}");
    }
    assert_eq!(marked.app.tally.of(Status::Done), 3);
    let back = marked.types("<ctrl-r>");
    for (number, expected) in [("1", Status::Todo), ("2", Status::Doing), ("3", Status::Todo)] {
        assert_eq!(status(&back, number), expected, "{number}");
    }

    let all = Person::at(80, 24).types(list).types("<alt-a>");
    let count = all.app.search.results.hits.len();
    assert_eq!(all.app.search.picked.len(), count);
    assert_eq!(all.types("<alt-x>").app.tally.of(Status::Na), count);
}

#[test]
fn what_is_picked_is_let_go_before_it_is_out_of_sight() {
    let person = || Person::at(80, 24).types("編:運用 章:14").types("<ctrl-k><ctrl-k>");
    for keys in ["<esc>", "x", "<tab>", "<ctrl-u>", "<up><ctrl-k><up><up><ctrl-k>"] {
        let after = person().types(keys);
        assert!(after.app.search.picked.is_empty(), "{keys}");
    }
    assert_eq!(person().types("<esc>").app.search.input.text(), "編:運用 章:14", "Esc takes one step only");
    assert!(Person::at(80, 24).types("種別:リスク<ctrl-k>").app.search.picked.is_empty(), "only clauses are marked");
}

#[test]
fn commands_are_found_by_sound_and_done() {
    let person = || Person::at(80, 24).on(CLAUSE);
    assert_eq!(person().types(":taishougai<enter>").app.state.status(CLAUSE), Status::Na);
    assert_eq!(person().types(":みちゃくしゅ<down><enter>").place(), "mhlw6.sysun.14.6");
    let open = person().types(":kanr");
    assert!(open.app.palette.is_some());
    let closed = open.types("<esc>");
    assert!(closed.app.palette.is_none() && closed.place() == CLAUSE, "Esc takes one step only");
    let searching = Person::at(80, 24).types("認証<ctrl-x>mokuji<enter>");
    assert!(!searching.app.is_searching());
    assert_eq!(searching.types("<esc>").app.search.input.text(), "認証", "what was typed before is still there");
    assert!(Person::at(80, 24).types("<ctrl-x>zqzq<enter>").app.palette.is_none());
}

#[test]
fn a_mark_shows_only_once_it_is_on_disk() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let space = || Input::Key(parse(" ")[0]);
    let first = input(&mut person.app, space());
    let second = input(&mut person.app, space());
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let statuses: Vec<_> = [first, second].concat().into_iter().map(|effect| format!("{effect:?}")).collect();
    assert!(statuses[0].contains("Done") && statuses[1].contains("Todo"), "{statuses:?}");
}

#[test]
fn a_mark_that_cannot_be_written_changes_nothing_and_says_why() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    input(&mut person.app, Input::Key(parse(" ")[0]));
    let refused = Failure::new(FailureKind::System, "書けません。", "");
    update(&mut person.app, Message::NotRecorded(refused));
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let notice = person.app.notice.clone().expect("it is said");
    assert!(notice.is_error && notice.text == "書けません。" && !notice.hint.is_empty());
    assert_eq!(person.types("u").app.state.status(CLAUSE), Status::Todo, "there is nothing to take back");
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
        effects.extend(input(&mut person.app, Input::Key(key)));
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
    person.app.search.readiness = tenken::tui::app::Readiness::Preparing;
    let person_waiting = person.types("認証");
    assert!(person_waiting.app.search.is_waiting);
    let mut person = person_waiting;
    person.hears(Message::SearchReady);
    assert!(!person.app.search.is_waiting);
    assert!(
        person
            .app
            .search
            .results
            .hits
            .iter()
            .all(|hit| person.app.catalog.title(hit.at).contains("認証") || !hit.matched.is_empty())
    );
}

#[test]
fn the_selection_follows_its_record() {
    let person = Person::at(80, 24).types("認証<down><down><down>");
    let held = person.app.search.hit().expect("a hit").id.clone();
    let person = person.types("<enter><esc>");
    assert_eq!(person.app.search.hit().map(|hit| hit.id.as_str()), Some(held.as_str()));
    let person = person.types("<ctrl-u>");
    assert_eq!(person.app.search.hit().map(|hit| hit.id.as_str()), Some(held.as_str()), "also in the list of all");
}

#[test]
fn tab_narrows_to_one_kind_after_the_other_and_escape_widens_again() {
    let mut person = Person::at(80, 24);
    for kind in [Some("clause"), Some("risk"), Some("product"), Some("term"), None] {
        person = person.types("<tab>");
        assert_eq!(person.app.search.kind.map(Kind::code), kind);
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
    let effects = input(&mut person.app, Input::Paste("二要素\n\u{1b}[31m認証".into()));
    assert_eq!(person.app.search.input.text(), "二要素 [31m認証");
    assert!(matches!(effects.as_slice(), [Effect::Search(..)]));
}

#[test]
fn every_record_opens_and_every_link_leads_somewhere() {
    let catalog = crate::support::world().0.clone();
    let person = Person::at(80, 24);
    for kind in Kind::ALL {
        for at in catalog.all(*kind) {
            let page = tenken::tui::views::page(&person.app, at, 78);
            assert!(!page.lines.is_empty(), "{}", catalog.id(at));
            assert!(
                page.links.iter().all(|link| link.target.record() != Some(at)),
                "{} leads to itself",
                catalog.id(at)
            );
        }
    }
}

#[test]
fn a_terminal_that_cannot_show_screens_is_refused_with_a_way_on() {
    let person = Person::at(80, 24);
    let workspace = Workspace { catalog: person.app.catalog.clone(), worklist: person.worklist, name: String::new() };
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
fn keys_on_a_screen_too_small_to_show_anything_are_harmless() {
    for keys in ["<f1><end><down><down>", "<pagedown><pagedown><ctrl-n>", "<f1><end><pagedown><up>"] {
        let mut person = Person::at(4, 2).types(keys);
        person.hears(Message::Resized(80, 24));
        let screen = person.screen();
        assert!(screen.lines().next().is_some_and(|line| line.contains("tenken")), "{keys}\n{screen}");
        assert!(person.app.help.is_none_or(|top| top < 200), "{keys}");
    }
}
