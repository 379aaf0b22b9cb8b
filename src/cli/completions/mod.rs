//! `tenken completions`: scripts that let a shell complete what is typed, and what they ask.
//!
//! The scripts know nothing by themselves. At each press of the key they run `tenken __complete` with the words on the line;
//! [`line`] finds out what is asked for, [`values`] knows what can stand there, and [`reply`] says it in a way that the shell
//! takes. Records and worklists are known to nobody but the program, so the rest comes from it as well: commands and options
//! are those of clap, in whatever version is called. (`clap_complete` can ask the program too, but only through an interface
//! that its authors call unstable, so that another release of it could break an installation from source.)

mod codes;
mod line;
mod reply;
mod shell;
mod values;

use crate::language::t;
use std::ffi::OsString;
use std::io::Write;

use super::args::command;
use super::environment::Environment;
use super::exit::FOUND;
use super::output::Stop;
use super::session::Session;

use line::Line;
use shell::Shell;
use values::Values;

/// The command that the scripts run. It is no command for people: nothing names it.
const ASK: &str = "__complete";

/// For which shell.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken completions SHELL",
    after_help = "コマンドとオプションのほか、記録の ID、点検票の名前、状態なども補えます。\n使い方は、それぞれのスクリプトの先頭にあります。\n\n例:\n  source <(tenken completions bash)\n  tenken completions fish > ~/.config/fish/completions/tenken.fish"
)]
pub(super) struct Args {
    /// シェル: bash、zsh、fish、powershell
    #[arg(value_name = "SHELL", help_heading = "引数", value_parser = Shell::values(), hide_possible_values = true)]
    shell: String,
}

/// Prints the script of a shell.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let script = Shell::named(&args.shell).map_or("", Shell::script);
    // What is said in comments; nothing else in a script is a phrase of a table.
    let line = |line: &str| {
        let words = line.trim().trim_start_matches("# ");
        line.replacen(words, t(words), 1)
    };
    let said: Vec<String> = script.split('\n').map(line).collect();
    session.out.bytes(said.join("\n").as_bytes())?;
    Ok(FOUND)
}

/// Answers a script, if it is one that calls. Whatever goes wrong, there is nothing to complete then, and no word about it:
/// it would stand in the line that the person is typing.
pub(super) fn answer(args: &[OsString], environment: &Environment, out: &mut dyn Write) -> Option<u8> {
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    if words.next()? != ASK {
        return None;
    }
    if let Some(text) = reply_to(words, environment) {
        // Nobody is there any more.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
    Some(FOUND)
}

fn reply_to(mut words: impl Iterator<Item = String>, environment: &Environment) -> Option<String> {
    let shell = Shell::named(&words.next()?)?;
    let word = words.next()?.strip_prefix("--word=")?.to_owned();
    let asked = shell.asked(words.skip(1).collect(), word);
    let mut command = command();
    command.build();
    let line = Line::read(&command, &asked.before, &asked.word);
    let values = Values::new(environment, &command, &asked.before);
    Some(reply::text(shell, &asked, &line, &values))
}
