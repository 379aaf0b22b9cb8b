//! A worklist on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock;
use crate::fs::remove_strays;
use crate::language::t;
use crate::model::Id;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::{Change, Entry, Identity, Subject, TransactionKind};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::backup::{Backup, LostRecords};
use crate::worklist::log::journals::{FolderChange, Journals};
use crate::worklist::log::lineage::is_origin;
use crate::worklist::log::order::sorted;
use crate::worklist::log::problem::Problems;
use crate::worklist::log::writer::{Opening, Writer, clean_up};
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
    pub(super) folder: PathBuf,
    pub(super) who: Arc<Identity>,
    pub(super) backup: Backup,
    pub(super) journals: Journals,
    state: State,
    newest: Option<EntryId>,
    /// Whether what is recorded now is not the last entry, see [`replay`].
    has_last: bool,
    problems: Vec<FileProblems>,
    pub(super) lost: Vec<LostRecords>,
    pub(super) notices: Vec<String>,
    /// Whether it was said that no copy can be kept.
    pub(super) is_unremembered: bool,
    /// Whether the journals that were read are gone, as when a share is unmounted. The state is then the last one known.
    pub(super) is_gone: bool,
    writer: Option<Writer>,
    /// What it counts as long as nobody chose, see [`Worklist::begin_with`].
    pub(super) beginning: BTreeSet<Id>,
    /// The sentence that it was not there when it was opened, and so must not be begun by a record.
    absence: Option<String>,
}

/// The problems of one journal, by the name of its file.
#[derive(Debug)]
struct FileProblems {
    file: String,
    problems: Problems,
}

impl Worklist {
    /// Opens the worklist in a folder. A missing folder is an empty worklist. Nothing is remembered of its records.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. A journal that cannot be read is only a warning.
    pub fn open(folder: &Path, who: Identity) -> Result<Self, WorklistError> {
        Self::open_with(folder, who, Backup::default())
    }

    /// Opens the worklist in a folder, of which this machine keeps copies. What a killed program of this person has left
    /// behind is removed.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read.
    pub(super) fn open_with(folder: &Path, who: Identity, backup: Backup) -> Result<Self, WorklistError> {
        let mut worklist = Self::read(folder, who, backup)?;
        worklist.look_back();
        remove_strays(folder);
        if clean_up(folder, &worklist.who, &worklist.journals, &worklist.backup) {
            worklist.notices.push(t("途中で止まった書き込みの残りを取り除きました。記録は減っていません。").to_owned());
            worklist.refresh()?;
        }
        worklist.finish_merges()?;
        worklist.backup.catch_up(folder);
        Ok(worklist)
    }

    /// Reads the worklist in a folder, and changes nothing there.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read.
    pub(super) fn read(folder: &Path, who: Identity, backup: Backup) -> Result<Self, WorklistError> {
        let mut worklist = Self {
            folder: folder.to_owned(),
            who: Arc::new(who.cleaned()),
            journals: Journals::of_folder(backup.list()),
            backup,
            state: State::default(),
            newest: None,
            has_last: false,
            problems: Vec::new(),
            lost: Vec::new(),
            notices: Vec::new(),
            is_unremembered: false,
            is_gone: false,
            writer: None,
            beginning: BTreeSet::new(),
            absence: None,
        };
        worklist.refresh()?;
        Ok(worklist)
    }

    /// Returns an empty worklist for a folder that is not there now, with a warning that says so. It accepts no records
    /// until the folder is back.
    pub(super) fn open_absent(folder: &Path, who: Identity, warning: String) -> Result<Self, WorklistError> {
        Ok(Self { absence: Some(warning), ..Self::open(folder, who)? })
    }

