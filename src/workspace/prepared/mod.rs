//! The records of a run, made ready ahead of time: catalog and index lie in the program, or, with records of the user, in the
//! cache folder.
//!
//! There is one way: what is needed is written first, and what was written is opened where it lies. Below `index/` in the cache
//! folder every set of records has a folder named by its fingerprint, with the parts `catalog` and `search`. A part is filled
//! aside and renamed when it is whole, so that two programs never disturb each other: whoever comes second uses what is there.
//! What somebody still has mapped may be removed: on one machine, Linux keeps the files until they are let go. Another machine with
//! the same home keeps nothing, and a program there that still reads them would end; so whoever has them open says so now and then,
//! and what was superseded stays for days.
//!
//! Where the cache folder cannot be used, the same is made in memory, at every run again.

mod cache;
mod part;
mod sealed;
mod sources;
#[cfg(test)]
mod tests;
mod unread;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundled;
use crate::catalog::{Catalog, Layers, LoadError, PackOff, holds_records};
use crate::failure::{Failure, FailureKind};
use crate::fs::{FolderAside, reason};
use crate::language::{t, tr};
use crate::model::Id;
use crate::paths::Paths;
use crate::search::{Engine, IndexFiles, SearchError, map_file, write_index};

use super::{Setup, catalog_failure};

pub use cache::prepared_size;
use cache::{Cache, Entry};
use part::MakeError;
pub use unread::Unread;

/// The parts of what is prepared.
const CATALOG: &str = "catalog";
const SEARCH: &str = "search";
/// The records of the first part.
const CATALOG_FILE: &str = "records";
/// How often the records are read again because somebody changes them meanwhile.
const ATTEMPTS: usize = 3;
/// Why nothing is kept: the files are read, but nobody could tell the next time whether they are the same.
const UNCLEAR: &str = "ファイルが多すぎるなどで、変更の有無を確かめられません";
/// Or somebody changes them all the time.
const CHANGING: &str = "作成中にデータが変わっています";

/// What is being done to make records ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The records of the user are read and checked.
    Reading,
    /// Their index is made.
    Indexing {
        /// How many records are in it.
        done: usize,
        /// How many there are.
        all: usize,
    },
    /// What is made cannot be kept, so it has to be made again the next time; with the reason. Told before it is made: whether
    /// that takes long enough to speak of it is not known yet.
    NotKept(String),
}

/// Is told what is being done, and may break it off.
pub type Watch<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

/// Why records are not ready.
#[derive(Debug)]
pub enum Stopped {
    /// Whoever watched has broken it off.
    Cancelled,
    /// Something is wrong.
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Whoever cannot break it off is never told of that.
impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Cancelled => Self::new(FailureKind::System, tr!("準備を中止しました。"), ""),
            Stopped::Failed(failure) => failure,
        }
    }
}

/// The records of a run.
#[derive(Debug)]
pub struct Records {
    /// All records and links.
    pub catalog: Arc<Catalog>,
    /// The packs that are left out because they cannot be read.
    pub unread: Vec<Unread>,
    place: Place,
}

/// What was read of records.
struct Loaded {
    catalog: Catalog,
    unread: Vec<Unread>,
}

/// Where catalog and index lie.
#[derive(Debug)]
enum Place {
    Program,
    Cache(Entry),
    /// With the reason why nothing can be kept.
    Memory(String),
}

impl Records {
    /// Returns the records that the program carries.
    ///
    /// # Errors
    ///
    /// Only if the build itself is broken.
    pub fn bundled() -> Result<Self, Failure> {
        let catalog = bundled::catalog().map_err(catalog_failure)?;
        Ok(Loaded { catalog, unread: Vec::new() }.at(Place::Program))
    }

    /// Returns the bundled records with the user's packs, overridden by the user's folder, if there is one, and by the named
    /// folders. What was
    /// prepared before is used as it lies; else it is prepared.
    ///
    /// # Errors
    ///
    /// If one of the folders cannot be read or has invalid records, or it was broken off.
    pub fn open(setup: &Setup, watch: Watch<'_>) -> Result<Self, Stopped> {
        let layers = layers(setup).map_err(catalog_failure)?;
        if layers.is_empty().map_err(catalog_failure)? {
            return Ok(Self::bundled()?);
        }
        match setup.paths.as_ref().map(|paths| Cache::open(&paths.cache)) {
            Some(Ok(cache)) => Self::kept(&cache, &layers, watch),
            Some(Err(error)) => Self::in_memory(load(&layers, watch)?, &reason(&error), watch),
            None => Self::in_memory(load(&layers, watch)?, tr!("置き場所がありません"), watch),
        }
    }

