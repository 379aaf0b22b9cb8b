//! The recipe of `docs/git.md` with the real git: clones in which people record at the same time, and nothing conflicts.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use tenken::model::Status;
use tenken::worklist::{Change, Edit, Identity, Worklist, Worklists};

use super::{WorklistExt, files, set, shown};
use crate::support::programs::starting;

/// What the recipe says about line breaks.
const ATTRIBUTES: &str = "*.jsonl -text\n";

/// A small generator, so that every run takes the same turns.
struct Turns(u64);

impl Turns {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Runs git without anybody's own settings.
fn git(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.args(args).current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "sato").env(format!("GIT_{role}_EMAIL"), "sato@example.com");
    }
    let _starting = starting();
    command.output().unwrap()
}

fn must(folder: &Path, args: &[&str]) -> String {
    let output = git(folder, args);
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success(), "git {}: {said}", args.join(" "));
    said
}

/// Whether there is a git to try; says so if not.
#[expect(clippy::print_stderr, reason = "whoever runs the tests has to know")]
fn has_git() -> bool {
    let _starting = starting();
    let has_git = Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has_git {
        eprintln!("NOT TESTED: there is no git on this machine");
    }
    has_git
}

/// A machine with a clone of the repository.
struct Machine {
    root: TempDir,
    who: Identity,
    marks: usize,
}

impl Machine {
    fn clone(origin: &Path, user: &str, host: &str, settings: &[&str]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let settings: Vec<&str> = settings.iter().flat_map(|setting| ["-c", setting]).collect();
        let args = [&["clone", "-q"][..], &settings, &[origin.to_str().unwrap(), "worklists/default"]].concat();
        must(root.path(), &args);
        Self { root, who: Identity { user: user.into(), host: host.into() }, marks: 0 }
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join("worklists/default")
    }

    fn open(&self) -> Worklist {
        let all = Worklists::new(self.root.path().join("worklists")).remembered_in(self.root.path().join("state"));
        all.open("default", self.who.clone()).unwrap()
    }

    fn record(&mut self, change: Change) {
        // What is so already is not recorded again.
        self.marks += self.open().apply(vec![change]).unwrap().len();
    }

    fn commit(&self) {
        must(&self.folder(), &["add", "-A"]);
        git(&self.folder(), &["commit", "-q", "-m", "点検の記録"]);
    }

    fn pull(&self) {
        self.commit();
        must(&self.folder(), &["pull", "-q", "--rebase"]);
    }

    /// The recipe: commit, fetch what others have pushed, push; once more if somebody was quicker.
    fn sync(&self) {
        let has_pushed = || {
            self.pull();
            git(&self.folder(), &["push", "-q"]).status.success()
        };
        assert!((0..5).any(|_| has_pushed()));
    }
}

/// Returns a bare repository in which the recipe's first steps were done.
fn repository(root: &Path) -> PathBuf {
    let origin = root.join("origin.git");
    must(root, &["init", "-q", "--bare", "-b", "main", origin.to_str().unwrap()]);
    let first = Machine::clone(&origin, "sato", "pc0", &[]);
    std::fs::write(first.folder().join(".gitattributes"), ATTRIBUTES).unwrap();
    first.open().apply(vec![Change::profile(Edit::Facility("東病院".into()))]).unwrap();
    must(&first.folder(), &["checkout", "-q", "-b", "main"]);
    first.commit();
    must(&first.folder(), &["push", "-q", "-u", "origin", "main"]);
    origin
}

/// Lets machines record and sync in a random order, and returns them after all have seen all.
fn play(origin: &Path, seed: u64) -> Vec<Machine> {
    let mut machines = vec![
        Machine::clone(origin, "ito", "pc1", &[]),
        Machine::clone(origin, "mori", "pc2", &["core.autocrlf=true"]),
        Machine::clone(origin, "sato", "pc3", &[]),
        // A machine that was cloned with everything on it has the names of its original.
        Machine::clone(origin, "sato", "pc3", &["core.autocrlf=input"]),
    ];
    let mut turns = Turns(seed);
    for turn in 0..40 {
        let at = turns.next(machines.len());
        match turns.next(5) {
            0 => machines[at].sync(),
            1 => machines[at].pull(),
            number => {
                let change = match number {
                    2 => set("clause.shared", Status::ALL[turns.next(Status::ALL.len())]),
                    _ => Change::note(format!("clause.{turn}"), format!("N{turn}x")),
                };
                machines[at].record(change);
            }
        }
    }
    for _ in 0..2 {
        machines.iter().for_each(Machine::sync);
    }
    machines
}

#[test]
fn clones_that_record_at_once_never_conflict_and_lose_nothing() {
    if !has_git() {
        return;
    }
    for seed in 1..=3 {
        let root = tempfile::tempdir().unwrap();
        let machines = play(&repository(root.path()), seed);
        let recorded: usize = machines.iter().map(|machine| machine.marks).sum();
        let first = machines[0].open();
        for machine in &machines {
            let worklist = machine.open();
            assert_eq!(shown(&worklist), shown(&first), "{seed}: {}", machine.root.path().display());
            assert_eq!(worklist.warnings(), Vec::<String>::new(), "{seed}");
            let verified = worklist.verify();
            assert!(verified.iter().all(|one| one.first_problem.is_none() && one.counted == one.entries));
            // Nobody began a journal for every sync, although git puts new files in the place of old ones.
            assert!(verified.len() <= 1 + machines.len(), "{seed}: {} journals", verified.len());
            assert_eq!(verified.iter().map(|one| one.entries).sum::<usize>(), recorded + 1, "{seed}");
            assert_eq!(must(&machine.folder(), &["status", "--porcelain"]), "", "{seed}");
        }
    }
}

/// Without the recipe's attributes git writes other line breaks on Windows. The journals are then not continued there, and
/// still nothing is lost.
#[test]
fn other_line_breaks_cost_a_journal_and_no_record() {
    if !has_git() {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let origin = repository(root.path());
    let plain = Machine::clone(&origin, "ito", "pc1", &[]);
    must(&plain.folder(), &["rm", "-q", ".gitattributes"]);
    plain.sync();
    let mut windows = Machine::clone(&origin, "mori", "pc2", &["core.autocrlf=true"]);
    for number in 0..4 {
        windows.record(set(&format!("clause.{number}"), Status::Done));
        windows.sync();
    }
    plain.sync();
    for machine in [&windows, &plain] {
        assert_eq!((machine.open().state().marks().len(), machine.open().warnings()), (4, Vec::new()));
        assert!(machine.open().verify().iter().all(|one| one.first_problem.is_none()));
    }
    assert!(files(&windows.folder()).len() <= 6, "{:?}", files(&windows.folder()));
}
