//! `tenken undo` and `tenken redo`: undo or redo the last transaction, across sessions.

use serde::Serialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::worklist::{Entry, Operation, Performed, Reverted, Skipped, State, Subject};

use super::coded::Coded;
use super::exit::{FOUND, NOTHING};
use super::names;
use super::output::Stop;
use super::session::Session;

/// How to say it.
#[derive(Debug, clap::Args)]
#[command(
    next_help_heading = "表示のオプション",
    after_help = "自分が記録したものだけを対象にします。ほかの人がそのあと変えたところは、\nそのままにして知らせます。取り消しも記録に残ります。"
)]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Undoes the last transaction.
pub(super) fn undo(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    run(Operation::Undo, args, session)
}

/// Redoes the transaction that was undone last.
pub(super) fn redo(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    run(Operation::Redo, args, session)
}

fn run(operation: Operation, args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut worklist = session.worklist()?;
    let (reverted, nothing) = match worklist.perform(operation, "").map_err(Failure::from)? {
        Performed::Undone(reverted) => (reverted, "取り消せる記録はありません。"),
        Performed::Redone(reverted) => (reverted, "やり直せる記録はありません。"),
        Performed::Recorded(_) | Performed::Attached(_) | Performed::Merged(_) | Performed::Restored(_) => {
            return Ok(FOUND);
        }
    };
    tell(&reverted, worklist.state(), args.json, session)?;
    if reverted.entries.is_empty() {
        session.note(nothing);
    }
    Ok(if reverted.entries.is_empty() { NOTHING } else { FOUND })
}

fn tell(reverted: &Reverted, state: &State, json: bool, session: &mut Session<'_>) -> Result<(), Stop> {
    let catalog = session.catalog()?;
    if json {
        session.out.json(&UndoDocument::new(reverted, state))?;
    } else {
        for entry in &reverted.entries {
            let name = subject(&catalog, state, &entry.change.subject);
            session.out.line(&format!("{name}: {}", entry.change.edit.sentence(state)))?;
        }
        for skipped in &reverted.skipped {
            session.note(&format!("{}: {}", subject(&catalog, state, &skipped.subject), skipped.why));
        }
    }
    Ok(())
}

/// Returns what people call a subject.
fn subject(catalog: &Catalog, state: &State, subject: &Subject) -> String {
    match subject {
        Subject::Clause(id) => names::clause(catalog, id),
        Subject::Worklist => "点検票".to_owned(),
        Subject::Evidence(id) => {
            let name = state.evidence_with(*id).map_or_else(|| id.to_string(), |evidence| evidence.name().to_owned());
            format!("証跡「{name}」")
        }
    }
}

/// What was done, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct UndoDocument {
    entries: Vec<UndoEntryDocument>,
    skipped: Vec<SkippedDocument>,
}

#[derive(Serialize)]
struct UndoEntryDocument {
    subject: String,
    field: &'static str,
    value: Value,
    sentence: String,
}

#[derive(Serialize)]
struct SkippedDocument {
    subject: String,
    field: &'static str,
    reason: String,
}

impl UndoDocument {
    fn new(reverted: &Reverted, state: &State) -> Self {
        let entry = |entry: &Entry| {
            let Coded { field, value } = Coded::new(&entry.change.edit);
            let sentence = entry.change.edit.sentence(state);
            UndoEntryDocument { subject: id(&entry.change.subject), field, value, sentence }
        };
        let skipped = |skipped: &Skipped| SkippedDocument {
            subject: id(&skipped.subject),
            field: skipped.field.code(),
            reason: skipped.why.clone(),
        };
        Self {
            entries: reverted.entries.iter().map(|one| entry(one)).collect(),
            skipped: reverted.skipped.iter().map(skipped).collect(),
        }
    }
}

/// Returns the id of a clause or of evidence; `worklist` for the worklist itself.
fn id(subject: &Subject) -> String {
    match subject {
        Subject::Clause(id) => id.clone(),
        Subject::Worklist => "worklist".to_owned(),
        Subject::Evidence(id) => id.to_string(),
    }
}
