//! Merging the records of another folder into a worklist: shown first, then done as one recorded transaction.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::clock;
use crate::model::{Id, Party};
use crate::sheet::AnswerField;
use crate::worklist::entry::change::{Change, TransactionKind};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::log::journals::Journals;
use crate::worklist::log::merge::door::latest;
use crate::worklist::log::merge::plan::{Belonging, MergePlan, meant, plan};
use crate::worklist::log::merge::{self, Merged};
use crate::worklist::state::State;

use super::replay::replay;
use super::store::Worklist;

/// The folder to merge, and whether records of another worklist are welcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRequest {
    /// The folder.
    pub from: PathBuf,
    /// Whether to merge records of another worklist as well.
    pub is_forced: bool,
}

/// What a merge would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePreview {
    /// What would happen to each journal.
    pub merged: Merged,
    /// Whose records they are.
    pub belonging: Belonging,
    /// The present values that would change, in the order of the clauses' ids.
    pub changes: Vec<MergeChange>,
    /// The facility of the other worklist, if it is another one; empty if not.
    pub facility: String,
    /// The state afterwards.
    pub after: State,
}

/// A field of a clause that a merge would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeChange {
    /// The clause.
    pub clause: Id,
    /// The field.
    pub field: Field,
    /// The value before, for people to read; empty for none.
    pub before: String,
    /// The value after.
    pub after: String,
}

impl Worklist {
    /// Returns the folder whose records a merge takes if a person names one: itself, or that of this worklist in a data
    /// folder.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or holds only other worklists; they are named.
    pub fn folder_to_merge(&self, named: &Path) -> Result<PathBuf, WorklistError> {
        meant(named, &self.name(), self.journals())
    }

    /// Returns what a merge would do. Nothing is written.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read or is none of a worklist.
    pub fn preview_merge(&self, from: &Path) -> Result<MergePreview, WorklistError> {
        let plan = self.plan_merge(from)?;
        let own = self.journals().iter().map(|(name, journal)| (name.to_owned(), journal.clone()));
        // Under names and headings with which all of it counts.
        let theirs = plan.journals.iter().enumerate().map(|(number, one)| {
            let mut journal = one.journal.clone();
            journal.heading = None;
            (format!("preview-{number}.jsonl"), journal)
        });
        let mut after = replay(&Journals::of(own.chain(theirs), self.id())).state;
        self.state().beginning().cloned().into_iter().for_each(|own| after.begin(own));
        let facility = Some(&after.profile().facility).filter(|other| **other != self.state().profile().facility);
        Ok(MergePreview {
            changes: changes(self.state(), &after),
            facility: facility.cloned().unwrap_or_default(),
            merged: plan.merged,
            belonging: plan.belonging,
            after,
        })
    }

