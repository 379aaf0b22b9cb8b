//! What one person sees: marks that stay, one file, merging by copying.

use std::fs;
use std::path::Path;

use tenken::model::Status;
use tenken::worklist::WorklistError;

use super::{CLAUSE, WorklistExt, files, note, only_journal, open, set};

#[test]
fn a_mark_is_there_after_opening_again() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklists/default");
    let mut worklist = open(&folder, "sato");
    let entries = worklist.apply(vec![set(CLAUSE, Status::Done), note(CLAUSE, "設定済み\n確認者 ①")]).unwrap();
    assert!(entries[0].id < entries[1].id);
    let again = open(&folder, "sato");
    assert_eq!(again.state(), worklist.state());
    assert!(again.warnings().is_empty());
    let mark = again.state().mark(CLAUSE).unwrap();
    assert_eq!((mark.answers.status, mark.answers.note.as_str()), (Status::Done, "設定済み\n確認者 ①"));
    assert_eq!((mark.changed_by.as_str(), mark.changed_at), ("sato", entries[1].at));
}

#[test]
fn nothing_is_created_before_the_first_change() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklists/default");
    let mut worklist = open(&folder, "sato");
    assert!(!worklist.refresh().unwrap());
    assert!(worklist.apply(Vec::new()).unwrap().is_empty());
    assert!(files(root.path()).is_empty());
}

#[test]
fn a_journal_is_taken_over_once_its_writer_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(folder.path(), "sato");
    first.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let mut second = open(folder.path(), "sato");
    second.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(files(folder.path()).len(), 2, "a journal in use is nobody else's");
    drop(first);
    drop(second);
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    assert_eq!(files(folder.path()).len(), 2, "free journals are used again");
    open(folder.path(), "ito").apply(vec![note(CLAUSE, "x")]).unwrap();
    assert_eq!(files(folder.path()).len(), 3, "another person has a journal of their own");
    let worklist = open(folder.path(), "sato");
    assert_eq!(worklist.state().status(CLAUSE), Status::Na);
    assert!(worklist.warnings().is_empty(), "{:?}", worklist.warnings());
}

#[test]
fn one_call_is_one_file_and_one_line_per_change() {
    let folder = tempfile::tempdir().unwrap();
    let changes = (0..500).map(|number| set(&format!("clause.{number}"), Status::Done)).collect();
    open(folder.path(), "sato").apply(changes).unwrap();
    let text = only_journal(folder.path());
    assert_eq!(text.lines().count(), 500);
    assert!(text.ends_with('\n'));
}

#[test]
fn what_others_wrote_is_seen_by_refreshing() {
    let folder = tempfile::tempdir().unwrap();
    let mut here = open(folder.path(), "sato");
    let mut there = open(folder.path(), "ito");
    for status in [Status::Doing, Status::Done, Status::Na] {
        there.apply(vec![set(CLAUSE, status)]).unwrap();
        assert!(here.refresh().unwrap());
        assert_eq!(here.state().status(CLAUSE), status);
        assert!(!here.refresh().unwrap(), "what was read is not news");
    }
    here.apply(vec![note(CLAUSE, "x")]).unwrap();
    assert!(!here.refresh().unwrap(), "what was written here is not news");
    assert!(there.refresh().unwrap());
    assert_eq!(here.state(), there.state());
}

/// As when a share is unmounted: what was known stays on screen, and nothing is written into the empty place.
#[test]
fn records_that_vanish_are_told_and_nothing_is_recorded_until_they_are_back() {
    let root = tempfile::tempdir().unwrap();
    let (folder, away) = (root.path().join("share"), root.path().join("away"));
    let mut worklist = open(&folder, "sato");
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    for is_mount_point_there in [true, false] {
        fs::rename(&folder, &away).unwrap();
        if is_mount_point_there {
            fs::create_dir(&folder).unwrap();
        }
        let refused = worklist.apply(vec![set(CLAUSE, Status::Na)]).unwrap_err();
        assert!(matches!(refused, WorklistError::Gone(_)), "{refused}");
        assert!(!worklist.refresh().unwrap(), "said once");
        assert_eq!(worklist.state().status(CLAUSE), Status::Done);
        assert!(worklist.is_incomplete() && worklist.warnings()[0].contains("見つかりません"));
        assert_eq!(folder.exists(), is_mount_point_there);
        if is_mount_point_there {
            fs::remove_dir(&folder).unwrap();
        }
        fs::rename(&away, &folder).unwrap();
        assert!(worklist.refresh().unwrap());
        assert!(!worklist.is_incomplete());
    }
    worklist.apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    assert_eq!((files(&folder).len(), open(&folder, "ito").state().status(CLAUSE)), (1, Status::Na));
}

