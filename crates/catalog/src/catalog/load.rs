//! Where catalogs come from: compiled bytes, folders laid over them, and folders that are one by themselves.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::files::reason;

use super::check::{Finding, check};
use super::folder::read_folder;
use super::source::{ReadError, Source};
use super::store::Catalog;

/// Why a catalog could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The compiled catalog does not fit this program; only a broken build can cause it.
    #[error("組み込みのカタログを読めません。")]
    Compiled(#[from] postcard::Error),
    /// A folder or file could not be read.
    #[error("{path} を読めません ({})。", reason(.source))]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no data.
    #[error("{0} に TOML ファイルがありません。")]
    Empty(PathBuf),
    /// There is more in the folder than there may be.
    #[error("{0} の中身が多すぎます。{1}。")]
    TooMuch(PathBuf, &'static str),
    /// The records are wrong.
    #[error("データに {} 件の誤りがあります。", .0.len())]
    Invalid(Vec<Finding>),
}

impl LoadError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

impl Catalog {
    /// Returns the catalog in compiled bytes, see [`Source::to_bytes`].
    ///
    /// # Errors
    ///
    /// Only if the bytes come from another version of this crate.
    pub fn compiled(bytes: &[u8]) -> Result<Self, LoadError> {
        Ok(Self::new(Source::from_bytes(bytes)?))
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