    /// Returns the records as [`Records::open`] does, but without those of these packs.
    ///
    /// # Errors
    ///
    /// As for [`Records::open`].
    pub fn without(setup: &Setup, packs: &[Id], watch: Watch<'_>) -> Result<Self, Stopped> {
        let all = layers(setup).map_err(catalog_failure)?;
        let layers = Layers { left_out: packs.to_vec(), ..all.clone() };
        if layers.files().map_err(catalog_failure)? == all.files().map_err(catalog_failure)? {
            return Self::open(setup, watch);
        }
        // Looked at once, to hold a document against them.
        if layers.is_empty().map_err(catalog_failure)? {
            return Ok(Self::bundled()?);
        }
        Self::in_memory(load(&layers, watch)?, tr!("一度だけ使います"), watch)
    }

    /// Returns the records as [`Records::open`] does if nothing has to be made for it.
    ///
    /// # Errors
    ///
    /// If one of the folders cannot be read.
    pub fn open_if_prepared(setup: &Setup) -> Result<Option<Self>, Failure> {
        let layers = layers(setup).map_err(catalog_failure)?;
        if layers.is_empty().map_err(catalog_failure)? {
            return Self::bundled().map(Some);
        }
        let cache = setup.paths.as_ref().and_then(|paths| Cache::existing(&paths.cache));
        let entry = cache.and_then(|cache| Some(cache.entry(&cache.look(&layers)?)));
        Ok(entry.and_then(|entry| {
            let loaded = entry.part(CATALOG).and_then(|part| open_catalog(&part))?;
            Some(loaded.at(Place::Cache(entry)))
        }))
    }

    /// Returns the records as [`Records::open`] does, but makes nothing for later: what is not prepared is read and let go.
    ///
    /// # Errors
    ///
    /// If one of the folders cannot be read or has invalid records.
    pub fn look(setup: &Setup) -> Result<Self, Failure> {
        if let Some(records) = Self::open_if_prepared(setup)? {
            return Ok(records);
        }
        let watch: Watch<'_> = &mut |_| ControlFlow::Continue(());
        let loaded = load(&layers(setup).map_err(catalog_failure)?, watch)?;
        Ok(Self::in_memory(loaded, tr!("書き込まないことにしています"), watch)?)
    }

    fn kept(cache: &Cache, layers: &Layers, watch: Watch<'_>) -> Result<Self, Stopped> {
        for _ in 0..ATTEMPTS {
            let Some(sources) = cache.sources(layers) else {
                return Self::in_memory(load(layers, watch)?, t(UNCLEAR), watch);
            };
            let entry = cache.entry(&sources);
            if let Some(loaded) = entry.part(CATALOG).and_then(|part| open_catalog(&part)) {
                entry.touch();
                cache.clear_away_daily(&entry);
                return Ok(loaded.at(Place::Cache(entry)));
            }
            let loaded = load(layers, watch)?;
            if !sources.are_unchanged() {
                cache.forget(layers);
                continue;
            }
            let made = entry.make(CATALOG, |aside| {
                aside.write(unread::FILE, &unread::kept(&loaded.unread))?;
                aside.write(CATALOG_FILE, loaded.catalog.bytes())
            });
            return match made {
                Ok((part, _)) => match open_catalog(&part) {
                    Some(kept) => {
                        cache.clear_away(&entry);
                        Ok(kept.at(Place::Cache(entry)))
                    }
                    None => Self::in_memory(loaded, tr!("書いたものを読めません"), watch),
                },
                Err(MakeError::Folder(error) | MakeError::Fill(error)) => {
                    Self::in_memory(loaded, &reason(&error), watch)
                }
            };
        }
        Self::in_memory(load(layers, watch)?, t(CHANGING), watch)
    }

    fn in_memory(loaded: Loaded, why: &str, watch: Watch<'_>) -> Result<Self, Stopped> {
        tell(watch, Step::NotKept(why.to_owned()))?;
        Ok(loaded.at(Place::Memory(why.to_owned())))
    }

    /// Says that they are still in use, so that nobody clears them away. Whoever has them open for long says so now and then.
    pub fn keep(&self) {
        if let Place::Cache(entry) = &self.place {
            entry.touch();
        }
    }

    /// Whether there are no others than those that the program carries.
    pub fn is_bundled(&self) -> bool {
        matches!(self.place, Place::Program)
    }

    /// Returns the search engine of the records: the index that was prepared, or else one that is made.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or that was broken off.
    pub fn engine(&self, watch: Watch<'_>) -> Result<Engine, Stopped> {
        match &self.place {
            Place::Program => bundled::engine(self.catalog.clone()).map_err(|error| engine_failure(&error).into()),
            Place::Memory(why) => self.engine_in_memory(why, watch),
            Place::Cache(entry) => self.kept_engine(entry, watch),
        }
    }

