//! The worklists of any folder, as of a share or a checkout of many facilities: read where they lie. Nothing is written
//! there, and this machine remembers nothing of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::clean::clean_line;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::log::backup::{Backup, is_backup};
use crate::worklist::log::folder::is_of_worklist;

use super::store::Worklist;
use super::summary::{NamedWorklist, WorklistSummary, nobody};

/// How many folders deep worklists are looked for: a year of a facility of a group stands in the third one.
const DEPTH: usize = 4;

/// The most folders that are looked through.
const FOLDERS: usize = 10_000;

/// What there is in a folder.
#[derive(Debug)]
pub struct FoundWorklists {
    /// The worklists by their names, each with what it holds or why it cannot be read.
    pub worklists: Vec<NamedWorklist>,
    /// The folders that could not be looked into: why.
    pub unread: Vec<WorklistError>,
    /// Whether there are folders so deep that they were not looked into.
    pub has_deeper: bool,
}

/// Returns the worklists in a folder: the folder itself, and the folders below it that hold journals, a few folders deep.
/// Each is called by its path from there; links, hidden folders, copies of this machine, and what lies below a worklist are
/// passed over. One that cannot be read says so and hides none of the others.
///
/// # Errors
///
/// If the folder is not there or cannot be read, or there are too many folders below it.
pub fn list_folder(folder: &Path) -> Result<FoundWorklists, WorklistError> {
    let mut search =
        FolderSearch { root: folder, budget: FOLDERS, found: Vec::new(), unread: Vec::new(), has_deeper: false };
    search.look(folder, DEPTH).map_err(WorklistError::named(folder, "を読み込めません"))?;
    if search.budget == 0 {
        return Err(WorklistError::TooManyFolders { folder: folder.to_owned(), limit: FOLDERS });
    }
    let FolderSearch { mut found, unread, has_deeper, .. } = search;
    found.sort();
    Ok(FoundWorklists { worklists: found.into_iter().map(read).collect(), unread, has_deeper })
}

/// Looks for worklists.
struct FolderSearch<'a> {
    root: &'a Path,
    /// How many folders may still be looked into.
    budget: usize,
    /// The folders of worklists, and what they are called.
    found: Vec<(String, PathBuf)>,
    unread: Vec<WorklistError>,
    has_deeper: bool,
}

impl FolderSearch<'_> {
    /// Looks into a folder and those below it.
    fn look(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        let below = folders_in(folder)?;
        if is_of_worklist(folder)? && !is_backup(folder) {
            self.found.push((name(self.root, folder), folder.to_owned()));
            // Below a worklist lie evidence and copies. In the folder of a group a journal may lie by mistake.
            if folder != self.root {
                return Ok(());
            }
        }
        self.has_deeper |= depth == 0 && !below.is_empty();
        for folder in below.iter().filter(|_| depth > 0) {
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                break;
            }
            if let Err(error) = self.look(folder, depth - 1) {
                self.unread.push(WorklistError::named(folder, "を読み込めません")(error));
            }
        }
        Ok(())
    }
}

/// Returns the folders in a folder, without hidden ones and links.
fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut below = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        let is_hidden = item.file_name().as_encoded_bytes().starts_with(b".");
        // The kind is that of a link itself, so that no link is followed.
        if !is_hidden && item.file_type().is_ok_and(|kind| kind.is_dir()) {
            below.push(item.path());
        }
    }
    Ok(below)
}

/// Returns what a worklist is called: the path to it, or its own name if it is the folder itself.
fn name(root: &Path, folder: &Path) -> String {
    let below = folder.strip_prefix(root).ok().filter(|path| !path.as_os_str().is_empty());
    let named = below.or_else(|| folder.file_name().map(Path::new)).unwrap_or(folder);
    clean_line(&named.to_string_lossy())
}

/// Reads a worklist.
fn read((name, folder): (String, PathBuf)) -> NamedWorklist {
    let worklist = Worklist::read(&folder, nobody(), Backup::default());
    let summed = worklist.map(|worklist| (WorklistSummary::of(name.clone(), &worklist), worklist.state().clone()));
    (name, summed)
}
