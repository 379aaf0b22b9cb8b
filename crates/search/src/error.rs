//! Why a search engine could not be built.

use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};
use tenken_catalog::files::reason;
use tenken_catalog::packed::PackedError;
use tenken_catalog::tr;
use thiserror::Error;

/// The file of an index with what is looked up besides the inverted index.
pub(crate) const TABLES: &str = "tables";

/// Why an engine could not be built.
#[derive(Debug, Error)]
pub enum SearchError {
    /// A definition in `index/` is wrong.
    #[error("{file}:{line}: {message}")]
    Definition {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The dictionary or a filter could not be set up.
    #[error("{}", tr!("日本語の解析を準備できません: {why}", why = .0))]
    Analysis(String),
    /// The index could not be made.
    #[error("{}", tr!("索引を作れません: {why}", why = .0))]
    Index(String),
    /// The system has no random numbers, which making an index takes.
    #[error("{}", tr!("索引を作れません: システムから乱数を得られません。"))]
    Randomness,
    /// An index that was made before is damaged, or belongs to something else.
    #[error("{}", tr!("作成済みの索引を使えません (ファイル: {file})。", file = .0))]
    Files(String),
    /// Whoever waited for the index does so no more.
    #[error("{}", tr!("索引の作成を中止しました。"))]
    Cancelled,
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        Self::Index(reason(&error))
    }
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        let told = match &error {
            TantivyError::IoError(error)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: error, .. }) => reason(error),
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => {
                reason(&io::ErrorKind::NotFound.into())
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::NotADirectory(_)) => {
                reason(&io::ErrorKind::NotADirectory.into())
            }
            TantivyError::OpenWriteError(OpenWriteError::FileAlreadyExists(_)) => {
                reason(&io::ErrorKind::AlreadyExists.into())
            }
            _ => reason(&io::Error::other(error)),
        };
        Self::Index(told)
    }
}

impl From<PackedError> for SearchError {
    fn from(error: PackedError) -> Self {
        match error {
            PackedError::Damaged | PackedError::Missing(_) => Self::Files(TABLES.to_owned()),
            error => Self::Index(error.to_string()),
        }
    }
}

impl SearchError {
    /// Returns the mistake in a file of `index/` that is TOML, with the line it stands in.
    pub(crate) fn in_toml(file: &'static str, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let line = text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
        Self::Definition { file, line, message: error.message().to_owned() }
    }
}
