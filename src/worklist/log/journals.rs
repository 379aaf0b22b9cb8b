//! All journals of a folder, kept as they were last read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::language::spawn_in;
use crate::worklist::entry::change::{Entry, Subject};
use crate::worklist::entry::id::EntryId;

use super::chain::Chain;
use super::file::{FileStamp, Journal, NumberedEntry};
use super::folder::{self, ListedJournal};
use super::line::Heading;
use super::lineage::{Lineage, is_origin};
use super::problem::{JournalProblemKind, Problems};

/// The most threads that read journals at once.
const READERS: usize = 4;

/// The journals of a folder by the names of their files, and which of them belong to its worklist.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journals {
    files: BTreeMap<String, Journal>,
    lineage: Lineage,
    /// The id of the worklist that this machine has seen in this folder before.
    remembered: Option<EntryId>,
}

/// What has changed in a folder since it was last read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FolderChange {
    /// Nothing.
    None,
    /// Only that these entries were appended; they are in no particular order.
    Appended(Vec<Arc<Entry>>),
    /// Anything else.
    Other,
    /// That there is no journal any more where there were some.
    Vanished,
}

/// The end of a journal after entries were appended.
#[derive(Clone, Debug)]
pub(crate) struct JournalEnd {
    /// The heading, if these are the first entries.
    pub heading: Option<Heading>,
    pub chain: Chain,
    /// The short hashes of the lines that were appended.
    pub hashes: Vec<u64>,
    pub length: u64,
    pub stamp: Option<FileStamp>,
}

impl Journals {
    /// Returns no journals yet, of a folder in which this machine has seen the worklist with this id before.
    pub fn of_folder(remembered: Option<EntryId>) -> Self {
        Self { remembered, ..Self::default() }
    }

    /// Returns journals by the names of their files.
    pub fn of(journals: impl IntoIterator<Item = (String, Journal)>, remembered: Option<EntryId>) -> Self {
        let files: BTreeMap<String, Journal> = journals.into_iter().collect();
        Self { lineage: Lineage::of(&files, remembered), files, remembered }
    }

