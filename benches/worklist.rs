//! A worklist with 100,000 entries: how long it takes to read and to mark, beside reading the same bytes as plain JSON.

#![expect(clippy::expect_used, reason = "a benchmark of what cannot be built has nothing to say")]

use std::path::Path;

use divan::{Bencher, black_box};
use tempfile::TempDir;
use tenken::model::Status;
use tenken::worklist::{Change, Identity, Operation, Worklist};

/// How many entries the worklist has.
const ENTRIES: usize = 100_000;
/// How many clauses they are about: more than any audit has.
const CLAUSES: usize = 3_000;
/// How many entries one transaction has.
const TRANSACTION: usize = 50;

fn main() {
    divan::main();
}

fn who(user: &str) -> Identity {
    Identity { user: user.to_owned(), host: "pc1".to_owned() }
}

fn open(folder: &Path, user: &str) -> Worklist {
    Worklist::open(folder, who(user)).expect("the worklist opens")
}

/// Returns a folder with entries of four people, as many transactions as it takes.
fn written() -> TempDir {
    let folder = tempfile::tempdir().expect("there is a folder for the time being");
    for person in 0..4 {
        let mut worklist = open(folder.path(), &format!("user{person}"));
        for transaction in 0..ENTRIES / TRANSACTION / 4 {
            let changes = (0..TRANSACTION)
                .map(|number| change((person * 7 + transaction * TRANSACTION + number) % CLAUSES, transaction));
            worklist.perform(Operation::Record(changes.collect()), "画面").expect("the marks are written");
        }
    }
    folder
}

fn change(clause: usize, turn: usize) -> Change {
    let id = format!("mhlw6.sysun.14.{clause}");
    match turn % 3 {
        0 => Change::note(id, format!("条件付きアクセスを確認した。設定は {turn} 回目の点検で直した。")),
        _ => Change::status(id, Status::ALL[turn % Status::ALL.len()]),
    }
}

fn bytes(folder: &Path) -> Vec<Vec<u8>> {
    let files =
        std::fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("so is the file").path());
    files.map(|file| std::fs::read(file).expect("it can be read")).collect()
}

mod load {
    use super::{Bencher, black_box, bytes, open, written};

    /// The baseline: every line as plain JSON, on one thread, nothing checked, nothing kept.
    #[divan::bench(sample_count = 20)]
    fn baseline_plain_json(bencher: Bencher<'_, '_>) {
        let folder = written();
        bencher.bench(|| {
            let files = bytes(folder.path());
            let lines = files.iter().flat_map(|bytes| bytes.split(|byte| *byte == b'\n'));
            lines.filter(|line| serde_json::from_slice::<serde_json::Value>(black_box(line)).is_ok()).count()
        });
    }

    #[divan::bench(sample_count = 20)]
    fn all_entries(bencher: Bencher<'_, '_>) {
        let folder = written();
        bencher.bench(|| open(folder.path(), "reader"));
    }
}

/// The worklists of a group of facilities, as `tenken status --all --folder` tells them.
mod many {
    use tenken::model::Verdict;
    use tenken::worklist::{Edit, Profile, Worklists};
    use tenken::workspace::Setup;
    use tenken::workspace::worklists::list_worklists;

    use super::{Bencher, Change, Operation, Status, TempDir, open, who};

    /// How many worklists there are.
    const LISTS: usize = 100;
    /// How many clauses of each are marked, with three fields each.
    const MARKS: usize = 300;

    fn written(lists: usize) -> TempDir {
        let folder = tempfile::tempdir().expect("there is a folder for the time being");
        let catalog = tenken::bundled::catalog().expect("the bundled catalog loads");
        let ids: Vec<&str> = catalog.clauses().take(MARKS).map(|clause| clause.id.as_str()).collect();
        for list in 0..lists {
            let profile = Profile { facility: format!("病院{}", list / 2), ..Profile::default() };
            let all = Worklists::new(folder.path());
            let mut worklist = all.create(&format!("list{list}"), &profile, who("user")).expect("it is created");
            let marks = ids.iter().enumerate().flat_map(|(at, id)| {
                let turn = at + list;
                [
                    Change::status(*id, Status::ALL[turn % Status::ALL.len()]),
                    Change::clause(*id, Edit::Verdict(Verdict::ALL[turn % Verdict::ALL.len()])),
                    Change::clause(*id, Edit::Due("2026-04-01".parse().ok())),
                ]
            });
            worklist.perform(Operation::Record(marks.collect()), "画面").expect("the marks are written");
        }
        folder
    }

