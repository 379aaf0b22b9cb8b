//! The projection of a clause.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::model::Party;
use crate::sheet::Answers;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;

use super::register::Conflict;

/// Everything recorded for one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The answers that people filled in.
    pub answers: Answers,
    /// What the worklist of the edition before said about the clause, as one sentence; empty if nothing was carried.
    pub previous: String,
    /// Whether the number of the clause in the edition that is counted is not known. It counts as long as that is so.
    pub is_waiting: bool,
    /// The number of an own item among those of its worklist; empty for a clause of the catalog.
    pub item_number: String,
    /// The title of an own item; empty for a clause of the catalog.
    pub item_title: String,
    /// What is to be checked for an own item; may be empty.
    pub item_text: String,
    /// Those who have to act for an own item.
    pub item_parties: BTreeSet<Party>,
    /// Whether an own item was withdrawn.
    pub is_item_withdrawn: bool,
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
            previous: String::new(),
            is_waiting: false,
            item_number: String::new(),
            item_title: String::new(),
            item_text: String::new(),
            item_parties: BTreeSet::new(),
            is_item_withdrawn: false,
            evidence: BTreeSet::new(),
            changed_at: entry.at,
            changed_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Whether anything is recorded now: what was undone is not.
    pub fn says_something(&self) -> bool {
        let is_filled_in = self.answers != Answers::default() || !self.evidence.is_empty();
        is_filled_in || self.is_carried() || !self.conflicts.is_empty()
    }

    /// Whether anything is recorded besides what a reviewer says.
    pub fn says_something_to_review(&self) -> bool {
        let mut bare = self.clone();
        bare.answers = bare.answers.without_review();
        bare.says_something()
    }

    /// Whether it was carried over from the worklist of another edition.
    pub const fn is_carried(&self) -> bool {
        !self.previous.is_empty() || self.is_waiting
    }

    /// Whether it is of an own item that is still to be checked. One that was withdrawn is none, nor one whose adding was
    /// undone.
    pub const fn is_item(&self) -> bool {
        !self.item_title.is_empty() && !self.is_item_withdrawn
    }

    /// Returns the edits that make another clause the same own item, with this number.
    pub(in crate::worklist) fn item_edits(&self, number: String) -> Vec<Edit> {
        let texts = [
            Edit::ItemNumber(number),
            Edit::ItemTitle(self.item_title.clone()),
            Edit::ItemText(self.item_text.clone()),
        ];
        let parties = self.item_parties.iter().map(|id| Edit::ItemParty { id: *id, on: true });
        let edits = texts.into_iter().filter(|edit| *edit != edit.field().blank()).chain(parties);
        edits.filter(|_| self.is_item()).collect()
    }

    /// Returns the struct that holds the values of the table of fields.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Answers {
        &mut self.answers
    }
}
