//! `tenken worklist`: the worklists of the user, and what each is about.

mod about;
mod audit;
mod diff;
mod items;
mod list;
mod manage;
mod set;
mod show;

use super::output::Stop;
use super::session::Session;

/// What to do.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist COMMAND", subcommand_help_heading = "コマンド")]
pub(super) struct Args {
    #[command(subcommand)]
    command: WorklistCommand,
}

#[derive(Debug, clap::Subcommand)]
enum WorklistCommand {
    /// 点検票の一覧を表示します
    List(list::Args),
    /// 使用中の点検票の設定を表示します
    Show(show::Args),
    /// 点検票を新しく作ります
    Create(manage::CreateArgs),
    /// 使う点検票を切り替えます
    Switch(manage::SwitchArgs),
    /// 使用中の点検票の設定(施設、担当、製品など)を変えます
    Set(set::Args),
    /// 点検票に独自項目を加えます
    AddItem(items::AddArgs),
    /// 独自項目の題、内容、担当区分を変えます
    EditItem(items::EditArgs),
    /// 独自項目を取り下げます。記録は残ります
    RemoveItem(items::RemoveArgs),
    /// 点検票から新しい点検票を作ります
    Copy(manage::CopyArgs),
    /// 二つの点検票(昨年度と今年度など)の違いを、条項ごとに表示します
    Diff(diff::DiffArgs),
    /// 点検票をしまい、記録できないようにします。何も消しません
    Archive(manage::ArchiveArgs),
}

/// Does one of the things that can be done with worklists.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.command {
        WorklistCommand::List(args) => list::run(args, session),
        WorklistCommand::Show(args) => show::run(args, session),
        WorklistCommand::Create(args) => manage::create(args, session),
        WorklistCommand::Switch(args) => manage::switch(args, session),
        WorklistCommand::Set(args) => set::run(args, session),
        WorklistCommand::AddItem(args) => items::add(args, session),
        WorklistCommand::EditItem(args) => items::edit(args, session),
        WorklistCommand::RemoveItem(args) => items::remove(args, session),
        WorklistCommand::Copy(args) => manage::copy(args, session),
        WorklistCommand::Diff(args) => diff::run(args, session),
        WorklistCommand::Archive(args) => manage::archive(args, session),
    }
}
