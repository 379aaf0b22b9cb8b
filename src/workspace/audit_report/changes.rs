//! What has changed in a worklist since a day, or since another worklist.

use crate::catalog::Catalog;
use crate::export::audit_report::{ReportedChange, ReportedChanges};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::sheet::{AnswerField, read_date};
use crate::worklist::{Mark, State, Worklist, WorklistError};

use super::super::{Setup, open_worklists};

/// The fields whose changes matter: what was found, not who sees to it.
const FIELDS: [AnswerField; 4] =
    [AnswerField::Verdict, AnswerField::Grade, AnswerField::ActionState, AnswerField::AcceptUntil];

/// An earlier state to compare with.
#[derive(Clone, Debug)]
pub struct Since {
    /// Which one, for people.
    pub name: String,
    /// It.
    pub state: State,
    /// Sentences about records of it that are not counted; empty if all are.
    pub problems: Vec<String>,
}

/// Reads what a worklist is to be compared with: the name of another worklist, or else a day, at the beginning of which
/// it is looked at.
///
/// # Errors
///
/// If it is neither.
pub fn since(worklist: &Worklist, setup: &Setup, text: &str) -> Result<Since, Failure> {
    let worklists = open_worklists(setup)?;
    match worklists.resolve(text) {
        Ok(name) => {
            let other = worklists.open(&name, setup.who.clone()).map_err(Failure::from)?;
            let problems = if other.is_incomplete() { other.warnings() } else { Vec::new() };
            let problems = problems.iter().map(|said| tr!("点検票「{name}」: {said}", name, said)).collect();
            let told = tr!("点検票「{name}」と比べています。", name);
            Ok(Since { name: told, state: other.state().clone(), problems })
        }
        Err(error) => match read_date(text) {
            Ok(Some(day)) => {
                let moment = crate::clock::start_of(day);
                let name = tr!("{day} のはじめの記録と比べています。", day);
                // What is missing now was told of the worklist itself.
                Ok(Since { name, state: worklist.state_at(moment), problems: Vec::new() })
            }
            _ => Err(unknown(error, text)),
        },
    }
}

/// Says that a text is neither a worklist nor a day; a name that cannot be one says so itself.
fn unknown(error: WorklistError, text: &str) -> Failure {
    match error {
        WorklistError::Missing(_) | WorklistError::BadName(_) => {
            let text = crate::text::clean::clean_line(text);
            let message = tr!("「{text}」という点検票はなく、日付としても読めません。", text);
            let hint = tr!("点検票の名前(`tenken worklist list`)か、2026-04-01 のような日付を指定してください。");
            Failure::new(FailureKind::Usage, message, hint)
        }
        error => error.into(),
    }
}

/// Returns what has changed of these clauses.
pub(super) fn changes(catalog: &Catalog, now: &State, since: &Since, clauses: &[&str]) -> ReportedChanges {
    let before = &since.state;
    // What has no record on either side has not changed, so nothing is unknown of it.
    let is_new = |id: &str| now.mark(id).is_some_and(Mark::says_something) && before.mark(id).is_none();
    let mut rows = Vec::new();
    for id in clauses {
        let (Some(at), old, new) = (catalog.find(id), before.answers(id), now.answers(id)) else { continue };
        let label = catalog.label(at);
        let mut add = |field: AnswerField, before: String, after: String| {
            let (label, title) = (label.clone(), catalog.title(at).to_owned());
            let (before, after) = (t(&before).to_owned(), t(&after).to_owned());
            rows.push(ReportedChange { id: (*id).to_owned(), label, title, field: t(field.name()), before, after });
        };
        // Work that goes on is told by the numbers; what does not apply any more, or does again, is not.
        let is_out = |status| status == crate::model::Status::Na;
        if is_out(old.status) != is_out(new.status) {
            add(AnswerField::Status, old.status.name().to_owned(), new.status.name().to_owned());
        }
        for field in FIELDS {
            let (old, new) = (old.get(field), new.get(field));
            if old != new {
                add(field, old.text(), new.text());
            }
        }
    }
    ReportedChanges {
        since: since.name.clone(),
        before: clauses.iter().map(|id| before.status(id)).collect(),
        rows,
        unknown: clauses.iter().filter(|id| is_new(id)).count(),
        problems: since.problems.clone(),
    }
}
