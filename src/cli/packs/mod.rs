//! `tenken packs`: the documents that were taken in.

mod act;
mod document;
mod list;
mod show;

use super::output::Stop;
use super::session::Session;

/// What to do; the list if nothing is said.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken packs [オプション] [コマンド]",
    subcommand_help_heading = "コマンド",
    after_help = "コマンドを付けなければ、一覧を表示します。\n資料は `tenken import FILE --apply` で取り込みます。\n点検票の記録は、どれを実行しても消えません。\n\n例:\n  tenken packs\n  tenken packs show nist-csf-2.0\n  tenken packs disable nist-csf-2.0\n  tenken packs undo"
)]
pub(super) struct Args {
    #[command(flatten)]
    list: list::ListArgs,
    #[command(subcommand)]
    command: Option<PacksCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum PacksCommand {
    /// 取込資料の一覧を表示します
    List(list::ListArgs),
    /// 取込資料の出どころと中身の数を表示します
    Show(show::Args),
    /// 取込資料を有効にします
    #[command(override_usage = "tenken packs enable [オプション] ID")]
    Enable(act::IdArgs),
    /// 取込資料を無効にします。資料は残ります
    #[command(override_usage = "tenken packs disable [オプション] ID")]
    Disable(act::IdArgs),
    /// 取込資料を削除します。undo で戻せます
    #[command(override_usage = "tenken packs remove [オプション] ID")]
    Remove(act::IdArgs),
    /// 取り込み、有効化、無効化、削除のうち、最後のものを取り消します
    #[command(override_usage = "tenken packs undo [オプション]")]
    Undo(act::UndoArgs),
}

/// Does one of the things that can be done with packs.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.command {
        None => list::run(&args.list, session),
        Some(PacksCommand::List(own)) => list::run(&own.or(&args.list), session),
        Some(PacksCommand::Show(args)) => show::run(args, session),
        Some(PacksCommand::Enable(args)) => act::enable(args, session),
        Some(PacksCommand::Disable(args)) => act::disable(args, session),
        Some(PacksCommand::Remove(args)) => act::remove(args, session),
        Some(PacksCommand::Undo(args)) => act::undo(args, session),
    }
}
