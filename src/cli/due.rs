//! `tenken due`: what is overdue, and what will be due soon.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::clock;
use crate::language::tr;

use super::exit::{FOUND, NOTHING};
use super::found;
use super::open_items::{self, ItemDocument, OpenItem, documents};
use super::output::{Output, Stop};
use super::session::Session;

/// How many days ahead are looked at unless asked otherwise.
const DEFAULT_DAYS: &str = "30";

/// How far to look ahead.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken due [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "条項の期限のほか、終わっていない是正の期限と、例外の期限を、早い順に並べます。\n一つの条項にいくつもあれば、それぞれを一行にします。担当は、是正は是正の担当者、\n例外は残留リスクを受け入れた人、なければ条項の担当者です。\n\n例:\n  tenken due --days 7 --where 担当者:情報課"
)]
pub(super) struct Args {
    /// 何日先までの期限を表示するか(既定は 30)
    #[arg(long, value_name = "N", default_value = DEFAULT_DAYS, hide_default_value = true,
        allow_negative_numbers = true, value_parser = days)]
    days: u16,
    /// 検索で見つかる条項からだけ選びます
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

fn days(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| tr!("0 から {max} までの整数で書いてください。", max = u16::MAX))
}

/// Prints the days by which something is left to do, the earliest first.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let today = clock::today();
    let until = today.saturating_add(i64::from(args.days).days());
    let mut items = open_items::dated_items(&catalog, worklist.state());
    items.retain(|item| item.clause.deadline().is_some_and(|one| one.day <= until));
    if let Some((_, clauses)) = found::listed(args.query.as_ref(), &catalog, &worklist, session)? {
        items.retain(|item| clauses.contains(&item.clause.at));
    }
    let (overdue, upcoming): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.is_past(today));
    let is_empty = overdue.is_empty() && upcoming.is_empty();
    if args.json {
        let (overdue, upcoming) = (documents(&overdue, today), documents(&upcoming, today));
        session.out.json(&DueDocument { today: today.to_string(), until: until.to_string(), overdue, upcoming })?;
    } else if is_empty {
        session.note(&match args.query {
            Some(_) => tr!("--where に当たり、{until} までに期限の来る条項はありません。", until),
            None => tr!("{until} までに期限の来る条項はありません。", until),
        });
    } else {
        print(tr!("期限を過ぎたもの"), &overdue, today, &mut session.out)?;
        if !overdue.is_empty() && !upcoming.is_empty() {
            session.out.line("")?;
        }
        print(&tr!("{until} までに期限の来るもの", until), &upcoming, today, &mut session.out)?;
    }
    Ok(if is_empty { NOTHING } else { FOUND })
}

fn print(heading: &str, items: &[OpenItem<'_>], today: Date, out: &mut Output<'_>) -> Result<(), Stop> {
    if items.is_empty() {
        return Ok(());
    }
    let clauses = items.iter().map(|item| item.clause.at).collect::<HashSet<_>>().len();
    let n = items.len();
    // A clause may stand there several times; `status --all` and the reports count clauses.
    let said = match clauses == n {
        true => tr!("{name} {n} 件", name = heading, n),
        false => tr!("{name} {clauses} 条項、期限 {n} 件", name = heading, clauses, n),
    };
    out.heading(&said)?;
    open_items::print(items, today, out)
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct DueDocument<'a> {
    today: String,
    until: String,
    overdue: Vec<ItemDocument<'a>>,
    upcoming: Vec<ItemDocument<'a>>,
}
