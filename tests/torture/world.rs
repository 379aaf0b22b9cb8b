//! A home of its own with a worklist in it, and the program run there.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::Fault;

/// How many characters a note of the large sheet has.
const NOTE: usize = 2_500;

/// A home.
pub struct World {
    folder: TempDir,
    program: PathBuf,
    /// The ids of all clauses that an export lists.
    pub clauses: Vec<String>,
}

impl World {
    /// Returns a home in which nothing was ever recorded.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or the program does not run.
    pub fn new(program: &Path) -> Result<Self, Fault> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut world = Self { folder, program: program.to_owned(), clauses: Vec::new() };
        let (rows, _) = rows(&world.succeed("first", &["export", "csv"])?)?;
        world.clauses = rows.iter().filter_map(|row| row.get(0).map(str::to_owned)).collect();
        Ok(world)
    }

    /// Returns a path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the folder of a worklist.
    pub fn worklist(&self, name: &str) -> PathBuf {
        self.path("data/worklists").join(name)
    }

    /// Returns a command that runs the program for one person. `limit` is the greatest size of a file in KiB.
    pub fn command(&self, user: &str, args: &[&str], limit: Option<u64>) -> Command {
        let mut command = match limit {
            None => Command::new(&self.program),
            // The signal of the limit ends a program that does not expect it; without it writing fails.
            Some(limit) => {
                let mut command = Command::new("bash");
                command
                    .args([
                        "-c",
                        &format!("[ -z \"$TORTURE_IGNORE\" ] || trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\""),
                    ])
                    .arg(&self.program);
                command
            }
        };
        command.args(args).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("PATH", "/usr/bin:/bin").env("HOME", self.folder.path()).env("TZ", "UTC").env("COLUMNS", "80");
        command.env("USER", user).env("TENKEN_USER", user);
        for name in ["config", "data", "cache", "state"] {
            command.env(format!("TENKEN_{}_DIR", name.to_uppercase()), self.path(name));
        }
        command
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub fn run(&self, user: &str, args: &[&str]) -> Result<Output, Fault> {
        self.command(user, args, None).output().map_err(|error| format!("{}: {error}", self.program.display()))
    }

    /// Runs the program to its end, and returns what it printed.
    ///
    /// # Errors
    ///
    /// If its exit code is not 0.
    pub fn succeed(&self, user: &str, args: &[&str]) -> Result<String, Fault> {
        let output = self.run(user, args)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        Err(format!("`tenken {}` by {user}: {}\n{said}", args.join(" "), output.status))
    }

    /// Runs the program to its end, and returns the document it printed.
    ///
    /// # Errors
    ///
    /// If its exit code is not 0, or it prints none.
    pub fn document(&self, user: &str, args: &[&str]) -> Result<Value, Fault> {
        let text = self.succeed(user, args)?;
        serde_json::from_str(&text).map_err(|error| format!("`tenken {}`: {error}: {text}", args.join(" ")))
    }

    /// Returns what is told of the history of a clause, which may have none.
    ///
    /// # Errors
    ///
    /// If the program fails.
    pub fn history(&self, user: &str, clause: &str) -> Result<String, Fault> {
        let output = self.run(user, &["history", clause, "--json"])?;
        match output.status.code() {
            Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            _ => Err(format!("history: {}: {}", output.status, String::from_utf8_lossy(&output.stderr))),
        }
    }

    /// Writes a file, with the folders it needs, and returns its path as text.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<String, Fault> {
        let path = self.path(name);
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, bytes));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path.display().to_string())
    }

    /// Writes a sheet in which every clause has a long note that begins with a tag.
    ///
    /// # Errors
    ///
    /// If the sheet cannot be exported or written.
    pub fn large_sheet(&self, user: &str, tag: &str) -> Result<String, Fault> {
        let (mut rows, heads) = rows(&self.succeed(user, &["export", "csv"])?)?;
        let column = heads.iter().position(|head| head == "メモ").ok_or("the sheet has no column for notes")?;
        let note = format!("{tag}{}", "記".repeat(NOTE));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&heads).map_err(|error| error.to_string())?;
        for row in &mut rows {
            let cells = row.iter().enumerate().map(|(at, cell)| if at == column { &note } else { cell });
            writer.write_record(cells).map_err(|error| error.to_string())?;
        }
        self.write(&format!("sheets/{tag}.csv"), &writer.into_inner().map_err(|error| error.to_string())?)
    }

    /// Returns the files that nobody asked for: temporary ones, hidden ones and empty ones.
    pub fn strays(&self) -> Vec<PathBuf> {
        let mut strays = Vec::new();
        // A folder that cannot be read has no files that can be found.
        let _ = collect_strays(self.folder.path(), &mut strays);
        strays
    }

    /// Keeps the home, and returns where it is.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }
}

fn collect_strays(folder: &Path, strays: &mut Vec<PathBuf>) -> io::Result<()> {
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let (path, name) = (item.path(), item.file_name().to_string_lossy().into_owned());
        if item.file_type()?.is_dir() {
            collect_strays(&path, strays)?;
        } else if is_stray(&name, item.metadata()?.len()) {
            strays.push(path);
        }
    }
    Ok(())
}

/// Whether a file is one that nobody asked for. What a program said may be nothing.
fn is_stray(name: &str, length: u64) -> bool {
    (name.starts_with('.') && name != ".current") || (length == 0 && !name.starts_with("said"))
}

fn rows(sheet: &str) -> Result<(Vec<csv::StringRecord>, csv::StringRecord), Fault> {
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().map_err(|error| error.to_string())?.clone();
    let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    Ok((rows, heads))
}