#[test]
fn what_a_person_has_seen_is_overruled_whatever_the_clocks_say() {
    let folder = tempfile::tempdir().unwrap();
    let future = r#"{"v":1,"id":"035f0000-0000-7000-8000-000000000000","at":"2086-01-01T00:00:00.000Z","who":{"user":"ito","host":"pc2"},"clause":"mhlw6.sysun.14.5","edit":{"status":"na"},"prev":"0000000000000000000000000000000000000000000000000000000000000000"}"#;
    fs::write(folder.path().join("pc2-ito-00000000.jsonl"), format!("{future}\n")).unwrap();
    let mut worklist = open(folder.path(), "sato");
    assert_eq!(worklist.state().status(CLAUSE), Status::Na);
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    assert_eq!(open(folder.path(), "ito").state(), worklist.state());
}

#[test]
fn folders_merge_by_copying_files_in_either_direction() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut first = open(one.path(), "sato");
    let mut second = open(other.path(), "ito");
    first.apply(vec![note(CLAUSE, "佐藤")]).unwrap();
    second.apply(vec![set(CLAUSE, Status::Done), set("clause.2", Status::Na)]).unwrap();
    first.apply(vec![note("clause.2", "両方")]).unwrap();
    let (there, back) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copy(one.path(), there.path());
    copy(other.path(), there.path());
    copy(other.path(), back.path());
    copy(one.path(), back.path());
    copy(one.path(), back.path());
    let merged = open(there.path(), "sato");
    assert_eq!(merged.state(), open(back.path(), "sato").state());
    assert!(merged.warnings().is_empty());
    for (clause, status, note) in [(CLAUSE, Status::Done, "佐藤"), ("clause.2", Status::Na, "両方")] {
        let mark = merged.state().mark(clause).unwrap();
        assert_eq!((mark.answers.status, mark.answers.note.as_str()), (status, note), "{clause}");
    }
    let copied = format!("copy of {}", files(one.path())[0]);
    fs::copy(one.path().join(&files(one.path())[0]), there.path().join(copied)).unwrap();
    assert_eq!(open(there.path(), "sato").state(), merged.state(), "a second copy counts once");
}

fn copy(from: &Path, to: &Path) {
    for name in files(from) {
        fs::copy(from.join(&name), to.join(&name)).unwrap();
    }
}

/// A sync tool or git puts a new file in the place of the one that is open here.
#[cfg(unix)]
#[test]
fn a_mark_is_not_written_into_a_file_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sato");
    worklist.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let path = folder.path().join(&files(folder.path())[0]);
    let copy = folder.path().join("copy");
    fs::copy(&path, &copy).unwrap();
    fs::rename(&copy, &path).unwrap();
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(open(folder.path(), "sato").state().status(CLAUSE), Status::Done);
    fs::remove_file(&path).unwrap();
    worklist.apply(vec![set("clause.2", Status::Done)]).unwrap();
    assert_eq!(open(folder.path(), "sato").state().status("clause.2"), Status::Done);
}

/// Names without plain letters give files of one name, see `naming`.
#[test]
fn people_whose_files_have_one_name_write_to_journals_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["佐藤", "鈴木", "佐藤"] {
        open(folder.path(), name).apply(vec![note(CLAUSE, name)]).unwrap();
    }
    assert_eq!(files(folder.path()).len(), 2);
}
