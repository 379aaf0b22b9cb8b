//! `tenken diff`: what is known of the changes from one edition to the next, with the marks that they touch.

mod document;
mod text;

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::worklist::{EditionDiff, State, compared, editions_named};

use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;

/// Which editions, and how to show them.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken diff [オプション] FROM TO",
    next_help_heading = "表示のオプション",
    after_help = "改定について分かっていることを前の版の順に挙げ、点検票の記録を添えます。\n版は ID でも名前でも指定できます。\n終了コード: 0 分かっていることがある、1 何も分からない、2 エラー。\n\n例:\n  tenken diff mhlw6 mhlw7\n  tenken diff r7 r8"
)]
pub(super) struct Args {
    /// 前の版(例: mhlw6、第6.0版、r7)
    #[arg(value_name = "FROM", help_heading = "引数")]
    from: String,
    /// 後の版(例: mhlw7、第7.0版、r8)
    #[arg(value_name = "TO", help_heading = "引数")]
    to: String,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Shows what is known, or says that nothing is.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog: Arc<Catalog> = session.catalog()?;
    let [from, to] = editions_named(&catalog, [&args.from, &args.to])?;
    let succession = compared(from, to)?;
    let marks = session.marks();
    let blank = State::default();
    let diff = EditionDiff::new(&catalog, succession, marks.state().unwrap_or(&blank));
    let is_unknown = diff.succession.is_unknown();
    if args.json {
        session.out.json(&document::DiffDocument::new(&diff))?;
    } else if is_unknown {
        session.note(&format!("{}から{}への改定について、分かっていることはありません。", from.full_name(), to.name()));
    } else {
        text::print(&catalog, &diff, &mut session.out)?;
    }
    Ok(if is_unknown { NOTHING } else { FOUND })
}
