//! `tenken import FILE`: a document of the user is first shown as what it is, then taken in as a pack.

use std::ops::ControlFlow;
use std::path::PathBuf;

use serde::Serialize;

use crate::failure::{Failure, FailureKind};
use crate::import::{Counts, IMPORTERS, ImportOptions, Skipped, SourceFile};
use crate::language::{t, tr};
use crate::workspace::packs::{
    self, ImportPart, ImportPreview, ImportStep, ImportWish, NoImport, done_sentence, import_parts, map_written,
    open_document, open_map, preview,
};
use crate::workspace::{import_day, view_worklist};

use super::super::exit::{FOUND, NOTHING};
use super::super::findings;
use super::super::output::{Output, Stop};
use super::super::session::Session;
use super::columns;

/// What to take in.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub(super) struct PackArgs {
    /// 取り込む資料
    #[arg(value_name = "FILE", required = true, help_heading = "引数")]
    file: Option<PathBuf>,
    /// 形式。省くと中身から判断します(一覧は下)
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<String>,
    /// 取込資料の ID。同じ名前の別の資料を並べて残すときに
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// 示すだけでなく、取込資料として取り込みます
    #[arg(long)]
    apply: bool,
    /// 形式の基準に満たない行(確度の低い対応など)も取り込みます
    #[arg(long)]
    all: bool,
    /// 列の読み方のファイル。なければ、読み取った列を書きます
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Returns what can be taken in, for the help.
pub(super) fn formats() -> String {
    let lines = IMPORTERS.iter().map(|one| format!("  {:<10} {}", one.code(), t(one.name())));
    lines.collect::<Vec<_>>().join("\n")
}

/// Says what a file is and what taking it in would change, and does it if that is wanted.
pub(super) fn run(args: &PackArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    // The parser does not let a line without a file through.
    let Some(path) = &args.file else { return Ok(NOTHING) };
    let written = args.map.as_deref().filter(|path| path.symlink_metadata().is_ok());
    let map = written.map(open_map).transpose()?;
    let day = import_day(&session.source_date)?;
    let file = open_document(path)?;
    let is_map_new = args.map.is_some() && written.is_none();
    let options = ImportOptions { everything: args.all, map };
    let wish = ImportWish { format: args.format.clone(), id: args.id.clone(), options, day };
    match look(&file, &wish, session) {
        Ok(found) => {
            if let (Some(_), None) = (&args.map, &found.table) {
                return Err(no_columns(&found).into());
            }
            if is_map_new {
                keep_map(args, &found, session)?;
            }
            take(args, &found, session)
        }
        Err(NoImport::OfNoUse(sentence) | NoImport::Worklist(sentence, _)) => {
            if args.json {
                session.out.json(&PackDocument { warnings: &[sentence], ..PackDocument::default() })?;
            } else {
                session.note(&sentence);
            }
            Ok(NOTHING)
        }
        Err(NoImport::Failed(failure)) => Err(failure.into()),
        Err(NoImport::Cancelled) => Ok(NOTHING),
    }
}

/// What is said about `--map` for a document that is no table.
fn no_columns(found: &ImportPreview) -> Failure {
    let message = tr!(
        "--map は表の列を読むためのものです。{file} は、{format_name}です。",
        file = found.pack.file,
        format_name = found.format_name
    );
    Failure::new(
        FailureKind::Usage,
        message,
        t("--map を付けずに実行してください。表として読むなら --as mapping を付けます。"),
    )
}

/// Writes how the columns were read into the mapping file, if one was named that is not there yet.
fn keep_map(args: &PackArgs, found: &ImportPreview, session: &mut Session<'_>) -> Result<(), Stop> {
    let (Some(path), Some(table)) = (&args.map, &found.table) else { return Ok(()) };
    let document = args.file.as_deref().unwrap_or(path);
    if packs::keep_map((document, path), table, false)? {
        let options = [("--as", &args.format), ("--id", &args.id)];
        let options: Vec<(&str, &str)> =
            options.into_iter().filter_map(|(option, value)| Some((option, value.as_deref()?))).collect();
        let (said, how) = map_written(&document.to_string_lossy(), &path.to_string_lossy(), &options);
        session.note(&tr!("{said}{how}", said, how));
    }
    Ok(())
}

fn look(file: &SourceFile, wish: &ImportWish, session: &mut Session<'_>) -> Result<ImportPreview, NoImport> {
    let mut progress = session.progress();
    let mut watch = |step| {
        match step {
            ImportStep::Preparing(_) => progress.tell(t("照らし合わせる記録を準備しています"), 0, 0),
            ImportStep::Reading(done, all) => progress.tell(t("資料を読み取っています"), done, all),
        }
        ControlFlow::Continue(())
    };
    preview(&session.setup, file, wish, &mut watch)
}

/// Writes the pack if that is wanted, and says what was found.
fn take(args: &PackArgs, found: &ImportPreview, session: &mut Session<'_>) -> Result<u8, Stop> {
    let is_wanted = args.apply && !found.is_empty();
    if args.json {
        let done = if is_wanted { found.apply(&session.setup)? } else { None };
        session.out.json(&PackDocument::new(found, done.is_some()))?;
        return Ok(if found.is_empty() { NOTHING } else { FOUND });
    }
    let parts = parts(found, session);
    let (first, rest) = parts.split_at(1.min(parts.len()));
    print(first, &mut session.out)?;
    found.table.iter().try_for_each(|table| columns::print(table, &mut session.out))?;
    print(rest, &mut session.out)?;
    if found.is_empty() {
        session.note(t("取り込めるものがありません。"));
        return Ok(NOTHING);
    }
    let lines = match is_wanted.then(|| found.apply(&session.setup)).transpose()? {
        Some(Some(done)) => {
            let more = t("一覧は `tenken packs list`、取り消しは `tenken packs undo` です。");
            vec![done_sentence(&done, false), more.to_owned()]
        }
        None if !found.is_there() => {
            vec![
                t("まだ何も書き込んでいません。").to_owned(),
                t("取り込むには --apply を付けて、もう一度実行してください。").to_owned(),
            ]
        }
        Some(None) | None => vec![t("取り込み済みです。することはありません。").to_owned()],
    };
    session.out.line("")?;
    lines.iter().try_for_each(|line| session.out.indented(0, line))?;
    if is_wanted {
        found.counting_hint().iter().try_for_each(|hint| session.out.indented(0, hint))?;
    }
    Ok(FOUND)
}

fn parts(found: &ImportPreview, session: &Session<'_>) -> Vec<ImportPart> {
    // Without a worklist there are no marks to be touched.
    let worklist = view_worklist(&session.setup).ok();
    let marks = worklist.as_ref().map(|worklist| (session.setup.worklist.as_str(), worklist.state()));
    import_parts(found, marks)
}

fn print(parts: &[ImportPart], out: &mut Output<'_>) -> Result<(), Stop> {
    for part in parts {
        out.heading(&part.heading)?;
        findings::print(part.lines.iter().cloned(), 2, out)?;
    }
    Ok(())
}

/// What was found in a document, as JSON; its shape is documented in README.md.
#[derive(Default, Serialize)]
struct PackDocument<'a> {
    format: &'a str,
    records: Counts,
    skipped: &'a [Skipped],
    warnings: &'a [String],
    applied: bool,
    pack: &'a str,
}

impl<'a> PackDocument<'a> {
    fn new(found: &'a ImportPreview, applied: bool) -> Self {
        Self {
            format: &found.pack.format,
            records: found.counts,
            skipped: &found.skipped,
            warnings: &found.warnings,
            applied,
            pack: &found.pack.id,
        }
    }
}
