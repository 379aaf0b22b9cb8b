//! The operations on a worklist, for the screen and the command line alike. [`Worklist::perform`] is the only way to
//! write to one.
//!
//! Four rules are decided here and nowhere else. A worklist that is not there accepts no records. An archived one accepts
//! none, except the one that restores it. A change that changes nothing is not recorded. A file or a page that is evidence
//! already is not added again: it is linked with the further clauses.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::clock;
use crate::model::{Id, Review, is_own_item};
use crate::sheet::Answer;
use crate::text::clean::clean_line;
use crate::worklist::audit::check::{approved_of_nothing, is_of_review, review};
use crate::worklist::audit::new_evidence::NewEvidence;
use crate::worklist::entry::change::{Change, Entry, Subject, TransactionKind};
use crate::worklist::entry::error::{MissingName, WorklistError};
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::merge::Merged;
use crate::worklist::state::State;
use crate::worklist::state::evidence::Evidence;
use crate::worklist::state::items::NewItem;
use crate::worklist::state::mark::Mark;
use crate::worklist::state::undo::{Reverted, UndoDirection};

use super::merging::MergeRequest;
use super::store::Worklist;

/// One operation on a worklist. It is performed as a whole or not at all, and undone as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Records these changes.
    Record(Vec<Change>),
    /// Makes a file or a page evidence of clauses.
    AttachEvidence(Attachment),
    /// Undoes the last transaction of this person on this host that is not undone yet, whichever session made it.
    /// Fields that somebody else has changed since are left alone and reported.
    Undo,
    /// Redoes the transaction that was undone last. There is none after a new transaction.
    Redo,
    /// Merges the journals of another folder. An undo sets them aside, and they can be merged again.
    Merge(MergeRequest),
    /// Brings back own records that this machine remembers and that are gone.
    Restore,
    /// Adds own items, each with its next number.
    AddItems(Vec<NewItem>),
    /// Records answers from a form that came back, each for its clause, and adds own items with theirs.
    Import(Vec<(Id, Answer)>, Vec<(NewItem, Vec<Answer>)>),
    /// Records that the person says this of what is recorded of clauses, today, and why.
    Review {
        /// What.
        result: Review,
        /// Why; may be empty.
        word: String,
        /// The clauses.
        clauses: Vec<Id>,
    },
}

impl Operation {
    /// Whether it makes a record of its own, so that its author has to be known. The others take back, repeat or bring
    /// back what has an author already: a new name would only hide it from them.
    pub const fn has_new_author(&self) -> bool {
        match self {
            Self::Record(_) | Self::AttachEvidence(_) | Self::Merge(_) | Self::AddItems(_) | Self::Import(..) => true,
            Self::Review { .. } => true,
            Self::Undo | Self::Redo | Self::Restore => false,
        }
    }
}

/// A file or a web page, and the clauses it is evidence of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The path of the file, or a URL.
    pub source: String,
    /// The title; may be empty.
    pub title: String,
    /// The day from which its content is in effect.
    pub effective: Option<Date>,
    /// The last day on which it is valid.
    pub expires: Option<Date>,
    /// The clauses to link it with.
    pub clauses: Vec<Id>,
    /// Whether it stands for the audit as a whole.
    pub is_for_audit: bool,
}

/// The result of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Performed {
    /// A record or an import: these entries are on disk; none if there was nothing to record, or nothing to change.
    Recorded(Vec<Arc<Entry>>),
    /// The evidence is linked with the clauses.
    Attached(Attached),
    /// A transaction was undone, or there was none.
    Undone(Reverted),
    /// A transaction was redone, or there was none.
    Redone(Reverted),
    /// So many records were brought back.
    Restored(usize),
    /// The journals of the other folder were merged or skipped.
    Merged(Merged),
}

/// The result of attaching evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The evidence.
    pub evidence: EntryId,
    /// Whether it was evidence before. Its title and dates are then unchanged.
    pub is_known: bool,
    /// The named clauses that it was not linked with before.
    pub linked: Vec<Id>,
    /// Whether it stands for the audit as a whole now and did not before. If it does not and nothing is linked, nothing
    /// was recorded.
    pub is_newly_for_audit: bool,
}

impl Attached {
    /// Whether anything was recorded.
    pub const fn has_changed(&self) -> bool {
        !self.linked.is_empty() || self.is_newly_for_audit
    }
}

impl State {
    /// Whether records are accepted, which an archived worklist does not.
    pub fn takes_records(&self) -> bool {
        !self.profile().is_archived
    }

    /// Whether this operation is accepted. Archiving and restoring always are.
    pub fn accepts(&self, operation: &Operation) -> bool {
        let is_about_that = |change: &Change| matches!(change.edit, Edit::Archived(_));
        self.takes_records()
            || *operation == Operation::Restore
            || matches!(operation, Operation::Record(changes) if matches!(&changes[..], [only] if is_about_that(only)))
    }
}

