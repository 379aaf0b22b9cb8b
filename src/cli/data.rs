//! `tenken data check`: finds everything that is wrong with a set of records, at once.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::bundled;
use crate::catalog::{ERRORS_MAX, Finding, Layers, LoadError, Source, style_of_folder};
use crate::failure::{Failure, FailureKind};
use crate::language::tr;
use crate::workspace::prepared::packs_folder;
use crate::workspace::{Setup, catalog_failure};

use super::exit::{ERROR, FOUND};
use super::findings;
use super::output::Stop;
use super::session::Session;

/// The file that makes a folder a complete catalog; without it, it is laid over the bundled one.
const GUIDELINES_FILE: &str = "guidelines.toml";

/// What to do with data.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken data check [--strict] [--json] [DIR]", subcommand_help_heading = "コマンド")]
pub(super) struct Args {
    #[command(subcommand)]
    command: DataCommand,
}

#[derive(Debug, clap::Subcommand)]
enum DataCommand {
    /// 誤りを「ファイル:行: 内容」の形で 20 件まで挙げ、件数を示します
    #[command(
        override_usage = "tenken data check [--strict] [--json] [DIR]",
        after_help = "guidelines.toml のあるフォルダーは、一揃いのカタログとして確かめます。\nないフォルダーは、組み込みのカタログに重ねて確かめます。\n終了コード: 0 誤りなし、2 誤りあり(--strict では言い回しも)。"
    )]
    Check {
        /// 確かめるフォルダー。省くと組み込みのデータを確かめます
        #[arg(value_name = "DIR", help_heading = "引数")]
        folder: Option<PathBuf>,
        /// フォルダーの言い回しも確かめ、直したい書き方を残らず挙げます
        #[arg(long, help_heading = "オプション")]
        strict: bool,
        /// JSON で出力します
        #[arg(long, help_heading = "オプション")]
        json: bool,
    },
}

/// Prints the first findings and how many there are; where the wording counts, all that is worded otherwise as well.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let DataCommand::Check { folder, strict, json } = &args.command;
    let overlays = &session.setup.overlays;
    if *strict && folder.is_none() && overlays.is_empty() {
        return Err(nothing_to_word().into());
    }
    let found = inspect(folder.as_deref(), &session.setup).map_err(catalog_failure)?;
    let worded = match strict {
        true => wording(folder.as_deref(), overlays).map_err(catalog_failure)?,
        false => Vec::new(),
    };
    let code = if found.is_empty() && worded.is_empty() { FOUND } else { ERROR };
    if *json {
        session.out.json(&DataDocument::new(&found, &worded))?;
        return Ok(code);
    }
    print(&found, &worded, *strict, session)?;
    Ok(code)
}

fn print(found: &[Finding], worded: &[Finding], is_strict: bool, session: &mut Session<'_>) -> Result<(), Stop> {
    findings::print(found.iter().map(ToString::to_string), 0, &mut session.out)?;
    // All of them: whoever asks for them goes through the list, and nothing else stops them.
    worded.iter().try_for_each(|finding| session.out.line(&finding.to_string()))?;
    let end = match found.len() {
        0 => tr!("誤りはありません。").to_owned(),
        // There may be more that was not looked for.
        ERRORS_MAX.. => tr!("誤りが {n} 件以上あります。", n = ERRORS_MAX),
        count => tr!("誤りが {n} 件あります。", n = count),
    };
    let wording = match worded.len() {
        0 if is_strict => tr!("直したい言い回しもありません。").to_owned(),
        0 => String::new(),
        count => tr!("直したい言い回しが {n} 件あります。", n = count),
    };
    session.out.line(tr!("{a}{b}", a = end, b = wording).trim_end())
}

/// What is wrong, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct DataDocument<'a> {
    /// How many errors there are, or as many as are looked for.
    total: usize,
    /// Whether there may be more.
    more: bool,
    findings: Vec<FindingDocument<'a>>,
    /// What is worded otherwise, if that was asked for.
    wording: Vec<FindingDocument<'a>>,
}

#[derive(Serialize)]
struct FindingDocument<'a> {
    /// `file:line`.
    place: &'a str,
    /// The record; may be empty.
    id: &'a str,
    message: &'a str,
}

impl<'a> DataDocument<'a> {
    fn new(found: &'a [Finding], worded: &'a [Finding]) -> Self {
        let documents = |findings: &'a [Finding]| {
            let document = |finding: &'a Finding| FindingDocument {
                place: &finding.place,
                id: &finding.id,
                message: &finding.message,
            };
            findings.iter().map(document).collect()
        };
        let (total, more) = (found.len(), found.len() >= ERRORS_MAX);
        Self { total, more, findings: documents(found), wording: documents(worded) }
    }
}

/// The wording is that of files, and those of the bundled records are not in the program.
fn nothing_to_word() -> Failure {
    let hint = tr!("組み込みのデータの言い回しは、もとのファイルのある data/ を指定すると確かめられます。");
    Failure::new(FailureKind::Usage, tr!("--strict で確かめるフォルダーを指定してください。"), hint)
}

/// Returns what is worded otherwise in a folder, or in the folders laid over the bundled records.
fn wording(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<Vec<Finding>, LoadError> {
    if let Some(folder) = folder {
        return style_of_folder(folder);
    }
    let found: Result<Vec<_>, _> = overlays.iter().map(|overlay| style_of_folder(overlay)).collect();
    Ok(found?.concat())
}

/// Returns what is wrong with a folder, or with the bundled records, the packs and the folders laid over them.
fn inspect(folder: Option<&Path>, setup: &Setup) -> Result<Vec<Finding>, LoadError> {
    let packs = packs_folder(setup);
    let loaded = match folder {
        Some(folder) if folder.join(GUIDELINES_FILE).is_file() => {
            Source::from_folder(folder).map(|source| (source, Vec::new()))
        }
        folder => {
            let own = folder.filter(|folder| packs.as_deref() != Some(folder)).map(Path::to_owned);
            let folders = setup.overlays.iter().cloned().chain(own).collect();
            bundled::layered_source(&Layers { packs, folders, ..Layers::default() })
        }
    };
    match loaded {
        Ok((_, unread)) => Ok(unread.into_iter().map(|pack| pack.finding).collect()),
        Err(LoadError::Invalid(findings)) => Ok(findings),
        Err(error) => Err(error),
    }
}
