//! What killed programs leave behind, and what the next start makes of it.

use std::fs::{self, File};
use std::path::Path;

use tenken::model::Status;
use tenken::worklist::{Worklist, Worklists};

use super::{CLAUSE, WorklistExt, files, note, only_journal, open, person, set, shown};

/// Opens the worklist of a root, of which copies are kept there as well.
fn remembered(root: &Path) -> Worklist {
    Worklists::new(root.join("worklists")).remembered_in(root.join("state")).open("default", person("sato")).unwrap()
}

/// Returns the only file in the only folder of a folder, apart from that with the id of the worklist.
fn copy(root: &Path) -> std::path::PathBuf {
    let folder = root.join("state/journals").join(&files(&root.join("state/journals"))[0]);
    let names: Vec<String> = files(&folder).into_iter().filter(|name| name != "list").collect();
    assert_eq!(names.len(), 1, "{names:?}");
    folder.join(&names[0])
}

#[test]
fn a_journal_that_was_only_just_begun_is_removed_unless_somebody_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pc1-sato-00000000.jsonl");
    File::create(&path).unwrap();
    let held = File::open(&path).unwrap();
    held.lock().unwrap();
    open(folder.path(), "sato");
    assert_eq!(files(folder.path()).len(), 1);
    drop(held);
    open(folder.path(), "ito");
    assert_eq!(files(folder.path()).len(), 1, "it is not theirs");
    assert!(open(folder.path(), "sato").warnings().is_empty());
    assert!(files(folder.path()).is_empty());
}

/// A program was killed after it had recorded something and before it had copied it, or the state folder was full.
#[test]
fn a_copy_that_is_behind_catches_up_at_the_next_start() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = remembered(root.path());
    worklist.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let copy = copy(root.path());
    let behind = fs::read(&copy).unwrap();
    worklist.apply(vec![note(CLAUSE, "済")]).unwrap();
    let (expected, journal) = (shown(&worklist), only_journal(worklist.folder()));
    let path = worklist.folder().join(&files(worklist.folder())[0]);
    for left in [&behind[..], b"", &behind[..behind.len() / 2]] {
        fs::write(&copy, left).unwrap();
        remembered(root.path());
        assert_eq!(fs::read(&copy).unwrap(), left, "who has the journal copies it");
    }
    drop(worklist);
    for left in [&behind[..], b"", &behind[..behind.len() / 2]] {
        fs::write(&copy, left).unwrap();
        remembered(root.path());
        assert_eq!(fs::read_to_string(&copy).unwrap(), journal);
    }
    fs::write(copy.with_file_name(".list.0123456789abcdef.new"), "half").unwrap();
    remembered(root.path());
    assert!(!copy.with_file_name(".list.0123456789abcdef.new").exists());
    // And what it holds comes back.
    fs::write(&path, &behind).unwrap();
    let mut worklist = remembered(root.path());
    assert!(worklist.is_incomplete());
    worklist.perform(tenken::worklist::Operation::Restore, "").unwrap();
    assert_eq!(shown(&worklist), expected);
}

#[test]
fn a_copy_of_a_merge_that_was_cut_off_is_removed_unless_it_is_being_made() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let hidden = folder.path().join(".merged-0123456789abcdef.jsonl");
    let there = tempfile::tempdir().unwrap();
    open(there.path(), "ito").apply(vec![note(CLAUSE, "あちらで")]).unwrap();
    fs::copy(there.path().join(&files(there.path())[0]), &hidden).unwrap();
    let held = File::open(&hidden).unwrap();
    held.lock().unwrap();
    open(folder.path(), "ito");
    assert!(hidden.exists());
    drop(held);
    let worklist = open(folder.path(), "ito");
    assert!(!hidden.exists());
    assert_eq!(worklist.state().answers(CLAUSE).note, "");
    drop(worklist);
    // It can be merged, also over what was left behind.
    fs::write(&hidden, "half").unwrap();
    open(folder.path(), "sato").merge(there.path()).unwrap();
    assert_eq!(open(folder.path(), "sato").state().answers(CLAUSE).note, "あちらで");
    assert!(files(folder.path()).iter().all(|name| !name.starts_with('.')));
}

/// The power failed while line breaks were lost: every entry behind the last line break continues the chain.
#[test]
fn several_entries_behind_the_last_line_break_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..3 {
        open(folder.path(), "sato").apply(vec![set(&format!("clause.{number}"), Status::Done)]).unwrap();
    }
    let path = folder.path().join(&files(folder.path())[0]);
    let glued = only_journal(folder.path()).replace('\n', "");
    for (end, count) in [("", 3), ("{\"v\":2,\"id\"", 3), ("\0\0", 3)] {
        fs::write(&path, format!("{glued}{end}")).unwrap();
        let worklist = open(folder.path(), "reader");
        assert_eq!((worklist.state().marks().len(), worklist.warnings().is_empty()), (count, false), "{end}");
    }
}
