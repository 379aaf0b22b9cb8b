//! `tenken next`: what to do next.

use serde::Serialize;

use crate::clock;
use crate::language::tr;

use super::answer;
use super::exit::{FOUND, NOTHING};
use super::found;
use super::open_items::{ItemDocument, documents, open_items, print};
use super::output::Stop;
use super::session::Session;

/// How many clauses are shown unless more are asked for.
const DEFAULT_LIMIT: &str = "10";

/// How many to show.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken next [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "期限を過ぎたもの、期限の近いもの、要再確認、対応中、未着手の順に並べます。\n終わっていない条項だけです。完了した条項に残る是正は `tenken due` に出ます。\n\n例:\n  tenken next --where \"担当:医療機関 サービス:M365\""
)]
pub(super) struct Args {
    /// 表示する件数の上限(既定は 10)
    #[arg(short = 'n', long = "limit", value_name = "N", default_value = DEFAULT_LIMIT, hide_default_value = true,
        allow_negative_numbers = true, value_parser = answer::count)]
    limit: usize,
    /// 検索で見つかる条項からだけ選びます
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the clauses that come next.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let today = clock::today();
    let mut items = open_items(&catalog, worklist.state());
    if let Some((_, clauses)) = found::listed(args.query.as_ref(), &catalog, &worklist, session)? {
        items.retain(|item| clauses.contains(&item.clause.at));
    }
    let total = items.len();
    // The sort is stable: what is alike stays in the order of the catalog.
    items.sort_by_key(|item| item.clause.urgency());
    items.truncate(args.limit);
    if args.json {
        let clauses = documents(&items, today);
        session.out.json(&NextDocument { total, clauses })?;
    } else if total == 0 {
        session.note(match &args.query {
            Some(_) => tr!("--where に当たり、残っている条項はありません。"),
            None => tr!("残っている条項はありません。"),
        });
    } else {
        print(&items, today, &mut session.out)?;
        session.out.line("")?;
        session.out.line(&tr!("残り {total} 条項のうち {n} 件", total, n = items.len()))?;
    }
    Ok(if total == 0 { NOTHING } else { FOUND })
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct NextDocument<'a> {
    total: usize,
    clauses: Vec<ItemDocument<'a>>,
}
