//! The multi-value registers of one subject, one per field. The heads of a register are the entries that no other entry
//! supersedes.
//!
//! An entry supersedes the older entries that its writer had seen. So the newest entry is always a head, and its value
//! is shown. If another head has a different value, people edited the field without knowing of each other. That is a
//! conflict until somebody who has seen all heads writes.

use std::sync::Arc;

use jiff::Timestamp;

use crate::worklist::entry::change::{Entry, Supersedes};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;

/// A field that several people have set to different values without knowing of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// The values they set. The last one is shown.
    pub values: Vec<ConflictingValue>,
}

/// One value of a field in conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictingValue {
    /// The value as an edit. Recording it again resolves the conflict.
    pub edit: Edit,
    /// The value for people to read; empty for none.
    pub text: String,
    /// The user who set it.
    pub who: String,
    /// The time it was set.
    pub at: Timestamp,
}

/// The heads of every field that was ever set, sorted by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Registers(Vec<Register>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Register {
    field: Field,
    /// Sorted by id.
    heads: Vec<Arc<Entry>>,
}

impl Registers {
    /// Adds an entry, which must be newer than all entries before, and updates the list of conflicts.
    pub fn add(&mut self, entry: &Arc<Entry>, conflicts: &mut Vec<Conflict>) {
        let field = entry.change.edit.field();
        let at = match self.0.binary_search_by(|register| register.field.cmp(&field)) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, Register { field: field.clone(), heads: Vec::with_capacity(1) });
                at
            }
        };
        let register = &mut self.0[at];
        match &entry.supersedes {
            Supersedes::AllOlder => register.heads.clear(),
            Supersedes::Seen(seen) => register.heads.retain(|head| !seen.contains(&head.id)),
        }
        register.heads.push(entry.clone());
        conflicts.retain(|conflict| conflict.field != field);
        if let Some(conflict) = register.conflict() {
            let place = conflicts.partition_point(|other| other.field < conflict.field);
            conflicts.insert(place, conflict);
        }
    }

    /// Whether no field was ever set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the heads of a field; none if it was never set. The value of the last one is shown.
    pub fn heads(&self, field: &Field) -> &[Arc<Entry>] {
        let at = self.0.binary_search_by(|register| register.field.cmp(field));
        at.map_or(&[], |at| &self.0[at].heads)
    }

    /// Returns the ids of the heads of a field.
    pub fn head_ids(&self, field: &Field) -> Vec<EntryId> {
        self.heads(field).iter().map(|head| head.id).collect()
    }
}

impl Register {
    fn conflict(&self) -> Option<Conflict> {
        let (last, others) = self.heads.split_last()?;
        if others.iter().all(|head| head.change.edit.says_the_same(&last.change.edit)) {
            return None;
        }
        Some(Conflict {
            field: self.field.clone(),
            values: self.heads.iter().map(|head| ConflictingValue::of(head)).collect(),
        })
    }
}

impl ConflictingValue {
    fn of(entry: &Entry) -> Self {
        let edit = entry.change.edit.clone();
        Self { text: edit.text(), edit, who: entry.who.user.clone(), at: entry.at }
    }
}
