//! `tenken` without a command: opens the terminal UI.

use crate::tui;
use crate::workspace::Workspace;

use super::output::Stop;
use super::session::Session;
use super::{FOUND, keys};

/// Options of the terminal UI.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "画面のオプション")]
pub(super) struct Args {
    /// 最初に検索する語
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,
    /// ASCII の記号だけで描きます
    #[arg(long)]
    ascii: bool,
    /// ①※ などの文字の桁数(1 か 2)
    #[arg(long, value_name = "1|2", value_parser = clap::value_parser!(u8).range(1..=2))]
    ambiguous: Option<u8>,
}

/// Opens the workspace and leaves the rest to the terminal UI.
pub(super) fn run(args: Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let workspace = Workspace::open(&session.setup)?;
    let options = tui::Options {
        keymap: keys::load(session.setup.paths.as_ref())?,
        ascii: args.ascii,
        ambiguous: args.ambiguous,
        color: session.color,
        query: args.query.unwrap_or_default(),
        dumb: session.is_dumb,
    };
    tui::run(workspace, options)?;
    Ok(FOUND)
}
