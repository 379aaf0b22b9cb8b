//! One journal as read from disk: JSON Lines that are only ever appended to.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::fs;
use crate::worklist::entry::change::Entry;

use super::chain::Chain;
use super::line;
use super::problem::{JournalProblem, JournalProblemKind};

/// The greatest length of a line in bytes. The longest note needs less than a tenth of it.
const LINE_LIMIT: usize = 1 << 20;

/// The greatest size of a journal in bytes. Writers begin a new file long before, see `writer`.
pub(crate) const FILE_LIMIT: u64 = 64 << 20;

/// Length and time of a file: tell whether it has changed without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
}

impl FileStamp {
    /// Returns the stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// An entry and the number of its line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberedEntry {
    pub line: usize,
    pub entry: Arc<Entry>,
}

/// A journal that was read: its entries and its problems.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    pub entries: Vec<NumberedEntry>,
    pub problems: Vec<JournalProblem>,
    /// The hash chain after the last line.
    pub chain: Chain,
    /// The number of bytes read.
    pub length: u64,
    /// The number of lines read.
    pub lines: usize,
    /// None if the file could not be accessed.
    pub stamp: Option<FileStamp>,
}

impl Journal {
    /// Reads a journal. Every error becomes a problem of the journal: one bad file must not hide the others.
    pub fn read(path: &Path) -> Self {
        Self::try_read(path)
            .unwrap_or_else(|error| Self::refused(JournalProblemKind::Unreadable(fs::reason(&error)), None))
    }

    fn try_read(path: &Path) -> io::Result<Self> {
        let (file, stamp) = open(path)?;
        let bytes = read_to_end(file, stamp.length, FILE_LIMIT + 1)?;
        if bytes.len() as u64 > FILE_LIMIT {
            return Ok(Self::refused(JournalProblemKind::LargeFile, Some(stamp)));
        }
        Ok(Self { stamp: Some(stamp), ..Self::parse(&bytes) })
    }

    /// Reads the lines that were appended to a sound journal since it was read. Returns whether nothing else happened
    /// to the file. If it did, this value is invalid, and the file must be read again from its start.
    pub fn read_on(&mut self, path: &Path) -> bool {
        self.is_sound() && self.try_read_on(path).is_ok() && self.is_sound()
    }

    fn try_read_on(&mut self, path: &Path) -> io::Result<()> {
        let (mut file, stamp) = open(path)?;
        if stamp.length < self.length || stamp.length > FILE_LIMIT {
            return Err(io::ErrorKind::InvalidData.into());
        }
        file.seek(SeekFrom::Start(self.length))?;
        // The hash in the first new line proves that everything before it is unchanged.
        self.take(&read_to_end(file, stamp.length - self.length, FILE_LIMIT + 1 - self.length)?);
        self.stamp = Some(stamp);
        Ok(())
    }

    /// Returns the journal with these bytes.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut journal = Self::empty();
        journal.take(bytes);
        journal
    }

    /// Reads further bytes, which follow those read before.
    fn take(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.lines += 1;
            match line.strip_suffix(b"\n") {
                // Git on Windows may have written CRLF; the CR is not part of the line.
                Some(line) => self.add(line.strip_suffix(b"\r").unwrap_or(line)),
                None => self.find(JournalProblemKind::Torn),
            }
            if self.problems.last().is_some_and(|problem| problem.kind == JournalProblemKind::Newer) {
                // Entries of a newer version may change the meaning of these, so none of them is used.
                self.entries.clear();
                break;
            }
        }
    }

    /// Whether the journal has no problems.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn empty() -> Self {
        Self { entries: Vec::new(), problems: Vec::new(), chain: Chain::start(), length: 0, lines: 0, stamp: None }
    }

    fn refused(kind: JournalProblemKind, stamp: Option<FileStamp>) -> Self {
        Self { problems: vec![JournalProblem { line: 0, kind }], stamp, ..Self::empty() }
    }

    fn find(&mut self, kind: JournalProblemKind) {
        self.problems.push(JournalProblem { line: self.lines, kind });
    }

    fn add(&mut self, bytes: &[u8]) {
        if bytes.len() > LINE_LIMIT {
            self.find(JournalProblemKind::LongLine);
        } else {
            match line::read(bytes, self.entries.last().map(|recorded| &recorded.entry.who)) {
                Ok(read) => self.accept(read),
                Err(kind) => self.find(kind),
            }
        }
        self.chain.advance(bytes);
    }

    fn accept(&mut self, read: line::ReadLine<'_>) {
        if read.prev != self.chain.last() {
            self.find(JournalProblemKind::Chain);
        }
        if self.entries.last().is_some_and(|last| last.entry.id >= read.entry.id) {
            self.find(JournalProblemKind::Order);
        }
        if let Some(kind) = read.problem {
            self.find(kind);
        }
        self.entries.push(NumberedEntry { line: self.lines, entry: Arc::new(read.entry) });
    }
}

/// Opens a journal. A link that replaced the file after the folder was listed counts as missing.
fn open(path: &Path) -> io::Result<(File, FileStamp)> {
    let file = File::open(path)?;
    if !fs::is_in_place(path, &file) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let stamp = FileStamp::of(&file.metadata()?);
    Ok((file, stamp))
}

/// Reads at most `limit` bytes; `expected` is the likely number.
fn read_to_end(file: File, expected: u64, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0) + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests write files that no tenken would")]
mod tests {
    use crate::worklist::testing::{entry, journal_of};

