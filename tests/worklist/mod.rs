//! The worklist as programs use it: folders on disk, threads, processes.
#![allow(clippy::disallowed_methods, reason = "tests write files that no tenken would")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to panic")]

use std::collections::BTreeMap;
use std::path::Path;

use tenken::model::Status;
use tenken::worklist::{Change, Evidence, Identity, Mark, Merged, Verified, Worklist, WorklistError};

pub use crate::support::WorklistExt;

mod disk;
mod editions;
mod evidence;
mod folder;
mod git;
mod golden;
mod joining;
mod laws;
mod leftovers;
mod merge;
mod operation;
mod refusal;
mod transactions;
mod verify;
mod worklists;
mod writers;

pub const CLAUSE: &str = "mhlw6.sysun.14.5";
pub const OTHER: &str = "mhlw6.sysun.14.6";

pub fn person(user: &str) -> Identity {
    Identity { user: user.into(), host: "pc1".into() }
}

pub fn open(folder: &Path, user: &str) -> Worklist {
    Worklist::open(folder, person(user)).unwrap()
}

/// Takes the journals of a folder into another.
pub fn merge(from: &Path, into: &Path) -> Result<Merged, WorklistError> {
    open(into, "reader").merge(from)
}

/// Verifies the journals of a folder.
pub fn verify(folder: &Path) -> Vec<Verified> {
    open(folder, "reader").verify()
}

/// What people see of a worklist, without where its records come from: two folders with the same records may have merged
/// them in different ways.
pub fn shown(worklist: &Worklist) -> (BTreeMap<String, Mark>, Vec<Evidence>, String) {
    let state = worklist.state();
    let marks = state.marks().map(|(clause, mark)| (clause.to_owned(), mark.clone())).collect();
    (marks, state.evidence().cloned().collect(), state.profile().facility.clone())
}

pub fn set(clause: &str, status: Status) -> Change {
    Change::status(clause, status)
}

pub fn note(clause: &str, text: &str) -> Change {
    Change::note(clause, text)
}

/// Returns the names of the files in a folder, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Returns the text of the only journal in a folder.
pub fn only_journal(folder: &Path) -> String {
    let names = files(folder);
    assert_eq!(names.len(), 1, "{names:?}");
    std::fs::read_to_string(folder.join(&names[0])).unwrap()
}
