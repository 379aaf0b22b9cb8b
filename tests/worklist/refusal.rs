//! What is wrong on disk: torn and broken journals, folders that cannot be written, hostile text.

use std::fs;
use std::io::Write;
use std::path::Path;

use tenken::failure::{Failure, FailureKind};
use tenken::model::Status;
use tenken::sheet::NOTE_LIMIT;
use tenken::worklist::WorklistError;

use super::{CLAUSE, OTHER, WorklistExt, files, note, only_journal, open, set};
use crate::support::programs::none_starting;

#[test]
fn a_torn_line_of_somebody_else_is_told_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "ito").apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    open(folder.path(), "ito").apply(vec![note(CLAUSE, "済")]).unwrap();
    let name = files(folder.path()).remove(0);
    let path = folder.path().join(&name);
    let whole = fs::read(&path).unwrap();
    let second = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for end in [second + 1, second + 100, whole.len() - 2] {
        fs::write(&path, &whole[..end]).unwrap();
        let mut worklist = open(folder.path(), "sato");
        let warning = format!("{name}:2 は書きかけで終わっているため、この行を除いて読みました。");
        assert_eq!(worklist.warnings(), [warning]);
        assert_eq!(worklist.state().status(CLAUSE), Status::Doing, "what was acknowledged before is there");
        worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
        drop(worklist);
        assert_eq!(fs::read(&path).unwrap(), &whole[..end], "evidence is not touched");
        assert_eq!(open(folder.path(), "sato").state().status(CLAUSE), Status::Done);
        remove_all_but(folder.path(), &name);
    }
}

/// A program is killed while it writes, after another one has read its journal: the other one must not write behind what
/// was left unfinished, whether it read the journal before the write or in the middle of it.
#[test]
fn nothing_is_written_behind_what_a_program_left_unfinished_meanwhile() {
    for reads_before in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let mut killed = open(folder.path(), "sato");
        killed.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
        let path = folder.path().join(files(folder.path()).remove(0));
        let write_half = || {
            let whole = fs::read(&path).unwrap();
            let half = &whole[..whole.len() / 2];
            fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(half).unwrap();
        };
        let mut other = if reads_before {
            let other = open(folder.path(), "sato");
            write_half();
            other
        } else {
            write_half();
            open(folder.path(), "sato")
        };
        let left = fs::read(&path).unwrap();
        drop(killed);
        other.apply(vec![set(OTHER, Status::Done)]).unwrap();
        drop(other);
        assert_eq!(fs::read(&path).unwrap(), left, "reads before: {reads_before}");
        assert_eq!(open(folder.path(), "reader").state().status(OTHER), Status::Done);
    }
}

/// What a killed program has begun to write: nobody was told that it is recorded.
#[test]
fn a_torn_end_of_ones_own_is_removed_at_the_next_start() {
    let _alone = none_starting();
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let path = folder.path().join(files(folder.path()).remove(0));
    let before = fs::read(&path).unwrap();
    let many = (0..5).map(|number| note(&format!("clause.{number}"), "済")).collect();
    open(folder.path(), "sato").apply(many).unwrap();
    let whole = fs::read(&path).unwrap();
    for end in (before.len() + 1..whole.len() - 1).step_by(7).chain([before.len() - 1]) {
        fs::write(&path, &whole[..end]).unwrap();
        let mut worklist = open(folder.path(), "sato");
        assert_eq!((worklist.warnings().len(), worklist.take_notices().len()), (0, 1), "{end}");
        assert_eq!((worklist.state().marks().len(), worklist.state().status(CLAUSE)), (1, Status::Doing), "{end}");
        assert_eq!(fs::read(&path).unwrap(), before, "{end}");
        worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
        assert_eq!(files(folder.path()).len(), 1, "it goes on in the same file");
    }
    // Cut off in its first act it holds nothing.
    fs::write(&path, &before[..before.len() / 2]).unwrap();
    assert!(open(folder.path(), "sato").warnings().is_empty());
    assert!(files(folder.path()).is_empty());
}

fn remove_all_but(folder: &Path, kept: &str) {
    let others: Vec<String> = files(folder).into_iter().filter(|name| name != kept).collect();
    assert_eq!(others.len(), 1);
    fs::remove_file(folder.join(&others[0])).unwrap();
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let good = files(folder.path()).remove(0);
    fs::write(folder.path().join("a.jsonl"), "{\"v\":99,\"what\":\"ever\"}\n").unwrap();
    fs::write(folder.path().join("b.jsonl"), "not a journal\n").unwrap();
    fs::write(folder.path().join("c.jsonl"), [0xff, 0xfe, b'\n']).unwrap();
    let worklist = open(folder.path(), "sato");
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    assert_eq!(
        worklist.warnings(),
        [
            "a.jsonl:1 は新しい版の tenken で書かれています。このファイルは読み込みませんでした。tenken を更新してください。",
            "b.jsonl:1 は JSON として読めないため、この行を除いて読みました。",
            "c.jsonl:1 は JSON として読めないため、この行を除いて読みました。",
        ]
    );
    assert!(folder.path().join(good).exists());
}

