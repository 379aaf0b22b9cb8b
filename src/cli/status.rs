//! `tenken status`: how far a worklist has come.

use std::path::PathBuf;

use serde::Serialize;

use crate::catalog::{Catalog, Level, Node};
use crate::export::ReportEditions;
use crate::language::{t, titled, tr};
use crate::model::{Guideline, Kind, Party, Status};
use crate::sheet::{Tally, quoted, terms};
use crate::worklist::{Progress, Scope, settled_sentences};
use crate::workspace::editions::of_worklist;
use crate::workspace::scope::{is_partial, left_out_by, partly};
use crate::workspace::{course, since};

use super::all_worklists::{self, TallyDocument};
use super::editions::tell_editions;
use super::exit::{FOUND, NOTHING};
use super::found;
use super::output::{Stop, width};
use super::session::Session;
use super::since::{SinceDocument, print as print_since};

/// Columns of one number, where its heading does not need more.
const NUMBER: usize = 4;
/// Columns of the share that is done, where its heading does not need more.
const SHARE: usize = 8;
/// Columns that further lines of a heading stand in.
const HANGING: usize = 2;

/// What to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Party,
}

fn parse_by(text: &str) -> Result<By, String> {
    if text == "party" { Ok(By::Party) } else { Err(tr!("使えるのは {values} です。", values = "party")) }
}

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken status [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "例:\n  tenken status --all\n  tenken status --all --folder /srv/tenken\n  tenken status --where \"編:運用 担当者:情報課\""
)]
pub(super) struct Args {
    /// すべての点検票を、一行ずつ示します
    #[arg(long, conflicts_with_all = ["by", "since", "query"])]
    all: bool,
    /// 手元ではなく、このフォルダーの下の点検票を示します
    #[arg(long, value_name = "DIR", requires = "all")]
    folder: Option<PathBuf>,
    /// 数え方: party 担当ごと(省くと、編・章ごと)
    #[arg(long, value_name = "party", value_parser = parse_by)]
    by: Option<By>,
    /// 前回からの変更を示します: 前回の点検票の名前か、日付
    #[arg(long, value_name = "NAME|DATE")]
    since: Option<String>,
    /// 検索で見つかる条項だけを数えます
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the progress of every guideline, volume and chapter that holds clauses to inspect.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    if args.all {
        return all_worklists::run(args.folder.as_deref(), args.json, session);
    }
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let since = args.since.as_deref().map(|text| since(&worklist, &session.setup, text)).transpose()?;
    since.iter().for_each(|since| session.tell_problems(&since.problems));
    let course = since.map(|since| course(&catalog, &worklist, &since));
    let part = found::listed(args.query.as_ref(), &catalog, &worklist, session)?;
    let part = part.as_ref().map(|(query, clauses)| (query.as_str(), clauses));
    let progress = Progress::new(&catalog, worklist.state()).of_part(part.map(|(_, clauses)| clauses));
    let total = progress.total();
    let left_out = left_out(&catalog, progress.scope());
    let by = left_out_by(worklist.state());
    let parties = progress.by_party();
    let editions = of_worklist(&catalog, progress.scope());
    let rows = counted(&catalog, progress);
    if args.json {
        let document = StatusDocument::new(total, &rows).with(&left_out, &parties, &editions);
        let (since, part) = (course.as_ref().map(SinceDocument::new), part.map(|(query, _)| query));
        session.out.json(&StatusDocument { since, part, ..document })?;
    } else {
        let lines = args.by.map_or_else(|| lines(&rows), |By::Party| party_lines(&parties));
        print(total, &lines, part.map(|(query, _)| query), session)?;
        // What is left out is told of the whole.
        if part.is_none() {
            print_left_out(&left_out, by, session)?;
        }
        tell_editions(&editions, session)?;
        course.iter().try_for_each(|course| print_since(course, total, &mut session.out))?;
    }
    settled_sentences(&catalog, worklist.state()).iter().for_each(|sentence| session.note(sentence));
    Ok(if total.total() == 0 { NOTHING } else { FOUND })
}

/// A heading with something to count below it.
struct NodeRow<'a> {
    node: &'a Node,
    /// What stands in the table: indented, and short for a guideline.
    heading: String,
    is_partial: bool,
    tally: Tally,
}

