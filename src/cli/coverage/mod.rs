//! `tenken coverage`: how far the products in use cover the risks.

use serde::Serialize;

use crate::catalog::{Catalog, Cover, Coverage};
use crate::model::{Function, Id, Risk};

use super::exit::FOUND;
use super::names;
use super::output::{Output, Stop};
use super::session::Session;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken coverage [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "使っている製品は `tenken worklist set --product ID` で選びます。\nリスクと低減策の対応は、本ツールの見解です。"
)]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints every risk under how far it is covered.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let in_use = &worklist.state().profile().products;
    let all: Vec<(&Risk, Coverage)> = catalog.risks().map(|risk| (risk, Coverage::of(risk, in_use))).collect();
    if args.json {
        session.out.json(&CoverageDocument::new(in_use.iter().map(String::as_str).collect(), &all))?;
        return Ok(FOUND);
    }
    if in_use.is_empty() {
        session.note("使っている製品が選ばれていません。`tenken worklist set --product ID` で選んでください。");
    }
    for (place, cover) in Cover::ALL.into_iter().enumerate() {
        if place > 0 {
            session.out.line("")?;
        }
        print(cover, &all, &catalog, &mut session.out)?;
    }
    Ok(FOUND)
}

fn print(cover: Cover, all: &[(&Risk, Coverage)], catalog: &Catalog, out: &mut Output<'_>) -> Result<(), Stop> {
    let risks: Vec<_> = all.iter().filter(|(_, coverage)| coverage.cover == cover).collect();
    out.heading(&format!("{} {} 件", cover.name(), risks.len()))?;
    for (risk, coverage) in risks {
        out.indented(2, &format!("{} [{}]", risk.title, risk.id))?;
        let products: Vec<&str> = coverage.products.iter().map(|id| names::product(catalog, id)).collect();
        let missing: Vec<&str> = coverage.missing.iter().map(|function| function.name()).collect();
        for (name, what) in [("製品", products.join("、")), ("足りない機能", missing.join("・"))] {
            if !what.is_empty() {
                out.indented(4, &format!("{name}: {what}"))?;
            }
        }
    }
    Ok(())
}

/// The coverage as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct CoverageDocument<'a> {
    products: Vec<&'a str>,
    covered: usize,
    partly: usize,
    uncovered: usize,
    risks: Vec<RiskDocument<'a>>,
}

#[derive(Serialize)]
struct RiskDocument<'a> {
    id: &'a str,
    title: &'a str,
    cover: &'static str,
    met: &'a [Function],
    missing: &'a [Function],
    products: &'a [Id],
}

impl<'a> CoverageDocument<'a> {
    fn new(products: Vec<&'a str>, all: &'a [(&'a Risk, Coverage)]) -> Self {
        let count = |cover: Cover| all.iter().filter(|(_, coverage)| coverage.cover == cover).count();
        let risks = all.iter().map(|(risk, coverage)| RiskDocument {
            id: &risk.id,
            title: &risk.title,
            cover: coverage.cover.code(),
            met: &coverage.met,
            missing: &coverage.missing,
            products: &coverage.products,
        });
        Self {
            products,
            covered: count(Cover::Full),
            partly: count(Cover::Partial),
            uncovered: count(Cover::None),
            risks: risks.collect(),
        }
    }
}
