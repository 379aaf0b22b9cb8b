//! `tenken export facilities`: writes a line for each worklist, of the user or of a folder.

use std::path::PathBuf;

use crate::export::FileFormat;
use crate::export::facilities::FacilityFormat;
use crate::language::tr;
use crate::workspace::facilities;

use super::super::all_worklists::{exit_code, tell_count};
use super::super::exit::NOTHING;
use super::super::output::Stop;
use super::super::session::Session;
use super::target::{Form, TargetArgs};

/// What to write, and how.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export facilities [オプション] --format FORMAT",
    next_help_heading = "書き出しのオプション",
    after_help = "施設、進捗、判定、指摘、期限超過、食い違い、版、最終更新を、点検票ごとに\n一行で書き出します。\n人の手が要るものから順に並べ、しまってあるものは最後にします。\n--folder を付けると、共有フォルダーや git から取り出したフォルダーの下の点検票を\n読みます。名前はそこからのパスになり、何も書き込みません。\n読めない点検票があっても、ほかの点検票は書き出し、終了コード 2 で知らせます。\n作成の日時は環境変数 SOURCE_DATE_EPOCH で変えられます。\n\n例:\n  tenken export facilities --format xlsx --out 点検票の一覧.xlsx\n  tenken export facilities --format html --folder /srv/tenken --out 一覧.html"
)]
pub(super) struct FacilitiesArgs {
    #[arg(long, value_name = "FORMAT", required = true, value_parser = FacilityFormat::read, help = tr!("形式: {codes}", codes = FacilityFormat::codes()))]
    format: FacilityFormat,
    /// 手元ではなく、このフォルダーの下の点検票を書き出します
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    target: TargetArgs,
}

/// Writes the table to a file or to standard output.
pub(super) fn run(args: &FacilitiesArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let format = args.format;
    let form = Form::of(format);
    args.target.check(&form, None, session)?;
    let catalog = session.catalog()?;
    let made = || facilities(&session.setup, &catalog, args.folder.as_deref(), &session.source_date);
    let table = format.in_its_language(made)?;
    session.tell_problems(&table.unread);
    let counts = (table.rows.len(), table.incomplete);
    if counts.0 == 0 {
        tell_count(args.folder.as_deref(), counts, session);
        return Ok(NOTHING);
    }
    args.target.write(format.write(&table), &form, &table.amount(), session)?;
    table.problems.iter().for_each(|problem| session.note(problem));
    tell_count(args.folder.as_deref(), counts, session);
    Ok(exit_code(counts.0, counts.1))
}
