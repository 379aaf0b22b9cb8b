//! The one failure type at the edge: what happened, and what to do next.

use std::fmt;

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

#[cfg(test)]
mod tests {
    use super::*;

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
        for text in ["a b", "it's \"x\"", "*?[a]", "$HOME", "a\\b", "!x", "#x", "-n", "東 病院", "{a,b}", "a&b|c<d>e"]
        {
            let line = format!("printf '%s\\n' {}", shell_word(text));
            let output = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
            let words = String::from_utf8(output.stdout).unwrap();
            assert_eq!(words.trim_end_matches('\n').trim_start_matches("--\n"), text, "{line}");
        }
    }
}
