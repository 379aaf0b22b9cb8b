//! The one failure type at the edge: what happened, and what to do next.

use std::fmt;
use std::io;

use crate::language::t;

/// What a program that called tenken needs to know about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The command line asked for something impossible.
    Usage,
    /// Data or a file is wrong.
    Data,
    /// The system refused: permissions, space, a missing terminal.
    System,
}

/// A failure as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Who has to act.
    pub kind: FailureKind,
    /// What happened and where, in one sentence.
    pub message: String,
    /// What to do next; may be empty.
    pub hint: String,
}

impl Failure {
    /// Returns a failure with a hint on what to do next.
    pub fn new(kind: FailureKind, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: hint.into() }
    }
}

/// Returns a text as one word of a command line that a person may copy: quoted for the shell where that is needed, and
/// behind `--` where it would be taken for an option. It belongs at the end of the command.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@' | '+' | ',');
    let word = match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    };
    if text.starts_with('-') { format!("-- {word}") } else { word }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.hint.is_empty() {
            write!(f, "\n  {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

/// Who named a path. It decides what a person can do when something is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathOwner {
    /// A person, who can name another one.
    Person,
    /// tenken itself: it is in its data folder.
    Data,
}

/// Returns what to do about an error of the system with a path; empty where nobody can say.
pub fn path_hint(error: &io::Error, owner: PathOwner) -> &'static str {
    use io::ErrorKind as Kind;
    t(match (error.kind(), owner) {
        (Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero, PathOwner::Data) => {
            "記録は増えていません。空きを作ってから、もう一度操作してください。"
        }
        (Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero, PathOwner::Person) => {
            "空きを作ってから、もう一度実行してください。"
        }
        (Kind::PermissionDenied | Kind::ReadOnlyFilesystem | Kind::NotADirectory | Kind::NotFound, PathOwner::Data) => {
            "環境変数 TENKEN_DATA_DIR で、書き込めるフォルダーを指定できます。"
        }
        (Kind::NotFound, PathOwner::Person) => "場所と名前を確かめてください。",
        (Kind::PermissionDenied, PathOwner::Person) => "権限のある場所を指定するか、権限を付けてもらってください。",
        (Kind::ReadOnlyFilesystem, PathOwner::Person) => "書き込める場所を指定してください。",
        (Kind::NotADirectory, PathOwner::Person) => "フォルダーを指定したかを確かめてください。",
        (Kind::IsADirectory, PathOwner::Person) => "フォルダーではなく、ファイルを指定してください。",
        (Kind::FileTooLarge, PathOwner::Person) => "指定したファイルで正しいかを確かめてください。",
        (Kind::InvalidInput, PathOwner::Person) => "ほかのファイルかフォルダーを指定してください。",
        (Kind::InvalidFilename, PathOwner::Person) => "名前を短くするか、別の名前にしてください。",
        (Kind::InvalidData, _) => "UTF-8 で保存し直してください。",
        (Kind::AlreadyExists, _) => "別の名前を指定するか、あるものを移してください。",
        (Kind::IsADirectory, PathOwner::Data) => "その場所のフォルダーを移してから、もう一度操作してください。",
        (Kind::WouldBlock | Kind::ResourceBusy | Kind::Interrupted | Kind::TimedOut | Kind::OutOfMemory, _) => {
            "少し待ってから、もう一度実行してください。"
        }
        (Kind::StaleNetworkFileHandle | Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown, _) => {
            "共有フォルダーの接続を確かめてください。"
        }
        // A loop of links, on Linux: the standard library has no name for it yet.
        (_, PathOwner::Person) if error.raw_os_error() == Some(40) => "リンクの先を確かめてください。",
        _ => "",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ours_is_moved_by_a_variable() {
        for number in 1..=133 {
            let error = io::Error::from_raw_os_error(number);
            assert!(!path_hint(&error, PathOwner::Person).contains("TENKEN"), "{error}");
        }
        for (number, person, data) in [
            (2, "場所と名前", "TENKEN_DATA_DIR"),
            (13, "権限", "TENKEN_DATA_DIR"),
            (20, "フォルダーを指定", "TENKEN_DATA_DIR"),
            (21, "ファイルを指定", "移して"),
            (28, "空き", "空き"),
            (30, "書き込める場所", "TENKEN_DATA_DIR"),
            (36, "短く", ""),
            (40, "リンクの先", ""),
        ] {
            let error = io::Error::from_raw_os_error(number);
            for (owner, part) in [(PathOwner::Person, person), (PathOwner::Data, data)] {
                assert!(path_hint(&error, owner).contains(part), "{error} {owner:?}");
            }
        }
    }

    #[test]
    fn a_word_is_quoted_where_a_shell_would_take_it_apart() {
        for (text, word) in [
            ("東病院2026", "東病院2026"),
            ("サーバー", "サーバー"),
            ("./a/b.jsonl", "./a/b.jsonl"),
            ("東病院 2026年度", "'東病院 2026年度'"),
            ("東病院\u{3000}外来", "'東病院\u{3000}外来'"),
            ("it's", r"'it'\''s'"),
            ("a$(b)`c`;d", "'a$(b)`c`;d'"),
            ("~x", "'~x'"),
            ("", "''"),
            ("-x", "-- -x"),
            ("--worklist a", "-- '--worklist a'"),
            ("①(1)", "'①(1)'"),
        ] {
            assert_eq!(shell_word(text), word);
        }
    }

    /// What a shell makes of the word is the text again, whatever it holds.
    #[cfg(unix)]
    #[test]
    fn a_shell_reads_the_text_back() {
        let _starts = crate::fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        for text in ["a b", "it's \"x\"", "*?[a]", "$HOME", "a\\b", "!x", "#x", "-n", "東 病院", "{a,b}", "a&b|c<d>e"]
        {
            let line = format!("printf '%s\\n' {}", shell_word(text));
            let output = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
            let words = String::from_utf8(output.stdout).unwrap();
            assert_eq!(words.trim_end_matches('\n').trim_start_matches("--\n"), text, "{line}");
        }
    }
}
