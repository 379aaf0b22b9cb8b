//! What this machine remembers of its own records: a copy of every journal that it writes, in the state folder of the
//! person. An older copy laid over a journal, an unmounted share or a replaced file shows at the next opening, and can be
//! brought back.
//!
//! There is one folder for each machine and each place of a worklist, so that a copied home remembers nothing that is not
//! its own. A copy only ever follows a journal that begins with it. Because of the hash chain two journals of one length
//! with the same last line are the same.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::fs;
use crate::language::tr;
use crate::text::clean::clean_line;
use crate::text::hex::hex;
use crate::worklist::entry::change::{Entry, Identity};
use crate::worklist::entry::id::{EntryId, token};

use super::file::{FILE_LIMIT, Journal};
use super::folder;
use super::journals::Journals;
use super::naming::new_name;

/// The file with the id of the worklist.
const LIST: &str = "list";

/// The most bytes of it that are read.
const LIST_LIMIT: u64 = 1 << 10;

/// The most bytes that are compared at the end of two journals: more than the longest line.
const END: u64 = 1 << 16;

/// The copies of own journals; none if there is no state folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Backup {
    folder: Option<PathBuf>,
}

/// A journal of which this machine remembers more than there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostRecords {
    /// The name of the file.
    pub file: String,
    /// The number of records that are gone.
    pub count: usize,
    /// The number of records that say something else now.
    pub rewritten: usize,
}

impl LostRecords {
    /// Returns how many records can be brought back.
    pub fn total(&self) -> usize {
        self.count + self.rewritten
    }

    /// Returns the sentence about it.
    pub fn sentence(&self) -> String {
        if self.rewritten > 0 {
            let file = clean_line(&self.file);
            let (gone, rewritten) = (self.count, self.rewritten);
            return if gone > 0 {
                tr!(
                    "{file}: 自分の記録が {gone} 件減り、{n} 件書き換えられています。`tenken verify --restore` で戻せます。",
                    file,
                    gone,
                    n = rewritten
                )
            } else {
                tr!(
                    "{file}: 自分の記録が {n} 件書き換えられています。`tenken verify --restore` で戻せます。",
                    file,
                    n = rewritten
                )
            };
        }
        tr!(
            "{file}: 自分の記録が {n} 件減っています。古い控えで上書きされたか、共有フォルダーが外れているようです。`tenken verify --restore` で戻せます。",
            file = clean_line(&self.file),
            n = self.count
        )
    }
}

/// Whether a folder holds such copies, which are no worklist.
pub(crate) fn is_backup(folder: &Path) -> bool {
    list_in(folder).is_some()
}

fn list_in(folder: &Path) -> Option<EntryId> {
    let text = fs::read_text(&folder.join(LIST), LIST_LIMIT).ok()?;
    EntryId::parse(text.trim())
}

impl Backup {
    /// Returns the copies for a worklist in a folder, below the state folder of a person.
    pub fn of(state: &Path, folder: &Path) -> Self {
        Self { folder: Some(state.join("journals").join(place_key(folder))) }
    }

    /// Whether anything is remembered.
    pub fn is_any(&self) -> bool {
        !self.names().is_empty()
    }

    /// Returns the id of the worklist that was seen here last.
    pub fn list(&self) -> Option<EntryId> {
        list_in(self.folder.as_ref()?)
    }

    /// Remembers the id of the worklist, and what a journal holds now if it begins with what is remembered.
    ///
    /// # Errors
    ///
    /// If the state folder cannot be written.
    pub fn follow(&self, list: Option<EntryId>, journal: &Path, name: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        fs::create_folder(folder)?;
        if let Some(list) = list.filter(|list| self.list() != Some(*list)) {
            fs::replace(&folder.join(LIST), format!("{list}\n").as_bytes())?;
        }
        let copy = folder.join(name);
        let Some(mut target) = claim(&copy)? else { return Ok(()) };
        let known = target.metadata()?.len();
        let mut source = File::open(journal)?;
        if known > 0 && !begins_with(&mut source, &mut File::open(&copy)?, known)? {
            return Ok(());
        }
        source.seek(SeekFrom::Start(known))?;
        let mut rest = Vec::new();
        source.take(FILE_LIMIT).read_to_end(&mut rest)?;
        target.write_all(&rest)
    }

    /// Remembers that something was told about this worklist. Returns whether it was not told before.
    ///
    /// # Errors
    ///
    /// If the state folder cannot be written.
    pub fn is_news(&self, what: &str) -> io::Result<bool> {
        let Some(folder) = &self.folder else { return Ok(false) };
        let told = folder.join(format!("told-{what}"));
        if told.exists() {
            return Ok(false);
        }
        fs::create_folder(folder)?;
        fs::replace(&told, b"").map(|()| true)
    }

    /// Lets the copies follow their journals that programs did not come to copy before they were killed. One that somebody
    /// is writing is copied by its writer.
    pub fn catch_up(&self, folder: &Path) {
        self.folder.iter().for_each(|copies| fs::remove_strays(copies));
        for name in self.names() {
            let journal = folder.join(&name);
            if self.compare(&journal, &name) == Comparison::Longer
                && let Ok(Some(_claimed)) = fs::claim_existing(&journal)
            {
                // What cannot be copied now will be next time.
                let _ = self.follow(None, &journal, &name);
            }
        }
    }

    /// Whether this machine remembers exactly what a journal holds, so that nobody else has written to it.
    pub fn vouches_for(&self, journal: &Path, name: &str) -> bool {
        self.compare(journal, name) == Comparison::Same
    }

    /// Whether this machine remembers something that a journal does not begin with.
    pub fn contradicts(&self, journal: &Path, name: &str) -> bool {
        matches!(self.compare(journal, name), Comparison::Shorter | Comparison::Other)
    }

