//! Taking in the journals of another folder: nothing twice, nothing lost, in any order.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;
use tenken::model::Status;

use super::{CLAUSE, WorklistExt, files, merge, note, open, set, shown, verify};

/// Returns a folder in which one person has made a few marks.
fn marked(user: &str, marks: &[(&str, Status)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), user);
    for (clause, status) in marks {
        worklist.apply(vec![set(clause, *status)]).unwrap();
    }
    folder
}

/// Returns the path of the only journal in a folder.
fn only_path(folder: &Path) -> PathBuf {
    let names = files(folder);
    assert_eq!(names.len(), 1, "{names:?}");
    folder.join(&names[0])
}

/// Returns the path of the only journal in a folder that was merged.
fn merged_path(folder: &Path) -> PathBuf {
    let names: Vec<String> = files(folder).into_iter().filter(|name| name.starts_with("merged-")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    folder.join(&names[0])
}

#[test]
fn a_merge_is_told_and_done_again_changes_nothing() {
    let here = marked("sato", &[(CLAUSE, Status::Doing)]);
    let there = marked("ito", &[(CLAUSE, Status::Done)]);
    let name = files(there.path()).remove(0);
    let mut worklist = open(here.path(), "sato");
    let merged = worklist.merge(there.path()).unwrap();
    assert_eq!((merged.taken, merged.skipped, merged.refused), (vec![name.clone()], vec![], vec![]));
    assert_eq!(worklist.state().mark(CLAUSE).unwrap().conflicts.len(), 1, "neither had seen the other");
    let before = files(here.path());
    let merged = worklist.merge(there.path()).unwrap();
    assert_eq!((merged.taken, merged.skipped), (vec![], vec![name]));
    assert_eq!(files(here.path()), before);
    assert!(verify(here.path()).iter().all(|journal| journal.first_problem.is_none()));
    let itself = worklist.merge(here.path()).unwrap();
    assert_eq!((itself.taken.len(), itself.skipped.len()), (0, before.len()));
}

#[test]
fn a_journal_that_has_grown_takes_the_place_of_its_beginning() {
    let here = tempfile::tempdir().unwrap();
    let there = marked("ito", &[(CLAUSE, Status::Doing)]);
    merge(there.path(), here.path()).unwrap();
    open(there.path(), "ito").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(merge(there.path(), here.path()).unwrap().taken.len(), 1);
    assert_eq!(fs::read(merged_path(here.path())).unwrap(), fs::read(only_path(there.path())).unwrap());
    // What is there is behind now, and is not taken back.
    assert_eq!(merge(here.path(), there.path()).unwrap().taken, Vec::<String>::new());
    assert_eq!(open(here.path(), "sato").state().status(CLAUSE), Status::Done);
}

#[test]
fn a_journal_in_use_is_never_replaced() {
    let here = tempfile::tempdir().unwrap();
    let mut worklist = open(here.path(), "sato");
    worklist.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let there = tempfile::tempdir().unwrap();
    let own = only_path(here.path());
    fs::copy(&own, there.path().join(own.file_name().unwrap())).unwrap();
    open(there.path(), "sato").apply(vec![note(CLAUSE, "あちらで")]).unwrap();
    assert_eq!(worklist.merge(there.path()).unwrap().taken.len(), 1);
    assert_eq!(files(here.path()).len(), 2);
    assert_ne!(merged_path(here.path()), own);
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let again = open(here.path(), "reader");
    let answers = again.state().answers(CLAUSE);
    assert_eq!((answers.status, answers.note.as_str()), (Status::Done, "あちらで"));
    assert!(again.warnings().is_empty(), "{:?}", again.warnings());
}

#[test]
fn nobody_writes_on_in_a_journal_that_was_merged_in() {
    let here = tempfile::tempdir().unwrap();
    let there = marked("sato", &[(CLAUSE, Status::Doing)]);
    merge(there.path(), here.path()).unwrap();
    let copied = fs::read(merged_path(here.path())).unwrap();
    open(here.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(files(here.path()).len(), 3);
    assert_eq!(fs::read(merged_path(here.path())).unwrap(), copied);
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let (here, there) = (tempfile::tempdir().unwrap(), marked("ito", &[(CLAUSE, Status::Done)]));
    fs::write(there.path().join("a.jsonl"), "{\"v\":99,\"what\":\"ever\"}\n").unwrap();
    fs::write(there.path().join("b.jsonl"), "not a journal\n").unwrap();
    fs::write(there.path().join("c.jsonl"), "").unwrap();
    fs::write(there.path().join("notes.txt"), "no journal either").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", there.path().join("d.jsonl")).unwrap();
    let merged = merge(there.path(), here.path()).unwrap();
    assert_eq!((merged.taken.len(), merged.skipped), (1, vec!["c.jsonl".to_owned()]));
    let refused: Vec<(&str, &str)> = merged.refused.iter().map(|(name, why)| (name.as_str(), why.as_str())).collect();
    assert_eq!(
        refused,
        [
            (
                "a.jsonl",
                "a.jsonl:1 は新しい版の tenken で書かれています。このファイルは読み込みませんでした。tenken を更新してください。"
            ),
            ("b.jsonl", "b.jsonl:1 は JSON として読めないため、この行を除いて読みました。"),
            ("d.jsonl", "d.jsonl はリンクなので、読みませんでした。"),
        ]
    );
    assert!(merge(&there.path().join("none"), here.path()).is_err());
    assert!(merge(&there.path().join("notes.txt"), here.path()).is_err());
}

#[test]
fn a_line_that_is_being_written_is_left_for_the_next_time() {
    let here = tempfile::tempdir().unwrap();
    let there = marked("ito", &[(CLAUSE, Status::Doing), (CLAUSE, Status::Done)]);
    let path = only_path(there.path());
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 5]).unwrap();
    merge(there.path(), here.path()).unwrap();
    let worklist = open(here.path(), "sato");
    assert_eq!((worklist.state().status(CLAUSE), worklist.warnings().len()), (Status::Doing, 0));
    fs::write(&path, &whole).unwrap();
    merge(there.path(), here.path()).unwrap();
    assert_eq!(fs::read(merged_path(here.path())).unwrap(), whole);
}

