//! What an import would do, as JSON; its shape is documented in README.md.

use serde::Serialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::import::RowPlace;
use crate::import::worklist::{AnswerChange, ImportConflict, ImportPlan, ItemAddition, RowProblem};
use crate::language::in_japanese;
use crate::sheet::{Answer, AnswerField};
use crate::worklist::{LeftOut, Scope};

use super::super::coded::Coded;

/// A plan, and whether it was carried out.
#[derive(Serialize)]
pub(super) struct ImportDocument<'a> {
    applied: bool,
    /// Whether the form was exported from another worklist.
    foreign: bool,
    untouched: usize,
    /// The rows that are added as own items.
    items: Vec<ItemDocument<'a>>,
    changes: Vec<ChangeDocument<'a>>,
    conflicts: Vec<ImportConflictDocument<'a>>,
    problems: Vec<ProblemDocument<'a>>,
    /// The number of all problems; of a flood of them only the first ones are listed.
    problem_count: usize,
    passed_over: Vec<ProblemDocument<'a>>,
}

/// The most problems that are listed.
const LISTED: usize = 200;

#[derive(Serialize)]
struct PlaceDocument<'a> {
    /// Empty where the file has no sheets.
    sheet: &'a str,
    row: usize,
}

#[derive(Serialize)]
struct ItemDocument<'a> {
    title: &'a str,
    text: &'a str,
    parties: Vec<&'static str>,
    #[serde(flatten)]
    place: PlaceDocument<'a>,
    answers: Vec<ItemAnswerDocument>,
}

#[derive(Serialize)]
struct ItemAnswerDocument {
    field: &'static str,
    value: Value,
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    clause: &'a str,
    label: String,
    #[serde(flatten)]
    place: PlaceDocument<'a>,
    field: &'static str,
    from: Value,
    to: Value,
    /// Why the worklist does not count the clause; empty if it does.
    left_out: String,
}

#[derive(Serialize)]
struct ImportConflictDocument<'a> {
    clause: &'a str,
    label: String,
    #[serde(flatten)]
    place: PlaceDocument<'a>,
    field: &'static str,
    current: Value,
    filled: Value,
    base_known: bool,
    letters_lost: bool,
}

#[derive(Serialize)]
struct ProblemDocument<'a> {
    clause: &'a str,
    #[serde(flatten)]
    place: PlaceDocument<'a>,
    field: Option<&'static str>,
    cell: &'a str,
    reason: String,
}

impl<'a> ImportDocument<'a> {
    /// Returns the document of a plan.
    pub(super) fn new(
        (catalog, scope): (&Catalog, &Scope),
        plan: &'a ImportPlan,
        foreign: bool,
        applied: bool,
    ) -> Self {
        let label = |id: &str| catalog.find(id).map(|at| in_japanese(|| catalog.label(at))).unwrap_or_default();
        let left_out = |id: &str| catalog.find(id).and_then(|at| scope.left_out(at)).map(LeftOut::reason);
        let change = |change: &'a AnswerChange| {
            let left_out = left_out(&change.clause).unwrap_or_default();
            ChangeDocument::new(change, label(&change.clause), left_out)
        };
        Self {
            applied,
            foreign,
            untouched: plan.untouched,
            items: plan.items.iter().map(ItemDocument::new).collect(),
            changes: plan.changes.iter().map(change).collect(),
            conflicts: plan.conflicts.iter().map(|one| ImportConflictDocument::new(one, label(&one.clause))).collect(),
            problems: plan.problems.iter().take(LISTED).map(ProblemDocument::new).collect(),
            problem_count: plan.problems.len(),
            passed_over: plan.passed_over.iter().take(LISTED).map(ProblemDocument::new).collect(),
        }
    }
}

impl<'a> ItemDocument<'a> {
    fn new(item: &'a ItemAddition) -> Self {
        let answer = |one: &Answer| ItemAnswerDocument { field: one.field().code(), value: value(one) };
        Self {
            title: &item.title,
            text: &item.text,
            parties: item.parties.iter().map(|party| party.code()).collect(),
            place: PlaceDocument::new(&item.place),
            answers: item.answers.iter().map(answer).collect(),
        }
    }
}

impl<'a> ChangeDocument<'a> {
    fn new(change: &'a AnswerChange, label: String, left_out: String) -> Self {
        let (place, field) = (PlaceDocument::new(&change.place), change.to.field().code());
        Self { clause: &change.clause, label, place, field, from: value(&change.from), to: value(&change.to), left_out }
    }
}

impl<'a> ImportConflictDocument<'a> {
    fn new(conflict: &'a ImportConflict, label: String) -> Self {
        Self {
            clause: &conflict.clause,
            label,
            place: PlaceDocument::new(&conflict.place),
            field: conflict.filled.field().code(),
            current: value(&conflict.current),
            filled: value(&conflict.filled),
            base_known: conflict.is_base_known,
            letters_lost: conflict.has_lost_letters,
        }
    }
}

impl<'a> ProblemDocument<'a> {
    fn new(problem: &'a RowProblem) -> Self {
        Self {
            clause: &problem.clause,
            place: PlaceDocument::new(&problem.place),
            field: problem.field.map(AnswerField::code),
            cell: &problem.cell,
            reason: problem.kind.to_string(),
        }
    }
}

fn value(answer: &Answer) -> Value {
    Coded::new(&answer.clone().into()).value
}

impl<'a> PlaceDocument<'a> {
    fn new(place: &'a RowPlace) -> Self {
        Self { sheet: &place.sheet, row: place.row }
    }
}
