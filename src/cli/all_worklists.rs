//! `tenken status --all`: how far each worklist of the data folder has come, one line each.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::clock;
use crate::language::{t, titled, tr};
use crate::model::{Status, Verdict};
use crate::sheet::{Tally, terms};
use crate::workspace::worklists::{AllWorklists, ListedWorklist, list_worklists};

use super::exit::{ERROR, FOUND, NOTHING};
use super::output::{Output, Stop};
use super::session::Session;
use super::table;

/// The columns before those that stand below a row where there is no room beside it.
const BESIDE: usize = 8;

/// How many columns there are: those, the last change, and the editions.
const COLUMNS: usize = BESIDE + 2;

/// Prints one line per worklist of the user, or of a folder. One that cannot be read, or only in part, is told and counted.
pub(super) fn run(folder: Option<&Path>, is_json: bool, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let AllWorklists { listed: all, unread, remarks } =
        list_worklists(&session.setup, &catalog, folder, clock::today())?;
    let incomplete = all.iter().filter(|listed| listed.is_incomplete).count();
    // In another folder none is the one in use.
    let current = folder.map_or(session.setup.worklist.clone(), |_| String::new());
    if is_json {
        let worklists = all.iter().map(|listed| ListedDocument::new(listed, &current)).collect();
        session.out.json(&AllDocument { worklists, incomplete, unread: &unread })?;
    } else if !all.is_empty() {
        let rows: Vec<[String; COLUMNS]> = [head()].into_iter().chain(all.iter().map(row)).collect();
        print(&rows, &mut session.out)?;
    }
    all.iter().flat_map(ListedWorklist::problems).chain(remarks).for_each(|said| session.note(&said));
    session.tell_problems(&unread);
    tell_count(folder, (all.len(), incomplete), session);
    Ok(exit_code(all.len(), incomplete))
}

/// Says that there are no worklists, or how many of them cannot be read as a whole.
pub(super) fn tell_count(folder: Option<&Path>, (all, incomplete): (usize, usize), session: &mut Session<'_>) {
    match folder {
        Some(folder) if all == 0 => {
            session.note(&tr!("{folder} の下に点検票はありません。", folder = folder.display()));
        }
        None if all == 0 => {
            session.note(tr!("点検票はまだありません。最初に記録したときか、`tenken worklist create` で作られます。"));
        }
        _ => {}
    }
    if incomplete > 0 {
        let what_next = match folder {
            Some(_) => tr!("記録のある機器で `tenken verify` を使うと、確かめられます。"),
            None => tr!("点検票の名前を `--worklist` に指定した `tenken verify` で確かめられます。"),
        };
        session.note(&tr!(
            "{all} 件のうち {incomplete} 件に、読めない記録があります。{what_next}",
            all,
            incomplete,
            what_next
        ));
    }
}

/// Returns the exit code for so many worklists, of which so many cannot be read as a whole.
pub(super) const fn exit_code(all: usize, incomplete: usize) -> u8 {
    match (all, incomplete) {
        (0, _) => NOTHING,
        (_, 0) => FOUND,
        _ => ERROR,
    }
}

/// Prints the head and the rows.
fn print(rows: &[[String; COLUMNS]], out: &mut Output<'_>) -> Result<(), Stop> {
    let widths = table::widths(rows, out.screen);
    let has_room = !out.screen.is_terminal || table::total(&widths) <= out.screen.columns;
    for (number, row) in rows.iter().enumerate() {
        let beside = if has_room { COLUMNS } else { BESIDE };
        out.line(&table::line(&row[..beside], &widths[..beside], out.screen))?;
        // Below a row no head says what they are.
        let below = rows[0][beside..].iter().zip(&row[beside..]).filter(|(_, text)| !text.is_empty());
        let below: Vec<String> = below.map(|(name, text)| format!("{name} {text}")).collect();
        if number > 0 && !below.is_empty() {
            out.indented(4, &below.join("  "))?;
        }
    }
    Ok(())
}

fn head() -> [String; COLUMNS] {
    ["点検票", "施設", "完了", "進捗", "不適合", "指摘", "期限超過", "食い違い", "最終更新", "版"].map(titled)
}

fn row(listed: &ListedWorklist) -> [String; COLUMNS] {
    let state = match (listed.is_incomplete, listed.is_archived) {
        (true, _) => " [読めない記録あり]",
        (false, true) => terms::ARCHIVED,
        (false, false) => "",
    };
    let state = t(state);
    let tally = &listed.tally;
    let is_counted = tally.total() > 0;
    let said = |text: String| if is_counted { text } else { String::new() };
    let count = |(_, count): (&str, usize)| if count == 0 { String::new() } else { count.to_string() };
    let [nonconform, findings, overdue, conflicts] = listed.needs().map(count);
    [
        format!("{}{state}", listed.name),
        listed.facility.clone(),
        said(format!("{}/{}", tally.of(Status::Done), tally.applicable())),
        said(format!("{}%", tally.percent())),
        nonconform,
        findings,
        overdue,
        conflicts,
        listed.changed_at.map(|moment| clock::day(moment).to_string()).unwrap_or_default(),
        listed.editions.clone(),
    ]
}

/// All worklists as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct AllDocument<'a> {
    worklists: Vec<ListedDocument<'a>>,
    /// How many of them have records that cannot be read.
    incomplete: usize,
    /// The folders that could not be looked into, a sentence each.
    unread: &'a [String],
}

#[derive(Serialize)]
struct ListedDocument<'a> {
    name: &'a str,
    facility: &'a str,
    in_use: bool,
    archived: bool,
    #[serde(flatten)]
    tally: TallyDocument,
    by_verdict: BTreeMap<&'static str, usize>,
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
            by_verdict: Verdict::ALL.iter().map(|verdict| (verdict.code(), listed.judged(*verdict))).collect(),
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
