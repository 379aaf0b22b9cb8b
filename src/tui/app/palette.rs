//! The palette: a list to choose from while typing. Commands are found by their name, by the reading of the Japanese one in
//! kana or romaji, or by their name in the key table; recent queries by their text.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::bundled;
use crate::catalog::RecordRef;
use crate::language::{Language, spoken, t};
use crate::model::{Id, Kind, Verdict};
use crate::search::Romaji;
use crate::sheet::AnswerField;
use crate::tui::app::jump_list::EditionPair;
use crate::tui::app::question::{Choice, Question};
use crate::tui::app::recent::RecentQueries;
use crate::tui::app::selection;
use crate::tui::app::selection::Motion;
use crate::tui::app::text_input::TextInput;
use crate::tui::input::command::{CommandSpec, InPalette};
use crate::tui::input::event::Key;
use crate::tui::input::keymap::{Keymap, Mode};
use crate::tui::input::message::Message;
use crate::tui::view::{asked, text};

/// The lists that are reached by name: title, reading, and the kind of what they hold.
const LISTS: [(&str, &str, Kind); 6] = [
    ("措置の一覧", "そちのいちらん", Kind::Measure),
    ("監査報告の一覧", "かんさほうこくのいちらん", Kind::Report),
    ("エディションの一覧", "えでぃしょんのいちらん", Kind::Licence),
    ("テーマの一覧", "てーまのいちらん", Kind::Theme),
    ("版の一覧", "はんのいちらん", Kind::Node),
    ("改定の一覧", "かいていのいちらん", Kind::Revision),
];

/// A choice, and what it is found by.
#[derive(Clone, Debug)]
pub struct PaletteEntry {
    /// Its title.
    pub title: String,
    /// The keys that do the same; empty if none do.
    pub keys: String,
    /// What it does.
    action: Message,
    /// What it is called in Japanese, by which it is found whatever the title is; empty if that is all it has.
    japanese: &'static str,
    /// The reading of its title, normalized like typed romaji.
    sound: String,
}

