//! `tenken export catalog`: writes the catalog for other tools, without any worklist.

use crate::export::FileFormat;
use crate::export::content::CatalogFormat;
use crate::language::{t, tr};
use crate::workspace::origin;

use super::super::exit::FOUND;
use super::super::output::Stop;
use super::super::session::Session;
use super::target::{Form, OriginalArgs, TargetArgs};

/// What to write of the catalog.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export catalog [オプション] --format FORMAT",
    next_help_heading = "書き出しのオプション",
    after_help = after_help()
)]
pub(super) struct CatalogArgs {
    #[arg(long, value_name = "FORMAT", required = true, value_parser = CatalogFormat::read, help = tr!("形式: {codes}", codes = CatalogFormat::codes()))]
    format: CatalogFormat,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    original: OriginalArgs,
}

fn after_help() -> String {
    let formats = CatalogFormat::ALL.iter().copied();
    let formats: Vec<String> = formats.map(|format| format!("  {:<11} {}", format.code(), t(format.name()))).collect();
    let examples = CatalogFormat::ALL.iter().copied();
    let examples: Vec<String> = examples
        .map(|format| format!("  tenken export catalog --format {} --out {}", format.code(), format.file()))
        .collect();
    tr!(
        "収めている条項のすべてを、リスク、製品、措置との対応づけとともに書き出します。\n点検票は要りません。題と文は要約であり、原文ではありません。\n同じデータからは、いつも同じファイルができます。日付はデータの日付です。\n日付は環境変数 SOURCE_DATE_EPOCH で変えられます。\n\n形式:\n{formats}\n\n例:\n{examples}",
        formats = formats.join("\n"),
        examples = examples.join("\n")
    )
}

/// Writes the catalog to a file or to standard output.
pub(super) fn run(args: &CatalogArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let format = args.format;
    let form = Form::of(format);
    args.target.check(&form, None, session)?;
    let origin = origin(&session.setup, &session.source_date)?;
    let catalog = session.catalog_alone()?.exported(args.original.with_original)?;
    let file = format.write(&catalog, &origin);
    args.target.write(file, &form, &format.amount(&catalog), session)?;
    Ok(FOUND)
}
