//! One journal as read from disk: JSON Lines that are only ever appended to.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::fs;
use crate::worklist::entry::change::{Entry, Identity};
use crate::worklist::entry::id::EntryId;

use super::chain::Chain;
use super::line::{Heading, ReadLine};
use super::problem::{JournalProblemKind, Oddity, Problems};
use super::salvage::find_entries;

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

/// An entry, the number of its line, counted from 1, and the short hash of the line, see [`Chain::short`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberedEntry {
    pub line: usize,
    pub hash: u64,
    pub entry: Arc<Entry>,
}

/// A journal that was read: its entries and its problems.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    /// The entries of whole transactions.
    pub entries: Vec<NumberedEntry>,
    pub problems: Problems,
    /// What the first line says about the file; older files say nothing.
    pub heading: Option<Heading>,
    /// The hash chain after the last entry.
    pub chain: Chain,
    /// The number of bytes read: up to the last line break, or to the last entry if none follows it.
    pub length: u64,
    /// The length up to the end of the last whole transaction.
    pub whole: u64,
    /// The number of lines read.
    pub lines: usize,
    /// None if the file could not be accessed.
    pub stamp: Option<FileStamp>,
    /// A transaction whose last lines have not been read yet.
    open: Option<OpenTransaction>,
    /// Whether the last entry has no line break.
    has_open_end: bool,
}

/// The beginning of a transaction.
#[derive(Clone, Debug)]
struct OpenTransaction {
    entries: Vec<NumberedEntry>,
    id: EntryId,
    /// The number of its first line.
    line: usize,
    /// The number of lines that are still to come.
    missing: usize,
}

impl Journal {
    /// Reads a journal. Every error becomes a problem of the journal: one bad file must not hide the others.
    pub fn read(path: &Path) -> Self {
        Self::try_read(path)
            .unwrap_or_else(|error| Self::refused(JournalProblemKind::Unreadable(fs::reason(&error)), None))
    }

    fn try_read(path: &Path) -> io::Result<Self> {
        let (file, stamp) = open(path)?;
        let mut journal = Self::read_open(&file, stamp)?;
        journal.excuse_writer(&file);
        Ok(journal)
    }

