//! Decides what is recorded of a plan: everything or nothing.

use thiserror::Error;

use crate::failure::{Failure, FailureKind};
use crate::model::Id;
use crate::sheet::Answer;

use super::plan::ImportPlan;

/// Which answer is taken if both the table and the worklist have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The answer in the table.
    Theirs,
    /// The answer in the worklist.
    Mine,
}

/// Why a plan is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Rows or cells cannot be read; this is their number.
    #[error("読めないところが {0} 件あるため、取り込めません。何も記録していません。")]
    Unreadable(usize),
    /// Fields have changed on both sides, and nobody has said which answer to take; this is their number.
    #[error("食い違いが {0} 件あるため、取り込めません。何も記録していません。")]
    Undecided(usize),
}

impl ImportPlan {
    /// Returns the answers to record, in the order of the table. Answers that the worklist keeps are left out.
    ///
    /// # Errors
    ///
    /// If something cannot be read, or has to be decided first.
    pub fn decided(&self, take: Option<Take>) -> Result<Vec<(Id, Answer)>, Refusal> {
        if !self.problems.is_empty() {
            return Err(Refusal::Unreadable(self.problems.len()));
        }
        let taken = match take {
            Some(Take::Theirs) => &self.conflicts[..],
            Some(Take::Mine) => &[],
            None if self.conflicts.is_empty() => &[],
            None => return Err(Refusal::Undecided(self.conflicts.len())),
        };
        let changed = self.changes.iter().map(|edit| (edit.clause.clone(), edit.to.clone()));
        let taken = taken.iter().map(|conflict| (conflict.clause.clone(), conflict.filled.clone()));
        Ok(changed.chain(taken).collect())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let hint = match refusal {
            Refusal::Unreadable(_) => "表を直して保存してから、もう一度取り込んでください。",
            Refusal::Undecided(_) => "`--take theirs` で記入を採り、`--take mine` で点検票の値を残します。",
        };
        Self::new(FailureKind::Data, refusal.to_string(), hint)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::{AnswerChange, ImportConflict};
    use super::super::problem::{RowProblem, RowProblemKind};
    use super::super::row_place::RowPlace;
    use super::*;

    fn plan() -> ImportPlan {
        let (clause, place) = (|id: &str| id.to_owned(), || RowPlace { sheet: "運用".into(), row: 2 });
        let note = |text: &str| Answer::Note(text.to_owned());
        ImportPlan {
            changes: vec![AnswerChange { clause: clause("a"), place: place(), from: note(""), to: note("新") }],
            conflicts: vec![ImportConflict {
                clause: clause("b"),
                place: place(),
                current: note("点検票"),
                filled: note("記入"),
                is_base_known: true,
                has_lost_letters: false,
            }],
            ..ImportPlan::default()
        }
    }

    #[test]
    fn what_changed_on_both_sides_waits_for_a_decision() {
        let texts = |take| {
            let decided = plan().decided(take)?;
            Ok(decided.iter().map(|(clause, answer)| format!("{clause} {}", answer.text())).collect::<Vec<_>>())
        };
        assert_eq!(texts(None), Err(Refusal::Undecided(1)));
        assert_eq!(texts(Some(Take::Mine)).unwrap(), ["a 新"]);
        assert_eq!(texts(Some(Take::Theirs)).unwrap(), ["a 新", "b 記入"]);
    }

    #[test]
    fn nothing_is_taken_over_while_anything_cannot_be_read() {
        let (place, kind) = (RowPlace { sheet: "運用".into(), row: 3 }, RowProblemKind::NoId);
        let problem = RowProblem { place, clause: String::new(), field: None, cell: String::new(), kind };
        let plan = ImportPlan { problems: vec![problem], ..plan() };
        assert_eq!(plan.decided(Some(Take::Theirs)), Err(Refusal::Unreadable(1)));
    }
}
