//! Where catalogs come from: compiled bytes, folders laid over them, and folders that are one by themselves.

use std::path::Path;

use crate::packed::Bytes;

use super::check::check_beside;
use super::error::LoadError;
use super::folder::read_folder;
use super::layers::{Layers, UnreadPack};
use super::source::{ReadError, Source};
use super::store::Catalog;

impl Catalog {
    /// Compiles records that [`check`](super::check()) has found sound, and opens them.
    ///
    /// # Errors
    ///
    /// As for [`Source::compile`].
    pub fn new(source: Source) -> Result<Self, LoadError> {
        Self::compiled(source.compile()?)
    }

    /// Returns the catalog in compiled bytes with layers over it, and the packs that are left out because they cannot be read.
    ///
    /// # Errors
    ///
    /// As for [`Source::layered`]: then nothing is loaded.
    pub fn layered(compiled: impl Into<Bytes>, layers: &Layers) -> Result<(Self, Vec<UnreadPack>), LoadError> {
        let (source, unread) = Source::layered(compiled, layers)?;
        Ok((Self::new(source)?, unread))
    }

    /// Returns the catalog that a folder holds by itself, without the bundled one.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or anything in it is wrong: then nothing is loaded.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        Self::new(Source::from_folder(folder)?)
    }
}

impl Source {
    /// Returns the records that a folder holds by itself, without the bundled ones, all of them checked.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or anything in it is wrong.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        let (source, errors) = read_folder(folder)?;
        source.checked(&errors, &[])
    }

    /// Returns the records if nothing is wrong with them, beside others.
    pub(super) fn checked(self, errors: &[ReadError], beside: &[&Self]) -> Result<Self, LoadError> {
        let findings = check_beside(&self, errors, beside);
        if findings.is_empty() { Ok(self) } else { Err(LoadError::Invalid(findings)) }
    }
}
