//! Environment, folders and pipes that the program finds around it.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Ran, Surrounding};

#[test]
fn a_reader_that_leaves_early_ends_the_run_in_silence() {
    let here = Surrounding::new();
    let ids = vec!["mhlw6.sysun.14.5"; 2000];
    let mut command = here.command(&[["show", "--json"].as_slice(), &ids].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with('{'));
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn output_is_utf8_whatever_the_locale() {
    let here = Surrounding::new();
    let expected = here.run(&["show", "mhlw6.sysun.14.5"]).out;
    for (name, value) in [("LANG", "C"), ("LC_ALL", "ja_JP.SJIS"), ("LC_ALL", "POSIX")] {
        let mut command = here.command(&["show", "mhlw6.sysun.14.5"]);
        command.env(name, value);
        assert_eq!(Ran::of(command).out, expected, "{name}={value}");
    }
}

#[test]
fn piped_output_holds_no_escape_sequences() {
    let here = Surrounding::new();
    let lines: [&[&str]; 4] = [&["--help"], &["show", "mhlw6.sysun.14.5"], &["search", "認証"], &["status"]];
    for args in lines {
        for no_color in [None, Some("1")] {
            let mut command = here.command(args);
            command.envs(no_color.map(|value| ("NO_COLOR", value))).env("TERM", "xterm-256color");
            let ran = Ran::of(command);
            assert!(ran.code == 0 && !ran.out.contains('\u{1b}'), "{args:?}: {}", ran.out);
        }
    }
}

#[test]
fn without_a_usable_home_search_and_show_still_work() {
    let here = Surrounding::new();
    let file = here.write("not-a-folder", "");
    for args in [["search", "バックアップ"], ["show", "mhlw6.sysun.14.5"]] {
        let mut command = here.command(&args);
        for name in ["TENKEN_CONFIG_DIR", "TENKEN_DATA_DIR", "TENKEN_CACHE_DIR", "TENKEN_STATE_DIR"] {
            command.env_remove(name);
        }
        command.env("HOME", &file).env_remove("USER");
        let ran = Ran::of(command);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    }
}

#[test]
fn reading_leaves_no_trace() {
    let here = Surrounding::new();
    let lines: [(&[&str], i32); 13] = [
        (&["search", "認証"], 0),
        (&["show", "mhlw6.sysun.14.5"], 0),
        (&["status", "--json"], 0),
        (&["data", "check"], 0),
        (&["next"], 0),
        (&["due"], 1),
        (&["history", "mhlw6.sysun.14.5"], 1),
        (&["coverage"], 0),
        (&["verify"], 1),
        (&["check"], 1),
        (&["worklist", "list"], 1),
        (&["evidence", "check"], 1),
        (&["export", "csv"], 0),
    ];
    for (args, code) in lines {
        assert_eq!(here.run(args).code, code, "{args:?}");
    }
    let mut left: Vec<_> = std::fs::read_dir(here.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["home"]);
    assert_eq!(std::fs::read_dir(here.path("home")).unwrap().count(), 0);
}