/// Returns the headings down to chapters that have something to count, in reading order.
fn counted<'a>(catalog: &'a Catalog, progress: Progress<'_>) -> Vec<NodeRow<'a>> {
    let nodes = catalog.tree().nodes().iter().filter(|node| node.level <= Level::Chapter);
    let rows = nodes.map(|node| NodeRow {
        node,
        heading: heading(catalog, node),
        is_partial: is_partial(catalog, node),
        tally: progress.below(node),
    });
    rows.filter(|row| row.tally.total() > 0).collect()
}

/// The clauses that are not counted for one reason.
struct NotCounted {
    reason: String,
    count: usize,
    /// Whether it is by what was chosen, or what is counted as long as nobody chooses, so that it could be counted.
    is_by_profile: bool,
}

/// Returns why clauses are left out and how many for each reason, in the order of the catalog. With those that are counted
/// they are all clauses of the catalog.
fn left_out(catalog: &Catalog, scope: &Scope) -> Vec<NotCounted> {
    let mut reasons: Vec<NotCounted> = Vec::new();
    for left_out in catalog.all(Kind::Clause).filter_map(|at| scope.left_out(at)) {
        let (reason, is_by_profile) = (left_out.reason(), left_out.is_by_profile());
        match reasons.iter_mut().find(|known| known.reason == reason && known.is_by_profile == is_by_profile) {
            Some(known) => known.count += 1,
            None => reasons.push(NotCounted { reason, count: 1, is_by_profile }),
        }
    }
    reasons
}

fn lines<'a>(rows: &'a [NodeRow<'_>]) -> Vec<(&'a str, Tally)> {
    rows.iter().map(|row| (row.heading.as_str(), row.tally)).collect()
}

fn party_lines(parties: &[(Party, Tally)]) -> Vec<(&str, Tally)> {
    parties.iter().map(|(party, tally)| (t(party.name()), *tally)).collect()
}

/// Says what the profile of the worklist leaves out of all counts, and that there is more in the catalog.
fn print_left_out(left_out: &[NotCounted], by: &str, session: &mut Session<'_>) -> Result<(), Stop> {
    let (own, others): (Vec<_>, Vec<_>) = left_out.iter().partition(|one| one.is_by_profile);
    let sum = |all: &[&NotCounted]| all.iter().map(|one| one.count).sum::<usize>();
    if !own.is_empty() {
        session.out.line(&tr!("{by}、{n} 条項を数えていません。", by, n = sum(&own)))?;
    }
    for NotCounted { reason, count, .. } in own {
        session.out.indented(2, &format!("{count:>3} {}", t(reason)))?;
    }
    match sum(&others) {
        0 => Ok(()),
        n => session.out.indented(0, &tr!("ほかに、点検の対象でない版や説明の項など {n} 条項があります。", n)),
    }
}

fn heading(catalog: &Catalog, node: &Node) -> String {
    let heading = match node.level {
        Level::Guideline => {
            let short = catalog.guidelines().find(|guideline| guideline.id == node.id).map(Guideline::shown_short);
            short.unwrap_or_else(|| node.heading())
        }
        Level::Volume => format!("  {}", node.heading()),
        Level::Chapter | Level::Section => format!("    {}", node.heading()),
    };
    match node.level <= Level::Volume && is_partial(catalog, node) {
        true => format!("{heading} {}", partly(catalog.items_below(node))),
        false => heading,
    }
}

fn print(total: Tally, rows: &[(&str, Tally)], part: Option<&str>, session: &mut Session<'_>) -> Result<(), Stop> {
    let numbers = Status::ALL.iter().map(|status| number_columns(*status)).sum::<usize>() + share_columns();
    let screen = session.out.screen;
    let widest = rows.iter().map(|(heading, _)| screen.width(heading)).max().unwrap_or(0);
    let columns = widest.min(screen.columns.saturating_sub(numbers)).max(16);
    let name = session.setup.worklist.clone();
    session.out.heading(&match part {
        Some(query) => tr!("点検票{name}の一部(絞り込み: {query})", name = quoted(&name), query),
        None => tr!("点検票{name}", name = quoted(&name)),
    })?;
    session.out.line("")?;
    let names: String = Status::ALL.iter().map(|status| right(&short(*status), number_columns(*status))).collect();
    let share = right(&titled("進捗"), share_columns());
    session.out.line(&format!("{}{names}{share}", " ".repeat(columns)))?;
    for (heading, tally) in rows {
        print_row(heading, columns, *tally, session)?;
    }
    session.out.line("")?;
    print_row(&titled("合計"), columns, total, session)?;
    session.out.line("")?;
    let meaning = |status: &Status| tr!("{short} {name}", short = short(*status), name = status.name());
    let is_short = |status: &&Status| short(**status) != t(status.name());
    let key: Vec<String> = Status::ALL.iter().filter(is_short).map(meaning).collect();
    session.out.line(&tr!("{key}。進捗は対象外を除いた完了の割合。", key = key.join(t("、"))))
}

