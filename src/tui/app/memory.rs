//! What is kept on disk from run to run, besides the drafts: recent queries, and where one was in each worklist.

use std::io;
use std::path::PathBuf;

use crate::fs;
use crate::model::Id;
use crate::tui::app::recent::RecentQueries;

/// The most bytes of a file that are read: drafts of a thousand long notes.
const FILE_LIMIT: u64 = 16 << 20;

/// Where the places are kept: one worklist a line, the last one first.
const PLACES: &str = "places.txt";
/// Of how many other worklists they are kept.
const PLACES_MAX: usize = 99;

/// The folder where it is kept. Without a folder nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    folder: Option<PathBuf>,
}

impl Memory {
    /// Returns the memory in a folder that need not exist yet.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Returns the folder, if there is one.
    pub fn folder(&self) -> Option<&PathBuf> {
        self.folder.as_ref()
    }

    /// Reads the recent queries; empty if there is no readable file.
    pub fn recent(&self) -> RecentQueries {
        RecentQueries::parse(&self.read("recent.txt").unwrap_or_default())
    }

    /// Writes the recent queries.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn keep_recent(&self, recent: &RecentQueries) -> io::Result<()> {
        self.write("recent.txt", &recent.text())
    }

    /// Returns the id of the clause that one was at last in a worklist, if that is known.
    pub fn place(&self, worklist: &str) -> Option<Id> {
        let places = self.read(PLACES)?;
        let of_it = places.lines().find_map(|line| line.strip_suffix(worklist)?.strip_suffix('\t').map(str::to_owned));
        of_it.filter(|id| !id.is_empty())
    }

    /// Remembers the clause that one was at last in a worklist.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn keep_place(&self, worklist: &str, clause: &str) -> io::Result<()> {
        let places = self.read(PLACES).unwrap_or_default();
        let is_other = |line: &&str| line.split_once('\t').is_some_and(|(_, name)| name != worklist);
        let others: String = places.lines().filter(is_other).take(PLACES_MAX).map(|line| format!("{line}\n")).collect();
        self.write(PLACES, &format!("{clause}\t{worklist}\n{others}"))
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
    fn what_is_kept_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory::new(Some(home.path().join("screen")));
        assert_eq!(memory.recent(), RecentQueries::default());
        memory.keep_recent(&RecentQueries::parse("認証\n")).unwrap();
        assert_eq!(memory.recent(), RecentQueries::parse("認証\n"));
    }

    #[test]
    fn each_worklist_has_its_place() {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory::new(Some(home.path().join("screen")));
        assert_eq!(memory.place("東病院2026"), None);
        for (list, clause) in [("東病院2026", "a.1"), ("西", "b.2"), ("東病院2026", "a.3")] {
            memory.keep_place(list, clause).unwrap();
        }
        assert_eq!((memory.place("東病院2026").as_deref(), memory.place("西").as_deref()), (Some("a.3"), Some("b.2")));
        assert_eq!(memory.place("病院2026"), None, "the end of a name is none");
    }

    #[test]
    fn without_a_place_nothing_is_kept_and_that_is_said() {
        assert!(Memory::default().keep_recent(&RecentQueries::parse("認証\n")).is_err());
    }

    #[test]
    fn what_is_no_plain_file_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory::new(Some(home.path().to_owned()));
        let _socket = std::os::unix::net::UnixListener::bind(home.path().join("recent.txt")).unwrap();
        assert_eq!(memory.recent(), RecentQueries::default());
    }
}
