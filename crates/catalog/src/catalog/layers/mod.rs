//! What is laid over the bundled records: packs (取込資料), folders of the user, and the own items of the worklist in use.
//!
//! Folders are the user's own work: whatever is wrong in them is told, and they may replace anything. A pack was read from a
//! document of somebody else and is one of several that come and go. It replaces nothing, and what it names may not be there:
//! then the record waits in its file. So with any selection of packs there is a catalog.

mod completed;
mod items;
mod pack;
mod standing;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::files::read_limited;
use crate::model::{Id, OwnItem, Pack};
use crate::packed::Bytes;

use super::error::LoadError;
use super::folder::{FILE_BYTES, files_in, read_folder, record_files};
use super::source::{Located, Source};
use super::store::Catalog;

use pack::Packs;

pub use pack::UnreadPack;

/// The folder below that of the packs where those lie that are switched off.
pub const PACKS_OFF: &str = "off";

/// The longest id of a pack.
const ID_CHARS: usize = 100;

/// Whether an id can be that of a pack, and so the name of its file.
pub fn is_pack_id(id: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let begins = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    begins && id.len() <= ID_CHARS && id.chars().all(is_fit)
}

/// A pack that is switched off, and what it would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackOff {
    /// The pack.
    pub pack: Pack,
    /// The ids of its clauses.
    pub clauses: HashSet<Id>,
    /// The ids of the guidelines, volumes and chapters that it brings or completes.
    pub headings: HashSet<Id>,
}

/// What is laid over the bundled records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// The folder of packs; it need not be there.
    pub packs: Option<PathBuf>,
    /// The ids of packs that are left out, as if they were not there.
    pub left_out: Vec<Id>,
    /// What files of packs would hold, instead of what they do; none if they were not there. So one sees beforehand what comes
    /// of a change.
    pub instead: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// The folders of records, the later ones on top.
    pub folders: Vec<PathBuf>,
    /// What somebody added to the worklist in use. It comes last of all and replaces nothing.
    pub items: Vec<OwnItem>,
}

impl Layers {
    /// Returns layers of folders alone.
    pub fn of_folders<P: AsRef<Path>>(folders: &[P]) -> Self {
        Self { folders: folders.iter().map(|folder| folder.as_ref().to_owned()).collect(), ..Self::default() }
    }

    /// Returns the files of the packs that are switched on, in the order in which they are laid over one another.
    ///
    /// # Errors
    ///
    /// If their folder cannot be read.
    pub fn packs(&self) -> Result<Vec<PathBuf>, LoadError> {
        let mut files = self.packs.as_deref().map_or(Ok(Vec::new()), |folder| self.files_of(folder))?;
        files.retain(|path| !self.left_out.contains(&pack::id_of(path)));
        Ok(files)
    }

    /// Returns the files of the packs that are switched off.
    ///
    /// # Errors
    ///
    /// If their folder cannot be read.
    pub fn packs_off(&self) -> Result<Vec<PathBuf>, LoadError> {
        self.packs.as_ref().map_or(Ok(Vec::new()), |folder| self.files_of(&folder.join(PACKS_OFF)))
    }

    /// Returns the files of packs in a folder. What else lies there is no pack: file systems leave much.
    fn files_of(&self, folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
        let mut files = files_in(folder)?;
        files.retain(|path| is_pack_id(&pack::id_of(path)) && !self.instead.contains_key(path));
        let new = self.instead.iter().filter(|(path, bytes)| bytes.is_some() && path.parent() == Some(folder));
        files.extend(new.map(|(path, _)| path.clone()));
        files.sort();
        Ok(files)
    }

    /// Returns what is in the file of a pack.
    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.instead.get(path) {
            Some(bytes) => bytes.clone().ok_or_else(|| io::ErrorKind::NotFound.into()),
            None => read_limited(path, FILE_BYTES),
        }
    }

    /// Returns the packs that are switched off, as far as they can be read.
    ///
    /// # Errors
    ///
    /// If their folder cannot be read.
    pub fn read_off(&self) -> Result<Vec<PackOff>, LoadError> {
        let source = pack::read_off(self, self.packs_off()?);
        macro_rules! ids {
            ($file:expr, $($table:ident),+) => {
                std::iter::empty()$(.chain(
                    source.$table.iter().filter(|record| record.origin.file == $file).map(|record| record.value.id.clone())
                ))+
            };
        }
        let off = |Located { value: pack, origin }: &Located<Pack>| PackOff {
            pack: pack.clone(),
            clauses: ids!(origin.file, clauses).collect(),
            headings: ids!(origin.file, guidelines, volumes, chapters).chain(pack.completes.iter().cloned()).collect(),
        };
        Ok(source.packs.iter().map(off).collect())
    }

    /// Whether there is nothing to lay over the bundled records.
    ///
    /// # Errors
    ///
    /// If the folder of the packs cannot be read.
    pub fn is_empty(&self) -> Result<bool, LoadError> {
        Ok(self.folders.is_empty() && self.items.is_empty() && self.packs()?.is_empty())
    }

    /// Returns every file that has a say in what comes out. Those of packs that are switched off tell that a record which is
    /// named is not missing but waits.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, or there is more in it than there may be.
    pub fn files(&self) -> Result<Vec<PathBuf>, LoadError> {
        let mut files = [self.packs()?, self.packs_off()?].concat();
        for folder in &self.folders {
            files.extend(record_files(folder)?);
        }
        Ok(files)
    }
}

impl Source {
    /// Returns the records of a compiled catalog with layers over them, all of them checked, and the packs that are left out
    /// because they cannot be read.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, anything in it is wrong, or there is too much.
    pub fn layered(compiled: impl Into<Bytes>, layers: &Layers) -> Result<(Self, Vec<UnreadPack>), LoadError> {
        let mut source = Catalog::compiled(compiled)?.source()?;
        let mut errors = Vec::new();
        for folder in &layers.folders {
            let (upper, mut unread) = read_folder(folder)?;
            let shift = source.files.len() as u32;
            unread.iter_mut().for_each(|error| error.origin.file += shift);
            errors.append(&mut unread);
            source.overlay(upper);
        }
        if layers.packs.is_none() {
            let mut source = source.checked(&errors, &[])?;
            items::lay(&mut source, &layers.items);
            return Ok((source, Vec::new()));
        }
        let Packs { source: mut packs, unread, remains } = pack::read(layers, layers.packs()?)?;
        let mut off = pack::read_off(layers, layers.packs_off()?);
        off.append(remains);
        let mut source = source.checked(&errors, &[&packs, &off])?;
        standing::settle(&mut source, &mut packs, !off.is_empty());
        completed::complete(&mut source, &mut packs);
        source.append(packs);
        items::lay(&mut source, &layers.items);
        Ok((source, unread))
    }
}
