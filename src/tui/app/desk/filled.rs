//! A worklist that came back filled in and was looked at, with what the person has said about it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::import::worklist::{ImportConflict, ImportPlan, Take, Takes};
use crate::worklist::State;
use crate::workspace::importing::{SheetLook, SheetSource};

/// The sheet, as it would be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledSheet {
    /// What was found in it.
    pub look: Arc<SheetLook>,
    /// What the person has decided about conflicts.
    pub takes: Takes,
    /// What would be recorded by these decisions.
    pub plan: ImportPlan,
    /// The name of who filled it in, whose records they become; none for one's own.
    pub by: Option<String>,
    /// Whether something was recorded in the worklist since.
    pub is_outdated: bool,
}

/// What can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledDeed {
    /// Asks for a file.
    Ask,
    /// Reads the file once more.
    Again,
    /// Takes it in.
    TakeIn,
    /// Asks who has filled it in.
    AskBy,
    /// Takes the other answer of a conflict, by its place in the plan.
    Turn(usize),
    /// Takes these answers of all conflicts.
    All(Take),
}

impl FilledDeed {
    /// Whether it turns something on or off, so that its row can be checked.
    pub const fn is_check(self) -> bool {
        match self {
            Self::Turn(_) | Self::All(_) => true,
            Self::Ask | Self::Again | Self::TakeIn | Self::AskBy => false,
        }
    }
}

impl FilledSheet {
    /// Returns a sheet that was looked at. What was said before about the same file stays; a decision only where the
    /// answers are the same as those that were decided about.
    pub fn new(look: Arc<SheetLook>, state: &State, earlier: Option<&Self>) -> Self {
        let earlier = earlier.filter(|earlier| earlier.look.path == look.path);
        let seen = earlier.map(|earlier| earlier.look.plan.conflicts.as_slice()).unwrap_or_default();
        let place = |conflict: &ImportConflict| (conflict.clause.clone(), conflict.filled.field());
        let seen: HashMap<_, &ImportConflict> = seen.iter().map(|conflict| (place(conflict), conflict)).collect();
        let mut takes = Takes::default();
        for conflict in &look.plan.conflicts {
            let decided = earlier.filter(|_| seen.get(&place(conflict)) == Some(&conflict));
            if let Some(take) = decided.and_then(|earlier| earlier.takes.of(conflict)) {
                takes.decide(conflict, take);
            }
        }
        let by = earlier.and_then(|earlier| earlier.by.clone());
        let mut sheet = Self { plan: look.plan.clone(), look, takes, by, is_outdated: false };
        sheet.settle(state);
        sheet
    }

    /// Takes the other answer of a conflict: first the one that was filled in.
    pub fn turn(&mut self, conflict: usize, state: &State) {
        if let Some(conflict) = self.look.plan.conflicts.get(conflict) {
            let other = if self.takes.of(conflict) == Some(Take::Theirs) { Take::Mine } else { Take::Theirs };
            self.takes.decide(conflict, other);
        }
        self.settle(state);
    }

    /// Takes these answers of all conflicts.
    pub fn take_all(&mut self, take: Take, state: &State) {
        self.takes = Takes::all(take);
        self.settle(state);
    }

    /// What goes with a review that is taken back depends on what is decided.
    fn settle(&mut self, state: &State) {
        self.plan = self.look.plan.clone();
        self.plan.add_cleared(&self.takes, &|clause: &str| state.answers(clause));
    }

    /// Returns the place of the first conflict that nobody has decided about; none if there is none.
    pub fn undecided(&self) -> Option<usize> {
        self.plan.conflicts.iter().position(|conflict| self.takes.of(conflict).is_none())
    }

    /// Whether it says nothing that the worklist does not say, whatever is decided.
    pub fn is_empty(&self) -> bool {
        let ImportPlan { changes, conflicts, items, problems, .. } = &self.plan;
        changes.is_empty() && conflicts.is_empty() && items.is_empty() && problems.is_empty()
    }

    /// Returns where its answers come from, and in whose place they are recorded.
    pub fn source(&self) -> SheetSource {
        SheetSource::of(&self.plan, &self.takes, &self.look.path, self.by.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::RowPlace;
    use crate::sheet::Answer;

    fn conflict(clause: &str, current: &str) -> ImportConflict {
        let owner = |name: &str| Answer::Owner(name.to_owned());
        let place = RowPlace { sheet: String::new(), row: 2 };
        let (current, filled) = (owner(current), owner("記入"));
        let clause = clause.to_owned();
        ImportConflict { clause, place, current, filled, is_base_known: true, has_lost_letters: false }
    }

    fn look(path: &str, conflicts: Vec<ImportConflict>) -> Arc<SheetLook> {
        let plan = ImportPlan { conflicts, ..ImportPlan::default() };
        let (list, reader) = ("一覧".to_owned(), "佐藤".to_owned());
        Arc::new(SheetLook { path: path.into(), list, reader, plan, is_foreign: false, remarks: Vec::new() })
    }

    #[test]
    fn a_row_turns_between_the_two_answers_and_all_rows_turn_at_once() {
        let state = State::default();
        let mut sheet = FilledSheet::new(look("a", vec![conflict("a", "甲"), conflict("b", "乙")]), &state, None);
        assert_eq!(sheet.undecided(), Some(0));
        sheet.turn(0, &state);
        assert_eq!((sheet.takes.of(&sheet.plan.conflicts[0]), sheet.undecided()), (Some(Take::Theirs), Some(1)));
        sheet.take_all(Take::Mine, &state);
        assert_eq!((sheet.undecided(), sheet.source().replaced.len()), (None, 0));
        sheet.turn(1, &state);
        sheet.turn(9, &state);
        assert_eq!(sheet.source().replaced, [("b".to_owned(), Answer::Owner("乙".into()))]);
    }

    #[test]
    fn a_decision_stays_only_where_the_same_was_decided_about() {
        let state = State::default();
        let mut sheet = FilledSheet::new(look("a", vec![conflict("a", "甲"), conflict("b", "乙")]), &state, None);
        sheet.take_all(Take::Theirs, &state);
        sheet.by = Some("鈴木".to_owned());
        let changed = || vec![conflict("a", "甲"), conflict("b", "丙"), conflict("c", "丁")];
        let again = FilledSheet::new(look("a", changed()), &state, Some(&sheet));
        assert_eq!(again.takes.of(&again.plan.conflicts[0]), Some(Take::Theirs));
        assert_eq!((again.undecided(), again.by.as_deref()), (Some(1), Some("鈴木")));
        let other = FilledSheet::new(look("b", changed()), &state, Some(&sheet));
        assert_eq!((other.undecided(), other.by), (Some(0), None));
    }
}
