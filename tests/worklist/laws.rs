//! Laws of reading journals, with whatever bytes are in them: nothing panics, whole acts count and half ones do not, other
//! people's worklists never count, and what this machine remembers comes back.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;
use tenken::model::Status;
use tenken::worklist::{Change, Edit, Operation, Worklist, Worklists};

use super::{WorklistExt, files, note, open, person, set, shown};
use crate::support::programs::none_starting;

/// A folder with one journal, and what the worklist was after each of its acts.
struct Written {
    folder: TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
    /// The length of the journal, and what was shown.
    acts: Vec<(usize, Shown)>,
}

type Shown = (std::collections::BTreeMap<String, tenken::worklist::Mark>, Vec<tenken::worklist::Evidence>, String);

/// Writes acts of so many notes each, after one that names the facility.
fn written(acts: &[usize]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sato");
    worklist.apply(vec![Change::profile(Edit::Facility("東病院".into()))]).unwrap();
    let path = folder.path().join(&files(folder.path())[0]);
    let mut seen = vec![(length(&path), shown(&worklist))];
    for (number, size) in acts.iter().enumerate() {
        let changes = (0..*size).map(|at| note(&format!("clause.{at}"), &format!("一 {number} \"{at}\"\n二")));
        worklist.apply(changes.collect()).unwrap();
        seen.push((length(&path), shown(&worklist)));
    }
    let bytes = fs::read(&path).unwrap();
    Written { folder, path, bytes, acts: seen }
}

fn length(path: &Path) -> usize {
    usize::try_from(fs::metadata(path).unwrap().len()).unwrap()
}

impl Written {
    /// Puts other bytes in the place of the journal, and returns what somebody else reads.
    fn reread(&self, bytes: &[u8]) -> Worklist {
        fs::write(&self.path, bytes).unwrap();
        open(self.folder.path(), "reader")
    }
}

/// What happens to the bytes of a file.
#[derive(Clone, Debug)]
enum Harm {
    Insert(usize, Vec<u8>),
    Delete(usize, usize),
    Zero(usize, usize),
    SwapLines(usize, usize),
    Glue(usize),
    CarriageReturns,
    Cut(usize),
}

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let place = || 0..10_000usize;
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..20),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(vec![0; 40]),
        Just(b"\n\n\n".to_vec()),
        Just(b"{\"v\":2,".to_vec()),
        Just(b"{\"v\":3,\"id\":\"\",\"act\":{\"lines\":0}}\n".to_vec()),
    ];
    let one = prop_oneof![
        (place(), bytes).prop_map(|(at, bytes)| Harm::Insert(at, bytes)),
        (place(), 1..300usize).prop_map(|(at, length)| Harm::Delete(at, length)),
        (place(), 1..300usize).prop_map(|(at, length)| Harm::Zero(at, length)),
        (place(), place()).prop_map(|(one, other)| Harm::SwapLines(one, other)),
        place().prop_map(Harm::Glue),
        Just(Harm::CarriageReturns),
        place().prop_map(Harm::Cut),
    ];
    prop::collection::vec(one, 1..5)
}

impl Harm {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        match self {
            Self::Insert(at, new) => drop(bytes.splice(at % length..at % length, new.iter().copied())),
            Self::Delete(at, count) => drop(bytes.drain(at % length..(at % length + count).min(bytes.len()))),
            Self::Zero(at, count) => bytes.iter_mut().skip(at % length).take(*count).for_each(|byte| *byte = 0),
            Self::SwapLines(one, other) => {
                let mut lines: Vec<Vec<u8>> =
                    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                if !lines.is_empty() {
                    let (one, other) = (one % lines.len(), other % lines.len());
                    lines.swap(one, other);
                }
                *bytes = lines.concat();
            }
            Self::Glue(number) => {
                let breaks: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
                if !breaks.is_empty() {
                    bytes.remove(breaks[number % breaks.len()]);
                }
            }
            Self::CarriageReturns => {
                *bytes = bytes
                    .iter()
                    .flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] })
                    .collect();
            }
            Self::Cut(at) => bytes.truncate(at % length),
        }
    }
}

