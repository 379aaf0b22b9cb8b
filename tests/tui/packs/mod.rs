//! Records of the user arrive while the bundled ones are on screen: in this process, and in a terminal.

mod columns;
mod taking_in;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tenken::catalog::{Catalog, Level};
use tenken::model::{Kind, Status};
use tenken::search::Engine;
use tenken::tui::app::jump_list::{ListFilter, Screen};
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::{handle_input, take_catalog, tell_absent, update};
use tenken::workspace::prepared::Step;

use super::pty::Terminal;
use super::{Person, emulator, parse};
use crate::support::{copy_folder, world};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// A clause that stands before all others, so that the places of all change, and a risk.
const MORE: &str = r#"
[[clause]]
id = "mhlw6.gaisetsu.1.own"
chapter = "mhlw6.gaisetsu.ch1"
number = "1章の2"
title = "自院で足した二要素認証の決まり"
gist = "二要素認証のための自院の決まり。"
provenance = { seen = "full", source = "自院" }
"#;

/// Returns the records of the fixture with more among them, and their engine.
fn more() -> (Arc<Catalog>, Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture"), folder.path());
    std::fs::write(folder.path().join("a_more.toml"), MORE).expect("more records");
    let catalog = Arc::new(Catalog::from_folder(folder.path()).expect("sound records"));
    let engine = tenken::bundled::engine(catalog.clone()).expect("an index");
    assert_ne!(catalog.find(CLAUSE), world().0.find(CLAUSE), "the places are others");
    (catalog, engine)
}

/// Lets the records arrive, with the answers of their engine.
fn arrives(person: &mut Person, (catalog, engine): &(Arc<Catalog>, Engine)) {
    for effect in take_catalog(&mut person.app, catalog.clone(), Ok(())) {
        let Effect::Search(generation, request) = effect else { continue };
        update(&mut person.app, Message::Found(generation, engine.search(&request)));
    }
}

fn selected(person: &Person) -> &str {
    person.app.target_record().map_or("", |at| person.app.catalog.id(at))
}

#[test]
fn what_is_open_stays_open_and_the_selected_link_stays_selected() {
    let more = more();
    let mut person = Person::at(80, 24).types("二要素<enter>");
    let place = person.place().to_owned();
    person = person.types("<tab><tab>");
    let before = person.screen();
    let linked = person.app.jump_list.current().selected.expect("a link is selected");
    arrives(&mut person, &more);
    assert_eq!((person.place(), person.app.jump_list.current().selected), (place.as_str(), Some(linked)));
    let header = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(header(&person.screen()), header(&before));
    let person = person.types("<esc>");
    assert!(person.app.is_searching() && person.app.search.input.text() == "二要素");
}

#[test]
fn the_query_is_asked_again_and_the_row_one_sees_stays_selected() {
    let more = more();
    for keys in ["二要素", "二要素<down><down>", "", "<down><down><down>"] {
        let mut person = Person::at(80, 24).types(keys);
        let (before, count) = (selected(&person).to_owned(), person.app.search.results.hits.len());
        arrives(&mut person, &more);
        assert_eq!(selected(&person), before, "{keys}");
        let hits = &person.app.search.results.hits;
        assert!(hits.len() > count && hits.iter().any(|hit| hit.id == "mhlw6.gaisetsu.1.own"), "{keys}");
        assert!(hits.iter().all(|hit| person.app.catalog.id(hit.at) == hit.id));
        if keys == "二要素" {
            let asked = person.app.search.input.text().to_owned();
            update(&mut person.app, Message::ClearQuery);
            assert_ne!(asked, person.app.search.input.text());
            assert_eq!(person.app.search.selected, Some(0), "another query begins with its first hit again");
        }
    }
}

#[test]
fn an_answer_about_the_old_records_is_dropped_and_keys_typed_ahead_wait_for_the_new_one() {
    let more = more();
    let mut person = Person::at(80, 24);
    let effects = update(&mut person.app, Message::Paste("二要素".into()));
    update(&mut person.app, Message::Open);
    let again = take_catalog(&mut person.app, more.0.clone(), Ok(()));
    person.perform(effects);
    assert!(person.app.is_searching() && person.app.search.is_waiting);
    for effect in again {
        let Effect::Search(generation, request) = effect else { continue };
        update(&mut person.app, Message::Found(generation, more.1.search(&request)));
    }
    assert_eq!(person.place(), more.1.search(&tenken::search::Request::new("二要素", 1)).hits[0].id);
}

