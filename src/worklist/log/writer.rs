//! The writer of one journal. The journal is locked as long as the writer exists.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::fs;
use crate::text::hex::hex;
use crate::worklist::entry::change::{Entry, Identity};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;

use super::backup::Backup;
use super::chain::Chain;
use super::file::{FileStamp, Journal};
use super::folder;
use super::journals::{JournalEnd, Journals};
use super::line::{self, Extras, Heading};
use super::lineage::Lineage;
use super::naming::{is_own, new_name};

/// The size in bytes from which on a new journal is begun.
const FULL: u64 = 16 << 20;

/// The most bytes written at once: a journal that is not full yet then stays below the limit of readers.
const BATCH_LIMIT: usize = 32 << 20;

/// The number of attempts to create a file whose name turns out to be taken.
const ATTEMPTS: usize = 8;

/// Appends to one journal.
#[derive(Debug)]
pub(crate) struct Writer {
    path: PathBuf,
    name: String,
    who: Identity,
    file: File,
    length: u64,
    chain: Chain,
    /// The worklist that the journal names; none if it is empty or of an old version.
    list: Option<EntryId>,
}

/// What is known of a worklist when one of its journals is begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// Its id; none if this is its first entry, whose id it takes.
    pub list: Option<EntryId>,
    /// Whether it has no profile.
    pub is_implicit: bool,
}

impl Writer {
    /// Claims a journal of the same person on the same host that was begun on this machine and that no other program
    /// writes to, or begins a new one. Journals that are known and have not changed since are not read again. What is said
    /// about the worklist itself is written to a journal that names it.
    ///
    /// # Errors
    ///
    /// If folder or file cannot be created.
    pub fn claim(
        folder: &Path,
        who: &Identity,
        known: &Journals,
        backup: &Backup,
        is_about_worklist: bool,
    ) -> Result<Self, WorklistError> {
        fs::create_folder(folder).map_err(WorklistError::io(folder, "を作成できません"))?;
        let listed = folder::journals(folder).map_err(WorklistError::io(folder, "を読み込めません"))?;
        let own = listed.into_iter().filter(|one| one.passed_over.is_none() && is_own(&one.name, who));
        let take_over = |name: String| Self::take_over(folder, name, who, known, backup);
        let list = |name: &str| known.get(name).and_then(|journal| Some(journal.heading.as_ref()?.list));
        let may_continue = |name: &String| Self::may_continue(list(name), known.lineage(), is_about_worklist);
        match own.map(|one| one.name).filter(may_continue).filter_map(take_over).next() {
            Some(writer) => Ok(writer),
            None => Self::begin(folder, who),
        }
    }

    /// Claims a journal; none if it is in use, full, or has a problem, or if it was begun on another machine or file, as
    /// in a copied home: then its original may grow as well. A journal with a problem is never written to, because it is
    /// evidence of what happened.
    fn take_over(folder: &Path, name: String, who: &Identity, known: &Journals, backup: &Backup) -> Option<Self> {
        let (path, known) = (folder.join(&name), known.get(&name));
        let file = fs::claim_existing(&path).ok()??;
        let metadata = file.metadata().ok()?;
        let stamp = FileStamp::of(&metadata);
        let journal = match known.filter(|journal| journal.stamp == Some(stamp)) {
            Some(journal) => Cow::Borrowed(journal),
            None => Cow::Owned(Journal::read_claimed(&path).ok()?),
        };
        let is_ours = || is_begun_by(who, &journal, &file) || backup.vouches_for(&path, &name);
        let fits = journal.is_sound()
            && journal.is_whole(metadata.len())
            && journal.length < FULL
            && fs::is_in_place(&path, &file)
            && !backup.contradicts(&path, &name)
            && (journal.length == 0 || is_ours());
        let list = journal.heading.as_ref().map(|heading| heading.list);
        let (length, chain, who) = (journal.length, journal.chain.clone(), who.clone());
        fits.then(|| Self { path, name, who, file, length, chain, list })
    }

    fn begin(folder: &Path, who: &Identity) -> Result<Self, WorklistError> {
        let mut path = folder.to_owned();
        for _ in 0..ATTEMPTS {
            let name = new_name(who);
            path = folder.join(&name);
            let claimed = fs::claim_new(&path).map_err(WorklistError::io(&path, "を作成できません"))?;
            if let Some(file) = claimed {
                let (length, chain, who) = (0, Chain::start(), who.clone());
                return Ok(Self { path, name, who, file, length, chain, list: None });
            }
        }
        Err(WorklistError::io(path, "を作成できません")(io::ErrorKind::ResourceBusy.into()))
    }

    /// Returns the name of the journal's file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the journal is still in place, has the length that this writer left, and is not full.
    pub fn is_usable(&self) -> bool {
        let same_length = self.file.metadata().is_ok_and(|metadata| metadata.len() == self.length);
        same_length && self.length < FULL && fs::is_in_place(&self.path, &self.file)
    }

