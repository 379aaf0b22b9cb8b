//! What a person does to a clause, and how it is recorded.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Status};

use super::clean::{clean_line, clean_text};
use super::error::WorklistError;

/// How many characters a note may have.
pub const NOTE_LIMIT: usize = 4_000;

/// How many bytes the id of a clause may have.
const CLAUSE_LIMIT: usize = 200;

/// One edit of one clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    /// The clause.
    pub clause: Id,
    /// What is done to it.
    pub edit: Edit,
}

impl Change {
    /// Returns the change as it may be recorded: the note cleaned of control characters.
    ///
    /// # Errors
    ///
    /// If the note is too long or the clause's id cannot be one.
    pub(super) fn checked(self) -> Result<Self, WorklistError> {
        if !is_clause_id(&self.clause) {
            return Err(WorklistError::BadClause(clean_line(&self.clause)));
        }
        let edit = match self.edit {
            Edit::Note(note) => Edit::Note(clean_text(&note)),
            edit @ Edit::Status(_) => edit,
        };
        match &edit {
            Edit::Note(note) if is_too_long(note) => Err(WorklistError::NoteTooLong { length: note.chars().count() }),
            _ => Ok(Self { clause: self.clause, edit }),
        }
    }
}

/// What is done to a clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// Sets the status.
    Status(Status),
    /// Sets the note; an empty text removes it.
    Note(String),
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Login name.
    pub user: String,
    /// Host name.
    pub host: String,
}

impl Identity {
    const LIMIT: usize = 100;

    /// Returns the identity as it may be recorded and shown: one line each, not longer than a name is.
    pub(super) fn cleaned(self) -> Self {
        let clean = |name: &str| clean_line(name).chars().take(Self::LIMIT).collect();
        Self { user: clean(&self.user), host: clean(&self.host) }
    }
}

/// A change as recorded. Entries sort by their ids, and so by the order in which they take effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Time-ordered id (UUID version 7).
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub who: Identity,
    /// What was done.
    pub change: Change,
}

/// Whether a text can be the id of a clause, known here or not: something to read, and nothing hidden in it.
pub(super) fn is_clause_id(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= CLAUSE_LIMIT && clean_line(text) == text
}

/// Whether a note has more characters than a note may have.
pub(super) fn is_too_long(note: &str) -> bool {
    note.chars().nth(NOTE_LIMIT).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Change {
        Change { clause: "mhlw6.sysun.14.5".into(), edit: Edit::Note(text.into()) }
    }

    #[test]
    fn a_note_is_cleaned_before_it_is_recorded() {
        assert_eq!(note("設定\u{1b}[31m済\r\n確認\t要").checked().unwrap(), note("設定済\n確認 要"));
    }

    #[test]
    fn a_note_is_measured_in_characters() {
        assert!(note(&"字".repeat(NOTE_LIMIT)).checked().is_ok());
        let error = note(&"字".repeat(NOTE_LIMIT + 1)).checked().unwrap_err();
        assert!(error.to_string().contains("4001 字"), "{error}");
    }

    #[test]
    fn ids_of_clauses_hide_nothing() {
        for (id, sound) in [
            ("mhlw6.sysun.14.5", true),
            ("病院.独自 1", true),
            ("", false),
            ("  ", false),
            ("mhlw6.sysun.14.5\u{202e}", false),
            ("mhlw6\n", false),
            ("\u{1b}[2Jx", false),
        ] {
            assert_eq!(is_clause_id(id), sound, "{id:?}");
        }
        assert!(!is_clause_id(&"x".repeat(CLAUSE_LIMIT + 1)));
    }
}
