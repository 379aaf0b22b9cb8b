//! The command line: one file per subcommand, exit codes like grep's.
//!
//! [`run`] reads the arguments, lets one command do its work and turns the outcome into an exit code:
//! 0 found or done, 1 nothing found, 2 error. A closed pipe ends a run silently with 0, and so does a pager that is left
//! early. A new command is a file, its `mod` line here and a row of the table in `args`.

mod all_worklists;
mod answer;
mod args;
mod carry;
mod check;
mod clauses;
mod coded;
mod common;
mod completions;
mod coverage;
mod data;
mod diff;
mod doctor;
mod due;
mod editions;
mod environment;
mod evidence;
mod exit;
mod explain;
mod export;
mod findings;
mod found;
mod help;
mod history;
mod import;
mod keys;
mod language;
mod licence_names;
mod licences;
mod look;
mod man;
mod mark;
mod marked;
mod merge;
mod names;
mod near;
mod next;
mod open;
mod open_items;
mod output;
mod own_file;
mod packs;
mod pager;
mod progress;
mod records;
mod resolve;
mod search;
mod session;
mod settings;
mod show;
mod since;
mod spoken;
mod status;
mod style;
mod symbols;
mod table;
mod undo;
mod usage;
mod verify;
mod worklist;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};

use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs;
use crate::language::tr;
use crate::workspace::version;

pub use args::command;
pub use environment::{Environment, PagerWish, StdoutInfo, Terminal};
pub use man::{EXIT_CODES, FILES, VARIABLES, exit_codes};

use args::Command;
use exit::{ERROR, FOUND};
use look::Look;
use output::{Output, Stop};
use pager::Pager;
use session::Session;
use settings::SettingsAtStart;
use style::Style;

/// Runs one command line and returns its exit code. Results go to `out`, sentences to the person to `notes`.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    notes: &mut dyn Write,
) -> u8 {
    let line: Vec<OsString> = args.into_iter().collect();
    let look = Look::of(&line);
    let set = SettingsAtStart::new(environment.paths.as_ref());
    let environment = look.on(environment, &set);
    let wanted = language::wanted(look.language, look.is_for_programs, &environment, &set);
    spoken::speaking(wanted.as_ref().copied().unwrap_or_default(), || {
        if let Some(code) = completions::answer(&line, &environment, out) {
            return code;
        }
        match wanted {
            Ok(_) => run_line(line, look, (&environment, &set), out, notes),
            Err(failure) => report(failure.into(), look.on_notes(&environment), environment.screen, notes),
        }
    })
}

/// Runs one command line in the language of this thread.
fn run_line(
    line: Vec<OsString>,
    look: Look,
    (environment, set): (&Environment, &SettingsAtStart<'_>),
    out: &mut dyn Write,
    notes: &mut dyn Write,
) -> u8 {
    let mut out = Output::new(out, environment.screen);
    let pager = Pager::wished(&environment.terminal.pager, environment.screen);
    let outcome = match args::parse(&line) {
        Ok((common, command)) => {
            out.page_with(pager.filter(|_| command.is_long()));
            let mut session = Session::new(environment, common, out, notes);
            if !command.tells_settings() {
                refused_setting(look, environment, set).into_iter().for_each(|said| session.note(said));
            }
            perform(command, session)
        }
        Err(error) if error.kind() == clap::error::ErrorKind::DisplayVersion => {
            out.line(&version()).and_then(|()| out.finish()).map(|()| FOUND)
        }
        Err(error) if !error.use_stderr() => {
            out.page_with(pager);
            out.help(&error.to_string()).and_then(|()| out.finish()).map(|()| FOUND)
        }
        Err(error) => match usage::unfinished(&error, &line) {
            Some(words) => {
                out.page_with(pager);
                out.help(&args::help_page(words.into_iter())).and_then(|()| out.finish()).map(|()| FOUND)
            }
            None => Err(usage::failure(&error, &line).into()),
        },
    };
    outcome.unwrap_or_else(|stop| report(stop, look.on_notes(environment), environment.screen, notes))
}

/// Lets a command do its work and the person read what it printed.
fn perform(command: Command, mut session: Session<'_>) -> Result<u8, Stop> {
    let outcome = session.check_name().map_err(Stop::from).and_then(|()| command.run(&mut session));
    // Also what a command had found before it failed. A reader who has gone is no news then.
    let finished = session.out.finish();
    let code = outcome?;
    finished.map(|()| session.exit_code(code))
}

/// Says why a run stopped and returns its exit code.
fn report(stop: Stop, is_styled: bool, screen: StdoutInfo, notes: &mut dyn Write) -> u8 {
    let failure = match stop {
        Stop::Output(error) if error.kind() == ErrorKind::BrokenPipe => return FOUND,
        Stop::Output(error) => {
            let message = tr!("出力できません ({reason})。", reason = fs::reason(&error));
            Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
        }
        Stop::Failure(failure) => failure,
    };
    let name = if is_styled { Style::Bad.on("tenken:") } else { "tenken:".to_owned() };
    // Nobody is left to be told when the error stream is gone as well.
    let _ = writeln!(notes, "{name} {}", output::shown(&failure.message, screen.ambiguous));
    if !failure.hint.is_empty() {
        let _ = writeln!(notes, "  {}", output::shown(&failure.hint, screen.ambiguous));
    }
    ERROR
}

/// Returns what to say of a language that only the settings name and that there is not: commands go on in Japanese.
fn refused_setting<'s>(look: Look, environment: &Environment, set: &'s SettingsAtStart<'_>) -> Option<&'s str> {
    let is_asked_for = look.language.is_some() || !environment.terminal.language.is_empty();
    if is_asked_for || look.is_for_programs { None } else { set.unknown_language() }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// A writer whose reader does something unpleasant.
    struct RefusingWriter(ErrorKind);

    impl Write for RefusingWriter {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn run_into(kind: ErrorKind) -> (u8, String) {
        let screen = StdoutInfo {
            columns: 80,
            is_terminal: false,
            is_styled: false,
            ambiguous: crate::text::width::Ambiguous::AsIs,
        };
        let who = crate::worklist::Identity { user: "u".to_owned(), host: "h".to_owned() };
        let environment =
            Environment { paths: None, who, screen, terminal: Terminal::default(), source_date: String::new() };
        let mut notes = Vec::new();
        let args = ["tenken", "show", "mhlw6.sysun.14.5"].map(OsString::from);
        let code = run(args, &environment, &mut RefusingWriter(kind), &mut notes);
        (code, String::from_utf8(notes).unwrap())
    }

    #[test]
    fn a_closed_pipe_is_silence_and_a_full_disk_is_not() {
        assert_eq!(run_into(ErrorKind::BrokenPipe), (FOUND, String::new()));
        let (code, notes) = run_into(ErrorKind::StorageFull);
        assert_eq!(code, ERROR);
        assert_eq!(notes.lines().next(), Some("tenken: 出力できません (ディスクの空きがありません)。"));
    }
}
