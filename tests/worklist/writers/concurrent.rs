//! Several writers at once within one process: every thread is a writer of its own.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use tenken::model::Status;

use crate::worklist::{WorklistExt, files, open, set};

const WRITERS: usize = 4;
const MARKS: usize = 25;

/// Lets several writers start at the same moment and mark clauses of their own.
fn race(folder: &Path, user: impl Fn(usize) -> String + Sync) {
    let start = Barrier::new(WRITERS);
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (start, user) = (&start, &user);
            scope.spawn(move || {
                let mut worklist = open(folder, &user(writer));
                start.wait();
                for mark in 0..MARKS {
                    worklist.apply(vec![set(&format!("clause.{writer}.{mark}"), Status::Done)]).unwrap();
                }
            });
        }
    });
}

fn assert_all_there(folder: &Path) {
    let worklist = open(folder, "reader");
    assert!(worklist.warnings().is_empty(), "{:?}", worklist.warnings());
    for (writer, mark) in (0..WRITERS).flat_map(|writer| (0..MARKS).map(move |mark| (writer, mark))) {
        assert_eq!(worklist.state().status(&format!("clause.{writer}.{mark}")), Status::Done, "{writer}.{mark}");
    }
}

#[test]
fn one_person_marking_in_several_places_loses_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklists/default");
    race(&folder, |_| "sato".to_owned());
    assert_all_there(&folder);
    // Nobody waits for anybody, and nobody shares a file: at most one journal for each writer of a race.
    assert!(files(&folder).len() <= WRITERS);
    race(&folder, |_| "sato".to_owned());
    assert_all_there(&folder);
    assert!(files(&folder).len() <= WRITERS, "{:?}", files(&folder));
}

#[test]
fn several_people_marking_at_once_lose_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklists/default");
    race(&folder, |writer| format!("user{writer}"));
    assert_all_there(&folder);
    assert_eq!(files(&folder).len(), WRITERS);
}

#[test]
fn a_reader_beside_a_writer_only_ever_sees_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = open(folder.path(), "reader");
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut worklist = open(folder.path(), "sato");
            for mark in 0..MARKS {
                worklist.apply(vec![set(&format!("clause.{mark}"), Status::Done)]).unwrap();
            }
        });
        let mut seen = 0;
        while !writer.is_finished() {
            reader.refresh().unwrap();
            let now = (0..MARKS).take_while(|n| reader.state().mark(&format!("clause.{n}")).is_some()).count();
            assert!(now >= seen);
            seen = now;
            thread::yield_now();
        }
    });
    reader.refresh().unwrap();
    assert!((0..MARKS).all(|n| reader.state().mark(&format!("clause.{n}")).is_some()));
    assert!(reader.warnings().is_empty());
}
