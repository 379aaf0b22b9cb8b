//! The key table (TOML): which key does what in which mode. The hint bar, the help and README's key table are made
//! from it, too.

use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::catalog::toml_reason;
use crate::language::{t, tr};
use crate::tui::input::command::{CommandSpec, HintWhen};
use crate::tui::input::event::Key;
use crate::tui::input::message::Message;

/// The built-in table.
pub const DEFAULT: &str = include_str!("default.toml");

/// What is on screen, as far as it changes the meaning of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The query and its hits.
    Search,
    /// The page of a clause.
    Clause,
    /// Any other page.
    Record,
    /// A page of either kind on which words were found: these keys go before its own.
    Found,
    /// The worklist.
    List,
    /// The list of all worklists: these keys go before those of a page.
    Worklists,
    /// A page with rows to be checked: these keys go before those of a page.
    Checks,
    /// The tables of contents: these keys go before those of a page.
    Contents,
    /// The help.
    Help,
    /// A list to choose from: commands, recent queries.
    Palette,
    /// The field editor: a note or another field.
    Note,
}

impl Mode {
    /// Every mode, in the order of the help page.
    pub const ALL: [Self; 11] = [
        Self::Search,
        Self::Clause,
        Self::Record,
        Self::Found,
        Self::List,
        Self::Worklists,
        Self::Checks,
        Self::Contents,
        Self::Help,
        Self::Palette,
        Self::Note,
    ];

    /// Whether text is typed in it: a key without a binding then types its character.
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::Search | Self::Palette | Self::Note)
    }

    /// Returns the Japanese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Search => "検索",
            Self::Clause => "条項",
            Self::Record => "リスク・製品など",
            Self::Found => "ページ内検索",
            Self::List => "点検票",
            Self::Worklists => "点検票の一覧",
            Self::Checks => "選ぶ一覧",
            Self::Contents => "目次",
            Self::Help => "操作の一覧",
            Self::Palette => "選択",
            Self::Note => "メモ",
        }
    }
}