/// Where a word stands in the name of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Beginning,
    Within,
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
    /// What it is about, above the typed line; empty if the prompt says enough.
    pub title: String,
    /// The message when nothing is found.
    pub nothing: &'static str,
    entries: Vec<PaletteEntry>,
    /// Whether what begins with the typed text comes first; else the entries keep their order.
    puts_beginnings_first: bool,
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
                title: t(command.description).to_owned(),
                keys: keymap.key_for(mode, command.name).to_owned(),
                action: Message::named(command.name, 0)?,
                japanese: command.description,
                sound: sound(command).unwrap_or_default(),
            })
        };
        let entries = commands.into_iter().filter_map(entry).collect();
        Self { entries, puts_beginnings_first: true, romaji, ..Self::empty(text::COMMAND, text::NO_COMMAND) }
    }

    /// Adds pairs of editions behind the commands. They are found by their titles and by 対比.
    pub fn with_comparisons(mut self, pairs: impl Iterator<Item = (String, EditionPair)>) -> Self {
        let sound = self.romaji.as_ref().and_then(|romaji| romaji.of_kana("たいひ")).unwrap_or_default();
        self.entries.extend(pairs.map(|(title, pair)| PaletteEntry {
            title,
            keys: String::new(),
            action: Message::VisitComparison(pair),
            japanese: "",
            sound: sound.clone(),
        }));
        self
    }

    /// Adds lists and themes behind the commands. A theme is found by its title or by the sound of what is kana in it.
    pub fn with_lists(mut self, themes: impl Iterator<Item = (String, RecordRef)>) -> Self {
        let lists = LISTS
            .map(|(title, reading, kind)| (t(title).to_owned(), title, reading.to_owned(), Message::ListKind(kind)));
        let themes = themes.map(|(title, at)| {
            let kana = title.chars().filter(|c| matches!(c, 'ぁ'..='ヶ' | 'ー')).collect();
            (text::theme(&title), "", kana, Message::Visit(at))
        });
        for (title, japanese, reading, action) in lists.into_iter().chain(themes) {
            let sound = self.romaji.as_ref().and_then(|romaji| romaji.of_kana(&reading)).unwrap_or_default();
            self.entries.push(PaletteEntry { title, keys: String::new(), action, japanese, sound });
        }
        self
    }

    /// Returns a palette of the recent queries, newest first.
    pub fn recent(recent: &RecentQueries) -> Self {
        let entry = |query: &str| (query.to_owned(), String::new(), Message::Ask(query.to_owned()));
        Self::of(text::RECENT, text::NO_RECENT, recent.queries().map(entry))
    }

    /// Returns a palette of the saved filters.
    pub fn saved(saved: &BTreeMap<String, String>) -> Self {
        let entry = |(name, query): (&String, &String)| {
            (format!("@{name}  {query}"), String::new(), Message::UseFilter(name.clone()))
        };
        Self::of(text::list::SAVED, text::list::NO_SAVED, saved.iter().map(entry))
    }

    /// Returns a palette of the verdicts for clauses. It starts from their present verdict; if they have different ones,
    /// from leaving them as they are.
    pub fn verdicts(title: String, clauses: &[Id], present: Option<Verdict>) -> Self {
        let entry = |verdict: &Verdict| {
            let action = Message::Judged(*verdict, clauses.to_vec());
            (t(verdict.name()).to_owned(), reading(*verdict).to_owned(), action)
        };
        let keep = (t(text::KEPT).to_owned(), text::KEPT_READING.to_owned(), Message::Dismiss);
        let first = present.is_none().then_some(keep);
        let moved_to = present.and_then(|present| Verdict::ALL.iter().position(|verdict| *verdict == present));
        let all = first.into_iter().chain(Verdict::ALL.iter().map(entry));
        Self { title, moved_to, ..Self::of(text::VERDICT, text::NO_VERDICT, all) }
    }

    /// Returns a palette of fields for clauses, each with the value that all of them have.
    pub fn fields(title: String, clauses: &[Id], fields: Vec<(AnswerField, String)>) -> Self {
        let entry = |(field, value): (AnswerField, String)| {
            let action = Message::FieldChosen(field, clauses.to_vec());
            let value = value.replace('\n', " ");
            let name = t(field.name());
            let shown = if value.is_empty() { name.to_owned() } else { format!("{name}: {value}") };
            (shown, String::new(), action)
        };
        Self { title, ..Self::of(text::FIELD, text::NO_FIELD, fields.into_iter().map(entry)) }
    }

    /// Returns a palette of answers to what the title asks: what stands in the list, its reading in hiragana, and what it does.
    pub fn answers(title: String, choices: impl Iterator<Item = (String, &'static str, Message)>) -> Self {
        let choices = choices.map(|(title, reading, action)| (title, reading.to_owned(), action));
        Self { title, ..Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, choices) }
    }

    /// Returns a palette of the answers to a question, and of one that leads elsewhere.
    pub fn question(question: &Question, elsewhere: Option<((&'static str, &'static str), Message)>) -> Self {
        let choices = question.choices.iter().enumerate();
        let answer = |(number, choice): (usize, &Choice)| {
            let (title, reading) = &choice.answer;
            (t(title).to_owned(), (*reading).to_owned(), Message::Answered(number))
        };
        let (title, reading) = asked::GIVE_UP;
        let elsewhere = elsewhere.map(|((title, reading), action)| (t(title).to_owned(), reading.to_owned(), action));
        let all =
            choices.map(answer).chain(elsewhere).chain([(t(title).to_owned(), reading.to_owned(), Message::Dismiss)]);
        Self { title: question.title.clone(), ..Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, all) }
    }

    /// Returns a palette of choices: title, its reading in hiragana, and what it does. It starts from the present one.
    pub fn choices(
        title: String,
        (prompt, nothing): (&'static str, &'static str),
        present: Option<usize>,
        entries: impl Iterator<Item = (String, String, Message)>,
    ) -> Self {
        Self { title, moved_to: present, puts_beginnings_first: true, ..Self::of(prompt, nothing, entries) }
    }

    fn empty(prompt: &'static str, nothing: &'static str) -> Self {
        let (input, title) = (TextInput::default(), String::new());
        Self {
            input,
            moved_to: None,
            prompt: t(prompt),
            title,
            nothing: t(nothing),
            entries: Vec::new(),
            puts_beginnings_first: false,
            romaji: None,
        }
    }

    /// Returns a palette of entries: title, its reading in hiragana if it has one, and what it does.
    fn of(
        prompt: &'static str,
        nothing: &'static str,
        entries: impl Iterator<Item = (String, String, Message)>,
    ) -> Self {
        let romaji = Romaji::new(bundled::RESOURCES.settings.romaji).ok();
        let sound = |reading: &str| romaji.as_ref().and_then(|romaji| romaji.of_kana(reading)).unwrap_or_default();
        let entry = |(title, reading, action): (String, String, Message)| {
            let sound = sound(if reading.is_empty() { &title } else { &reading });
            PaletteEntry { title, keys: String::new(), action, japanese: "", sound }
        };
        let entries = entries.map(entry).collect();
        Self { entries, romaji, ..Self::empty(prompt, nothing) }
    }

    /// Returns the number that is typed, if it is nothing but the number of an entry.
    fn number(&self) -> Option<usize> {
        let mut letters = self.input.text().trim().chars();
        let key = letters.next().filter(|_| letters.as_str().is_empty()).map(Key::letter)?;
        let number = key.without_input_method().typed()?.to_digit(10)? as usize;
        number.checked_sub(1).filter(|at| *at < self.entries.len())
    }

    /// Returns the entries that match every typed word; among commands, those that begin with the first word come first. A
    /// number alone chooses among all of them.
    pub fn found(&self) -> Vec<&PaletteEntry> {
        if self.number().is_some() {
            return self.entries.iter().collect();
        }
        let words: Vec<&str> = self.input.text().split_whitespace().collect();
        let holds = |entry: &&PaletteEntry| words.iter().all(|word| self.matches(entry, word).is_some());
        let mut found: Vec<&PaletteEntry> = self.entries.iter().filter(holds).collect();
        if let Some(first) = words.first().filter(|_| self.puts_beginnings_first) {
            found.sort_by_key(|entry| self.matches(entry, first) != Some(Place::Beginning));
        }
        found
    }

    /// Whether the entries are shown with the numbers that choose them: they have no keys, and all of them are shown.
    pub fn has_numbers(&self) -> bool {
        self.found().len() == self.entries.len() && self.entries.iter().all(|entry| entry.keys.is_empty())
    }

    /// Returns the selected entry among those found; none if nothing is found.
    pub fn selected(&self) -> Option<usize> {
        selection::selected(self.moved_to.or_else(|| self.number()), self.found().len())
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

    /// Replaces what the entries do; those that can do nothing any more are left out.
    pub fn carry(&mut self, carried: impl Fn(&Message) -> Option<Message>) {
        self.entries.retain_mut(|entry| match carried(&entry.action) {
            Some(action) => {
                entry.action = action;
                true
            }
            None => false,
        });
    }

    /// Changes the typed text and selects the first entry found.
    pub fn edit(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.input);
        self.moved_to = None;
    }

    /// Returns where an entry holds a word, in its title or in how that sounds; none if it does not.
    fn matches(&self, entry: &PaletteEntry, word: &str) -> Option<Place> {
        // What an input method types in full width is meant as letters.
        let word: &str = &word.nfkc().collect::<String>();
        let kana = || self.romaji.as_ref().and_then(|romaji| romaji.of_kana(word));
        let typed = || self.romaji.as_ref().and_then(|romaji| romaji.of_typed(word)).map(|(sound, _)| sound);
        let sound = kana().or_else(typed).filter(|sound| !sound.is_empty()).unwrap_or_else(|| word.to_owned());
        let is_named = entry.action.name().is_some_and(|name| name.contains(&word.to_lowercase()));
        let titles = [entry.title.as_str(), entry.japanese];
        let begins_with = |start: &str| start.eq_ignore_ascii_case(word);
        let begins = titles.iter().any(|title| title.get(..word.len()).is_some_and(begins_with));
        // In English, letters are meant as they stand: a reading has the same ones by chance.
        let is_english = spoken() == Language::English;
        let is_read = !is_english || !word.is_ascii();
        let holds = || titles.iter().any(|title| title.to_lowercase().contains(&word.to_lowercase()));
        if begins || is_read && entry.sound.starts_with(&sound) {
            Some(Place::Beginning)
        } else if holds() || is_read && entry.sound.contains(&sound) || is_named {
            Some(Place::Within)
        } else {
            None
        }
    }
}

