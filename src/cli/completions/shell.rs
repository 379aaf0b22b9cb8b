//! The shells: their scripts, and how their words are written.

use clap::builder::{PossibleValue, PossibleValuesParser};

/// A shell that can ask what to complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// GNU Bash.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell, of Windows too.
    Pwsh,
}

/// All shells with their names and scripts.
const SHELLS: [(Shell, &str, &str); 4] = [
    (Shell::Bash, "bash", include_str!("scripts/tenken.bash")),
    (Shell::Zsh, "zsh", include_str!("scripts/tenken.zsh")),
    (Shell::Fish, "fish", include_str!("scripts/tenken.fish")),
    (Shell::Pwsh, "powershell", include_str!("scripts/tenken.ps1")),
];

/// What is on the line up to the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The words before the one at the cursor, without the name of the program.
    pub(super) before: Vec<String>,
    /// The word at the cursor, as far as it is typed.
    pub(super) word: String,
    /// How many bytes of the word the shell does not want to see again, because they are words of their own for it.
    pub(super) taken: usize,
    /// Whether a quotation mark is open.
    pub(super) is_quoted: bool,
}

impl Shell {
    /// Returns the names, for the command line.
    pub(super) fn values() -> PossibleValuesParser {
        PossibleValuesParser::from(SHELLS.map(|(_, name, _)| PossibleValue::new(name)))
    }

    /// Returns the shell of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        SHELLS.iter().find(|(_, known, _)| *known == name).map(|(shell, ..)| *shell)
    }

    /// Returns the script that asks.
    pub(super) fn script(self) -> &'static str {
        SHELLS.iter().find(|(shell, ..)| *shell == self).map_or("", |(.., script)| script)
    }

    /// Whether it shows a text beside a value.
    pub(super) fn shows_texts(self) -> bool {
        self != Self::Bash
    }

    /// Returns what is on the line. Bash hands over words as they are typed, and takes the sign = for one.
    pub(super) fn asked(self, words: Vec<String>, word: String) -> Asked {
        if self != Self::Bash {
            return Asked { before: words, word, taken: 0, is_quoted: false };
        }
        let is_quoted = word.starts_with(['\'', '"']);
        let mut before: Vec<String> = Vec::new();
        for word in words.iter().map(|word| unquoted(word)) {
            match before.last_mut() {
                Some(last) if last.starts_with("--") && (word == "=" || last.ends_with('=')) => last.push_str(&word),
                _ => before.push(word),
            }
        }
        let word = unquoted(&word);
        let is_open = |last: &String| last.starts_with("--") && (word == "=" || last.ends_with('='));
        match before.pop_if(|last| is_open(last)) {
            Some(last) if word == "=" => Asked { taken: last.len() + 1, word: last + "=", before, is_quoted },
            Some(last) => Asked { taken: last.len(), word: last + &word, before, is_quoted },
            None => Asked { before, word, taken: 0, is_quoted },
        }
    }

    /// Returns a value as it is written on the line.
    pub(super) fn word(self, value: &str, is_quoted: bool) -> String {
        let is_plain =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | '@' | '+' | ',');
        match self {
            Self::Bash if !is_quoted => {
                value.chars().flat_map(|c| (!is_plain(c)).then_some('\\').into_iter().chain([c])).collect()
            }
            // The others, and Bash behind a quotation mark, write values in their own way.
            _ => value.to_owned(),
        }
    }
}

/// Returns what a word of Bash says, its quotation marks and backslashes gone.
fn unquoted(word: &str) -> String {
    let mut said = String::new();
    let mut quote = None;
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) => said.extend(chars.next()),
            (c, _) => said.push(c),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bash_hands_over_pieces_that_are_put_together_again() {
        let asked = |words: &[&str], word: &str| {
            let Asked { before, word, taken, .. } =
                Shell::Bash.asked(words.iter().map(|word| (*word).to_owned()).collect(), word.to_owned());
            (before.join("|"), word, taken)
        };
        for (words, word, expected) in [
            (&["search"][..], "--ki", ("search", "--ki", 0)),
            (&["search", "--kind"], "=", ("search", "--kind=", 7)),
            (&["search", "--kind", "="], "ri", ("search", "--kind=ri", 7)),
            (&["--worklist", "=", "a", "show"], "", ("--worklist=a|show", "", 0)),
            (&["worklist", "switch"], "'東 病", ("worklist|switch", "東 病", 0)),
            (&["a\\ b", "\"c d\""], "e\\ f", ("a b|c d", "e f", 0)),
        ] {
            let (before, word_read, taken) = asked(words, word);
            assert_eq!((before.as_str(), word_read.as_str(), taken), expected, "{words:?} {word}");
        }
    }

    #[test]
    fn a_value_is_written_so_that_bash_reads_it_back() {
        for value in ["mhlw6.sysun.14.5", "東病院 2026年度", "it's", "a$(b)`c`;d&|<>", "#x*?[]{}~!\\"] {
            assert_eq!(unquoted(&Shell::Bash.word(value, false)), value);
            assert_eq!(Shell::Bash.word(value, true), value);
        }
    }
}
