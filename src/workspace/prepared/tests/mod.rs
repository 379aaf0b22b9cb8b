//! What is prepared is used again, noticed to be stale or damaged, and never in the way.

#![allow(clippy::disallowed_methods, reason = "tests prepare and damage files that no tenken would")]

mod clearing;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Barrier;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;
use crate::search::Request;
use crate::worklist::Identity;

/// A person with records of their own.
struct Home(TempDir);

/// What happened while records were made ready, and what was then found.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    title: String,
    hits: Vec<String>,
    was_read: bool,
    was_indexed: bool,
    not_kept: Vec<String>,
}

impl Home {
    fn new(word: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.path("pack")).unwrap();
        home.write(word);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes the only record of the person.
    fn write(&self, word: &str) {
        fs::write(self.path("pack/a.toml"), record(word)).unwrap();
    }

    fn setup(&self) -> Setup {
        let folder = |name: &str| self.path(name);
        let paths =
            Paths { config: folder("config"), data: folder("data"), cache: folder("cache"), state: folder("state") };
        let who = Identity { user: "u".into(), host: "h".into() };
        Setup { paths: Some(paths), overlays: vec![folder("pack")], worklist: "default".into(), who, items: Vec::new() }
    }

    fn see(&self) -> Seen {
        self.see_while(|_| ())
    }

    /// Makes the records ready, while something happens at every step.
    fn see_while(&self, happens: impl Fn(&Step)) -> Seen {
        let mut steps = Vec::new();
        let mut watch = |step: Step| {
            happens(&step);
            steps.push(step);
            ControlFlow::Continue(())
        };
        let records = Records::open(&self.setup(), &mut watch).unwrap();
        let engine = records.engine(&mut watch).unwrap();
        let at = records.catalog.find("term.own").unwrap();
        let hits = engine.search(&Request::new("自院独自の語", 3)).hits;
        let not_kept = |step: &Step| match step {
            Step::NotKept(why) => Some(why.clone()),
            Step::Reading | Step::Indexing { .. } => None,
        };
        Seen {
            title: records.catalog.title(at).to_owned(),
            hits: hits.into_iter().map(|hit| hit.id).take(1).collect(),
            was_read: steps.contains(&Step::Reading),
            was_indexed: steps.iter().any(|step| matches!(step, Step::Indexing { .. })),
            not_kept: steps.iter().filter_map(not_kept).collect(),
        }
    }

    /// Returns the folders of all that is prepared.
    fn entries(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("cache/index")).unwrap();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
    }

    /// Returns how many files and folders are beside each other there.
    fn count(&self) -> usize {
        fs::read_dir(self.path("cache/index")).unwrap().count()
    }

    /// Returns all files that are prepared.
    fn files(&self) -> Vec<PathBuf> {
        let parts =
            [CATALOG, SEARCH].into_iter().flat_map(|part| self.entries().into_iter().map(move |e| e.join(part)));
        let mut files: Vec<PathBuf> =
            parts.flat_map(|part| fs::read_dir(part).unwrap().map(|entry| entry.unwrap().path())).collect();
        files.sort();
        files
    }
}

fn record(word: &str) -> String {
    format!("[[term]]\nid = \"term.own\"\nterm = \"{word}\"\nreading = \"じいん\"\ndefinition = \"自院独自の語。\"\n")
}

fn hit(title: &str) -> Seen {
    made(title, false)
}

fn made(title: &str, is_made: bool) -> Seen {
    let (was_read, was_indexed) = (is_made, is_made);
    Seen { title: title.into(), hits: vec!["term.own".into()], was_read, was_indexed, not_kept: Vec::new() }
}