    /// Whether it is not there, and so accepts no records.
    pub fn is_missing(&self) -> bool {
        self.absence.is_some() && !self.folder.is_dir()
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

    /// Changes the name under which is recorded from now on. What was recorded before keeps its name.
    pub fn rename_writer(&mut self, user: String) {
        let who = Identity { user, host: self.who.host.clone() }.cleaned();
        if who != *self.who {
            self.who = Arc::new(who);
            // The next record claims or begins a journal of the new name.
            self.writer = None;
        }
    }

    /// Returns the state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns the id of the worklist; none if nothing was ever recorded.
    pub fn id(&self) -> Option<EntryId> {
        self.journals.lineage().list
    }

    pub(super) fn journals(&self) -> &Journals {
        &self.journals
    }

    /// Returns the id of the newest entry that others can follow.
    pub(super) fn newest(&self) -> Option<EntryId> {
        self.newest
    }

    /// Returns sentences about journals that could be read only in part, with file and line, and about records that are
    /// gone.
    pub fn warnings(&self) -> Vec<String> {
        let absence = self.absence.clone().filter(|_| self.is_missing());
        let gone = self.is_gone.then(|| WorklistError::Gone(self.folder.clone()).to_string());
        let problems = self.problems.iter().flat_map(|one| one.problems.sentences(&one.file));
        absence.into_iter().chain(gone).chain(self.losses()).chain(problems).collect()
    }

    /// Whether there are records that are not counted, so that what is shown may be wrong.
    pub fn is_incomplete(&self) -> bool {
        self.is_gone || !self.lost.is_empty() || self.problems.iter().any(|one| one.problems.cost_records())
    }

    /// Returns the error for what must not begin without records that cannot be read now: nobody would notice what is
    /// missing in the new worklist.
    pub(super) fn ensure_complete(&self) -> Result<(), WorklistError> {
        match self.is_incomplete() {
            true => {
                let first = self.warnings().into_iter().next().unwrap_or_default();
                Err(WorklistError::Incomplete { name: self.name(), first })
            }
            false => Ok(()),
        }
    }

    /// Returns what there is to tell that is no fault of the records, each sentence once.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Reads what others have written since, and returns whether there was anything. A file has changed if its length
    /// or time has; if it became longer, only the new lines are read. This is fast enough to be called every second.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read. The state is then unchanged.
    pub fn refresh(&mut self) -> Result<bool, WorklistError> {
        let news = self.journals.refresh(&self.folder);
        let news = news.map_err(WorklistError::io(&self.folder, "を読み込めません"))?;
        if news == FolderChange::Vanished {
            let is_news = !self.is_gone;
            self.is_gone = true;
            self.writer = None;
            return Ok(is_news);
        }
        // An empty folder that stays empty is no return.
        let is_back = self.is_gone && self.journals.iter().next().is_some();
        self.is_gone &= !is_back;
        match news {
            FolderChange::None | FolderChange::Vanished => return Ok(is_back),
            FolderChange::Appended(entries) => self.add_or_replay(entries),
            FolderChange::Other => {
                self.replay();
                self.look_back();
            }
        }
        Ok(true)
    }

    /// Whether nothing was ever recorded here, not even something that cannot be read.
    pub fn is_untouched(&self) -> bool {
        self.newest.is_none() && self.problems.is_empty()
    }

    /// Returns all entries about a clause, the oldest first. [`Edit::sentence`](super::Edit::sentence) makes a sentence
    /// of one.
    pub fn history(&self, clause: &str) -> Vec<Arc<Entry>> {
        self.history_of(|subject| matches!(subject, Subject::Clause(id) if id == clause))
    }

    /// Returns all entries about the subjects for which `is_asked` is true, the oldest first.
    pub fn history_of(&self, is_asked: impl Fn(&Subject) -> bool) -> Vec<Arc<Entry>> {
        let all = self.journals.counted().map(|(_, recorded)| &recorded.entry);
        let mut entries: Vec<Arc<Entry>> = all.filter(|entry| is_asked(&entry.change.subject)).cloned().collect();
        entries.sort();
        entries.dedup_by(|later, kept| later.id == kept.id);
        entries
    }

    /// Returns the entries of the transaction of this person that an undo would take back now; none if there is none.
    pub fn next_undo(&self) -> Vec<Arc<Entry>> {
        plan(&sorted(&self.journals).0, &self.state, &self.who, UndoDirection::Undo).transaction
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
        self.record_as(changes, kind, via, None)
    }

    /// Records changes like [`Worklist::record`]. If nothing was recorded before, the worklist takes this id.
    ///
    /// # Errors
    ///
    /// Those of [`Worklist::record`].
    pub(super) fn record_as(
        &mut self,
        changes: Vec<Change>,
        kind: TransactionKind,
        via: &str,
        adopted: Option<EntryId>,
    ) -> Result<Vec<Arc<Entry>>, WorklistError> {
        let changes: Vec<Change> = changes.into_iter().map(Change::checked).collect::<Result<_, _>>()?;
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        if self.is_gone {
            return Err(WorklistError::Gone(self.folder.clone()));
        }
        // The state that the person saw, without what others have written until this moment.
        let seen = self.state.clone();
        let is_about_worklist = changes.iter().any(|change| change.edit.field().tells_whose());
        if is_about_worklist {
            // Somebody else may have said a moment ago what the worklist is about, and so which one it is.
            self.refresh()?;
        }
        let mut writer = self.writer(is_about_worklist)?;
        let context = Context { who: &self.who, now: clock::now(), newest: self.newest, kind, via };
        let changes = self.with_joins(self.with_beginning(changes, kind), kind);
        let entries = build_entries(changes, &seen, &context)?;
        let opening = Opening { list: self.id().or(adopted), is_implicit: !seen.has_profile() && !is_about_worklist };
        // Dropped before entries are added, so that the state need not be copied.
        drop(seen);
        let end = match writer.append(&entries, opening) {
            Ok(end) => end,
            Err(error) => {
                writer.give_up();
                return Err(error);
            }
        };
        self.journals.append(writer.name(), &entries, end);
        if self.has_last || entries.iter().any(|entry| is_origin(entry)) {
            self.replay();
        } else {
            self.add(&entries);
        }
        self.remember(writer.name());
        self.writer = Some(writer);
        Ok(entries)
    }

    /// Takes the writer out of this value, so that it is gone if it fails.
    fn writer(&mut self, is_about_worklist: bool) -> Result<Writer, WorklistError> {
        let lineage = self.journals.lineage();
        let is_counted = |writer: &Writer| writer.is_counted(lineage, is_about_worklist);
        if let Some(writer) = self.writer.take().filter(|writer| writer.is_usable() && is_counted(writer)) {
            return Ok(writer);
        }
        // A share that was unmounted a moment ago must not get a new journal in its empty place.
        if self.newest.is_some() {
            self.refresh()?;
        }
        if self.is_gone {
            return Err(WorklistError::Gone(self.folder.clone()));
        }
        let claim = |worklist: &Self| {
            let Self { folder, who, journals, backup, .. } = worklist;
            Writer::claim(folder, who, journals, backup, is_about_worklist)
        };
        let writer = claim(self)?;
        // Another program may have written to this journal since it was read.
        self.refresh()?;
        if writer.is_counted(self.journals.lineage(), is_about_worklist) {
            return Ok(writer);
        }
        drop(writer);
        claim(self)
    }

    /// Adds entries that are newer than all others.
    fn add(&mut self, entries: &[Arc<Entry>]) {
        self.state.extend(entries);
        self.newest = entries.last().map(|entry| entry.id).or(self.newest);
    }

    /// Adds entries of others if they are newer than all entries before. If not, replays all journals.
    fn add_or_replay(&mut self, mut entries: Vec<Arc<Entry>>) {
        entries.sort();
        // Only a replay tells whose entries are the first.
        let has_begun = self.state.beginning().is_some();
        let are_newer =
            has_begun && entries.first().is_some_and(|first| self.newest.is_none_or(|newest| newest < first.id));
        if are_newer && !self.has_last && entries.windows(2).all(|two| two[0].id < two[1].id) {
            self.add(&entries);
        } else {
            self.replay();
        }
    }

    fn replay(&mut self) {
        let mut replayed = replay(&self.journals);
        self.state = replayed.state;
        self.newest = replayed.newest;
        self.has_last = replayed.has_last;
        self.problems.clear();
        for (name, journal) in self.journals.iter() {
            let mut problems = self.journals.problems(name, journal);
            problems.extend(replayed.duplicates.remove(name).unwrap_or_default());
            if !problems.is_empty() {
                self.problems.push(FileProblems { file: name.to_owned(), problems });
            }
        }
    }
}
