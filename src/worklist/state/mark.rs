//! The projection of a clause.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::sheet::Answers;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// Everything recorded for one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The answers that people filled in.
    pub answers: Answers,
    /// The ids of the linked evidence; withdrawn evidence included.
    pub evidence: BTreeSet<EntryId>,
    /// The time of the last change.
    pub changed_at: Timestamp,
    /// The user who made the last change.
    pub changed_by: String,
    /// The fields in conflict, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Mark {
    /// Returns the mark of a clause before its first entry, which is given.
    pub(in crate::worklist) fn before(entry: &Entry) -> Self {
        Self {
            answers: Answers::default(),
            evidence: BTreeSet::new(),
            changed_at: entry.at,
            changed_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Whether anything is recorded now: what was undone is not.
    pub fn says_something(&self) -> bool {
        self.answers != Answers::default() || !self.evidence.is_empty() || !self.conflicts.is_empty()
    }

    /// Returns the struct that holds the values of the table of fields.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Answers {
        &mut self.answers
    }
}
