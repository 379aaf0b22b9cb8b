//! Why a search engine could not be built.

use tenken_catalog::packed::PackedError;
use thiserror::Error;

use crate::tables::TABLES;

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
    #[error("日本語の解析を準備できません: {0}")]
    Analysis(String),
    /// The index could not be made.
    #[error("索引を作れません: {0}")]
    Index(String),
    /// An index that was made before is damaged, or belongs to something else.
    #[error("作成済みの索引を使えません (ファイル: {0})。")]
    Files(String),
    /// Whoever waited for the index does so no more.
    #[error("索引の作成を中止しました。")]
    Cancelled,
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
