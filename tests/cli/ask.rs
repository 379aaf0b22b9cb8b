//! What a person at a terminal is asked.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::{Ran, Surrounding};

/// Runs a command in a terminal, answers its questions line by line and returns its exit code and what it showed.
fn answered(here: &Surrounding, args: &[&str], name: Option<&str>, answers: &str) -> (u32, String) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tenken"));
    command.env_clear();
    command.cwd(here.path(""));
    command.env("USER", "login");
    for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")] {
        command.env(format!("TENKEN_{name}_DIR"), here.path(folder));
    }
    if let Some(name) = name {
        command.env("TENKEN_USER", name);
    }
    command.args(args);
    // What is typed ahead waits in the terminal until somebody reads it; the end of input answers whatever else is asked.
    let mut keys = pair.master.take_writer().unwrap();
    keys.write_all(format!("{answers}\u{4}").as_bytes()).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let screen = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A terminal whose last program has gone is an error on Linux.
        let _ = reader.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let code = child.wait().unwrap().exit_code();
    drop((keys, pair.master));
    (code, screen.join().unwrap())
}

/// Returns who recorded last about a clause, as history tells it.
fn recorder(here: &Surrounding) -> (String, String) {
    let history = here.run(&["history", CLAUSE, "--json"]).json().remove(0);
    let last = history["entries"].as_array().unwrap().last().unwrap().clone();
    (last["user"].as_str().unwrap().to_owned(), last["via"].as_str().unwrap().to_owned())
}

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn a_yes_at_the_terminal_is_enough_and_anything_else_is_not() {
    let here = Surrounding::new();
    let done = || here.run(&["status", "--json"]).json()[0]["by_status"]["done"].as_u64().unwrap();
    let line = ["mark", "done", "--where", "編:運用 章:13"];
    for refusal in ["n", "", "done"] {
        let (code, screen) = answered(&here, &line, Some("佐藤"), &format!("{refusal}\n"));
        assert_eq!((code, done()), (2, 0), "{refusal}: {screen}");
        assert!(screen.contains("条項に記録しますか (y/N): ") && screen.contains("何も記録していません。"), "{screen}");
    }
    let (code, screen) = answered(&here, &line, Some("佐藤"), "y\n");
    assert!(code == 0 && done() > 5, "{code} {screen}");
}

#[test]
fn the_name_is_asked_for_once_at_the_first_mark() {
    let here = Surrounding::new();
    let (code, screen) = answered(&here, &["mark", CLAUSE, "doing"], None, "佐藤 花子\n");
    assert!(
        code == 0 && screen.contains("記録に残す名前を入力してください(Enter だけなら「login」): "),
        "{code} {screen}"
    );
    assert_eq!(recorder(&here).0, "佐藤 花子");
    let (code, screen) = answered(&here, &["mark", CLAUSE, "done"], None, "別の名前\n");
    assert!(code == 0 && !screen.contains("名前を入力"), "{screen}");
    assert_eq!(recorder(&here).0, "佐藤 花子");
    let settings = std::fs::read_to_string(here.path("config/config.toml")).unwrap();
    assert_eq!(settings, "[who]\nname = \"佐藤 花子\"\n");
    // A program that marks has the name as well, and one given for a run goes before it.
    assert_eq!(here.run(&["mark", CLAUSE, "todo"]).code, 0);
    assert_eq!(recorder(&here).0, "佐藤 花子");
    assert_eq!(here.run(&["undo"]).code, 0, "and takes back its own");
    let mut command = here.command(&["mark", CLAUSE, "na"]);
    command.env("TENKEN_USER", " 伊藤\n");
    assert_eq!(Ran::of(command).code, 0);
    assert_eq!(recorder(&here).0, "伊藤");
}

#[test]
fn no_answer_is_the_login_and_a_program_is_never_asked() {
    let here = Surrounding::new();
    let ran = here.run(&["mark", CLAUSE, "doing"]);
    let is_told = ran.err.starts_with("tenken: この点検票で数える版: ") && ran.err.lines().count() == 1;
    assert!(ran.code == 0 && is_told && !here.path("config").exists(), "{}", ran.err);
    assert_eq!(recorder(&here).0, "tester");
    let (code, screen) = answered(&here, &["mark", CLAUSE, "done"], None, "");
    assert!(code == 0 && screen.contains("名前を入力") && !here.path("config").exists(), "{screen}");
    assert_eq!(recorder(&here).0, "login");
    let (code, screen) = answered(&here, &["mark", CLAUSE, "na"], None, "\n");
    assert!(code == 0 && screen.contains("「login」の名前で記録します"), "{screen}");
    let (_, screen) = answered(&here, &["mark", CLAUSE, "todo"], None, "");
    assert!(!screen.contains("名前を入力"), "asked once: {screen}");
}