/// Returns the heading of the column of a status.
fn short(status: Status) -> String {
    terms::short_status(status).to_owned()
}

/// Returns how wide the column of a status is.
fn number_columns(status: Status) -> usize {
    NUMBER.max(width(&short(status)) + 2)
}

/// Returns how wide the column of the share is.
fn share_columns() -> usize {
    SHARE.max(width(&titled("進捗")) + 2)
}

/// Prints one row; a heading too long for its column takes more lines, with the numbers on the last.
fn print_row(heading: &str, columns: usize, tally: Tally, session: &mut Session<'_>) -> Result<(), Stop> {
    let indent = heading.len() - heading.trim_start().len();
    let screen = session.out.screen;
    let mut lines = match screen.width(heading) <= columns {
        true => vec![heading.trim_start().to_owned()],
        false => screen.wrapped(heading.trim_start(), columns.saturating_sub(indent + HANGING)),
    };
    let last = lines.pop().unwrap_or_default();
    for (index, line) in lines.iter().enumerate() {
        session.out.line(&format!("{}{line}", " ".repeat(if index == 0 { indent } else { indent + HANGING })))?;
    }
    let indent = " ".repeat(if lines.is_empty() { indent } else { indent + HANGING });
    let count = |status: &Status| right(&tally.of(*status).to_string(), number_columns(*status));
    let counts: String = Status::ALL.iter().map(count).collect();
    let percent = right(&format!("{}%", tally.percent()), share_columns());
    session.out.line(&format!("{}{counts}{percent}", screen.pad(&format!("{indent}{last}"), columns)))
}

fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The progress as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct StatusDocument<'a> {
    #[serde(flatten)]
    tally: TallyDocument,
    nodes: Vec<NodeDocument<'a>>,
    left_out: Vec<LeftOutDocument<'a>>,
    by_party: Vec<PartyDocument>,
    editions: ReportEditions,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceDocument<'a>>,
    /// The query that chose what is counted; nothing stands there for the whole.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
}

/// Why clauses are left out.
#[derive(Serialize)]
struct LeftOutDocument<'a> {
    reason: &'a str,
    count: usize,
    by_profile: bool,
}

#[derive(Serialize)]
struct PartyDocument {
    party: Party,
    #[serde(flatten)]
    tally: TallyDocument,
}

#[derive(Serialize)]
struct NodeDocument<'a> {
    id: &'a str,
    level: &'static str,
    title: &'a str,
    /// Whether only some of its items are in the catalog.
    partial: bool,
    #[serde(flatten)]
    tally: TallyDocument,
}

impl<'a> StatusDocument<'a> {
    fn new(total: Tally, rows: &[NodeRow<'a>]) -> Self {
        let nodes = rows.iter().map(|row| NodeDocument {
            id: &row.node.id,
            level: row.node.level.code(),
            title: &row.node.title,
            partial: row.is_partial,
            tally: TallyDocument::new(row.tally),
        });
        let (left_out, by_party) = (Vec::new(), Vec::new());
        let editions = ReportEditions::default();
        Self {
            tally: TallyDocument::new(total),
            nodes: nodes.collect(),
            left_out,
            by_party,
            editions,
            since: None,
            part: None,
        }
    }

    fn with(mut self, left_out: &'a [NotCounted], parties: &[(Party, Tally)], editions: &ReportEditions) -> Self {
        self.editions.clone_from(editions);
        let reason = |one: &'a NotCounted| LeftOutDocument {
            reason: &one.reason,
            count: one.count,
            by_profile: one.is_by_profile,
        };
        let party =
            |(party, tally): &(Party, Tally)| PartyDocument { party: *party, tally: TallyDocument::new(*tally) };
        self.left_out = left_out.iter().map(reason).collect();
        self.by_party = parties.iter().map(party).collect();
        self
    }
}