    /// Whether a journal that names this worklist may be written to. What is said about the worklist itself goes to a journal
    /// that names it: another worklist that is counted here is so only as long as it says nothing of the kind.
    fn may_continue(list: Option<EntryId>, lineage: &Lineage, is_about_worklist: bool) -> bool {
        list.is_none_or(|list| if is_about_worklist { lineage.list == Some(list) } else { lineage.accepts(list) })
    }

    /// Whether what is written to the journal now will be counted.
    pub fn is_counted(&self, lineage: &Lineage, is_about_worklist: bool) -> bool {
        Self::may_continue(self.list, lineage, is_about_worklist)
    }

    /// Removes the journal if nothing was ever written to it.
    pub fn give_up(self) {
        if self.length == 0 && fs::is_in_place(&self.path, &self.file) {
            // An empty file is in nobody's way; the next writer takes it.
            let _ = std::fs::remove_file(&self.path);
        }
    }

    /// Appends the entries of one transaction with one write. When this returns they are on disk.
    ///
    /// # Errors
    ///
    /// If they cannot be written. The file is then as before, unless the error says otherwise. The writer must not be
    /// used again: after a failed write it is unknown what the disk holds.
    pub fn append(&mut self, entries: &[Arc<Entry>], opening: Opening) -> Result<JournalEnd, WorklistError> {
        let heading = self.heading(entries, opening);
        let encoded = encode(entries, heading.as_ref(), self.chain.clone())?;
        append(&mut self.file, self.length, &encoded.bytes).map_err(|failed| match failed {
            AppendError::RolledBack(source) => WorklistError::io(&self.path, "に書き込めません")(source),
            AppendError::LeftOver(source) => WorklistError::Unfinished { path: self.path.clone(), source },
        })?;
        self.length += encoded.bytes.len() as u64;
        self.chain = encoded.chain;
        self.list = heading.as_ref().map_or(self.list, |heading| Some(heading.list));
        let stamp = self.file.metadata().ok().map(|metadata| FileStamp::of(&metadata));
        Ok(JournalEnd { heading, chain: self.chain.clone(), hashes: encoded.hashes, length: self.length, stamp })
    }

    /// Returns the heading, for the first line of a journal.
    fn heading(&self, entries: &[Arc<Entry>], opening: Opening) -> Option<Heading> {
        let first = entries.first().filter(|_| self.length == 0)?;
        let Opening { list, is_implicit } = opening;
        Some(Heading { list: list.unwrap_or(first.id), is_implicit, writer: writer_mark(&self.who, &self.file) })
    }
}

/// Removes what a killed program has left behind in the journals of this person that were begun on this machine: the
/// beginning of a transaction, which nobody was told is recorded, or nothing at all. A journal of which this machine
/// remembers more was cut off by somebody else, and is left for a restore. Returns whether there was anything.
pub(crate) fn clean_up(folder: &Path, who: &Identity, journals: &Journals, backup: &Backup) -> bool {
    let is_cut = |name: &str| backup.contradicts(&folder.join(name), name);
    let torn = journals.iter().filter(|(name, journal)| is_own(name, who) && is_left_over(journal) && !is_cut(name));
    let mut has_cleaned = false;
    for (name, _) in torn {
        // Who may not write here leaves it as it is; it is reported and not counted.
        has_cleaned |= mend(&folder.join(name), who).unwrap_or(false);
    }
    has_cleaned
}

/// Whether a journal ends in what its program did not come to write, or was only just begun.
fn is_left_over(journal: &Journal) -> bool {
    journal.is_only_torn() || (journal.is_sound() && journal.length == 0 && journal.stamp.is_some())
}

/// Cuts a journal that nobody writes to back to its last whole transaction, and ends its last line; removes the journal if
/// there is none.
fn mend(path: &Path, who: &Identity) -> io::Result<bool> {
    let Some(mut file) = fs::claim_existing(path)? else { return Ok(false) };
    // Read once more: its writer may have gone on before it was claimed.
    let journal = Journal::read_claimed(path)?;
    let is_ours = journal.heading.is_none() || is_begun_by(who, &journal, &file);
    if !is_left_over(&journal) || !is_ours || !fs::is_in_place(path, &file) {
        return Ok(false);
    }
    if journal.whole == 0 {
        std::fs::remove_file(path)?;
    } else {
        file.set_len(journal.whole)?;
        if journal.ends_open() {
            file.write_all(b"\n")?;
        }
        file.sync_data()?;
    }
    Ok(true)
}

/// Whether a journal was begun by this person, on this machine and in this file.
fn is_begun_by(who: &Identity, journal: &Journal, file: &File) -> bool {
    journal
        .heading
        .as_ref()
        .is_some_and(|heading| !heading.writer.is_empty() && heading.writer == writer_mark(who, file))
}

/// Returns the mark of a person on this machine and a file. A copy of the file has another one, and so has another person:
/// names without plain letters give files of the same name.
fn writer_mark(who: &Identity, file: &File) -> String {
    const DIGITS: usize = 16;
    let Ok(number) = fs::file_number(file) else { return String::new() };
    let Identity { user, host } = who;
    let mut hash = hex(&Sha256::digest(format!("tenken\0{}\0{host}\0{user}\0{number}", fs::machine_id())));
    hash.truncate(DIGITS);
    hash
}