/// What may stand before and after a line without costing it.
fn surroundings() -> impl Strategy<Value = Vec<(Vec<u8>, Vec<u8>)>> {
    let before = prop_oneof![
        4 => Just(Vec::new()),
        1 => Just(b"\xef\xbb\xbf".to_vec()),
        1 => Just(vec![0; 7]),
        1 => Just(b"\n\n".to_vec()),
        1 => Just(b"<<<<<<< HEAD\n".to_vec()),
        1 => Just(b"junk ".to_vec()),
    ];
    let after = prop_oneof![
        4 => Just(b"\n".to_vec()),
        1 => Just(b"\r\n".to_vec()),
        1 => Just(b"\0\0\n".to_vec()),
        1 => Just(Vec::new()),
        1 => Just(b"junk\n".to_vec()),
    ];
    prop::collection::vec((before, after), 1..30)
}

fn acts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..5usize, 1..5)
}

proptest! {
    // Fewer than the 256 cases that others draw, because each writes to the disk; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_panics_and_work_goes_on_whatever_happened_to_a_file(acts in acts(), harms in harms()) {
        let written = written(&acts);
        let mut bytes = written.bytes.clone();
        harms.iter().for_each(|harm| harm.apply(&mut bytes));
        let worklist = written.reread(&bytes);
        prop_assert!(worklist.warnings().iter().all(|sentence| !sentence.contains(char::is_control)));
        drop(worklist);
        // Its own people go on as well, and what they record is there.
        open(written.folder.path(), "sato").apply(vec![set("clause.new", Status::Done)]).unwrap();
        prop_assert_eq!(open(written.folder.path(), "reader").state().status("clause.new"), Status::Done);
    }

    #[test]
    fn every_entry_that_continues_the_chain_is_read_whatever_stands_around_it(
        acts in acts(), around in surroundings()
    ) {
        let written = written(&acts);
        let lines = written.bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let dressed: Vec<u8> = lines
            .zip(around.iter().cycle())
            .flat_map(|(line, (before, after))| [before.as_slice(), line, after.as_slice()].concat())
            .collect();
        let worklist = written.reread(&dressed);
        prop_assert_eq!(&shown(&worklist), &written.acts.last().unwrap().1);
        prop_assert_eq!(worklist.verify()[0].entries, 1 + acts.iter().sum::<usize>());
    }

    #[test]
    fn of_a_journal_that_is_cut_off_anywhere_whole_acts_count(acts in acts(), at in any::<prop::sample::Index>()) {
        let written = written(&acts);
        let _alone = none_starting();
        let cut = at.index(written.bytes.len() + 1);
        let worklist = written.reread(&written.bytes[..cut]);
        // The last line break may be missing.
        let whole = written.acts.iter().rfind(|(length, _)| length - 1 <= cut);
        let expected = whole.map(|(_, shown)| shown.clone()).unwrap_or_default();
        prop_assert_eq!(&shown(&worklist), &expected);
        // The next start of its writer removes the rest, and nobody finds anything wrong any more.
        let worklist = open(written.folder.path(), "sato");
        prop_assert_eq!((&shown(&worklist), worklist.warnings()), (&expected, Vec::new()));
    }

    #[test]
    fn what_this_machine_remembers_comes_back_after_any_cut(acts in acts(), at in any::<prop::sample::Index>()) {
        let _alone = none_starting();
        let root = tempfile::tempdir().unwrap();
        let all = Worklists::new(root.path().join("worklists")).remembered_in(root.path().join("state"));
        let mut worklist = all.open("default", person("sato")).unwrap();
        for (number, size) in acts.iter().enumerate() {
            let changes = (0..*size).map(|at| note(&format!("clause.{at}"), &format!("{number}")));
            worklist.apply(changes.collect()).unwrap();
        }
        let (expected, path) = (shown(&worklist), worklist.folder().join(&files(worklist.folder())[0]));
        drop(worklist);
        let bytes = fs::read(&path).unwrap();
        let cut = at.index(bytes.len());
        fs::write(&path, &bytes[..cut]).unwrap();
        let mut worklist = all.open("default", person("sato")).unwrap();
        prop_assert_eq!(worklist.is_incomplete(), shown(&worklist) != expected);
        worklist.perform(Operation::Restore, "").unwrap();
        prop_assert_eq!((&shown(&worklist), worklist.is_incomplete()), (&expected, false));
        worklist.apply(vec![set("clause.new", Status::Done)]).unwrap();
        let again = all.open("default", person("sato")).unwrap();
        prop_assert_eq!((again.state().marks().len(), again.warnings()), (expected.0.len() + 1, Vec::new()));
    }

    #[test]
    fn records_of_another_worklist_never_count(acts in acts(), harm in harms(), kept in any::<prop::sample::Index>()) {
        let (root, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let remembering = Worklists::new(root.path().join("worklists")).remembered_in(root.path().join("state"));
        let mut here = remembering.open("default", person("sato")).unwrap();
        here.apply(vec![Change::profile(Edit::Facility("東病院".into()))]).unwrap();
        for size in acts {
            here.apply((0..size).map(|at| note(&format!("clause.{at}"), "一")).collect()).unwrap();
        }
        let (expected, folder) = (shown(&here), here.folder().to_owned());
        drop(here);
        let mut other = open(there.path(), "ito");
        other.apply(vec![Change::profile(Edit::Facility("南病院".into()))]).unwrap();
        for number in 0..3 {
            other.apply(vec![set(&format!("clause.{number}"), Status::Na)]).unwrap();
        }
        let foreign = fs::read(there.path().join(&files(there.path())[0])).unwrap();
        // Its first line says whose it is.
        let first = foreign.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let mut rest = foreign[first..][..kept.index(foreign.len() - first + 1)].to_vec();
        harm.iter().for_each(|harm| harm.apply(&mut rest));
        fs::write(folder.join("pc2-ito-01234567.jsonl"), [&foreign[..first], &rest].concat()).unwrap();
        // Whoever has been here before knows whose worklist it is, however much a stranger has written.
        let worklist = remembering.open("default", person("sato")).unwrap();
        prop_assert_eq!(&shown(&worklist), &expected);
        prop_assert!(worklist.is_incomplete() && !worklist.warnings().is_empty());
    }

    #[test]
    fn an_undo_of_a_merge_leaves_what_was_there_and_a_redo_brings_it_back(
        here in acts(), there in acts(), is_mixed in any::<bool>()
    ) {
        let (here, there) = (written(&here), plain(&there));
        let mut worklist = open(here.folder.path(), "sato");
        let before = shown(&worklist);
        worklist.merge(there.path()).unwrap();
        let merged = shown(&worklist);
        if is_mixed {
            worklist.apply(vec![set("clause.new", Status::Done)]).unwrap();
            worklist.undo().unwrap();
        }
        worklist.undo().unwrap();
        let after = |worklist: &Worklist| {
            let mut shown = shown(worklist);
            // The mark that was made and taken back is one with nothing in it.
            shown.0.remove("clause.new");
            shown
        };
        prop_assert_eq!(&after(&worklist), &before);
        prop_assert_eq!(&after(&open(here.folder.path(), "reader")), &before);
        worklist.redo().unwrap();
        prop_assert_eq!(&after(&worklist), &merged);
        worklist.undo().unwrap();
        worklist.merge(there.path()).unwrap();
        prop_assert_eq!(&after(&worklist), &merged);
        prop_assert_eq!(&after(&open(here.folder.path(), "reader")), &merged);
    }
}

/// Returns a folder in which somebody has made marks, and has not said what they are about.
fn plain(acts: &[usize]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "ito");
    for (number, size) in acts.iter().enumerate() {
        let changes = (0..*size).map(|at| set(&format!("clause.{at}"), Status::ALL[1 + (number + at) % 3]));
        worklist.apply(changes.collect()).unwrap();
    }
    folder
}
