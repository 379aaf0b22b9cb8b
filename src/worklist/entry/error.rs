//! The errors of a worklist.

use std::fmt;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::{Failure, FailureKind, PathOwner, path_hint, shell_word};
use crate::fs::reason;
use crate::language::{Words, t, tr};
use crate::model::Id;
use crate::sheet::NOTE_LIMIT;
use crate::text::clean::clean_line;

/// A name that no new worklist can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedName {
    /// The name, without anything that steers a terminal.
    pub name: String,
    /// Why, as a sentence.
    pub why: String,
}

impl fmt::Display for RefusedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The name of a worklist that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingName {
    /// The name.
    pub name: String,
    /// The names of those there are that come close to it, or of the first ones if none does.
    pub others: Vec<String>,
    /// Whether they come close.
    pub are_near: bool,
    /// Whether a new worklist may have the name.
    pub is_free: bool,
}

impl MissingName {
    /// Returns what there is instead, and how to choose or create a worklist.
    pub fn hint(&self) -> String {
        let others = match self.others.join(t("、")) {
            names if names.is_empty() => None,
            names if self.are_near => Some(tr!("近い名前: {names}。", names = Words(names))),
            names => Some(tr!("あるのは {names} です。", names = Words(names))),
        };
        let how = match self.is_free {
            true => tr!(
                "一覧は `tenken worklist list`、切り替えは `tenken worklist switch 名前`、作るなら `tenken worklist create {word}` です。",
                word = shell_word(&self.name)
            ),
            false => t("一覧は `tenken worklist list`、切り替えは `tenken worklist switch 名前` です。").to_owned(),
        };
        others.into_iter().chain([how]).reduce(|said, more| tr!("{said}{more}", said, more)).unwrap_or_default()
    }
}

