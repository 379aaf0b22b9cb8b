//! The palette: a list to choose from while typing. Commands are found by their name, by the reading of the Japanese one in
//! kana or romaji, or by their name in the key table; recent queries by their text.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::bundled;
use crate::catalog::RecordRef;
use crate::language::{Language, spoken, t};
use crate::model::{Id, Kind};
use crate::search::Romaji;
use crate::sheet::{Answer, AnswerField};
use crate::tui::app::field_editor::reading;
use crate::tui::app::jump_list::EditionPair;
use crate::tui::app::question::{Choice, Question};
use crate::tui::app::recent::RecentQueries;
use crate::tui::app::selection::{self, Motion};
use crate::tui::app::text_input::TextInput;
use crate::tui::input::aliases::Aliases;
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
    /// What else it is called.
    aliases: Aliases,
    /// The reading of its title, normalized like typed romaji.
    sound: String,
}

/// Where a word stands in the name of an entry: the likelier it is meant, the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// It is called so.
    Alias,
    Beginning,
    BeginningOfAlias,
    Within,
}

/// Which keys choose an entry by one press. Only those are shown with the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AtOnce {
    /// None: what is typed may go on. People give names that begin with a digit.
    Nothing,
    /// The number of an entry; 0 is the tenth.
    Numbers,
    /// That, y for the first one and n for the last one, which gives up.
    NumbersAndYes,
}