    fn compare(&self, journal: &Path, name: &str) -> Comparison {
        let copy = self.folder.as_ref().and_then(|folder| File::open(folder.join(name)).ok());
        let Some(copy) = copy else { return Comparison::Unknown };
        compare(journal, &copy).unwrap_or(Comparison::Other)
    }

    /// Returns the journals of which there is less than this machine remembers. Records that are in another file count as
    /// there.
    pub fn lost(&self, folder: &Path, journals: &Journals) -> Vec<LostRecords> {
        let contradicted = self.names().into_iter().filter(|name| self.contradicts(&folder.join(name), name));
        let contradicted: Vec<String> = contradicted.collect();
        if contradicted.is_empty() {
            return Vec::new();
        }
        let there: HashMap<EntryId, &Arc<Entry>> = journals
            .iter()
            .flat_map(|(_, journal)| &journal.entries)
            .map(|recorded| (recorded.entry.id, &recorded.entry))
            .collect();
        let lost = contradicted.into_iter().map(|file| {
            let mut lost = LostRecords { file, count: 0, rewritten: 0 };
            for recorded in &self.copy(&lost.file).entries {
                match there.get(&recorded.entry.id) {
                    None => lost.count += 1,
                    Some(now) if **now != recorded.entry => lost.rewritten += 1,
                    Some(_) => {}
                }
            }
            lost
        });
        lost.filter(|lost| lost.total() > 0).collect()
    }

    /// Brings back what is lost, and returns how many records that is. A journal that was cut off or removed is put back;
    /// beside one that holds other records the copy becomes a journal of its own.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn restore(&self, folder: &Path, journals: &Journals, who: &Identity) -> io::Result<usize> {
        let lost = self.lost(folder, journals);
        if let Some(copies) = &self.folder {
            fs::create_folder(folder)?;
            for one in &lost {
                let bytes = std::fs::read(copies.join(&one.file))?;
                let place = folder.join(&one.file);
                let is_free = match self.compare(&place, &one.file) {
                    Comparison::Shorter => matches!(fs::claim_existing(&place), Ok(Some(_))),
                    // What was rewritten is kept as evidence under a name that is not read.
                    Comparison::Other if one.rewritten > 0 => {
                        let kept = format!(".{}.rewritten-{}", one.file, token());
                        std::fs::rename(&place, folder.join(kept)).is_ok()
                    }
                    _ => std::fs::symlink_metadata(&place).is_err(),
                };
                fs::replace(&if is_free { place } else { folder.join(new_name(who)) }, &bytes)?;
            }
        }
        Ok(lost.iter().map(LostRecords::total).sum())
    }

    /// Forgets what is lost: from now on the present records are right.
    ///
    /// # Errors
    ///
    /// If a copy cannot be removed.
    pub fn accept(&self, folder: &Path, journals: &Journals) -> io::Result<usize> {
        let lost = self.lost(folder, journals);
        for (copies, one) in self.folder.iter().flat_map(|copies| lost.iter().map(move |one| (copies, one))) {
            std::fs::remove_file(copies.join(&one.file))?;
        }
        Ok(lost.iter().map(LostRecords::total).sum())
    }

    fn copy(&self, name: &str) -> Journal {
        self.folder.as_ref().map_or_else(|| Journal::parse(b""), |folder| Journal::read(&folder.join(name)))
    }

    fn names(&self) -> Vec<String> {
        let listed = self.folder.as_ref().and_then(|folder| folder::journals(folder).ok()).unwrap_or_default();
        listed.into_iter().filter(|one| one.passed_over.is_none()).map(|one| one.name).collect()
    }
}

/// How a journal and its copy differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    /// There is no copy.
    Unknown,
    Same,
    /// The journal begins with the copy.
    Longer,
    /// The copy begins with the journal.
    Shorter,
    Other,
}

fn compare(journal: &Path, copy: &File) -> io::Result<Comparison> {
    let mut journal = File::open(journal)?;
    let (here, known) = (journal.metadata()?.len(), copy.metadata()?.len());
    let mut copy = copy;
    Ok(match here.cmp(&known) {
        _ if !begins_with(&mut journal, &mut copy, here.min(known))? => Comparison::Other,
        std::cmp::Ordering::Equal => Comparison::Same,
        std::cmp::Ordering::Less => Comparison::Shorter,
        std::cmp::Ordering::Greater => Comparison::Longer,
    })
}

/// Whether two journals are the same up to a length at which a line ends. It is enough to compare the last line, which
/// holds the hash of the one before.
fn begins_with(one: &mut (impl Read + Seek), other: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    Ok(last_bytes(one, length)? == last_bytes(other, length)?)
}

fn last_bytes(file: &mut (impl Read + Seek), length: u64) -> io::Result<Vec<u8>> {
    let from = length.saturating_sub(END);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length - from).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a copy for appending; none if another program is doing so.
fn claim(path: &Path) -> io::Result<Option<File>> {
    match fs::claim_new(path)? {
        Some(file) => Ok(Some(file)),
        None => fs::claim_existing(path),
    }
}

/// Returns a name for what is remembered of a folder on this machine.
pub(crate) fn place_key(folder: &Path) -> String {
    const DIGITS: usize = 32;
    let mut place = fs::machine_id().into_bytes();
    place.push(0);
    place.extend_from_slice(resolved(folder).as_os_str().as_encoded_bytes());
    let mut key = hex(&Sha256::digest(&place));
    key.truncate(DIGITS);
    key
}

/// Returns a path without links, also if its last parts do not exist.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = std::fs::canonicalize(path) {
        return path;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => resolved(parent).join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}
