//! Records of the user, made ready ahead of time: the same answers with and without, and nobody is disturbed.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::support::{Ran, Surrounding};

const PACK: &str =
    "[[term]]\nid = \"term.own\"\nterm = \"自院語\"\nreading = \"じいんご\"\ndefinition = \"自院の二要素認証の語。\"\n";

fn with_pack() -> Surrounding {
    let here = Surrounding::new();
    here.write("pack/a.toml", PACK);
    here
}

/// Returns what was told besides that an index is being made, which only those read who wait for it.
fn told(ran: &Ran) -> String {
    ran.err.lines().filter(|line| !line.contains("索引を作成しています")).collect()
}

fn same(one: &Ran, other: &Ran) {
    assert_eq!((one.code, &one.out, told(one)), (other.code, &other.out, told(other)));
}

/// Returns the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Returns the files of all parts but the lists of them, with what tells whether they are the same ones.
fn made(here: &Surrounding) -> BTreeSet<(PathBuf, u64, i64, i64)> {
    let is_made = |file: &PathBuf| !file.ends_with("manifest") && file.extension().is_none_or(|end| end != "files");
    let told = |file: PathBuf| {
        let found = std::fs::metadata(&file).unwrap();
        (file, found.ino(), found.mtime(), found.mtime_nsec())
    };
    files(&here.path("cache/index")).into_iter().filter(is_made).map(told).collect()
}

#[test]
fn what_was_prepared_answers_as_what_is_read() {
    let here = with_pack();
    let commands: [&[&str]; 5] = [
        &["search", "二要素認証", "--json", "--data", "pack"],
        &["search", "自院語", "--data", "pack"],
        &["explain", "二要素", "--data", "pack"],
        &["show", "term.own", "--data", "pack"],
        &["show", "自院語", "--json", "--data", "pack"],
    ];
    for args in commands {
        let mut without = here.command(args);
        without.env("TENKEN_CACHE_DIR", here.write("no-folder", ""));
        let read = Ran::of(without);
        assert_eq!((read.code, told(&read).as_str()), (0, ""), "{args:?}");
        same(&here.run(args), &read);
        let before = made(&here);
        same(&here.run(args), &read);
        assert!(before.len() > 1 && made(&here) == before, "{args:?}: it was made again");
    }
    assert!(!files(&here.path("cache/index")).is_empty());
    for file in files(&here.path("cache/index")) {
        std::fs::write(&file, "damaged").unwrap();
    }
    assert!(here.run(commands[1]).out.contains("自院語"));
}

#[test]
fn a_pack_with_faults_is_refused_as_before_and_after_it_was_sound() {
    let here = with_pack();
    assert_eq!(here.run(&["search", "自院語", "--data", "pack"]).code, 0);
    here.write("pack/a.toml", &PACK.replace("reading", "readings"));
    let ran = here.run(&["search", "自院語", "--data", "pack"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("pack/a.toml:4"), "{}", ran.err);
}

#[test]
fn two_programs_at_once_give_the_same() {
    let here = with_pack();
    let args = ["search", "自院語", "--json", "--data", "pack"];
    let runs: Vec<Ran> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| here.run(&args))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    runs.iter().for_each(|ran| same(ran, &runs[0]));
    assert!(runs[0].code == 0 && told(&runs[0]).is_empty());
    let names = std::fs::read_dir(here.path("cache/index")).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with('.')).count(), 0);
}
