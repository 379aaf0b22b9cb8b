//! What is carried over as JSON; its shape is documented in README.md.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{FateBy, Id};
use crate::worklist::CarryRow;

use super::super::diff::WordingDocument;
use super::Shown;

#[derive(Serialize)]
pub(super) struct CarryDocument<'a> {
    applied: bool,
    from: Option<&'a str>,
    to: &'a str,
    name: &'a str,
    new_worklist: bool,
    clauses: Vec<RowDocument<'a>>,
    arrivals: Vec<&'a str>,
    others: usize,
    uncounted: usize,
    counted: &'a BTreeSet<Id>,
    remarks: &'a [String],
}

#[derive(Serialize)]
struct RowDocument<'a> {
    id: &'a str,
    to: Option<&'a str>,
    way: &'static str,
    fate: &'static str,
    /// What says so: `revisions`, `originals` where both official texts were compared, or `summaries` where nothing but our
    /// own summaries was.
    by: Option<&'static str>,
    held: bool,
    status: &'static str,
    verdict: &'static str,
    previous: &'a str,
    revisions: Vec<&'a str>,
    /// How the official text reads now, where it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wording: Vec<WordingDocument>,
}

impl<'a> CarryDocument<'a> {
    pub(super) fn new(shown: &'a Shown<'a>) -> Self {
        let plan = shown.plan;
        Self {
            applied: shown.is_applied,
            from: plan.succession.as_ref().map(|succession| succession.from.id()),
            to: plan.to.id(),
            name: &shown.name,
            new_worklist: plan.makes_new_list(),
            clauses: plan.rows.iter().map(RowDocument::new).collect(),
            arrivals: plan.arrivals().iter().map(|one| one.clause.id.as_str()).collect(),
            others: plan.others,
            uncounted: plan.uncounted(),
            counted: &plan.counted,
            remarks: &plan.remarks,
        }
    }
}

impl<'a> RowDocument<'a> {
    fn new(row: &'a CarryRow<'a>) -> Self {
        Self {
            id: &row.clause.id,
            to: row.way.clause().map(|clause| clause.id.as_str()),
            way: row.way.code(),
            fate: row.fate.fate.code(),
            by: row.fate.by().map(FateBy::code),
            held: row.fate.is_held(),
            status: row.status.code(),
            verdict: row.verdict.code(),
            previous: &row.previous,
            wording: WordingDocument::of(&row.fate),
            revisions: row.fate.revisions.iter().map(|revision| revision.id.as_str()).collect(),
        }
    }
}
