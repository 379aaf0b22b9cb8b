//! Where catalogs come from: compiled bytes, folders laid over them, and folders that are one by themselves.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::check::{Finding, check};
use super::source::{ReadError, Source};
use super::store::Catalog;

/// Why a catalog could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The compiled catalog does not fit this program; only a broken build can cause it.
    #[error("組み込みのカタログを読めません。")]
    Compiled(#[from] postcard::Error),
    /// A folder or file could not be read.
    #[error("{path} を読めません: {source}")]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no data.
    #[error("{0} に TOML ファイルがありません。")]
    Empty(PathBuf),
    /// The records are wrong.
    #[error("データに {} 件の誤りがあります。", .0.len())]
    Invalid(Vec<Finding>),
}

/// Reads every TOML file below a folder, in the order of their names.
///
/// # Errors
///
/// If the folder or one of its files cannot be read, or holds no TOML file.
pub fn read_folder(folder: &Path) -> Result<(Source, Vec<ReadError>), LoadError> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    if files.is_empty() {
        return Err(LoadError::Empty(folder.to_owned()));
    }
    files.sort();
    let mut source = Source::default();
    let mut errors = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).map_err(|source| LoadError::Io { path: path.clone(), source })?;
        let text = String::from_utf8_lossy(&bytes);
        errors.extend(source.read(&path.display().to_string(), &text));
    }
    Ok((source, errors))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let io = |source| LoadError::Io { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let kind = entry.file_type().map_err(io)?;
        let path = entry.path();
        // Symbolic links are not followed: a data folder must not lead out of itself.
        if kind.is_dir() {
            collect(&path, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
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
            let shift = source.files.len() as u16;
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
