//! Why a filled-in worklist cannot be imported.

use std::path::PathBuf;

use thiserror::Error;

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::text::clean::clean_line;

use super::super::file::Unreadable;
use super::super::row_place::{RowPlace, quoted};

/// Why a file could not be imported at all.
#[derive(Debug, Error)]
#[error("{}", tr!("{why}: {path} を取り込めません。", why, path = clean_line(&path.to_string_lossy())))]
pub struct ImportError {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub why: FormError,
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum FormError {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// No sheet contains the form.
    #[error(
        "{}",
        tr!("見出しに ID と記入欄 (状態・判定・担当者・期限・メモ・対象外の理由) のある表が見つかりません")
    )]
    NoTable,
    /// Two columns have the same title.
    #[error("{}", tr!("{place}の見出しに{title}が二つあります", place, title = quoted(title)))]
    ColumnTwice {
        /// The row with the titles.
        place: RowPlace,
        /// The title.
        title: &'static str,
    },
}

impl FormError {
    /// Returns a hint for the person; may be empty.
    pub fn hint(&self) -> &'static str {
        t(match self {
            Self::Unreadable(Unreadable::NotAFile) => "記入済みの .xlsx、.ods、.xls、.csv のどれかを指定してください。",
            Self::Unreadable(why) => why.hint(),
            Self::NoTable => "tenken export で書き出したファイルか確かめ、見出しの行を元に戻してください。",
            Self::ColumnTwice { .. } => "どちらかの見出しを変えてください。",
        })
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let is_system = matches!(error.why, FormError::Unreadable(Unreadable::Io(_)));
        let kind = if is_system { FailureKind::System } else { FailureKind::Data };
        Self::new(kind, error.to_string(), error.why.hint())
    }
}