fn set_time(path: &Path, time: SystemTime) {
    fs::File::open(path).unwrap().set_modified(time).unwrap();
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

#[test]
fn what_was_made_once_is_used_again_and_nobody_else_reads_it() {
    let home = Home::new("一語");
    assert_eq!(home.see(), made("一語", true));
    assert_eq!(home.see(), hit("一語"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert!(home.files().len() >= 4);
    home.files().iter().for_each(|file| assert_eq!(mode(file), 0o600, "{}", file.display()));
    let folders = home.entries().into_iter().flat_map(|entry| [entry.join(CATALOG), entry.join(SEARCH), entry]);
    folders.chain([home.path("cache"), home.path("cache/index")]).for_each(|folder| assert_eq!(mode(&folder), 0o700));
}

#[test]
fn only_the_catalog_is_made_where_only_the_catalog_is_needed() {
    let home = Home::new("一語");
    let mut nothing = |_| ControlFlow::Continue(());
    Records::open(&home.setup(), &mut nothing).unwrap();
    let seen = home.see();
    assert_eq!((seen.was_read, seen.was_indexed), (false, true));
}

#[test]
fn a_change_is_seen_whatever_the_times_say() {
    let home = Home::new("一語");
    home.see();
    home.write("別語");
    assert_eq!(home.see(), made("別語", true));
    // The same size and time, other bytes.
    let pack = home.path("pack/a.toml");
    let time = fs::metadata(&pack).unwrap().modified().unwrap();
    home.write("三語");
    set_time(&pack, time);
    assert_eq!(home.see(), made("三語", true));
    // Another time, the same bytes; and what was there before is still there.
    set_time(&pack, long_ago());
    assert_eq!(home.see(), hit("三語"));
    home.write("別語");
    assert_eq!(home.see(), hit("別語"));
    // Another file, and another name for one.
    fs::write(home.path("pack/b.toml"), "").unwrap();
    assert!(home.see().was_read);
    fs::rename(home.path("pack/b.toml"), home.path("pack/c.toml")).unwrap();
    assert!(home.see().was_read);
}

#[test]
fn records_that_change_while_they_are_read_are_read_again() {
    let home = Home::new("一語");
    let changes = std::cell::Cell::new(0);
    let seen = home.see_while(|step| {
        if *step == Step::Reading && changes.replace(changes.get() + 1) == 0 {
            home.write("別語");
        }
    });
    assert_eq!(seen, made("別語", true));
    assert_eq!(home.see(), hit("別語"), "nothing was kept under the wrong name");
    home.write("一語");
    assert!(home.see().was_read);
    // Somebody who never stops is not waited for.
    home.write("零語");
    let number = std::cell::Cell::new(0);
    let seen = home.see_while(|step| {
        if *step == Step::Reading {
            number.set(number.get() + 1);
            home.write(&format!("語{}", number.get()));
        }
    });
    assert_eq!(seen.not_kept, ["作成中にデータが変わっています"; 2], "for the catalog, and for the index");
}

/// Returns a file with one bit changed, and cut in half, as far as that makes a difference.
fn damaged(whole: &[u8]) -> Vec<Vec<u8>> {
    let mut flipped = whole.to_vec();
    flipped.get_mut(whole.len() / 2).into_iter().for_each(|byte| *byte ^= 0x10);
    let both = [flipped, whole[..whole.len() / 2].to_vec()];
    both.into_iter().filter(|damaged| damaged != whole).collect()
}

/// To make a part anew takes seconds, so that is done once for each kind of part, by the test below.
#[test]
fn damage_of_any_file_is_noticed() {
    let home = Home::new("一語");
    home.see();
    assert!(home.files().len() > 8, "{:?}", home.files());
    for file in home.files() {
        let (part, whole) = (file.parent().unwrap(), fs::read(&file).unwrap());
        for damaged in damaged(&whole) {
            fs::write(&file, &damaged).unwrap();
            assert!(!part::is_whole(part), "{}", file.display());
        }
        fs::write(&file, &whole).unwrap();
        assert!(part::is_whole(part), "{}", file.display());
    }
    assert_eq!(home.see(), hit("一語"));
}

#[test]
fn a_damaged_part_is_made_again() {
    let home = Home::new("一語");
    home.see();
    let files = home.files();
    for (file, is_search) in [(&files[0], false), (&files[files.len() - 1], true)] {
        for damaged in damaged(&fs::read(file).unwrap()) {
            fs::write(file, &damaged).unwrap();
            let seen = home.see();
            assert_eq!((seen.title.as_str(), seen.hits.len()), ("一語", 1), "{}", file.display());
            assert_eq!((seen.was_read, seen.was_indexed), (!is_search, is_search), "{}", file.display());
            assert!(part::is_whole(file.parent().unwrap()), "{}", file.display());
        }
    }
    for (file, is_search) in [(home.files().pop().unwrap(), true), (home.files().remove(0), false)] {
        fs::write(&file, [&fs::read(&file).unwrap()[..], b"x"].concat()).unwrap();
        let seen = home.see();
        assert_eq!((seen.was_read, seen.was_indexed), (!is_search, is_search), "longer: {}", file.display());
        fs::remove_file(&file).unwrap();
        let seen = home.see();
        assert_eq!((seen.was_read, seen.was_indexed), (!is_search, is_search), "gone: {}", file.display());
    }
    assert_eq!(home.see(), hit("一語"));
    assert_eq!(home.count(), 3, "nothing is left behind");
}

#[test]
fn a_home_that_was_copied_needs_nothing_made_again() {
    let home = Home::new("一語");
    home.see();
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        fs::write(&file, bytes).unwrap();
    }
    assert_eq!(home.see(), hit("一語"));
}

#[test]
fn a_cache_folder_that_cannot_be_used_costs_time_and_nothing_else() {
    for place in ["a file", "a link", "open to others", "read-only"] {
        let (home, cache) = (Home::new("一語"), PathBuf::from("cache"));
        let cache = home.path(cache.to_str().unwrap());
        match place {
            "a file" => fs::write(&cache, "").unwrap(),
            "a link" => {
                fs::create_dir(home.path("elsewhere")).unwrap();
                std::os::unix::fs::symlink(home.path("elsewhere"), &cache).unwrap();
            }
            "open to others" => {
                fs::create_dir(&cache).unwrap();
                fs::set_permissions(&cache, fs::Permissions::from_mode(0o777)).unwrap();
            }
            _ if rustix::process::geteuid().is_root() => continue,
            _ => {
                fs::create_dir(&cache).unwrap();
                fs::set_permissions(&cache, fs::Permissions::from_mode(0o500)).unwrap();
            }
        }
        let seen = home.see();
        assert_eq!((seen.title.as_str(), seen.hits.len(), seen.was_read), ("一語", 1, true), "{place}");
        assert!(seen.not_kept.len() == 2 && seen.not_kept[0] == seen.not_kept[1], "{place}: {:?}", seen.not_kept);
        assert!(!cache.join("index").exists(), "{place}");
    }
}

/// Where a record stands is told as the folder was named.
#[test]
fn folders_named_in_two_ways_do_not_forget_each_other() {
    let home = Home::new("一語");
    let setups = ["pack", "./pack"].map(|name| Setup { overlays: vec![home.path(name)], ..home.setup() });
    let mut nothing = |_| ControlFlow::Continue(());
    for setup in setups.iter().cycle().take(4) {
        let catalog = Records::open(setup, &mut nothing).unwrap().catalog;
        let place = catalog.place(catalog.find("term.own").unwrap()).unwrap();
        let file = setup.overlays[0].join("a.toml");
        assert!(place.starts_with(&format!("{}:", file.display())), "{place}");
    }
    let known = crate::fs::files_in(&home.path("cache/index"));
    let known = known.iter().filter(|file| file.extension().is_some_and(|end| end == "files"));
    assert_eq!((home.entries().len(), known.count()), (2, 2));
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let (home, start) = (Home::new("一語"), Barrier::new(2));
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let run = || {
            start.wait();
            home.see()
        };
        let threads = [scope.spawn(run), scope.spawn(run)];
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for seen in seen {
        assert_eq!((seen.title.as_str(), seen.hits.len()), ("一語", 1));
        assert!(seen.not_kept.is_empty());
    }
    assert_eq!(home.see(), hit("一語"));
    assert_eq!(home.count(), 3, "one folder, what is known of the files, and when was cleared away");
}

#[test]
fn what_is_broken_off_leaves_nothing_half_made() {
    let home = Home::new("一語");
    let mut cancel_reading = |_| ControlFlow::Break(());
    assert!(matches!(Records::open(&home.setup(), &mut cancel_reading), Err(Stopped::Cancelled)));
    let mut go_on = |_| ControlFlow::Continue(());
    let records = Records::open(&home.setup(), &mut go_on).unwrap();
    let mut cancel = |step| match step {
        Step::Indexing { .. } => ControlFlow::Break(()),
        Step::Reading | Step::NotKept(_) => ControlFlow::Continue(()),
    };
    assert!(matches!(records.engine(&mut cancel), Err(Stopped::Cancelled)));
    assert_eq!(home.count(), 3);
    assert!(home.see().was_indexed);
}

#[test]
fn what_is_made_in_memory_says_how_far_it_is_and_can_be_broken_off() {
    let home = Home::new("一語");
    fs::write(home.path("cache"), "").unwrap();
    let mut steps = Vec::new();
    let mut go_on = |step| {
        steps.push(step);
        ControlFlow::Continue(())
    };
    let records = Records::open(&home.setup(), &mut go_on).unwrap();
    records.engine(&mut go_on).unwrap();
    let told = |is_meant: fn(&Step) -> bool| steps.iter().rposition(is_meant).unwrap();
    let in_vain = told(|step| matches!(step, Step::NotKept(_)));
    assert!(in_vain < told(|step| matches!(step, Step::Indexing { .. })), "said before it takes time: {steps:?}");
    let mut cancel = |step| match step {
        Step::Indexing { .. } => ControlFlow::Break(()),
        Step::Reading | Step::NotKept(_) => ControlFlow::Continue(()),
    };
    assert!(matches!(records.engine(&mut cancel), Err(Stopped::Cancelled)));
}

#[test]
fn records_with_faults_are_refused_with_file_and_line_and_none_are_no_fault() {
    let home = Home::new("一語");
    fs::write(home.path("pack/b.toml"), "\n[[term]]\nid = \"broken\"\n").unwrap();
    let mut nothing = |_| ControlFlow::Continue(());
    let Err(Stopped::Failed(failure)) = Records::open(&home.setup(), &mut nothing) else { panic!("it is refused") };
    let expected = catalog_failure(bundled::layered(&Layers::of_folders(&[home.path("pack")])).unwrap_err());
    assert_eq!(failure, expected);
    assert!(failure.message.contains("b.toml:2"), "{}", failure.message);
    assert!(home.entries().is_empty());
    let setup = Setup { overlays: Vec::new(), ..home.setup() };
    assert!(!may_hold_more(&setup));
    fs::create_dir_all(home.path("data/catalog")).unwrap();
    assert!(may_hold_more(&setup) && Records::open(&setup, &mut nothing).unwrap().is_bundled());
    fs::write(home.path("data/catalog/a.toml"), record("一語")).unwrap();
    assert!(!Records::open(&setup, &mut nothing).unwrap().is_bundled());
}
