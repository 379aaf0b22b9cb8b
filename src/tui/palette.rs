//! The list of commands, found by name: Japanese, by its sound in kana or romaji, or as in the key table.

use crate::search::Romaji;

use super::keymap::{Keymap, Mode};
use super::message::{Command, Message};
use super::widgets::input::Input;

/// Commands that only make sense as keys.
const KEYS_ONLY: [&str; 4] = ["palette", "follow-number", "dismiss", "open"];

/// A command and what it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// The keys that do the same.
    pub keys: String,
    /// How its description sounds, in the form that typed letters are brought to.
    sound: String,
}

/// What is typed and what it finds.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// The selected entry among those found.
    pub selected: usize,
    entries: Vec<Entry>,
    romaji: Option<Romaji>,
}

impl Palette {
    /// Returns the commands of a screen.
    pub fn new(keymap: &Keymap, mode: Mode) -> Self {
        // Without the table, commands are still found as they are written.
        let romaji = Romaji::new().ok();
        let entry = |command: Command| Entry {
            keys: keymap.key_for(mode, command.name).to_owned(),
            sound: romaji.as_ref().and_then(|romaji| romaji.of_kana(command.reading)).unwrap_or_default(),
            command,
        };
        let commands = keymap.commands(mode).filter(|command| !KEYS_ONLY.contains(&command.name));
        let mut entries: Vec<Entry> = commands.filter(|command| !is_typing(command.name)).map(entry).collect();
        entries.sort_by_key(|entry| is_moving(entry.command.name));
        Self { input: Input::default(), selected: 0, entries, romaji }
    }

    /// Returns the commands that hold everything typed, what moves comes last.
    pub fn found(&self) -> Vec<&Entry> {
        let words: Vec<&str> = self.input.text().split_whitespace().collect();
        self.entries.iter().filter(|entry| words.iter().all(|word| self.holds(entry, word))).collect()
    }

    /// Returns the selected command.
    pub fn chosen(&self) -> Option<Message> {
        let found = self.found();
        let entry = found.get(self.selected.min(found.len().saturating_sub(1)))?;
        Message::named(entry.command.name, 0)
    }

    /// Moves the selection, within what is found.
    pub fn select(&mut self, to: impl Fn(usize) -> usize) {
        let last = self.found().len().saturating_sub(1);
        self.selected = to(self.selected.min(last)).min(last);
    }

    fn holds(&self, entry: &Entry, word: &str) -> bool {
        let sounds = |sound: &str| !sound.is_empty() && entry.sound.contains(sound);
        let kana = || self.romaji.as_ref().and_then(|romaji| romaji.of_kana(word));
        let typed = || self.romaji.as_ref().and_then(|romaji| romaji.of_typed(word)).map(|(sound, _)| sound);
        entry.command.description.contains(word)
            || entry.command.name.contains(&word.to_lowercase())
            || kana().or_else(typed).is_some_and(|sound| sounds(&sound))
    }
}

/// Whether a command edits the text that is being typed.
fn is_typing(name: &str) -> bool {
    name.starts_with("cursor-") || name.starts_with("delete-")
}

/// Whether a command only moves: nobody looks that up while there is something to do, so it comes last.
fn is_moving(name: &str) -> bool {
    ["next", "previous", "next-link", "previous-link", "page-down", "page-up", "first", "last"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::keymap::DEFAULT;
    use super::*;

    fn found(typed: &str) -> Vec<&'static str> {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        let mut palette = Palette::new(&keymap, Mode::Clause);
        palette.input.insert(typed);
        palette.found().into_iter().map(|entry| entry.command.name).collect()
    }

    #[test]
    fn commands_are_found_by_name_sound_and_letters() {
        for typed in ["対象外", "taishougai", "taisyogai", "たいしょうがい", "mark-na", "MARK-NA"] {
            assert_eq!(found(typed), ["mark-na"], "{typed}");
        }
        assert_eq!(found("mokuji"), ["contents"]);
        assert_eq!(found("未着手 次"), ["next-todo"]);
        assert!(found("kanr").contains(&"toggle-done"), "half-typed");
        assert!(found("zqzq").is_empty());
    }

    #[test]
    fn everything_a_screen_can_do_is_listed_but_typing() {
        let all = found("");
        assert!(all.len() > 15 && all.contains(&"quit") && all.contains(&"search"));
        assert!(!all.iter().any(|name| is_typing(name) || KEYS_ONLY.contains(name)));
    }
}