/// The most answers from which a digit chooses at once: of more, not every one has a digit.
const FEW: usize = 9;
/// The keys of entries with numbers.
pub const DIGITS: [char; 10] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

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
    /// Which keys choose at once, as long as nothing is typed.
    at_once: AtOnce,
    /// The clauses whose fields are listed; empty if the list is of something else.
    listed: Vec<Id>,
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
                aliases: Aliases::of(command.name, |word| romaji.as_ref()?.of_kana(word)),
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
            aliases: Aliases::default(),
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
            let (keys, aliases) = (String::new(), Aliases::default());
            self.entries.push(PaletteEntry { title, keys, action, japanese, aliases, sound });
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

    /// Returns a palette of the values of a field of clauses, by their names. It starts from their present value; if they have
    /// different ones, from leaving them as they are, which comes last so that the numbers are always the same.
    pub fn values(
        title: String,
        clauses: &[Id],
        (field, names): (AnswerField, &[&'static str]),
        present: Option<&Answer>,
    ) -> Self {
        let answers = names.iter().filter_map(|name| Some((*name, field.read(name).ok()?)));
        let answers: Vec<(&'static str, Answer)> = answers.collect();
        let keep = (t(text::KEPT).to_owned(), text::KEPT_READING.to_owned(), Message::Dismiss);
        let moved_to = match present {
            Some(present) => answers.iter().position(|(_, answer)| answer == present),
            None => Some(answers.len()),
        };
        let entry = |(name, answer): (&'static str, Answer)| {
            (t(name).to_owned(), reading(name).to_owned(), Message::AnswerChosen(answer, clauses.to_vec()))
        };
        let all = answers.into_iter().map(entry).chain(present.is_none().then_some(keep));
        Self { title, moved_to, at_once: AtOnce::Numbers, ..Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, all) }
    }

    /// Returns a palette of fields for clauses, each with the value that all of them have. It starts from one of them.
    pub fn fields(title: String, clauses: &[Id], fields: Vec<(AnswerField, String)>, at: usize) -> Self {
        let entry = |(field, value): (AnswerField, String)| {
            let (name, value) = (t(field.name()), value.replace('\n', " "));
            let shown = if value.is_empty() { name.to_owned() } else { format!("{name}: {value}") };
            (shown, reading(field.name()).to_owned(), Message::FieldChosen(field, clauses.to_vec()))
        };
        let of = Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, fields.into_iter().map(entry));
        Self { title, moved_to: Some(at), at_once: AtOnce::Numbers, listed: clauses.to_vec(), ..of }
    }

    /// Returns the clauses whose fields are listed; none if the list is of something else.
    pub fn listed(&self) -> Option<&[Id]> {
        Some(self.listed.as_slice()).filter(|listed| !listed.is_empty())
    }

    /// Returns the list made anew, with what is typed and selected in this one.
    pub fn renewed(self, anew: Self) -> Self {
        Self { input: self.input, moved_to: self.moved_to, ..anew }
    }

    /// Returns a palette of answers of ours to the title: what is listed, its reading in hiragana, and what it does.
    pub fn answers(title: String, choices: impl Iterator<Item = (String, &'static str, Message)>) -> Self {
        let choices = choices.map(|(title, reading, action)| (title, reading.to_owned(), action));
        Self { title, ..Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, choices) }.of_few()
    }

    /// Returns a palette of names and places that people have given, for what the title asks, each with what it does.
    pub fn names(title: String, choices: impl Iterator<Item = (String, Message)>) -> Self {
        let choices = choices.map(|(name, action)| (name, String::new(), action));
        Self { title, ..Self::of(asked::NAME_PROMPT, asked::NO_ANSWER, choices) }
    }

    /// Returns a palette of the answers to a question, and of one that leads elsewhere.
    pub fn question(question: &Question, elsewhere: Option<((&'static str, &'static str), Message)>) -> Self {
        let choices = question.choices.iter().enumerate();
        let answer = |(number, choice): (usize, &Choice)| {
            let (title, reading) = &choice.answer;
            (t(title).to_owned(), (*reading).to_owned(), Message::Answered(number))
        };
        let (title, reading) = asked::GIVE_UP;
        let is_elsewhere = elsewhere.is_some();
        let elsewhere = elsewhere.map(|((title, reading), action)| (t(title).to_owned(), reading.to_owned(), action));
        let all =
            choices.map(answer).chain(elsewhere).chain([(t(title).to_owned(), reading.to_owned(), Message::Dismiss)]);
        let of = Self { title: question.title.clone(), ..Self::of(asked::ANSWER_PROMPT, asked::NO_ANSWER, all) };
        match (question.choices.len(), is_elsewhere) {
            (1, false) => Self { prompt: t(asked::YES_PROMPT), at_once: AtOnce::NumbersAndYes, ..of },
            _ => of.of_few(),
        }
    }

    /// Lets a digit choose at once, if every entry has one: for phrases of ours only. No prompt speaks of numbers without them.
    fn of_few(self) -> Self {
        match self.entries.len() {
            ..=FEW => Self { at_once: AtOnce::Numbers, ..self },
            _ if self.prompt == t(asked::ANSWER_PROMPT) => Self { prompt: t(asked::NAME_PROMPT), ..self },
            _ => self,
        }
    }

    /// Returns a palette of choices from the present one on: title, reading, what it does. No digit chooses: it may begin a name.
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
            at_once: AtOnce::Nothing,
            listed: Vec::new(),
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
            PaletteEntry { title, keys: String::new(), action, japanese: "", aliases: Aliases::default(), sound }
        };
        let entries = entries.map(entry).collect();
        Self { entries, romaji, ..Self::empty(prompt, nothing) }
    }

    /// Returns the number that is typed, if it is nothing but the number of an entry.
    fn number(&self) -> Option<usize> {
        self.numbered(Key::alone_in(self.input.text().trim())?)
    }

    /// Returns the entry whose number a key is, if they have numbers.
    fn numbered(&self, key: char) -> Option<usize> {
        DIGITS.iter().position(|d| *d == key).filter(|at| self.at_once != AtOnce::Nothing && *at < self.entries.len())
    }

    /// Selects the entry that a typed text chooses by one press. Returns false if it chooses none, so that it is typed.
    pub fn takes(&mut self, typed: &str) -> bool {
        let key = Key::alone_in(typed).filter(|_| self.input.text().is_empty());
        let at = match (self.at_once, key) {
            (AtOnce::Nothing, _) | (_, None) => None,
            (AtOnce::NumbersAndYes, Some('y' | 'Y')) => Some(0),
            (AtOnce::NumbersAndYes, Some('n' | 'N')) => self.entries.len().checked_sub(1),
            (_, Some(key)) => self.numbered(key),
        };
        self.moved_to = at.or(self.moved_to);
        at.is_some()
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
            found.sort_by_cached_key(|entry| self.matches(entry, first));
        }
        found
    }

    /// Whether the entries are shown with the numbers that choose them: they have some, and all entries are shown.
    pub fn has_numbers(&self) -> bool {
        self.at_once != AtOnce::Nothing && self.found().len() == self.entries.len()
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
        let alias = entry.aliases.holds(word, Some(sound.as_str()).filter(|_| is_read));
        if alias == Some(true) {
            Some(Place::Alias)
        } else if begins || is_read && entry.sound.starts_with(&sound) {
            Some(Place::Beginning)
        } else if alias.is_some() {
            Some(Place::BeginningOfAlias)
        } else if holds() || is_read && entry.sound.contains(&sound) || is_named {
            Some(Place::Within)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;
    use crate::tui::app::field_editor::names_of;
    use crate::tui::app::pending::PendingOperation;
    use crate::tui::app::question::Act;
    use crate::tui::input::keymap::DEFAULT;
    use crate::worklist::Operation;

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

    fn verdicts(present: Option<Verdict>) -> Palette {
        let names = names_of(AnswerField::Verdict).unwrap();
        let present = present.map(Answer::Verdict);
        Palette::values(String::new(), &["c".into()], (AnswerField::Verdict, &names), present.as_ref())
    }

    #[test]
    fn a_digit_chooses_at_once_from_what_is_closed_and_goes_on_elsewhere() {
        let mut closed = verdicts(None);
        assert!(closed.takes("４"));
        let chosen = closed.chosen();
        assert!(matches!(chosen, Some(Message::AnswerChosen(Answer::Verdict(Verdict::Nonconform), _))), "{chosen:?}");
        let mut begun = verdicts(None);
        begun.edit(|input| input.insert("f"));
        for (palette, typed) in [
            (&mut begun, "1"),
            (&mut verdicts(None), "9"),
            (&mut verdicts(None), "f"),
            (&mut verdicts(None), "12"),
            (&mut Palette::recent(&RecentQueries::parse("14.5\n認証\n")), "1"),
        ] {
            assert!(!palette.takes(typed), "{typed}");
        }
    }

    #[test]
    fn names_that_people_gave_are_typed_and_have_no_numbers() {
        let ask = |name: &str| (name.to_owned(), Message::Ask(name.to_owned()));
        let names = || Palette::names("証跡".to_owned(), ["規程.pdf", "2025規程.txt"].map(ask).into_iter());
        let mut typed = names();
        assert!(!typed.has_numbers() && !typed.takes("2"), "it begins a name");
        typed.edit(|input| input.insert("1"));
        assert!(typed.chosen().is_none(), "no number chooses with Enter either");
        typed.edit(|input| {
            input.clear();
            input.insert("2");
        });
        assert!(matches!(typed.chosen(), Some(Message::Ask(name)) if name == "2025規程.txt"));
        let saved = BTreeMap::from([("毎月".to_owned(), "状態:未着手".to_owned())]);
        assert!(!Palette::saved(&saved).has_numbers() && !Palette::saved(&saved).takes("1"));
        let answers = |count: usize| {
            let all = (0..count).map(|at| (format!("答え {at}"), "", Message::Dismiss));
            Palette::answers(String::new(), all)
        };
        let (many, few) = (answers(FEW + 1), answers(FEW));
        assert!(!many.has_numbers() && many.prompt == t(asked::NAME_PROMPT));
        assert!(few.has_numbers() && few.prompt == t(asked::ANSWER_PROMPT));
    }

    #[test]
    fn every_field_of_the_list_of_them_is_chosen_by_its_digit_or_by_its_sound() {
        let listed = AnswerField::ALL.into_iter().filter(|field| {
            *field > AnswerField::Reason && !matches!(field, AnswerField::Reviewer | AnswerField::Reviewed)
        });
        let listed: Vec<AnswerField> = listed.collect();
        let list = || {
            let fields = listed.iter().map(|field| (*field, String::new())).collect();
            Palette::fields(String::new(), &["c".into()], fields, 0)
        };
        let chosen = |palette: &Palette| match palette.chosen() {
            Some(Message::FieldChosen(field, _)) => Some(field),
            _ => None,
        };
        for (at, field) in listed.iter().enumerate() {
            let (mut by_digit, mut by_sound) = (list(), list());
            if let Some(digit) = DIGITS.get(at) {
                assert!(by_digit.has_numbers() && by_digit.takes(&digit.to_string()), "{digit}");
                assert_eq!(chosen(&by_digit), Some(*field));
            }
            assert!(!reading(field.name()).is_empty(), "{field:?}");
            by_sound.edit(|input| input.insert(reading(field.name())));
            assert_eq!(chosen(&by_sound), Some(*field));
        }
        let mut last = list();
        last.edit(|input| input.insert("kotoba"));
        assert_eq!(chosen(&last), Some(AnswerField::ReviewWord), "without an input method, too");
    }

    #[test]
    fn y_and_n_answer_what_is_answered_by_yes_or_no_only() {
        let act = || Act { pending: PendingOperation::default(), operation: Operation::Undo };
        let of = |count: usize| {
            let choices = (0..count).map(|_| Choice::new(asked::RECORD, act())).collect();
            Palette::question(&Question { title: String::new(), choices, editor: None }, None)
        };
        let (mut yes, mut no, mut two) = (of(1), of(1), of(2));
        assert!(yes.takes("y") && matches!(yes.chosen(), Some(Message::Answered(0))));
        assert!(no.takes("ｎ") && matches!(no.chosen(), Some(Message::Dismiss)));
        assert!(!two.takes("y") && two.takes("2") && matches!(two.chosen(), Some(Message::Answered(1))));
    }

    #[test]
    fn verdicts_are_chosen_by_number_and_sound_and_start_from_the_present_one() {
        let chosen = |present: Option<Verdict>, typed: &str| {
            let mut palette = verdicts(present);
            palette.edit(|input| input.insert(typed));
            if typed.is_empty() {
                palette = verdicts(present);
            }
            match palette.chosen() {
                Some(Message::AnswerChosen(Answer::Verdict(verdict), clauses)) if clauses == ["c"] => Some(verdict),
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
        assert_eq!(chosen(None, "2"), Some(Verdict::Conform), "the numbers are the same for all");
        assert_eq!(chosen(None, "5"), None, "the last one leaves them as they are");
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

    /// Words that people have for commands, and the command that each of them finds first on the page of a clause.
    const WORDS: &[(&str, &str)] = &[
        (
            "excel Excel ＣＳＶ csv pdf 印刷 insatsu いんさつ 報告書 houkokusho エクセル ekuseru チェックリスト",
            "export",
        ),
        ("差し戻し 差戻し sashimodosi", "approve"),
        ("是正", "set-field"),
        ("署名 承認 shomei", "approve"),
        ("前年 切り替え 年度 施設", "worklists"),
        ("比較 hikaku 差分 diff", "compare"),
        ("独自 dokuji", "edit-item"),
        ("締切 shimekiri 期日", "set-due"),
        ("添付 証拠 tenpu", "add-evidence"),
        ("コメント komento 備考", "note"),
        ("マージ ma-ji 同僚", "merge"),
        ("undo 元に戻す 取り消し 取消し torikeshi", "undo-mark"),
        ("やり直し yarinaoshi", "redo-mark"),
        ("書出し 書き出し", "export"),
        ("食い違い 競合 kyougou", "findings"),
        ("未回答", "next-todo"),
        ("比べる", "compare"),
        ("不適合 評価", "judge"),
        ("設定 範囲", "edit-profile"),
        ("来年 複製", "copy-worklist"),
        ("ライセンス 契約 license", "used-products"),
        ("ガイドライン", "contents"),
        ("履歴 history", "recent"),
        ("使い方 help ヘルプ", "help"),
        ("集計", "progress"),
        ("復元", "restore-records"),
        ("非該当", "mark-na"),
        ("終わる exit", "quit"),
    ];

    /// What people type is no name of ours.
    #[test]
    fn commands_are_found_by_the_words_that_people_have_for_them() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        let first = |mode: Mode, typed: &str| {
            let mut palette = Palette::commands(&keymap, mode);
            palette.input.insert(typed);
            palette.chosen().and_then(|message| message.name())
        };
        for (words, name) in WORDS {
            words.split_whitespace().for_each(|word| assert_eq!(first(Mode::Clause, word), Some(*name), "{word}"));
        }
        for (word, name) in
            [("独自", "add-item"), ("並べ替え", "sort-list"), ("filter", "narrow-list"), ("保存", "save-filter")]
        {
            assert_eq!(first(Mode::List, word), Some(name), "{word}");
        }
    }

    #[test]
    fn every_command_is_found_by_its_title_its_reading_and_its_name() {
        let keymap = Keymap::parse(DEFAULT).unwrap();
        for mode in [Mode::Search, Mode::Clause, Mode::Record, Mode::List] {
            for command in keymap.commands(mode).filter(|command| command.in_palette != InPalette::Hidden) {
                for typed in [command.description, command.reading, command.name] {
                    let mut palette = Palette::commands(&keymap, mode);
                    palette.input.insert(typed);
                    let names: Vec<_> = palette.found().iter().filter_map(|entry| entry.action.name()).collect();
                    assert!(names.contains(&command.name), "{typed}: {names:?}");
                }
            }
        }
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
