//! `tenken status --all`: how far each worklist of the data folder has come, one line each.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clock;
use crate::model::Status;
use crate::sheet::{Tally, terms};
use crate::workspace::worklists::{ListedWorklist, list_worklists};

use super::exit::{ERROR, FOUND, NOTHING};
use super::output::{Output, Stop};
use super::session::Session;
use super::table;

/// The columns before the editions, which stand below a row where there is no room beside it.
const BEFORE_EDITIONS: usize = 7;

/// Prints one line per worklist. One that cannot be read, or only in part, is told and counted.
pub(super) fn run(is_json: bool, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let all = list_worklists(&session.setup, &catalog, clock::today())?;
    let incomplete = all.iter().filter(|listed| listed.is_incomplete).count();
    let current = session.setup.worklist.clone();
    if is_json {
        let worklists = all.iter().map(|listed| ListedDocument::new(listed, &current)).collect();
        session.out.json(&AllDocument { worklists, incomplete })?;
    } else if !all.is_empty() {
        let rows: Vec<[String; BEFORE_EDITIONS + 1]> = [head()].into_iter().chain(all.iter().map(row)).collect();
        print(&rows, &mut session.out)?;
    }
    for listed in &all {
        listed.warnings.iter().for_each(|warning| session.note(&format!("点検票「{}」: {warning}", listed.name)));
    }
    if all.is_empty() {
        session.note("点検票はまだありません。最初に記録したときか、`tenken worklist create` で作られます。");
    }
    if incomplete > 0 {
        let what_next = "点検票の名前を `--worklist` に指定した `tenken verify` で確かめられます。";
        session.note(&format!("{} 件のうち {incomplete} 件に、読めない記録があります。{what_next}", all.len()));
    }
    Ok(match (all.len(), incomplete) {
        (0, _) => NOTHING,
        (_, 0) => FOUND,
        _ => ERROR,
    })
}

/// Prints the head and the rows.
fn print(rows: &[[String; BEFORE_EDITIONS + 1]], out: &mut Output<'_>) -> Result<(), Stop> {
    let widths = table::widths(rows, out.screen);
    let has_room = !out.screen.is_terminal || table::total(&widths) <= out.screen.columns;
    for (number, row) in rows.iter().enumerate() {
        let beside = if has_room { row.len() } else { BEFORE_EDITIONS };
        out.line(&table::line(&row[..beside], &widths[..beside], out.screen))?;
        if number > 0 && !row[BEFORE_EDITIONS].is_empty() {
            row[beside..].iter().try_for_each(|editions| out.indented(4, editions))?;
        }
    }
    Ok(())
}

fn head() -> [String; BEFORE_EDITIONS + 1] {
    ["点検票", "施設", "完了", "進捗", "指摘", "期限超過", "食い違い", "版"].map(str::to_owned)
}

fn row(listed: &ListedWorklist) -> [String; BEFORE_EDITIONS + 1] {
    let state = match (listed.is_incomplete, listed.is_archived) {
        (true, _) => " [読めない記録あり]",
        (false, true) => terms::ARCHIVED,
        (false, false) => "",
    };
    let tally = &listed.tally;
    let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let is_counted = tally.total() > 0;
    let said = |text: String| if is_counted { text } else { String::new() };
    [
        format!("{}{state}", listed.name),
        listed.facility.clone(),
        said(format!("{}/{}", tally.of(Status::Done), tally.applicable())),
        said(format!("{}%", tally.percent())),
        count(listed.findings),
        count(listed.overdue),
        count(listed.conflicts),
        listed.editions.clone(),
    ]
}

/// All worklists as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct AllDocument<'a> {
    worklists: Vec<ListedDocument<'a>>,
    /// How many of them have records that cannot be read.
    incomplete: usize,
}

#[derive(Serialize)]
struct ListedDocument<'a> {
    name: &'a str,
    facility: &'a str,
    in_use: bool,
    archived: bool,
    #[serde(flatten)]
    tally: TallyDocument,
    findings: usize,
    overdue: usize,
    conflicts: usize,
    editions: &'a str,
    changed_at: Option<String>,
    incomplete: bool,
    problems: &'a [String],
}

impl<'a> ListedDocument<'a> {
    fn new(listed: &'a ListedWorklist, current: &str) -> Self {
        Self {
            name: &listed.name,
            facility: &listed.facility,
            in_use: listed.name == current,
            archived: listed.is_archived,
            tally: TallyDocument::new(listed.tally),
            findings: listed.findings,
            overdue: listed.overdue,
            conflicts: listed.conflicts,
            editions: &listed.editions,
            changed_at: listed.changed_at.map(|moment| moment.to_string()),
            incomplete: listed.is_incomplete,
            problems: &listed.warnings,
        }
    }
}

/// Counts by status as JSON.
#[derive(Serialize)]
pub(super) struct TallyDocument {
    total: usize,
    applicable: usize,
    by_status: BTreeMap<&'static str, usize>,
}

impl TallyDocument {
    /// Returns the counts.
    pub(super) fn new(tally: Tally) -> Self {
        let by_status = Status::ALL.iter().map(|status| (status.code(), tally.of(*status))).collect();
        Self { total: tally.total(), applicable: tally.applicable(), by_status }
    }
}
