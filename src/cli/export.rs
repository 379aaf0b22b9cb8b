//! `tenken export`: hands the worklist over as a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::export::csv::Encoding;
use crate::export::{ExportedFile, Format};
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs;
use crate::worklist::Worklist;
use crate::workspace::{ReportPart, report};

use super::exit::{FOUND, NOTHING};
use super::found;
use super::output::Stop;
use super::session::Session;

/// What to write.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export [オプション] FORMAT",
    next_help_heading = "書き出しのオプション",
    after_help = "xlsx と csv は、記入してもらって `tenken import worklist` で取り込めます。\n\n例:\n  tenken export xlsx --out 点検票.xlsx\n  tenken export csv --encoding cp932 --out 点検票.csv\n  tenken export html > 報告書.html\n  tenken export xlsx --where \"対応状況:一部 サービス:D365\" --out 一部.xlsx"
)]
pub(super) struct Args {
    #[arg(value_name = "FORMAT", value_parser = parse_format, help = format!("形式: {}", codes()), help_heading = "引数")]
    format: Format,
    /// 書き出すファイル。省くと標準出力に出します
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 検索で見つかる条項だけを書き出します
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// CSV の文字コード: utf8(既定)、cp932
    #[arg(long, value_name = "utf8|cp932", value_parser = parse_encoding)]
    encoding: Option<Encoding>,
    /// すでにあるファイルを置きかえます
    #[arg(long, requires = "out")]
    force: bool,
}

fn codes() -> String {
    Format::codes().join("、")
}

fn parse_format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| format!("使えるのは {} です。", codes()))
}

fn parse_encoding(text: &str) -> Result<Encoding, String> {
    match text.to_lowercase().as_str() {
        "utf8" | "utf-8" => Ok(Encoding::Utf8),
        "cp932" | "sjis" | "shift_jis" | "windows-31j" => Ok(Encoding::Cp932),
        _ => Err("使えるのは utf8、cp932 です。".to_owned()),
    }
}

/// Writes the report to a file or to standard output.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    check(args, session.out.screen.is_terminal)?;
    if let Some(path) = &args.out {
        check_target(path, args.force)?;
    }
    let catalog = session.catalog()?;
    session.identify()?;
    let worklist = session.worklist_to_show()?;
    let part = part(args, &catalog, &worklist, session)?;
    if part.as_ref().is_some_and(|part| part.clauses.is_empty()) {
        return Ok(NOTHING);
    }
    let report = report(&catalog, &worklist, &session.setup, part.as_ref());
    let written = args.format.write(&report, args.encoding.unwrap_or(Encoding::Utf8));
    let written = written.map_err(|error| Failure::new(FailureKind::Data, error.to_string(), ""))?;
    match &args.out {
        Some(path) => {
            save(path, &written.bytes)?;
            let (name, rows) = (args.format.name(), report.rows.len());
            session.out.line(&format!("{} に書き出しました({name}、{rows} 条項)。", path.display()))?;
        }
        None => print(&written, session)?,
    }
    if let Some(part) = report.part_sentence() {
        session.note(&part);
    }
    if worklist.state().marks().len() == 0 && !worklist.is_incomplete() {
        let name = &session.setup.worklist;
        let said = format!("点検票「{name}」にはまだ記録がありません。白紙の点検票を書き出しました。");
        session.note(&said);
    }
    if written.replaced > 0 {
        let count = written.replaced;
        session.note(&format!("CP932 にない {count} 字を「&#x…;」の形で書きました。取り込むと元の文字に戻ります。"));
    }
    Ok(FOUND)
}

/// Returns the part of the worklist that is asked for; none if it is the whole.
fn part(
    args: &Args,
    catalog: &Arc<Catalog>,
    worklist: &Worklist,
    session: &mut Session<'_>,
) -> Result<Option<ReportPart>, Stop> {
    let Some(query) = &args.query else { return Ok(None) };
    let found = found::find(catalog, worklist, query, &found::EXPORT)?;
    found.tell(&found::EXPORT, session);
    Ok(Some(ReportPart { query: query.trim().to_owned(), clauses: found.clauses.into_iter().collect() }))
}

/// Checks that the options go together and with where the file would go.
fn check(args: &Args, is_terminal: bool) -> Result<(), Failure> {
    if args.encoding.is_some() && !args.format.has_encodings() {
        let message = format!("--encoding は csv だけで使えます。{} には使えません。", args.format.code());
        return Err(Failure::new(FailureKind::Usage, message, "--encoding を外してください。"));
    }
    let is_readable = args.format.is_text() && args.encoding != Some(Encoding::Cp932);
    if args.out.is_none() && is_terminal && !is_readable {
        let message = format!("{} は端末に表示できません。", args.format.name());
        return Err(Failure::new(
            FailureKind::Usage,
            message,
            "`--out ファイル名` で書き出すファイルを指定してください。",
        ));
    }
    Ok(())
}

/// Checks that there is nothing in the way of a file.
fn check_target(path: &Path, force: bool) -> Result<(), Failure> {
    let wrong = |message: &str, hint: &str| {
        Err(Failure::new(FailureKind::Usage, format!("{} {message}", path.display()), hint))
    };
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            wrong("はファイルではありません。", "書き出すファイルの名前を指定してください。")
        }
        Ok(_) if !force => wrong("はすでにあります。", "置きかえるには --force を付けてください。"),
        _ => Ok(()),
    }
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // Of a link, what it leads to is replaced.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    fs::replace_contents(&target, bytes).map_err(|error| {
        let message = format!("{} に書き出せません({})。", path.display(), fs::reason(&error));
        Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
    })
}

/// Prints a file: as it is into a pipe, harmless on a terminal.
fn print(written: &ExportedFile, session: &mut Session<'_>) -> Result<(), Stop> {
    if session.out.screen.is_terminal {
        session.out.block(String::from_utf8_lossy(&written.bytes).trim_start_matches('\u{feff}'))
    } else {
        session.out.bytes(&written.bytes)
    }
}
