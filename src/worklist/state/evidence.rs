//! Evidence: files and pages that show that something is so, what was recorded of them, and whether they are still the
//! same.
//!
//! A file below the folder of the worklist is recorded by its path from there, so that folder and file can move
//! together; every other file by its absolute path. [`resolve`] is the way back.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::clock;
use crate::fs::reason;
use crate::model::Id;
use crate::text::clean::steers;
use crate::text::hex::hex;
use crate::worklist::entry::change::{Change, Entry};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;

use super::register::{Conflict, Shown};

/// How many bytes a file may have to be hashed.
const FILE_LIMIT: u64 = 16 << 30;

/// How many bytes are hashed at once.
const BLOCK: usize = 256 << 10;

/// A file or page that shows that something is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EntryId,
    /// What it is called; may be empty.
    pub title: String,
    /// A path or a URL; see [`resolve`].
    pub location: String,
    /// SHA-256 of the file when it was added, 64 hex digits; empty for a URL.
    pub sha256: String,
    /// From when what it shows is in effect.
    pub effective: Option<Date>,
    /// Until when it holds.
    pub expires: Option<Date>,
    /// Whether it no longer counts.
    pub is_withdrawn: bool,
    /// The clauses it stands for.
    pub clauses: BTreeSet<Id>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Who added it.
    pub added_by: String,
    /// Fields with several values, sorted by field.
    pub conflicts: Vec<Conflict>,
}

impl Evidence {
    /// Returns evidence of which only the id is known yet.
    pub(in crate::worklist) fn unknown(id: EntryId) -> Self {
        Self {
            id,
            title: String::new(),
            location: String::new(),
            sha256: String::new(),
            effective: None,
            expires: None,
            is_withdrawn: false,
            clauses: BTreeSet::new(),
            added_at: Timestamp::UNIX_EPOCH,
            added_by: String::new(),
            conflicts: Vec::new(),
        }
    }

    /// Returns the title, or the location where there is none.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.location } else { &self.title }
    }

    /// Returns where the values of a piece of evidence are kept.
    pub(in crate::worklist) const fn values(&mut self) -> &mut Self {
        self
    }

    /// Remembers who added it.
    pub(in crate::worklist) fn add_first(&mut self, entry: &Entry) {
        self.added_at = entry.at;
        self.added_by.clone_from(&entry.who.user);
    }

    /// Whether it was added and that was not undone; a link alone tells nothing.
    pub(in crate::worklist) fn is_known(&self) -> bool {
        !self.location.is_empty()
    }
}

impl Shown for Evidence {
    fn set(&mut self, entry: &Entry) {
        self.set_field(&entry.change.edit);
    }

    fn conflicts(&mut self) -> &mut Vec<Conflict> {
        &mut self.conflicts
    }
}

/// What is said of evidence when it is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::worklist) struct NewEvidence {
    /// What it is called; may be empty.
    pub(in crate::worklist) title: String,
    /// A path as [`location`] returns it, or a URL.
    pub(in crate::worklist) location: String,
    /// SHA-256 of the file as [`digest`] returns it; empty for a URL.
    pub(in crate::worklist) sha256: String,
    /// From when what it shows is in effect.
    pub(in crate::worklist) effective: Option<Date>,
    /// Until when it holds.
    pub(in crate::worklist) expires: Option<Date>,
}

impl NewEvidence {
    /// Returns what a file or a URL is recorded as, without a name or dates. The file is read for its hash; `folder` is
    /// that of the worklist.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or its path cannot be written as text.
    pub(in crate::worklist) fn of(source: &str, folder: &Path) -> Result<Self, WorklistError> {
        let (location, sha256) = match is_url(source) {
            true => (source.to_owned(), String::new()),
            false => (location(Path::new(source), folder)?, digest(Path::new(source))?),
        };
        Ok(Self { location, sha256, ..Self::default() })
    }

    /// Whether this is the same file in the same state, or the same page, as evidence that counts already.
    pub(in crate::worklist) fn is(&self, known: &Evidence) -> bool {
        !known.is_withdrawn && known.location == self.location && known.sha256 == self.sha256
    }

    /// Returns the changes that add the evidence to clauses, and the id it will have.
    pub(in crate::worklist) fn changes(self, clauses: &[Id]) -> (EntryId, Vec<Change>) {
        let id = EntryId::fresh(clock::now());
        (id, self.changes_as(id, clauses))
    }

