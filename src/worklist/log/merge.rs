//! Merges the journals of another folder.
//!
//! Journals only grow, so a journal that begins with all bytes of another one contains it. A journal that is contained
//! here is skipped, a longer version of a journal here replaces it, and every other journal is copied under a name made
//! from its contents, which no writer takes for its own. Merging again changes nothing, and the resulting state does
//! not depend on the order in which folders are merged.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::fs;
use crate::text::clean::clean_line;
use crate::text::hex::hex;
use crate::worklist::entry::error::WorklistError;

use super::file::{FILE_LIMIT, Journal};
use super::folder;
use super::problem::sentence;

/// The number of hex digits of the hash that become the name of a journal.
const NAME_DIGITS: usize = 16;

/// What happened to the journals of another folder, by their names there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Journals that are new here, or were shorter here.
    pub taken: Vec<String>,
    /// Journals that were here before.
    pub skipped: Vec<String>,
    /// Journals that were rejected, with the reason.
    pub refused: Vec<(String, String)>,
}

/// A journal of this folder.
struct OwnJournal {
    name: String,
    bytes: Vec<u8>,
}

/// Merges the journals of a folder into another one.
///
/// # Errors
///
/// If a folder cannot be read, or a journal cannot be written. Those before it are then merged, and the merge can be
/// repeated.
pub fn merge(from: &Path, into: &Path) -> Result<Merged, WorklistError> {
    // A folder that is not there has no journals; one that somebody has named has to be there.
    let listed = fs::check_folder(from).and_then(|()| folder::journals(from));
    let theirs = listed.map_err(WorklistError::named(from, "を読み込めません"))?;
    let mut own = own(into).map_err(WorklistError::io(into, "を読み込めません"))?;
    let mut merged = Merged::default();
    for (name, _) in theirs {
        let shown = clean_line(&name);
        match decide(&from.join(&name), &shown, &own) {
            MergeDecision::Known => merged.skipped.push(shown),
            MergeDecision::Refused(why) => merged.refused.push((shown, why)),
            MergeDecision::New(bytes) => {
                take(into, &mut own, bytes)?;
                merged.taken.push(shown);
            }
        }
    }
    Ok(merged)
}

/// What to do with a journal of the other folder.
enum MergeDecision {
    Known,
    Refused(String),
    New(Vec<u8>),
}

fn decide(path: &Path, shown: &str, own: &[OwnJournal]) -> MergeDecision {
    match read_whole_lines(path) {
        Err(error) => MergeDecision::Refused(format!("{shown} を読み込めませんでした ({})。", fs::reason(&error))),
        // An empty file is a journal that somebody has just begun.
        Ok(bytes) if bytes.is_empty() || own.iter().any(|journal| journal.bytes.starts_with(&bytes)) => {
            MergeDecision::Known
        }
        Ok(bytes) => refusal(shown, &bytes).map_or(MergeDecision::New(bytes), MergeDecision::Refused),
    }
}

/// Returns the journals of this folder. One that cannot be read is left out, because it cannot be compared.
fn own(folder: &Path) -> io::Result<Vec<OwnJournal>> {
    let names = folder::journals(folder)?.into_iter().map(|(name, _)| name);
    let read = |name: String| Some(OwnJournal { bytes: read(&folder.join(&name)).ok()?, name });
    Ok(names.filter_map(read).collect())
}

/// Reads a journal up to its last line break. A line without one is still being written or was never completed, so
/// nobody was told that it is recorded.
fn read_whole_lines(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = read(path)?;
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(end);
    Ok(bytes)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if !fs::is_in_place(path, &file) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_LIMIT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Returns why a journal is rejected: no entry in it can be read. A journal with a broken line is accepted because of
/// its other lines.
fn refusal(file: &str, bytes: &[u8]) -> Option<String> {
    let journal = Journal::parse(bytes);
    // A line of a newer version is last, because reading stopped there.
    let problem = journal.problems.last().filter(|_| journal.entries.is_empty());
    problem.map(|problem| sentence(file, problem))
}

/// Replaces the shorter version of a journal, if nobody writes to it, or adds the journal to the folder.
fn take(folder: &Path, own: &mut Vec<OwnJournal>, bytes: Vec<u8>) -> Result<(), WorklistError> {
    let shorter = own.iter_mut().filter(|journal| !journal.bytes.is_empty() && bytes.starts_with(&journal.bytes));
    for journal in shorter {
        let path = folder.join(&journal.name);
        if carry_on(&path, journal, &bytes).map_err(WorklistError::io(path, "に書き込めません"))? {
            journal.bytes = bytes;
            return Ok(());
        }
    }
    let hash = hex(&Sha256::digest(&bytes));
    let name = |copy: usize| match copy {
        0 => format!("merged-{}.jsonl", &hash[..NAME_DIGITS]),
        _ => format!("merged-{}-{copy}.jsonl", &hash[..NAME_DIGITS]),
    };
    // A file with that name but different contents was tampered with; it is kept as evidence.
    let mut names = (0..).map(name).filter(|name| std::fs::symlink_metadata(folder.join(name)).is_err());
    let name = names.next().unwrap_or_default();
    let path = folder.join(&name);
    let written = fs::create_folder(folder).and_then(|()| fs::replace(&path, &bytes));
    written.map_err(WorklistError::io(path, "に書き込めません"))?;
    own.push(OwnJournal { name, bytes });
    Ok(())
}

/// Replaces a journal unless it is in use or has changed since it was read.
fn carry_on(path: &Path, journal: &OwnJournal, bytes: &[u8]) -> io::Result<bool> {
    // Locked until the new file is in place: a writer that comes later finds that its file was replaced.
    let Ok(Some(held)) = fs::claim_existing(path) else { return Ok(false) };
    if held.metadata()?.len() != journal.bytes.len() as u64 || !fs::is_in_place(path, &held) {
        return Ok(false);
    }
    let replaced = fs::replace(path, bytes);
    drop(held);
    replaced.map(|()| true)
}
