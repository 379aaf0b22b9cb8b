//! What tests share: a hermetic surrounding for the binary (cleared environment, folders of its own, fixed width and
//! zone), the two catalogs that tests look at, and expected texts.

pub mod baseline;
pub mod books;
pub mod checklists;
pub mod editions;
pub mod forms;
pub mod judged;
pub mod licences;
pub mod official;
pub mod pages;
pub mod parts;
pub mod programs;
pub mod report;

use std::sync::{Arc, OnceLock};

use tenken::catalog::{Catalog, LoadError};
use tenken::search::Engine;
use tenken::worklist::{Change, Entry, MergeRequest, Merged, Operation, Performed, Reverted, Worklist, WorklistError};

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
        for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")] {
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
        let starting = programs::starting();
        let Output { status, stdout, stderr } = command.output().unwrap();
        drop(starting);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Returns the documents on standard output, one per line.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Short ways to operations, for tests that want something done and look at what has become of it.
pub trait WorklistExt {
    fn apply(&mut self, changes: Vec<Change>) -> Result<Vec<Arc<Entry>>, WorklistError>;
    fn undo(&mut self) -> Result<Reverted, WorklistError>;
    fn redo(&mut self) -> Result<Reverted, WorklistError>;
    fn merge(&mut self, from: &Path) -> Result<Merged, WorklistError>;
}

impl WorklistExt for Worklist {
    fn apply(&mut self, changes: Vec<Change>) -> Result<Vec<Arc<Entry>>, WorklistError> {
        self.perform(Operation::Record(changes), "").map(|performed| match performed {
            Performed::Recorded(entries) => entries,
            other => panic!("{other:?}"),
        })
    }

    fn undo(&mut self) -> Result<Reverted, WorklistError> {
        self.perform(Operation::Undo, "").map(|performed| match performed {
            Performed::Undone(reverted) => reverted,
            other => panic!("{other:?}"),
        })
    }

    fn redo(&mut self) -> Result<Reverted, WorklistError> {
        self.perform(Operation::Redo, "").map(|performed| match performed {
            Performed::Redone(reverted) => reverted,
            other => panic!("{other:?}"),
        })
    }

    fn merge(&mut self, from: &Path) -> Result<Merged, WorklistError> {
        self.perform(Operation::Merge(MergeRequest { from: from.to_owned(), is_forced: false }), "").map(|performed| {
            match performed {
                Performed::Merged(merged) => merged,
                other => panic!("{other:?}"),
            }
        })
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

/// Returns the fixture catalog and its search engine, built once for all tests: small, made up, and with every shape
/// that a record can have. What counts or shows records looks at it, so that adding to `data/` changes no expectation.
pub fn world() -> &'static (Arc<Catalog>, Engine) {
    static WORLD: OnceLock<(Arc<Catalog>, Engine)> = OnceLock::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    WORLD.get_or_init(|| with_engine(Catalog::from_folder(&folder)))
}

/// Returns the bundled catalog and its search engine, built once for all tests.
pub fn bundled() -> &'static (Arc<Catalog>, Engine) {
    static BUNDLED: OnceLock<(Arc<Catalog>, Engine)> = OnceLock::new();
    BUNDLED.get_or_init(|| with_engine(tenken::bundled::catalog()))
}

fn with_engine(loaded: Result<Catalog, LoadError>) -> (Arc<Catalog>, Engine) {
    let catalog = match loaded {
        Ok(catalog) => Arc::new(catalog),
        Err(LoadError::Invalid(findings)) => {
            let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
            panic!("the records are wrong:\n{}", lines.join("\n"));
        }
        Err(error) => panic!("{error}"),
    };
    let engine = tenken::bundled::engine(catalog.clone()).expect("its index builds");
    (catalog, engine)
}

/// Compares a text with the expected one, which stands in a file below `tests/`; `TENKEN_BLESS=1` writes it anew.
pub fn assert_golden(file: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, shown).expect("the expected text is written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shown == expected, "{file} differs, TENKEN_BLESS=1 writes it anew; expected:\n{expected}\nshown:\n{shown}");
}
