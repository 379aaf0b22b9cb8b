//! The errors of a worklist.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs::reason;
use crate::sheet::NOTE_LIMIT;
use crate::text::clean::clean_line;

/// Why a worklist could not be read or written.
#[derive(Debug, Error)]
pub enum WorklistError {
    /// A file or folder could not be used; nothing was recorded.
    #[error("{path} {action} ({})。", reason(.source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What could not be done, as the end of the sentence: を作成できません, に書き込めません …
        action: &'static str,
        /// Who named it.
        owner: PathOwner,
        /// Why.
        source: io::Error,
    },
    /// Writing failed, and the half-written lines could not be removed.
    #[error("{path} への書き込みが途中で失敗し、書きかけの記録が残りました ({})。", reason(.source))]
    Unfinished {
        /// The journal.
        path: PathBuf,
        /// Why writing failed.
        source: io::Error,
    },
    /// A text has more characters than its field may have.
    #[error("{field}が長すぎます ({length} 字)。{NOTE_LIMIT} 字までにしてください。")]
    TooLong {
        /// The Japanese name of the field.
        field: &'static str,
        /// How many characters it has.
        length: usize,
    },
    /// A field cannot have this value, or not for this subject.
    #[error("{field}として使えません: {value}")]
    BadEdit {
        /// The Japanese name of the field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A text is not the id of an entry or of a piece of evidence.
    #[error("記録の番号として使えません: {0}")]
    BadId(String),
    /// A name that no worklist can have. A name becomes a folder, which must not be outside the folder of worklists.
    #[error("点検票の名前「{0}」は使えません。")]
    BadName(String),
    /// There already is a worklist of this name.
    #[error("点検票「{0}」はすでにあります。")]
    Exists(String),
    /// The records that this program or this machine has read in a folder are not there any more.
    #[error("{} にあった記録が見つかりません。", .0.display())]
    Gone(PathBuf),
    /// A folder to merge holds the records of another worklist.
    #[error("{} は別の点検票の記録なので、取り込みません。", .0.display())]
    Foreign(PathBuf),
    /// A folder to merge holds no journals, but folders below it do.
    #[error("{} には記録がありません。記録はその下の {} にあります。", .folder.display(), .below.join("、"))]
    JournalsBelow {
        /// The folder.
        folder: PathBuf,
        /// The names of the folders in it that hold journals.
        below: Vec<String>,
    },
    /// There is no worklist of this name.
    #[error("点検票「{0}」はありません。")]
    Missing(String),
    /// An archived worklist accepts no records.
    #[error("点検票「{0}」はしまってあるため、記録できません。")]
    Archived(String),
    /// A clause's id is empty, too long or holds control characters.
    #[error("条項の ID として使えません: {0}")]
    BadClause(String),
    /// More entries at once than a journal can hold.
    #[error("一度に記録できる量を超えています。いくつかに分けてください。")]
    TooMuch,
    /// An entry has the greatest possible id, so that no id can follow it.
    #[error("記録の番号をこれ以上進められません。日時のおかしい記録が混ざっています。")]
    NoMoreIds,
    /// An entry could not be written as JSON.
    #[error("記録を JSON にできません。")]
    Json(#[from] serde_json::Error),
}

impl WorklistError {
    /// Returns the error for a text that is not an id.
    pub(in crate::worklist) fn bad_id(text: &str) -> Self {
        Self::BadId(clean_line(text).chars().take(80).collect())
    }

    /// Returns a function that adds a file or folder of tenken's own, and what could not be done with it, to a system
    /// error.
    pub(in crate::worklist) fn io(path: impl Into<PathBuf>, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, action, owner: PathOwner::Data, source }
    }

    /// Returns a function like [`WorklistError::io`] for a file or folder that a person has named.
    pub(in crate::worklist) fn named(path: impl Into<PathBuf>, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, action, owner: PathOwner::Person, source }
    }
}

impl From<WorklistError> for Failure {
    fn from(error: WorklistError) -> Self {
        let (kind, hint) = match &error {
            WorklistError::Io { source, owner, .. } => (FailureKind::System, path_hint(source, *owner)),
            WorklistError::Unfinished { source, .. } => (FailureKind::System, path_hint(source, PathOwner::Data)),
            WorklistError::TooLong { .. }
            | WorklistError::BadEdit { .. }
            | WorklistError::BadId(_)
            | WorklistError::BadClause(_)
            | WorklistError::TooMuch => (FailureKind::Usage, ""),
            WorklistError::BadName(_) => (FailureKind::Usage, NAME_HINT),
            WorklistError::Exists(_) => (FailureKind::Usage, "別の名前を付けてください。"),
            WorklistError::Missing(_) => (FailureKind::Usage, "名前を確かめてください。"),
            WorklistError::Foreign(_) => (FailureKind::Usage, FOREIGN_HINT),
            WorklistError::JournalsBelow { .. } => (FailureKind::Usage, "そのどれかを指定してください。"),
            WorklistError::Gone(_) => (FailureKind::System, GONE_HINT),
            WorklistError::Archived(name) => {
                let hint = format!("`tenken worklist archive {name} --undo` で戻せます。");
                return Self::new(FailureKind::Usage, error.to_string(), hint);
            }
            WorklistError::NoMoreIds | WorklistError::Json(_) => (FailureKind::Data, ""),
        };
        Self::new(kind, error.to_string(), hint)
    }
}

/// The rules for the name of a worklist.
const NAME_HINT: &str =
    "空でない名前を、先頭に「.」を置かず、「/」「\\」「:」を含めずに、40字ほどまでで付けてください。";

/// What to do with the records of another worklist.
const FOREIGN_HINT: &str =
    "点検票の名前を確かめてください(`--worklist`)。それでも一つにまとめるなら --force を付けます。";

/// What to do when all records are gone.
const GONE_HINT: &str = "共有フォルダーが外れていないか確かめてください。戻るまで記録しません。フォルダーを消したのなら `tenken verify --restore` で控えから戻すか、`tenken verify --accept` でなかったことにできます。";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_where_why_and_what_next() {
        let error = WorklistError::io("/data/a.jsonl", "に書き込めません")(io::ErrorKind::StorageFull.into());
        let failure = Failure::from(error);
        assert_eq!(failure.message, "/data/a.jsonl に書き込めません (ディスクの空きがありません)。");
        assert_eq!(failure.kind, FailureKind::System);
        assert!(failure.hint.contains("空きを作って"));
        let named =
            |number| WorklistError::named("/x", "を読み込めません")(io::Error::from_raw_os_error(number));
        for number in [2, 13, 20, 21, 36, 40] {
            let failure = Failure::from(named(number));
            assert!(!failure.hint.contains("TENKEN") && !failure.message.contains("error"), "{failure}");
        }
    }

    #[test]
    fn a_long_note_is_the_callers_mistake() {
        let failure = Failure::from(WorklistError::TooLong { field: "メモ", length: 4001 });
        assert_eq!(failure.message, "メモが長すぎます (4001 字)。4000 字までにしてください。");
        assert_eq!(failure.kind, FailureKind::Usage);
    }
}