/// The lines of a transaction.
struct Encoded {
    bytes: Vec<u8>,
    /// The short hash of each line.
    hashes: Vec<u64>,
    /// The hash chain after them.
    chain: Chain,
}

/// Returns the lines of a transaction. The first one says how many there are.
fn encode(entries: &[Arc<Entry>], heading: Option<&Heading>, chain: Chain) -> Result<Encoded, WorklistError> {
    let mut encoded = Encoded { bytes: Vec::new(), hashes: Vec::with_capacity(entries.len()), chain };
    let count = u32::try_from(entries.len()).map_err(|_| WorklistError::TooMuch)?;
    let mut extras = Extras { heading: heading.cloned(), lines: (count > 1).then_some(count) };
    for entry in entries {
        let line = line::write(entry, &std::mem::take(&mut extras), encoded.chain.last())?;
        encoded.chain.advance(line.as_bytes());
        encoded.hashes.push(encoded.chain.short());
        encoded.bytes.extend_from_slice(line.as_bytes());
        encoded.bytes.push(b'\n');
        if encoded.bytes.len() > BATCH_LIMIT {
            return Err(WorklistError::TooMuch);
        }
    }
    Ok(encoded)
}

/// The operations that appending needs. Tests replace the file by a failing disk.
trait AppendTarget: Write {
    /// Waits until the written data is on disk.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the file to a length.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl AppendTarget for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.seek(SeekFrom::Start(length)).map(|_| ())
    }
}

/// The outcome of a failed append.
#[derive(Debug)]
enum AppendError {
    /// The file is as before.
    RolledBack(io::Error),
    /// The file may still hold a part of it.
    LeftOver(io::Error),
}

/// Appends all bytes and waits for the disk, or cuts the file to its former length.
fn append(target: &mut impl AppendTarget, length: u64, bytes: &[u8]) -> Result<(), AppendError> {
    let written = target.write_all(bytes).and_then(|()| target.sync());
    written.map_err(|error| match target.cut(length) {
        Ok(()) => AppendError::RolledBack(error),
        Err(_) => AppendError::LeftOver(error),
    })
}

#[cfg(test)]
mod tests {
    use crate::worklist::testing::entry;

    use super::*;

    /// A disk with room for so many bytes, that may also fail to sync or to cut.
    #[derive(Default)]
    struct Disk {
        bytes: Vec<u8>,
        room: usize,
        sync_fails: bool,
        cut_fails: bool,
        synced: bool,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let fits = bytes.len().min(self.room - self.bytes.len());
            if fits == 0 && !bytes.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.bytes.extend_from_slice(&bytes[..fits]);
            Ok(fits)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl AppendTarget for Disk {
        fn sync(&mut self) -> io::Result<()> {
            self.synced = !self.sync_fails;
            if self.sync_fails { Err(io::Error::other("EIO")) } else { Ok(()) }
        }

        fn cut(&mut self, length: u64) -> io::Result<()> {
            if self.cut_fails {
                return Err(io::Error::other("EIO"));
            }
            self.bytes.truncate(usize::try_from(length).unwrap());
            Ok(())
        }
    }

    fn disk(room: usize) -> Disk {
        Disk { bytes: b"old\n".to_vec(), room, ..Disk::default() }
    }

    #[test]
    fn what_fits_is_written_and_synced() {
        let mut disk = disk(100);
        append(&mut disk, 4, b"new\n").unwrap();
        assert_eq!(disk.bytes, b"old\nnew\n");
        assert!(disk.synced);
    }

    #[test]
    fn a_disk_that_fills_up_anywhere_is_as_before() {
        for room in 4..8 {
            let mut disk = disk(room);
            let failed = append(&mut disk, 4, b"new\n").unwrap_err();
            assert!(
                matches!(&failed, AppendError::RolledBack(e) if e.kind() == io::ErrorKind::StorageFull),
                "{failed:?}"
            );
            assert_eq!(disk.bytes, b"old\n", "{room}");
        }
    }

    #[test]
    fn what_cannot_be_synced_is_taken_back() {
        let mut disk = Disk { sync_fails: true, ..disk(100) };
        assert!(matches!(append(&mut disk, 4, b"new\n"), Err(AppendError::RolledBack(_))));
        assert_eq!(disk.bytes, b"old\n");
    }

    #[test]
    fn what_cannot_be_taken_back_is_told() {
        let mut disk = Disk { cut_fails: true, ..disk(6) };
        assert!(matches!(append(&mut disk, 4, b"new\n"), Err(AppendError::LeftOver(_))));
    }

    #[test]
    fn more_than_a_journal_takes_is_refused_before_writing() {
        let mut huge = entry(1);
        huge.via = "x".repeat(1 << 20);
        let huge = Arc::new(huge);
        let entries = vec![huge; BATCH_LIMIT >> 20];
        assert!(matches!(encode(&entries, None, Chain::start()), Err(WorklistError::TooMuch)));
    }
}
