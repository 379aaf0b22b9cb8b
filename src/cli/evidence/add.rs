//! `tenken evidence add`: a file or a page becomes evidence of clauses.

use std::path::Path;

use serde::Serialize;

use crate::failure::{Failure, FailureKind};
use crate::model::Id;
use crate::worklist::{Evidence, NewEvidence};

use super::super::answer;
use super::super::clauses::resolve_ids;
use super::super::exit::FOUND;
use super::super::names;
use super::super::output::Stop;
use super::super::session::Session;

/// What to add.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken evidence add [オプション] PATH|URL CLAUSE...",
    next_help_heading = "証跡のオプション",
    after_help = "ファイルは、場所と SHA-256 だけを記録します。中身は写しません。\n点検票のフォルダーの中のファイルは、そこからの道筋で記録します。\nURL の先は見にいきません。"
)]
pub(super) struct Args {
    /// 証跡のファイルか URL
    #[arg(value_name = "PATH|URL", help_heading = "引数")]
    source: String,
    /// 条項の ID か番号(いくつでも)
    #[arg(value_name = "CLAUSE", required = true, num_args = 1.., help_heading = "引数")]
    clauses: Vec<String>,
    /// 証跡の名前
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// 有効日(内容が効力をもった日)
    #[arg(long, value_name = "DATE")]
    effective: Option<String>,
    /// 期限(この日を過ぎると、証跡として使えない)
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Adds the evidence to every clause at once, or to none.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let clauses = resolve_ids(&catalog, &args.clauses)?;
    let mut worklist = session.writable()?;
    let evidence = evidence(args, worklist.folder())?;
    if let Some(known) = worklist.state().evidence().find(|known| evidence.is(known)) {
        return Err(recorded_already(known).into());
    }
    let (location, sha256) = (evidence.location.clone(), evidence.sha256.clone());
    let (id, changes) = evidence.changes(&clauses);
    worklist.apply_via(changes, "evidence add").map_err(Failure::from)?;
    if args.json {
        let document = Document { id: id.to_string(), location: &location, sha256: &sha256, clauses: &clauses };
        session.out.json(&document)?;
        return Ok(FOUND);
    }
    session.out.line(&format!("証跡 {id}"))?;
    session.out.line(&format!("  {location}"))?;
    if !sha256.is_empty() {
        session.out.line(&format!("  SHA-256 {sha256}"))?;
    }
    clauses.iter().try_for_each(|clause| session.out.indented(2, &names::clause(&catalog, clause)))?;
    Ok(FOUND)
}

fn recorded_already(known: &Evidence) -> Failure {
    let message = format!("{} は、証跡 {} として記録してあります。", known.location, known.id);
    let hint = format!("条項を加えるには `tenken evidence link {} CLAUSE...` を実行してください。", known.id);
    Failure::new(FailureKind::Usage, message, hint)
}

fn evidence(args: &Args, folder: &Path) -> Result<NewEvidence, Failure> {
    let date = |name, text: &Option<String>| text.as_deref().map_or(Ok(None), |text| answer::date(name, text));
    let (effective, expires) = (date("有効日", &args.effective)?, date("期限", &args.expires)?);
    let title = args.title.clone().unwrap_or_default();
    Ok(NewEvidence { title, effective, expires, ..NewEvidence::of(&args.source, folder)? })
}

/// What was added, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct Document<'a> {
    id: String,
    location: &'a str,
    sha256: &'a str,
    clauses: &'a [Id],
}