#[test]
fn rows_picks_filters_and_marks_are_carried_over() {
    let more = more();
    let mut person = Person::at(80, 24).types("<f3>jjvv");
    let ids = |person: &Person| -> Vec<String> {
        person.app.picked.iter().map(|at| person.app.catalog.id(*at).to_owned()).collect()
    };
    let (row, picked) = (selected(&person).to_owned(), ids(&person));
    assert!(!picked.is_empty(), "{}", person.screen());
    arrives(&mut person, &more);
    assert_eq!((selected(&person), ids(&person)), (row.as_str(), picked.clone()));
    let person = person.types(" ");
    for id in &picked {
        assert_eq!(person.worklist.state().status(id), Status::Done, "{id}");
    }
    let node = world().0.all(Kind::Node).find(|at| world().0.id(*at) == "mhlw6.sysun").expect("a volume");
    let filter = ListFilter { node: Some(node), ..ListFilter::default() };
    let mut person = Person::at(80, 24);
    person.app.jump_list.current_mut().screen = Screen::List(filter);
    arrives(&mut person, &more);
    let Screen::List(ListFilter { node: Some(node), .. }) = person.app.jump_list.current().screen else {
        panic!("the list is gone")
    };
    assert_eq!(more.0.id(node), "mhlw6.sysun");
    assert_eq!(more.0.tree().node("mhlw6.sysun").map(|node| node.level), Some(Level::Volume));
}

#[test]
fn records_whose_clause_is_not_there_are_told_until_it_is_back() {
    let more = more();
    let mut person = Person::at(80, 24);
    arrives(&mut person, &more);
    let own = more.0.find("mhlw6.gaisetsu.1.own").expect("a clause of the user");
    update(&mut person.app, Message::Visit(own));
    let mut person = person.types(" ");
    for (is_back, catalog) in [(false, &world().0), (true, &more.0)] {
        take_catalog(&mut person.app, catalog.clone(), Ok(()));
        person.app.notice = None;
        tell_absent(&mut person.app, &[]);
        let said = person.app.notice.as_ref().map(|notice| notice.text.as_str());
        let waits = said.is_some_and(|said| said.contains("1 件の記録が待っています(mhlw6.gaisetsu.1.own など)"));
        assert_eq!((waits, said.is_none()), (!is_back, is_back), "{said:?}");
    }
}

#[test]
fn what_is_typed_and_open_on_top_stays() {
    let more = more();
    for (keys, shown) in
        [("n大事な途中", "大事な途中"), (":もくじ", "目次へ"), ("?", "画面: 条項"), ("/二要素", "二要素")]
    {
        let mut person = Person::at(80, 24).on(CLAUSE).types(keys);
        assert!(person.screen().contains(shown), "{keys}: {}", person.screen());
        let before = person.screen().lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        arrives(&mut person, &more);
        let after = person.screen().lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(after, before, "{keys}");
    }
}

#[test]
fn the_screen_says_how_far_the_records_are_until_they_are_there() {
    let more = more();
    let mut person = Person::at(80, 24);
    for (step, said) in [
        (Step::Reading, "重ねたデータを読み込み中"),
        (Step::Indexing { done: 12_000, all: 50_000 }, "索引を作成中 12,000/50,000"),
    ] {
        person.hears(Message::Preparing(step));
        assert!(person.screen().contains(said), "{}", person.screen());
    }
    person = person.types("認証");
    assert!(person.screen().contains("索引を作成中 12,000/50,000"), "{}", person.screen());
    arrives(&mut person, &more);
    assert!(!person.screen().contains("作成中"), "{}", person.screen());
    person.hears(Message::Preparing(Step::NotKept("読み取り専用の場所です".into())));
    assert!(person.said().0.contains("読み取り専用の場所です"), "{:?}", person.said());
    person.hears(Message::Preparing(Step::Reading));
    person.hears(Message::Prepared);
    assert_eq!(person.app.preparing, None);
}

