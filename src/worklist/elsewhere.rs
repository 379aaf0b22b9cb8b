//! The worklists of any folder, as of a share or a checkout of many facilities: read where they lie. Nothing is written
//! there, and this machine remembers nothing of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::clean::clean_line;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::log::backup::Backup;
use crate::worklist::log::folder::journals;

use super::store::Worklist;
use super::summary::{NamedWorklist, WorklistSummary, nobody};

/// How many folders deep worklists are looked for: a year of a facility of a group stands in the third one.
const DEPTH: usize = 4;

/// The most folders that are looked through.
const FOLDERS: usize = 10_000;

/// A folder with journals, and what it is called, or a folder that cannot be looked into.
type Found = (String, Result<PathBuf, WorklistError>);

/// Returns the worklists in a folder: the folder itself, and all folders below it that hold journals, a few folders deep.
/// Each is called by its path from there; links and hidden folders are passed over. One that cannot be read says so and
/// hides none of the others.
///
/// # Errors
///
/// If the folder is not there or cannot be read, or there are too many folders below it.
pub fn list_folder(folder: &Path) -> Result<Vec<NamedWorklist>, WorklistError> {
    let mut found = Vec::new();
    let mut budget = FOLDERS;
    look(folder, folder, DEPTH, &mut budget, &mut found).map_err(WorklistError::named(folder, "を読み込めません"))?;
    if budget == 0 {
        return Err(WorklistError::TooManyFolders { folder: folder.to_owned(), limit: FOLDERS });
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found.into_iter().map(read).collect())
}

/// Looks into a folder and those below it.
fn look(root: &Path, folder: &Path, depth: usize, budget: &mut usize, found: &mut Vec<Found>) -> io::Result<()> {
    let mut below = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        let is_hidden = item.file_name().as_encoded_bytes().starts_with(b".");
        // The kind is that of a link itself, so that no link is followed.
        if !is_hidden && item.file_type().is_ok_and(|kind| kind.is_dir()) {
            below.push(item.path());
        }
    }
    if !journals(folder)?.is_empty() {
        found.push((name(root, folder), Ok(folder.to_owned())));
    }
    for folder in below.iter().filter(|_| depth > 0) {
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            break;
        }
        if let Err(error) = look(root, folder, depth - 1, budget, found) {
            found.push((name(root, folder), Err(WorklistError::named(folder, "を読み込めません")(error))));
        }
    }
    Ok(())
}

/// Returns what a worklist is called: the path to it, or its own name if it is the folder itself.
fn name(root: &Path, folder: &Path) -> String {
    let below = folder.strip_prefix(root).ok().filter(|path| !path.as_os_str().is_empty());
    let named = below.or_else(|| folder.file_name().map(Path::new)).unwrap_or(folder);
    clean_line(&named.to_string_lossy())
}

/// Reads a worklist.
fn read((name, folder): Found) -> NamedWorklist {
    let worklist = folder.and_then(|folder| Worklist::read(&folder, nobody(), Backup::default()));
    let summed = worklist.map(|worklist| (WorklistSummary::of(name.clone(), &worklist), worklist.state().clone()));
    (name, summed)
}
