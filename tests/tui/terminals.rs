//! What terminals send besides keys, lines that block, and homes that cannot be written, with the built program.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use tenken::model::Status;
use tenken::tui::app::draft_files::DraftFiles;
use tenken::worklist::{Identity, State, Worklist};

use super::cells;
use super::pty::{Terminal, size};

const CLAUSE: &str = "mhlw6.sysun.14.5";

fn on_a_clause(terminal: &mut Terminal) {
    terminal.sees("検索 >").press("運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
}

fn recorded(home: &Path) -> State {
    let who = Identity { user: "reader".into(), host: "test".into() };
    let folder = home.join("TENKEN_DATA_DIR/worklists/default");
    Worklist::open(&folder, who).expect("the worklist can be read").state().clone()
}

#[test]
fn answers_that_come_late_type_nothing_and_mark_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    for answer in [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[?62;22c",
        "\x1b[?2026;2$y",
    ] {
        terminal.press("z").press(answer).press("z");
    }
    terminal.press("\x1b]11;rgb:").press("1e1e/").press("1e1e/1e1e\x1b").press("\\z");
    terminal.sees("検索 > zzzzzzzzzzzzz").sees("見つかりません");
    assert!(!terminal.parser.screen().contents().contains("rgb"));
    terminal.press("\x15運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
    // `d` and `x` would mark the clause.
    terminal.press("\x1b]52;c;ZGQgeHggeA==\x07\x1bP>|dx dx\x1b\\").press("?").sees("画面: 条項").press("q");
    terminal.sees("背景のリスク").press("q");
    terminal.ends_and_restores();
    assert!(recorded(home.path()).mark(CLAUSE).is_none());
}

#[test]
fn both_bytes_of_backspace_delete_and_control_keys_of_the_shell_do_not_write() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作").press("zqxyz\x08\x7f").sees("検索 > zqx").sees("見つかりません");
    terminal.press("\x15運用14⑤").sees("[未]").press("\x04\x0b\x12").sees("最近の検索");
    terminal.press("\x1b").sees_no_more("最近の検索").press("\r").sees("背景のリスク");
    terminal
        .press("\x04")
        .sees("-")
        .press("\x15")
        .press("nab\x08\x08c")
        .sees("1/4000")
        .press("\r")
        .sees("のメモを記録しました");
    terminal.press("q");
    terminal.ends_and_restores();
    let answers = recorded(home.path()).answers(CLAUSE);
    assert_eq!((answers.status, answers.note.as_str()), (Status::Todo, "c"));
}

#[test]
fn a_blocked_line_and_half_a_sequence_do_not_make_the_screen_deaf() {
    for half in [&b"\x1b[200~"[..], b"\xe8", b"\x1b[?2026;2$y", b"\x1b]11;rgb", b"\x1b"] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::open_with(home.path(), |command| command.env("EDITOR", "/bin/true"));
        on_a_clause(&mut terminal);
        let line = terminal.line();
        let blocked = Terminal::blocks(&line);
        for turn in 0..60 {
            // Each size is a new frame, which nobody reads, until a write blocks.
            terminal.master.resize(size(200 + turn % 2, 60)).expect("the terminal resizes");
            let _ = terminal.output.recv_timeout(Duration::from_millis(10));
        }
        terminal.press("N");
        let _ = terminal.output.recv_timeout(Duration::from_millis(100));
        terminal.sends(half);
        let _ = terminal.output.recv_timeout(Duration::from_millis(100));
        drop(blocked);
        terminal.master.resize(size(100, 30)).expect("the terminal resizes");
        terminal.parser.screen_mut().set_size(cells(30), cells(100));
        terminal.waits("a frame of the new size", |screen| {
            screen.rows(0, 100).next().is_some_and(|row| row.trim_end().ends_with('%') && row.contains("tenken"))
        });
        terminal.signal("TERM");
        terminal.ends_and_restores();
    }
}

#[test]
fn drafts_of_two_screens_are_both_kept_and_one_that_cannot_be_read_is_left_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let screen = home.path().join("TENKEN_DATA_DIR/screen");
    std::fs::create_dir_all(&screen).expect("a folder");
    std::fs::write(screen.join("drafts-default.json"), "{\"x\": \"古い書きかけ\", }").expect("a file");
    let (mut one, mut other) = (Terminal::open(home.path()), Terminal::open(home.path()));
    on_a_clause(&mut one);
    one.press("n").sees("0/4000").press("一つ目").sees("一つ目").press("\x1b").sees("取ってあります");
    other.sees("検索 >").press("運用14⑥").sees("[未]").press("\r").sees("背景のリスク");
    other.press("n").sees("0/4000").press("二つ目").sees("二つ目").press("\x1b").sees("取ってあります");
    for terminal in [one, other] {
        let mut terminal = terminal;
        terminal.press("\x03");
        terminal.ends_and_restores();
    }
    let drafts = DraftFiles::open(Some(&screen), "default").1;
    assert_eq!(drafts.values().map(String::as_str).collect::<Vec<_>>(), ["一つ目", "二つ目"]);
    let old = std::fs::read_to_string(screen.join("drafts-default.json")).expect("it is still there");
    assert!(old.contains("古い書きかけ"));
}

