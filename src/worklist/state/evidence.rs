//! What is known of one piece of evidence.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Id;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// A file or page that shows that something is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EntryId,
    /// What it is called; may be empty.
    pub title: String,
    /// A path or a URL; see [`resolve`](crate::worklist::evidence_file::resolve).
    pub location: String,
    /// SHA-256 of the file when it was added, 64 hex digits; empty for a URL.
    pub sha256: String,
    /// From when what it shows is in effect.
    pub effective: Option<Date>,
    /// Until when it holds.
    pub expires: Option<Date>,
    /// Whether it no longer counts.
    pub is_withdrawn: bool,
    /// The clauses it stands for.
    pub clauses: BTreeSet<Id>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Who added it.
    pub added_by: String,
    /// Fields with several values, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Evidence {
    /// Returns evidence of which only the id is known yet.
    pub(in crate::worklist) fn unknown(id: EntryId) -> Self {
        Self {
            id,
            title: String::new(),
            location: String::new(),
            sha256: String::new(),
            effective: None,
            expires: None,
            is_withdrawn: false,
            clauses: BTreeSet::new(),
            added_at: Timestamp::UNIX_EPOCH,
            added_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Returns the title, or the location where there is none.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.location } else { &self.title }
    }

    /// Returns where the values of a piece of evidence are kept.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Self {
        self
    }

    /// Remembers who added it.
    pub(in crate::worklist) fn add_first(&mut self, entry: &Entry) {
        self.added_at = entry.at;
        self.added_by.clone_from(&entry.who.user);
    }

    /// Whether it was added and that was not undone; a link alone tells nothing.
    pub(in crate::worklist) fn is_known(&self) -> bool {
        !self.location.is_empty()
    }
}
