//! The terminal UI: the only place that knows ratatui and crossterm.

use crate::failure::Failure;
use crate::workspace::Workspace;

/// How the terminal UI is started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Width of ambiguous characters: 1 or 2; none to use 1 and stay safe.
    pub ambiguous: Option<u8>,
    /// Whether colour may be used (`NO_COLOR` unset).
    pub color: bool,
    /// A query to start with.
    pub query: String,
    /// Whether `TERM` says that the terminal cannot move its cursor (`dumb`).
    pub dumb: bool,
}

/// Runs the terminal UI until the person leaves it.
///
/// # Errors
///
/// If there is no usable terminal.
pub fn run(_workspace: Workspace, _options: Options) -> Result<(), Failure> {
    Ok(())
}
