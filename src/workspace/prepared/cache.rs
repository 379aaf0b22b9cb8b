//! The folder of all that is prepared, below the cache folder.

use std::io;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;

use crate::clock;
use crate::fs::{self, FolderAside, check_own_folder, create_own_folder, discard_folder, folders_in};

use super::part::{self, MakeError};
use super::sealed::{seal, unseal};
use super::sources::{Known, Sources, place};

/// Its name.
const NAME: &str = "index";
/// The end of the names of files about the folders of records.
const KNOWN: &str = "files";
/// How long what nothing can use any more stays after its last use: somebody may be about to open it.
const SUPERSEDED: SignedDuration = SignedDuration::from_hours(1);
/// How long anything stays after its last use.
const UNUSED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The folder of all that is prepared.
#[derive(Debug)]
pub(super) struct Cache {
    root: PathBuf,
}

/// Returns how many sets of records are prepared below a cache folder, and how many bytes they take.
pub fn prepared_size(cache: &Path) -> (usize, u64) {
    let entries = folders_in(&cache.join(NAME));
    let parts = entries.iter().flat_map(|entry| folders_in(entry));
    let files = parts.flat_map(|part| {
        let names = fs::file_names(&part).unwrap_or_default();
        names.into_iter().map(move |name| part.join(name))
    });
    let bytes = files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
    (entries.len(), bytes)
}

/// What is prepared from one state of some folders.
#[derive(Debug)]
pub(super) struct Entry {
    folder: PathBuf,
}

impl Cache {
    /// Opens the folder below a cache folder, and creates it where it is missing.
    ///
    /// # Errors
    ///
    /// If it cannot be created, or is not this person's alone: others could put in what they want to be shown.
    pub(super) fn open(cache: &Path) -> io::Result<Self> {
        match check_own_folder(cache) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => create_own_folder(cache)?,
            checked => checked?,
        }
        let root = cache.join(NAME);
        create_own_folder(&root)?;
        Ok(Self { root })
    }

    /// Looks at the files of records below some folders; only those that may have changed are read. None if one cannot be.
    pub(super) fn sources(&self, folders: &[PathBuf]) -> Option<Sources> {
        let file = self.known_file(folders);
        let known: Known = unseal(&file).unwrap_or_default();
        let sources = Sources::look(folders, &known)?;
        let now = sources.known();
        if now != known {
            // If it cannot be written, the files are read again the next time.
            let _ = fs::replace(&file, &seal(&now));
        }
        Some(sources)
    }

    /// Forgets the files of some folders, so that all of them are read again.
    pub(super) fn forget(&self, folders: &[PathBuf]) {
        let _ = fs::replace(&self.known_file(folders), &seal(&Known::default()));
    }

    /// Returns what is prepared from files in this state; it need not be there yet.
    pub(super) fn entry(&self, sources: &Sources) -> Entry {
        Entry { folder: self.root.join(sources.fingerprint()) }
    }

    /// Removes what was made by other programs or from an earlier state of the same folders, and what nobody has used for
    /// long. Whoever has it open goes on reading: the system keeps the files until they are let go.
    pub(super) fn clear_away(&self, kept: &Entry) {
        let now = clock::now();
        for folder in folders_in(&self.root).into_iter().filter(|folder| *folder != kept.folder) {
            let age = fs::last_changed(&folder).map(|used| now.duration_since(used));
            if age.is_some_and(|age| age > if kept.supersedes(&folder) { SUPERSEDED } else { UNUSED }) {
                discard_folder(&folder);
            }
        }
    }

    fn known_file(&self, folders: &[PathBuf]) -> PathBuf {
        self.root.join(format!("{}.{KNOWN}", place(folders)))
    }
}

impl Entry {
    /// Returns the folder of a part, if it is there and whole.
    pub(super) fn part(&self, name: &str) -> Option<PathBuf> {
        let part = self.folder.join(name);
        (check_own_folder(&part).is_ok() && part::is_whole(&part)).then_some(part)
    }

    /// Makes a part and returns its folder.
    pub(super) fn make<E>(
        &self,
        name: &str,
        fill: impl FnOnce(&FolderAside) -> Result<(), E>,
    ) -> Result<PathBuf, MakeError<E>> {
        let beside = self.folder.parent().unwrap_or(&self.folder);
        part::make(&self.folder.join(name), beside, fill)
    }

    /// Removes a part.
    pub(super) fn discard(&self, name: &str) {
        discard_folder(&self.folder.join(name));
    }

    /// Says that it was used just now.
    pub(super) fn touch(&self) {
        fs::touch(&self.folder);
    }

    /// Whether this takes the place of what is in another folder: that was made by another program, or from an earlier state
    /// of the same records.
    fn supersedes(&self, other: &Path) -> bool {
        let parts = |folder: &Path| -> Vec<String> {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.split('-').map(str::to_owned).collect()
        };
        let (own, other) = (parts(&self.folder), parts(other));
        other.get(1) != own.get(1) || other.first() == own.first()
    }
}
