//! `tenken status`: how far a worklist has come.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::{Catalog, Level, Node};
use crate::model::Status;
use crate::worklist::{Progress, Tally};

use super::output::Stop;
use super::session::Session;
use super::wrap::{pad, width, wrap};
use super::{FOUND, NOTHING};

/// Columns of one number.
const NUMBER: usize = 4;
/// Columns that further lines of a heading stand in.
const HANGING: usize = 2;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken status [オプション]", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the progress of every guideline, volume and chapter that holds clauses to inspect.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist()?;
    let progress = Progress::new(&catalog, worklist.state());
    let total = progress.total();
    let rows = counted(&catalog, progress);
    if args.json {
        session.out.json(&Document::new(total, &rows))?;
    } else {
        print(total, &rows, session)?;
    }
    Ok(if total.total() == 0 { NOTHING } else { FOUND })
}

/// A heading with something to count below it.
struct Row<'a> {
    node: &'a Node,
    /// What stands in the table: indented, and short for a guideline.
    heading: String,
    tally: Tally,
}

/// Returns the headings down to chapters that have something to count, in reading order.
fn counted<'a>(catalog: &'a Catalog, progress: Progress<'_>) -> Vec<Row<'a>> {
    let nodes = catalog.tree().nodes().iter().filter(|node| node.level <= Level::Chapter);
    let rows = nodes.map(|node| Row { node, heading: heading(catalog, node), tally: progress.below(node) });
    rows.filter(|row| row.tally.total() > 0).collect()
}

fn heading(catalog: &Catalog, node: &Node) -> String {
    match node.level {
        Level::Guideline => {
            let short = catalog.guidelines().find(|guideline| guideline.id == node.id).map(|g| g.short.clone());
            short.unwrap_or_else(|| node.heading())
        }
        Level::Volume => format!("  {}", node.heading()),
        Level::Chapter | Level::Section => format!("    {}", node.heading()),
    }
}

fn print(total: Tally, rows: &[Row<'_>], session: &mut Session<'_>) -> Result<(), Stop> {
    let numbers = NUMBER * Status::ALL.len() + 8;
    let widest = rows.iter().map(|row| width(&row.heading)).max().unwrap_or(0);
    let columns = widest.min(session.out.screen.columns.saturating_sub(numbers)).max(16);
    let name = session.setup.worklist.clone();
    session.out.heading(&format!("点検票「{name}」"))?;
    session.out.line("")?;
    let names: String = Status::ALL.iter().map(|status| right(status.short(), NUMBER)).collect();
    session.out.line(&format!("{}{names}{}", pad("", columns), right("進捗", 8)))?;
    for row in rows {
        print_row(&row.heading, columns, row.tally, session)?;
    }
    session.out.line("")?;
    print_row("合計", columns, total, session)?;
    session.out.line("")?;
    let key: Vec<String> = Status::ALL.iter().map(|s| format!("{} {}", s.short(), s.name())).collect();
    session.out.line(&format!("{}。進捗は対象外を除いた完了の割合。", key.join("、")))
}

/// Prints one row; a heading too long for its column takes more lines, with the numbers on the last.
fn print_row(heading: &str, columns: usize, tally: Tally, session: &mut Session<'_>) -> Result<(), Stop> {
    let indent = heading.len() - heading.trim_start().len();
    let mut lines = wrap(heading.trim_start(), columns.saturating_sub(indent + HANGING));
    let last = lines.pop().unwrap_or_default();
    for (index, line) in lines.iter().enumerate() {
        session.out.line(&format!("{}{line}", " ".repeat(if index == 0 { indent } else { indent + HANGING })))?;
    }
    let indent = " ".repeat(if lines.is_empty() { indent } else { indent + HANGING });
    let counts: String = Status::ALL.iter().map(|status| right(&tally.of(*status).to_string(), NUMBER)).collect();
    let percent = right(&format!("{}%", tally.percent()), 8);
    session.out.line(&format!("{}{counts}{percent}", pad(&format!("{indent}{last}"), columns)))
}

fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The progress as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    tally: TallyDocument,
    nodes: Vec<NodeDocument<'a>>,
}

#[derive(Serialize)]
struct NodeDocument<'a> {
    id: &'a str,
    level: &'static str,
    title: &'a str,
    #[serde(flatten)]
    tally: TallyDocument,
}

#[derive(Serialize)]
struct TallyDocument {
    total: usize,
    applicable: usize,
    by_status: BTreeMap<&'static str, usize>,
}

impl<'a> Document<'a> {
    fn new(total: Tally, rows: &[Row<'a>]) -> Self {
        let nodes = rows.iter().map(|row| NodeDocument {
            id: &row.node.id,
            level: row.node.level.code(),
            title: &row.node.title,
            tally: TallyDocument::new(row.tally),
        });
        Self { tally: TallyDocument::new(total), nodes: nodes.collect() }
    }
}

impl TallyDocument {
    fn new(tally: Tally) -> Self {
        let by_status = Status::ALL.iter().map(|status| (status.code(), tally.of(*status))).collect();
        Self { total: tally.total(), applicable: tally.applicable(), by_status }
    }
}
