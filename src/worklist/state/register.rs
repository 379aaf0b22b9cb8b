//! The multi-value registers of one subject, one per field. The heads of a register are the entries that no other entry
//! supersedes.
//!
//! An entry supersedes the older entries that its writer had seen. So the newest entry is always a head, and its value
//! is shown. If another head has a different value, people edited the field without knowing of each other. That is a
//! conflict until somebody who has seen all heads writes.

use std::collections::BTreeMap;
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

/// The heads of every field that was ever set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Registers(BTreeMap<Field, Heads>);

/// The heads of one field, sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Heads(Vec<Arc<Entry>>);

impl Registers {
    /// Adds an entry, which must be newer than all entries before.
    pub fn add(&mut self, entry: &Arc<Entry>) {
        let heads = self.0.entry(entry.change.edit.field()).or_default();
        match &entry.supersedes {
            Supersedes::AllOlder => heads.0.clear(),
            Supersedes::Seen(seen) => heads.forget(seen),
        }
        heads.0.push(entry.clone());
    }

    /// Whether no field was ever set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the fields that were ever set.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.keys()
    }

    /// Returns the fields in conflict, sorted by field.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let meant = self.0.iter().filter(|(field, _)| field.can_conflict());
        meant.filter_map(|(field, heads)| heads.conflict(field)).collect()
    }

    /// Returns the heads of a field; none if it was never set. The value of the last one is shown.
    pub fn heads(&self, field: &Field) -> &[Arc<Entry>] {
        self.0.get(field).map_or(&[], |heads| &heads.0)
    }

    /// Returns the ids of the heads of a field.
    pub fn head_ids(&self, field: &Field) -> Vec<EntryId> {
        self.heads(field).iter().map(|head| head.id).collect()
    }
}

impl Heads {
    /// Removes those with these ids. There may be thousands of both, in the journals of a stranger.
    fn forget(&mut self, seen: &[EntryId]) {
        let place = |id: &EntryId| self.0.binary_search_by_key(id, |head| head.id).ok();
        let mut places: Vec<usize> = seen.iter().filter_map(place).collect();
        if places.is_empty() {
            return;
        }
        places.sort_unstable();
        let mut at = 0;
        self.0.retain(|_| {
            at += 1;
            places.binary_search(&(at - 1)).is_err()
        });
    }

    fn conflict(&self, field: &Field) -> Option<Conflict> {
        let (last, others) = self.0.split_last()?;
        if others.iter().all(|head| head.change.edit.says_the_same(&last.change.edit)) {
            return None;
        }
        Some(Conflict { field: field.clone(), values: self.0.iter().map(|head| ConflictingValue::of(head)).collect() })
    }
}

impl ConflictingValue {
    fn of(entry: &Entry) -> Self {
        let edit = entry.change.edit.clone();
        Self { text: edit.text(), edit, who: entry.who.user.clone(), at: entry.at }
    }
}
