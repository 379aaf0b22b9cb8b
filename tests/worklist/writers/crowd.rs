//! Many programs that mark at once and are killed at random: whatever was acknowledged is there.
//!
//! Each program is this test binary, told to run nothing but [`marker`]. A number of them runs side by side; each is
//! killed after a random number of acknowledged marks and goes on in a new program, until all marks are made.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use tenken::model::Status;

use crate::support::programs::starting;
use crate::worklist::{WorklistExt, merge, open, set, shown, verify};

const PROGRAMS: usize = 8;

/// How many marks each program makes.
const MARKS: usize = 1_000;

fn clause(program: usize, mark: usize) -> String {
    format!("clause.{program}.{mark}")
}

/// Half of the programs are of one person, and still none of them writes to the journal of another.
fn user(program: usize) -> String {
    if program.is_multiple_of(2) { "sato".to_owned() } else { format!("user{program}") }
}

/// What each program does. It is a test so that the binary can be asked to run it, and does nothing when all are run.
#[test]
fn marker() {
    let Ok(task) = std::env::var("TENKEN_CROWD_TASK") else { return };
    let mut task = task.splitn(4, ' ');
    let mut number = || task.next().unwrap().parse::<usize>().unwrap();
    let (program, from, to) = (number(), number(), number());
    let folder = PathBuf::from(task.next().unwrap());
    let mut worklist = open(&folder, &user(program));
    let mut out = std::io::stdout().lock();
    for mark in from..to {
        worklist.apply(vec![set(&clause(program, mark), Status::Done)]).unwrap();
        writeln!(out, "made {mark}").unwrap();
        out.flush().unwrap();
    }
}

fn start(folder: &Path, program: usize, from: usize) -> Child {
    let task = format!("{program} {from} {} {}", MARKS, folder.display());
    let _starting = starting();
    Command::new(std::env::current_exe().unwrap())
        .args(["worklist::writers::crowd::marker", "--exact", "--nocapture"])
        .env("TENKEN_CROWD_TASK", task)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets one program make its marks, killed now and then; returns how often it was.
fn run(folder: &Path, program: usize) -> usize {
    let (mut next, mut kills, mut seed) = (0, 0, program as u64 + 1);
    while next < MARKS {
        let mut child = start(folder, program, next);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let last = next + 1 + (seed >> 33) as usize % (MARKS / 2);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for made in lines.map_while(Result::ok).filter_map(|line| line.split_once("made ")?.1.parse::<usize>().ok()) {
            next = made + 1;
            if next == last && next < MARKS {
                child.kill().unwrap();
                kills += 1;
            }
        }
        let status = child.wait().unwrap();
        assert!(status.success() || next >= last.min(MARKS), "a program ended by itself: {status}");
    }
    kills
}

#[test]
fn what_killed_programs_acknowledged_is_there_whatever_the_order_of_files() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklists/default");
    let kills: usize = thread::scope(|scope| {
        let folder = &folder;
        let programs: Vec<_> = (0..PROGRAMS).map(|program| scope.spawn(move || run(folder, program))).collect();
        programs.into_iter().map(|program| program.join().unwrap()).sum()
    });
    assert!(kills >= PROGRAMS, "only {kills} programs were killed");
    let worklist = open(&folder, "reader");
    for (program, mark) in (0..PROGRAMS).flat_map(|program| (0..MARKS).map(move |mark| (program, mark))) {
        assert_eq!(worklist.state().status(&clause(program, mark)), Status::Done, "{program}.{mark}");
    }
    for journal in verify(&folder) {
        let torn = |sentence: &str| sentence.contains("書きかけで終わっている");
        assert!(journal.first_problem.as_ref().is_none_or(|(_, sentence)| torn(sentence)), "{journal:?}");
    }
    let names = crate::worklist::files(&folder);
    for turn in [0, 3] {
        let other = tempfile::tempdir().unwrap();
        for (number, name) in names.iter().enumerate() {
            let place = (number * 7 + turn) % names.len();
            fs::copy(folder.join(name), other.path().join(format!("{place:04}-{number}.jsonl"))).unwrap();
        }
        assert_eq!(shown(&open(other.path(), "reader")), shown(&worklist));
        let merged = tempfile::tempdir().unwrap();
        merge(other.path(), merged.path()).unwrap();
        assert_eq!(shown(&open(merged.path(), "reader")), shown(&worklist));
    }
}