    /// Finishes the merges that were cut off after they were recorded, and removes what is left of others.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub(super) fn finish_merges(&mut self) -> Result<(), WorklistError> {
        let folder = self.folder().to_owned();
        // Who may not read or write here leaves a merge that was cut off as it is.
        let copies = merge::abandoned(&folder, self.state().profile()).unwrap_or_default();
        if !copies.is_empty() {
            // Their program may have recorded the merge since the journals were read.
            self.refresh()?;
            merge::remove_unrecorded(&copies, self.state().profile());
        }
        if merge::finish(&folder, self.state().profile()).unwrap_or(false) {
            self.refresh()?;
        }
        Ok(())
    }

    /// Adds to new changes that the worklists of colleagues who began by a first mark are part of this one, see
    /// [`Lineage::unjoined`](crate::worklist::log::lineage::Lineage).
    pub(super) fn with_joins(&self, mut changes: Vec<Change>, kind: TransactionKind) -> Vec<Change> {
        if kind == TransactionKind::Do && !changes.iter().all(|change| change.edit.is_origin()) {
            let unjoined = self.journals().lineage().unjoined.iter();
            changes.extend(unjoined.map(|list| Change::profile(Edit::Join { list: *list, on: true })));
        }
        changes
    }

    /// Says what this worklist counts as long as nobody chooses: its first record says so as well, so that the count stays
    /// when a later catalog has another default.
    pub fn begin_with(&mut self, counted: BTreeSet<Id>) {
        self.beginning = counted;
    }

    /// Adds to the first changes what is counted, see [`Worklist::begin_with`]. A worklist from before worklists could
    /// choose is not changed by the way.
    pub(super) fn with_beginning(&self, mut changes: Vec<Change>, kind: TransactionKind) -> Vec<Change> {
        let is_first = kind == TransactionKind::Do && self.state().beginning().is_none() && !self.beginning.is_empty();
        if is_first && !changes.iter().all(|change| change.edit.is_origin()) {
            changes.push(Change::profile(Edit::Begun(self.beginning.clone())));
        }
        changes
    }

    fn plan_merge(&self, from: &Path) -> Result<MergePlan, WorklistError> {
        plan(from, self.journals(), latest(clock::now(), self.newest()))
    }

    /// Merges the journals of a folder.
    ///
    /// # Errors
    ///
    /// If it holds records of another worklist and they are not welcome, or something cannot be read or written. Nothing
    /// is then merged.
    pub(super) fn merge(&mut self, request: &MergeRequest) -> Result<Merged, WorklistError> {
        self.refresh()?;
        let plan = self.plan_merge(&request.from)?;
        if plan.belonging == Belonging::Foreign && !request.is_forced {
            return Err(WorklistError::Foreign(request.from.clone()));
        }
        if plan.journals.is_empty() {
            return Ok(plan.merged);
        }
        let folder = self.folder().to_owned();
        let _claimed = merge::lay_down(&folder, &plan.journals)?;
        let via = format!("merge {}", request.from.display());
        let recorded = self.record_as(origins(&plan), TransactionKind::Do, &via, plan.adopted);
        if let Err(error) = recorded {
            merge::take_back(&folder, &plan.journals);
            return Err(error);
        }
        let finished = merge::finish(&folder, self.state().profile());
        finished.map_err(WorklistError::io(&folder, "に書き込めません"))?;
        merge::remove_beginnings(&folder, self.journals(), self.state().profile(), &plan.journals);
        self.refresh()?;
        Ok(plan.merged)
    }
}

/// Returns the changes that record a merge.
fn origins(plan: &MergePlan) -> Vec<Change> {
    let joins = plan.joins.iter().map(|list| Edit::Join { list: *list, on: true });
    let takes = plan.journals.iter().map(|one| Edit::Take { journal: one.key.clone(), on: true });
    joins.chain(takes).map(Change::profile).collect()
}

/// Returns the fields whose present values differ.
fn changes(before: &State, after: &State) -> Vec<MergeChange> {
    let mut clauses: Vec<&str> = after.marks().map(|(clause, _)| clause).collect();
    clauses.sort_unstable();
    let mut changes = Vec::new();
    for clause in clauses {
        let both = texts(before, clause).into_iter().zip(texts(after, clause));
        let differing = both.filter(|((_, before), (_, after))| before != after);
        changes.extend(differing.map(|((field, before), (_, after))| MergeChange {
            clause: clause.to_owned(),
            field,
            before,
            after,
        }));
    }
    changes
}

/// Returns what is recorded of a clause, field by field; of an own item, what it says itself first.
fn texts(state: &State, clause: &str) -> Vec<(Field, String)> {
    let mark = state.mark(clause);
    let own = [
        Edit::ItemTitle(mark.map(|mark| mark.item_title.clone()).unwrap_or_default()),
        Edit::ItemText(mark.map(|mark| mark.item_text.clone()).unwrap_or_default()),
        Edit::ItemWithdrawn(mark.is_some_and(|mark| mark.is_item_withdrawn)),
    ];
    let answers = state.answers(clause);
    let answers = AnswerField::ALL.into_iter().map(|field| Edit::from(answers.get(field)));
    let has = |party: &Party| mark.is_some_and(|mark| mark.item_parties.contains(party));
    let parties = Party::ALL.iter().map(|party| Edit::ItemParty { id: *party, on: has(party) });
    own.into_iter().chain(parties).chain(answers).map(|edit| (edit.field(), edit.held(state))).collect()
}
