//! What a worklist is about.

use std::collections::BTreeSet;

use crate::model::{Id, Party};
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;

use super::register::Conflict;

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
        let Self { facility, pattern, products, parties, is_archived: _, conflicts: _ } = self;
        let values = [Edit::Facility(facility.clone()), Edit::Pattern(pattern.clone())];
        let products = products.iter().map(|id| Edit::Product { id: id.clone(), on: true });
        let parties = parties.iter().map(|id| Edit::Party { id: *id, on: true });
        let edits = values.into_iter().chain(products).chain(parties);
        edits.filter(|edit| *edit != edit.field().blank()).map(Change::profile).collect()
    }

    /// Returns where the values of a worklist are kept.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Self {
        self
    }
}