    fn kept_engine(&self, entry: &Entry, watch: Watch<'_>) -> Result<Engine, Stopped> {
        if let Some(engine) = entry.part(SEARCH).and_then(|part| self.open_engine(&part, false)) {
            return Ok(engine);
        }
        // What is whole but cannot be opened is of no use either.
        entry.discard(SEARCH);
        let made = entry.make(SEARCH, |aside| self.write_index(aside, watch));
        let why = match made {
            Ok((part, is_own)) => match self.open_engine(&part, is_own) {
                Some(engine) => return Ok(engine),
                None => tr!("書いたものを読めません").to_owned(),
            },
            Err(MakeError::Fill(SearchError::Cancelled)) => return Err(Stopped::Cancelled),
            Err(MakeError::Folder(error)) => reason(&error),
            // The same fault, if it is none of the disk, is told by the next attempt.
            Err(MakeError::Fill(error)) => error.to_string().trim_end_matches(['。', '.']).to_owned(),
        };
        self.engine_in_memory(&why, watch)
    }

    fn write_index(&self, aside: &FolderAside, watch: Watch<'_>) -> Result<(), SearchError> {
        let mut progress = |done, all| watch(Step::Indexing { done, all });
        write_index(&self.catalog, &bundled::RESOURCES, aside.path(), &mut progress)
    }

    /// Opens the index of a part. That which this run has made just now is believed.
    fn open_engine(&self, part: &Path, is_own: bool) -> Option<Engine> {
        let files = IndexFiles::in_folder(part).ok()?;
        let files = if is_own { files.as_written() } else { files };
        Engine::open(self.catalog.clone(), &bundled::RESOURCES, files).ok()
    }

    fn engine_in_memory(&self, why: &str, watch: Watch<'_>) -> Result<Engine, Stopped> {
        tell(watch, Step::NotKept(why.to_owned()))?;
        let mut progress = |done, all| watch(Step::Indexing { done, all });
        match Engine::build_telling(self.catalog.clone(), &bundled::RESOURCES, &mut progress) {
            Err(SearchError::Cancelled) => Err(Stopped::Cancelled),
            built => built.map_err(|error| engine_failure(&error).into()),
        }
    }
}

impl Loaded {
    fn at(self, place: Place) -> Records {
        Records { catalog: Arc::new(self.catalog), unread: self.unread, place }
    }
}

/// Whether there may be records beside the bundled ones. Whether there are is found out by reading.
pub fn may_hold_more(setup: &Setup) -> bool {
    !setup.overlays.is_empty()
        || !setup.items.is_empty()
        || own_folder(setup).is_some()
        || packs_folder(setup).is_some()
}

/// Returns the message about a search engine that cannot be made.
pub fn engine_failure(error: &SearchError) -> Failure {
    let (kind, hint) = match error {
        SearchError::Randomness => (
            FailureKind::System,
            tr!("Linux 3.17 以降で使ってください。組み込みのデータだけなら、今のシステムでも検索できます。"),
        ),
        _ => (FailureKind::Data, tr!("tenken を入れ直してください。")),
    };
    Failure::new(kind, error.to_string(), hint)
}

/// Returns the user's folder of records, if there is one.
fn own_folder(setup: &Setup) -> Option<PathBuf> {
    setup.paths.as_ref().map(Paths::catalog).filter(|folder| folder.is_dir())
}

/// Returns the folder of the user's packs, if there is one.
pub fn packs_folder(setup: &Setup) -> Option<PathBuf> {
    setup.paths.as_ref().map(Paths::packs).filter(|folder| folder.is_dir())
}

/// Returns the packs that are switched off, as far as they can be read.
pub fn packs_off(setup: &Setup) -> Vec<PackOff> {
    let layers = Layers { packs: packs_folder(setup), ..Layers::default() };
    layers.read_off().unwrap_or_default()
}

/// Returns what lies over the bundled records: the packs, then the folders, the later ones on top. The user's own may be empty,
/// which is no error because nobody named it.
pub(super) fn layers(setup: &Setup) -> Result<Layers, LoadError> {
    let own = match own_folder(setup) {
        Some(folder) => holds_records(&folder)?.then_some(folder),
        None => None,
    };
    let folders = own.into_iter().chain(setup.overlays.iter().cloned()).collect();
    Ok(Layers { packs: packs_folder(setup), folders, items: setup.items.clone(), ..Layers::default() })
}

fn load(layers: &Layers, watch: Watch<'_>) -> Result<Loaded, Stopped> {
    tell(watch, Step::Reading)?;
    let (catalog, unread) = bundled::layered(layers).map_err(catalog_failure)?;
    tell(watch, Step::Reading)?;
    Ok(Loaded { catalog, unread: Unread::all(unread) })
}

fn open_catalog(part: &Path) -> Option<Loaded> {
    let bytes = map_file(&part.join(CATALOG_FILE)).ok()?;
    Some(Loaded { catalog: Catalog::compiled(bytes).ok()?, unread: unread::read(part)? })
}

fn tell(watch: Watch<'_>, step: Step) -> Result<(), Stopped> {
    match watch(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Stopped::Cancelled),
    }
}
