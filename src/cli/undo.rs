//! `tenken undo` and `tenken redo`: undo or redo the last transaction, across sessions.

use serde::Serialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::worklist::{Entry, Operation, Performed, Reverted, Skipped, State};
use crate::workspace::scope;

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
    session.identify()?;
    let mut worklist = session.worklist()?;
    let (reverted, nothing) = match worklist.perform(operation, "").map_err(Failure::from)? {
        Performed::Undone(reverted) => (reverted, tr!("取り消せる記録はありません。点検票の作成は取り消しません。")),
        Performed::Redone(reverted) => (reverted, tr!("やり直せる記録はありません。")),
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
        session.out.json(&UndoDocument::new(&catalog, reverted, state))?;
    } else {
        for entry in &reverted.entries {
            let name = names::subject(&catalog, state, &entry.change.subject);
            session.out.line(&format!("{name}: {}", scope::sentence(&catalog, state, &entry.change.edit)))?;
        }
        for skipped in &reverted.skipped {
            session.note(&format!("{}: {}", names::subject(&catalog, state, &skipped.subject), t(&skipped.why)));
        }
    }
    Ok(())
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
    fn new(catalog: &Catalog, reverted: &Reverted, state: &State) -> Self {
        let entry = |entry: &Entry| {
            let Coded { field, value } = Coded::new(&entry.change.edit);
            let sentence = scope::sentence(catalog, state, &entry.change.edit);
            UndoEntryDocument { subject: names::subject_id(&entry.change.subject), field, value, sentence }
        };
        let skipped = |skipped: &Skipped| SkippedDocument {
            subject: names::subject_id(&skipped.subject),
            field: skipped.field.code(),
            reason: skipped.why.clone(),
        };
        Self {
            entries: reverted.entries.iter().map(|one| entry(one)).collect(),
            skipped: reverted.skipped.iter().map(skipped).collect(),
        }
    }
}
