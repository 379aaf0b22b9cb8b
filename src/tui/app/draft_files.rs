//! The drafts on disk: one file for each field and process, so that two screens on one worklist never write the same file.
//!
//! A draft that was recorded or discarded leaves no file behind. What cannot be read is left alone: it may be of a newer
//! version, or be put right by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::fs;
use crate::model::Id;
use crate::text::hex::hex;

/// How many bytes of the hash of a key stand in the name of a file.
const NAME_BYTES: usize = 12;
/// The most bytes that a draft may have.
const DRAFT_LIMIT: u64 = 4 << 20;
/// The end of the names of drafts.
const EXTENSION: &str = "json";

/// The drafts of one worklist, seen by one process.
#[derive(Clone, Debug, Default)]
pub struct DraftFiles {
    /// The folder of the files. Without a folder nothing is kept.
    folder: Option<PathBuf>,
    /// What sets the files of this process apart.
    process: String,
    /// The files that other processes wrote with the drafts that are on offer here, with their bytes.
    offered: BTreeMap<Id, Vec<(PathBuf, String)>>,
}

/// A file.
#[derive(Serialize, Deserialize)]
struct DraftFile {
    /// The key of the field, see [`crate::tui::app::field_editor::FieldEditor::draft_key`].
    field: Id,
    /// When it was written.
    at: Timestamp,
    /// What was typed.
    text: String,
}

impl DraftFiles {
    /// Reads the drafts of a worklist below the folder of the screen, which need not exist yet. Returns the newest one of
    /// each field.
    pub fn open(screen: Option<&Path>, worklist: &str) -> (Self, BTreeMap<Id, String>) {
        let folder = screen.map(|screen| screen.join("drafts").join(worklist));
        let process = format!("{:016x}", RandomState::new().build_hasher().finish());
        let mut files = Self { folder, process, offered: BTreeMap::new() };
        let mut drafts = files.read();
        if let Some(old) = screen.map(|screen| screen.join(format!("drafts-{worklist}.json"))) {
            files.take_over(&old, &mut drafts);
        }
        (files, drafts)
    }

