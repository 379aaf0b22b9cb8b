//! `tenken export FORMAT`: hands the worklist over as a file.

use crate::export::csv::Encoding;
use crate::export::{FileFormat, Format};
use crate::language::{joined, tr};
use crate::worklist::Worklist;
use crate::workspace::exports::{amount, blank, replaced};
use crate::workspace::{ReportPart, report};

use super::super::exit::{FOUND, NOTHING};
use super::super::found;
use super::super::output::Stop;
use super::super::records::SessionRecords;
use super::super::session::Session;
use super::target::{Form, OriginalArgs, TargetArgs, parse_encoding};

/// What to write of the worklist.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub(super) struct WorklistArgs {
    #[arg(value_name = "FORMAT", required = true, value_parser = parse_format, help = tr!("点検票の形式: {codes}", codes = Format::codes()), help_heading = "引数")]
    format: Option<Format>,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    original: OriginalArgs,
    /// 検索で見つかる条項だけを書き出します
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// CSV の文字コード: utf8(既定)、cp932
    #[arg(long, value_name = "utf8|cp932", value_parser = parse_encoding)]
    encoding: Option<Encoding>,
}

fn parse_format(text: &str) -> Result<Format, String> {
    let others = tr!("点検票によらない書き出しは、`tenken export mapping` のように export のすぐ後に書きます。");
    Format::read(text).map_err(|formats| joined([formats.as_str(), others]))
}

/// Writes the report to a file or to standard output.
pub(super) fn run(args: &WorklistArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    // The parser does not let a line without a format through.
    let Some(format) = args.format else { return Ok(NOTHING) };
    let form = Form::of(format);
    args.target.check(&form, args.encoding, session)?;
    let catalog = session.catalog()?;
    session.identify()?;
    let worklist = session.worklist_to_show()?;
    let part = part(args, &catalog, &worklist, session)?;
    if part.as_ref().is_some_and(|part| part.clauses.is_empty()) {
        return Ok(NOTHING);
    }
    let catalog = catalog.exported(args.original.with_original)?;
    let report = format.in_its_language(|| report(&catalog, &worklist, &session.setup, part.as_ref()));
    let file = format.write(&report, args.encoding.unwrap_or(Encoding::Utf8));
    let file = args.target.write(file, &form, &amount(&report), session)?;
    if let Some(part) = report.part_sentence() {
        session.note(&part);
    }
    if let Some(said) = blank(&worklist, &session.setup.worklist) {
        session.note(&said);
    }
    if let Some(said) = replaced(&file) {
        session.note(&tr!("{said}取り込むと元の文字に戻ります。", said));
    }
    Ok(FOUND)
}

/// Returns the part of the worklist that is asked for; none if it is the whole.
fn part(
    args: &WorklistArgs,
    catalog: &SessionRecords<'_>,
    worklist: &Worklist,
    session: &mut Session<'_>,
) -> Result<Option<ReportPart>, Stop> {
    let Some(query) = &args.query else { return Ok(None) };
    let query = session.expanded(query)?;
    let found = found::find(catalog, worklist, &query, &found::EXPORT)?;
    found.tell(&found::EXPORT, session);
    Ok(Some(ReportPart { query: query.trim().to_owned(), clauses: found.clauses.into_iter().collect() }))
}
