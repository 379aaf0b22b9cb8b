//! Marks under way and marks that can be taken back.

use std::collections::VecDeque;

use crate::model::{Id, Status};

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

/// What one key did: to one clause or to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happened to each clause.
    pub turns: Vec<Turn>,
    /// The clause whose note it writes.
    pub note: Option<Id>,
    /// Whether this takes another step back.
    pub is_undo: bool,
}

/// The steps of this session: those being written, oldest first, and those that can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pending: VecDeque<Step>,
    steps: Vec<Step>,
}

impl Step {
    fn turn(&self, clause: &str) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.clause == clause)
    }

    fn reversed(self) -> Self {
        let back = |turn: Turn| Turn { clause: turn.clause, before: turn.after, after: turn.before };
        Self { turns: self.turns.into_iter().map(back).collect(), note: None, is_undo: !self.is_undo }
    }
}

impl Marks {
    /// Returns the status a clause will have once everything under way is written; none if nothing is.
    pub fn intended(&self, clause: &str) -> Option<Status> {
        self.pending.iter().rev().find_map(|step| step.turn(clause)).map(|turn| turn.after)
    }

    /// Whether anything is being written.
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the status a clause had before it was last marked in this session.
    pub fn before(&self, clause: &str) -> Option<Status> {
        self.steps.iter().rev().find_map(|step| step.turn(clause)).map(|turn| turn.before)
    }

    /// Notes a step that is about to be written.
    pub fn begin(&mut self, step: Step) {
        if !step.is_undo && step.note.is_none() {
            self.steps.push(step.clone());
        }
        self.pending.push_back(step);
    }

    /// Returns the step that takes the last one back, and forgets that one; none if there is none.
    pub fn undo(&mut self) -> Option<Step> {
        self.steps.pop().map(Step::reversed)
    }

    /// Notes that the oldest step under way was written; returns it.
    pub fn written(&mut self) -> Option<Step> {
        self.pending.pop_front()
    }

    /// Notes that the oldest step under way could not be written: it never was.
    pub fn failed(&mut self) -> Option<Step> {
        let step = self.pending.pop_front()?;
        if step.is_undo {
            self.steps.push(step.clone().reversed());
        } else if let Some(at) = self.steps.iter().rposition(|known| *known == step) {
            self.steps.remove(at);
        }
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(before: Status, after: Status) -> Step {
        Step { turns: vec![Turn { clause: "c".into(), before, after }], note: None, is_undo: false }
    }

    #[test]
    fn two_marks_in_a_row_build_on_each_other_before_either_is_written() {
        let mut marks = Marks::default();
        marks.begin(step(Status::Todo, Status::Done));
        assert_eq!(marks.intended("c"), Some(Status::Done));
        marks.begin(step(Status::Done, Status::Na));
        assert_eq!(marks.intended("c"), Some(Status::Na));
        marks.written();
        assert_eq!(marks.intended("c"), Some(Status::Na));
        marks.written();
        assert_eq!(marks.intended("c"), None);
    }

    #[test]
    fn steps_are_taken_back_in_turn() {
        let mut marks = Marks::default();
        marks.begin(step(Status::Todo, Status::Doing));
        marks.begin(step(Status::Doing, Status::Done));
        assert_eq!(marks.undo().map(|s| (s.turns[0].before, s.turns[0].after)), Some((Status::Done, Status::Doing)));
        assert_eq!(marks.undo().map(|s| (s.turns[0].before, s.turns[0].after)), Some((Status::Doing, Status::Todo)));
        assert_eq!(marks.undo(), None);
    }

    #[test]
    fn what_could_not_be_written_leaves_no_trace() {
        let mut marks = Marks::default();
        marks.begin(step(Status::Todo, Status::Done));
        marks.failed();
        assert_eq!(marks, Marks::default());

        marks.begin(step(Status::Todo, Status::Done));
        marks.written();
        let undo = marks.undo().unwrap();
        marks.begin(undo);
        marks.failed();
        assert_eq!(marks.undo().map(|s| s.turns[0].after), Some(Status::Todo), "it can be taken back again");
    }
}
