//! `tenken evidence`: what shows that something is so, and whether it still is.

mod add;
mod check;
mod ids;
mod link;
mod list;

use super::output::Stop;
use super::session::Session;

/// What to do.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken evidence COMMAND", subcommand_help_heading = "コマンド")]
pub(super) struct Args {
    #[command(subcommand)]
    command: EvidenceCommand,
}

#[derive(Debug, clap::Subcommand)]
enum EvidenceCommand {
    /// ファイルか URL を証跡として加え、条項に付けます
    Add(add::Args),
    /// 証跡の一覧を表示します
    List(list::Args),
    /// 加えたときからファイルが変わっていないかを確かめます
    Check(check::Args),
    /// 証跡をほかの条項か点検全体にも付けます
    #[command(
        override_usage = "tenken evidence link [オプション] ID CLAUSE...\n        tenken evidence link [オプション] --audit ID [CLAUSE...]"
    )]
    Link(link::Args),
    /// 証跡を条項か点検全体から外します
    #[command(
        override_usage = "tenken evidence unlink [オプション] ID CLAUSE...\n        tenken evidence unlink [オプション] --audit ID [CLAUSE...]"
    )]
    Unlink(link::Args),
    /// 証跡を取り下げます。記録には残ります
    Withdraw(link::WithdrawArgs),
}

/// Does one of the things that can be done with evidence.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.command {
        EvidenceCommand::Add(args) => add::run(args, session),
        EvidenceCommand::List(args) => list::run(args, session),
        EvidenceCommand::Check(args) => check::run(args, session),
        EvidenceCommand::Link(args) => link::run(args, true, session),
        EvidenceCommand::Unlink(args) => link::run(args, false, session),
        EvidenceCommand::Withdraw(args) => link::withdraw(args, session),
    }
}
