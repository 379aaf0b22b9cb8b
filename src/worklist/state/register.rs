//! The registers of one subject. A register is one field; its heads are the entries that no other entry has taken the
//! place of.
//!
//! An entry takes the place of the older entries that its writer saw. So the newest entry is always a head, and its
//! value is the one shown; where other heads hold another value, people have edited the field without knowing of each
//! other, and that is a conflict until somebody writes who has seen them all.

use std::sync::Arc;

use jiff::Timestamp;

use crate::text::clean::compared;
use crate::worklist::entry::change::{Entry, Supersedes};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;

/// A field that several people have set to different values without knowing of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// What they set it to, the value shown last.
    pub values: Vec<ConflictingValue>,
}

/// One value of a field in conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictingValue {
    /// The value as an edit: recording it again decides the conflict.
    pub edit: Edit,
    /// The value as people read it; empty for none.
    pub text: String,
    /// Who set it.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// The heads of every field that was ever set, sorted by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::worklist) struct Registers(Vec<Register>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Register {
    field: Field,
    /// Sorted by id.
    heads: Vec<Arc<Entry>>,
}

impl Registers {
    /// Adds an entry, which has to be newer than all added before, and brings the list of conflicts up to date.
    pub(in crate::worklist) fn add(&mut self, entry: &Arc<Entry>, conflicts: &mut Vec<Conflict>) {
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

    /// Whether nothing was ever set.
    pub(in crate::worklist) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the heads of a field, the one whose value is shown last; none if it was never set.
    pub(in crate::worklist) fn heads(&self, field: &Field) -> &[Arc<Entry>] {
        let at = self.0.binary_search_by(|register| register.field.cmp(field));
        at.map_or(&[], |at| &self.0[at].heads)
    }

    /// Returns the ids of the heads of a field.
    pub(in crate::worklist) fn head_ids(&self, field: &Field) -> Vec<EntryId> {
        self.heads(field).iter().map(|head| head.id).collect()
    }
}

impl Register {
    fn conflict(&self) -> Option<Conflict> {
        let (last, others) = self.heads.split_last()?;
        if others.iter().all(|head| says_the_same(&head.change.edit, &last.change.edit)) {
            return None;
        }
        Some(Conflict {
            field: self.field.clone(),
            values: self.heads.iter().map(|head| ConflictingValue::of(head)).collect(),
        })
    }
}

/// Whether two values of a field differ in nothing that anybody sees: 葛城 is one person, whichever form of 葛 was typed.
fn says_the_same(one: &Edit, other: &Edit) -> bool {
    one == other || compared(&one.text()) == compared(&other.text())
}

impl ConflictingValue {
    fn of(entry: &Entry) -> Self {
        let edit = entry.change.edit.clone();
        Self { text: edit.text(), edit, who: entry.who.user.clone(), at: entry.at }
    }
}
