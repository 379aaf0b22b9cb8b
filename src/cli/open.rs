//! `tenken` without a command: opens the terminal UI.

use crate::failure::Failure;
use crate::paths::Paths;
use crate::tui;
use crate::tui::app::rows::columns::ListColumn;
use crate::tui::view::theme::Theme;
use crate::workspace::Workspace;
use crate::workspace::prepared::may_hold_more;

use super::exit::FOUND;
use super::output::Stop;
use super::session::Session;
use super::{keys, settings};

/// Options of the terminal UI.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "画面のオプション")]
pub(super) struct Args {
    /// 最初に検索する語
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,
    /// 配色(16 は端末の 16 色、mono は色なし)
    #[arg(
        long,
        value_name = Theme::names().join("|"),
        value_parser = Theme::names(),
        hide_possible_values = true
    )]
    theme: Option<String>,
    /// マウスを使います
    #[arg(long)]
    mouse: bool,
}

/// Opens the workspace and leaves the rest to the terminal UI.
pub(super) fn run(args: Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let is_known = session.identify()?;
    let workspace = Workspace::open(&session.setup)?;
    session.setup.items = workspace.worklist.state().items();
    let ask_name = session.setup.paths.clone().filter(|_| !is_known);
    let packs = may_hold_more(&session.setup).then(|| session.setup.clone());
    tui::run(
        workspace,
        tui::Options { ask_name, packs, setup: Some(session.setup.clone()), ..options(args, session)? },
    )?;
    Ok(FOUND)
}

/// Returns what the command line says, else the user's settings, else the surroundings.
fn options(args: Args, session: &Session<'_>) -> Result<tui::Options, Failure> {
    let paths = session.setup.paths.as_ref();
    let settings = settings::load(paths)?;
    let columns = settings.worklist.columns.as_ref();
    let columns = columns.map(|names| names.iter().filter_map(|name| ListColumn::named(name)).collect());
    let set = settings.screen;
    let symbols = session.terminal.symbols.or(&set);
    // `NO_COLOR` is a wish for all programs; the command line is one for this run.
    let default = if session.terminal.has_color { "16" } else { "mono" };
    let theme = args.theme.or(set.theme.filter(|_| session.terminal.has_color)).unwrap_or_else(|| default.to_owned());
    Ok(tui::Options {
        keymap: keys::load(paths)?.into(),
        ascii: symbols.is_ascii,
        ambiguous: symbols.width.unwrap_or_default(),
        theme: Theme::named(&theme).unwrap_or_default(),
        mouse: args.mouse || set.mouse,
        query: args.query.unwrap_or_default(),
        title: session.terminal.has_title(),
        saved: settings.saved,
        columns,
        dumb: session.terminal.is_dumb,
        memory: paths.map(Paths::memory),
        home: session.terminal.home.clone(),
        editor: session.terminal.editor.clone(),
        multiplexer: session.terminal.multiplexer,
        ask_name: None,
        packs: None,
        setup: None,
    })
}
