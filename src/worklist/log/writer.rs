//! The writer of one journal. The journal is locked as long as the writer exists.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::fs;
use crate::worklist::entry::change::{Entry, Identity};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id;

use super::chain::Chain;
use super::file::{FileStamp, Journal};
use super::folder;
use super::journals::{JournalEnd, Journals};
use super::line;

/// The size in bytes from which on a new journal is begun.
const FULL: u64 = 16 << 20;

/// The most bytes written at once: a journal that is not full yet then stays below the limit of readers.
const BATCH_LIMIT: usize = 32 << 20;

/// The most characters of the name of a host or a user that go into the name of a file.
const NAME_LIMIT: usize = 40;

/// The number of attempts to create a file whose name turns out to be taken.
const ATTEMPTS: usize = 8;

const TOKEN_LENGTH: usize = 8;

/// Appends to one journal.
#[derive(Debug)]
pub(crate) struct Writer {
    path: PathBuf,
    name: String,
    file: File,
    length: u64,
    chain: Chain,
}

impl Writer {
    /// Claims a journal of the same person on the same host that no other program writes to, or begins a new one.
    /// Journals that are known and have not changed since are not read again.
    ///
    /// # Errors
    ///
    /// If folder or file cannot be created.
    pub fn claim(folder: &Path, who: &Identity, known: &Journals) -> Result<Self, WorklistError> {
        fs::create_folder(folder).map_err(WorklistError::io(folder, "を作成できません"))?;
        let listed = folder::journals(folder).map_err(WorklistError::io(folder, "を読み込めません"))?;
        let own = listed.into_iter().map(|(name, _)| name).filter(|name| is_own(name, who));
        match own.filter_map(|name| Self::take_over(folder.join(&name), known.get(&name), name, who)).next() {
            Some(writer) => Ok(writer),
            None => Self::begin(folder, who),
        }
    }

    /// Claims a journal; none if it is in use, full, or has a problem or an entry of somebody else. A journal with a
    /// problem is never written to, because it is evidence of what happened.
    fn take_over(path: PathBuf, known: Option<&Journal>, name: String, who: &Identity) -> Option<Self> {
        let file = fs::claim_existing(&path).ok()??;
        let stamp = FileStamp::of(&file.metadata().ok()?);
        let journal = match known.filter(|journal| journal.stamp == Some(stamp)) {
            Some(journal) => Cow::Borrowed(journal),
            None => Cow::Owned(Journal::read(&path)),
        };
        let fits = journal.is_sound()
            && journal.length < FULL
            && journal.entries.iter().all(|recorded| *recorded.entry.who == *who)
            && fs::is_in_place(&path, &file);
        fits.then(|| Self { path, name, file, length: journal.length, chain: journal.chain.clone() })
    }

    fn begin(folder: &Path, who: &Identity) -> Result<Self, WorklistError> {
        let mut path = folder.to_owned();
        for _ in 0..ATTEMPTS {
            let name = format!("{}{}.jsonl", prefix(who), id::token());
            path = folder.join(&name);
            let claimed = fs::claim_new(&path).map_err(WorklistError::io(&path, "を作成できません"))?;
            if let Some(file) = claimed {
                return Ok(Self { path, name, file, length: 0, chain: Chain::start() });
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

    /// Appends entries with one write. When this returns they are on disk.
    ///
    /// # Errors
    ///
    /// If they cannot be written. The file is then as before, unless the error says otherwise. The writer must not be
    /// used again: after a failed write it is unknown what the disk holds.
    pub fn append(&mut self, entries: &[Arc<Entry>]) -> Result<JournalEnd, WorklistError> {
        let (bytes, chain) = encode(entries, self.chain.clone())?;
        append(&mut self.file, self.length, &bytes).map_err(|failed| match failed {
            AppendError::RolledBack(source) => WorklistError::io(&self.path, "に書き込めません")(source),
            AppendError::LeftOver(source) => WorklistError::Unfinished { path: self.path.clone(), source },
        })?;
        self.length += bytes.len() as u64;
        self.chain = chain;
        let stamp = self.file.metadata().ok().map(|metadata| FileStamp::of(&metadata));
        Ok(JournalEnd { chain: self.chain.clone(), length: self.length, stamp })
    }
}

/// Returns the lines of entries and the hash chain after them.
fn encode(entries: &[Arc<Entry>], mut chain: Chain) -> Result<(Vec<u8>, Chain), WorklistError> {
    let mut bytes = Vec::new();
    for entry in entries {
        let line = line::write(entry, chain.last())?;
        chain.advance(line.as_bytes());
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
        if bytes.len() > BATCH_LIMIT {
            return Err(WorklistError::TooMuch);
        }
    }
    Ok((bytes, chain))
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

/// Whether a file has a name that this person on this host gives to journals.
fn is_own(name: &str, who: &Identity) -> bool {
    let token = name.strip_prefix(&prefix(who)).and_then(|rest| rest.strip_suffix(".jsonl"));
    token.is_some_and(|token| token.len() == TOKEN_LENGTH && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn prefix(who: &Identity) -> String {
    format!("{}-{}-", plain(&who.host), plain(&who.user))
}

/// Returns a name with characters that every file system accepts: letters, digits, `_` and `-`.
fn plain(name: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let plain: String = name.chars().take(NAME_LIMIT).map(keep).collect();
    if plain.is_empty() { "_".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use crate::worklist::testing::{entry, sato};

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
    fn names_of_files_hold_nothing_but_plain_characters() {
        let who = |host: &str, user: &str| Identity { host: host.into(), user: user.into() };
        for (who, expected) in [
            (sato(), "pc1-sato-"),
            (who("pc.hospital.local", "D\\sato"), "pc_hospital_local-D_sato-"),
            (who("../..", "佐藤"), "_____-__-"),
            (who("", ""), "_-_-"),
        ] {
            assert_eq!(prefix(&who), expected);
        }
        assert!(prefix(&who(&"h".repeat(300), &"u".repeat(300))).len() <= 2 * NAME_LIMIT + 2);
    }

    #[test]
    fn own_files_are_told_by_their_names() {
        for (name, own) in [
            ("pc1-sato-0123abcd.jsonl", true),
            ("pc1-sato-0123abcd (コピー).jsonl", false),
            ("pc1-sato-x-0123abcd.jsonl", false),
            ("pc2-sato-0123abcd.jsonl", false),
            ("pc1-sato-.jsonl", false),
        ] {
            assert_eq!(is_own(name, &sato()), own, "{name}");
        }
    }

    #[test]
    fn more_than_a_journal_takes_is_refused_before_writing() {
        let mut huge = entry(1);
        huge.via = "x".repeat(1 << 20);
        let huge = Arc::new(huge);
        let entries = vec![huge; BATCH_LIMIT >> 20];
        assert!(matches!(encode(&entries, Chain::start()), Err(WorklistError::TooMuch)));
    }
}
