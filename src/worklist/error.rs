//! What can go wrong with a worklist.

use std::path::PathBuf;

use thiserror::Error;

/// Why a worklist could not be read or written.
#[derive(Debug, Error)]
pub enum WorklistError {
    /// A file or folder could not be used.
    #[error("{path} を{action}できません: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// 作成, 読み込み, 書き込み …
        action: &'static str,
        /// Why.
        source: std::io::Error,
    },
}
