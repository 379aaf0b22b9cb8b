//! Taking the journals of another folder in.
//!
//! Journals only ever grow, so one that begins with all bytes of another says all that the other says. What is here is
//! left alone, what is longer there takes the place of the shorter one here, and everything else is copied under a
//! name made of its contents: no writer takes such a file for its own. Merging again changes nothing, and the state
//! afterwards does not depend on the order in which folders were merged.

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

/// How many hex digits of the hash of a journal become its name.
const NAME_DIGITS: usize = 16;

/// What became of the journals of another folder, by the names they have there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Journals that are here now and were not, or not to their end.
    pub taken: Vec<String>,
    /// Journals that were here already.
    pub skipped: Vec<String>,
    /// Journals that were not taken in, and why.
    pub refused: Vec<(String, String)>,
}

/// A journal here.
struct OwnJournal {
    name: String,
    bytes: Vec<u8>,
}

/// Takes the journals of a folder into another.
///
/// # Errors
///
/// If a folder cannot be read, or a journal cannot be written: those before it are taken in then, and the merge can be
/// done again.
pub fn merge(from: &Path, into: &Path) -> Result<Merged, WorklistError> {
    if !from.is_dir() {
        return Err(WorklistError::io(from, "を読み込めません")(io::ErrorKind::NotFound.into()));
    }
    let theirs = folder::journals(from).map_err(WorklistError::io(from, "を読み込めません"))?;
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

/// What is to become of a journal.
enum MergeDecision {
    Known,
    Refused(String),
    New(Vec<u8>),
}

fn decide(path: &Path, shown: &str, own: &[OwnJournal]) -> MergeDecision {
    match read_whole_lines(path) {
        Err(error) => MergeDecision::Refused(format!("{shown} を読み込めませんでした ({})。", fs::reason(&error))),
        // Also one that somebody has only begun.
        Ok(bytes) if bytes.is_empty() || own.iter().any(|journal| journal.bytes.starts_with(&bytes)) => {
            MergeDecision::Known
        }
        Ok(bytes) => refusal(shown, &bytes).map_or(MergeDecision::New(bytes), MergeDecision::Refused),
    }
}

/// Returns the journals that are here; one that cannot be read is none that could hold anything.
fn own(folder: &Path) -> io::Result<Vec<OwnJournal>> {
    let names = folder::journals(folder)?.into_iter().map(|(name, _)| name);
    let read = |name: String| Some(OwnJournal { bytes: read(&folder.join(&name)).ok()?, name });
    Ok(names.filter_map(read).collect())
}

/// Reads a journal up to its last line break: a line that is being written, or that nobody finished, was never
/// acknowledged.
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

/// Returns why a journal is not taken in: there is nothing in it to be read here. One with a broken line is, for what
/// the other lines say.
fn refusal(file: &str, bytes: &[u8]) -> Option<String> {
    let journal = Journal::parse(bytes);
    // A line of a newer version stands last: nothing behind it was read.
    let problem = journal.problems.last().filter(|_| journal.entries.is_empty());
    problem.map(|problem| sentence(file, problem))
}

/// Puts a journal in the place of one that it carries on and that nobody writes to, or beside all others.
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
    // A file of that name that says something else was tampered with, and stays as evidence.
    let mut names = (0..).map(name).filter(|name| std::fs::symlink_metadata(folder.join(name)).is_err());
    let name = names.next().unwrap_or_default();
    let path = folder.join(&name);
    let written = fs::create_folder(folder).and_then(|()| fs::replace(&path, &bytes));
    written.map_err(WorklistError::io(path, "に書き込めません"))?;
    own.push(OwnJournal { name, bytes });
    Ok(())
}

/// Replaces a journal unless somebody has it in use, or it is not what was read any more.
fn carry_on(path: &Path, journal: &OwnJournal, bytes: &[u8]) -> io::Result<bool> {
    // Held until the new file is in place: a writer that comes too late finds that its file is not there any more.
    let Ok(Some(held)) = fs::claim_existing(path) else { return Ok(false) };
    if held.metadata()?.len() != journal.bytes.len() as u64 || !fs::is_in_place(path, &held) {
        return Ok(false);
    }
    // Windows replaces no file that is open.
    let held = (!cfg!(windows)).then_some(held);
    let replaced = fs::replace(path, bytes);
    drop(held);
    replaced.map(|()| true)
}
