//! `tenken export`: hands the worklist over as a file, or what the catalog holds.

mod catalog;
mod checklist;
mod facilities;
mod mapping;
mod report;
pub(in crate::cli) mod target;
mod worklist;

use crate::failure::{Failure, FailureKind};
use crate::language::tr;

use self::worklist::WorklistArgs;
use super::output::Stop;
use super::session::Session;

/// What to write: the worklist in a format, or else what a word names.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export [オプション] FORMAT\n        tenken export report [オプション]\n        tenken export facilities [オプション] --format FORMAT\n        tenken export mapping [オプション] --format FORMAT\n        tenken export catalog [オプション] --format FORMAT\n        tenken export checklist [オプション] --form FILE --out FILE",
    subcommand_help_heading = "ほかの書き出し",
    subcommand_negates_reqs = true,
    next_help_heading = "書き出しのオプション",
    after_help = "FORMAT だけを書くと、点検票を書き出します。\nxlsx と csv は、記入してもらって `tenken import worklist` で取り込めます。\n\n例:\n  tenken export xlsx --out 点検票.xlsx\n  tenken export csv --encoding cp932 --out 点検票.csv\n  tenken export html > 一覧.html\n  tenken export report --out 点検報告書.html\n  tenken export xlsx --where \"対応状況:一部 サービス:D365\" --out 一部.xlsx\n  tenken export mapping --format xlsx --out 対応表.xlsx"
)]
pub(super) struct Args {
    #[command(flatten)]
    worklist: WorklistArgs,
    #[command(subcommand)]
    other: Option<Other>,
}

/// What else can be written.
#[derive(Debug, clap::Subcommand)]
enum Other {
    /// 点検報告書(数ページ、署名欄と封印つき)を書き出します
    Report(report::ReportArgs),
    /// すべての点検票の一覧(施設ごとの進捗、期限超過など)を書き出します
    Facilities(facilities::FacilitiesArgs),
    /// 条項ごとの対応状況・製品・証跡の例と、リスクの表を書き出します
    Mapping(mapping::MappingArgs),
    /// 収めている条項のすべてを、ほかの道具のための形式で書き出します
    Catalog(catalog::CatalogArgs),
    /// 厚生労働省のチェックリストの様式の写しに、点検票の答えを記入します
    Checklist(checklist::ChecklistArgs),
}

/// Writes it.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    match &args.other {
        None => worklist::run(&args.worklist, session),
        Some(other) if args.worklist != WorklistArgs::default() => Err(misplaced(other.name()).into()),
        Some(Other::Report(args)) => report::run(args, session),
        Some(Other::Facilities(args)) => facilities::run(args, session),
        Some(Other::Mapping(args)) => mapping::run(args, session),
        Some(Other::Catalog(args)) => catalog::run(args, session),
        Some(Other::Checklist(args)) => checklist::run(args, session),
    }
}

impl Other {
    const fn name(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Facilities(_) => "facilities",
            Self::Mapping(_) => "mapping",
            Self::Catalog(_) => "catalog",
            Self::Checklist(_) => "checklist",
        }
    }
}

/// What is said about options that stand where they belong to the worklist.
fn misplaced(name: &str) -> Failure {
    let message = tr!("{name} の前にある形式やオプションは、点検票の書き出しのものです。", name);
    let hint = tr!(
        "{name} は export のすぐ後に、オプションはその後に書いてください。使い方は `tenken export {name} --help` で表示します。",
        name
    );
    Failure::new(FailureKind::Usage, message, hint)
}
