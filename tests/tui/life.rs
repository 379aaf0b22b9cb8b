//! The life cycle of the program in a terminal: start, signals, suspend, resize, panic, end.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use tenken::model::Status;
use tenken::paths::Paths;
use tenken::tui::Options;
use tenken::tui::app::draft_files::DraftFiles;
use tenken::tui::input::keymap::{DEFAULT, Keymap};
use tenken::tui::view::text::BROKEN;
use tenken::worklist::{Change, Identity, State, Worklist};
use tenken::workspace::{Setup, Workspace};

use super::cells;
use super::pty::{PATIENCE, Terminal, size};
use crate::support::WorklistExt;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Opens the page of the clause that these tests mark.
fn on_a_clause(terminal: &mut Terminal) {
    terminal.sees("検索 >").press("運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
}

/// Asserts that the journals of a home are intact, and returns the state of its worklist.
fn recorded(home: &Path) -> State {
    let folder = home.join("TENKEN_DATA_DIR/worklists/default");
    for journal in crate::worklist::verify(&folder) {
        assert_eq!(journal.first_problem, None, "{}", journal.file);
    }
    let who = Identity { user: "reader".into(), host: "test".into() };
    Worklist::open(&folder, who).expect("the worklist can be read").state().clone()
}

#[test]
fn every_way_out_restores_the_terminal_and_keeps_the_mark() {
    for way in ["q", "^C", "TERM", "HUP", "INT"] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::open(home.path());
        on_a_clause(&mut terminal);
        terminal.press(" ");
        match way {
            "q" => drop(terminal.press("q")),
            "^C" => drop(terminal.press("\x03")),
            signal => {
                // A signal may overtake the key, so wait until the mark is accepted.
                terminal.sees("[完了]");
                terminal.signal(signal);
            }
        }
        terminal.ends_and_restores();
        assert_eq!(recorded(home.path()).status(CLAUSE), Status::Done, "{way}");
    }
}

#[test]
fn what_is_being_typed_survives_a_hang_up() {
    for way in ["HUP", "TERM"] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::open(home.path());
        on_a_clause(&mut terminal);
        terminal.press("n").sees("0/4000").press("大事な途中").sees("大事な途中");
        terminal.signal(way);
        terminal.ends_and_restores();
        assert!(recorded(home.path()).mark(CLAUSE).is_none(), "nothing is recorded that nobody asked to record");
        let mut again = Terminal::open(home.path());
        on_a_clause(&mut again);
        again
            .sees("書きかけのメモがあります")
            .press("n")
            .sees("大事な途中")
            .press("から\r")
            .sees("のメモを記録しました");
        again.press("q");
        again.ends_and_restores();
        let note = recorded(home.path()).answers(CLAUSE).note;
        assert_eq!(note, "大事な途中から");
    }
}

#[test]
fn what_was_asked_can_be_asked_again_the_next_time() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("バックアップ").sees("検索 > バックアップ");
    terminal.signal("HUP");
    terminal.ends_and_restores();
    let mut again = Terminal::open(home.path());
    again.sees("検索 >").press("\x1bh").sees("最近の検索").press("\r").sees("検索 > バックアップ").press("\x03");
    again.ends_and_restores();
}

#[test]
fn a_panic_restores_the_terminal_and_keeps_what_was_accepted_and_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "tui::life::a_run_with_a_thread_that_panics", "--ignored", "--nocapture"]);
    command.env("TENKEN_TEST_HOME", home.path());
    let mut terminal = Terminal::start(command);
    on_a_clause(&mut terminal);
    terminal.press(" ").sees("[完了]").press("n").sees("0/4000").press("途中").sees("途中");
    drop(UnixStream::connect(home.path().join("trigger")).expect("the thread listens"));
    let (_, behind) = terminal.ends();
    assert!(behind.contains("the thread that panics"), "the message can be read: {behind}");
    assert!(behind.contains(BROKEN), "{behind}");
    assert_eq!(recorded(home.path()).status(CLAUSE), Status::Done);
    let drafts = DraftFiles::open(Some(&home.path().join("TENKEN_DATA_DIR/screen")), "default").1;
    assert_eq!(drafts.get(CLAUSE).map(String::as_str), Some("途中"));
}