/// What is wrong with a key table.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeymapError {
    /// The file is not valid TOML, or not a key table.
    #[error("{}", tr!("{line} 行目: TOML として読めません。{message}", line, message))]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong there, as a sentence.
        message: String,
    },
    /// There is no such key.
    #[error("{}", tr!("{line} 行目: キー「{key}」は使えません。", line, key))]
    UnknownKey {
        /// The line, from 1.
        line: usize,
        /// The text in the file.
        key: String,
    },
    /// There is no such message.
    #[error("{}", tr!("{line} 行目: 操作「{name}」はありません。", line, name))]
    UnknownMessage {
        /// The line, from 1.
        line: usize,
        /// The text in the file.
        name: String,
    },
    /// A key has two bindings in one mode, or is also the start of a chord.
    #[error("{}", tr!("{line} 行目: キー「{key}」は画面「{mode}」で二度使われています。", line, key, mode = t(.mode.name())))]
    Duplicate {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// The mode.
        mode: Mode,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyTable {
    bind: Vec<BindingRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BindingRow {
    key: Spanned<String>,
    on: Vec<Mode>,
    r#do: String,
    #[serde(default)]
    hint: Hint,
    #[serde(default)]
    begins: Hint,
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

/// One row of the key table in one mode, as shown to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The mode.
    pub mode: Mode,
    /// The key, chord or range of keys, for example `^D`, `g t` or `1-9`.
    pub keys: String,
    /// The name of the message; empty for the first key of a chord, which the hint bar shows alone.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The short word for the hint bar; empty if it is not shown there.
    pub hint: String,
    /// When the hint bar shows it.
    pub hint_when: HintWhen,
    chords: Vec<Chord>,
}

/// A sequence of keys; mostly just one.
type Chord = Vec<Key>;

/// What a sequence of keys means.
#[derive(Clone, Debug)]
pub enum Resolution {
    /// It is bound to this message.
    Message(Message),
    /// It is the start of a chord: more keys have to follow.
    Pending,
    /// It is not bound.
    Unbound,
}

/// The bindings of all keys in all modes; empty by default.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    /// Messages by name, with the number that one may carry: a tenth of what the messages take.
    messages: HashMap<(Mode, Chord), (&'static str, u8)>,
    bindings: Vec<Binding>,
}

impl Keymap {
    /// Parses a key table.
    ///
    /// # Errors
    ///
    /// If it is not a key table, names an unknown key or message, or binds a key twice in a mode.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let file: KeyTable = toml::from_str(text).map_err(|error| KeymapError::Syntax {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: toml_reason(error.message()),
        })?;
        let mut keymap = Self::default();
        for row in &file.bind {
            // Counted for a mistake only: from the start of the text, for each row, it would take longer than the rest.
            keymap.add(row, &|| line_of(text, row.key.span().start))?;
        }
        Ok(keymap)
    }

    /// Returns this key table overridden by another one: a key bound there loses its old binding, and so do the chords
    /// that start with it.
    ///
    /// # Errors
    ///
    /// If the other table is wrong, as in [`Keymap::parse`].
    pub fn with(mut self, text: &str) -> Result<Self, KeymapError> {
        let upper = Self::parse(text)?;
        for (mode, chord) in upper.messages.keys() {
            self.messages.retain(|(old_mode, old), _| old_mode != mode || !collide(old, chord));
        }
        let left = &self.messages;
        let renewed = |old: &Binding| upper.bindings.iter().any(|new| (new.mode, &new.keys) == (old.mode, &old.keys));
        self.bindings.retain(|old| match old.name.is_empty() {
            // The first key of chords is hinted once, as long as any begins with it, whoever has bound that.
            true if renewed(old) => false,
            true => left.keys().chain(upper.messages.keys()).any(|chord| begins(old, chord)),
            false => old.chords.iter().any(|chord| left.contains_key(&(old.mode, chord.clone()))),
        });
        self.bindings.extend(upper.bindings);
        self.messages.extend(upper.messages);
        Ok(self)
    }

    fn add(&mut self, row: &BindingRow, line: &dyn Fn() -> usize) -> Result<(), KeymapError> {
        let written = row.key.get_ref();
        let unknown = || KeymapError::UnknownMessage { line: line(), name: row.r#do.clone() };
        let CommandSpec { name, description, hint: hint_when, .. } =
            *Message::BINDABLE.iter().find(|command| command.name == row.r#do).ok_or_else(unknown)?;
        let mut chords = Vec::new();
        for (number, keys) in expand(written) {
            let chord =
                parse_chord(&keys).ok_or_else(|| KeymapError::UnknownKey { line: line(), key: written.clone() })?;
            chords.push(chord.clone());
            for mode in row.on.iter().copied() {
                if self.messages.keys().any(|(known, other)| *known == mode && collide(other, &chord)) {
                    return Err(KeymapError::Duplicate { line: line(), key: written.clone(), mode });
                }
                self.messages.insert((mode, chord.clone()), (name, number));
            }
        }
        let keys = shown(written);
        self.bindings.extend(row.on.iter().map(|mode| {
            let hint = row.hint.on(*mode).to_owned();
            Binding { mode: *mode, keys: keys.clone(), name, description, hint, hint_when, chords: chords.clone() }
        }));
        let begun_by: Chord = chords.iter().flatten().take(1).copied().collect();
        let first: String = begun_by.iter().map(Key::to_string).collect();
        let begun = row.on.iter().map(|mode| (*mode, row.begins.on(*mode))).filter(|(_, hint)| !hint.is_empty());
        self.bindings.extend(begun.map(|(mode, hint)| {
            let (keys, name, description, hint, hint_when) = (first.clone(), "", "", hint.to_owned(), HintWhen::IfRoom);
            Binding { mode, keys, name, description, hint, hint_when, chords: vec![begun_by.clone()] }
        }));
        Ok(())
    }

    /// Returns what a sequence of keys means in the first of some modes that knows it.
    pub fn resolve_in(&self, modes: impl Iterator<Item = Mode>, keys: &[Key]) -> Resolution {
        let mut resolutions = modes.map(|mode| self.resolve(mode, keys));
        resolutions.find(|known| !matches!(known, Resolution::Unbound)).unwrap_or(Resolution::Unbound)
    }

    /// Returns what a sequence of keys means in a mode. Where text is typed, a key without a binding types its character.
    pub fn resolve(&self, mode: Mode, keys: &[Key]) -> Resolution {
        if let Some((name, number)) = self.messages.get(&(mode, keys.to_vec())) {
            return Message::named(name, *number).map_or(Resolution::Unbound, Resolution::Message);
        }
        if self.messages.keys().any(|(known, chord)| *known == mode && chord.starts_with(keys)) {
            return Resolution::Pending;
        }
        match keys {
            [key] if mode.takes_text() => {
                key.typed().map_or(Resolution::Unbound, |typed| Resolution::Message(Message::Insert(typed)))
            }
            _ => Resolution::Unbound,
        }
    }

    /// Returns the keys that can follow the start of a chord, each with what it does, in the order of the table.
    pub fn continuations(&self, mode: Mode, begun: &[Key]) -> Vec<(String, &'static str)> {
        let start: String = begun.iter().map(|key| format!("{key} ")).collect();
        let all = self.bindings.iter().filter(|binding| binding.mode == mode);
        all.filter_map(|binding| Some((binding.keys.strip_prefix(&start)?.to_owned(), binding.description))).collect()
    }

    /// Returns the bindings with a hint in a mode, in the order of the table: most useful first.
    pub fn hints(&self, mode: Mode) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.mode == mode && !binding.hint.is_empty())
    }

    /// Returns what keys do on other screens, and the modes of those; none if they do nothing on any.
    pub fn elsewhere(&self, keys: &[Key]) -> Option<(&'static str, Vec<Mode>)> {
        let bound = |mode: Mode| self.messages.get(&(mode, keys.to_vec())).map(|(name, _)| *name);
        let screens = [Mode::Search, Mode::Clause, Mode::Record, Mode::List];
        let name = screens.into_iter().find_map(bound)?;
        let command = Message::BINDABLE.iter().find(|command| command.name == name)?;
        Some((command.description, screens.into_iter().filter(|mode| bound(*mode) == Some(name)).collect()))
    }

    /// Returns the commands that are bound to a key in a mode, in the order of the messages.
    pub fn commands(&self, mode: Mode) -> impl Iterator<Item = CommandSpec> {
        let all = Message::BINDABLE.iter().copied();
        all.filter(move |command| !self.key_for(mode, command.name).is_empty())
    }

    /// Returns the first key bound to a message in a mode; empty if there is none.
    pub fn key_for(&self, mode: Mode, name: &str) -> &str {
        self.keys_for(mode, name).first().copied().unwrap_or_default()
    }

    /// Returns the keys of each message in a mode with its description, in the order of the messages.
    pub fn help(&self, mode: Mode) -> Vec<(String, &'static str)> {
        let all = Message::BINDABLE.iter();
        let all = all.map(|command| (self.keys_for(mode, command.name).join(" "), command.description));
        all.filter(|(keys, _)| !keys.is_empty()).collect()
    }

    /// Returns the key table for README.md in Markdown: a row for each message, a column for each mode.
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

    /// Returns all keys bound to a message in a mode, in the order of the table.
    fn keys_for(&self, mode: Mode, name: &str) -> Vec<&str> {
        let bound = self.bindings.iter().filter(|binding| binding.mode == mode && binding.name == name);
        bound.map(|binding| binding.keys.as_str()).collect()
    }
}

