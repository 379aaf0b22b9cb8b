//! What can be said of the records of a worklist over time: what this machine remembers of its own, and what a report has
//! sealed.

use jiff::Timestamp;

use crate::clock;
use crate::fs::reason;
use crate::language::tr;
use crate::sheet::list_mark;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::backup::LostRecords;
use crate::worklist::log::journals::Journals;
use crate::worklist::log::verify::{JournalHead, Verified, heads, hold_to, verify};

use super::state::State;
use super::store::Worklist;

impl Worklist {
    /// Compares the journals with what this machine remembers.
    pub(super) fn look_back(&mut self) {
        self.lost = self.backup.lost(&self.folder, &self.journals);
        self.is_gone = !self.lost.is_empty() && self.journals.iter().next().is_none();
    }

    /// Whether the records that were read, or that this machine remembers, are not there.
    pub fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Brings back the records that this machine remembers and that are gone. Returns how many there were.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub(super) fn restore(&mut self) -> Result<usize, WorklistError> {
        // What was read before it was gone is not there.
        let there = if self.is_gone { &Journals::default() } else { &self.journals };
        let restored = self.backup.restore(&self.folder, there, &self.who);
        let count = restored.map_err(WorklistError::io(&self.folder, "に書き込めません"))?;
        self.is_gone = false;
        self.refresh()?;
        self.look_back();
        Ok(count)
    }

    /// Takes the present records for right, although this machine remembers more. Returns how many are forgotten.
    ///
    /// # Errors
    ///
    /// If the state folder cannot be written.
    pub fn accept_loss(&mut self) -> Result<usize, WorklistError> {
        let accepted = self.backup.accept(&self.folder, &self.journals);
        let count = accepted.map_err(WorklistError::io(&self.folder, "の控えを消せません"))?;
        self.look_back();
        Ok(count)
    }

    /// Returns sentences about own records that this machine remembers and that are gone.
    pub fn losses(&self) -> Vec<String> {
        self.lost.iter().map(LostRecords::sentence).collect()
    }

    /// Adds a sentence to what there is to tell, unless this machine remembers that it was told here. Where nothing can be
    /// remembered it is not told: it would be told each time.
    pub fn tell_once(&mut self, what: &str, sentence: impl FnOnce() -> String) {
        if self.backup.is_news(what).unwrap_or(false) {
            self.notices.push(sentence());
        }
    }

    /// Keeps a copy of what was just recorded. That it cannot be kept does not stop the work; it is said once.
    pub(super) fn remember(&mut self, journal: &str) {
        // While own records are missing, what lies here may be of somebody else.
        let list = self.id().filter(|_| self.lost.is_empty());
        let followed = self.backup.follow(list, &self.folder.join(journal), journal);
        if let (Err(error), false) = (followed, self.is_unremembered) {
            self.is_unremembered = true;
            let why = reason(&error);
            self.notices.push(tr!("記録の控えを残せません({why})。記録はできています。", why));
        }
    }

    /// Returns the mark that forms of this worklist carry; empty if it has no profile, so that nobody can tell whose it is.
    pub fn form_mark(&self) -> String {
        let id = self.id().filter(|_| self.state().has_profile());
        id.map(|id| list_mark(&id.to_string())).unwrap_or_default()
    }

    /// Whether a sheet with a mark is of this worklist, or of one that was joined; so is one without a mark.
    pub fn is_own_sheet(&self, mark: &str) -> bool {
        let is_it = |id: &EntryId| list_mark(&id.to_string()) == mark;
        mark.is_empty() || self.id().is_none() || self.journals().lineage().accepted().iter().any(is_it)
    }

    /// Returns the end of every journal that counts, sorted by file.
    pub fn heads(&self) -> Vec<JournalHead> {
        heads(&self.journals)
    }

    /// Holds the journals to the ends they had once. Returns a sentence for each that is not there any more as it was.
    pub fn hold_to(&self, heads: &[JournalHead]) -> Vec<String> {
        hold_to(&self.journals, heads)
    }

    /// Returns the state as it was at a moment: what was recorded before it.
    pub fn state_at(&self, moment: Timestamp) -> State {
        let mut state = State::default();
        state.extend(&self.history_of(|_| true).into_iter().filter(|entry| entry.at < moment).collect::<Vec<_>>());
        state
    }

    /// Verifies every journal, in the order of their names.
    pub fn verify(&self) -> Vec<Verified> {
        verify(&self.journals, clock::now())
    }
}
