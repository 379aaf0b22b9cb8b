//! `tenken man`: the manual page, made from what clap knows and from the table of facts.
//!
//! `clap_mangen` would write it too, but under English headings that nobody can change.

mod facts;
mod page;

use crate::language::t;

use super::args::command;
use super::exit::FOUND;
use super::output::Stop;
use super::session::Session;

pub use facts::{EXIT_CODES, FILES, VARIABLES, exit_codes};

/// Nothing to choose.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken man",
    after_help = "man の書式(roff)で出力します。\n\n例:\n  tenken man | man -l -\n  tenken man > ~/.local/share/man/man1/tenken.1"
)]
pub(super) struct Args {}

/// Prints the page as `man` reads it.
pub(super) fn run(_: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    session.out.bytes(page::manual(command()).as_bytes())?;
    if session.out.screen.is_terminal {
        session.note(t("man の書式で出力しました。`tenken man | man -l -` で読めます。"));
    }
    Ok(FOUND)
}
