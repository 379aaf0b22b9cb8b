//! `tenken export mapping`: hands over what answers each requirement and each risk, without a worklist.

use crate::export::FileFormat;
use crate::export::csv::Encoding;
use crate::export::mapping::MappingFormat;
use crate::language::tr;
use crate::workspace::exports::replaced;
use crate::workspace::{MappingPart, mapping};

use super::super::exit::{FOUND, NOTHING};
use super::super::found;
use super::super::output::Stop;
use super::super::records::SessionRecords;
use super::super::session::{Session, SessionMarks};
use super::target::{Form, OriginalArgs, TargetArgs, parse_encoding};

/// What to write of the control mapping.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export mapping [オプション] --format FORMAT",
    next_help_heading = "書き出しのオプション",
    after_help = "点検票がなくても書き出せます。点検票に記録があるか、--worklist で名前を示せば、\n条項の横に状態、判定、メモが並びます。csv は条項の表だけ、ほかは表のすべてです。\n\n例:\n  tenken export mapping --format xlsx --out 対応表.xlsx\n  tenken export mapping --format csv --where \"編:運用 章:14\" --out 14章.csv\n  tenken export mapping --format json > 対応表.json"
)]
pub(super) struct MappingArgs {
    #[arg(long, value_name = "FORMAT", required = true, value_parser = MappingFormat::read, help = tr!("形式: {codes}", codes = MappingFormat::codes()))]
    format: MappingFormat,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    original: OriginalArgs,
    /// 検索で見つかる条項と関わるものだけを書き出します
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// CSV の文字コード: utf8(既定)、cp932
    #[arg(long, value_name = "utf8|cp932", value_parser = parse_encoding)]
    encoding: Option<Encoding>,
}

/// Writes the tables to a file or to standard output.
pub(super) fn run(args: &MappingArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let form = Form::of(args.format);
    args.target.check(&form, args.encoding, session)?;
    let marks = session.marks();
    // A worklist in which nothing stands would fill three columns with nothing.
    let shown = marks.state().filter(|state| session.is_worklist_named() || state.marks().len() > 0);
    let catalog = if shown.is_some() { session.catalog()? } else { session.catalog_alone()? };
    let part = part(args, &catalog, &marks, session)?;
    if part.as_ref().is_some_and(|part| part.clauses.is_empty()) {
        return Ok(NOTHING);
    }
    let catalog = catalog.exported(args.original.with_original)?;
    let mapping = mapping(&catalog, shown, &session.setup, part.as_ref());
    let file = args.format.write(&mapping, args.encoding.unwrap_or(Encoding::Utf8));
    let amount = tr!("{clauses} 条項、{rows} 行", clauses = mapping.clause_count, rows = mapping.clauses.len());
    let file = args.target.write(file, &form, &amount, session)?;
    if let Some(said) = mapping.part_sentence() {
        session.note(&said);
    }
    if let Some(said) = replaced(&file) {
        session.note(&said);
    }
    Ok(FOUND)
}

/// Returns the part of the catalog that is asked for; none if it is the whole.
fn part(
    args: &MappingArgs,
    catalog: &SessionRecords<'_>,
    marks: &SessionMarks,
    session: &mut Session<'_>,
) -> Result<Option<MappingPart>, Stop> {
    let Some(query) = &args.query else { return Ok(None) };
    let query = session.expanded(query)?;
    let found = found::find_in_catalog(catalog, marks.state(), &query, &found::EXPORT)?;
    found.tell(&found::EXPORT, session);
    Ok(Some(MappingPart { query: query.trim().to_owned(), clauses: found.clauses }))
}
