//! `tenken worklist set`: changes what the worklist in use is about.

use crate::failure::{Failure, FailureKind};
use crate::model::{Id, Party};
use crate::worklist::{Change, Edit, Operation};

use super::super::exit::FOUND;
use super::super::output::Stop;
use super::super::session::Session;
use super::{about, show};

/// What to change.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist set [オプション]",
    next_help_heading = "点検票のオプション",
    after_help = "担当を一つも選んでいなければ、すべての担当の条項を数えます。"
)]
pub(super) struct Args {
    /// 施設の名前。空にすると消します
    #[arg(long, value_name = "TEXT")]
    facility: Option<String>,
    /// 参照パターン: I、II、III、IV、なし
    #[arg(long, value_name = "I..IV", value_parser = pattern)]
    pattern: Option<Chosen>,
    /// 数える担当に加えます: 医療機関、事業者、クラウド事業者
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    party: Vec<Party>,
    /// 数える担当から外します
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    no_party: Vec<Party>,
    /// 使っている製品に加えます(繰り返せます)
    #[arg(long, value_name = "ID")]
    product: Vec<Id>,
    /// 使っている製品から外します(繰り返せます)
    #[arg(long, value_name = "ID")]
    no_product: Vec<Id>,
}

/// A pattern, or that there is none.
#[derive(Clone, Debug)]
struct Chosen(Option<Id>);

fn pattern(text: &str) -> Result<Chosen, String> {
    if text.trim() == "なし" { Ok(Chosen(None)) } else { about::pattern(text).map(|id| Chosen(Some(id))) }
}

/// Records all changes at once, and shows what the worklist is about now.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    about::check_products(&catalog, &args.product)?;
    let changes: Vec<Change> = edits(args).into_iter().map(Change::profile).collect();
    if changes.is_empty() {
        let hint = "使い方は `tenken worklist set --help` で表示します。";
        return Err(Failure::new(FailureKind::Usage, "何を変えるかが指定されていません。", hint).into());
    }
    session.identify()?;
    let mut worklist = session.worklist()?;
    worklist.perform(Operation::Record(changes), "worklist set").map_err(Failure::from)?;
    show::print(&catalog, &worklist, session)?;
    Ok(FOUND)
}

fn edits(args: &Args) -> Vec<Edit> {
    let facility = args.facility.clone().map(Edit::Facility);
    let pattern = args.pattern.clone().map(|chosen| Edit::Pattern(chosen.0));
    let party = |ids: &[Party], on| ids.iter().map(move |id| Edit::Party { id: *id, on }).collect::<Vec<_>>();
    let product = |ids: &[Id], on| ids.iter().map(move |id| Edit::Product { id: id.clone(), on }).collect::<Vec<_>>();
    let parties = [party(&args.party, true), party(&args.no_party, false)].concat();
    let products = [product(&args.product, true), product(&args.no_product, false)].concat();
    facility.into_iter().chain(pattern).chain(parties).chain(products).collect()
}
