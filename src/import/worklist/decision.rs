//! Decides what is recorded of a plan: everything or nothing.

use std::collections::{BTreeMap, HashSet};

use thiserror::Error;

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::{Answer, AnswerField, Answers};

use super::super::row_place::RowPlace;
use super::plan::{AnswerChange, ImportConflict, ImportPlan};

/// Which answer is taken if both the table and the worklist have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The answer in the table.
    Theirs,
    /// The answer in the worklist.
    Mine,
}

/// Which answers are taken where both have changed: decisions for single clauses, and one for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// What is taken where nothing else is said; none to wait for a decision.
    pub rest: Option<Take>,
    /// What is taken for a clause, or for one of its fields, which comes before what is said of the clause. A sheet may have
    /// thousands of conflicts, and each is asked about many times.
    single: BTreeMap<Id, BTreeMap<Option<AnswerField>, Take>>,
}

impl Takes {
    /// Returns the decision to take the same for all.
    pub fn all(take: Take) -> Self {
        Self { rest: Some(take), ..Self::default() }
    }

    /// Decides about one conflict, whatever was said of it before.
    pub fn decide(&mut self, conflict: &ImportConflict, take: Take) {
        self.say(conflict.clause.clone(), Some(conflict.filled.field()), take);
    }

    /// Decides about a clause, or about one of its fields, whatever was said of it before.
    pub fn say(&mut self, clause: Id, field: Option<AnswerField>, take: Take) {
        self.single.entry(clause).or_default().insert(field, take);
    }

    /// Returns what was decided about by itself: clauses, and fields of clauses.
    pub fn said(&self) -> impl Iterator<Item = (&Id, Option<AnswerField>)> {
        self.single.iter().flat_map(|(clause, of)| of.keys().map(move |field| (clause, *field)))
    }

    /// Returns what is taken for a conflict; none if nobody has said.
    pub fn of(&self, conflict: &ImportConflict) -> Option<Take> {
        let said = self.single.get(&conflict.clause);
        let said = said.and_then(|of| of.get(&Some(conflict.filled.field())).or_else(|| of.get(&None)));
        said.copied().or(self.rest)
    }
}

/// Why a plan is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Rows or cells cannot be read; this is their number.
    #[error("{}", tr!("読めないところが {n} 件あるため、取り込めません。何も記録していません。", n = .0))]
    Unreadable(usize),
    /// Fields have changed on both sides, and nobody has said which answer to take; this is their number.
    #[error("{}", tr!("食い違いが {n} 件あるため、取り込めません。何も記録していません。", n = .0))]
    Undecided(usize),
}

impl ImportPlan {
    /// Returns the answers to record, in the order of the table. Answers that the worklist keeps are left out.
    ///
    /// # Errors
    ///
    /// If something cannot be read, or has to be decided first.
    pub fn decided(&self, takes: &Takes) -> Result<Vec<(Id, Answer)>, Refusal> {
        if !self.problems.is_empty() {
            return Err(Refusal::Unreadable(self.problems.len()));
        }
        match self.conflicts.iter().filter(|conflict| takes.of(conflict).is_none()).count() {
            0 => {}
            undecided => return Err(Refusal::Undecided(undecided)),
        }
        let changed = self.changes.iter().map(|edit| (edit.clause.clone(), edit.to.clone()));
        let taken = self.taken(takes).map(|conflict| (conflict.clause.clone(), conflict.filled.clone()));
        Ok(changed.chain(taken).collect())
    }

    /// Returns the answers of the worklist in whose place others are recorded then: as long as it still has them, nothing is
    /// overwritten that nobody has seen.
    pub fn replaced(&self, takes: &Takes) -> Vec<(Id, Answer)> {
        let changed = self.changes.iter().map(|edit| (edit.clause.clone(), edit.from.clone()));
        let taken = self.taken(takes).map(|conflict| (conflict.clause.clone(), conflict.current.clone()));
        changed.chain(taken).collect()
    }