impl fmt::Display for MissingName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Why a worklist could not be read or written.
#[derive(Debug, Error)]
pub enum WorklistError {
    /// A file or folder could not be used; nothing was recorded.
    #[error("{}", tr!("{reason}: {path} {action}。", reason = reason(.source), path = .path.display(), action))]
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
    /// A file cannot be evidence; nothing was recorded.
    #[error("{}", tr!("{reason}: {path} を証跡として{action}。", reason = reason(.source), path = .path.display(), action))]
    Evidence {
        /// The file.
        path: PathBuf,
        /// What could not be done, as the end of the sentence: 読み込めません, 記録できません.
        action: &'static str,
        /// Why.
        source: io::Error,
    },
    /// Writing failed, and the half-written lines could not be removed.
    #[error("{}", tr!("{reason}: {path} への書き込みが途中で失敗し、書きかけの記録が残りました。", reason = reason(.source), path = .path.display()))]
    Unfinished {
        /// The journal.
        path: PathBuf,
        /// Why writing failed.
        source: io::Error,
    },
    /// A text has more characters than its field may have.
    #[error("{}", tr!("{field}が長すぎます ({length} 字)。{limit} 字までにしてください。", field, length, limit = NOTE_LIMIT))]
    TooLong {
        /// The Japanese name of the field.
        field: &'static str,
        /// How many characters it has.
        length: usize,
    },
    /// A field cannot have this value, or not for this subject.
    #[error("{}", tr!("{field}として使えません: {value}", field, value))]
    BadEdit {
        /// The Japanese name of the field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A text is not the id of an entry or of a piece of evidence.
    #[error("{}", tr!("記録の番号として使えません: {id}", id = .0))]
    BadId(String),
    /// A name that no worklist can have. A name becomes a folder, which must not be outside the folder of worklists.
    #[error("{}", tr!("点検票の名前「{name}」は使えません。", name = .0))]
    BadName(RefusedName),
    /// There already is a worklist of this name.
    #[error("{}", tr!("点検票「{name}」はすでにあります。", name = .0))]
    Exists(String),
    /// The records that this program or this machine has read in a folder are not there any more.
    #[error("{}", tr!("{path} にあった記録が見つかりません。", path = .0.display()))]
    Gone(PathBuf),
    /// There are records in a worklist that cannot be read or are gone, so that a copy of it would lack them.
    #[error("{}", tr!("点検票「{name}」には読めない記録があるため、写しません。{first}", name, first))]
    Incomplete {
        /// The name.
        name: String,
        /// The sentence about the first of them.
        first: String,
    },
    /// A folder to merge holds the records of another worklist.
    #[error("{}", tr!("{path} は別の点検票の記録なので、取り込みません。", path = .0.display()))]
    Foreign(PathBuf),
    /// A folder to merge holds no journals, but folders below it do.
    #[error("{}", tr!("{folder} には記録がありません。記録はその下の {below} にあります。", folder = .folder.display(), below = Words(.below.join(t("、")))))]
    JournalsBelow {
        /// The folder.
        folder: PathBuf,
        /// The names of the folders in it that hold journals.
        below: Vec<String>,
    },
    /// A folder to merge holds files that are called like journals, and none of them is one.
    #[error("{}", tr!("{folder} の {files} は、点検票の記録ではありません。", folder = .folder.display(), files = Words(.files.join(t("、")))))]
    NoJournals {
        /// The folder.
        folder: PathBuf,
        /// The names of the files.
        files: Vec<String>,
    },
    /// There are more folders below one than are looked through for worklists.
    #[error("{}", tr!("{folder} の下には、フォルダーが {limit} より多くあります。", folder = .folder.display(), limit))]
    TooManyFolders {
        /// The folder.
        folder: PathBuf,
        /// The most that are looked through.
        limit: usize,
    },
    /// There is no worklist of this name.
    #[error("{}", tr!("点検票「{name}」はありません。", name = .0))]
    Missing(MissingName),
    /// Several worklists differ from the name only in case or in the form of a character.
    #[error("{}", tr!("点検票「{name}」に当たるものがいくつかあります。", name = .0))]
    Ambiguous(String, Vec<String>),
    /// An archived worklist accepts no records.
    #[error("{}", tr!("点検票「{name}」はしまってあるため、記録できません。", name = .0))]
    Archived(String),
    /// Clauses of which nothing is recorded cannot be approved.
    #[error("{}", tr!("まだ何も記録していない条項({ids})は、承認できません。", ids = first_of(.0)))]
    NothingToApprove(Vec<Id>),
    /// An own item would have no title.
    #[error("{}", tr!("独自項目には題が要ります。"))]
    UntitledItem,
    /// An own item was withdrawn, or never was one of this worklist.
    #[error("{}", tr!("この点検票に独自項目 {id} はありません。取り下げたか、ほかの点検票の項目です。", id = .0))]
    NoItem(Id),
    /// A clause's id is empty, too long or holds control characters.
    #[error("{}", tr!("条項の ID として使えません: {id}", id = .0))]
    BadClause(String),
    /// More entries at once than a journal can hold.
    #[error("{}", tr!("一度に記録できる量を超えています。いくつかに分けてください。"))]
    TooMuch,
    /// An entry has the greatest possible id, so that no id can follow it.
    #[error("{}", tr!("記録の番号をこれ以上進められません。日時のおかしい記録が混ざっています。"))]
    NoMoreIds,
    /// An entry could not be written as JSON.
    #[error("{}", tr!("記録を JSON にできません。"))]
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

    /// Returns a function like [`WorklistError::io`], for a file that was to become evidence.
    pub(in crate::worklist) fn evidence(
        path: impl Into<PathBuf>,
        action: &'static str,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Evidence { path, action, source }
    }
}

impl From<WorklistError> for Failure {
    fn from(error: WorklistError) -> Self {
        let (kind, hint) = match &error {
            WorklistError::Io { source, owner, .. } => (FailureKind::System, path_hint(source, *owner)),
            WorklistError::Unfinished { source, .. } => (FailureKind::System, path_hint(source, PathOwner::Data)),
            WorklistError::Evidence { source, .. } => (FailureKind::Usage, evidence_hint(source.kind())),
            WorklistError::TooLong { .. }
            | WorklistError::BadEdit { .. }
            | WorklistError::BadId(_)
            | WorklistError::BadClause(_)
            | WorklistError::UntitledItem
            | WorklistError::NoItem(_)
            | WorklistError::TooMuch => (FailureKind::Usage, ""),
            WorklistError::Incomplete { .. } => (
                FailureKind::Data,
                "`tenken verify` で確かめ、`tenken verify --restore` などで直してから写してください。",
            ),
            WorklistError::Foreign(_) => (FailureKind::Usage, FOREIGN_HINT),
            WorklistError::JournalsBelow { .. } => (FailureKind::Usage, "そのどれかを指定してください。"),
            WorklistError::NoJournals { .. } => (FailureKind::Usage, MERGE_HINT),
            WorklistError::TooManyFolders { .. } => {
                (FailureKind::Usage, "点検票のあるところに近いフォルダーを指定してください。")
            }
            WorklistError::Gone(_) => (FailureKind::System, GONE_HINT),
            WorklistError::Exists(_) => (
                FailureKind::Usage,
                "別の名前を付けてください。大文字と小文字、文字の表し方だけの違いは、同じ名前とみなします。",
            ),
            WorklistError::BadName(_)
            | WorklistError::Missing(_)
            | WorklistError::Ambiguous(..)
            | WorklistError::Archived(_) => (FailureKind::Usage, ""),
            WorklistError::NothingToApprove(_) => (FailureKind::Usage, APPROVE_HINT),
            WorklistError::NoMoreIds | WorklistError::Json(_) => (FailureKind::Data, ""),
        };
        Self::new(kind, error.to_string(), composed_hint(&error).unwrap_or_else(|| t(hint).to_owned()))
    }
}

/// Returns the hint of an error that names what it was about; none if its hint is the same every time.
fn composed_hint(error: &WorklistError) -> Option<String> {
    match error {
        WorklistError::BadName(RefusedName { why, .. }) => Some(tr!("{why}別の名前にしてください。", why)),
        WorklistError::Missing(missing) => Some(missing.hint()),
        WorklistError::Ambiguous(_, names) => Some(tr!(
            "{names}。つづりどおりに指定するか、フォルダーの名前を変えてください。",
            names = names.join(t("、"))
        )),
        WorklistError::Archived(name) => {
            Some(tr!("`tenken worklist archive --undo {word}` で戻せます。", word = shell_word(name)))
        }
        _ => None,
    }
}

/// Returns the first of some ids, and how many there are.
fn first_of(ids: &[Id]) -> String {
    match ids {
        [only] => only.clone(),
        ids => tr!("{first} など {n} 件", first = ids.first().map_or("", String::as_str), n = ids.len()),
    }
}

/// Which folder is meant for a merge.
pub const MERGE_HINT: &str =
    "点検票のフォルダー(.jsonl のあるところ)か、それを含むデータのフォルダーを指定してください。";

/// What to do with the records of another worklist.
const FOREIGN_HINT: &str =
    "点検票の名前を確かめてください(`--worklist`)。それでも一つにまとめるなら --force を付けます。";

/// What to do about an approval of nothing.
const APPROVE_HINT: &str = "先に状態や判定を記録してください。何も記録していません。";

/// What to do when all records are gone.
const GONE_HINT: &str = "共有フォルダーが外れていないか確かめてください。戻るまで記録しません。フォルダーを消したのなら `tenken verify --restore` で控えから戻すか、`tenken verify --accept` でなかったことにできます。";

/// What to do about a file that cannot be evidence.
fn evidence_hint(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "ファイルの場所と名前を確かめてください。何も記録していません。"
        }
        io::ErrorKind::IsADirectory => "フォルダーの中のファイルを指定してください。何も記録していません。",
        io::ErrorKind::PermissionDenied => "ファイルを読む権限を確かめてください。何も記録していません。",
        _ => "別のファイルか URL を指定してください。何も記録していません。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_where_why_and_what_next() {
        let error = WorklistError::io("/data/a.jsonl", "に書き込めません")(io::ErrorKind::StorageFull.into());
        let failure = Failure::from(error);
        assert_eq!(failure.message, "ディスクの空きがありません: /data/a.jsonl に書き込めません。");
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
    fn a_file_that_cannot_be_evidence_comes_with_advice_about_the_file() {
        for (kind, reason, advice) in [
            (io::ErrorKind::NotFound, "見つかりません: ev/none.pdf を", "場所と名前を確かめて"),
            (io::ErrorKind::IsADirectory, "フォルダーです: ev/none.pdf を", "中のファイルを指定"),
            (io::ErrorKind::PermissionDenied, "権限がありません: ev/none.pdf を", "読む権限を"),
            (io::ErrorKind::FileTooLarge, "ファイルの大きさの上限を超えます: ev/none.pdf を", "別のファイル"),
        ] {
            let failure = Failure::from(WorklistError::evidence("ev/none.pdf", "読み込めません")(kind.into()));
            assert!(failure.message.starts_with(reason), "{}", failure.message);
            assert!(failure.hint.contains(advice) && !failure.hint.contains("TENKEN_DATA_DIR"), "{}", failure.hint);
        }
    }

    #[test]
    fn a_long_note_is_the_callers_mistake() {
        let failure = Failure::from(WorklistError::TooLong { field: "メモ", length: 4001 });
        assert_eq!(failure.message, "メモが長すぎます (4001 字)。4000 字までにしてください。");
        assert_eq!(failure.kind, FailureKind::Usage);
    }
}
