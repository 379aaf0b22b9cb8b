//! Which key does what on which screen: a TOML table from which the hint bar, the help page and README's
//! key table are made as well.

use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::event::Key;
use super::message::{Command, Message};

/// The table that is compiled in.
pub const DEFAULT: &str = include_str!("default.toml");

/// What a key is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The query and its hits.
    Search,
    /// A clause.
    Clause,
    /// Any other record.
    Record,
    /// The list of keys.
    Help,
    /// The list of commands.
    Palette,
}

impl Mode {
    /// Every mode, in the order of the help page.
    pub const ALL: [Self; 5] = [Self::Search, Self::Clause, Self::Record, Self::Help, Self::Palette];

    /// Returns the Japanese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Search => "検索",
            Self::Clause => "条項",
            Self::Record => "リスク・製品など",
            Self::Help => "操作の一覧",
            Self::Palette => "命令",
        }
    }
}

/// What is wrong with a key table.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeymapError {
    /// The file is not TOML of the right form.
    #[error("{line} 行目: TOML として読めません: {message}。")]
    Syntax {
        /// Where, from 1.
        line: usize,
        /// What the reader of TOML says, in one line.
        message: String,
    },
    /// There is no such key.
    #[error("{line} 行目: キー「{key}」は使えません。")]
    UnknownKey {
        /// Where, from 1.
        line: usize,
        /// What was written.
        key: String,
    },
    /// There is no such message.
    #[error("{line} 行目: 操作「{name}」はありません。")]
    UnknownMessage {
        /// Where, from 1.
        line: usize,
        /// What was written.
        name: String,
    },
    /// A key has two meanings on one screen.
    #[error("{line} 行目: キー「{key}」は画面「{}」で二度使われています。", .mode.name())]
    Duplicate {
        /// Where, from 1.
        line: usize,
        /// The key.
        key: String,
        /// The screen.
        mode: Mode,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bind: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: Spanned<String>,
    on: Vec<Mode>,
    r#do: String,
    #[serde(default)]
    hint: Hint,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Hint {
    #[default]
    None,
    Everywhere(String),
    Only(HashMap<Mode, String>),
}

impl Hint {
    fn on(&self, mode: Mode) -> &str {
        match self {
            Self::None => "",
            Self::Everywhere(hint) => hint,
            Self::Only(hints) => hints.get(&mode).map_or("", String::as_str),
        }
    }
}

/// One row of the key table on one screen, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The screen.
    pub mode: Mode,
    /// The key or range of keys, for example `^D` or `1-9`.
    pub keys: String,
    /// The name of what it does.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The short word for the hint bar; empty if it has no place there.
    pub hint: String,
}

/// The meaning of every key on every screen; by default no key has one.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    messages: HashMap<(Mode, Key), Message>,
    bindings: Vec<Binding>,
}

impl Keymap {
    /// Reads a key table.
    ///
    /// # Errors
    ///
    /// If it is not of the right form, names an unknown key or message, or uses a key twice on a screen.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let file: File = toml::from_str(text).map_err(|error| KeymapError::Syntax {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().lines().next().unwrap_or_default().to_owned(),
        })?;
        let mut keymap = Self { messages: HashMap::new(), bindings: Vec::new() };
        for row in &file.bind {
            keymap.add(row, line_of(text, row.key.span().start))?;
        }
        Ok(keymap)
    }

    /// Returns these keys with another table laid over them: a key that it names loses its old meaning there.
    ///
    /// # Errors
    ///
    /// If the other table is wrong.
    pub fn with(mut self, text: &str) -> Result<Self, KeymapError> {
        let upper = Self::parse(text)?;
        self.bindings.retain(|old| !upper.bindings.iter().any(|new| new.mode == old.mode && new.keys == old.keys));
        self.bindings.extend(upper.bindings);
        self.messages.extend(upper.messages);
        Ok(self)
    }

    fn add(&mut self, row: &Row, line: usize) -> Result<(), KeymapError> {
        let written = row.key.get_ref();
        let keys = expand(written);
        let unknown = || KeymapError::UnknownMessage { line, name: row.r#do.clone() };
        let Command { name, description, .. } =
            *Message::BINDABLE.iter().find(|command| command.name == row.r#do).ok_or_else(unknown)?;
        for (number, key) in keys {
            let key = Key::parse(&key).ok_or_else(|| KeymapError::UnknownKey { line, key: written.clone() })?;
            for mode in row.on.iter().copied() {
                let message = Message::named(name, number).ok_or_else(unknown)?;
                if self.messages.insert((mode, key), message).is_some() {
                    return Err(KeymapError::Duplicate { line, key: written.clone(), mode });
                }
            }
        }
        let keys = shown(written);
        self.bindings.extend(row.on.iter().map(|mode| {
            let hint = row.hint.on(*mode).to_owned();
            Binding { mode: *mode, keys: keys.clone(), name, description, hint }
        }));
        Ok(())
    }

    /// Returns what a key means on a screen. Where text is typed, keys without a meaning type their character.
    pub fn resolve(&self, mode: Mode, key: Key) -> Option<Message> {
        let bound = self.messages.get(&(mode, key)).cloned();
        let takes_text = matches!(mode, Mode::Search | Mode::Palette);
        let typed = if takes_text { key.typed().map(Message::Insert) } else { None };
        bound.or(typed)
    }

    /// Returns what the hint bar of a screen offers, most useful first.
    pub fn hints(&self, mode: Mode) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.mode == mode && !binding.hint.is_empty())
    }

    /// Returns the commands that keys are bound to on a screen, in the order of the messages.
    pub fn commands(&self, mode: Mode) -> impl Iterator<Item = Command> {
        let all = Message::BINDABLE.iter().copied();
        all.filter(move |command| !self.key_for(mode, command.name).is_empty())
    }

    /// Returns the first key that does something on a screen; empty if none does.
    pub fn key_for(&self, mode: Mode, name: &str) -> &str {
        self.keys_for(mode, name).first().copied().unwrap_or_default()
    }

    /// Returns all keys of a screen with what they do, each meaning once, in the order of the messages.
    pub fn help(&self, mode: Mode) -> Vec<(String, &'static str)> {
        let all = Message::BINDABLE.iter();
        let all = all.map(|command| (self.keys_for(mode, command.name).join(" "), command.description));
        all.filter(|(keys, _)| !keys.is_empty()).collect()
    }

    /// Returns the key table of README.md in Markdown: a row for each message, a column for each screen.
    pub fn markdown(&self) -> String {
        let cells = |first: &str, rest: Vec<String>| format!("| {first} | {} |\n", rest.join(" | "));
        let mut table = cells("操作", Mode::ALL.map(|mode| mode.name().to_owned()).to_vec());
        table += &cells("---", vec!["---".to_owned(); Mode::ALL.len()]);
        for command in Message::BINDABLE {
            let keys = Mode::ALL.map(|mode| code(&self.keys_for(mode, command.name)));
            table += &cells(command.description, keys.to_vec());
        }
        table
    }

    /// Returns all keys that do something on a screen, in the order of the table.
    fn keys_for(&self, mode: Mode, name: &str) -> Vec<&str> {
        let bound = self.bindings.iter().filter(|binding| binding.mode == mode && binding.name == name);
        bound.map(|binding| binding.keys.as_str()).collect()
    }
}

