//! What taking a form over would do, as JSON; its shape is documented in README.md.

use serde::Serialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::import::worklist::{Conflict, Edit, Place, Plan, Problem};
use crate::sheet::{Answer, Field};

use super::super::coded::Coded;

/// A plan, and whether it was carried out.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    applied: bool,
    untouched: usize,
    changes: Vec<ChangeDocument<'a>>,
    conflicts: Vec<ConflictDocument<'a>>,
    problems: Vec<ProblemDocument<'a>>,
}

#[derive(Serialize)]
struct PlaceDocument<'a> {
    /// Empty where the file has no sheets.
    sheet: &'a str,
    row: usize,
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
}

#[derive(Serialize)]
struct ConflictDocument<'a> {
    clause: &'a str,
    label: String,
    #[serde(flatten)]
    place: PlaceDocument<'a>,
    field: &'static str,
    current: Value,
    filled: Value,
    base_known: bool,
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

impl<'a> Document<'a> {
    /// Returns the document of a plan.
    pub(super) fn new(catalog: &Catalog, plan: &'a Plan, applied: bool) -> Self {
        let label = |id: &str| catalog.find(id).map(|at| catalog.label(at)).unwrap_or_default();
        Self {
            applied,
            untouched: plan.untouched,
            changes: plan.edits.iter().map(|edit| ChangeDocument::new(edit, label(&edit.clause))).collect(),
            conflicts: plan.conflicts.iter().map(|one| ConflictDocument::new(one, label(&one.clause))).collect(),
            problems: plan.problems.iter().map(ProblemDocument::new).collect(),
        }
    }
}

impl<'a> ChangeDocument<'a> {
    fn new(edit: &'a Edit, label: String) -> Self {
        let (place, field) = (PlaceDocument::new(&edit.place), edit.to.field().code());
        Self { clause: &edit.clause, label, place, field, from: value(&edit.from), to: value(&edit.to) }
    }
}

impl<'a> ConflictDocument<'a> {
    fn new(conflict: &'a Conflict, label: String) -> Self {
        Self {
            clause: &conflict.clause,
            label,
            place: PlaceDocument::new(&conflict.place),
            field: conflict.filled.field().code(),
            current: value(&conflict.current),
            filled: value(&conflict.filled),
            base_known: conflict.is_base_known,
        }
    }
}

impl<'a> ProblemDocument<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            clause: &problem.clause,
            place: PlaceDocument::new(&problem.place),
            field: problem.field.map(Field::code),
            cell: &problem.cell,
            reason: problem.fault.to_string(),
        }
    }
}

fn value(answer: &Answer) -> Value {
    Coded::new(&answer.clone().into()).value
}

impl<'a> PlaceDocument<'a> {
    fn new(place: &'a Place) -> Self {
        Self { sheet: &place.sheet, row: place.row }
    }
}
