//! `tenken worklist list`: all worklists, with the one in use.

use serde::Serialize;

use crate::clock;
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::sheet::terms;
use crate::worklist::{DEFAULT_NAME, WorklistSummary};
use crate::workspace::open_worklists;

use super::super::exit::{FOUND, NOTHING};
use super::super::output::Stop;
use super::super::session::Session;
use super::super::table;

/// How to show them.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist list [オプション]", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints one line per worklist.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let worklists = open_worklists(&session.setup)?;
    let all = worklists.list().map_err(Failure::from)?;
    for warning in all.iter().flat_map(|listed| &listed.warnings) {
        session.note(warning);
    }
    tell_doubles(&all, session);
    let current = session.setup.worklist.clone();
    let is_new = current == DEFAULT_NAME || all.is_empty();
    if !is_new && !all.iter().any(|listed| listed.name == current) {
        session.note(&tr!(
            "使用中の点検票「{current}」は見つかりません。`tenken worklist switch 名前` で選べます。",
            current
        ));
    }
    if args.json {
        let worklists = all.iter().map(ListedDocument::new).collect();
        session.out.json(&WorklistListDocument { current: &current, worklists })?;
    } else if all.is_empty() {
        session.note(t("点検票はまだありません。最初に記録したときか、`tenken worklist create` で作られます。"));
    } else {
        let rows: Vec<[String; 5]> = all.iter().map(|listed| row(listed, &current)).collect();
        table::print(&rows, 3, &mut session.out)?;
    }
    Ok(if all.is_empty() { NOTHING } else { FOUND })
}

/// Says which names look the same: a share may take them for one.
fn tell_doubles(all: &[WorklistSummary], session: &mut Session<'_>) {
    let doubles: Vec<String> =
        all.iter().filter(|listed| listed.has_double).map(|listed| tr!("「{name}」", name = listed.name)).collect();
    if !doubles.is_empty() {
        let message = tr!("見た目の同じ名前の点検票があります: {doubles}", doubles = doubles.join(t("、")));
        let hint = t("共有フォルダーでは一つになることがあります。どれかのフォルダーの名前を変えてください。");
        session.note_failure(&Failure::new(FailureKind::Data, message, hint));
    }
}

/// Returns whether it is in use, name, facility, marks and when it was changed last.
fn row(listed: &WorklistSummary, current: &str) -> [String; 5] {
    let archived = if listed.is_archived { t(terms::ARCHIVED) } else { "" };
    [
        if listed.name == current { "*" } else { " " }.to_owned(),
        format!("{}{archived}", listed.name),
        listed.facility.clone(),
        tr!("{n} 条項に記録", n = listed.marked),
        listed.changed_at.map(clock::local).unwrap_or_default(),
    ]
}

/// The list as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct WorklistListDocument<'a> {
    current: &'a str,
    worklists: Vec<ListedDocument<'a>>,
}

#[derive(Serialize)]
struct ListedDocument<'a> {
    name: &'a str,
    facility: &'a str,
    marked: usize,
    archived: bool,
    changed_at: Option<String>,
}

impl<'a> ListedDocument<'a> {
    fn new(listed: &'a WorklistSummary) -> Self {
        Self {
            name: &listed.name,
            facility: &listed.facility,
            marked: listed.marked,
            archived: listed.is_archived,
            changed_at: listed.changed_at.map(|moment| moment.to_string()),
        }
    }
}
