//! Colour: where it is, and that nothing is said by it alone.

use crate::support::{Ran, Surrounding};
use crate::tui::pty::Terminal;

/// Returns a text without escape sequences.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

#[test]
fn colour_is_on_and_off_as_asked_and_only_adds() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "done", "--due", "2020-01-01"]);
    here.run(&["mark", "mhlw6.sysun.14.1", "doing", "--due", "2020-01-01"]);
    let lines: [&[&str]; 7] = [
        &["search", "二要素認証"],
        &["show", "mhlw6.sysun.14.5", "risk.ddos"],
        &["status"],
        &["next"],
        &["due"],
        &["--help"],
        &["help", "mark"],
    ];
    for args in lines {
        let auto = here.run(args);
        let with = |choice: &str| here.run(&[args, &["--color", choice]].concat());
        let (always, never) = (with("always"), with("never"));
        assert!(always.out.contains("\u{1b}[") && always.out.contains("\u{1b}[0m"), "{args:?}: {}", always.out);
        assert_eq!(plain(&always.out), auto.out, "{args:?}");
        assert_eq!((&never.out, never.code), (&auto.out, auto.code), "{args:?}");
        // A wish of this run outweighs the one for all programs.
        let mut command = here.command(&[args, &["--color=always"]].concat());
        command.env("NO_COLOR", "1");
        let forced = Ran::of(command).out;
        assert!(forced.contains("\u{1b}["), "{args:?}");
    }
    let json = here.run(&["search", "認証", "--json", "--color", "always"]);
    assert!(!json.out.contains('\u{1b}'), "{}", json.out);
}

#[test]
fn mistakes_follow_the_choice_too() {
    let here = Surrounding::new();
    let plain = here.run(&["serch"]).err;
    let always = here.run(&["serch", "--color=always"]).err;
    assert!(plain.starts_with("tenken: ") && always.starts_with("\u{1b}[1;31mtenken:\u{1b}[0m "), "{always}");
    let neon = here.run(&["status", "--color", "neon"]);
    assert!(neon.code == 2 && neon.err.contains("使えるのは auto、always、never です。"), "{}", neon.err);
}

#[test]
fn a_terminal_has_colour_unless_told_otherwise() {
    let home = tempfile::tempdir().unwrap();
    for (variable, choice, is_colourful) in [
        (None, "auto", true),
        (Some("NO_COLOR"), "auto", false),
        (None, "never", false),
        (Some("NO_COLOR"), "always", true),
    ] {
        let mut terminal = Terminal::open_with(home.path(), |command| {
            command.args(["search", "二要素認証", "-n", "3", "--color", choice]);
            variable.into_iter().for_each(|name| command.env(name, "1"));
        });
        assert_eq!(terminal.leaves(), 0);
        let written = String::from_utf8_lossy(&terminal.written).into_owned();
        assert_eq!(written.contains("\u{1b}[2m"), is_colourful, "{variable:?} {choice}: {written}");
    }
}
