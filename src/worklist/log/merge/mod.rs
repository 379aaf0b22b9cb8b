//! Merging the journals of another folder: what would be taken, and the files of it.
//!
//! A journal of which everything counts here already is known. Every other one that the [`door`] lets in is copied whole
//! under a name made from the hash of its last line. The copies are made under hidden names first; then the merge is
//! recorded, which names each of them (`Edit::Take`); then they get their names. So a merge that was cut off is either not
//! there or can be finished, see [`finish`].

pub mod door;
pub mod plan;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::fs;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::state::profile::Profile;

use self::plan::TakenJournal;
use super::journals::Journals;
use super::lineage::{MERGED, merged_name};

/// The number of attempts to create a copy.
const ATTEMPTS: usize = 8;

/// The beginning of the hidden name of a journal that is being merged.
const HIDDEN: &str = ".merged-";

/// What happened to the journals of another folder, by their names there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Journals with records that are new here.
    pub taken: Vec<String>,
    /// Journals of which everything was here before.
    pub skipped: Vec<String>,
    /// Journals that were rejected, with the reason.
    pub refused: Vec<(String, String)>,
    /// Sentences about what could not be read of those that were taken.
    pub problems: Vec<String>,
    /// Whether some of their records cannot be read.
    pub is_incomplete: bool,
}

/// Copies journals into a folder under hidden names, and returns the files, which are claimed as long as they are open.
///
/// # Errors
///
/// If one cannot be written. None of them is then there.
pub(crate) fn lay_down(folder: &Path, journals: &[TakenJournal]) -> Result<Vec<File>, WorklistError> {
    fs::create_folder(folder).map_err(WorklistError::io(folder, "を作成できません"))?;
    let mut files = Vec::with_capacity(journals.len());
    for journal in journals {
        let path = folder.join(hidden(&journal.key));
        match write(&path, &journal.bytes) {
            Ok(file) => files.push(file),
            Err(error) => {
                take_back(folder, &journals[..files.len()]);
                return Err(WorklistError::io(path, "に書き込めません")(error));
            }
        }
    }
    Ok(files)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = begin(path)?;
    let written = io::Write::write_all(&mut file, bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // It is of no use to anybody; that it cannot be removed either is not what failed.
        let _ = std::fs::remove_file(path);
    }
    written.map(|()| file)
}

/// Creates a copy in the place of one that a killed program has left behind. Whoever opens the worklist in this moment may
/// take it for one as well, and remove it.
fn begin(path: &Path) -> io::Result<File> {
    for _ in 0..ATTEMPTS {
        if matches!(fs::claim_existing(path), Ok(Some(_))) {
            std::fs::remove_file(path)?;
        }
        if let Some(file) = fs::claim_new(path)? {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes copies under hidden names.
pub(crate) fn take_back(folder: &Path, journals: &[TakenJournal]) {
    for journal in journals {
        // What cannot be removed is not counted, and is removed at the next start.
        let _ = std::fs::remove_file(folder.join(hidden(&journal.key)));
    }
}

/// Gives the copies whose merge is recorded their names, and returns whether there were any.
///
/// # Errors
///
/// If a copy cannot be renamed.
pub(crate) fn finish(folder: &Path, profile: &Profile) -> io::Result<bool> {
    let mut has_finished = false;
    for (key, path) in hidden_files(folder)?.into_iter().filter(|(key, _)| profile.merged.contains(key)) {
        match std::fs::rename(&path, visible(folder, &key)) {
            // Another program was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            renamed => renamed?,
        }
        has_finished = true;
    }
    if has_finished { fs::sync_folder(folder).map(|()| true) } else { Ok(false) }
}

/// A copy that nobody holds and whose merge is not known to be recorded.
pub(crate) struct AbandonedCopy {
    key: String,
    path: PathBuf,
    _claimed: File,
}

/// Returns the copies that killed programs have left behind. They are claimed, so what is recorded about them is on disk.
///
/// # Errors
///
/// If the folder cannot be read.
pub(crate) fn abandoned(folder: &Path, profile: &Profile) -> io::Result<Vec<AbandonedCopy>> {
    let unrecorded = hidden_files(folder)?.into_iter().filter(|(key, _)| !profile.merged.contains(key));
    let claim = |(key, path): (String, PathBuf)| match fs::claim_existing(&path) {
        Ok(Some(claimed)) => Some(AbandonedCopy { key, path, _claimed: claimed }),
        _ => None,
    };
    Ok(unrecorded.filter_map(claim).collect())
}

/// Removes the copies whose merge was cut off before it was recorded. The profile must have been read since they were
/// claimed.
pub(crate) fn remove_unrecorded(copies: &[AbandonedCopy], profile: &Profile) {
    for copy in copies.iter().filter(|copy| !profile.merged.contains(&copy.key)) {
        // What cannot be removed is not counted.
        let _ = std::fs::remove_file(&copy.path);
    }
}

/// Removes merged journals that are the beginning of one that was merged now, so that a colleague's journal that is merged
/// every week lies here once. An undo of this merge still counts what was merged before, see [`super::lineage`].
pub(crate) fn remove_beginnings(folder: &Path, own: &Journals, profile: &Profile, taken: &[TakenJournal]) {
    for (name, journal) in own.iter().filter(|(name, journal)| name.starts_with(MERGED) && journal.is_sound()) {
        let Some(last) = journal.entries.last() else { continue };
        let continues = |one: &TakenJournal| {
            let there = one.journal.entries.get(journal.entries.len() - 1);
            one.journal.entries.len() > journal.entries.len() && there == Some(last)
        };
        if profile.merged.contains(&merged_name(last.hash)) && taken.iter().any(continues) {
            // What cannot be removed is there twice, and counts once.
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}

fn hidden_files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let listing = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing?,
    };
    let mut files = Vec::new();
    for item in listing {
        let item = item?;
        let name = item.file_name().into_string().unwrap_or_default();
        let key = name.strip_prefix(HIDDEN).and_then(|rest| rest.strip_suffix(".jsonl"));
        files.extend(key.map(|key| (key.to_owned(), item.path())));
    }
    Ok(files)
}

fn hidden(key: &str) -> String {
    format!("{HIDDEN}{key}.jsonl")
}

/// Returns a free name for a merged journal. A file with the first name but other contents was tampered with; it is kept
/// as evidence.
fn visible(folder: &Path, key: &str) -> PathBuf {
    let name = |copy: usize| match copy {
        0 => format!("{MERGED}{key}.jsonl"),
        _ => format!("{MERGED}{key}-{copy}.jsonl"),
    };
    let mut paths = (0..).map(|copy| folder.join(name(copy))).filter(|path| std::fs::symlink_metadata(path).is_err());
    paths.next().unwrap_or_else(|| folder.join(name(0)))
}