    /// The baseline: one of them is read, and nothing is counted.
    #[divan::bench(sample_count = 20)]
    fn baseline_one_is_read(bencher: Bencher<'_, '_>) {
        let folder = written(1);
        bencher.bench(|| open(&folder.path().join("list0"), "reader"));
    }

    #[divan::bench(sample_count = 20)]
    fn a_hundred_are_told(bencher: Bencher<'_, '_>) {
        let folder = written(LISTS);
        let catalog = tenken::bundled::catalog().expect("the bundled catalog loads");
        let setup =
            Setup { paths: None, overlays: Vec::new(), worklist: String::new(), who: who("reader"), items: Vec::new() };
        let today = "2026-11-30".parse().expect("a day");
        bencher.bench(|| {
            let all = list_worklists(&setup, &catalog, Some(folder.path()), today).expect("they are listed");
            assert_eq!(all.listed.len(), LISTS);
            all
        });
    }
}

mod mark {
    use super::{Bencher, Change, Operation, Status, open, written};

    /// The baseline: as many bytes as a mark has, appended to a file and synced.
    #[divan::bench(sample_count = 50)]
    fn baseline_append_and_sync(bencher: Bencher<'_, '_>) {
        use std::io::Write;
        let mut file = tempfile::tempfile().expect("there is a file for the time being");
        bencher.bench_local(|| {
            file.write_all(&[b'x'; 400]).and_then(|()| file.sync_data()).expect("it is written");
        });
    }

    /// As the screen does it: the state from before is still shown somewhere.
    #[divan::bench(sample_count = 50)]
    fn one_of_many(bencher: Bencher<'_, '_>) {
        let folder = written();
        let mut worklist = open(folder.path(), "user0");
        worklist
            .perform(Operation::Record(vec![Change::status("x", Status::Done)]), "")
            .expect("the journal is claimed");
        bencher.bench_local(|| {
            let shown = worklist.state().clone();
            worklist
                .perform(Operation::Record(vec![Change::status("mhlw6.sysun.14.5", Status::Done)]), "")
                .expect("the mark is written");
            shown
        });
    }

    /// The first mark of a session claims a journal.
    #[divan::bench(sample_count = 20)]
    fn the_first(bencher: Bencher<'_, '_>) {
        let folder = written();
        bencher.with_inputs(|| open(folder.path(), "user0")).bench_local_values(|mut worklist| {
            worklist
                .perform(Operation::Record(vec![Change::status("mhlw6.sysun.14.5", Status::Done)]), "")
                .expect("the mark is written");
            worklist
        });
    }

    #[divan::bench(sample_count = 20)]
    fn undo_and_redo(bencher: Bencher<'_, '_>) {
        let folder = written();
        let mut worklist = open(folder.path(), "user0");
        bencher.bench_local(|| {
            worklist.perform(Operation::Undo, "").expect("the undo is written");
            worklist.perform(Operation::Redo, "").expect("the redo is written");
        });
    }
}

mod refresh {
    use super::{Bencher, Change, Operation, Status, open, written};

    #[divan::bench]
    fn nothing_new(bencher: Bencher<'_, '_>) {
        let folder = written();
        let mut worklist = open(folder.path(), "reader");
        bencher.bench_local(|| worklist.refresh().expect("the folder is read"));
    }

    #[divan::bench(sample_count = 50)]
    fn a_mark_of_somebody_else(bencher: Bencher<'_, '_>) {
        let folder = written();
        let mut worklist = open(folder.path(), "reader");
        let mut other = open(folder.path(), "user1");
        bencher
            .with_inputs(|| {
                let mark = Operation::Record(vec![Change::status("x", Status::Done)]);
                drop(other.perform(mark, "").expect("the mark is written"));
            })
            .bench_local_values(|()| worklist.refresh().expect("the folder is read"));
    }
}