/// Returns the line number, from 1, of a byte offset in a text.
pub fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn code(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ")
}

/// Whether a chord in a mode goes on from the first key that a binding hints.
fn begins(hint: &Binding, (mode, chord): &(Mode, Chord)) -> bool {
    *mode == hint.mode && chord.len() > 1 && hint.chords.iter().any(|first| chord.starts_with(first))
}

/// Whether two chords conflict: they are the same, or one is the start of the other.
fn collide(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Expands the key of a row: `1-9` gives nine keys, each with its number.
fn expand(written: &str) -> Vec<(u8, String)> {
    match written.strip_suffix("1-9") {
        Some(prefix) => (1..=9).map(|number| (number, format!("{prefix}{number}"))).collect(),
        None => vec![(0, written.to_owned())],
    }
}

/// Parses a chord: keys separated by one space.
fn parse_chord(written: &str) -> Option<Chord> {
    let chord: Option<Chord> = written.split(' ').map(Key::parse).collect();
    chord.filter(|keys| !keys.is_empty())
}

fn shown(written: &str) -> String {
    let show = |text: &str| {
        let keys = parse_chord(text).unwrap_or_default();
        keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
    };
    match written.strip_suffix("1-9") {
        Some(prefix) => format!("{}-9", show(&format!("{prefix}1"))),
        None => show(written),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_damaged_table_is_read_or_refused_in_japanese(
            cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
        ) {
            let mut bytes = DEFAULT.lines().take(40).collect::<Vec<_>>().join("\n").into_bytes();
            for (at, byte) in &cuts {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if let Err(error) = Keymap::parse(&String::from_utf8_lossy(&bytes)) {
                let said = error.to_string();
                let has_english = ["expected", "invalid", "missing", "unknown", "unclosed", "match"]
                    .iter()
                    .any(|word| said.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part == *word));
                prop_assert!(said.contains(" 行目: ") && said.ends_with('。') && !has_english, "{said}");
            }
        }
    }

    fn resolved(mode: Mode, key: &str) -> Option<String> {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        match keymap.resolve(mode, &parse_chord(key).unwrap()) {
            Resolution::Message(Message::Insert(letter)) => Some(format!("insert {letter}")),
            Resolution::Message(Message::FollowNumber(number)) => Some(format!("follow {number}")),
            Resolution::Message(other) => other.name().map(str::to_owned),
            Resolution::Pending => Some("begun".to_owned()),
            Resolution::Unbound => None,
        }
    }

    #[test]
    fn keys_mean_what_the_table_says() {
        for (mode, key, expected) in [
            (Mode::Search, "q", Some("insert q")),
            (Mode::Search, "space", Some("insert  ")),
            (Mode::Search, "?", Some("insert ?")),
            (Mode::Search, "alt-3", Some("follow 3")),
            (Mode::Search, "ctrl-d", Some("half-down")),
            (Mode::Search, "ctrl-g d", Some("toggle-done")),
            (Mode::Note, "ctrl-d", Some("delete-forward")),
            (Mode::Search, "ctrl-y", None),
            (Mode::Clause, "space", Some("toggle-done")),
            (Mode::Clause, "9", Some("follow 9")),
            (Mode::Record, "space", None),
            (Mode::Record, "q", Some("quit")),
            (Mode::Help, "q", Some("dismiss")),
            (Mode::Clause, "g", Some("begun")),
            (Mode::Clause, "g t", Some("contents")),
            (Mode::Clause, "g ctrl-d", None),
            (Mode::Search, "ctrl-g", Some("begun")),
            (Mode::Search, "ctrl-g t", Some("contents")),
            (Mode::Search, "g", Some("insert g")),
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
            (
                row("g t", "clause", "open") + &row("g", "clause", "first"),
                "6 行目: キー「g」は画面「条項」で二度使われています。",
            ),
            (row("g  t", "clause", "open"), "2 行目: キー「g  t」は使えません。"),
        ] {
            assert_eq!(Keymap::parse(&table).unwrap_err().to_string(), expected);
        }
        assert!(matches!(Keymap::parse(&row("a", "nowhere", "open")), Err(KeymapError::Syntax { .. })));
    }

    #[test]
    fn own_keys_are_laid_over_the_bundled_ones() {
        let own = "[[bind]]\nkey = \"space\"\non = [\"clause\"]\ndo = \"next\"\n\
                   [[bind]]\nkey = \"g\"\non = [\"clause\"]\ndo = \"first\"\n\
                   [[bind]]\nkey = \"d d\"\non = [\"clause\"]\ndo = \"mark-doing\"\n";
        let keymap = Keymap::parse(DEFAULT).unwrap().with(own).unwrap();
        let meaning = |key: &str| match keymap.resolve(Mode::Clause, &parse_chord(key).unwrap()) {
            Resolution::Message(message) => message.name(),
            _ => None,
        };
        assert_eq!((meaning("space"), meaning("g"), meaning("d d")), (Some("next"), Some("first"), Some("mark-doing")));
        assert_eq!((meaning("g t"), meaning("d")), (None, None), "a key is the start of a chord or has a meaning");
        assert!(keymap.keys_for(Mode::Clause, "contents").contains(&"c"));
        assert!(!keymap.keys_for(Mode::Clause, "contents").contains(&"g t"));
        assert!(keymap.keys_for(Mode::Clause, "next").contains(&"Space"));
        assert!(!keymap.keys_for(Mode::Clause, "toggle-done").contains(&"Space"));
        assert!(Keymap::parse(DEFAULT).unwrap().with("[[bind]]\nkey = 1").is_err());
    }

    #[test]
    fn the_first_key_of_a_chord_is_hinted_as_long_as_the_chord_is_there() {
        let hinted = |keymap: &Keymap| keymap.hints(Mode::List).any(|hint| hint.keys == "g" && hint.hint == "移動");
        let keymap = Keymap::parse(DEFAULT).unwrap();
        assert!(hinted(&keymap) && keymap.key_for(Mode::List, "due-list") == "g D");
        let own = |key: &str, name: &str| format!("[[bind]]\nkey = \"{key}\"\non = [\"list\"]\ndo = \"{name}\"\n");
        let other = keymap.clone().with(&own("g D", "first")).unwrap();
        assert!(hinted(&other) && other.key_for(Mode::List, "due-list").is_empty(), "the others begin with it still");
        assert!(!hinted(&keymap.clone().with(&own("g", "first")).unwrap()));
        let copied = keymap.clone().with(DEFAULT).unwrap();
        assert_eq!(copied.hints(Mode::List).filter(|hint| hint.keys == "g").count(), 1, "a copy of the whole table");
        // What the chord began is hinted where every chord that begins so is one's own.
        let bound = keymap.bindings.iter().filter(|one| one.mode == Mode::List && one.keys.starts_with("f "));
        let all: String = bound.map(|one| own(&one.keys, "first")).collect();
        let filled = keymap.with(&all).unwrap();
        assert!(filled.hints(Mode::List).any(|hint| hint.keys == "f" && hint.hint == "記入"));
    }

    #[test]
    fn the_keys_of_a_few_pages_take_no_room_from_those_of_all() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        let at = |keys: &str| keymap.hints(Mode::Record).position(|hint| hint.keys == keys);
        assert!(at("g").is_some() && at(":") < at("g K") && at(":") < at("g T") && at(":").is_some());
    }

    #[test]
    fn every_message_has_a_key() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        for name in Message::BINDABLE.iter().map(|command| command.name) {
            assert!(keymap.bindings.iter().any(|binding| binding.name == name), "{name}");
        }
    }

    #[test]
    fn keys_that_edit_and_scroll_elsewhere_never_write() {
        let writing = ["toggle", "mark", "undo", "redo", "pick", "judge", "set-", "add-", "save"];
        for mode in Mode::ALL {
            for key in ["ctrl-d", "ctrl-u", "ctrl-r", "ctrl-k", "ctrl-w", "backspace"] {
                let name = resolved(mode, key).unwrap_or_default();
                assert!(!writing.iter().any(|start| name.starts_with(start)), "{mode:?} {key}: {name}");
            }
        }
    }

    #[test]
    fn keys_that_terminals_need_are_left_alone() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        for taken in ["ctrl-s", "ctrl-q", "ctrl-h", "ctrl-i", "ctrl-m", "ctrl-["] {
            let key = Key::parse(taken).unwrap();
            assert!(keymap.messages.keys().all(|(_, chord)| !chord.contains(&key)), "{taken}");
        }
    }
}