    /// Writes a draft. It takes the place of what was on offer for the field, which it was made from.
    ///
    /// # Errors
    ///
    /// If it cannot be written. What was on offer is then still there.
    pub fn keep(&mut self, key: &str, text: &str) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        fs::create_folder(folder)?;
        let file = DraftFile { field: key.to_owned(), at: clock::now(), text: text.to_owned() };
        fs::replace(&self.path(folder, key), serde_json::to_string(&file)?.as_bytes())?;
        self.remove_offered(key);
        Ok(())
    }

    /// Removes a draft that was recorded or discarded.
    pub fn discard(&mut self, key: &str) {
        if let Some(folder) = &self.folder {
            // Mostly there is none.
            let _ = std::fs::remove_file(self.path(folder, key));
        }
        self.remove_offered(key);
    }

    fn path(&self, folder: &Path, key: &str) -> PathBuf {
        let name = hex(&Sha256::digest(key.as_bytes())[..NAME_BYTES]);
        folder.join(format!("{name}.{}.{EXTENSION}", self.process))
    }

    /// Removes the files that held what was on offer for a field. One that has another text by now is somebody else's.
    fn remove_offered(&mut self, key: &str) {
        for (path, bytes) in self.offered.remove(key).unwrap_or_default() {
            if fs::read_text(&path, DRAFT_LIMIT).is_ok_and(|now| now == bytes) {
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// Reads all files, and remembers those that hold the newest draft of their field.
    fn read(&mut self) -> BTreeMap<Id, String> {
        let entries = self.folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok());
        let paths = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let mut newest: BTreeMap<Id, DraftFile> = BTreeMap::new();
        let mut all = Vec::new();
        for path in paths.filter(|path| path.extension().is_some_and(|end| end == EXTENSION) && path.is_file()) {
            let Ok(bytes) = fs::read_text(&path, DRAFT_LIMIT) else { continue };
            let Ok(file) = serde_json::from_str::<DraftFile>(&bytes) else { continue };
            all.push((file.field.clone(), file.text.clone(), path, bytes));
            let key = (file.at, file.text.clone());
            if newest.get(&file.field).is_none_or(|known| (known.at, known.text.clone()) < key) {
                newest.insert(file.field.clone(), file);
            }
        }
        let drafts: BTreeMap<Id, String> = newest.into_iter().map(|(field, file)| (field, file.text)).collect();
        for (field, text, path, bytes) in all {
            if drafts.get(&field) == Some(&text) {
                self.offered.entry(field).or_default().push((path, bytes));
            }
        }
        drafts
    }

    /// Takes over the one file in which older versions kept all drafts of a worklist. It goes only when each of its drafts
    /// has a file of its own.
    fn take_over(&mut self, old: &Path, drafts: &mut BTreeMap<Id, String>) {
        let read = fs::read_text(old, DRAFT_LIMIT).ok();
        let Some(known) = read.and_then(|text| serde_json::from_str::<BTreeMap<Id, String>>(&text).ok()) else {
            return;
        };
        let own: BTreeSet<Id> = drafts.keys().cloned().collect();
        let mut are_kept = true;
        for (key, text) in known.into_iter().filter(|(key, _)| !own.contains(key)) {
            are_kept &= self.keep(&key, &text).is_ok();
            drafts.insert(key, text);
        }
        if are_kept {
            // If it stays, its drafts are on offer once more the next time.
            let _ = std::fs::remove_file(old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "mhlw6.sysun.14.5";
    const OWNER: &str = "mhlw6.sysun.14.5#owner";

    fn open(home: &Path) -> (DraftFiles, BTreeMap<Id, String>) {
        DraftFiles::open(Some(&home.join("screen")), "2026年度")
    }

    fn drafts(of: &[(&str, &str)]) -> BTreeMap<Id, String> {
        of.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    fn files(home: &Path) -> usize {
        std::fs::read_dir(home.join("screen/drafts/2026年度")).map_or(0, Iterator::count)
    }

    #[test]
    fn a_draft_comes_back_until_it_is_recorded_and_then_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let (mut first, none) = open(home.path());
        assert!(none.is_empty() && !home.path().join("screen").exists(), "who only reads leaves no files behind");
        first.keep(NOTE, "確認\n途中").unwrap();
        first.keep(NOTE, "確認\n途中まで").unwrap();
        first.keep(OWNER, "佐").unwrap();
        let (mut next, known) = open(home.path());
        assert_eq!(known, drafts(&[(NOTE, "確認\n途中まで"), (OWNER, "佐")]));
        next.discard(NOTE);
        next.keep(OWNER, "佐藤").unwrap();
        let (mut last, known) = open(home.path());
        assert_eq!((known, files(home.path())), (drafts(&[(OWNER, "佐藤")]), 1));
        last.discard(OWNER);
        assert_eq!(files(home.path()), 0);
        let (_, other) = DraftFiles::open(Some(&home.path().join("screen")), "2027年度");
        assert!(other.is_empty());
    }

    #[test]
    fn two_screens_never_write_over_each_other() {
        let home = tempfile::tempdir().unwrap();
        let ((mut one, _), (mut other, _)) = (open(home.path()), open(home.path()));
        one.keep(NOTE, "一").unwrap();
        other.keep(OWNER, "二").unwrap();
        other.keep(NOTE, "三").unwrap();
        other.discard(OWNER);
        one.discard(OWNER);
        let (mut next, known) = open(home.path());
        assert_eq!((known, files(home.path())), (drafts(&[(NOTE, "三")]), 2), "the newest is on offer, both are there");
        // What the other screen has written since then is not what was on offer here.
        other.keep(NOTE, "四").unwrap();
        next.discard(NOTE);
        assert_eq!(open(home.path()).1, drafts(&[(NOTE, "四")]));
        other.discard(NOTE);
        assert_eq!(open(home.path()).1, drafts(&[(NOTE, "一")]));
    }

    #[test]
    fn drafts_of_older_versions_are_taken_over_and_what_cannot_be_read_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let old = home.path().join("screen/drafts-2026年度.json");
        fs::create_folder(&home.path().join("screen")).unwrap();
        fs::replace(&old, r#"{"mhlw6.sysun.14.5": "古い書きかけ", }"#.as_bytes()).unwrap();
        let (mut files_, known) = open(home.path());
        assert!(known.is_empty());
        files_.keep(OWNER, "佐藤").unwrap();
        assert!(std::fs::read_to_string(&old).unwrap().contains("古い書きかけ"));
        fs::replace(&old, serde_json::to_string(&drafts(&[(NOTE, "古い"), (OWNER, "古")])).unwrap().as_bytes())
            .unwrap();
        let (_, known) = open(home.path());
        assert_eq!(known, drafts(&[(NOTE, "古い"), (OWNER, "佐藤")]));
        assert!(!old.exists(), "each has a file of its own now");
        let broken = home.path().join("screen/drafts/2026年度/broken.json");
        fs::replace(&broken, b"{").unwrap();
        let (mut next, known) = open(home.path());
        assert_eq!(known.len(), 2);
        known.keys().for_each(|key| next.discard(key));
        assert!(broken.exists() && files(home.path()) == 1);
    }

    #[test]
    fn a_draft_that_cannot_be_written_is_an_error_and_loses_nothing() {
        assert!(DraftFiles::open(None, "x").0.keep(NOTE, "a").is_err());
        let home = tempfile::tempdir().unwrap();
        fs::create_folder(&home.path().join("screen")).unwrap();
        fs::replace(&home.path().join("screen/drafts"), b"no folder").unwrap();
        fs::replace(&home.path().join("screen/drafts-2026年度.json"), r#"{"a": "x"}"#.as_bytes()).unwrap();
        let (mut files, known) = open(home.path());
        assert_eq!(known, drafts(&[("a", "x")]));
        assert!(files.keep(NOTE, "a").is_err());
        assert!(home.path().join("screen/drafts-2026年度.json").exists());
    }
}