    /// Returns the conflicts in which the answer of the table is taken.
    pub fn taken<'p>(&'p self, takes: &'p Takes) -> impl Iterator<Item = &'p ImportConflict> {
        self.conflicts.iter().filter(move |conflict| takes.of(conflict) == Some(Take::Theirs))
    }

    /// Adds what goes with a result of a review that is taken back, so that it is shown before it is recorded: name, day and
    /// word say nothing without it. `answers` returns what the worklist has.
    pub fn add_cleared(&mut self, takes: &Takes, answers: &dyn Fn(&str) -> Answers) {
        let taken = self.taken(takes);
        let taken = taken.map(|conflict| (conflict.clause.clone(), conflict.place.clone(), conflict.filled.clone()));
        let changed =
            self.changes.iter().map(|change| (change.clause.clone(), change.place.clone(), change.to.clone()));
        let decided: Vec<(Id, RowPlace, Answer)> = changed.chain(taken).collect();
        let said: HashSet<(&Id, AnswerField)> =
            decided.iter().map(|(clause, _, answer)| (clause, answer.field())).collect();
        let mut cleared: BTreeMap<&Id, Vec<AnswerChange>> = BTreeMap::new();
        for (clause, place, _) in decided.iter().filter(|(.., to)| *to == Answer::Review(None)) {
            let present = answers(clause);
            for field in [AnswerField::Reviewer, AnswerField::Reviewed, AnswerField::ReviewWord] {
                let (from, to) = (present.get(field), Answers::default().get(field));
                if from != to && !said.contains(&(clause, field)) {
                    let change = AnswerChange { clause: clause.clone(), place: place.clone(), from, to };
                    cleared.entry(clause).or_default().push(change);
                }
            }
        }
        self.add_behind(cleared);
    }

    /// Adds changes behind the others of the same clauses, those of clauses without others at the end.
    fn add_behind(&mut self, mut added: BTreeMap<&Id, Vec<AnswerChange>>) {
        let mut changes = Vec::with_capacity(self.changes.len() + added.len());
        // From the end on, the first change of a clause that is met is its last one.
        for change in std::mem::take(&mut self.changes).into_iter().rev() {
            let behind = added.remove(&change.clause).unwrap_or_default();
            changes.extend(behind.into_iter().rev());
            changes.push(change);
        }
        changes.reverse();
        changes.extend(added.into_values().flatten());
        self.changes = changes;
    }

