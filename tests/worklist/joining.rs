//! People who begin apart and share their folders later: nobody's records turn into those of another worklist.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tenken::model::Status;
use tenken::worklist::{Change, Edit, Worklist, Worklists};

use super::{CLAUSE, WorklistExt, files, only_journal, person, set};

/// A machine with a folder of records and one for what it remembers.
struct Machine {
    root: TempDir,
    user: &'static str,
}

impl Machine {
    fn of(user: &'static str) -> Self {
        Self { root: tempfile::tempdir().unwrap(), user }
    }

    fn folder(&self) -> std::path::PathBuf {
        self.root.path().join("worklists/default")
    }

    fn open(&self) -> Worklist {
        let worklists =
            Worklists::new(self.root.path().join("worklists")).remembered_in(self.root.path().join("state"));
        worklists.open("default", person(self.user)).unwrap()
    }

    fn record(&self, change: Change) {
        self.open().apply(vec![change]).unwrap();
    }

    /// Copies the journals that another machine has written, as git and rsync do.
    fn pull(&self, other: &Self) {
        fs::create_dir_all(self.folder()).unwrap();
        let own = format!("pc1-{}-", other.user);
        for name in files(&other.folder()).iter().filter(|name| name.starts_with(&own)) {
            fs::copy(other.folder().join(name), self.folder().join(name)).unwrap();
        }
    }

    fn shown(&self) -> (usize, String, Vec<String>) {
        let worklist = self.open();
        (worklist.state().marks().len(), worklist.state().profile().facility.clone(), worklist.warnings())
    }
}

fn sync(machines: &[Machine; 2]) {
    machines[0].pull(&machines[1]);
    machines[1].pull(&machines[0]);
}

fn facility(name: &str) -> Change {
    Change::profile(Edit::Facility(name.into()))
}

/// Both begin by a first mark, meet, and then one of them, or both at once, say what the worklist is about.
#[test]
fn who_began_apart_stays_together_when_somebody_names_the_facility() {
    for named_by in [&[0][..], &[1], &[0, 1], &[1, 0]] {
        let machines = [Machine::of("sato"), Machine::of("ito")];
        machines[0].record(set(CLAUSE, Status::Done));
        machines[1].record(set("clause.2", Status::Done));
        sync(&machines);
        for at in named_by {
            machines[*at].record(facility("東病院"));
        }
        for round in 0..3 {
            sync(&machines);
            for machine in &machines {
                assert_eq!(machine.shown(), (2 + round, "東病院".to_owned(), Vec::new()), "{named_by:?} {round}");
            }
            machines[round % 2].record(set(&format!("clause.later.{round}"), Status::Done));
        }
        sync(&machines);
        assert_eq!(machines[0].shown(), machines[1].shown());
        assert_eq!(machines[0].shown().0, 5);
    }
}

/// One of them had said so before they met: the other one's first mark cannot be told from a foreign file until the first
/// has recorded something that knows it.
#[test]
fn a_first_mark_joins_the_worklist_that_has_seen_it() {
    let machines = [Machine::of("sato"), Machine::of("ito")];
    machines[0].record(facility("東病院"));
    machines[1].record(set("clause.2", Status::Done));
    sync(&machines);
    assert_eq!(machines[0].shown(), (1, "東病院".to_owned(), Vec::new()));
    machines[0].record(set(CLAUSE, Status::Done));
    sync(&machines);
    for machine in &machines {
        assert_eq!(machine.shown(), (2, "東病院".to_owned(), Vec::new()));
    }
    machines[1].record(facility("東病院 本館"));
    machines[0].record(set("clause.3", Status::Done));
    sync(&machines);
    for machine in &machines {
        assert_eq!(machine.shown(), (3, "東病院 本館".to_owned(), Vec::new()));
    }
}

/// The first mark of everybody says what is counted as well. That does not tell whose worklist it is, and two who count
/// the same do not disagree.
#[test]
fn who_began_apart_stays_together_whatever_is_counted() {
    let machines = [Machine::of("sato"), Machine::of("ito")];
    for (machine, clause) in machines.iter().zip([CLAUSE, "clause.2"]) {
        let ids = ["mhlw6", "meti11"].map(str::to_owned).into();
        let first = vec![set(clause, Status::Done), Change::profile(Edit::Begun(ids))];
        machine.open().apply(first).unwrap();
        assert!(only_journal(&machine.folder()).contains("\"implicit\":true"));
    }
    sync(&machines);
    for round in 0..2 {
        for machine in &machines {
            assert_eq!(machine.shown(), (2, String::new(), Vec::new()), "{round}");
            let worklist = machine.open();
            let profile = worklist.state().profile();
            assert_eq!((profile.begun.len(), profile.counted.len(), profile.conflicts.len()), (2, 0, 0));
        }
        machines[0].record(Change::profile(Edit::Count(["mhlwcl".to_owned()].into())));
        machines[0].record(Change::profile(Edit::Count([].into())));
        sync(&machines);
    }
}

#[test]
fn an_undo_takes_back_the_mark_and_not_the_colleague() {
    let machines = [Machine::of("sato"), Machine::of("ito")];
    machines[0].record(set(CLAUSE, Status::Done));
    machines[1].record(set("clause.2", Status::Done));
    sync(&machines);
    machines[0].record(set(CLAUSE, Status::Na));
    let mut worklist = machines[0].open();
    let undone = worklist.undo().unwrap();
    assert_eq!((undone.entries.len(), worklist.state().status(CLAUSE)), (1, Status::Done));
    drop(worklist);
    sync(&machines);
    machines[1].record(facility("東病院"));
    sync(&machines);
    assert_eq!(machines[0].shown(), (2, "東病院".to_owned(), Vec::new()));
    assert_eq!(machines[1].shown(), machines[0].shown());
}

/// Each says what it is about before they ever meet: these are two worklists, whatever the folders are called.
#[test]
fn who_named_a_facility_apart_stays_apart() {
    let machines = [Machine::of("sato"), Machine::of("ito")];
    machines[0].record(facility("東病院"));
    machines[1].record(facility("南病院"));
    sync(&machines);
    for (machine, name) in machines.iter().zip(["東病院", "南病院"]) {
        let (_, shown, warnings) = machine.shown();
        assert_eq!((shown.as_str(), warnings.len()), (name, 1));
        machine.record(set(CLAUSE, Status::Done));
        assert_eq!(machine.open().warnings(), warnings);
    }
}

/// A journal that names a worklist which is not counted is never written to: what is recorded there would not count.
#[test]
fn nobody_writes_into_a_journal_of_another_worklist() {
    let machine = Machine::of("sato");
    machine.record(facility("東病院"));
    let first = only_journal(&machine.folder());
    let other = Path::new("pc1-sato-0123abcd.jsonl");
    let south = Machine::of("sato");
    south.record(facility("南病院"));
    let name = files(&south.folder()).remove(0);
    // Its number stays the same, as when the folder was moved here.
    fs::rename(south.folder().join(name), machine.folder().join(other)).unwrap();
    for number in 0..3 {
        machine.record(set(&format!("clause.{number}"), Status::Done));
    }
    assert_eq!(machine.shown().0, 3);
    assert!(!fs::read_to_string(machine.folder().join(other)).unwrap().contains("clause."));
    assert!(files(&machine.folder()).iter().any(|name| {
        let text = fs::read_to_string(machine.folder().join(name)).unwrap();
        text.starts_with(&first) && text.len() > first.len()
    }));
}
