//! Kills tenken at any moment of everything it writes, and looks at what is left. The same runs in `cargo test`, with a
//! hundred kills: `tests/torture`.
//!
//! ```text
//! cargo build --release && cargo run --release --example torture -- [--kills N] [--seed S] [--workers W] [PROGRAM]
//! ```
//!
//! Prints a table; with a fault, what happened, the command and the seed, and keeps the folder. Exit code 1 then.

#![allow(clippy::disallowed_methods, reason = "it prepares files in folders of its own")]

#[path = "../tests/torture/mod.rs"]
#[allow(dead_code, reason = "the test asks for more")]
mod torture;

use std::path::PathBuf;
use std::process::ExitCode;

use torture::Plan;

/// Reads the arguments; none if they make no sense.
fn plan() -> Option<Plan> {
    // The examples lie in a folder beside the program.
    let beside = std::env::current_exe().ok()?.parent()?.parent()?.join("tenken");
    let mut plan = Plan { program: beside, kills: 400, seed: 1, workers: 2 };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--kills" => plan.kills = args.next()?.parse().ok()?,
            "--seed" => plan.seed = args.next()?.parse().ok()?,
            "--workers" => plan.workers = args.next()?.parse().ok()?,
            _ => plan.program = PathBuf::from(arg),
        }
    }
    plan.program.is_file().then_some(plan)
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to the terminal")]
fn main() -> ExitCode {
    let Some(plan) = plan() else {
        eprintln!("usage: cargo run --example torture -- [--kills N] [--seed S] [--workers W] [PROGRAM]");
        return ExitCode::from(2);
    };
    match torture::run(&plan) {
        Ok(tally) => {
            println!("{tally}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
