//! `tenken help`: the page that `--help` shows.

use std::ffi::OsString;

use clap::Command;

use crate::failure::{Failure, FailureKind};
use crate::language::tr;

use super::args::{command, help_page};
use super::exit::FOUND;
use super::near;
use super::output::Stop;
use super::session::Session;

/// How alike two names have to be, from 0 to 1, for one to be suggested for the other.
const NEAR: f64 = 0.7;

/// Of what.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken help [COMMAND]...",
    after_help = "`tenken COMMAND --help` と同じものを表示します。\n\n例:\n  tenken help mark\n  tenken help worklist create"
)]
pub(super) struct Args {
    /// コマンドの名前。省くと、全体の説明を表示します
    #[arg(value_name = "COMMAND", help_heading = "引数")]
    path: Vec<String>,
}

/// Prints the page of a command.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    check(&command(), &args.path)?;
    session.out.help(&help_page(args.path.iter().map(OsString::from)))?;
    Ok(FOUND)
}

/// Checks that each name is a command of the one before it.
fn check(command: &Command, path: &[String]) -> Result<(), Failure> {
    let Some((name, rest)) = path.split_first() else { return Ok(()) };
    match command.find_subcommand(name) {
        Some(inner) => check(inner, rest),
        None => Err(unknown(command, name)),
    }
}

fn unknown(command: &Command, name: &str) -> Failure {
    let names = command.get_subcommands().map(Command::get_name);
    let near = near::question(names, name, NEAR);
    let message = match command.get_name() {
        "tenken" => tr!("「{name}」というコマンドはありません。", name),
        of => tr!("{of} に「{name}」というコマンドはありません。", of, name),
    };
    let hint = tr!("{near}コマンドの一覧は `tenken help` で表示します。", near);
    Failure::new(FailureKind::Usage, message, hint.trim_start())
}
