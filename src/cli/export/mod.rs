//! `tenken export`: hands things over as files.

mod target;
mod worklist;

use super::output::Stop;
use super::session::Session;

/// What to write.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export [オプション] FORMAT",
    next_help_heading = "書き出しのオプション",
    after_help = "xlsx と csv は、記入してもらって `tenken import worklist` で取り込めます。\n\n例:\n  tenken export xlsx --out 点検票.xlsx\n  tenken export csv --encoding cp932 --out 点検票.csv\n  tenken export html > 報告書.html\n  tenken export xlsx --where \"対応状況:一部 サービス:D365\" --out 一部.xlsx"
)]
pub(super) struct Args {
    #[command(flatten)]
    worklist: worklist::WorklistArgs,
}

/// Writes it.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    worklist::run(&args.worklist, session)
}
