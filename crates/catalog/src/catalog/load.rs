//! Where catalogs come from: compiled bytes, folders laid over them, and folders that are one by themselves.

use std::path::Path;

use super::check::check;
use super::error::LoadError;
use super::folder::read_folder;
use super::source::{ReadError, Source};
use super::store::Catalog;

impl Catalog {
    /// Returns the catalog in compiled bytes, see [`Source::to_bytes`].
    ///
    /// # Errors
    ///
    /// Only if the bytes come from another version of this crate.
    pub fn compiled(bytes: &'static [u8]) -> Result<Self, LoadError> {
        let mut catalog = Self::new(Source::from_bytes(bytes)?);
        catalog.bytes = bytes;
        Ok(catalog)
    }

    /// Returns the catalog in compiled bytes with folders laid over it, the later ones on top.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, or anything in the result is wrong: then nothing is loaded.
    pub fn layered<P: AsRef<Path>>(compiled: &[u8], folders: &[P]) -> Result<Self, LoadError> {
        let mut source = Source::from_bytes(compiled)?;
        let mut errors = Vec::new();
        for folder in folders {
            let (upper, mut unread) = read_folder(folder.as_ref())?;
            let shift = source.files.len() as u32;
            unread.iter_mut().for_each(|error| error.origin.file += shift);
            errors.append(&mut unread);
            source.overlay(upper);
        }
        Self::checked(source, &errors)
    }

    /// Returns the catalog that a folder holds by itself, without the bundled one.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or anything in it is wrong: then nothing is loaded.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        let (source, errors) = read_folder(folder)?;
        Self::checked(source, &errors)
    }

    fn checked(source: Source, errors: &[ReadError]) -> Result<Self, LoadError> {
        let findings = check(&source, errors);
        if findings.is_empty() { Ok(Self::new(source)) } else { Err(LoadError::Invalid(findings)) }
    }
}