#[test]
fn the_first_mark_says_what_it_waits_for() {
    for (keys_before, waits_for_data) in [("", true), (" ", false)] {
        let mut person = Person::at(80, 24).on(CLAUSE).types(keys_before);
        person.hears(Message::Preparing(Step::Reading));
        let effects = handle_input(&mut person.app, InputEvent::Key(parse(" ")[0]));
        person.hears(Message::Slow);
        let said = if waits_for_data {
            "重ねたデータの準備が終わりしだい、記録します。"
        } else {
            "記録しています。"
        };
        assert!(person.screen().contains(said), "{}", person.screen());
        person.perform(effects);
        assert!(!person.app.is_slow);
    }
}

/// Writes a pack of many records.
fn pack(home: &Path, count: usize) -> PathBuf {
    let folder = home.join("pack");
    std::fs::create_dir(&folder).expect("a folder");
    let record = |number: usize| {
        format!(
            "[[term]]\nid = \"term.own{number}\"\nterm = \"自院語{number}\"\nreading = \"じいんご\"\n\
             definition = \"自院の二要素認証について決めた語。\"\n\n"
        )
    };
    std::fs::write(folder.join("a.toml"), (0..count).map(record).collect::<String>()).expect("records");
    folder
}

/// Waits until the first hit is a term of the pack.
fn finds_a_term(terminal: &mut Terminal) {
    terminal.waits("a term of the pack", |screen| screen.rows(0, 80).any(|row| row.starts_with(" > 用語")));
}

#[test]
fn the_first_frame_has_the_bundled_hits_and_the_pack_follows() {
    let home = tempfile::tempdir().expect("a folder");
    let pack = pack(home.path(), 40);
    let mut terminal = Terminal::open_with(home.path(), |command| {
        command.args(["--query", "自院語7"]);
        command.arg("--data");
        command.arg(&pack);
    });
    finds_a_term(&mut terminal);
    // The cursor is shown at the end of a frame, and not before.
    let end = terminal.written.windows(6).position(|bytes| bytes == b"\x1b[?25h").expect("a frame");
    let mut first = emulator(80, 24);
    first.process(&terminal.written[..end]);
    let shown = first.screen().contents();
    assert!(shown.contains("検索 > 自院語7") && shown.contains("重ねたデータを読み込み中"), "{shown}");
    terminal.press("\r").sees("自院の二要素認証について決めた語").press("q");
    terminal.ends_and_restores();
}

#[test]
fn a_query_has_its_hits_in_the_first_frame() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open_with(home.path(), |command| command.args(["--query", "運用14⑤"]));
    terminal.sees("14.(5)  導入");
    let end = terminal.written.windows(6).position(|bytes| bytes == b"\x1b[?25h").unwrap_or(terminal.written.len());
    let mut first = emulator(80, 24);
    first.process(&terminal.written[..end]);
    assert!(first.screen().contents().contains("14.(5)  導入"), "{}", first.screen().contents());
    terminal.press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_run_that_ends_while_the_pack_is_made_ready_leaves_nothing_half_made() {
    let home = tempfile::tempdir().expect("a folder");
    let pack = pack(home.path(), 4000);
    let mut terminal = Terminal::open_with(home.path(), |command| {
        command.arg("--data");
        command.arg(&pack);
    });
    terminal.sees("組み込みの記録だけ").press("\x03");
    terminal.ends_and_restores();
    let mut again = Terminal::open_with(home.path(), |command| {
        command.args(["--query", "自院語3999"]);
        command.arg("--data");
        command.arg(&pack);
    });
    finds_a_term(&mut again);
    again.press("\x03");
    again.ends_and_restores();
    let index = home.path().join("TENKEN_CACHE_DIR/index");
    let names = std::fs::read_dir(index).expect("prepared records").map(|entry| entry.expect("a name").file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_faulty_pack_ends_the_run_with_what_is_wrong_with_it() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("pack");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("a.toml"), "\n[[term]]\nid = \"broken\"\n").expect("a file");
    let terminal = Terminal::open_with(home.path(), |command| {
        command.arg("--data");
        command.arg(&folder);
    });
    let (is_success, behind) = terminal.ends();
    assert!(!is_success && behind.contains("a.toml:2") && behind.contains("tenken data check"), "{behind}");
}
