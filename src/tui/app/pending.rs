//! What is being written to the worklist.

use std::collections::{HashMap, VecDeque};

use crate::model::{Id, Status};

/// What the screen remembers of an operation as long as it is not on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingOperation {
    /// The clauses it gives another status.
    pub status_changes: Vec<StatusChange>,
    /// What was typed for it, as the key under which it is kept as begun until it is on disk.
    pub draft: Option<Id>,
    /// What to say once it is done, where its outcome does not tell: the sentence about what was set, or evidence as it
    /// was typed.
    pub said: String,
}

/// What happens to one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The clause.
    pub clause: Id,
    /// Its status before.
    pub before: Status,
    /// Its status after.
    pub after: Status,
}

/// The operation under way, oldest first, and which status clauses had before they were marked in this session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingOperations {
    pending: VecDeque<PendingOperation>,
    before: HashMap<Id, Status>,
}

impl PendingOperations {
    /// Returns the status a clause will have once everything under way is written; none if nothing is.
    pub fn intended_status(&self, clause: &str) -> Option<Status> {
        let change = |operation: &PendingOperation| {
            operation.status_changes.iter().find(|change| change.clause == clause).map(|change| change.after)
        };
        self.pending.iter().rev().find_map(change)
    }

    /// Whether anything is being written.
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the status a clause had before it was last marked in this session.
    pub fn previous_status(&self, clause: &str) -> Option<Status> {
        self.before.get(clause).copied()
    }

    /// Notes a operation that is about to be written.
    pub fn begin(&mut self, operation: PendingOperation) {
        self.before.extend(operation.status_changes.iter().map(|change| (change.clause.clone(), change.before)));
        self.pending.push_back(operation);
    }

    /// Notes that the oldest operation under way is over, written or not; returns it.
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
