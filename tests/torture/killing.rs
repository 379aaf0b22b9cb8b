//! Runs a command and ends it somewhere: after a while, when what it writes has grown so far, or by a limit for files.

use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::Fault;
use super::journals::length;

/// How long a program looks again whether it is time to kill.
const LOOK: Duration = Duration::from_micros(200);

/// When a program ends.
#[derive(Clone, Debug)]
pub enum Ending {
    /// By itself.
    Natural,
    /// Killed after this time.
    After(Duration),
    /// Killed when the files in a folder are together longer than this.
    Beyond(PathBuf, u64),
    /// Cut off by the system at a file size of so many KiB, with its signal, or with an error if it is told to ignore it.
    Limit(u64, bool),
}

/// How a program ended.
pub struct Ended {
    /// How.
    pub status: ExitStatus,
    /// How long it ran.
    pub time: Duration,
    /// What it printed.
    pub said: String,
}

impl Ended {
    /// Whether a signal ended it.
    pub fn was_killed(&self) -> bool {
        self.status.signal().is_some()
    }
}

/// Runs a command until its end. What it prints goes to a file, so that it never waits for a reader.
///
/// # Errors
///
/// If it cannot be started.
pub fn run(mut command: Command, ending: &Ending, said: PathBuf) -> Result<Ended, Fault> {
    let told = |error: std::io::Error| format!("{}: {error}", said.display());
    let out = File::create(&said).map_err(told)?;
    command.stdout(out.try_clone().map_err(told)?).stderr(out);
    let start = Instant::now();
    let mut child = command.spawn().map_err(told)?;
    while child.try_wait().map_err(told)?.is_none() {
        let is_time = match ending {
            Ending::Natural | Ending::Limit(..) => false,
            Ending::After(time) => start.elapsed() >= *time,
            Ending::Beyond(folder, limit) => length(folder) > *limit,
        };
        if is_time {
            // It may have ended a moment ago.
            let _ = child.kill();
            break;
        }
        thread::sleep(LOOK);
    }
    let status = child.wait().map_err(told)?;
    let text = String::from_utf8_lossy(&std::fs::read(&said).map_err(told)?).into_owned();
    Ok(Ended { status, time: start.elapsed(), said: text })
}
