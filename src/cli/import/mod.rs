//! `tenken import`: takes in documents of the user, and what others filled in.

mod columns;
mod document;
mod pack;
mod take;
mod worklist;

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};

use self::pack::PackArgs;
use super::output::Stop;
use super::session::Session;

/// What to take in: a document, or else what a word names.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken import [オプション] FILE\n        tenken import worklist [オプション] FILE",
    subcommand_help_heading = "記入された点検票",
    subcommand_negates_reqs = true,
    next_help_heading = "取り込みのオプション"
)]
pub(super) struct Args {
    #[command(flatten)]
    document: PackArgs,
    #[command(subcommand)]
    command: Option<ImportCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum ImportCommand {
    /// 記入された点検票(xlsx、ods、xls、csv)を比べ、取り込みます
    Worklist(worklist::Args),
}

/// Returns what stands below the help: how it works, the formats and some examples.
pub(super) fn after_help() -> String {
    let formats = pack::formats();
    tr!(
        "--apply を付けるまでは、何が読み取れ、何が変わるかを示すだけです\n(--map のファイルがなければ、それだけは書きます)。\n取り込んだ資料は「取込資料」になり、組み込みの記録と並べて検索・表示できます。\n外すには `tenken packs`、取り消しは `tenken packs undo` です。\nworklist という名前のファイルは ./worklist と書きます。\n終了コード: 0 読み取れた・取り込んだ、1 取り込むものがない、2 読めない。\n\n形式:\n{formats}\n\n例:\n  tenken import 対応表.xlsx\n  tenken import 対応表.xlsx --apply",
        formats
    )
}

/// Leaves the work to the kind of file.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.command {
        None => pack::run(&args.document, session),
        Some(_) if args.document != PackArgs::default() => Err(misplaced().into()),
        Some(ImportCommand::Worklist(args)) => worklist::run(args, session),
    }
}

/// What is said about options that stand where they belong to a document.
fn misplaced() -> Failure {
    let message = t("worklist の前にあるファイルやオプションは、資料の取り込みのものです。");
    let hint = t(
        "worklist は import のすぐ後に、オプションはその後に書いてください。worklist という名前のファイルは ./worklist と書きます。",
    );
    Failure::new(FailureKind::Usage, message, hint)
}
