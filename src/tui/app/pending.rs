//! What is being written to the worklist.

use std::collections::{HashMap, VecDeque};

use crate::model::{Id, Status};

/// What the screen remembers of an operation as long as it is not on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// The clauses it gives another status.
    pub turns: Vec<Turn>,
    /// What was typed for it, as the key under which it is kept as begun until it is on disk.
    pub draft: Option<Id>,
    /// What to say once it is done, where its outcome does not tell: the sentence about what was set, or evidence as it
    /// was typed.
    pub said: String,
}

/// What happens to one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The clause.
    pub clause: Id,
    /// Its status before.
    pub before: Status,
    /// Its status after.
    pub after: Status,
}

/// The jobs under way, oldest first, and which status clauses had before they were marked in this session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pending: VecDeque<Job>,
    before: HashMap<Id, Status>,
}

impl Marks {
    /// Returns the status a clause will have once everything under way is written; none if nothing is.
    pub fn intended(&self, clause: &str) -> Option<Status> {
        let turn = |job: &Job| job.turns.iter().find(|turn| turn.clause == clause).map(|turn| turn.after);
        self.pending.iter().rev().find_map(turn)
    }

    /// Whether anything is being written.
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the status a clause had before it was last marked in this session.
    pub fn before(&self, clause: &str) -> Option<Status> {
        self.before.get(clause).copied()
    }

    /// Notes a job that is about to be written.
    pub fn begin(&mut self, job: Job) {
        self.before.extend(job.turns.iter().map(|turn| (turn.clause.clone(), turn.before)));
        self.pending.push_back(job);
    }

    /// Notes that the oldest job under way is over, written or not; returns it.
    pub fn finish(&mut self) -> Option<Job> {
        self.pending.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(before: Status, after: Status) -> Job {
        Job { turns: vec![Turn { clause: "c".into(), before, after }], ..Job::default() }
    }

    #[test]
    fn two_marks_in_a_row_build_on_each_other_before_either_is_written() {
        let mut marks = Marks::default();
        marks.begin(mark(Status::Todo, Status::Done));
        assert_eq!(marks.intended("c"), Some(Status::Done));
        marks.begin(mark(Status::Done, Status::Na));
        marks.begin(Job::default());
        assert_eq!((marks.intended("c"), marks.before("c")), (Some(Status::Na), Some(Status::Done)));
        assert_eq!(marks.finish(), Some(mark(Status::Todo, Status::Done)));
        assert_eq!(marks.intended("c"), Some(Status::Na));
        marks.finish();
        assert_eq!(marks.intended("c"), None);
        assert!(marks.is_pending());
        assert_eq!((marks.finish(), marks.finish()), (Some(Job::default()), None));
    }
}
