//! The command line: one file per subcommand, exit codes like grep's.
//!
//! [`run`] reads the arguments, lets one command do its work and turns the outcome into an exit code:
//! 0 found or done, 1 nothing found, 2 error. A closed pipe ends a run silently with 0. A new command is a file, its
//! `mod` line here and a row of the table in `args`.

mod answer;
mod args;
mod carry;
mod check;
mod clauses;
mod coded;
mod common;
mod coverage;
mod data;
mod diff;
mod due;
mod editions;
mod environment;
mod evidence;
mod exit;
mod explain;
mod export;
mod findings;
mod found;
mod history;
mod import;
mod keys;
mod licences;
mod mark;
mod marked;
mod merge;
mod names;
mod next;
mod open;
mod open_items;
mod output;
mod own_file;
mod records;
mod resolve;
mod search;
mod session;
mod settings;
mod show;
mod status;
mod table;
mod undo;
mod usage;
mod verify;
mod worklist;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};

use crate::bundled;
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs;
use crate::text::clean::visible_line;

pub use args::command;
pub use environment::{Environment, StdoutInfo, Terminal};

use exit::{ERROR, FOUND};
use output::{Output, Stop};
use session::Session;

/// Runs one command line and returns its exit code. Results go to `out`, sentences to the person to `notes`.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    notes: &mut dyn Write,
) -> u8 {
    let mut out = Output::new(out, environment.screen);
    let outcome = match args::parse(args) {
        Ok((common, command)) => {
            let mut session = Session::new(environment, common, out, notes);
            let checked = session.check_name().map_err(Stop::from);
            let outcome = checked.and_then(|()| command.run(&mut session));
            outcome.and_then(|code| session.out.flush().map(|()| session.exit_code(code)))
        }
        Err(error) if error.kind() == clap::error::ErrorKind::DisplayVersion => {
            out.line(&version()).and_then(|()| out.flush()).map(|()| FOUND)
        }
        Err(error) if !error.use_stderr() => out.block(&error.to_string()).and_then(|()| out.flush()).map(|()| FOUND),
        Err(error) => Err(usage::failure(&error).into()),
    };
    outcome.unwrap_or_else(|stop| report(stop, notes))
}

/// Returns the version of the program, the day of the bundled data and its fingerprint, as every report names them.
fn version() -> String {
    format!("tenken {} (データ {} {})", env!("CARGO_PKG_VERSION"), bundled::data_date(), bundled::fingerprint())
}

/// Says why a run stopped and returns its exit code.
fn report(stop: Stop, notes: &mut dyn Write) -> u8 {
    let failure = match stop {
        Stop::Output(error) if error.kind() == ErrorKind::BrokenPipe => return FOUND,
        Stop::Output(error) => {
            let message = format!("出力できません ({})。", fs::reason(&error));
            Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
        }
        Stop::Failure(failure) => failure,
    };
    // Nobody is left to be told when the error stream is gone as well.
    let _ = writeln!(notes, "tenken: {}", visible_line(&failure.message));
    if !failure.hint.is_empty() {
        let _ = writeln!(notes, "  {}", visible_line(&failure.hint));
    }
    ERROR
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
        let screen = StdoutInfo { columns: 80, is_terminal: false, is_styled: false };
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