/// What one of three people does, or how their folders meet.
#[derive(Clone, Debug)]
enum Step {
    Mark(usize, u8, usize),
    Merge(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = prop_oneof![
        3 => (0..3usize, 0..3u8, 0..5usize).prop_map(|(who, clause, status)| Step::Mark(who, clause, status)),
        1 => (0..3usize, 0..3usize).prop_map(|(from, into)| Step::Merge(from, into)),
    ];
    prop::collection::vec(one, 0..12)
}

proptest! {
    // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn folders_end_up_the_same_in_whatever_order_they_are_merged(steps in steps()) {
        let folders: Vec<TempDir> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
        for step in steps {
            match step {
                Step::Mark(who, clause, status) => {
                    let change = set(&format!("clause.{clause}"), Status::ALL[status]);
                    open(folders[who].path(), &format!("user{who}")).apply(vec![change]).unwrap();
                }
                Step::Merge(from, into) => drop(merge(folders[from].path(), folders[into].path()).unwrap()),
            }
        }
        let states: Vec<_> = [[0, 1, 2], [2, 1, 0], [1, 0, 2]].into_iter().map(|order| {
            let all = tempfile::tempdir().unwrap();
            for _ in 0..2 {
                order.iter().for_each(|from| drop(merge(folders[*from].path(), all.path()).unwrap()));
            }
            shown(&open(all.path(), "reader"))
        }).collect();
        prop_assert_eq!(&states[0], &states[1]);
        prop_assert_eq!(&states[0], &states[2]);
    }
}
