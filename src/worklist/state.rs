//! What the entries add up to.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::model::{Id, Status};

use super::change::{Edit, Entry};

/// What is known of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its status.
    pub status: Status,
    /// Its note; empty if none.
    pub note: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: String,
}

/// The marks of all clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    marks: HashMap<Id, Mark>,
}

impl State {
    /// Returns the mark of a clause, if it was ever marked.
    pub fn mark(&self, clause: &str) -> Option<&Mark> {
        self.marks.get(clause)
    }

    /// Returns the status of a clause; 未着手 if it was never marked.
    pub fn status(&self, clause: &str) -> Status {
        self.mark(clause).map_or(Status::Todo, |mark| mark.status)
    }

    /// Adds one entry.
    pub fn add(&mut self, entry: &Entry) {
        let mark = self.marks.entry(entry.change.clause.clone()).or_insert_with(|| Mark {
            status: Status::Todo,
            note: String::new(),
            changed_at: entry.at,
            changed_by: entry.who.user.clone(),
        });
        match &entry.change.edit {
            Edit::Status(status) => mark.status = *status,
            Edit::Note(note) => mark.note.clone_from(note),
        }
        mark.changed_at = entry.at;
        mark.changed_by.clone_from(&entry.who.user);
    }
}