#[test]
fn a_draft_that_cannot_be_written_is_not_promised_and_is_told_at_the_end() {
    let home = tempfile::tempdir().expect("a folder");
    let data = home.path().join("TENKEN_DATA_DIR");
    std::fs::create_dir_all(&data).expect("a folder");
    // A file where the folder should be: also root cannot write below it.
    std::fs::write(data.join("screen"), "").expect("a file");
    let mut terminal = Terminal::open(home.path());
    on_a_clause(&mut terminal);
    terminal.press("n").sees("0/4000").press("大事な途中").sees("大事な途中").press("\x1b");
    terminal.sees("書きかけを保存できません");
    assert!(!terminal.parser.screen().contents().contains("取ってあります"));
    terminal.press("q");
    let (is_success, behind) = terminal.ends();
    assert!(
        !is_success && behind.contains("保存できませんでした") && behind.contains("運用 14.⑤のメモ: 大事な途中"),
        "{behind}"
    );
}

#[test]
fn a_note_of_the_editor_that_is_too_long_is_kept_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let editor = home.path().join("editor");
    let script = "#!/bin/sh\ni=0\nwhile [ $i -lt 450 ]; do printf 'ああああああああああ'; i=$((i+1)); done > \"$1\"\nprintf END >> \"$1\"\n";
    std::fs::write(&editor, script).expect("a script");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).expect("a script that runs");
    let mut terminal = Terminal::open_with(home.path(), |command| command.env("EDITOR", &editor));
    on_a_clause(&mut terminal);
    terminal.press("N").sees("メモは 4503 字あります。4000 字までなので、記録できません。").sees("4503/4000 字");
    terminal.press("\x1b").sees("取ってあります").press("q");
    terminal.ends_and_restores();
    assert!(recorded(home.path()).mark(CLAUSE).is_none());
    let drafts = DraftFiles::open(Some(&home.path().join("TENKEN_DATA_DIR/screen")), "default").1;
    assert!(drafts[CLAUSE].chars().count() == 4503 && drafts[CLAUSE].ends_with("END"));
}

#[test]
fn the_reason_why_something_was_not_recorded_is_on_a_screen_of_80_columns() {
    let home = tempfile::tempdir().expect("a folder");
    let deep = home.path().join("a-folder-with-a-long-name/another-folder-with-a-long-name/and-a-third-one");
    std::fs::create_dir_all(deep.join("worklists")).expect("a folder");
    // A link that leads nowhere is an empty worklist, until something is to be written: also for root.
    std::os::unix::fs::symlink("/nowhere/at/all", deep.join("worklists/default")).expect("a link");
    let mut terminal = Terminal::open_with(home.path(), |command| command.env("TENKEN_DATA_DIR", &deep));
    on_a_clause(&mut terminal);
    terminal.press(" ").sees("途中にフォルダーでないものがあります").press("q");
    terminal.ends_and_restores();
}

/// Returns a terminal of a person whose name is not known.
fn without_name(home: &Path) -> Terminal {
    Terminal::open_with(home, |command| command.env_remove("TENKEN_USER"))
}

/// Returns the names in the journals of a home, oldest record first.
fn recorders(home: &Path) -> Vec<String> {
    let who = Identity { user: "reader".into(), host: "test".into() };
    let folder = home.join("TENKEN_DATA_DIR/worklists/default");
    let worklist = Worklist::open(&folder, who).expect("the worklist can be read");
    worklist.history(CLAUSE).iter().map(|entry| entry.who.user.clone()).collect()
}

#[test]
fn the_name_is_asked_for_on_screen_and_known_from_then_on() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = without_name(home.path());
    on_a_clause(&mut terminal);
    terminal.press(" ").sees("記録に残す名前").sees("Esc なら、今回だけ「sato」の名前で記録します。");
    terminal.press("佐藤 花子\r").sees("[完了]").sees("「佐藤 花子」の名前で記録します。").press("q");
    terminal.ends_and_restores();
    let settings = home.path().join("TENKEN_CONFIG_DIR/config.toml");
    assert_eq!(std::fs::read_to_string(&settings).expect("settings"), "[who]\nname = \"佐藤 花子\"\n");
    let mut again = without_name(home.path());
    again.sees("検索 >").press("運用14⑤").sees("[済]").press("\r").sees("背景のリスク").press("d").sees("[対応中]");
    again.press("u").sees("[完了]").press("u").sees("[未着手]").press("q");
    again.ends_and_restores();
    assert!(recorders(home.path()).iter().all(|name| name == "佐藤 花子"), "{:?}", recorders(home.path()));
    assert_eq!(recorded(home.path()).status(CLAUSE), Status::Todo, "what was marked in an earlier run is one's own");
}

#[test]
fn a_terminal_that_goes_while_the_name_is_asked_for_takes_no_mark_with_it() {
    for way in ["HUP", "TERM", "^C"] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = without_name(home.path());
        on_a_clause(&mut terminal);
        terminal.press("nメモ\r").sees("記録に残す名前");
        match way {
            "^C" => drop(terminal.press("\x03")),
            signal => terminal.signal(signal),
        }
        terminal.ends_and_restores();
        assert_eq!(
            (recorded(home.path()).answers(CLAUSE).note.as_str(), recorders(home.path())),
            ("メモ", vec!["sato".to_owned()])
        );
        assert!(!home.path().join("TENKEN_CONFIG_DIR").exists(), "nobody has said a name");
        let drafts = DraftFiles::open(Some(&home.path().join("TENKEN_DATA_DIR/screen")), "default").1;
        assert!(drafts.is_empty(), "{way}: {drafts:?}");
    }
}

#[test]
fn what_was_typed_for_a_question_is_kept_when_the_terminal_goes() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    on_a_clause(&mut terminal);
    terminal.press("fr機器がない\r").sees("対象外にもしますか");
    terminal.signal("HUP");
    terminal.ends_and_restores();
    let drafts = DraftFiles::open(Some(&home.path().join("TENKEN_DATA_DIR/screen")), "default").1;
    assert_eq!(drafts.values().map(String::as_str).collect::<Vec<_>>(), ["機器がない"]);
}
