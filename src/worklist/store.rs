//! A worklist on disk.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::clock;

use super::change::{Change, Entry, Identity};
use super::entry_id;
use super::error::WorklistError;
use super::fold::{Journals, fold};
use super::folder;
use super::journal::{Journal, Recorded, Stamp};
use super::problem::sentences;
use super::state::State;
use super::writer::Writer;

/// The journals of one worklist and their state.
///
/// Nothing is created before the first change is recorded. From then on the journal written to is locked until this
/// value is dropped; other programs write to journals of their own.
#[derive(Debug)]
pub struct Worklist {
    folder: PathBuf,
    who: Identity,
    journals: Journals,
    state: State,
    newest: Option<String>,
    warnings: Vec<String>,
    writer: Option<Writer>,
}

impl Worklist {
    /// Reads the journals in a folder; a missing folder is an empty worklist.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. A journal that cannot be read is a warning.
    pub fn open(folder: &Path, who: Identity) -> Result<Self, WorklistError> {
        let mut worklist = Self {
            folder: folder.to_owned(),
            who: who.cleaned(),
            journals: Journals::new(),
            state: State::default(),
            newest: None,
            warnings: Vec::new(),
            writer: None,
        };
        worklist.refresh()?;
        Ok(worklist)
    }

    /// Returns what the entries add up to.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns sentences about journals that could only be read in part, naming file and line.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Reads what others have written since, and returns whether there was anything. Files are told to have changed
    /// by length and time, so this is cheap enough to be called often.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read; the state stays as it was.
    pub fn refresh(&mut self) -> Result<bool, WorklistError> {
        let listed = folder::journals(&self.folder).map_err(WorklistError::io(&self.folder, "を読み込めません"))?;
        let mut changed = self.forget_all_but(&listed);
        for (name, stamp) in listed {
            if self.journals.get(&name).is_none_or(|journal| journal.stamp != Some(stamp)) {
                changed |= self.read(name);
            }
        }
        if changed {
            self.fold();
        }
        Ok(changed)
    }

    /// Records changes; on success every one of them is on disk, on failure none.
    ///
    /// # Errors
    ///
    /// If a change cannot be recorded as it is, or the journal cannot be written.
    pub fn apply(&mut self, changes: Vec<Change>) -> Result<Vec<Entry>, WorklistError> {
        let changes: Vec<Change> = changes.into_iter().map(Change::checked).collect::<Result<_, _>>()?;
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let mut writer = self.writer()?;
        let entries = self.entries(changes, clock::now())?;
        let stamp = writer.append(&entries)?;
        self.take_in(writer.name(), &entries, stamp);
        self.writer = Some(writer);
        Ok(entries)
    }

    /// Takes the writer out, so that one that fails is gone.
    fn writer(&mut self) -> Result<Writer, WorklistError> {
        if let Some(writer) = self.writer.take().filter(Writer::is_usable) {
            return Ok(writer);
        }
        let writer = Writer::claim(&self.folder, &self.who)?;
        // Whoever had this journal before may have written since it was read here.
        self.refresh()?;
        Ok(writer)
    }

    fn entries(&self, changes: Vec<Change>, now: Timestamp) -> Result<Vec<Entry>, WorklistError> {
        // As it will be read again: a line holds milliseconds.
        let at = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let mut newest = self.newest.as_deref().and_then(entry_id::parse);
        let mut entries = Vec::with_capacity(changes.len());
        for change in changes {
            newest = Some(entry_id::next(now, newest).ok_or(WorklistError::NoMoreIds)?);
            let id = newest.map(|id| id.to_string()).unwrap_or_default();
            entries.push(Entry { id, at, who: self.who.clone(), change });
        }
        Ok(entries)
    }

    /// Adds what was just written, so that it need not be read again.
    fn take_in(&mut self, name: &str, entries: &[Entry], stamp: Option<Stamp>) {
        for entry in entries {
            self.state.add(entry);
            self.newest = Some(entry.id.clone());
        }
        if let Some(journal) = self.journals.get_mut(name) {
            for entry in entries {
                journal.lines += 1;
                journal.entries.push(Recorded { line: journal.lines, entry: entry.clone() });
            }
            journal.stamp = stamp;
        }
    }

    /// Drops journals that are gone, and returns whether there were any; the list is sorted by name.
    fn forget_all_but(&mut self, listed: &[(String, Stamp)]) -> bool {
        let before = self.journals.len();
        self.journals.retain(|name, _| listed.binary_search_by(|(there, _)| there.cmp(name)).is_ok());
        self.journals.len() != before
    }

    /// Reads a journal, and returns whether it says anything new.
    fn read(&mut self, name: String) -> bool {
        let journal = Journal::read(&self.folder.join(&name));
        let same = |old: &Journal| old.entries == journal.entries && old.findings == journal.findings;
        let changed = !self.journals.get(&name).is_some_and(same);
        self.journals.insert(name, journal);
        changed
    }

    fn fold(&mut self) {
        let folded = fold(&self.journals);
        self.state = folded.state;
        self.newest = folded.newest;
        self.warnings.clear();
        for (name, journal) in &self.journals {
            let conflicts = folded.conflicts.get(name).into_iter().flatten();
            let findings: Vec<_> = journal.findings.iter().chain(conflicts).cloned().collect();
            self.warnings.extend(sentences(name, &findings));
        }
    }
}