impl Worklist {
    /// Performs an operation. `via` says where it comes from, for example `画面`, `mark` or `import 回答.xlsx`. It is one
    /// line and is cut after 200 characters. An undo and a redo set it themselves.
    ///
    /// # Errors
    ///
    /// If the worklist is archived, a change is not valid, a file of the operation cannot be read, or a journal cannot
    /// be written.
    pub fn perform(&mut self, operation: Operation, via: &str) -> Result<Performed, WorklistError> {
        self.ensure_present()?;
        if operation != Operation::Restore {
            self.ensure_there()?;
        }
        if !self.state().accepts(&operation) {
            return Err(WorklistError::Archived(self.name()));
        }
        match operation {
            Operation::Record(changes) => {
                self.ensure_recordable(&changes)?;
                let changes = without_repeats(self.state(), with_reviews_gone(changes));
                self.record(changes, TransactionKind::Do, via).map(Performed::Recorded)
            }
            Operation::AddItems(items) => {
                let items = items.into_iter().map(|item| (item, Vec::new())).collect();
                let changes = self.additions(items)?;
                self.record(changes, TransactionKind::Do, via).map(Performed::Recorded)
            }
            Operation::Import(answers, items) => {
                let added = self.additions(items)?;
                let changes: Vec<_> = changes(answers).into_iter().chain(added).collect();
                self.ensure_recordable(&changes)?;
                let gone = with_reviews_gone(changes.clone()).split_off(changes.len());
                let gone = self.state().without_repeats(gone);
                self.record([changes, gone].concat(), TransactionKind::Do, via).map(Performed::Recorded)
            }
            Operation::Review { result, word, clauses } => {
                let edits = review(result, &self.who().user, clock::today(), &word);
                let of = |clause: &Id| edits.clone().map(|edit| Change::clause(clause.as_str(), edit));
                let changes: Vec<Change> = clauses.iter().flat_map(of).collect();
                self.ensure_recordable(&changes)?;
                let changes = without_repeats(self.state(), changes);
                self.record(changes, TransactionKind::Do, via).map(Performed::Recorded)
            }
            Operation::AttachEvidence(attachment) => self.attach(attachment, via).map(Performed::Attached),
            Operation::Undo => self.revert(UndoDirection::Undo, "取り消し").map(Performed::Undone),
            Operation::Redo => self.revert(UndoDirection::Redo, "やり直し").map(Performed::Redone),
            Operation::Restore => self.restore().map(Performed::Restored),
            Operation::Merge(request) => self.merge(&request).map(Performed::Merged),
        }
    }

    /// Returns the error that [`Worklist::perform`] would return if the worklist is archived or not there, for callers
    /// that have to ask or show something before they know what to record.
    ///
    /// # Errors
    ///
    /// If the worklist accepts no records.
    pub fn ensure_writable(&self) -> Result<(), WorklistError> {
        self.ensure_present()?;
        self.ensure_there()?;
        if self.state().takes_records() { Ok(()) } else { Err(WorklistError::Archived(self.name())) }
    }

    /// Returns the changes that add own items with their answers. Others may have added some a moment ago: no number is given
    /// twice if that can be seen.
    fn additions(&mut self, items: Vec<(NewItem, Vec<Answer>)>) -> Result<Vec<Change>, WorklistError> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        self.refresh()?;
        let (items, answers): (Vec<NewItem>, Vec<Vec<Answer>>) = items.into_iter().unzip();
        let added = self.state().additions(items, clock::now()).into_iter().zip(answers);
        let changes: Vec<Change> = added
            .flat_map(|((id, item), answers)| {
                let answers = answers.into_iter().map(|answer| (id.clone(), answer)).collect();
                item.into_iter().chain(changes(answers)).collect::<Vec<Change>>()
            })
            .collect();
        ensure_items(self.state(), &changes)?;
        Ok(changes)
    }

    /// Nobody approves of what is not there, or says anything of an own item that is not there.
    fn ensure_recordable(&self, changes: &[Change]) -> Result<(), WorklistError> {
        ensure_items(self.state(), changes)?;
        match approved_of_nothing(self.state(), changes) {
            empty if empty.is_empty() => Ok(()),
            empty => Err(WorklistError::NothingToApprove(empty)),
        }
    }

    /// Nothing is recorded as long as the records that this machine remembers are gone, as with an unmounted share.
    fn ensure_there(&self) -> Result<(), WorklistError> {
        if self.is_gone() { Err(WorklistError::Gone(self.folder().to_owned())) } else { Ok(()) }
    }

    fn ensure_present(&self) -> Result<(), WorklistError> {
        let missing = || MissingName { name: self.name(), others: Vec::new(), are_near: false, is_free: false };
        if self.is_missing() { Err(WorklistError::Missing(missing())) } else { Ok(()) }
    }

    fn attach(&mut self, attachment: Attachment, via: &str) -> Result<Attached, WorklistError> {
        let Attachment { source, title, effective, expires, mut clauses, is_for_audit } = attachment;
        let mut seen = HashSet::new();
        clauses.retain(|clause| seen.insert(clause.clone()));
        let new = NewEvidence { title, effective, expires, is_for_audit, ..NewEvidence::of(&source, self.folder())? };
        let known = self.state().evidence().find(|known| new.is(known));
        let (attached, changes) = match known {
            Some(known) => link(self.state(), known, clauses, is_for_audit),
            None => {
                let (evidence, changes) = new.changes(&clauses);
                let attached =
                    Attached { evidence, is_known: false, linked: clauses, is_newly_for_audit: is_for_audit };
                (attached, changes)
            }
        };
        ensure_items(self.state(), &changes)?;
        self.record(changes, TransactionKind::Do, via)?;
        Ok(attached)
    }
}

