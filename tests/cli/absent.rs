//! A worklist that is not there: an error wherever marks are read or written, and never "fine".

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Command lines that read or write marks, or name a worklist.
const NEEDING: [&[&str]; 27] = [
    &["status"],
    &["next"],
    &["due"],
    &["history", CLAUSE],
    &["coverage"],
    &["verify"],
    &["check"],
    &["export", "json"],
    &["export", "xlsx", "--out", "x.xlsx"],
    &["evidence", "list"],
    &["evidence", "check"],
    &["evidence", "add", "a.txt", CLAUSE],
    &["evidence", "link", "019b", CLAUSE],
    &["evidence", "unlink", "019b", CLAUSE],
    &["evidence", "withdraw", "019b"],
    &["mark", CLAUSE, "done"],
    &["mark", "done", "--where", "認証", "--yes"],
    &["undo"],
    &["redo"],
    &["import", "worklist", "a.csv"],
    &["import", "worklist", "a.csv", "--apply"],
    &["merge", "theirs"],
    &["worklist", "show"],
    &["worklist", "set", "--facility", "x"],
    &["status", "--json"],
    &["verify", "--json"],
    &["evidence", "check", "--json"],
];

fn surrounding() -> Surrounding {
    let here = Surrounding::new();
    for name in ["東病院2025", "東病院2026", "西病院"] {
        assert_eq!(here.run(&["worklist", "create", name]).code, 0);
    }
    here.write("a.txt", "a");
    here.write("a.csv", &format!("ID,状態\n{CLAUSE},完了\n"));
    std::fs::create_dir(here.path("theirs")).unwrap();
    here
}

fn worklists(here: &Surrounding) -> Vec<String> {
    let listed = here.run(&["worklist", "list", "--json"]).json().remove(0);
    let names = listed["worklists"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
    names.collect()
}

#[test]
fn a_name_that_is_not_there_is_an_error_of_every_command_with_the_nearest_names() {
    let here = surrounding();
    let before = worklists(&here);
    let others: [&[&str]; 4] = [&["search", "認証"], &["show", CLAUSE], &["explain", "認証"], &["worklist", "list"]];
    for line in NEEDING.iter().chain(&others) {
        let ran = here.run(&[line, ["--worklist", "東病院2O26"].as_slice()].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("点検票「東病院2O26」はありません。"), "{line:?}: {}", ran.err);
        assert!(
            ran.err.contains("近い名前: 東病院2026、東病院2025")
                || ran.err.contains("近い名前: 東病院2025、東病院2026"),
            "{line:?}: {}",
            ran.err
        );
        assert!(!ran.err.contains("西病院"), "{line:?}: {}", ran.err);
    }
    let screen = here.run(&["--worklist", "東病院2O26"]);
    assert!(screen.code == 2 && screen.err.contains("「東病院2O26」はありません"), "{}", screen.err);
    for line in [
        ["worklist", "switch", "無い"].as_slice(),
        &["worklist", "copy", "無い", "x"],
        &["worklist", "archive", "無い"],
    ] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("点検票「無い」はありません。") && ran.err.contains("東病院2026"), "{}", ran.err);
    }
    assert_eq!(worklists(&here), before, "and none came into being");
}

#[test]
fn the_chosen_one_that_has_gone_is_an_error_where_marks_are_needed_only() {
    let here = surrounding();
    here.run(&["worklist", "switch", "東病院2026"]);
    here.run(&["mark", CLAUSE, "done"]);
    let folder = here.path("data/worklists/東病院2026");
    let away = here.path("away");
    std::fs::rename(&folder, &away).unwrap();
    for line in NEEDING {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?}");
        assert!(ran.err.contains("使用中の点検票「東病院2026」が見つかりません。"), "{line:?}: {}", ran.err);
        assert!(ran.err.contains("東病院2025") && ran.err.contains("worklist switch"), "{line:?}: {}", ran.err);
        assert!(!ran.err.contains("worklist create"), "begun anew, it would split the records: {}", ran.err);
    }
    assert!(!folder.exists(), "no mark began it anew");
    for line in [["search", "運用14⑤"].as_slice(), &["show", CLAUSE], &["explain", "運用14⑤"]] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{line:?}: {}", ran.err);
        assert!(ran.err.contains("「東病院2026」が見つからないため、記録なしで表示します"), "{}", ran.err);
        assert!(!ran.out.is_empty() && !ran.out.contains("[未]") && !ran.out.contains("未着手"), "{}", ran.out);
    }
    assert_eq!(here.run(&["status", "--worklist", "西病院"]).code, 0, "another one is at hand");
    assert!(here.run(&["worklist", "list"]).err.contains("使用中の点検票「東病院2026」は見つかりません"));
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
}

#[test]
fn only_the_default_one_comes_by_the_first_mark() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["status"]).code, 0);
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--worklist", "病院"]).code, 2);
    assert!(!here.path("data").exists());
    assert_eq!(here.run(&["mark", CLAUSE, "done"]).code, 0);
    assert_eq!(worklists(&here), ["default"]);
}

