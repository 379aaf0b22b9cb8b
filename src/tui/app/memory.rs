//! What is kept on disk from run to run: recent queries, and drafts of fields.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::fs;
use crate::model::Id;
use crate::tui::app::recent::RecentQueries;

/// The most bytes of a file that are read: drafts of a thousand long notes.
const FILE_LIMIT: u64 = 16 << 20;

/// The folder where it is kept. Without a folder nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    folder: Option<PathBuf>,
    worklist: String,
}

impl Memory {
    /// Returns the memory for a worklist, in a folder that need not exist yet.
    pub fn new(folder: Option<PathBuf>, worklist: &str) -> Self {
        Self { folder, worklist: worklist.to_owned() }
    }

    /// Returns the folder, if there is one.
    pub fn folder(&self) -> Option<&PathBuf> {
        self.folder.as_ref()
    }

    /// Reads the recent queries; empty if there is no readable file.
    pub fn recent(&self) -> RecentQueries {
        RecentQueries::parse(&self.read("recent.txt").unwrap_or_default())
    }

    /// Reads the drafts; empty if there is no readable file.
    pub fn drafts(&self) -> BTreeMap<Id, String> {
        self.read(&self.drafts_name()).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Writes the recent queries.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn keep_recent(&self, recent: &RecentQueries) -> io::Result<()> {
        self.write("recent.txt", &recent.text())
    }

    /// Writes the drafts.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn keep_drafts(&self, drafts: &BTreeMap<Id, String>) -> io::Result<()> {
        if drafts.is_empty() && self.drafts().is_empty() {
            // A person who only reads leaves no files behind.
            return Ok(());
        }
        self.write(&self.drafts_name(), &serde_json::to_string(drafts)?)
    }

    fn drafts_name(&self) -> String {
        format!("drafts-{}.json", self.worklist)
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_text(&self.folder.as_ref()?.join(name), FILE_LIMIT).ok()
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        fs::create_folder(folder)?;
        fs::replace(&folder.join(name), text.as_bytes())
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_for_the_same_worklist() {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory::new(Some(home.path().join("screen")), "2026年度");
        assert_eq!((memory.recent(), memory.drafts()), (RecentQueries::default(), BTreeMap::new()));
        memory.keep_drafts(&BTreeMap::new()).unwrap();
        assert!(!home.path().join("screen").exists(), "nothing to keep, nothing written");
        let drafts = BTreeMap::from([("mhlw6.sysun.14.5".to_owned(), "確認\n途中".to_owned())]);
        memory.keep_drafts(&drafts).unwrap();
        memory.keep_recent(&RecentQueries::parse("認証\n")).unwrap();
        assert_eq!((memory.recent(), memory.drafts()), (RecentQueries::parse("認証\n"), drafts));
        let other = Memory::new(memory.folder().cloned(), "2027年度");
        assert!(other.drafts().is_empty());
        memory.keep_drafts(&BTreeMap::new()).unwrap();
        assert!(memory.drafts().is_empty());
    }

    #[test]
    fn without_a_place_nothing_is_kept_and_that_is_said() {
        let memory = Memory::default();
        assert!(memory.keep_recent(&RecentQueries::parse("認証\n")).is_err());
        assert!(memory.drafts().is_empty());
    }

    #[test]
    fn what_is_no_plain_file_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory::new(Some(home.path().to_owned()), "x");
        memory.keep_drafts(&BTreeMap::from([("a".to_owned(), "b".to_owned())])).unwrap();
        std::fs::OpenOptions::new()
            .write(true)
            .open(home.path().join("drafts-x.json"))
            .unwrap()
            .set_len(2 << 30)
            .unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(home.path().join("recent.txt")).unwrap();
        assert_eq!((memory.recent(), memory.drafts()), (RecentQueries::default(), BTreeMap::new()));
    }
}