#[test]
fn a_changed_line_is_noticed_and_still_read() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Doing), note(CLAUSE, "前")]).unwrap();
    let name = files(folder.path()).remove(0);
    let forged = only_journal(folder.path()).replace("\"doing\"", "\"done\"");
    fs::write(folder.path().join(&name), forged).unwrap();
    let worklist = open(folder.path(), "sato");
    assert_eq!(worklist.warnings().len(), 1);
    assert!(worklist.warnings()[0].starts_with(&format!("{name}:2 は前の行とつながっていません。")));
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
}

#[test]
fn a_folder_that_cannot_be_created_fails_on_the_first_change_only() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("home/worklists/default");
    let mut worklist = open(&folder, "sato");
    fs::write(root.path().join("home"), "in the way").unwrap();
    let error = worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap_err();
    let failure = Failure::from(error);
    let expected = format!("途中にフォルダーでないものがあります: {} を作成できません。", folder.display());
    assert_eq!((failure.kind, failure.message), (FailureKind::System, expected));
    assert!(failure.hint.contains("TENKEN_DATA_DIR"));
    assert!(worklist.state().mark(CLAUSE).is_none(), "what is not on disk is not shown");
    fs::remove_file(root.path().join("home")).unwrap();
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(open(&folder, "sato").state().status(CLAUSE), Status::Done);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let path = folder.path().join(&files(folder.path())[0]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let mut worklist = open(folder.path(), "sato");
    assert_eq!(worklist.state().status(CLAUSE), Status::Doing);
    let written = worklist.apply(vec![set(CLAUSE, Status::Done)]);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    match written {
        Err(error) => {
            let said = error.to_string();
            assert!(said.starts_with("権限がありません: ") && said.ends_with(" を作成できません。"), "{said}");
            assert_eq!(worklist.state().status(CLAUSE), Status::Doing);
        }
        // Whoever is root may write anywhere.
        Ok(_) => assert_eq!(worklist.state().status(CLAUSE), Status::Done),
    }
}

#[test]
fn links_and_folders_are_not_journals() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    open(elsewhere.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let name = files(elsewhere.path()).remove(0);
    fs::create_dir(folder.path().join("pc1-sato-00000000.jsonl")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(elsewhere.path().join(&name), folder.path().join(&name)).unwrap();
    let mut worklist = open(folder.path(), "sato");
    assert!(worklist.state().mark(CLAUSE).is_none());
    let what: Vec<String> = worklist.warnings();
    assert!(
        what[0].ends_with("はフォルダーなので、読みませんでした。")
            && what[1].ends_with("はリンクなので、読みませんでした。")
    );
    worklist.apply(vec![set("clause.2", Status::Done)]).unwrap();
    assert_eq!(only_journal(elsewhere.path()).lines().count(), 1, "nothing is written through a link");
}

#[test]
fn a_note_that_is_too_long_changes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("default");
    let mut worklist = open(&folder, "sato");
    let long = note(CLAUSE, &"字".repeat(NOTE_LIMIT + 1));
    let error = worklist.apply(vec![set(CLAUSE, Status::Done), long]).unwrap_err();
    assert!(matches!(error, WorklistError::TooLong { length: 4001, .. }));
    assert!(worklist.state().mark(CLAUSE).is_none());
    assert!(!folder.exists());
}

#[test]
fn hostile_text_never_reaches_the_state() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sa\u{1b}[31mto\u{202e}");
    worklist.apply(vec![note(CLAUSE, "前\u{1b}]0;x\u{7}後\u{202e}")]).unwrap();
    assert_eq!(worklist.state().mark(CLAUSE).unwrap().answers.note, "前後");
    assert_eq!(worklist.state().mark(CLAUSE).unwrap().changed_by, "sato");
    assert!(worklist.apply(vec![set("x\u{1b}[2J", Status::Done)]).is_err());
    let forged = only_journal(folder.path()).replace("前後", r"前\u001b[2J後");
    fs::write(folder.path().join("forged\u{1b}[2J.jsonl"), forged + "\u{1b}[2J\n").unwrap();
    let worklist = open(folder.path(), "ito");
    assert_eq!(worklist.state().mark(CLAUSE).unwrap().answers.note, "前後");
    assert_eq!(worklist.warnings().len(), 1);
    assert!(worklist.warnings()[0].starts_with("forged.jsonl:2 "), "{:?}", worklist.warnings());
}
