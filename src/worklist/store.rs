//! A worklist on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::{Change, Entry, Identity, Subject, TransactionKind};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::journals::{FolderChange, Journals};
use crate::worklist::log::order::sorted;
use crate::worklist::log::problem::sentences;
use crate::worklist::log::writer::Writer;
use crate::worklist::state::State;
use crate::worklist::state::builder::{Context, build_entries};
use crate::worklist::state::undo::{Reverted, UndoDirection, plan};

use super::replay::replay;

/// A worklist: its journals and its state.
///
/// Nothing is created before the first change is recorded. From then on the journal that is written to is locked until
/// this value is dropped. Other programs write to their own journals.
#[derive(Debug)]
pub struct Worklist {
    folder: PathBuf,
    who: Arc<Identity>,
    journals: Journals,
    state: State,
    newest: Option<EntryId>,
    warnings: Vec<String>,
    writer: Option<Writer>,
    /// Whether it was not there when it was opened, and so must not be begun by a record.
    is_absent: bool,
}

impl Worklist {
    /// Opens the worklist in a folder. A missing folder is an empty worklist.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. A journal that cannot be read is only a warning.
    pub fn open(folder: &Path, who: Identity) -> Result<Self, WorklistError> {
        let mut worklist = Self {
            folder: folder.to_owned(),
            who: Arc::new(who.cleaned()),
            journals: Journals::default(),
            state: State::default(),
            newest: None,
            warnings: Vec::new(),
            writer: None,
            is_absent: false,
        };
        worklist.refresh()?;
        Ok(worklist)
    }

    /// Returns an empty worklist for a folder that is not there now, with a warning that says so. It accepts no records
    /// until the folder is back.
    pub(super) fn open_absent(folder: &Path, who: Identity, warning: String) -> Result<Self, WorklistError> {
        Ok(Self { is_absent: true, warnings: vec![warning], ..Self::open(folder, who)? })
    }

    /// Whether it is not there, and so accepts no records.
    pub fn is_missing(&self) -> bool {
        self.is_absent && !self.folder.is_dir()
    }

    /// Returns the name, which is that of the folder.
    pub fn name(&self) -> String {
        clean_line(&self.folder.file_name().unwrap_or_default().to_string_lossy())
    }

    /// Returns the folder with the journals.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the person who writes.
    pub fn who(&self) -> &Identity {
        &self.who
    }

    /// Returns the state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns sentences about journals that could be read only in part, with file and line.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Reads what others have written since, and returns whether there was anything. A file has changed if its length
    /// or time has; if it became longer, only the new lines are read. This is fast enough to be called every second.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. The state is then unchanged.
    pub fn refresh(&mut self) -> Result<bool, WorklistError> {
        let news = self.journals.refresh(&self.folder);
        match news.map_err(WorklistError::io(&self.folder, "を読み込めません"))? {
            FolderChange::None => return Ok(false),
            FolderChange::Appended(entries) => self.add_or_replay(entries),
            FolderChange::Other => self.replay(),
        }
        Ok(true)
    }

    /// Whether nothing was ever recorded here, not even something that cannot be read.
    pub fn is_untouched(&self) -> bool {
        self.newest.is_none() && self.warnings.is_empty()
    }

    /// Returns all entries about a clause, the oldest first. [`Edit::sentence`](super::Edit::sentence) makes a sentence
    /// of one.
    pub fn history(&self, clause: &str) -> Vec<Arc<Entry>> {
        self.history_of(|subject| matches!(subject, Subject::Clause(id) if id == clause))
    }

    /// Returns all entries about the subjects for which `is_asked` is true, the oldest first.
    pub fn history_of(&self, is_asked: impl Fn(&Subject) -> bool) -> Vec<Arc<Entry>> {
        let all = self.journals.iter().flat_map(|(_, journal)| &journal.entries).map(|recorded| &recorded.entry);
        let mut entries: Vec<Arc<Entry>> = all.filter(|entry| is_asked(&entry.change.subject)).cloned().collect();
        entries.sort();
        entries.dedup_by(|later, kept| later.id == kept.id);
        entries
    }

    /// Undoes or redoes the last transaction of this person.
    ///
    /// # Errors
    ///
    /// If the journals cannot be read or written.
    pub(super) fn revert(&mut self, direction: UndoDirection, via: &str) -> Result<Reverted, WorklistError> {
        self.refresh()?;
        let plan = plan(&sorted(&self.journals).0, &self.state, &self.who, direction);
        let entries = match plan.kind {
            Some(kind) => self.record(plan.changes, kind, via)?,
            None => Vec::new(),
        };
        Ok(Reverted { transaction: plan.transaction, entries, skipped: plan.skipped })
    }

    /// Records changes as one transaction. On success all of them are on disk, on failure none.
    ///
    /// # Errors
    ///
    /// If a change is not valid, or the journal cannot be written.
    pub(super) fn record(
        &mut self,
        changes: Vec<Change>,
        kind: TransactionKind,
        via: &str,
    ) -> Result<Vec<Arc<Entry>>, WorklistError> {
        let changes: Vec<Change> = changes.into_iter().map(Change::checked).collect::<Result<_, _>>()?;
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        // The state that the person saw, without what others have written until this moment.
        let seen = self.state.clone();
        let mut writer = self.writer()?;
        let context = Context { who: &self.who, now: clock::now(), newest: self.newest, kind, via };
        let entries = build_entries(changes, &seen, &context)?;
        // Dropped before entries are added, so that the state need not be copied.
        drop(seen);
        let end = writer.append(&entries)?;
        self.journals.append(writer.name(), &entries, end);
        entries.iter().for_each(|entry| self.add(entry));
        self.writer = Some(writer);
        Ok(entries)
    }

    /// Takes the writer out of this value, so that it is gone if it fails.
    fn writer(&mut self) -> Result<Writer, WorklistError> {
        if let Some(writer) = self.writer.take().filter(Writer::is_usable) {
            return Ok(writer);
        }
        let writer = Writer::claim(&self.folder, &self.who, &self.journals)?;
        // Another program may have written to this journal since it was read.
        self.refresh()?;
        Ok(writer)
    }

    /// Adds an entry that is newer than all others.
    fn add(&mut self, entry: &Arc<Entry>) {
        self.state.add(entry);
        self.newest = Some(entry.id);
    }

    /// Adds entries of others if they are newer than all entries before. If not, replays all journals.
    fn add_or_replay(&mut self, mut entries: Vec<Arc<Entry>>) {
        entries.sort();
        let are_newer = entries.first().is_some_and(|first| self.newest.is_none_or(|newest| newest < first.id));
        if are_newer && entries.windows(2).all(|two| two[0].id < two[1].id) {
            entries.iter().for_each(|entry| self.add(entry));
        } else {
            self.replay();
        }
    }

    fn replay(&mut self) {
        let replayed = replay(&self.journals);
        self.state = replayed.state;
        self.newest = replayed.newest;
        self.warnings.clear();
        for (name, journal) in self.journals.iter() {
            let duplicates = replayed.duplicates.get(name).into_iter().flatten();
            let problems: Vec<_> = journal.problems.iter().chain(duplicates).cloned().collect();
            self.warnings.extend(sentences(name, &problems));
        }
    }
}
