//! `tenken data check`: finds everything that is wrong with a set of records, at once.

use std::path::{Path, PathBuf};

use crate::bundled;
use crate::catalog::{Catalog, ERRORS_MAX, Finding, LoadError, Source, check};
use crate::workspace::catalog_failure;

use super::exit::{ERROR, FOUND};
use super::findings;
use super::output::Stop;
use super::session::Session;

/// The file that makes a folder a complete catalog; without it, it is laid over the bundled one.
const GUIDELINES_FILE: &str = "guidelines.toml";

/// What to do with data.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken data check [DIR]", subcommand_help_heading = "コマンド")]
pub(super) struct Args {
    #[command(subcommand)]
    command: DataCommand,
}

#[derive(Debug, clap::Subcommand)]
enum DataCommand {
    /// 誤りを「ファイル:行: 内容」の形で 20 件まで挙げ、件数を示します
    #[command(
        override_usage = "tenken data check [DIR]",
        after_help = "guidelines.toml のあるフォルダーは、一揃いのカタログとして確かめます。\nないフォルダーは、組み込みのカタログに重ねて確かめます。\n終了コード: 0 誤りなし、2 誤りあり。"
    )]
    Check {
        /// 確かめるフォルダー。省くと組み込みのデータを確かめます
        #[arg(value_name = "DIR", help_heading = "引数")]
        folder: Option<PathBuf>,
    },
}

/// Prints the first findings, then how many there are.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let DataCommand::Check { folder } = &args.command;
    let found = inspect(folder.as_deref(), &session.setup.overlays).map_err(catalog_failure)?;
    findings::print(found.iter().map(ToString::to_string), 0, &mut session.out)?;
    let end = match found.len() {
        0 => "誤りはありません。".to_owned(),
        // There may be more that was not looked for.
        ERRORS_MAX.. => format!("誤りが {ERRORS_MAX} 件以上あります。"),
        count => format!("誤りが {count} 件あります。"),
    };
    session.out.line(&end)?;
    Ok(if found.is_empty() { FOUND } else { ERROR })
}

/// Returns what is wrong with a folder, or with the bundled records and the folders laid over them.
fn inspect(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<Vec<Finding>, LoadError> {
    let loaded = match folder {
        Some(folder) if folder.join(GUIDELINES_FILE).is_file() => Catalog::from_folder(folder),
        None if overlays.is_empty() => return Ok(inspect_bundled()),
        folder => {
            let folders: Vec<&Path> = overlays.iter().map(PathBuf::as_path).chain(folder).collect();
            bundled::layered(&folders)
        }
    };
    match loaded {
        Ok(_) => Ok(Vec::new()),
        Err(LoadError::Invalid(findings)) => Ok(findings),
        Err(error) => Err(error),
    }
}

fn inspect_bundled() -> Vec<Finding> {
    let mut source = Source::default();
    let errors: Vec<_> = bundled::catalog_files().iter().flat_map(|(name, text)| source.read(name, text)).collect();
    check(&source, &errors)
}
