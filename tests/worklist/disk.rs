//! A disk that takes no more, and journals that come and go while the worklist is open.

use std::fs;

use tenken::failure::{Failure, FailureKind};
use tenken::model::Status;

use super::{CLAUSE, WorklistExt, files, note, only_journal, open, set};
use crate::support::programs::starting;

/// The shell keeps files from growing past a limit, as a full disk would; what it does to a program that does not
/// expect it is taken away first.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told_and_left_as_it_was() {
    use std::process::{Command, Stdio};

    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("data/worklists/default");
    let mark = |limit: &str, note: &str| {
        let _starting = starting();
        Command::new("sh")
            .args(["-c", &format!("trap '' XFSZ; {limit} exec \"$0\" mark mhlw6.sysun.14.5 done --note \"$1\"")])
            .args([env!("CARGO_BIN_EXE_tenken"), note])
            .env_clear()
            .env("HOME", root.path())
            .env("USER", "sato")
            .env("TENKEN_CONFIG_DIR", root.path().join("config"))
            .env("TENKEN_DATA_DIR", root.path().join("data"))
            .env("TENKEN_CACHE_DIR", root.path().join("cache"))
            .env("TENKEN_STATE_DIR", root.path().join("state"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    assert!(mark("", &"字".repeat(4_000)).status.success());
    let before = only_journal(&folder);
    let failed = mark("ulimit -f 8;", "後");
    let said = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(failed.status.code(), Some(2), "{said}");
    assert!(said.contains("ファイルの大きさの上限を超えます: ") && said.contains(" に書き込めません。"), "{said}");
    assert!(failed.stdout.is_empty());
    assert_eq!(only_journal(&folder), before, "no half-written mark");
    assert!(mark("", "後").status.success());
    let worklist = open(&folder, "reader");
    assert_eq!(worklist.state().answers(CLAUSE).note, "後");
    assert!(worklist.warnings().is_empty());
}

#[test]
fn a_journal_that_vanishes_takes_its_marks_along_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut sato = open(folder.path(), "sato");
    sato.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let kept = files(folder.path());
    open(folder.path(), "ito").apply(vec![note(CLAUSE, "x")]).unwrap();
    sato.refresh().unwrap();
    assert_eq!(sato.state().answers(CLAUSE).note, "x");
    let other = files(folder.path()).into_iter().find(|name| !kept.contains(name)).unwrap();
    fs::remove_file(folder.path().join(other)).unwrap();
    assert!(sato.refresh().unwrap());
    assert_eq!((sato.state().status(CLAUSE), sato.state().answers(CLAUSE).note), (Status::Done, String::new()));
    sato.apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    assert_eq!(files(folder.path()), kept);
}

#[cfg(unix)]
#[test]
fn an_unreadable_journal_is_one_sentence_and_the_others_are_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let kept = files(folder.path());
    open(folder.path(), "ito").apply(vec![note(CLAUSE, "x")]).unwrap();
    let other = files(folder.path()).into_iter().find(|name| !kept.contains(name)).unwrap();
    fs::set_permissions(folder.path().join(&other), fs::Permissions::from_mode(0o000)).unwrap();
    let mut worklist = open(folder.path(), "sato");
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    // Whoever is root may read anything.
    if fs::read(folder.path().join(&other)).is_err() {
        assert_eq!(worklist.warnings(), [format!("{other} を読み込めませんでした (権限がありません)。")]);
        assert!(!worklist.refresh().unwrap(), "it is told once");
        worklist.apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    }
}

#[test]
fn a_copy_that_fails_leaves_a_name_that_can_be_used_again() {
    use super::person;
    use tenken::worklist::{Profile, Worklists};

    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("file"), "").unwrap();
    let blocked = Worklists::new(root.path().join("file/worklists"));
    let failed = blocked.create("a", &Profile::default(), person("sato")).map(drop).unwrap_err();
    assert_eq!(Failure::from(failed).kind, FailureKind::System);
    let worklists = Worklists::new(root.path().join("worklists"));
    // What a disk that was full before the first line leaves behind.
    fs::create_dir_all(root.path().join("worklists/a")).unwrap();
    fs::write(root.path().join("worklists/a/pc1-sato-00000000.jsonl"), "").unwrap();
    drop(worklists.create("a", &Profile::default(), person("sato")).unwrap());
    assert!(worklists.create("a", &Profile::default(), person("sato")).is_err());
}
