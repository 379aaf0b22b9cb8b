//! What is longer than the screen, in a real terminal.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use crate::tui::pty::Terminal;

/// A pager that says what it was given, shows two lines and waits for a line that is typed. Ctrl-C is its own affair.
const PAGER: &str = "#!/bin/sh
trap 'echo heard' INT
echo \"shown by $*, LESS=$LESS, charset=$LESSCHARSET\"
read first; echo \"1 $first\"
read second; echo \"2 $second\"
until read line < /dev/tty; do :; done
echo gone
";

fn pager(home: &TempDir) -> String {
    script(home, PAGER)
}

fn script(home: &TempDir, text: &str) -> String {
    let path = home.path().join("pager");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

fn run(home: &Path, pager: &str, args: &[&str]) -> Terminal {
    Terminal::open_with(home, |command| {
        command.args(args);
        command.env("PAGER", pager);
    })
}

fn written(terminal: &Terminal) -> String {
    String::from_utf8_lossy(&terminal.written).into_owned()
}

#[test]
fn a_pager_that_is_left_early_is_waited_for_and_no_error() {
    let home = tempfile::tempdir().unwrap();
    let command = format!("{} -x", pager(&home));
    // Far more than a pipe holds.
    let mut terminal = run(home.path(), &command, &["licences"]);
    terminal.sees("shown by -x, LESS=FRX, charset=utf-8").sees("1 この実行ファイル").sees("2 ");
    // Ctrl-C is for the pager: both are there afterwards.
    // A shell that hears it just before it waits for a line says so when the line is there.
    terminal.press("\x03").press("\r").sees("heard").sees("gone");
    assert_eq!(terminal.leaves(), 0);
    assert!(!written(&terminal).contains("tantivy"), "{}", written(&terminal));
    assert!(!written(&terminal).contains("tenken: "), "{}", written(&terminal));
}

#[test]
fn what_is_said_beside_the_result_stands_in_the_pager_and_the_code_is_that_of_the_command() {
    let home = tempfile::tempdir().unwrap();
    // It takes all that comes before it goes, so that nothing ends early.
    let command = script(&home, &PAGER.replace("until", "cat > /dev/null\nuntil"));
    let ids = ["show", "mhlw6.sysun.14.5", "no.such.record"];
    let mut terminal = run(home.path(), &command, &ids);
    terminal.sees("2 ").press("\r").sees("gone");
    assert_eq!(terminal.leaves(), 1);
    // It went to the pager, which did not show that much.
    assert!(!written(&terminal).contains("no.such.record"), "{}", written(&terminal));
}

#[test]
fn what_fits_or_is_not_wanted_is_printed() {
    let home = tempfile::tempdir().unwrap();
    let command = pager(&home);
    for (pager, args, said) in [
        (command.as_str(), &["help", "undo"][..], "取り消します"),
        (command.as_str(), &["--no-pager", "keys"], "メモ"),
        (command.as_str(), &["search", "認証", "-n", "40", "--json"], "\"hits\""),
        ("", &["keys"], "メモ"),
        ("cat", &["keys"], "メモ"),
        ("/nonexistent/pager", &["keys"], "メモ"),
        ("false", &["keys"], "メモ"),
    ] {
        let mut terminal = run(home.path(), pager, args);
        assert_eq!(terminal.leaves(), 0, "{args:?}");
        let written = written(&terminal);
        assert!(written.contains(said) && !written.contains("shown by"), "{pager} {args:?}: {written}");
    }
}

#[test]
fn help_is_paged_and_a_dumb_terminal_has_no_pager() {
    let home = tempfile::tempdir().unwrap();
    let command = pager(&home);
    for (term, is_paged) in [("xterm", true), ("dumb", false)] {
        let mut terminal = Terminal::open_with(home.path(), |start| {
            start.args(["--help"]);
            start.env("PAGER", &command);
            start.env("TERM", term);
        });
        if is_paged {
            terminal.sees("2 ").press("\r");
        }
        assert_eq!(terminal.leaves(), 0);
        assert_eq!(written(&terminal).contains("shown by"), is_paged, "{term}");
    }
}
