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

    /// Returns the status of every clause that was ever marked.
    pub fn statuses(&self) -> HashMap<Id, Status> {
        self.marks.iter().map(|(clause, mark)| (clause.clone(), mark.status)).collect()
    }

    /// Adds one entry, which has to be newer than all added before: the last one to set a field wins.
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

#[cfg(test)]
mod tests {
    use super::super::change::{Change, Identity};
    use super::super::testing::entry;
    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    #[test]
    fn what_was_never_marked_is_todo() {
        let state = State::default();
        assert_eq!(state.status(CLAUSE), Status::Todo);
        assert_eq!(state.mark(CLAUSE), None);
    }

    #[test]
    fn status_and_note_are_set_apart_and_the_last_hand_is_remembered() {
        let mut state = State::default();
        state.add(&entry(1));
        let who = Identity { user: "ito".into(), host: "pc2".into() };
        let change = Change { clause: CLAUSE.into(), edit: Edit::Status(Status::Done) };
        state.add(&Entry { who, change, ..entry(2) });
        let mark = state.mark(CLAUSE).unwrap();
        assert_eq!((mark.status, mark.note.as_str()), (Status::Done, "1"));
        assert_eq!((mark.changed_by.as_str(), mark.changed_at), ("ito", entry(2).at));
        assert_eq!(state.status("mhlw6.sysun.14.6"), Status::Todo);
    }

    #[test]
    fn an_empty_note_removes_the_note() {
        let mut state = State::default();
        state.add(&entry(1));
        state.add(&Entry { change: Change { clause: CLAUSE.into(), edit: Edit::Note(String::new()) }, ..entry(2) });
        assert_eq!(state.mark(CLAUSE).unwrap().note, "");
    }
}