    use super::super::problem::BrokenLine;
    use super::*;

    fn problems(bytes: &[u8]) -> Vec<(usize, JournalProblemKind)> {
        Journal::parse(bytes).problems.into_iter().map(|problem| (problem.line, problem.kind)).collect()
    }

    fn three() -> String {
        journal_of(&[entry(1), entry(2), entry(3)])
    }

    #[test]
    fn a_sound_journal_is_read_whole() {
        let text = three();
        let journal = Journal::parse(text.as_bytes());
        assert!(journal.is_sound());
        assert_eq!(
            journal.entries.iter().map(|r| (r.line, (*r.entry).clone())).collect::<Vec<_>>(),
            [(1, entry(1)), (2, entry(2)), (3, entry(3))]
        );
        assert_eq!(journal.length, text.len() as u64);
        assert!(Journal::parse(b"").is_sound());
    }

    #[test]
    fn every_way_of_tearing_the_last_line_leaves_the_lines_before() {
        let text = three();
        let start = journal_of(&[entry(1), entry(2)]).len();
        for end in start + 1..text.len() {
            let journal = Journal::parse(&text.as_bytes()[..end]);
            assert_eq!(journal.entries.len(), 2, "{end}");
            assert_eq!(journal.problems, [JournalProblem { line: 3, kind: JournalProblemKind::Torn }], "{end}");
        }
    }

    #[test]
    fn a_broken_line_in_the_middle_costs_only_itself() {
        let text = three();
        let second = text.lines().nth(1).unwrap();
        let broken = text.replace(second, "{\"v\":2}");
        let journal = Journal::parse(broken.as_bytes());
        assert_eq!(journal.entries.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 3]);
        // The third line named the hash of the line that stood there before.
        assert_eq!(
            problems(broken.as_bytes()),
            [(2, JournalProblemKind::Broken(BrokenLine::Field)), (3, JournalProblemKind::Chain)]
        );
    }

    #[test]
    fn a_changed_a_lost_and_a_moved_line_break_the_chain() {
        let text = three();
        let lines: Vec<&str> = text.lines().collect();
        let changed = text.replacen("\"note\":\"2\"", "\"note\":\"9\"", 1);
        assert_eq!(problems(changed.as_bytes()), [(3, JournalProblemKind::Chain)]);
        let lost = format!("{}\n{}\n", lines[0], lines[2]);
        assert_eq!(problems(lost.as_bytes()), [(2, JournalProblemKind::Chain)]);
        let moved = format!("{}\n{}\n{}\n", lines[1], lines[0], lines[2]);
        let expected = [
            (1, JournalProblemKind::Chain),
            (2, JournalProblemKind::Chain),
            (2, JournalProblemKind::Order),
            (3, JournalProblemKind::Chain),
        ];
        assert_eq!(problems(moved.as_bytes()), expected);
    }

    #[test]
    fn a_line_of_a_newer_version_refuses_the_file() {
        let newer = three().replacen("\"v\":2,\"id\":\"019ab000-0000-7000-8000-000000000002\"", "\"v\":99", 1);
        let journal = Journal::parse(newer.as_bytes());
        assert!(journal.entries.is_empty());
        assert_eq!(journal.problems, [JournalProblem { line: 2, kind: JournalProblemKind::Newer }]);
    }

    #[test]
    fn line_breaks_of_windows_are_no_tampering() {
        assert!(Journal::parse(three().replace('\n', "\r\n").as_bytes()).is_sound());
    }

    #[test]
    fn a_line_without_end_is_not_taken_in() {
        let long = format!("{}{}\n", three(), "x".repeat(LINE_LIMIT + 1));
        assert_eq!(problems(long.as_bytes()), [(4, JournalProblemKind::LongLine)]);
    }

    #[test]
    fn a_file_that_is_not_there_is_a_finding() {
        let journal = Journal::read(Path::new("no such journal"));
        assert_eq!(
            journal.problems,
            [JournalProblem { line: 0, kind: JournalProblemKind::Unreadable("見つかりません".into()) }]
        );
    }

    #[test]
    fn what_was_appended_is_read_alone_and_says_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let text = three();
        let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        for (first, then) in [(0, lines[0]), (lines[0], lines[2]), (lines[1], lines[1])] {
            std::fs::write(&path, &text[..first]).unwrap();
            let mut journal = Journal::read(&path);
            std::fs::write(&path, &text[..then]).unwrap();
            assert!(journal.read_on(&path));
            let whole = Journal::read(&path);
            assert_eq!((journal.entries, journal.lines), (whole.entries, whole.lines));
            assert_eq!((journal.chain, journal.length, journal.stamp), (whole.chain, whole.length, whole.stamp));
        }
    }

    #[test]
    fn a_file_that_is_not_simply_longer_is_not_read_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let start = journal_of(&[entry(1), entry(2)]);
        let others = [
            journal_of(&[entry(4), entry(5), entry(6)]),
            journal_of(&[entry(1)]),
            format!("{}x", three()),
            three().replace('\n', "\r\n"),
        ];
        for other in others {
            std::fs::write(&path, &start).unwrap();
            let mut journal = Journal::read(&path);
            std::fs::write(&path, &other).unwrap();
            assert!(!journal.read_on(&path), "{other}");
        }
    }
}
