//! `tenken worklist diff`: what differs between two worklists, clause by clause.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::worklist::{FieldChange, ListDiff, ListDiffRow, Unmatched};
use crate::workspace::worklists::{ComparedLists, compare_worklists};

use super::super::all_worklists::TallyDocument;
use super::super::exit::{FOUND, NOTHING};
use super::super::output::{Output, Stop};
use super::super::session::Session;
use super::super::table;

/// Which worklists, and how to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist diff [オプション] FROM [TO]",
    next_help_heading = "表示のオプション",
    after_help = "状態、判定、指摘の等級、是正の状態、例外の期限の違いを、条項ごとに示します。\n版が違うときは、引き継ぎの分かる条項どうしを比べ、ほかは分けて数えます。\n終了コード: 0 違いがある、1 違いがない、2 エラー。\n\n例:\n  tenken worklist diff 東病院2025\n  tenken worklist diff 東病院2025 東病院2026 --json"
)]
pub(super) struct DiffArgs {
    /// 前の点検票
    #[arg(value_name = "FROM", help_heading = "引数")]
    from: String,
    /// 後の点検票。省くと、使用中の点検票
    #[arg(value_name = "TO", help_heading = "引数")]
    to: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints what differs.
pub(super) fn run(args: &DiffArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let compared = compare_worklists(&session.setup, &catalog, (&args.from, args.to.as_deref()))?;
    compared.remarks.iter().for_each(|remark| session.note(remark));
    session.tell_problems(&compared.problems);
    if args.json {
        session.out.json(&DiffDocument::new(&compared))?;
    } else {
        print(&catalog, &compared, &mut session.out)?;
    }
    Ok(if compared.diff.rows.is_empty() { NOTHING } else { FOUND })
}

fn print(catalog: &Catalog, compared: &ComparedLists, out: &mut Output<'_>) -> Result<(), Stop> {
    let ComparedLists { names: [from, to], diff, .. } = compared;
    out.heading(&tr!("点検票「{from}」→「{to}」", from, to))?;
    out.line("")?;
    diff.summary().iter().try_for_each(|line| out.indented(2, line))?;
    let row = |(change, count): &(&FieldChange, usize)| {
        [t(change.field.name()).to_owned(), change.transition(), tr!("{n} 条項", n = count)]
    };
    let rows: Vec<[String; 3]> = diff.transitions().iter().map(row).collect();
    if !rows.is_empty() {
        out.line("")?;
        table::print(&rows, 2, out)?;
        out.line("")?;
    }
    diff.rows.iter().try_for_each(|row| print_row(catalog, row, out))?;
    print_unmatched(catalog, diff, out)
}

fn print_row(catalog: &Catalog, row: &ListDiffRow, out: &mut Output<'_>) -> Result<(), Stop> {
    let before =
        row.earlier.as_ref().map(|id| tr!("  (前の版: {label})", label = label(catalog, id))).unwrap_or_default();
    out.indented(0, &format!("{}  {}{before}", label(catalog, &row.clause), title(catalog, &row.clause)))?;
    row.changes
        .iter()
        .try_for_each(|change| out.indented(4, &format!("{}: {}", t(change.field.name()), change.transition())))
}

fn label(catalog: &Catalog, id: &str) -> String {
    catalog.find(id).map_or_else(|| id.to_owned(), |at| catalog.listed_label(at))
}

fn title<'c>(catalog: &'c Catalog, id: &str) -> &'c str {
    catalog.find(id).map_or("", |at| catalog.title(at))
}

/// Prints the clauses with records that could not be compared: nobody would miss them otherwise.
fn print_unmatched(catalog: &Catalog, diff: &ListDiff, out: &mut Output<'_>) -> Result<(), Stop> {
    let mut marked = diff.unmatched.iter().filter(|one| one.is_marked).peekable();
    if marked.peek().is_none() {
        return Ok(());
    }
    out.line("")?;
    out.heading(t("記録があり、比べられない条項"))?;
    let row = |one: &Unmatched| {
        [label(catalog, &one.clause), t(one.why.name()).to_owned(), title(catalog, &one.clause).to_owned()]
    };
    table::print(&marked.map(row).collect::<Vec<_>>(), 2, out)
}

/// What differs as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct DiffDocument<'a> {
    from: &'a str,
    to: &'a str,
    before: TallyDocument,
    after: TallyDocument,
    compared: usize,
    clauses: Vec<ClauseDocument<'a>>,
    unmatched: Vec<UnmatchedDocument<'a>>,
    remarks: &'a [String],
    problems: &'a [String],
}

#[derive(Serialize)]
struct ClauseDocument<'a> {
    id: &'a str,
    earlier: Option<&'a str>,
    changes: Vec<ChangeDocument<'a>>,
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    field: &'static str,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct UnmatchedDocument<'a> {
    id: &'a str,
    why: &'static str,
    marked: bool,
}

impl<'a> DiffDocument<'a> {
    fn new(compared: &'a ComparedLists) -> Self {
        let ComparedLists { names: [from, to], diff, remarks, problems } = compared;
        let change =
            |one: &'a FieldChange| ChangeDocument { field: one.field.name(), before: &one.before, after: &one.after };
        let clause = |row: &'a ListDiffRow| ClauseDocument {
            id: &row.clause,
            earlier: row.earlier.as_deref(),
            changes: row.changes.iter().map(change).collect(),
        };
        let unmatched =
            |one: &'a Unmatched| UnmatchedDocument { id: &one.clause, why: one.why.code(), marked: one.is_marked };
        Self {
            from,
            to,
            before: TallyDocument::new(diff.tallies[0]),
            after: TallyDocument::new(diff.tallies[1]),
            compared: diff.compared,
            clauses: diff.rows.iter().map(clause).collect(),
            unmatched: diff.unmatched.iter().map(unmatched).collect(),
            remarks,
            problems,
        }
    }
}