    pub(in crate::worklist) fn changes_as(self, id: EntryId, clauses: &[Id]) -> Vec<Change> {
        let texts = [(self.title, Edit::Title as fn(String) -> Edit), (self.sha256, Edit::Sha256)];
        let texts = texts.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, edit)| edit(text));
        let dates = [(self.effective, Edit::Effective as fn(Option<Date>) -> Edit), (self.expires, Edit::Expires)];
        let dates = dates.into_iter().filter(|(date, _)| date.is_some()).map(|(date, edit)| edit(date));
        let own = [Edit::Location(self.location)].into_iter().chain(texts).chain(dates);
        let links = clauses.iter().map(|clause| Change::clause(clause.as_str(), Edit::Link { evidence: id, on: true }));
        own.map(|edit| Change::evidence(id, edit)).chain(links).collect()
    }
}

/// How evidence stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file is as it was when it was added.
    Same,
    /// The file has other contents now.
    Changed,
    /// There is no such file any more.
    Missing,
    /// The file cannot be read, and why.
    Unreadable(String),
    /// It is a page; tenken never looks at the network.
    Url,
    /// The file is there, but no hash of it was recorded.
    NotHashed,
}

/// Returns how all evidence that was not withdrawn stands, in the order it was added. `folder` is that of the worklist.
pub fn check(state: &State, folder: &Path) -> Vec<(EntryId, Standing)> {
    let counted = state.evidence().filter(|evidence| !evidence.is_withdrawn);
    counted.map(|evidence| (evidence.id, standing(evidence, folder))).collect()
}

fn standing(evidence: &Evidence, folder: &Path) -> Standing {
    if is_url(&evidence.location) {
        return Standing::Url;
    }
    let path = resolve(&evidence.location, folder);
    if evidence.sha256.is_empty() {
        return match fs::metadata(&path) {
            Ok(_) => Standing::NotHashed,
            Err(error) => refused(&error),
        };
    }
    match hash(&path) {
        Ok(hash) if hash == evidence.sha256 => Standing::Same,
        Ok(_) => Standing::Changed,
        Err(error) => refused(&error),
    }
}

fn refused(error: &io::Error) -> Standing {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Standing::Missing,
        _ => Standing::Unreadable(reason(error)),
    }
}

/// Returns the SHA-256 of a file as 64 hex digits.
///
/// # Errors
///
/// If it is no plain file, cannot be read, or has more than 16 GiB.
pub fn digest(path: &Path) -> Result<String, WorklistError> {
    hash(path).map_err(WorklistError::io(path, "を証跡として読み込めません"))
}

fn hash(path: &Path) -> io::Result<String> {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    check_plain(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    check_plain(&file.metadata()?)?;
    let mut rest = file.take(FILE_LIMIT + 1);
    let mut hasher = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match rest.read(&mut block) {
            Ok(0) if rest.limit() == 0 => return Err(io::ErrorKind::FileTooLarge.into()),
            Ok(0) => return Ok(hex(&hasher.finalize())),
            Ok(count) => hasher.update(&block[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn check_plain(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other("ふつうのファイルではありません"))
    }
}

/// Whether a location is a page and not a file.
pub fn is_url(location: &str) -> bool {
    let scheme = location.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Returns how a file is recorded: by its path from the folder of the worklist if it lies below, else by its absolute
/// path. A path that is not absolute is meant from the current folder.
///
/// # Errors
///
/// If the path cannot be written as text.
pub fn location(path: &Path, folder: &Path) -> Result<String, WorklistError> {
    let unusable = WorklistError::io(path, "を証跡として記録できません");
    let texts = || {
        let path = std::path::absolute(path)?;
        let folder = std::path::absolute(folder)?;
        let short = path.strip_prefix(&folder).unwrap_or(&path);
        let text = short.to_str().filter(|text| !text.contains(steers));
        text.map(str::to_owned).ok_or_else(|| io::Error::other("名前に使えない文字があります"))
    };
    texts().map_err(unusable)
}

/// Returns the path of a recorded location; `folder` is that of the worklist.
pub fn resolve(location: &str, folder: &Path) -> PathBuf {
    folder.join(location)
}