#[test]
fn nothing_recorded_is_never_said_to_be_fine() {
    let here = Surrounding::new();
    let lines: [(&[&str], i32, &str); 5] = [
        (&["verify"], 1, "記録はまだありません"),
        (&["verify", "--json"], 1, ""),
        (&["evidence", "check"], 1, "証跡はまだありません"),
        (&["check"], 1, "記録はまだありません"),
        (&["export", "csv"], 0, "まだ記録がありません"),
    ];
    for (line, code, said) in lines {
        let ran = here.run(line);
        assert_eq!(ran.code, code, "{line:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{line:?}: {}", ran.err);
        assert!(!ran.out.contains("問題はありません") && !ran.out.contains("変わりはありません"), "{}", ran.out);
    }
    here.run(&["mark", CLAUSE, "done"]);
    assert_eq!(here.run(&["verify"]).code, 0);
    assert_eq!(here.run(&["export", "csv"]).err, "");
}

#[test]
fn names_of_one_look_are_one_name_and_folders_of_before_stay_in_reach() {
    let here = Surrounding::new();
    let (composed, taken_apart) = ("がんセンター", "か\u{3099}んセンター");
    assert_eq!(here.run(&["worklist", "create", taken_apart]).code, 0);
    for name in [composed, taken_apart, "がんセンター ", "\u{3000}がんセンター"] {
        let ran = here.run(&["worklist", "create", name]);
        assert!(ran.code == 2 && ran.err.contains("「がんセンター」はすでにあります"), "{name:?}: {}", ran.err);
        assert_eq!(here.run(&["worklist", "switch", name]).code, 0, "{name:?}");
    }
    assert_eq!(worklists(&here), [composed]);
    here.run(&["worklist", "create", "Clinic A"]);
    assert_eq!(here.run(&["worklist", "create", "clinic a"]).code, 2);
    assert!(here.run(&["status", "--worklist", "CLINIC A"]).out.starts_with("点検票「Clinic A」"));

    std::fs::create_dir(here.path(&format!("data/worklists/{taken_apart}"))).unwrap();
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--worklist", taken_apart]).code, 0);
    let of = |name: &str| here.run(&["status", "--json", "--worklist", name]).json()[0]["by_status"]["done"].clone();
    assert_eq!((of(composed), of(taken_apart)), (0.into(), 1.into()), "the exact spelling goes first");
    let unclear = here.run(&["status", "--worklist", "がんセンター "]);
    assert_eq!((unclear.code, unclear.out.as_str()), (2, ""));
    assert!(unclear.err.contains("いくつかあります") && unclear.err.contains("濁点などが別の文字"), "{}", unclear.err);
    assert!(here.run(&["worklist", "list"]).err.contains("見た目の同じ名前の点検票があります"));
}

#[test]
fn what_a_share_cannot_hold_is_refused_with_the_reason() {
    let here = Surrounding::new();
    for (name, why) in [
        ("a?", "「?」は、Windows や共有フォルダー"),
        ("a|b", "「|」"),
        ("東病院.", "末尾の「.」"),
        ("nul", "装置の名前"),
        ("Com1.txt", "装置の名前"),
        ("a\tb", "制御文字"),
        (".x", "隠しフォルダー"),
        (" ", "名前が空"),
    ] {
        let ran = here.run(&["worklist", "create", name]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name:?}");
        assert!(ran.err.contains("は使えません。") && ran.err.contains(why), "{name:?}: {}", ran.err);
    }
    assert!(!here.path("data").exists());
    std::fs::create_dir_all(here.path("data/worklists/a?")).unwrap();
    assert_eq!(here.run(&["mark", CLAUSE, "done", "--worklist", "a?"]).code, 0, "one of before stays usable");
}

/// Runs what a sentence proposes between backquotes, as a shell would.
fn follow(here: &Surrounding, said: &str) -> Ran {
    let command = said.split('`').find(|part| part.starts_with("tenken ")).unwrap();
    let plain = here.command(&["--help"]);
    let mut shell = std::process::Command::new("sh");
    let binary = plain.get_program().to_str().unwrap().to_owned();
    shell.args(["-c", &command.replacen("tenken", &format!("'{binary}'"), 1)]).env_clear();
    shell.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?)))).current_dir(here.path(""));
    Ran::of(shell)
}

#[test]
fn every_proposed_command_runs_whatever_the_name() {
    let here = Surrounding::new();
    for name in ["a b", "-x", "it's", "$HOME", "a;b", "東病院 2026年度", "`x`", "--help", "!x"] {
        let created = here.run(&["worklist", "create", "--", name]);
        assert_eq!(created.code, 0, "{name}: {}", created.err);
        if !name.contains('`') {
            let switched = follow(&here, created.out.lines().last().unwrap());
            assert_eq!((switched.code, switched.out), (0, format!("点検票「{name}」に切り替えました。\n")), "{name}");
        }
        here.run(&["worklist", "switch", "--", name]);
        here.run(&["worklist", "archive", "--", name]);
        let refused = here.run(&["mark", CLAUSE, "done"]);
        assert_eq!(refused.code, 2);
        if !name.contains('`') {
            assert_eq!(follow(&here, &refused.err).code, 0, "{name}: {}", refused.err);
        }
        let unknown = here.run(&["mark", "--note", "x", "--", name]);
        assert!(
            unknown.code == 2 && (name.contains('`') || follow(&here, &unknown.err).code <= 1),
            "{name}: {}",
            unknown.err
        );
    }
    let missing = here.run(&["status", "--worklist", "a  b"]);
    let create = missing.err.rfind("`tenken worklist create").unwrap();
    assert_eq!(follow(&here, &missing.err[create..]).code, 0, "{}", missing.err);
}