/// Returns the line that a place in a text stands on, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn code(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ")
}

/// Returns the keys that a row stands for, with the number each of them gives.
fn expand(written: &str) -> Vec<(u8, String)> {
    match written.strip_suffix("1-9") {
        Some(prefix) => (1..=9).map(|number| (number, format!("{prefix}{number}"))).collect(),
        None => vec![(0, written.to_owned())],
    }
}

fn shown(written: &str) -> String {
    match written.strip_suffix("1-9") {
        Some(prefix) => Key::parse(&format!("{prefix}1")).map_or_else(String::new, |key| format!("{key}-9")),
        None => Key::parse(written).map_or_else(String::new, |key| key.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(mode: Mode, key: &str) -> Option<String> {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        keymap.resolve(mode, Key::parse(key).unwrap()).map(|message| match message {
            Message::Insert(letter) => format!("insert {letter}"),
            Message::FollowNumber(number) => format!("follow {number}"),
            other => other.name().unwrap_or_default().to_owned(),
        })
    }

    #[test]
    fn keys_mean_what_the_table_says() {
        for (mode, key, expected) in [
            (Mode::Search, "q", Some("insert q")),
            (Mode::Search, "space", Some("insert  ")),
            (Mode::Search, "?", Some("insert ?")),
            (Mode::Search, "alt-3", Some("follow 3")),
            (Mode::Search, "ctrl-d", Some("toggle-done")),
            (Mode::Search, "ctrl-y", None),
            (Mode::Clause, "space", Some("toggle-done")),
            (Mode::Clause, "9", Some("follow 9")),
            (Mode::Record, "space", None),
            (Mode::Record, "q", Some("quit")),
            (Mode::Help, "q", Some("dismiss")),
        ] {
            assert_eq!(resolved(mode, key).as_deref(), expected, "{key}");
        }
    }

    #[test]
    fn mistakes_in_a_table_are_named_with_their_line() {
        let row =
            |key: &str, on: &str, name: &str| format!("[[bind]]\nkey = \"{key}\"\non = [\"{on}\"]\ndo = \"{name}\"\n");
        for (table, expected) in [
            (row("entr", "search", "open"), "2 行目: キー「entr」は使えません。"),
            (row("enter", "search", "opn"), "2 行目: 操作「opn」はありません。"),
            (
                row("3", "clause", "open") + &row("1-9", "clause", "follow-number"),
                "6 行目: キー「1-9」は画面「条項」で二度使われています。",
            ),
        ] {
            assert_eq!(Keymap::parse(&table).unwrap_err().to_string(), expected);
        }
        assert!(matches!(Keymap::parse(&row("a", "nowhere", "open")), Err(KeymapError::Syntax { .. })));
    }

    #[test]
    fn own_keys_are_laid_over_the_bundled_ones() {
        let own = "[[bind]]\nkey = \"space\"\non = [\"clause\"]\ndo = \"next\"\n";
        let keymap = Keymap::parse(DEFAULT).unwrap().with(own).unwrap();
        let meaning = |key: &str| keymap.resolve(Mode::Clause, Key::parse(key).unwrap()).and_then(|m| m.name());
        assert_eq!((meaning("space"), meaning("d")), (Some("next"), Some("mark-doing")));
        assert!(keymap.keys_for(Mode::Clause, "next").contains(&"Space"));
        assert!(!keymap.keys_for(Mode::Clause, "toggle-done").contains(&"Space"));
        assert!(Keymap::parse(DEFAULT).unwrap().with("[[bind]]\nkey = 1").is_err());
    }

    #[test]
    fn every_message_has_a_key() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        for name in Message::BINDABLE.iter().map(|command| command.name) {
            assert!(keymap.bindings.iter().any(|binding| binding.name == name), "{name}");
        }
    }

    #[test]
    fn keys_that_terminals_need_are_left_alone() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        for taken in ["ctrl-s", "ctrl-q", "ctrl-h", "ctrl-i", "ctrl-m", "ctrl-["] {
            let key = Key::parse(taken).unwrap();
            assert!(Mode::ALL.iter().all(|mode| !keymap.messages.contains_key(&(*mode, key))), "{taken}");
        }
    }
}
