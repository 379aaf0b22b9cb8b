//! The terminal UI: the only place that knows ratatui and crossterm.
//!
//! Elm on threads. [`event`] makes keys uniform, [`keymap`] turns them into a [`message`], [`update`] changes
//! the [`app`] and returns effects, [`runtime`] performs them and sends their answers back as messages. Then
//! [`draw`] makes a frame from the state and [`backend`] writes what changed. [`layout`] and [`page`] are
//! pure and used by both sides. A new screen is a file in [`views`], a new key a row in
//! `keymap/default.toml`, a new message a row in [`message`] and an arm in [`update`].

pub mod app;
pub mod backend;
pub mod draw;
pub mod event;
pub mod keymap;
pub mod layout;
pub mod linebreak;
pub mod marks;
pub mod message;
pub mod overlays;
pub mod page;
pub mod palette;
mod recorder;
mod runtime;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod trail;
pub mod update;
pub mod views;
pub mod widgets;
pub mod width;

use std::io::IsTerminal;
use std::sync::Arc;

use crate::failure::{Failure, FailureKind};
use crate::workspace::Workspace;

use app::{App, Settings};
use keymap::Keymap;
use theme::Theme;
use width::Ambiguous;

/// How the terminal UI is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Draw with ASCII only. The frame always is; texts are Japanese in any case.
    pub ascii: bool,
    /// Width of ambiguous characters: 1 or 2; none to stay safe with both.
    pub ambiguous: Option<u8>,
    /// Whether colour may be used (`NO_COLOR` unset).
    pub color: bool,
    /// A query to start with.
    pub query: String,
    /// What keys mean.
    pub keymap: Keymap,
    /// Whether `TERM` says that the terminal cannot move its cursor (`dumb`).
    pub dumb: bool,
}

/// Runs the terminal UI until the person leaves it.
///
/// # Errors
///
/// If there is no usable terminal.
pub fn run(workspace: Workspace, options: Options) -> Result<(), Failure> {
    if options.dumb || !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::new(FailureKind::System, text::NO_TERMINAL, text::NO_TERMINAL_HINT));
    }
    let (app, worklist) = start(workspace, &options)?;
    runtime::run(app, worklist)
}

/// Returns the state a run starts with, and the worklist to write to.
fn start(workspace: Workspace, options: &Options) -> Result<(App, crate::worklist::Worklist), Failure> {
    let settings = Settings { theme: Theme::new(options.color), ambiguous: Ambiguous::from_cells(options.ambiguous) };
    let Workspace { catalog, worklist, name } = workspace;
    let mut app = App::new(catalog, worklist.state().clone(), Arc::new(options.keymap.clone()), settings);
    app.name = name;
    app.notice = worklist.warnings().first().map(|warning| app::Notice {
        text: warning.clone(),
        hint: String::new(),
        is_error: true,
    });
    // Searched as soon as the index is ready.
    app.search.input.insert(&options.query);
    app.search.is_waiting = !app.search.is_browsing();
    Ok((app, worklist))
}