    /// Whether there is a conflict of a clause, or of one of its fields.
    pub fn has_conflict(&self, clause: &str, field: Option<AnswerField>) -> bool {
        let is_it = |conflict: &ImportConflict| {
            conflict.clause == clause && field.is_none_or(|field| field == conflict.filled.field())
        };
        self.conflicts.iter().any(is_it)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let hint = match refusal {
            Refusal::Unreadable(_) => "表を直して保存してから、もう一度取り込んでください。",
            Refusal::Undecided(_) => {
                "`--take theirs` で記入を採り、`--take mine` で点検票の値を残します。`--take 条項=mine` のように、条項ごとにも決められます。"
            }
        };
        Self::new(FailureKind::Data, refusal.to_string(), t(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{RowProblem, RowProblemKind};
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
        let texts = |rest| {
            let decided = plan().decided(&Takes { rest, ..Takes::default() })?;
            Ok(decided.iter().map(|(clause, answer)| format!("{clause} {}", answer.text())).collect::<Vec<_>>())
        };
        assert_eq!(texts(None), Err(Refusal::Undecided(1)));
        assert_eq!(texts(Some(Take::Mine)).unwrap(), ["a 新"]);
        assert_eq!(texts(Some(Take::Theirs)).unwrap(), ["a 新", "b 記入"]);
    }

    #[test]
    fn one_decision_takes_the_place_of_the_one_before_and_says_what_is_replaced() {
        let (plan, mut takes) = (plan(), Takes { rest: Some(Take::Mine), ..Takes::default() });
        assert_eq!(plan.replaced(&takes).len(), 1, "only what is recorded takes the place of something");
        for take in [Take::Theirs, Take::Mine, Take::Theirs] {
            takes.decide(&plan.conflicts[0], take);
            assert_eq!((takes.of(&plan.conflicts[0]), takes.said().count()), (Some(take), 1));
        }
        let texts: Vec<_> =
            plan.replaced(&takes).iter().map(|(clause, answer)| format!("{clause} {}", answer.text())).collect();
        assert_eq!(texts, ["a ", "b 点検票"]);
    }

    #[test]
    fn a_decision_for_a_field_comes_before_one_for_the_clause_and_that_before_the_rest() {
        let (theirs, mine) = (Take::Theirs, Take::Mine);
        let single = |field, take| ("b".to_owned(), field, take);
        for (rest, single, taken) in [
            (None, vec![single(None, theirs)], Ok(2)),
            (None, vec![single(None, mine)], Ok(1)),
            (None, vec![single(None, mine), single(None, theirs)], Ok(2)),
            (None, vec![single(Some(AnswerField::Note), theirs), single(None, mine)], Ok(2)),
            (None, vec![single(Some(AnswerField::Owner), theirs)], Err(Refusal::Undecided(1))),
            (Some(theirs), vec![single(None, mine)], Ok(1)),
            (None, vec![("a".to_owned(), None, theirs)], Err(Refusal::Undecided(1))),
        ] {
            let mut takes = Takes { rest, ..Takes::default() };
            single.into_iter().for_each(|(clause, field, take)| takes.say(clause, field, take));
            assert_eq!(plan().decided(&takes).map(|answers| answers.len()), taken, "{takes:?}");
        }
        assert!(plan().has_conflict("b", None) && plan().has_conflict("b", Some(AnswerField::Note)));
        assert!(!plan().has_conflict("a", None) && !plan().has_conflict("b", Some(AnswerField::Owner)));
    }

    #[test]
    fn what_goes_with_a_review_that_is_taken_back_is_shown_where_that_is_taken() {
        let answers =
            |_: &str| Answers { reviewer: "阿部".to_owned(), review_word: "よい".to_owned(), ..Answers::default() };
        for (rest, cleared) in [(None, 0), (Some(Take::Mine), 0), (Some(Take::Theirs), 2)] {
            let mut plan = plan();
            plan.conflicts[0].filled = Answer::Review(None);
            plan.add_cleared(&Takes { rest, ..Takes::default() }, &answers);
            assert_eq!(plan.changes.len(), 1 + cleared, "{rest:?}");
            assert!(plan.changes[1..].iter().all(|change| change.clause == "b" && change.to.text().is_empty()));
        }
    }

    #[test]
    fn what_goes_with_a_review_stands_behind_what_else_changes_of_its_clause() {
        let answers = |_: &str| Answers { reviewer: "阿部".to_owned(), ..Answers::default() };
        let mut plan = plan();
        let first = plan.changes.remove(0);
        let of = |clause: &str, to: Answer| AnswerChange { clause: clause.to_owned(), to, ..first.clone() };
        let note = || Answer::Note("新".to_owned());
        plan.changes =
            vec![of("c", Answer::Review(None)), of("c", note()), of("a", Answer::Review(None)), of("a", note())];
        plan.conflicts[0].filled = Answer::Review(None);
        plan.add_cleared(&Takes::all(Take::Theirs), &answers);
        let told: Vec<(&str, AnswerField)> =
            plan.changes.iter().map(|change| (change.clause.as_str(), change.to.field())).collect();
        let each = [AnswerField::Review, AnswerField::Note, AnswerField::Reviewer];
        let expected = ["c", "a"].into_iter().flat_map(|clause| each.map(|field| (clause, field)));
        assert_eq!(told, expected.chain([("b", AnswerField::Reviewer)]).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_taken_over_while_anything_cannot_be_read() {
        let (place, kind) = (RowPlace { sheet: "運用".into(), row: 3 }, RowProblemKind::NoId);
        let problem = RowProblem { place, clause: String::new(), field: None, cell: String::new(), kind };
        let plan = ImportPlan { problems: vec![problem], ..plan() };
        let takes = Takes { rest: Some(Take::Theirs), ..Takes::default() };
        assert_eq!(plan.decided(&takes), Err(Refusal::Unreadable(1)));
    }
}
