//! Where catalogs come from: compiled bytes, folders laid over them, and folders that are one by themselves.

use std::path::Path;

use crate::packed::Bytes;

use super::check::check;
use super::error::LoadError;
use super::folder::read_folder;
use super::source::{ReadError, Source};
use super::store::Catalog;

impl Catalog {
    /// Compiles records that [`check()`] has found sound, and opens them.
    ///
    /// # Errors
    ///
    /// As for [`Source::compile`].
    pub fn new(source: Source) -> Result<Self, LoadError> {
        Self::compiled(source.compile()?)
    }

    /// Returns the catalog in compiled bytes with folders laid over it, the later ones on top.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, or anything in the result is wrong: then nothing is loaded.
    pub fn layered<P: AsRef<Path>>(compiled: impl Into<Bytes>, folders: &[P]) -> Result<Self, LoadError> {
        Self::new(Source::layered(compiled, folders)?)
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
    /// Returns the records of a compiled catalog with those of folders laid over them, the later ones on top, all of them
    /// checked.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, or anything in the result is wrong.
    pub fn layered<P: AsRef<Path>>(compiled: impl Into<Bytes>, folders: &[P]) -> Result<Self, LoadError> {
        let mut source = Catalog::compiled(compiled)?.source()?;
        let mut errors = Vec::new();
        for folder in folders {
            let (upper, mut unread) = read_folder(folder.as_ref())?;
            let shift = source.files.len() as u32;
            unread.iter_mut().for_each(|error| error.origin.file += shift);
            errors.append(&mut unread);
            source.overlay(upper);
        }
        source.checked(&errors)
    }

    /// Returns the records that a folder holds by itself, without the bundled ones, all of them checked.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or anything in it is wrong.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        let (source, errors) = read_folder(folder)?;
        source.checked(&errors)
    }

    fn checked(self, errors: &[ReadError]) -> Result<Self, LoadError> {
        let findings = check(&self, errors);
        if findings.is_empty() { Ok(self) } else { Err(LoadError::Invalid(findings)) }
    }
}