/// What is recorded of an own item that this worklist does not have would be seen nowhere. Only to withdraw it, or a link with
/// it, is always possible.
fn ensure_items(state: &State, changes: &[Change]) -> Result<(), WorklistError> {
    ensure_titled(changes)?;
    let titled: HashSet<&Subject> = changes
        .iter()
        .filter(|change| matches!(change.edit, Edit::ItemTitle(_)))
        .map(|change| &change.subject)
        .collect();
    let takes_away = |edit: &Edit| matches!(edit, Edit::ItemWithdrawn(_) | Edit::Link { on: false, .. });
    let missing = changes.iter().filter(|change| !takes_away(&change.edit) && !titled.contains(&change.subject));
    let mut missing = missing.filter_map(|change| match &change.subject {
        Subject::Clause(id) if is_own_item(id) && !state.mark(id).is_some_and(Mark::is_item) => Some(id),
        _ => None,
    });
    missing.next().map_or(Ok(()), |id| Err(WorklistError::NoItem(id.clone())))
}

/// An item that is called nothing could not be found again.
fn ensure_titled(changes: &[Change]) -> Result<(), WorklistError> {
    let is_untitled =
        |change: &Change| matches!(&change.edit, Edit::ItemTitle(title) if clean_line(title).trim().is_empty());
    if changes.iter().any(is_untitled) { Err(WorklistError::UntitledItem) } else { Ok(()) }
}

/// Leaves out the changes that change nothing. A review is of what is recorded now: where anything was recorded since the
/// last one, or is with it, it is recorded even if it says the same.
fn without_repeats(state: &State, changes: Vec<Change>) -> Vec<Change> {
    let reviews: Vec<Change> =
        changes.iter().filter(|change| matches!(change.edit, Edit::Review(Some(_)))).cloned().collect();
    let mut kept = state.without_repeats(changes);
    let subjects = |is_meant: &dyn Fn(&Edit) -> bool| -> HashSet<Subject> {
        kept.iter().filter(|change| is_meant(&change.edit)).map(|change| change.subject.clone()).collect()
    };
    let changed = subjects(&|edit| !is_of_review(edit));
    let reviewed = subjects(&|edit| matches!(edit, Edit::Review(_)));
    let is_outdated = |subject: &Subject| match subject {
        Subject::Clause(id) => changed.contains(subject) || state.has_changed_since_review(id),
        Subject::Worklist | Subject::Evidence(_) => false,
    };
    let again = |change: &Change| !reviewed.contains(&change.subject) && is_outdated(&change.subject);
    kept.extend(reviews.into_iter().filter(again));
    kept
}

/// Adds, behind the rest, that name, day and word go with a result that is taken back: without it they say nothing. What
/// else is said of them by the changes themselves stays.
fn with_reviews_gone(mut changes: Vec<Change>) -> Vec<Change> {
    let is_back = |change: &&Change| change.edit == Edit::Review(None);
    let subjects: Vec<Subject> = changes.iter().filter(is_back).map(|change| change.subject.clone()).collect();
    for subject in subjects {
        for edit in [Edit::Reviewer(String::new()), Edit::Reviewed(None), Edit::ReviewWord(String::new())] {
            let field = edit.field();
            let is_said = |change: &Change| change.subject == subject && change.edit.field() == field;
            if !changes.iter().any(is_said) {
                changes.push(Change { subject: subject.clone(), edit });
            }
        }
    }
    changes
}

/// Returns the changes that link known evidence with the clauses it is not linked with yet, and with the audit.
fn link(state: &State, known: &Evidence, mut clauses: Vec<Id>, is_for_audit: bool) -> (Attached, Vec<Change>) {
    let edit = Edit::Link { evidence: known.id, on: true };
    // A link that is in conflict is not agreed upon: to say so once more decides.
    clauses.retain(|clause| !state.has(Change::clause(clause.as_str(), edit.clone())));
    let is_newly_for_audit = is_for_audit && !state.has(Change::evidence(known.id, Edit::ForAudit(true)));
    let links = clauses.iter().map(|clause| Change::clause(clause.as_str(), edit.clone()));
    let audit = is_newly_for_audit.then(|| Change::evidence(known.id, Edit::ForAudit(true)));
    let changes = links.chain(audit).collect();
    (Attached { evidence: known.id, is_known: true, linked: clauses, is_newly_for_audit }, changes)
}

fn changes(answers: Vec<(Id, Answer)>) -> Vec<Change> {
    answers.into_iter().map(|(clause, answer)| Change::clause(clause, answer.into())).collect()
}