    /// Reads a journal that the caller has claimed, so that an end that is being written is a problem.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn read_claimed(path: &Path) -> io::Result<Self> {
        let (file, stamp) = open(path)?;
        Self::read_open(&file, stamp)
    }

    /// Returns the bytes of a journal, at most one more than a journal may have.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
        let (file, stamp) = open(path)?;
        read_to_end(&file, stamp.length, FILE_LIMIT + 1)
    }

    fn read_open(file: &File, stamp: FileStamp) -> io::Result<Self> {
        if stamp.length > FILE_LIMIT {
            return Ok(Self::refused(JournalProblemKind::LargeFile, Some(stamp)));
        }
        let bytes = read_to_end(file, stamp.length, FILE_LIMIT)?;
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
        self.take(&read_to_end(&file, stamp.length - self.length, FILE_LIMIT)?);
        self.stamp = Some(stamp);
        self.excuse_writer(&file);
        Ok(())
    }

    /// Returns the journal with these bytes.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut journal = Self::empty();
        journal.take(bytes);
        journal
    }

    /// Returns a journal that is not read, with the problem that is the reason.
    pub fn refused(kind: JournalProblemKind, stamp: Option<FileStamp>) -> Self {
        Self { problems: Problems::of_file(kind), stamp, ..Self::empty() }
    }

    /// Whether the journal has no problems.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whether its only problem is an end that was still being written.
    pub fn is_only_torn(&self) -> bool {
        use JournalProblemKind::{Oddity as Odd, Torn, Unfinished};
        let is_torn = |kind: &JournalProblemKind| matches!(kind, Torn | Unfinished(_) | Odd(Oddity::OpenEnd));
        !self.is_sound() && self.problems.first().iter().all(|problem| is_torn(&problem.kind))
    }

    /// Whether the last whole transaction lacks its last line break.
    pub fn ends_open(&self) -> bool {
        self.has_open_end && self.open.is_none()
    }

    fn empty() -> Self {
        Self {
            entries: Vec::new(),
            problems: Problems::default(),
            heading: None,
            chain: Chain::start(),
            length: 0,
            whole: 0,
            lines: 0,
            stamp: None,
            open: None,
            has_open_end: false,
        }
    }

    /// Whether it ends in a whole transaction at this length of its file. An end that was excused, because somebody was
    /// writing it, does not: who claims the journal afterwards must not write behind what its writer left unfinished.
    pub fn is_whole(&self, file_length: u64) -> bool {
        self.whole == file_length && !self.has_open_end
    }

    /// An end that is being written at this moment is no problem.
    fn excuse_writer(&mut self, file: &File) {
        if self.is_only_torn() && fs::is_held(file) {
            self.problems = Problems::default();
        }
    }

    /// Reads further bytes, which follow those read before.
    fn take(&mut self, bytes: &[u8]) {
        // The last line that is no entry. Old programs wrote after such lines and named their hashes.
        let mut junk = None;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_suffix(b"\n") {
                Some(b"") if self.has_open_end => self.close_end(),
                Some(whole) => {
                    self.lines += 1;
                    self.length += line.len() as u64;
                    self.add(whole, &mut junk);
                }
                None => self.add_tail(line),
            }
            if self.open.is_none() {
                self.whole = self.length;
            }
            if self.problems.has_newer() {
                // Entries of a newer version may change the meaning of these, so none of them is used.
                self.entries.clear();
                self.open = None;
                return;
            }
        }
        if let Some(open) = &self.open {
            self.problems.add(open.line, JournalProblemKind::Unfinished(open.missing));
        }
    }

    fn close_end(&mut self) {
        self.has_open_end = false;
        self.length += 1;
    }

    /// Reads a line, given without its line break.
    fn add<'a>(&mut self, bytes: &'a [u8], junk: &mut Option<&'a [u8]>) {
        self.has_open_end = false;
        let found = find_entries(bytes, &self.chain, *junk, self.last_writer());
        let is_empty = found.entries.is_empty();
        for (read, line) in found.entries {
            self.accept(read, line, *junk);
            *junk = None;
        }
        if is_empty {
            *junk = Some(bytes);
            self.count_line(None);
        }
        if let Some(kind) = found.problem {
            self.problems.add(self.lines, kind);
        }
    }

    /// Reads what stands behind the last line break: entries that lack their own, or an entry that was never finished.
    fn add_tail(&mut self, bytes: &[u8]) {
        let found = find_entries(bytes, &self.chain, None, self.last_writer());
        let is_whole = found.entries.first().is_some_and(|(read, _)| read.prev == self.chain.last());
        if !is_whole {
            return self.problems.add(self.lines + 1, JournalProblemKind::Torn);
        }
        self.lines += 1;
        self.length += bytes.len() as u64;
        for (read, line) in found.entries {
            self.accept(read, line, None);
        }
        if let Some(kind) = found.problem {
            self.problems.add(self.lines, kind);
        }
        self.has_open_end = true;
        if self.open.is_none() {
            self.problems.add(self.lines, JournalProblemKind::Oddity(Oddity::OpenEnd));
        }
    }

    fn last_writer(&self) -> Option<&Arc<Identity>> {
        self.last().map(|entry| &entry.who)
    }

    fn last(&self) -> Option<&Arc<Entry>> {
        let open = self.open.as_ref().and_then(|open| open.entries.last());
        open.or(self.entries.last()).map(|recorded| &recorded.entry)
    }

    fn accept(&mut self, read: ReadLine<'_>, line: &[u8], junk: Option<&[u8]>) {
        let is_next = read.prev == self.chain.last() || junk.is_some_and(|junk| read.prev == Chain::hash(junk));
        if !is_next {
            self.problems.add(self.lines, JournalProblemKind::Chain);
        }
        if self.last().is_some_and(|last| last.id >= read.entry.id) {
            self.problems.add(self.lines, JournalProblemKind::Order);
        }
        if let Some(kind) = read.problem {
            self.problems.add(self.lines, kind);
        }
        self.chain.advance(line);
        if self.heading.is_none() && self.last().is_none() {
            self.heading = read.extras.heading;
        }
        let recorded = NumberedEntry { line: self.lines, hash: self.chain.short(), entry: Arc::new(read.entry) };
        self.begin(&recorded, read.extras.lines);
        self.count_line(Some(recorded));
    }

    /// Begins a transaction of several lines. If the one before is not whole, it counts all the same: its writer went on,
    /// so it was not cut off. The chain tells what is missing.
    fn begin(&mut self, first: &NumberedEntry, lines: Option<u32>) {
        let id = first.entry.transaction.id;
        if self.open.as_ref().is_some_and(|open| open.id != id) {
            self.close();
        }
        if let Some(lines @ 2..) = lines {
            self.open = Some(OpenTransaction { entries: Vec::new(), id, line: first.line, missing: lines as usize });
        }
    }

    /// Counts a line, which may hold an entry, as one of the open transaction.
    fn count_line(&mut self, recorded: Option<NumberedEntry>) {
        let Some(open) = &mut self.open else {
            self.entries.extend(recorded);
            return;
        };
        open.entries.extend(recorded);
        open.missing -= 1;
        if open.missing == 0 {
            self.close();
        }
    }

    fn close(&mut self) {
        self.entries.extend(self.open.take().into_iter().flat_map(|open| open.entries));
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
fn read_to_end(mut file: &File, expected: u64, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0) + 1);
    Read::by_ref(&mut file).take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests write files that no tenken would")]
