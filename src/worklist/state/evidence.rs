//! The projection of a piece of evidence.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Id;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// A file or a web page that proves something about clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EntryId,
    /// The title; may be empty.
    pub title: String,
    /// A path or a URL; see [`resolve`](crate::worklist::evidence_file::resolve).
    pub location: String,
    /// The SHA-256 of the file when it was added, as 64 hex digits; empty for a URL.
    pub sha256: String,
    /// The day from which its content is in effect.
    pub effective: Option<Date>,
    /// The last day on which it is valid.
    pub expires: Option<Date>,
    /// Whether it was withdrawn and no longer counts.
    pub is_withdrawn: bool,
    /// Whether it stands for the audit as a whole.
    pub is_for_audit: bool,
    /// The clauses it is linked with.
    pub clauses: BTreeSet<Id>,
    /// The time it was added.
    pub added_at: Timestamp,
    /// The user who added it.
    pub added_by: String,
    /// The fields in conflict, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Evidence {
    /// Returns evidence of which only the id is known so far.
    pub(in crate::worklist) fn unknown(id: EntryId) -> Self {
        Self {
            id,
            title: String::new(),
            location: String::new(),
            sha256: String::new(),
            effective: None,
            expires: None,
            is_withdrawn: false,
            is_for_audit: false,
            clauses: BTreeSet::new(),
            added_at: Timestamp::UNIX_EPOCH,
            added_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Returns the title, or the location if there is no title.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.location } else { &self.title }
    }

    /// Returns the title, or the name of the file if there is no title; an address of the web as it is.
    pub fn short_name(&self) -> &str {
        match self.name() {
            name if self.title.is_empty() && !name.contains("://") => {
                name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name)
            }
            name => name,
        }
    }

    /// Returns the struct that holds the values of the table of fields.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Self {
        self
    }

    /// Stores who added it and when.
    pub(in crate::worklist) fn add_first(&mut self, entry: &Entry) {
        self.added_at = entry.at;
        self.added_by.clone_from(&entry.who.user);
    }

    /// Whether it was added, and that was not undone. A link alone is not enough.
    pub(in crate::worklist) fn is_known(&self) -> bool {
        !self.location.is_empty()
    }
}
