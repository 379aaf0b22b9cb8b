//! `tenken coverage`: how far Microsoft and the products in use cover the risks and the clauses.

mod document;
mod text;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::t;
use crate::model::{Id, Licence};
use crate::worklist::{ChapterCover, Chosen, Gain, InUse, RiskCover, Scope, State, halves};

use super::exit::FOUND;
use super::licence_names;
use super::output::Stop;
use super::records::SessionRecords;
use super::session::Session;

pub(super) use document::{InUseDocument, NextDocument};

/// Said where documents of the user count.
const WITH_STATEMENTS: &str =
    "リスクの低減策に、取込資料の記載(働きが書かれたもの)も数えています。本ツールの見解ではありません。";

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken coverage [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "使っているものは `tenken worklist set --licence 名前 --product ID` で選びます。\nリスクと低減策の対応は、本ツールの見解です。\n\n例:\n  tenken coverage\n  tenken coverage --licence m365-e3 --licence entra-p2"
)]
pub(super) struct Args {
    /// このエディションだけのときの目安を、記録せずに表示します
    #[arg(long, value_name = "ID")]
    licence: Vec<String>,
    /// 取込資料の記載も数えます
    #[arg(long)]
    packs: bool,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Everything that is shown.
struct Shown<'a> {
    catalog: &'a Catalog,
    in_use: InUse<'a>,
    risks: Vec<RiskCover<'a>>,
    chapters: Vec<ChapterCover<'a>>,
    next: Vec<(&'a Licence, Gain<'a>)>,
    /// Whether licences were named on the command line.
    is_asked: bool,
    /// Whether what documents of the user say counts.
    with_statements: bool,
}

/// Prints every risk under how far it is covered, then the chapters.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let asked = licence_names::resolve_all(&catalog, &args.licence)?;
    let state = if asked.is_empty() { session.worklist_to_show()?.state().clone() } else { State::default() };
    let shown = Shown::new(&catalog, &state, &asked, args.packs);
    for remark in shown.in_use.remarks() {
        session.note(&remark);
    }
    if args.packs {
        session.note(t(WITH_STATEMENTS));
    }
    if args.json {
        session.out.json(&document::CoverageDocument::new(&shown))?;
        return Ok(FOUND);
    }
    if shown.in_use.products().is_empty() && asked.is_empty() {
        session.note_failure(&nothing_chosen());
    }
    text::print(&shown, &mut session.out)?;
    Ok(FOUND)
}

fn nothing_chosen() -> Failure {
    let hint = t("`tenken worklist set --product ID` か `--licence m365-e3` で選んでください。");
    Failure::new(crate::failure::FailureKind::Usage, t("使っている製品が選ばれていません。"), hint)
}

impl<'a> Shown<'a> {
    /// Looks at a worklist, or at one about which nothing is known but the licences that are asked for.
    fn new(catalog: &'a SessionRecords<'_>, state: &State, asked: &[Id], with_statements: bool) -> Self {
        let chosen = match asked {
            [] => Chosen::from(state.profile()),
            licences => Chosen::of_licences(licences.iter().cloned()),
        };
        let (in_use, scope) = (InUse::of(catalog, &chosen), Scope::of(catalog, state));
        Self {
            catalog,
            risks: halves::risks(catalog, &in_use, with_statements),
            chapters: halves::chapters(catalog, &scope, &in_use),
            next: Gain::next_up(catalog, &scope, asked),
            is_asked: !asked.is_empty(),
            with_statements,
            in_use,
        }
    }
}