#[test]
fn a_name_that_cannot_be_known_records_nothing() {
    let here = Surrounding::new();
    let mut command = here.command(&["mark", CLAUSE, "done"]);
    command.env("TENKEN_USER", "長".repeat(101));
    let ran = Ran::of(command);
    assert!(ran.code == 2 && ran.err.contains("名前が長すぎます (101 字)"), "{}", ran.err);
    here.write("config/config.toml", "[who]\nname = 佐藤\n");
    for line in [["mark", CLAUSE, "done"].as_slice(), &["undo"], &["worklist", "create", "x"], &["export", "csv"]] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("config.toml:2: ") && ran.err.contains("TENKEN_USER"), "{}", ran.err);
    }
    assert!(!here.path("data").exists());
    assert_eq!(here.run(&["status"]).code, 0, "who only reads needs no name");
}

#[test]
fn a_form_that_somebody_else_filled_in_is_booked_on_them() {
    let here = Surrounding::new();
    here.write("回答.csv", &format!("ID,状態\n{CLAUSE},完了\n"));
    let line = ["import", "worklist", "回答.csv", "--apply", "--by", "利用者 B"];
    let ran = here.run(&line);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(recorder(&here), ("利用者 B".to_owned(), "import(tester が取り込み) 回答.csv".to_owned()));
    assert!(here.run(&["show", CLAUSE]).out.contains("利用者 B"));
    assert_eq!(here.run(&["undo"]).code, 1, "it is not one's own");
    assert!(ran.out.contains("`env 'TENKEN_USER=利用者 B' tenken undo`"), "{}", ran.out);
    let mut undo = here.command(&["undo"]);
    undo.env("TENKEN_USER", "利用者 B");
    assert_eq!(Ran::of(undo).code, 0);
    assert_eq!(here.run(&["import", "worklist", "回答.csv", "--by", " "]).code, 2);
    // One's own name says nothing more.
    let own = here.run(&["import", "worklist", "回答.csv", "--apply", "--by", "tester"]);
    assert!(own.code == 0 && !own.out.contains("TENKEN_USER"), "{}{}", own.out, own.err);
    assert_eq!(recorder(&here), ("tester".to_owned(), "import 回答.csv".to_owned()));
}

#[test]
fn a_bulk_mark_says_at_the_terminal_what_it_would_change() {
    let here = Surrounding::new();
    here.run(&["mark", "運用13①", "運用13②", "doing"]);
    let line = ["mark", "done", "--where", "編:運用 章:13"];
    let (_, screen) = answered(&here, &line, Some("佐藤"), "n\n");
    assert!(screen.contains("対応中 2 → 完了。書き換わる記録: 状態 2。"), "{screen}");
}

#[test]
fn the_kind_of_facility_is_asked_for_until_the_answer_is_one() {
    let here = Surrounding::new();
    let preset = |name: &str| here.run(&["worklist", "show", "--json", "--worklist", name]).json()[0]["preset"].clone();
    let create = |name: &str, answers: &str| answered(&here, &["worklist", "create", name], Some("佐藤"), answers);
    let (code, screen) = create("番号で", "2\n");
    assert!(
        code == 0 && screen.contains("施設の種類を番号か名前で選んでください(Enter だけなら「標準」): "),
        "{screen}"
    );
    assert_eq!(preset("番号で"), "hospital");
    let (code, screen) = create("名前で", "旅館\n薬局\n");
    assert!(code == 0 && screen.contains("「旅館」という施設の種類はありません。"), "{screen}");
    assert_eq!(preset("名前で"), "pharmacy");
    assert_eq!(create("何も", "\n").0, 0);
    assert_eq!(preset("何も"), "standard");
    // Who leaves the question has created nothing, and a name that is taken is told before it is asked.
    let (code, screen) = create("終わり", "");
    assert!(code == 2 && screen.contains("点検票は作っていません。"), "{screen}");
    assert!(!here.path("data/worklists/終わり").exists());
    let (code, screen) = create("何も", "2\n");
    assert!(code == 2 && screen.contains("「何も」") && !screen.contains("選んでください(Enter"), "{screen}");
    let (_, screen) = answered(&here, &["worklist", "create", "言った", "--preset", "薬局"], Some("佐藤"), "");
    assert!(!screen.contains("選んでください"), "{screen}");
}