/// Not a test by itself: the test above runs it in a terminal.
#[test]
#[ignore = "runs in a terminal of another test"]
fn a_run_with_a_thread_that_panics() {
    let home = PathBuf::from(std::env::var_os("TENKEN_TEST_HOME").expect("a home"));
    let data = home.join("TENKEN_DATA_DIR");
    let listener = UnixListener::bind(home.join("trigger")).expect("a socket");
    std::thread::spawn(move || {
        listener.accept().expect("a caller");
        panic!("the thread that panics");
    });
    let paths =
        Paths { config: home.join("config"), data: data.clone(), cache: home.join("cache"), state: home.join("state") };
    let who = Identity { user: "sato".into(), host: "test".into() };
    let setup = Setup { paths: Some(paths), overlays: Vec::new(), worklist: "default".into(), who, items: Vec::new() };
    let workspace = Workspace::open(&setup).expect("a workspace");
    let keymap = Keymap::parse(DEFAULT).expect("the default keys");
    let options = Options { keymap: keymap.into(), memory: Some(data.join("screen")), ..Options::default() };
    let failure = tenken::tui::run(workspace, options).expect_err("a run with a panic has failed");
    println!("{}", failure.message);
}

#[test]
fn the_answer_to_the_probe_spares_the_fences() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    assert!(terminal.written.windows(4).any(|bytes| bytes == b"\x1b[6n"), "the terminal is asked");
    // The answer of a terminal on which ※ takes one cell.
    terminal.press("\x1b[1;2R").press("※※※").sees("検索 > ※※※");
    terminal.ends_its_frame();
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    let (_, behind) = written.split_once("\x1b[6n").expect("the question");
    assert!(!behind.contains("\x1b[6n"), "it is asked once");
    assert!(!behind.contains("H※"), "no cursor is set for a character of a known width: {behind:?}");
    terminal.press("\x03");
    terminal.ends_and_restores();

    let mut told = Terminal::open_with(home.path(), |command| command.args(["--ambiguous", "2"]));
    told.sees("F1 操作");
    assert!(!told.written.windows(4).any(|bytes| bytes == b"\x1b[6n"), "who says it is not asked");
    told.press("\x03");
    told.ends_and_restores();
}

#[test]
fn a_note_is_written_in_the_editor_of_the_system() {
    let home = tempfile::tempdir().expect("a folder");
    let editor = home.path().join("editor");
    std::fs::write(&editor, "#!/bin/sh\nprintf 'EDITOR '; read line; printf '%s' \"$line\" > \"$1\"\n")
        .expect("a script");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).expect("a script that runs");
    let mut terminal = Terminal::open_with(home.path(), |command| command.env("EDITOR", &editor));
    on_a_clause(&mut terminal);
    terminal.press("N").sees("EDITOR");
    assert!(!terminal.parser.screen().alternate_screen(), "the editor has the terminal");
    terminal.press("外で書いたメモ\r").sees("のメモを記録しました").press("q");
    terminal.ends_and_restores();
    assert_eq!(recorded(home.path()).answers(CLAUSE).note, "外で書いたメモ");
}

#[test]
fn the_mouse_is_asked_for_only_when_wanted() {
    let home = tempfile::tempdir().expect("a folder");
    let mut plain = Terminal::open(home.path());
    plain.sees("F1 操作").press("\x03");
    plain.ends_and_restores();
    let mut terminal = Terminal::open_with(home.path(), |command| command.arg("--mouse"));
    terminal.sees("概説 2.1");
    assert_ne!(terminal.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    // Two clicks on the second row.
    terminal.press("\x1b[<0;20;5M\x1b[<0;20;5m\x1b[<0;20;5M\x1b[<0;20;5m").sees("> 概説編 > 2章").press("q");
    terminal.ends_and_restores();
}

#[test]
fn copying_sends_the_text_through_the_terminal() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    on_a_clause(&mut terminal);
    terminal.press("y").sees("クリップボードへ送りました");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    let sent = written.split_once("\x1b]52;c;").and_then(|(_, rest)| rest.split_once('\x07')).expect("a sequence").0;
    let text = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, sent).expect("base64");
    assert!(String::from_utf8(text).is_ok_and(|text| text.starts_with("運用 14.⑤")));
    terminal.press("q");
    terminal.ends_and_restores();
}

#[test]
fn what_somebody_else_marks_appears_by_itself() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    on_a_clause(&mut terminal);
    let folder = home.path().join("TENKEN_DATA_DIR/worklists/default");
    let who = Identity { user: "ito".into(), host: "test".into() };
    let mut other = Worklist::open(&folder, who).expect("an empty worklist");
    other.apply(vec![Change::status(CLAUSE, Status::Na)]).expect("the mark is written");
    terminal.sees("[対象外]").press("q");
    terminal.ends_and_restores();
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_is_told_where_to_go() {
    let home = tempfile::tempdir().expect("a folder");
    let terminal = Terminal::open_with(home.path(), |command| command.env("TERM", "dumb"));
    let mut said = Vec::new();
    while let Ok(bytes) = terminal.output.recv_timeout(PATIENCE) {
        said.extend(bytes);
    }
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(said.contains("画面を開ける端末ではありません") && said.contains("tenken search"), "{said}");
    assert!(!said.contains('\x1b'), "{said:?}");
}