mod tests {
    use crate::worklist::testing::{entry, journal_of};

    use super::super::line::Extras;
    use super::super::problem::{BrokenLine, JournalProblem};
    use super::super::salvage::LINE_LIMIT;
    use super::*;

    fn problems(bytes: &[u8]) -> Vec<(usize, JournalProblemKind)> {
        let journal = Journal::parse(bytes);
        journal.problems.first().iter().map(|problem| (problem.line, problem.kind.clone())).collect()
    }

    /// Returns a journal of one transaction with so many lines.
    fn transaction(count: u8) -> String {
        let mut chain = Chain::start();
        let mut text = String::new();
        for number in 1..=count {
            let mut one = entry(number);
            one.transaction.id = entry(1).id;
            let lines = (number == 1).then_some(u32::from(count));
            let line = super::super::line::write(&one, &Extras { heading: None, lines }, chain.last()).unwrap();
            chain.advance(line.as_bytes());
            text = text + &line + "\n";
        }
        text
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
        for end in start + 1..text.len() - 1 {
            let journal = Journal::parse(&text.as_bytes()[..end]);
            assert_eq!(journal.entries.len(), 2, "{end}");
            let torn = JournalProblem { line: 3, kind: JournalProblemKind::Torn };
            assert_eq!(journal.problems.first(), [torn], "{end}");
            assert_eq!((journal.is_only_torn(), journal.whole), (true, start as u64));
        }
        let journal = Journal::parse(&text.as_bytes()[..text.len() - 1]);
        assert_eq!((journal.entries.len(), journal.is_only_torn()), (3, true));
        assert_eq!(problems(text.trim_end().as_bytes()), [(3, JournalProblemKind::Oddity(Oddity::OpenEnd))]);
    }

    #[test]
    fn a_transaction_counts_when_all_of_its_lines_are_there() {
        let (before, text) = (journal_of(&[entry(0)]), transaction(4));
        assert_eq!(Journal::parse(text.as_bytes()).entries.len(), 4);
        for end in 1..text.len() - 1 {
            let journal = Journal::parse(&text.as_bytes()[..end]);
            assert_eq!((journal.entries.len(), journal.is_only_torn(), journal.whole), (0, true, 0), "{end}");
        }
        // Its writer went on, so it was not cut off; what is missing broke the chain.
        let lines: Vec<&str> = text.lines().collect();
        let gap = format!("{}\n{}\n{}", lines[0], lines[1], before);
        let journal = Journal::parse(gap.as_bytes());
        assert_eq!((journal.entries.len(), journal.is_only_torn()), (3, false));
        // A line that cannot be read was there all the same.
        let broken = text.replacen(lines[2], "{}", 1);
        assert_eq!(Journal::parse(broken.as_bytes()).entries.len(), 3);
    }

    #[test]
    fn lines_between_entries_are_named_and_break_nothing() {
        let text = three();
        let lines: Vec<&str> = text.lines().collect();
        let text = format!("<<<<<<< HEAD\n{}\n\n{}\n=======\n{}\n>>>>>>>\n", lines[0], lines[1], lines[2]);
        let broken = JournalProblemKind::Broken(BrokenLine::Json);
        assert_eq!(problems(text.as_bytes()), [1, 3, 5, 7].map(|line| (line, broken.clone())));
        assert_eq!(Journal::parse(text.as_bytes()).entries.len(), 3);
    }

    #[test]
    fn a_file_of_line_breaks_is_counted_not_kept() {
        let journal = Journal::parse("\n".repeat(100_000).as_bytes());
        assert_eq!((journal.problems.count(), journal.problems.first().len()), (100_000, 20));
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
        assert_eq!(journal.problems.first(), [JournalProblem { line: 2, kind: JournalProblemKind::Newer }]);
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
            journal.problems.first(),
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
