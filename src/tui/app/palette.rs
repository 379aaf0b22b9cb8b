//! The palette: a list to choose from while typing. Commands are found by their Japanese name, by its reading in kana or
//! romaji, or by their name in the key table; recent queries by their text.

use crate::bundled;
use crate::model::Verdict;
use crate::search::Romaji;
use crate::tui::app::recent::RecentQueries;
use crate::tui::app::selection;
use crate::tui::app::selection::Motion;
use crate::tui::app::text_input::TextInput;
use crate::tui::input::keymap::{Keymap, Mode};
use crate::tui::input::message::{CommandSpec, InPalette, Message};
use crate::tui::view::text;

/// A choice, and what it is found by.
#[derive(Clone, Debug)]
pub struct PaletteEntry {
    /// Its title.
    pub title: String,
    /// The keys that do the same; empty if none do.
    pub keys: String,
    /// What it does.
    action: Message,
    /// The reading of its title, normalized like typed romaji.
    sound: String,
}

/// The typed text and the entries that it finds.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub input: TextInput,
    /// The index, among those found, that the person moved to; none for the first one.
    moved_to: Option<usize>,
    /// The prompt before the typed text.
    pub prompt: &'static str,
    /// The message when nothing is found.
    pub nothing: &'static str,
    entries: Vec<PaletteEntry>,
    romaji: Option<Romaji>,
}

impl Palette {
    /// Returns a palette of the commands in a mode.
    pub fn commands(keymap: &Keymap, mode: Mode) -> Self {
        // Without the romaji table, commands are still found by their written names.
        let romaji = Romaji::new(bundled::RESOURCES.settings.romaji).ok();
        let sound = |command: CommandSpec| romaji.as_ref().and_then(|romaji| romaji.of_kana(command.reading));
        let mut commands: Vec<CommandSpec> =
            keymap.commands(mode).filter(|command| command.in_palette != InPalette::Hidden).collect();
        commands.sort_by_key(|command| command.in_palette);
        let entry = |command: CommandSpec| {
            Some(PaletteEntry {
                title: command.description.to_owned(),
                keys: keymap.key_for(mode, command.name).to_owned(),
                action: Message::named(command.name, 0)?,
                sound: sound(command).unwrap_or_default(),
            })
        };
        let entries = commands.into_iter().filter_map(entry).collect();
        Self { entries, romaji, ..Self::empty(text::COMMAND, text::NO_COMMAND) }
    }

    /// Returns a palette of the recent queries, newest first.
    pub fn recent(recent: &RecentQueries) -> Self {
        let entry = |query: &str| PaletteEntry {
            title: query.to_owned(),
            keys: String::new(),
            action: Message::Ask(query.to_owned()),
            sound: String::new(),
        };
        Self { entries: recent.queries().map(entry).collect(), ..Self::empty(text::RECENT, text::NO_RECENT) }
    }

    /// Returns a palette of the verdicts.
    pub fn verdicts() -> Self {
        let entry = |verdict: Verdict| PaletteEntry {
            title: verdict.name().to_owned(),
            keys: String::new(),
            action: Message::Judged(verdict),
            sound: String::new(),
        };
        let entries = Verdict::ALL.iter().copied().map(entry).collect();
        Self { entries, ..Self::empty(text::VERDICT, text::NO_VERDICT) }
    }

    fn empty(prompt: &'static str, nothing: &'static str) -> Self {
        Self { input: TextInput::default(), moved_to: None, prompt, nothing, entries: Vec::new(), romaji: None }
    }

    /// Returns the entries that match every typed word.
    pub fn found(&self) -> Vec<&PaletteEntry> {
        let words: Vec<&str> = self.input.text().split_whitespace().collect();
        self.entries.iter().filter(|entry| words.iter().all(|word| self.holds(entry, word))).collect()
    }

    /// Returns the selected entry among those found; none if nothing is found.
    pub fn selected(&self) -> Option<usize> {
        selection::selected(self.moved_to, self.found().len())
    }

    /// Returns the message of the selected entry.
    pub fn chosen(&self) -> Option<Message> {
        let found = self.found();
        found.get(self.selected()?).map(|entry| entry.action.clone())
    }

    /// Moves the selection among the entries found.
    pub fn select(&mut self, motion: Motion, page: usize) {
        self.moved_to = motion.row(self.selected(), self.found().len(), page);
    }

    /// Changes the typed text and selects the first entry found.
    pub fn edit(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.input);
        self.moved_to = None;
    }

    fn holds(&self, entry: &PaletteEntry, word: &str) -> bool {
        let sounds = |sound: &str| !sound.is_empty() && entry.sound.contains(sound);
        let kana = || self.romaji.as_ref().and_then(|romaji| romaji.of_kana(word));
        let typed = || self.romaji.as_ref().and_then(|romaji| romaji.of_typed(word)).map(|(sound, _)| sound);
        entry.title.contains(word)
            || entry.action.name().is_some_and(|name| name.contains(&word.to_lowercase()))
            || kana().or_else(typed).is_some_and(|sound| sounds(&sound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::keymap::DEFAULT;

    fn found(typed: &str) -> Vec<&'static str> {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        let mut palette = Palette::commands(&keymap, Mode::Clause);
        palette.input.insert(typed);
        palette.found().into_iter().filter_map(|entry| entry.action.name()).collect()
    }

    #[test]
    fn recent_queries_are_found_by_what_they_hold() {
        let mut palette = Palette::recent(&RecentQueries::parse("二要素 認証\n編:運用 ログ\n認証\n"));
        palette.input.insert("認証");
        assert_eq!(palette.found().len(), 2);
        palette.select(Motion::PageDown, 5);
        assert!(matches!(palette.chosen(), Some(Message::Ask(query)) if query == "認証"));
        assert!(Palette::recent(&RecentQueries::default()).chosen().is_none());
    }

    #[test]
    fn commands_are_found_by_name_sound_and_letters() {
        for typed in ["対象外", "taishougai", "taisyogai", "たいしょうがい", "mark-na", "MARK-NA"] {
            assert_eq!(found(typed).first(), Some(&"mark-na"), "{typed}");
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
        let unlisted = ["palette", "follow-number", "dismiss", "open"];
        assert!(!all.iter().any(|name| name.starts_with("cursor-") || unlisted.contains(name)));
        assert_eq!(all.iter().rev().take(8).rev().copied().collect::<Vec<_>>()[..2], ["next", "previous"], "{all:?}");
        let typing = Palette::commands(&Keymap::parse(DEFAULT).unwrap(), Mode::Search);
        let names: Vec<_> = typing.found().into_iter().filter_map(|entry| entry.action.name()).collect();
        assert!(!names.iter().any(|name| name.starts_with("cursor-") || name.starts_with("delete-")), "{names:?}");
    }
}
