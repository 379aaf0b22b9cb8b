//! `tenken import`: takes in what others filled in.

mod document;
mod take;
mod worklist;

use super::output::Stop;
use super::session::Session;

/// What to take in.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken import worklist [オプション] FILE", subcommand_help_heading = "コマンド")]
pub(super) struct Args {
    #[command(subcommand)]
    command: ImportCommand,
}

#[derive(Debug, clap::Subcommand)]
enum ImportCommand {
    /// 記入された点検票(xlsx、ods、xls、csv)を比べ、取り込みます
    Worklist(worklist::Args),
}

/// Leaves the work to the kind of file.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.command {
        ImportCommand::Worklist(args) => worklist::run(args, session),
    }
}
