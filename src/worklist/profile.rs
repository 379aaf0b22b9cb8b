//! What a worklist is about.

use std::collections::BTreeSet;

use crate::model::{Id, Party};

use super::change::{Change, Entry};
use super::edit::Edit;
use super::register::{Conflict, Shown};

/// What a worklist is about, and so which clauses it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The reference pattern, `I` to `IV`, if one was chosen.
    pub pattern: Option<Id>,
    /// The products in use.
    pub products: BTreeSet<Id>,
    /// Whose clauses are counted; everybody's if empty.
    pub parties: BTreeSet<Party>,
    /// Whether the worklist is put away.
    pub is_archived: bool,
    /// Fields with several values, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Profile {
    /// Returns the changes that make a new worklist be about the same; not whether it is put away.
    pub fn changes(&self) -> Vec<Change> {
        let facility = (!self.facility.is_empty()).then(|| Edit::Facility(self.facility.clone()));
        let pattern = self.pattern.clone().map(|pattern| Edit::Pattern(Some(pattern)));
        let products = self.products.iter().map(|id| Edit::Product { id: id.clone(), on: true });
        let parties = self.parties.iter().map(|id| Edit::Party { id: *id, on: true });
        facility.into_iter().chain(pattern).chain(products).chain(parties).map(Change::profile).collect()
    }
}

impl Shown for Profile {
    fn set(&mut self, entry: &Entry) {
        match &entry.change.edit {
            Edit::Facility(facility) => self.facility.clone_from(facility),
            Edit::Pattern(pattern) => self.pattern.clone_from(pattern),
            Edit::Archived(is_archived) => self.is_archived = *is_archived,
            Edit::Product { id, on: true } => drop(self.products.insert(id.clone())),
            Edit::Product { id, on: false } => drop(self.products.remove(id)),
            Edit::Party { id, on: true } => drop(self.parties.insert(*id)),
            Edit::Party { id, on: false } => drop(self.parties.remove(id)),
            _ => {}
        }
    }

    fn conflicts(&mut self) -> &mut Vec<Conflict> {
        &mut self.conflicts
    }
}