/// Returns the reading of the name of a verdict.
const fn reading(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Open => "みはんてい",
        Verdict::Conform => "てきごう",
        Verdict::Partial => "いちぶてきごう",
        Verdict::Nonconform => "ふてきごう",
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
    fn verdicts_are_chosen_by_number_and_sound_and_start_from_the_present_one() {
        let chosen = |present: Option<Verdict>, typed: &str| {
            let mut palette = Palette::verdicts(String::new(), &["c".into()], present);
            palette.edit(|input| input.insert(typed));
            if typed.is_empty() {
                palette = Palette::verdicts(String::new(), &["c".into()], present);
            }
            match palette.chosen() {
                Some(Message::Judged(verdict, clauses)) if clauses == ["c"] => Some(verdict),
                Some(Message::Dismiss) | None => None,
                other => panic!("{other:?}"),
            }
        };
        for verdict in Verdict::ALL.iter().copied() {
            assert_eq!(chosen(Some(verdict), ""), Some(verdict), "Enter keeps it");
        }
        assert_eq!(chosen(None, ""), None, "different ones are left as they are");
        for (typed, verdict) in [
            ("1", Verdict::Open),
            ("2", Verdict::Conform),
            ("３", Verdict::Partial),
            ("4", Verdict::Nonconform),
            ("itibu", Verdict::Partial),
            ("ichibu", Verdict::Partial),
            ("ｉｔｉｂｕ", Verdict::Partial),
            ("いちぶ", Verdict::Partial),
            ("一部", Verdict::Partial),
            ("hutekigou", Verdict::Nonconform),
            ("futeki", Verdict::Nonconform),
            ("tekigou", Verdict::Conform),
            ("mihantei", Verdict::Open),
        ] {
            assert_eq!(chosen(Some(Verdict::Open), typed), Some(verdict), "{typed}");
        }
        assert_eq!(chosen(Some(Verdict::Open), "9"), None);
        assert_eq!(chosen(None, "2"), Some(Verdict::Open), "the first one leaves them as they are");
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
    fn lists_and_themes_are_found_by_name_and_sound() {
        let at = |index| RecordRef::new(Kind::Theme, index);
        let chosen = |typed: &str| {
            let themes = ["ゼロトラスト", "クラウド化", "AI 活用"].into_iter().enumerate();
            let themes = themes.map(|(index, title)| (title.to_owned(), at(index)));
            let keymap = Keymap::parse(DEFAULT).unwrap();
            let mut palette = Palette::commands(&keymap, Mode::Clause).with_lists(themes);
            palette.input.insert(typed);
            palette.chosen()
        };
        for (typed, kind) in [
            ("措置", Kind::Measure),
            ("sochi", Kind::Measure),
            ("kansahoukoku", Kind::Report),
            ("エディション", Kind::Licence),
            ("ディション", Kind::Licence),
            ("te-ma", Kind::Theme),
            ("版の", Kind::Node),
            ("kaitei", Kind::Revision),
        ] {
            assert!(matches!(chosen(typed), Some(Message::ListKind(found)) if found == kind), "{typed}");
        }
        for (typed, index) in [("ゼロトラ", 0), ("zerotora", 0), ("kuraudo", 1), ("AI 活用", 2)] {
            assert!(matches!(chosen(typed), Some(Message::Visit(found)) if found == at(index)), "{typed}");
        }
    }

    #[test]
    fn everything_a_screen_can_do_is_listed_but_typing() {
        let all = found("");
        assert!(all.len() > 15 && all.contains(&"quit") && all.contains(&"search"));
        let unlisted = ["palette", "follow-number", "dismiss", "open"];
        assert!(!all.iter().any(|name| name.starts_with("cursor-") || unlisted.contains(name)));
        assert_eq!(all.iter().rev().take(14).rev().copied().collect::<Vec<_>>()[..2], ["next", "previous"], "{all:?}");
        let typing = Palette::commands(&Keymap::parse(DEFAULT).unwrap(), Mode::Search);
        let names: Vec<_> = typing.found().into_iter().filter_map(|entry| entry.action.name()).collect();
        assert!(!names.iter().any(|name| name.starts_with("cursor-") || name.starts_with("delete-")), "{names:?}");
    }
}
