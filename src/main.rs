//! The shell: arguments and environment in, exit code out. Everything else is in the library.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use tenken::cli::{self, Environment};

fn main() -> ExitCode {
    let environment = Environment::read();
    let mut out = BufWriter::new(io::stdout());
    ExitCode::from(cli::run(std::env::args_os(), &environment, &mut out, &mut io::stderr()))
}
