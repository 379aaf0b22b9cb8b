//! Why a catalog could not be loaded.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::files::reason;
use crate::packed::PackedError;
use crate::tr;

use super::check::Finding;

/// Why a catalog could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The compiled catalog does not fit this program; only a broken build can cause it.
    #[error("{}", tr!("組み込みのカタログを読めません。"))]
    Compiled(#[from] PackedError),
    /// A folder or file could not be read.
    #[error("{}", tr!("{path} を読めません ({why})。", path = path.display(), why = reason(.source)))]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no data.
    #[error("{}", tr!("{path} に TOML ファイルがありません。", path = .0.display()))]
    Empty(PathBuf),
    /// There is more in the folder than there may be.
    #[error("{}", tr!("{path} の中身が多すぎます。{most}。", path = .0.display(), most = .1))]
    TooMuch(PathBuf, &'static str),
    /// There is more in the packs than there may be.
    #[error("{}", tr!("取込資料が多すぎます。{most}。", most = .0))]
    ManyPacks(&'static str),
    /// The records are wrong.
    #[error("{}", tr!("データに {n} 件の誤りがあります。", n = .0.len()))]
    Invalid(Vec<Finding>),
}

impl LoadError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}
