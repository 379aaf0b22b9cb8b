//! What can be done to a worklist, for the screen and the command line alike: [`Worklist::perform`] is the only way to
//! write to one.
//!
//! Two rules live here and nowhere else. A worklist that was put away takes no records but the one that takes it out
//! again. And a file or page that is evidence already is not added a second time: it is linked with the clauses it does
//! not stand for yet.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::Id;
use crate::sheet::Answer;
use crate::text::clean::clean_line;
use crate::worklist::audit::new_evidence::NewEvidence;
use crate::worklist::entry::change::{Change, Entry, TransactionKind};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::merge::{Merged, merge};
use crate::worklist::state::State;
use crate::worklist::state::evidence::Evidence;
use crate::worklist::state::undo::{Reverted, UndoDirection};

use super::store::Worklist;

/// One thing to do to a worklist: it is done as a whole or not at all, and taken back as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Records these changes.
    Record(Vec<Change>),
    /// Makes a file or a page evidence of clauses.
    AttachEvidence(Attachment),
    /// Takes back the last act of this person on this host that was not taken back yet, in whatever session it was made.
    /// What somebody else has changed since is left alone and told.
    Undo,
    /// Does the act again that was taken back last; there is none any more once something new was done.
    Redo,
    /// Takes the journals of another folder in. This alone is not whole: journals before one that cannot be written stay,
    /// and the merge can be done again.
    Merge(PathBuf),
    /// Records the answers that came back in a sheet, each for its clause.
    Import(Vec<(Id, Answer)>),
}

/// A file or a page, and the clauses that it shows something about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The path of the file, or a URL.
    pub source: String,
    /// What it is called; may be empty.
    pub title: String,
    /// From when what it shows is in effect.
    pub effective: Option<Date>,
    /// Until when it holds.
    pub expires: Option<Date>,
    /// The clauses it stands for.
    pub clauses: Vec<Id>,
}

/// What has become of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Performed {
    /// Of a record or an import: these entries are on disk; none if there was nothing to record.
    Recorded(Vec<Arc<Entry>>),
    /// The evidence stands for the clauses.
    Attached(Attached),
    /// An act was taken back, or there was none.
    Undone(Reverted),
    /// An act was done again, or there was none.
    Redone(Reverted),
    /// The journals of the other folder were looked at.
    Merged(Merged),
}

/// What has become of an [`Attachment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The evidence.
    pub evidence: EntryId,
    /// Whether it was evidence already. Its title and dates are then as they were.
    pub is_known: bool,
    /// The clauses it stands for since now, of those that were named; none if it stood for all of them already, and
    /// then nothing was recorded.
    pub linked: Vec<Id>,
}

impl State {
    /// Whether records are taken: not while the worklist is put away.
    pub fn takes_records(&self) -> bool {
        !self.profile().is_archived
    }

    /// Whether this operation is accepted. What puts a worklist away or takes it out again always is.
    pub fn accepts(&self, operation: &Operation) -> bool {
        let is_about_that = |change: &Change| matches!(change.edit, Edit::Archived(_));
        self.takes_records()
            || matches!(operation, Operation::Record(changes) if matches!(&changes[..], [only] if is_about_that(only)))
    }
}

impl Worklist {
    /// Does something to the worklist. `via` says where it comes from, for example `画面`, `mark` or `import 回答.xlsx`:
    /// one line of at most 200 characters, longer ones are cut. An undo or a redo says itself that it is one.
    ///
    /// # Errors
    ///
    /// If the worklist is put away, something cannot be recorded as it is, a file of the operation cannot be read, or a
    /// journal cannot be written.
    pub fn perform(&mut self, operation: Operation, via: &str) -> Result<Performed, WorklistError> {
        if !self.state().accepts(&operation) {
            return Err(self.put_away());
        }
        match operation {
            Operation::Record(changes) => self.record(changes, TransactionKind::Do, via).map(Performed::Recorded),
            Operation::Import(answers) => {
                self.record(changes(answers), TransactionKind::Do, via).map(Performed::Recorded)
            }
            Operation::AttachEvidence(attachment) => self.attach(attachment, via).map(Performed::Attached),
            Operation::Undo => self.revert(UndoDirection::Undo, "取り消し").map(Performed::Undone),
            Operation::Redo => self.revert(UndoDirection::Redo, "やり直し").map(Performed::Redone),
            Operation::Merge(from) => {
                let merged = merge(&from, self.folder())?;
                self.refresh()?;
                Ok(Performed::Merged(merged))
            }
        }
    }

    /// Refuses what [`Worklist::perform`] would refuse because the worklist is put away, for those who have something to
    /// ask or to show before they know what to record.
    ///
    /// # Errors
    ///
    /// If the worklist takes no records.
    pub fn ensure_writable(&self) -> Result<(), WorklistError> {
        if self.state().takes_records() { Ok(()) } else { Err(self.put_away()) }
    }

    fn put_away(&self) -> WorklistError {
        let name = self.folder().file_name().unwrap_or_default();
        WorklistError::Archived(clean_line(&name.to_string_lossy()))
    }

    fn attach(&mut self, attachment: Attachment, via: &str) -> Result<Attached, WorklistError> {
        let Attachment { source, title, effective, expires, clauses } = attachment;
        let new = NewEvidence { title, effective, expires, ..NewEvidence::of(&source, self.folder())? };
        let known = self.state().evidence().find(|known| new.is(known));
        let (attached, changes) = match known {
            Some(known) => link(known, clauses),
            None => {
                let (evidence, changes) = new.changes(&clauses);
                (Attached { evidence, is_known: false, linked: clauses }, changes)
            }
        };
        self.record(changes, TransactionKind::Do, via)?;
        Ok(attached)
    }
}

/// Returns what links known evidence with the clauses it does not stand for yet.
fn link(known: &Evidence, mut clauses: Vec<Id>) -> (Attached, Vec<Change>) {
    clauses.retain(|clause| !known.clauses.contains(clause));
    let edit = Edit::Link { evidence: known.id, on: true };
    let changes = clauses.iter().map(|clause| Change::clause(clause.as_str(), edit.clone())).collect();
    (Attached { evidence: known.id, is_known: true, linked: clauses }, changes)
}

fn changes(answers: Vec<(Id, Answer)>) -> Vec<Change> {
    answers.into_iter().map(|(clause, answer)| Change::clause(clause, answer.into())).collect()
}
