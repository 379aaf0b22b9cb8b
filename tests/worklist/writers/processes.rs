//! Several programs at once, and programs that are killed: whatever `tenken mark` acknowledged is there.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tenken::model::Status;
use tenken::worklist::Worklist;

use crate::support::programs::starting;
use crate::worklist::{WorklistExt, open};

/// Starts `tenken mark CLAUSE done` for one person, with every folder of its own below a root.
fn mark(root: &Path, clause: &str) -> Child {
    let _starting = starting();
    Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["mark", clause, "done", "--note", clause])
        .env_clear()
        .env("HOME", root)
        .env("USER", "sato")
        .env("HOSTNAME", "pc1")
        .env("TENKEN_CONFIG_DIR", root.join("config"))
        .env("TENKEN_DATA_DIR", root.join("data"))
        .env("TENKEN_CACHE_DIR", root.join("cache"))
        .env("TENKEN_STATE_DIR", root.join("state"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn folder(root: &Path) -> PathBuf {
    root.join("data/worklists/default")
}

fn clauses(count: usize) -> Vec<String> {
    tenken::bundled::catalog().unwrap().clauses().take(count).map(|clause| clause.id.clone()).collect()
}

fn is_there(worklist: &Worklist, clause: &str) -> bool {
    worklist.state().mark(clause).is_some_and(|mark| mark.answers.status == Status::Done && mark.answers.note == clause)
}

#[test]
fn programs_marking_at_once_lose_nothing() {
    let root = tempfile::tempdir().unwrap();
    let clauses = clauses(12);
    let running: Vec<Child> = clauses.iter().map(|clause| mark(root.path(), clause)).collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    let worklist = open(&folder(root.path()), "reader");
    assert!(worklist.warnings().is_empty(), "{:?}", worklist.warnings());
    for clause in &clauses {
        assert!(is_there(&worklist, clause), "{clause}");
    }
}

/// Every third program is killed while others start; how far it came by then is up to the machine, which is the point.
#[test]
fn a_killed_program_loses_nothing_that_any_program_acknowledged() {
    let root = tempfile::tempdir().unwrap();
    let mut running: Vec<(String, Child)> = Vec::new();
    let mut acknowledged = Vec::new();
    for (number, clause) in clauses(30).into_iter().enumerate() {
        running.push((clause.clone(), mark(root.path(), &clause)));
        if number % 3 == 2 {
            let victim = number % running.len();
            // One that has ended already cannot be killed any more; that is as good.
            let _ = running[victim].1.kill();
        }
        if running.len() > 5 {
            acknowledged.extend(finish(running.remove(0)));
        }
    }
    acknowledged.extend(running.into_iter().filter_map(finish));
    let mut worklist = open(&folder(root.path()), "sato");
    for clause in &acknowledged {
        assert!(is_there(&worklist, clause), "{clause}");
    }
    assert!(!acknowledged.is_empty());
    // Whatever the killed ones left behind, the next mark is taken and stays.
    worklist.apply(vec![crate::worklist::note("hospital.own.1", "後")]).unwrap();
    let again = open(&folder(root.path()), "reader");
    assert_eq!(again.state().mark("hospital.own.1").unwrap().answers.note, "後");
}

/// Waits for a program, and returns its clause if it said that the mark is made.
fn finish((clause, mut child): (String, Child)) -> Option<String> {
    child.wait().unwrap().success().then_some(clause)
}
