//! Why a catalog could not be loaded.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::files::reason;
use crate::packed::PackedError;

use super::check::Finding;

/// Why a catalog could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The compiled catalog does not fit this program; only a broken build can cause it.
    #[error("組み込みのカタログを読めません。")]
    Compiled(#[from] PackedError),
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
    /// There is more in the packs than there may be.
    #[error("取込資料が多すぎます。{0}。")]
    ManyPacks(&'static str),
    /// The records are wrong.
    #[error("データに {} 件の誤りがあります。", .0.len())]
    Invalid(Vec<Finding>),
}

impl LoadError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}
