//! Colour: where it is, and that nothing is said by it alone.

use tenken::text::width::{Ambiguous, cells};

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

/// A clause whose number is not known, so that no symbol stands in its label.
const BARE: &str = "mhlw6.kikaku.8.u1";

/// Returns the columns in which a piece stands in the lines that have it, with so many columns for symbols such as ④.
fn columns(out: &str, piece: &str, symbol: usize) -> Vec<usize> {
    let width = |text: &str| {
        let ambiguous = if symbol == 2 { Ambiguous::AsIsWide } else { Ambiguous::AsIs };
        cells(text, ambiguous)
    };
    out.lines().filter_map(|line| Some(width(&line[..line.find(piece)?]))).collect()
}

#[test]
fn columns_stand_under_each_other_however_wide_symbols_are() {
    let here = Surrounding::new();
    for id in ["mhlw6.sysun.14.5", "mhlw6.sysun.14.10", BARE] {
        here.run(&["mark", id, "doing", "--due", "2020-01-01", "--verdict", "不適合"]);
    }
    let is_straight = |out: &str, piece: &str, symbol| {
        let columns = columns(out, piece, symbol);
        columns.len() > 1 && columns.iter().all(|column| *column == columns[0])
    };
    let piece = "mhlw6.";
    for line in [&["next", "-n", "3"][..], &["due"], &["check"]] {
        let plain = here.run(line);
        assert!(plain.out.contains('⑤') && is_straight(&plain.out, piece, 1), "{line:?}: {}", plain.out);
        assert!(!is_straight(&plain.out, piece, 2), "{line:?}: {}", plain.out);
        for option in [&["--ambiguous", "2"][..], &["--ambiguous=2"]] {
            let wide = here.run(&[line, option].concat());
            let ahead = here.run(&[option, line].concat());
            assert_eq!((wide.code, &wide.out), (plain.code, &ahead.out), "{line:?}");
            assert!(wide.out.contains('⑤') && is_straight(&wide.out, piece, 2), "{line:?}: {}", wide.out);
        }
        let ascii = here.run(&[line, &["--ascii"]].concat());
        assert!(ascii.out.contains("(5)") && !ascii.out.contains('⑤'), "{line:?}: {}", ascii.out);
        assert!(is_straight(&ascii.out, piece, 1) && is_straight(&ascii.out, piece, 2), "{line:?}: {}", ascii.out);
    }
    let json = here.run(&["search", "運用14⑤", "--json", "--ascii"]);
    assert_eq!(json.json()[0]["hits"][0]["label"], "運用 14.⑤", "programs get what there is");
    let wrong = here.run(&["next", "--ambiguous", "3"]);
    assert!(wrong.code == 2 && wrong.err.contains("--ambiguous"), "{}", wrong.err);
}

#[test]
fn the_settings_hold_for_what_goes_to_a_terminal() {
    let here = Surrounding::new();
    here.write("config/config.toml", "[screen]\nascii = true\n");
    assert!(here.run(&["search", "運用14⑤"]).out.contains('⑤'), "a pipe gets what there is");
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("TENKEN_CONFIG_DIR");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "[screen]\nascii = true\n").unwrap();
    let mut terminal = Terminal::open_with(home.path(), |command| {
        command.args(["search", "運用14⑤", "-n", "1"]);
    });
    assert_eq!(terminal.leaves(), 0);
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(written.contains("14.(5)") && !written.contains('⑤'), "{written}");
}

#[test]
fn a_wrong_setting_does_not_change_the_language() {
    let here = Surrounding::new();
    for wrong in ["theme = \"neon\"", "colour = true", "mouse = 1"] {
        here.write("config/config.toml", &format!("language = \"en\"\n[screen]\n{wrong}\n"));
        assert!(here.run(&["status", "--help"]).out.contains("Usage:"), "{wrong}");
    }
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