    /// Returns all journals in the order of their names, also those that are not counted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Journal)> {
        self.files.iter().map(|(name, journal)| (name.as_str(), journal))
    }

    /// Returns the entries that count, with the files they are in.
    pub fn counted(&self) -> impl Iterator<Item = (&str, &NumberedEntry)> {
        let counted = |(name, journal): (&str, &Journal)| self.lineage.counted(name, journal);
        self.iter().flat_map(move |both| both.1.entries[..counted(both)].iter().map(move |recorded| (both.0, recorded)))
    }

    /// Returns the transaction that this worklist began with: that of the entry whose id it has; else the first one of the
    /// journals that name it, or none, which tells more than where records come from.
    pub fn own_beginning(&self) -> Option<EntryId> {
        let list = self.lineage.list;
        let is_own = |journal: &Journal| journal.heading.as_ref().is_none_or(|heading| Some(heading.list) == list);
        let own = self.iter().filter(|(_, journal)| is_own(journal));
        let counted = own.flat_map(|(name, journal)| &journal.entries[..self.lineage.counted(name, journal)]);
        let told = counted.map(|recorded| &recorded.entry).filter(|entry| !is_origin(entry));
        told.min_by_key(|entry| (Some(entry.id) != list, entry.id)).map(|entry| entry.transaction.id)
    }

    /// Returns which journals belong to the worklist.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// Returns the problems of a journal, with that of not belonging here.
    pub fn problems(&self, name: &str, journal: &Journal) -> Problems {
        if self.lineage.foreign.contains(name) {
            return Problems::of_file(JournalProblemKind::Foreign);
        }
        journal.problems.clone()
    }

    /// Returns the journal in a file, if it was read.
    pub fn get(&self, name: &str) -> Option<&Journal> {
        self.files.get(name)
    }

    /// Reads what has changed in a folder. A file has changed if its length or time has. If it only became longer, only
    /// the new lines are read.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. The journals are then unchanged.
    pub fn refresh(&mut self, folder: &Path) -> io::Result<FolderChange> {
        let listed = folder::journals(folder)?;
        if listed.is_empty() && self.counted().next().is_some() {
            return Ok(FolderChange::Vanished);
        }
        let mut is_other = self.forget_all_but(&listed);
        let mut added = Vec::new();
        let mut unread = Vec::new();
        for ListedJournal { name, stamp, passed_over } in listed {
            if self.files.get(&name).is_some_and(|journal| journal.stamp == Some(stamp)) {
                continue;
            }
            if let Some(what) = passed_over {
                let refused = Journal::refused(JournalProblemKind::PassedOver(what), Some(stamp));
                self.files.insert(name, refused);
                is_other = true;
                continue;
            }
            match self.read_on(folder, &name) {
                Some(entries) => added.extend(entries),
                None => unread.push(name),
            }
        }
        is_other |= self.read_again(folder, unread);
        if is_other || added.iter().any(|entry| may_move_lineage(entry)) {
            let lineage = Lineage::of(&self.files, self.remembered);
            is_other |= lineage != self.lineage;
            self.lineage = lineage;
        }
        Ok(match (is_other, added.is_empty()) {
            (true, _) => FolderChange::Other,
            (false, true) => FolderChange::None,
            (false, false) => FolderChange::Appended(added),
        })
    }

    /// Reads what was appended to a journal of which all is counted; none if anything else has changed.
    fn read_on(&mut self, folder: &Path, name: &str) -> Option<Vec<Arc<Entry>>> {
        let journal = self.files.get_mut(name).filter(|journal| journal.is_sound())?;
        if self.lineage.counted(name, journal) < journal.entries.len() {
            return None;
        }
        let known = journal.entries.len();
        if journal.read_on(&folder.join(name)) {
            return Some(journal.entries[known..].iter().map(|recorded| recorded.entry.clone()).collect());
        }
        self.files.remove(name);
        None
    }

    /// Adds entries that were just written to a journal, so that it need not be read again.
    pub fn append(&mut self, name: &str, entries: &[Arc<Entry>], end: JournalEnd) {
        let Some(journal) = self.files.get_mut(name) else { return };
        for (entry, hash) in entries.iter().zip(end.hashes) {
            journal.lines += 1;
            journal.entries.push(NumberedEntry { line: journal.lines, hash, entry: entry.clone() });
        }
        journal.chain = end.chain;
        journal.length = end.length;
        journal.whole = end.length;
        journal.stamp = end.stamp;
        let is_first = end.heading.is_some();
        journal.heading = end.heading.or(journal.heading.take());
        if is_first || entries.iter().any(|entry| may_move_lineage(entry)) {
            self.lineage = Lineage::of(&self.files, self.remembered);
        }
    }

    /// Removes journals that do not exist any more, and returns whether there were any. The list is sorted by name.
    fn forget_all_but(&mut self, listed: &[ListedJournal]) -> bool {
        let before = self.files.len();
        self.files.retain(|name, _| listed.binary_search_by(|there| there.name.cmp(name)).is_ok());
        self.files.len() != before
    }

    /// Reads journals from their start, and returns whether anything in them has changed.
    fn read_again(&mut self, folder: &Path, names: Vec<String>) -> bool {
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        let mut changed = false;
        for (name, journal) in names.into_iter().zip(read_all(&paths)) {
            let is_same = |old: &Journal| old.entries == journal.entries && old.problems == journal.problems;
            changed |= !self.files.get(&name).is_some_and(is_same);
            self.files.insert(name, journal);
        }
        changed
    }
}

/// Whether an entry may change which journals belong to the worklist, or which worklist it is.
fn may_move_lineage(entry: &Entry) -> bool {
    entry.change.subject == Subject::Worklist
}

/// Reads journals in parallel: with many marks reading takes most of the time.
fn read_all(paths: &[PathBuf]) -> Vec<Journal> {
    // What the machine may take is asked only where it matters: the answer stands in files of the system.
    let most = READERS.min(paths.len());
    let readers = if most < 2 { most } else { thread::available_parallelism().map_or(1, usize::from).min(most) };
    if readers < 2 {
        return paths.iter().map(|path| Journal::read(path)).collect();
    }
    let next = AtomicUsize::new(0);
    let mut read: Vec<(usize, Journal)> = thread::scope(|scope| {
        let reader = || {
            let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            numbers.map_while(|number| Some((number, Journal::read(paths.get(number)?)))).collect::<Vec<_>>()
        };
        let readers: Vec<_> = (0..readers).map(|_| spawn_in(scope, reader)).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap_or_default()).collect()
    });
    read.sort_unstable_by_key(|(number, _)| *number);
    read.into_iter().map(|(_, journal)| journal).collect()
}
