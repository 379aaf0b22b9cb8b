//! All journals of a folder, kept as they were last read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::worklist::entry::change::Entry;

use super::chain::Chain;
use super::file::{FileStamp, Journal, NumberedEntry};
use super::folder;

/// The most threads that read journals at once.
const READERS: usize = 4;

/// The journals of a worklist by the names of their files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journals(BTreeMap<String, Journal>);

/// What has changed in a folder since it was last read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FolderChange {
    /// Nothing.
    None,
    /// Only that these entries were appended; they are in no particular order.
    Appended(Vec<Arc<Entry>>),
    /// Anything else.
    Other,
}

/// The end of a journal after entries were appended.
#[derive(Clone, Debug)]
pub(crate) struct JournalEnd {
    pub chain: Chain,
    pub length: u64,
    pub stamp: Option<FileStamp>,
}

impl Journals {
    /// Returns journals by the names of their files.
    #[cfg(test)]
    pub fn of(journals: impl IntoIterator<Item = (String, Journal)>) -> Self {
        Self(journals.into_iter().collect())
    }

    /// Returns the journals in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Journal)> {
        self.0.iter().map(|(name, journal)| (name.as_str(), journal))
    }

    /// Returns the journal in a file, if it was read.
    pub fn get(&self, name: &str) -> Option<&Journal> {
        self.0.get(name)
    }

    /// Reads what has changed in a folder. A file has changed if its length or time has. If it only became longer, only
    /// the new lines are read.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. The journals are then unchanged.
    pub fn refresh(&mut self, folder: &Path) -> io::Result<FolderChange> {
        let listed = folder::journals(folder)?;
        let are_gone = self.forget_all_but(&listed);
        let mut added = Vec::new();
        let mut unread = Vec::new();
        for (name, stamp) in listed {
            if self.0.get(&name).is_none_or(|journal| journal.stamp != Some(stamp)) {
                match self.read_on(folder, &name) {
                    Some(entries) => added.extend(entries),
                    None => unread.push(name),
                }
            }
        }
        let are_other = self.read_again(folder, unread);
        Ok(match (are_gone || are_other, added.is_empty()) {
            (true, _) => FolderChange::Other,
            (false, true) => FolderChange::None,
            (false, false) => FolderChange::Appended(added),
        })
    }

    /// Reads what was appended to a journal; none if anything else has changed.
    fn read_on(&mut self, folder: &Path, name: &str) -> Option<Vec<Arc<Entry>>> {
        let journal = self.0.get_mut(name).filter(|journal| journal.is_sound())?;
        let known = journal.entries.len();
        if journal.read_on(&folder.join(name)) {
            return Some(journal.entries[known..].iter().map(|recorded| recorded.entry.clone()).collect());
        }
        self.0.remove(name);
        None
    }

    /// Adds entries that were just written to a journal, so that it need not be read again.
    pub fn append(&mut self, name: &str, entries: &[Arc<Entry>], end: JournalEnd) {
        let Some(journal) = self.0.get_mut(name) else { return };
        for entry in entries {
            journal.lines += 1;
            journal.entries.push(NumberedEntry { line: journal.lines, entry: entry.clone() });
        }
        journal.chain = end.chain;
        journal.length = end.length;
        journal.stamp = end.stamp;
    }

    /// Removes journals that do not exist any more, and returns whether there were any. The list is sorted by name.
    fn forget_all_but(&mut self, listed: &[(String, FileStamp)]) -> bool {
        let before = self.0.len();
        self.0.retain(|name, _| listed.binary_search_by(|(there, _)| there.cmp(name)).is_ok());
        self.0.len() != before
    }

    /// Reads journals from their start, and returns whether anything in them has changed.
    fn read_again(&mut self, folder: &Path, names: Vec<String>) -> bool {
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        let mut changed = false;
        for (name, journal) in names.into_iter().zip(read_all(&paths)) {
            let is_same = |old: &Journal| old.entries == journal.entries && old.problems == journal.problems;
            changed |= !self.0.get(&name).is_some_and(is_same);
            self.0.insert(name, journal);
        }
        changed
    }
}

/// Reads journals in parallel: with many marks reading takes most of the time.
fn read_all(paths: &[PathBuf]) -> Vec<Journal> {
    let readers = thread::available_parallelism().map_or(1, usize::from).min(READERS).min(paths.len());
    if readers < 2 {
        return paths.iter().map(|path| Journal::read(path)).collect();
    }
    let next = AtomicUsize::new(0);
    let mut read: Vec<(usize, Journal)> = thread::scope(|scope| {
        let reader = || {
            let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            numbers.map_while(|number| Some((number, Journal::read(paths.get(number)?)))).collect::<Vec<_>>()
        };
        let readers: Vec<_> = (0..readers).map(|_| scope.spawn(reader)).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap_or_default()).collect()
    });
    read.sort_unstable_by_key(|(number, _)| *number);
    read.into_iter().map(|(_, journal)| journal).collect()
}
