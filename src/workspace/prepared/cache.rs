//! The folder of all that is prepared, below the cache folder.

use std::io;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;

use crate::catalog::Layers;
use crate::clock;
use crate::fs::{self, FolderAside, check_own_folder, create_own_folder, discard_folder, files_in, folders_in};

use super::part::{self, MakeError};
use super::sealed::{seal, unseal};
use super::sources::{Known, Sources, place};

/// Its name.
const NAME: &str = "index";
/// The end of the names of files about the folders of records.
const KNOWN: &str = "files";
/// The file whose time says when was cleared away last.
const CLEARED: &str = "cleared";
/// How often that is done where nothing is made.
const DAILY: SignedDuration = SignedDuration::from_hours(24);
/// How long what another program made, or what was made from an earlier state, stays after its last use. Where several machines
/// have one home, one of them may still read what another removes, and would end; so it is given days.
const SUPERSEDED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long anything stays after its last use.
const UNUSED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many states of the same folders stay beside the one in use. They may be large, and are made again at every change.
const EARLIER: usize = 1;

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

    /// Opens the folder below a cache folder if it is there and this person's alone.
    pub(super) fn existing(cache: &Path) -> Option<Self> {
        let root = cache.join(NAME);
        [cache, &root].iter().all(|folder| check_own_folder(folder).is_ok()).then_some(Self { root })
    }

    /// Looks at the files of records below some folders and remembers nothing of it. None if one cannot be read.
    pub(super) fn look(&self, layers: &Layers) -> Option<Sources> {
        Sources::look(layers, &unseal(&self.known_file(layers)).unwrap_or_default())
    }

    /// Looks at the files of records below some folders; only those that may have changed are read. None if one cannot be.
    pub(super) fn sources(&self, layers: &Layers) -> Option<Sources> {
        let file = self.known_file(layers);
        let known: Known = unseal(&file).unwrap_or_default();
        let sources = Sources::look(layers, &known)?;
        let now = sources.known();
        if now == known {
            fs::touch(&file);
        } else {
            // If it cannot be written, the files are read again the next time.
            let _ = fs::replace(&file, &seal(&now));
        }
        Some(sources)
    }

    /// Forgets the files of some folders, so that all of them are read again.
    pub(super) fn forget(&self, layers: &Layers) {
        let _ = fs::replace(&self.known_file(layers), &seal(&Known::default()));
    }

    /// Returns what is prepared from files in this state; it need not be there yet.
    pub(super) fn entry(&self, sources: &Sources) -> Entry {
        Entry { folder: self.root.join(sources.fingerprint()) }
    }

    /// Clears away unless that was done within the last day.
    pub(super) fn clear_away_daily(&self, kept: &Entry) {
        if age(&self.root.join(CLEARED)).is_none_or(|age| !(SignedDuration::ZERO..DAILY).contains(&age)) {
            self.clear_away(kept);
        }
    }

    /// Removes what was made from earlier states of the same folders but the last one, what nobody has used for long, and what is
    /// known of folders that nobody has used for long. On this machine, whoever has it open goes on reading: the system keeps the
    /// files until they are let go.
    pub(super) fn clear_away(&self, kept: &Entry) {
        let others = folders_in(&self.root).into_iter().filter(|folder| *folder != kept.folder);
        let mut others: Vec<_> = others.filter_map(|folder| age(&folder).map(|age| (age, folder))).collect();
        others.sort();
        let mut earlier = 0;
        for (age, folder) in others {
            let is_earlier = kept.has_place_of(&folder);
            earlier += usize::from(is_earlier);
            let longest = if is_earlier || !kept.has_program_of(&folder) { SUPERSEDED } else { UNUSED };
            if age > longest || (is_earlier && earlier > EARLIER) {
                discard_folder(&folder);
            }
        }
        let is_known = |file: &PathBuf| file.extension().is_some_and(|extension| extension == KNOWN);
        for file in files_in(&self.root).into_iter().filter(is_known) {
            if age(&file).is_some_and(|age| age > UNUSED) {
                let _ = std::fs::remove_file(file);
            }
        }
        let _ = fs::replace(&self.root.join(CLEARED), b"");
    }

    fn known_file(&self, layers: &Layers) -> PathBuf {
        self.root.join(format!("{}.{KNOWN}", place(layers)))
    }
}

impl Entry {
    /// Returns the folder of a part, if it is there and whole.
    pub(super) fn part(&self, name: &str) -> Option<PathBuf> {
        let part = self.folder.join(name);
        (check_own_folder(&part).is_ok() && part::is_whole(&part)).then_some(part)
    }

    /// Makes a part; returns its folder, and whether it is the one that was made and not that of somebody faster.
    pub(super) fn make<E>(
        &self,
        name: &str,
        fill: impl FnOnce(&FolderAside) -> Result<(), E>,
    ) -> Result<(PathBuf, bool), MakeError<E>> {
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

    /// Whether another folder was made from the same folders of records.
    fn has_place_of(&self, other: &Path) -> bool {
        part_of_name(&self.folder, 0) == part_of_name(other, 0)
    }

    /// Whether another folder was made by the same program.
    fn has_program_of(&self, other: &Path) -> bool {
        part_of_name(&self.folder, 1) == part_of_name(other, 1)
    }
}

fn part_of_name(folder: &Path, at: usize) -> Option<&str> {
    folder.file_name()?.to_str()?.split('-').nth(at)
}

/// Returns how long ago a file or folder was used.
fn age(path: &Path) -> Option<SignedDuration> {
    fs::last_changed(path).map(|used| clock::now().duration_since(used))
}
