//! `tenken carry`: begins the next worklist when an edition took the place of another; shows first what it takes over.

mod document;
mod text;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::tr;
use crate::worklist::{CarryPlan, Operation, Worklist, edition_named};
use crate::workspace::open_worklists;

use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;

/// Where to, and whether only to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken carry [オプション] --to EDITION",
    next_help_heading = "引き継ぎのオプション",
    after_help = "--apply を付けるまでは、何を引き継ぐかを示すだけで、何も記録しません。\nもとの点検票は変わりません。新しい点検票には、そこで `tenken undo` を\n実行すると取り消せる、一つの操作として記録します。\n状態は要再確認になり、判定と期限は写しません。\n前の版での状態と判定は「前の版」に残ります。\n新しい版の条項が分からない記録は、もとの条項に残ります。条項が収録されたら、\n新しい点検票でもう一度実行すると、新しい条項へ移ります。\n終了コード: 0 引き継げる・引き継いだ、1 引き継ぐ記録がない、2 エラー。\n\n例:\n  tenken carry --to mhlw7\n  tenken carry --to 令和8年度版 --name 東病院2027 --apply"
)]
pub(super) struct Args {
    /// 引き継ぐ先の版(例: mhlw7、第7.0版、r8)
    #[arg(long, value_name = "EDITION")]
    to: String,
    /// 新しい点検票の名前(省くと、もとの名前に版の名前を付けます)
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// 示すだけでなく、引き継ぎます
    #[arg(long)]
    apply: bool,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// What is shown of a plan.
struct Shown<'a> {
    catalog: &'a Catalog,
    plan: &'a CarryPlan<'a>,
    /// The name of the worklist that it makes or changes.
    name: String,
    is_applied: bool,
}

/// Shows what is carried over, and carries it over if that is wanted.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    if args.apply {
        session.identify_or_ask()?;
    }
    let mut worklist = session.worklist()?;
    let to = edition_named(&catalog, &args.to, |to| CarryPlan::new(&catalog, &worklist, *to).is_ok())?;
    let plan = CarryPlan::new(&catalog, &worklist, to)?;
    let name = name(args, &plan, &worklist, session)?;
    let is_applied = args.apply && !plan.is_empty();
    if is_applied {
        apply(&plan, &name, &mut worklist, session)?;
    }
    let shown = Shown { catalog: &catalog, plan: &plan, name, is_applied };
    if args.json {
        session.out.json(&document::CarryDocument::new(&shown))?;
    } else {
        text::print(&shown, &mut session.out)?;
    }
    Ok(if plan.is_empty() { NOTHING } else { FOUND })
}

/// Returns the name of the worklist that a plan makes or changes, which has to be free if it makes one.
fn name(args: &Args, plan: &CarryPlan<'_>, worklist: &Worklist, session: &Session<'_>) -> Result<String, Failure> {
    match (&args.name, plan.makes_new_list()) {
        (Some(name), false) => {
            let message =
                tr!("点検票「{name}」は{to}をすでに数えています。", name = worklist.name(), to = plan.to.full_name());
            let hint = tr!("この点検票の中で移すので、--name {name} を外してください。", name);
            Err(Failure::new(crate::failure::FailureKind::Usage, message, hint))
        }
        (None, false) => {
            if args.apply {
                worklist.ensure_writable()?;
            }
            Ok(worklist.name())
        }
        (named, true) => {
            let name = named.clone().unwrap_or_else(|| plan.default_name());
            open_worklists(&session.setup)?.ensure_free(&name, session.setup.who.clone())?;
            Ok(name)
        }
    }
}

fn apply(plan: &CarryPlan<'_>, name: &str, worklist: &mut Worklist, session: &Session<'_>) -> Result<(), Failure> {
    if plan.makes_new_list() {
        open_worklists(&session.setup)?.carry(plan, name, session.setup.who.clone())?;
    } else {
        worklist.perform(Operation::Record(plan.changes().to_vec()), &plan.via())?;
    }
    Ok(())
}
