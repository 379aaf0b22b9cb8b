//! What is known of one clause.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::sheet::Answers;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// What is known of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What people filled in.
    pub answers: Answers,
    /// The ids of the evidence linked with it; withdrawn evidence included.
    pub evidence: BTreeSet<EntryId>,
    /// When anything of it was last changed.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: String,
    /// Fields with several values, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Mark {
    /// Returns the mark of a clause that an entry is the first to touch, without that entry.
    pub(in crate::worklist) fn before(entry: &Entry) -> Self {
        Self {
            answers: Answers::default(),
            evidence: BTreeSet::new(),
            changed_at: entry.at,
            changed_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Returns where the values of a clause are kept.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Answers {
        &mut self.answers
    }
}
