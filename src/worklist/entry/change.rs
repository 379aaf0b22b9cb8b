//! Changes, and the entries that record them.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Status};
use crate::text::clean::{clean_line, clean_recorded_line};

use super::error::WorklistError;
use super::fields::{Edit, Field, SubjectKind};
use super::id::EntryId;
use super::shapes::is_record_id;

/// The most characters that may say where an entry came from.
pub(crate) const VIA_LIMIT: usize = 200;

/// The thing that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A clause of the catalog, or one of the user's own.
    Clause(Id),
    /// The worklist itself.
    Worklist,
    /// A piece of evidence.
    Evidence(EntryId),
}

impl Subject {
    /// Whether the subject is valid and has this field.
    pub(in crate::worklist) fn has(&self, field: &Field) -> bool {
        match (self, field.subject_kind()) {
            (Self::Clause(id), SubjectKind::Clause) => is_record_id(id),
            (Self::Worklist, SubjectKind::Worklist) | (Self::Evidence(_), SubjectKind::Evidence) => true,
            _ => false,
        }
    }
}

/// One edit of one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The subject.
    pub subject: Subject,
    /// The edit.
    pub edit: Edit,
}

impl Change {
    /// Returns an edit of a clause.
    pub fn clause(clause: impl Into<Id>, edit: Edit) -> Self {
        Self { subject: Subject::Clause(clause.into()), edit }
    }

    /// Returns a change of a clause's status.
    pub fn status(clause: impl Into<Id>, status: Status) -> Self {
        Self::clause(clause, Edit::Status(status))
    }

    /// Returns a change of a clause's note.
    pub fn note(clause: impl Into<Id>, note: impl Into<String>) -> Self {
        Self::clause(clause, Edit::Note(note.into()))
    }

    /// Returns an edit of the worklist's profile.
    pub fn profile(edit: Edit) -> Self {
        Self { subject: Subject::Worklist, edit }
    }

    /// Returns an edit of a piece of evidence.
    pub fn evidence(evidence: EntryId, edit: Edit) -> Self {
        Self { subject: Subject::Evidence(evidence), edit }
    }

    /// Returns the key of the register that is set.
    pub(in crate::worklist) fn register_key(&self) -> (Subject, Field) {
        (self.subject.clone(), self.edit.field())
    }

    /// Returns the change in the form in which it may be recorded: without control characters in texts.
    ///
    /// # Errors
    ///
    /// If a text is too long, an id or a hash is malformed, or the subject has no such field.
    pub(in crate::worklist) fn checked(self) -> Result<Self, WorklistError> {
        let mut edit = self.edit.cleaned();
        let field = edit.field();
        if let (Subject::Clause(id), SubjectKind::Clause) = (&self.subject, field.subject_kind())
            && !is_record_id(id)
        {
            return Err(WorklistError::BadClause(clean_line(id)));
        }
        if !self.subject.has(&field) || !edit.is_sound() {
            return Err(WorklistError::BadEdit { field: field.name(), value: clean_line(&edit.text()) });
        }
        match edit.excess() {
            Some(length) => Err(WorklistError::TooLong { field: field.name(), length }),
            None => Ok(Self { subject: self.subject, edit }),
        }
    }
}

/// The person who writes, and the host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Identity {
    /// Login name.
    pub user: String,
    /// Host name.
    pub host: String,
}

impl Identity {
    const LIMIT: usize = 100;

    /// Returns the identity in the form in which it may be recorded and shown: each name is one line of at most 100
    /// characters. Nothing that older versions recorded is removed, so that a person's journals stay their own.
    pub(in crate::worklist) fn cleaned(self) -> Self {
        let clean = |name: &str| clean_recorded_line(name).chars().take(Self::LIMIT).collect();
        Self { user: clean(&self.user), host: clean(&self.host) }
    }
}

/// A recorded change. Entries sort by their ids, which is the order in which they take effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The time-ordered id.
    pub id: EntryId,
    /// The time it was made.
    pub at: Timestamp,
    /// The person who made it.
    pub who: Arc<Identity>,
    /// The change.
    pub change: Change,
    /// The entries it supersedes.
    pub supersedes: Supersedes,
    /// The transaction it is part of.
    pub transaction: Transaction,
    /// Where it came from, for example `画面` or `import 回答.xlsx`; empty if not said.
    pub via: String,
}

/// The older entries of the same register that an entry supersedes: those its writer had seen (the causal parents in a
/// multi-value register).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Supersedes {
    /// All of them: an entry of the first version does not say what its writer had seen.
    AllOlder,
    /// Those whose values the writer saw. An id that is not older has no effect.
    Seen(Vec<EntryId>),
}

/// What is undone and redone as a whole: the entries of one key press, one command or one import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transaction {
    /// The id of its first entry.
    pub id: EntryId,
    /// Whether it is new, or an undo or a redo of another one.
    pub kind: TransactionKind,
}

/// The kind of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransactionKind {
    /// It is new.
    Do,
    /// It undoes this transaction.
    Undo(EntryId),
    /// It redoes this transaction, which had been undone.
    Redo(EntryId),
}

/// Returns where an entry came from, in the form in which it may be recorded: one line, cut at the limit.
pub(crate) fn clean_via(via: &str) -> String {
    clean_line(via).trim().chars().take(VIA_LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use crate::sheet::NOTE_LIMIT;

    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";
    const EVIDENCE: &str = "019ab000-0000-7000-8000-0000000000ee";

    #[test]
    fn a_note_is_cleaned_before_it_is_recorded() {
        let note = |text: &str| Change::note(CLAUSE, text);
        assert_eq!(note("設定\u{1b}[31m済\r\n確認\t要").checked().unwrap(), note("設定済\n確認 要"));
    }

    #[test]
    fn a_text_that_is_too_long_is_refused() {
        assert!(Change::note(CLAUSE, "字".repeat(NOTE_LIMIT)).checked().is_ok());
        let error = Change::note(CLAUSE, "字".repeat(NOTE_LIMIT + 1)).checked().unwrap_err();
        assert!(error.to_string().contains("4001 字"), "{error}");
    }

    #[test]
    fn every_edit_fits_one_kind_of_subject() {
        let subjects =
            [Subject::Clause(CLAUSE.into()), Subject::Worklist, Subject::Evidence(EVIDENCE.parse().unwrap())];
        for edit in Edit::one_of_each() {
            let fits =
                |subject: &&Subject| Change { subject: (*subject).clone(), edit: edit.clone() }.checked().is_ok();
            assert_eq!(subjects.iter().filter(fits).count(), 1, "{edit:?}");
        }
        assert!(matches!(Change::status("x\n", Status::Done).checked(), Err(WorklistError::BadClause(_))));
    }
}
