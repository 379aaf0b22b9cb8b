//! The projection of the worklist itself.

use std::collections::BTreeSet;

use crate::model::{Id, Party};
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// What a worklist is about. It decides which clauses are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The reference pattern, `I` to `IV`, if one was chosen.
    pub pattern: Option<Id>,
    /// The id of the worklist that this one was copied from, if it was.
    pub origin: Option<Id>,
    /// The kind of facility, a preset of the catalog, if one was chosen.
    pub preset: Option<Id>,
    /// The ids of the guidelines, volumes and chapters whose clauses are counted; empty if nobody chose, see
    /// [`Counted`](crate::worklist::Counted).
    pub counted: BTreeSet<Id>,
    /// The time that the audit is about, or in which it is done; empty if not given.
    pub period: String,
    /// Those who inspect; empty if not given.
    pub inspectors: String,
    /// Who approves the result; empty if not given.
    pub approver: String,
    /// What is to be said of the audit as a whole; may have several lines; empty if nothing is.
    pub remarks: String,
    /// What the first record of a worklist says that is counted as long as nobody chooses; of several that were joined the
    /// latest, see [`Beginning`](super::beginning::Beginning) for the own one.
    pub begun: BTreeSet<Id>,
    /// The products that were chosen by hand; see [`InUse`](crate::worklist::InUse) for all that are in use.
    pub products: BTreeSet<Id>,
    /// The licences that the facility has.
    pub licences: BTreeSet<Id>,
    /// The products that a licence includes and that are not used all the same.
    pub unused: BTreeSet<Id>,
    /// The parties whose clauses are counted; all parties if empty.
    pub parties: BTreeSet<Party>,
    /// The ids of other worklists whose records belong to this one as well.
    pub joined: BTreeSet<EntryId>,
    /// The ends of the journals that were merged.
    pub merged: BTreeSet<Id>,
    /// Whether the worklist is archived.
    pub is_archived: bool,
    /// The fields in conflict, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Profile {
    /// Whether people say different things of a field.
    pub fn is_disputed(&self, field: &Field) -> bool {
        self.conflicts.iter().any(|conflict| conflict.field == *field)
    }

    /// Returns the changes that give a new worklist the same profile. What belongs to this worklist alone is not
    /// included: whether it is archived, and where its records come from.
    pub fn changes(&self) -> Vec<Change> {
        let Self { facility, pattern, preset, products, licences, unused, parties, counted, begun, .. } = self;
        let about = [Edit::Facility(facility.clone()), Edit::Pattern(pattern.clone()), Edit::Preset(preset.clone())];
        let people = [
            Edit::Period(self.period.clone()),
            Edit::Inspectors(self.inspectors.clone()),
            Edit::Approver(self.approver.clone()),
            Edit::Remarks(self.remarks.clone()),
        ];
        let values = about.into_iter().chain(people).chain([Edit::Count(counted.clone()), Edit::Begun(begun.clone())]);
        let products = products.iter().map(|id| Edit::Product { id: id.clone(), on: true });
        let licences = licences.iter().map(|id| Edit::Licence { id: id.clone(), on: true });
        let unused = unused.iter().map(|id| Edit::Unused { id: id.clone(), on: true });
        let parties = parties.iter().map(|id| Edit::Party { id: *id, on: true });
        let edits = values.chain(products).chain(licences).chain(unused).chain(parties);
        edits.filter(|edit| *edit != edit.field().blank()).map(Change::profile).collect()
    }

    /// Returns the struct that holds the values of the table of fields.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Self {
        self
    }
}
