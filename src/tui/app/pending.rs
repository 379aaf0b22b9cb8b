//! Operations that were sent to the worklist and are not on disk yet.

use std::collections::{HashMap, VecDeque};

use crate::model::{Id, Status};
use crate::tui::app::desk::filled::FilledSheet;

/// What has to be known about an operation until its outcome arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingOperation {
    /// The clauses whose status it changes.
    pub status_changes: Vec<StatusChange>,
    /// The key of the draft with what was typed for it. The draft is kept until the operation is on disk.
    pub draft: Option<Id>,
    /// What to tell the person at the end, if the outcome does not tell: the sentence about what was set, what follows
    /// the sentence about statuses, or the source of the evidence as it was typed.
    pub said: String,
    /// Whether what was set is told by `said`, although statuses change as well.
    pub is_said: bool,
    /// The filled-in worklist that it takes in; none for other operations. It is there again if the operation fails.
    pub sheet: Option<Box<FilledSheet>>,
}

/// A change of the status of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The clause.
    pub clause: Id,
    /// Its status before.
    pub before: Status,
    /// Its status after.
    pub after: Status,
}

/// The pending operations, oldest first, and the status that clauses had before their last mark in this session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingOperations {
    pending: VecDeque<PendingOperation>,
    before: HashMap<Id, Status>,
}

impl PendingOperations {
    /// Returns the status a clause will have when all pending operations are written; none if none changes it.
    pub fn intended_status(&self, clause: &str) -> Option<Status> {
        let change = |operation: &PendingOperation| {
            operation.status_changes.iter().find(|change| change.clause == clause).map(|change| change.after)
        };
        self.pending.iter().rev().find_map(change)
    }

    /// Whether any operation is pending.
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the status a clause had before its last mark in this session.
    pub fn previous_status(&self, clause: &str) -> Option<Status> {
        self.before.get(clause).copied()
    }

    /// Adds an operation that is about to be written.
    pub fn begin(&mut self, operation: PendingOperation) {
        self.before.extend(operation.status_changes.iter().map(|change| (change.clause.clone(), change.before)));
        self.pending.push_back(operation);
    }

    /// Removes and returns the oldest operation: it was written, or it failed.
    pub fn finish(&mut self) -> Option<PendingOperation> {
        self.pending.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(before: Status, after: Status) -> PendingOperation {
        PendingOperation {
            status_changes: vec![StatusChange { clause: "c".into(), before, after }],
            ..PendingOperation::default()
        }
    }

    #[test]
    fn two_marks_in_a_row_build_on_each_other_before_either_is_written() {
        let mut pending = PendingOperations::default();
        pending.begin(mark(Status::Todo, Status::Done));
        assert_eq!(pending.intended_status("c"), Some(Status::Done));
        pending.begin(mark(Status::Done, Status::Na));
        pending.begin(PendingOperation::default());
        assert_eq!(
            (pending.intended_status("c"), pending.previous_status("c")),
            (Some(Status::Na), Some(Status::Done))
        );
        assert_eq!(pending.finish(), Some(mark(Status::Todo, Status::Done)));
        assert_eq!(pending.intended_status("c"), Some(Status::Na));
        pending.finish();
        assert_eq!(pending.intended_status("c"), None);
        assert!(pending.is_pending());
        assert_eq!((pending.finish(), pending.finish()), (Some(PendingOperation::default()), None));
    }
}
