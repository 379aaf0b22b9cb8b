//! A hermetic surrounding for the binary: cleared environment, folders of its own, fixed width and zone.

pub mod pages;

use std::sync::{Arc, OnceLock};

use tenken::catalog::Catalog;
use tenken::search::Engine;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A home of its own for one test; it vanishes with the value.
pub struct Surrounding {
    folder: TempDir,
}

/// What a run of the binary left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Surrounding {
    /// Returns a new, empty surrounding.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder }
    }

    /// Returns a path inside the surrounding.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file inside the surrounding, with the folders it needs.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Returns a command that runs the binary in this surrounding.
    pub fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
        command.args(args).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("HOME", self.path("home")).env("USER", "tester").env("TZ", "UTC").env("COLUMNS", "80");
        for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache")] {
            command.env(format!("TENKEN_{name}_DIR"), self.path(folder));
        }
        command
    }

    /// Runs the binary to its end.
    pub fn run(&self, args: &[impl AsRef<OsStr>]) -> Ran {
        Ran::of(self.command(args))
    }
}

impl Ran {
    /// Runs a command to its end.
    pub fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Returns the documents on standard output, one per line.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Copies a folder with everything below it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Returns the bundled catalog and its search engine, built once for all tests.
pub fn world() -> &'static (Arc<Catalog>, Engine) {
    static WORLD: OnceLock<(Arc<Catalog>, Engine)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let catalog = Arc::new(Catalog::bundled().expect("the bundled catalog loads"));
        let engine = Engine::build(&catalog).expect("its index builds");
        (catalog, engine)
    })
}
