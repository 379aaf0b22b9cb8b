//! `tenken history`: all that was ever recorded about a clause.

use serde::Serialize;
use serde_json::Value;

use crate::clock;
use crate::language::{Words, t, tr};
use crate::worklist::{Entry, State};

use super::clauses::resolve_ids;
use super::coded::Coded;
use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;
use super::{names, table};

/// Of what.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken history [オプション] CLAUSE", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// 条項の ID か番号
    #[arg(value_name = "CLAUSE", help_heading = "引数")]
    clause: String,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints who did what when, the oldest first.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let state = worklist.state();
    // One that was withdrawn is no clause any more, and its history is still there.
    let item = state.any_item(&args.clause);
    let ids = match &item {
        Some(item) => vec![item.id.clone()],
        None => resolve_ids(&catalog, std::slice::from_ref(&args.clause))?,
    };
    let Some(id) = ids.first() else { return Ok(NOTHING) };
    let name = match item.filter(|_| catalog.find(id).is_none()) {
        Some(item) => {
            tr!("独自 {number}  {title}(取り下げた独自項目)", number = item.number, title = Words(&item.title))
        }
        None => names::clause(&catalog, id),
    };
    let entries = worklist.history(id);
    if args.json {
        let entries = entries.iter().map(|entry| HistoryEntryDocument::new(entry, state)).collect();
        session.out.json(&HistoryDocument { id, entries })?;
    } else if entries.is_empty() {
        session.note(&tr!("{name} の記録はまだありません。", name));
    } else {
        session.out.heading(&name)?;
        let rows: Vec<[String; 3]> = entries.iter().map(|entry| row(entry, state)).collect();
        table::print(&rows, 2, &mut session.out)?;
    }
    Ok(if entries.is_empty() { NOTHING } else { FOUND })
}

/// Returns when, who, and what with the way it came. A sentence can be long: nothing stands in a column behind it.
fn row(entry: &Entry, state: &State) -> [String; 3] {
    let via = if entry.via.is_empty() { String::new() } else { format!("  ({})", t(&entry.via)) };
    let what = format!("{}{via}", entry.change.edit.sentence(state));
    [clock::local(entry.at), format!("{}@{}", entry.who.user, entry.who.host), what]
}

/// The history as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct HistoryDocument<'a> {
    id: &'a str,
    entries: Vec<HistoryEntryDocument<'a>>,
}

#[derive(Serialize)]
struct HistoryEntryDocument<'a> {
    id: String,
    at: String,
    user: &'a str,
    host: &'a str,
    field: &'static str,
    value: Value,
    sentence: String,
    via: &'a str,
}

impl<'a> HistoryEntryDocument<'a> {
    fn new(entry: &'a Entry, state: &State) -> Self {
        let edit = &entry.change.edit;
        let Coded { field, value } = Coded::new(edit);
        Self {
            id: entry.id.to_string(),
            at: entry.at.to_string(),
            user: &entry.who.user,
            host: &entry.who.host,
            field,
            value,
            sentence: edit.sentence(state),
            via: &entry.via,
        }
    }
}
