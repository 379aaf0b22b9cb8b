//! What a worklist holds about a clause, as JSON; its shape is documented in README.md.

use serde::Serialize;
use serde_json::{Value, json};

use crate::clock;
use crate::model::{Status, Verdict};
use crate::sheet::Answers;
use crate::worklist::{Conflict, Evidence, Mark, State};

use super::coded::Coded;

/// One clause and what is known of it.
#[derive(Serialize)]
pub(super) struct ClauseDocument<'a> {
    id: &'a str,
    #[serde(flatten)]
    mark: MarkDocument<'a>,
    /// Why the worklist does not count it; empty if it does.
    left_out: String,
}

/// What a worklist holds about a clause.
#[derive(Serialize)]
pub(super) struct MarkDocument<'a> {
    status: Status,
    note: String,
    changed_at: Option<String>,
    changed_by: Option<&'a str>,
    owner: String,
    due: Option<String>,
    verdict: Verdict,
    /// The day on which status or verdict was last recorded, as forms of an inspection ask for it.
    confirmed: Option<String>,
    reason: String,
    /// The finding with its plan, the exception and the review; each null if nothing is said of it.
    #[serde(flatten)]
    further: Value,
    /// Whether anything was recorded after the review.
    changed_since_review: bool,
    evidence: Vec<LinkedEvidenceDocument<'a>>,
    conflicts: Vec<ConflictDocument<'a>>,
    previous: &'a str,
    waiting: bool,
}

#[derive(Serialize)]
struct LinkedEvidenceDocument<'a> {
    id: String,
    title: &'a str,
    location: &'a str,
}

/// A field that several people have set without knowing of each other.
#[derive(Serialize)]
pub(super) struct ConflictDocument<'a> {
    field: &'static str,
    values: Vec<ConflictingValueDocument<'a>>,
}

#[derive(Serialize)]
struct ConflictingValueDocument<'a> {
    value: Value,
    who: &'a str,
    at: String,
}

impl<'a> ClauseDocument<'a> {
    /// Returns the document of a clause.
    pub(super) fn new(id: &'a str, state: &'a State, left_out: String) -> Self {
        Self { id, mark: MarkDocument::new(id, Some(state)), left_out }
    }
}

impl<'a> MarkDocument<'a> {
    /// Returns the document of a clause's mark; of an untouched clause if nothing is known.
    pub(super) fn new(clause: &str, state: Option<&'a State>) -> Self {
        let mark = state.and_then(|state| state.mark(clause));
        let answers = mark.map(|mark| mark.answers.clone()).unwrap_or_default();
        let further = further(&answers);
        let Answers { status, verdict, note, owner, due, reason, .. } = answers;
        Self {
            status,
            note,
            changed_at: mark.map(|mark| mark.changed_at.to_string()),
            changed_by: mark.map(|mark| mark.changed_by.as_str()),
            owner,
            due: due.map(|due| due.to_string()),
            verdict,
            confirmed: state.and_then(|state| state.confirmed_at(clause)).map(|at| clock::day(at).to_string()),
            reason,
            further,
            changed_since_review: state.is_some_and(|state| state.has_changed_since_review(clause)),
            evidence: state.zip(mark).map(|(state, mark)| links(state, mark)).unwrap_or_default(),
            conflicts: mark.into_iter().flat_map(|mark| &mark.conflicts).map(ConflictDocument::new).collect(),
            previous: mark.map_or("", |mark| &mark.previous),
            waiting: mark.is_some_and(|mark| mark.is_waiting),
        }
    }
}

fn further(answers: &Answers) -> Value {
    json!({ "finding": answers.plan(), "exception": answers.exception(), "review": answers.reviewed() })
}

/// Returns the evidence of a clause that counts, in the order it was added.
pub(super) fn evidence_of<'a>(state: &'a State, mark: &'a Mark) -> impl Iterator<Item = &'a Evidence> {
    let known = mark.evidence.iter().filter_map(|id| state.evidence_with(*id));
    known.filter(|evidence| !evidence.is_withdrawn)
}

fn links<'a>(state: &'a State, mark: &'a Mark) -> Vec<LinkedEvidenceDocument<'a>> {
    let link = |evidence: &'a Evidence| LinkedEvidenceDocument {
        id: evidence.id.to_string(),
        title: &evidence.title,
        location: &evidence.location,
    };
    evidence_of(state, mark).map(link).collect()
}

impl<'a> ConflictDocument<'a> {
    /// Returns the document of a conflict.
    pub(super) fn new(conflict: &'a Conflict) -> Self {
        let values = conflict.values.iter().map(|one| ConflictingValueDocument {
            value: Coded::new(&one.edit).value,
            who: &one.who,
            at: one.at.to_string(),
        });
        let field = conflict.values.first().map(|one| Coded::new(&one.edit).field);
        Self { field: field.unwrap_or_default(), values: values.collect() }
    }
}