#[test]
fn every_terminal_and_locale_shows_the_same_and_is_restored() {
    let mut screens = Vec::new();
    for term in ["xterm-256color", "screen-256color", "tmux", "linux", "vt100"] {
        for locale in ["C", "ja_JP.UTF-8"] {
            let home = tempfile::tempdir().expect("a folder");
            let mut terminal = Terminal::open_with(home.path(), |command| {
                command.env("TERM", term);
                command.env("LANG", locale);
            });
            terminal.sees("検索 >").press("zqzqzq").sees("検索 > zqzqzq").sees("見つかりません");
            terminal.ends_its_frame();
            // Blanks at the end of a line are there or not by which frames the terminal was fast enough to see.
            let shown = terminal.parser.screen().contents();
            screens.push(shown.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
            terminal.press("\x03");
            terminal.ends_and_restores();
        }
    }
    assert!(screens.windows(2).all(|pair| pair[0] == pair[1]), "{}", screens.join("\n"));
}

#[test]
fn a_new_size_is_used_at_once() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    terminal.master.resize(size(120, 40)).expect("the terminal resizes");
    terminal.parser.screen_mut().set_size(cells(40), cells(120));
    terminal.waits("the hints in the new last row", |screen| {
        screen.rows(0, 120).last().is_some_and(|row| row.contains("F1 操作"))
    });
    terminal.press("\x03");
    terminal.ends_and_restores();
}

/// Two changes of size in a row can arrive as one signal, with the first size back: the program then sees no change, but
/// the terminal has cut off what did not fit in between. The second signal alone stands for that here.
#[test]
fn a_size_that_changed_and_changed_back_is_drawn_anew() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    for columns in [30, 80] {
        terminal.parser.screen_mut().set_size(cells(24), cells(columns));
    }
    assert!(!terminal.parser.screen().contents().contains("F1 操作"), "the terminal has cut its rows");
    terminal.signal("WINCH");
    terminal.sees("F1 操作").press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_key_that_comes_with_a_change_of_size_is_not_lost() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    let mut typed = String::from("検索 > ");
    for turn in 0..30 {
        let columns = if turn % 2 == 0 { 100 } else { 80 };
        terminal.master.resize(size(columns, 24)).expect("the terminal resizes");
        terminal.parser.screen_mut().set_size(cells(24), cells(columns));
        terminal.press("x");
        typed.push('x');
        terminal.sees(&typed);
    }
    terminal.press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_long_paste_arrives_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    let pasted = "認証".repeat(1000);
    terminal.press(&format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.sees("認証認証認証認証").press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_suspended_screen_comes_back_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("認証").sees("検索 > 認証").press("\x1a");
    terminal.waits("the shell's screen", |screen| !screen.alternate_screen());
    // The terminal is restored just before the process stops. A shell would wait for the stop and continue it once.
    let deadline = Instant::now() + PATIENCE;
    let is_back = |screen: &vt100::Screen| screen.alternate_screen() && screen.contents().contains("検索 > 認証");
    while !is_back(terminal.parser.screen()) {
        assert!(Instant::now() < deadline, "the screen does not come back");
        terminal.signal("CONT");
        if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(100)) {
            terminal.take(&bytes);
        }
    }
    terminal.press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn the_title_of_the_window_tells_what_is_on_screen_and_is_given_back() {
    for (term, has_title) in [("xterm", true), ("linux", false)] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::open_with(home.path(), |command| command.env("TERM", term));
        on_a_clause(&mut terminal);
        terminal.press("q");
        assert_eq!(terminal.leaves(), 0);
        let written = String::from_utf8_lossy(&terminal.written);
        let title = |of: &str| format!("\x1b]2;tenken – default – {of}");
        let parts = ["\x1b[22;2t", &title("検索\x07"), &title("運用 14."), "\x1b]2;\x07\x1b[23;2t"]
            .map(|part| written.find(part));
        assert_eq!(parts.iter().all(Option::is_some), has_title, "{term}: {parts:?}");
        assert!(parts.is_sorted(), "{parts:?}");
        assert_eq!(written.contains("\x1b]2;"), has_title, "{term}");
    }
}
