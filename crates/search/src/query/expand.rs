//! Query expansion: synonyms, readings, romaji and corrected typing mistakes of what was typed.

use tenken_catalog::text::kana::is_hiragana;
use unicode_normalization::UnicodeNormalization;

use crate::query::analyzed::AnalyzedText;
use crate::request::Strategy;
use crate::settings::Strategies;
use crate::text::normalize::normalize;
use crate::words::lexicon::Lexicon;

/// Limits of the expansion of one chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// How many written forms of one sound are tried.
    forms: usize,
    /// How many rewritings of one chunk are tried in all.
    rewritings: usize,
    /// How many ways to say a word are looked at for the record that the word finds first: itself and the surest others.
    pub ways: usize,
}

impl Effort {
    /// In a catalog like the bundled one.
    const FULL: Self = Self { forms: 8, rewritings: 24, ways: 6 };
    /// In a catalog so large that looking up a variant takes time.
    const LIGHT: Self = Self { forms: 3, rewritings: 8, ways: 3 };

    /// Returns the limits in a catalog that is large or not.
    pub const fn of(is_large: bool) -> Self {
        if is_large { Self::LIGHT } else { Self::FULL }
    }

    /// Returns the limits for the record that a word finds first: nothing is worked out that is not looked at.
    pub const fn for_first(self) -> Self {
        Self { rewritings: self.ways - 1, ..self }
    }
}

/// Words with fewer letters are too short to guess what was meant.
const TYPO_MIN: usize = 5;

/// How a rewriting came about, and what it counts beside the text as typed, from 0 to 1.
#[derive(Clone, Copy, Debug)]
struct Means {
    strategy: Strategy,
    weight: f32,
    sense: Sense,
}

impl Means {
    /// Returns what says the same as what was typed.
    fn new(strategy: Strategy, weight: f32) -> Self {
        Self { strategy, weight, sense: Sense::Same }
    }

    /// Returns the same means, counting less.
    fn times(self, factor: f32) -> Self {
        Self { weight: self.weight * factor, ..self }
    }
}

/// How far a chunk may be taken for something else than it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guesses {
    /// It stands somewhere as it was typed.
    Stands,
    /// It stands nowhere, and other words follow it: it may be spelled by sound.
    Spelled,
    /// It stands nowhere and is the last word: it may be spelled by sound, and go on.
    Last,
}

/// How far what a variant says is what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sense {
    /// The same.
    #[default]
    Same,
    /// The class of it, or what it may be a sign of: a record that says no more holds a part of it.
    Class,
    /// An expression that what was typed begins: a record that says it is shown with the others, and left alone by what is
    /// done in bulk.
    Begun,
}

/// Another way to say a chunk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rewriting {
    /// The text to look for instead.
    pub text: String,
    /// How it came about.
    pub strategy: Strategy,
    /// What it counts beside the text as typed, from 0 to 1.
    pub weight: f32,
    /// Whether it is one of several words that a half-typed sound may become.
    pub is_completion: bool,
    /// How far what it says is what was typed.
    pub sense: Sense,
}

/// Expands chunks.
#[derive(Debug)]
pub(crate) struct Expander<'a> {
    pub lexicon: &'a Lexicon,
    pub weights: &'a Strategies,
    pub effort: Effort,
}

impl Expander<'_> {
    /// Returns the other ways to say a chunk, the surest first. What it may become when typing goes on is guessed only where
    /// that is asked for.
    pub fn rewritings(&self, chunk: &AnalyzedText, guesses: Guesses) -> Vec<Rewriting> {
        let mut found = Vec::new();
        let by_synonym = Means::new(Strategy::Synonym, self.weights.synonyms);
        self.add_synonyms(&chunk.phrase, by_synonym, &mut found);
        // What is left out of texts is no word to be known by.
        let is_known = self.lexicon.knows_latin(&chunk.phrase) && !chunk.words.is_empty();
        if !is_known {
            self.add_sounds(chunk, guesses, &mut found);
            self.add_corrections(&chunk.phrase, &mut found);
        }
        found
    }

    /// Whether a text in kana is the reading of something, or of several things side by side.
    pub fn is_reading(&self, text: &AnalyzedText) -> bool {
        let skeleton = self.lexicon.romaji.of_kana(&text.phrase);
        let is_known = |skeleton: &String| {
            let readings = &self.lexicon.readings;
            !readings.exact(skeleton, 1).is_empty()
                || !readings.said(skeleton, 1).is_empty()
                || self.split_sound(skeleton).is_some()
        };
        skeleton.as_ref().is_some_and(is_known)
    }

    /// Whether no more are looked at: a long text could be rewritten in hundreds of ways.
    const fn is_enough(&self, found: &[Rewriting]) -> bool {
        found.len() >= self.effort.rewritings
    }

    fn add(&self, text: &str, means: Means, found: &mut Vec<Rewriting>) {
        if !self.is_enough(found) && !found.iter().any(|old| old.text == text) {
            let Means { strategy, weight, sense } = means;
            found.push(Rewriting { text: text.to_owned(), strategy, weight, is_completion: false, sense });
        }
    }

    /// Replaces each synonym inside a normalised text, one at a time.
    fn add_synonyms(&self, normalized: &str, means: Means, found: &mut Vec<Rewriting>) {
        for place in self.lexicon.synonyms.inside(normalized) {
            let before: String = normalized.chars().take(place.start).collect();
            let member: String = normalized.chars().skip(place.start).take(place.end - place.start).collect();
            let after: String = normalized.chars().skip(place.end).collect();
            for (other, is_class) in self.lexicon.synonyms.others(place.group, &member) {
                let sense = if is_class { Sense::Class } else { means.sense };
                // What names a sign of it is the stem of a verb, and its ending belongs to nothing else.
                let is_ending = is_class && after.chars().all(is_hiragana);
                let after = if is_ending { "" } else { after.as_str() };
                self.add(&format!("{before}{other}{after}"), Means { sense, ..means }, found);
            }
            if self.is_enough(found) {
                break;
            }
        }
    }

    /// Looks up by reading: kana, romaji, and letters that an IME left unconverted.
    fn add_sounds(&self, chunk: &AnalyzedText, guesses: Guesses, found: &mut Vec<Rewriting>) {
        let romaji = &self.lexicon.romaji;
        let by_romaji = Means::new(Strategy::Romaji, self.weights.romaji);
        let kana = chunk.phrase.as_str();
        if let Some(skeleton) = romaji.of_kana(kana).filter(|_| kana.chars().nth(1).is_some()) {
            let weight = self.weights.readings;
            self.add_forms((kana, skeleton.as_str()), Means::new(Strategy::Reading, weight), guesses, found);
        } else if let sounds = romaji.sounds(&chunk.text)
            && !sounds.is_empty()
        {
            sounds.iter().for_each(|skeleton| self.add_forms((kana, skeleton), by_romaji, guesses, found));
        } else if guesses == Guesses::Last
            && let Some((start, sound)) = left_behind(&chunk.text.nfkc().collect::<String>())
            && let Some((skeleton, _)) = romaji.of_typed(sound).or_else(|| Some((sound.to_lowercase(), 0)))
        {
            for form in self.lexicon.readings.continued(start, &skeleton, self.effort.forms) {
                self.add(form, by_romaji, found);
            }
            self.add(start, by_romaji.times(0.5), found);
        }
    }

    /// Adds the written forms of what was typed as a reading, their synonyms, or the reading split into several known ones.
    fn add_forms(&self, (typed, sound): (&str, &str), means: Means, guesses: Guesses, found: &mut Vec<Rewriting>) {
        let readings = &self.lexicon.readings;
        let mut exact = readings.exact(sound, self.effort.forms);
        // Hiragana and letters have to be read first; katakana are synonyms as they stand.
        if exact.is_empty() {
            exact = readings.said(sound, self.effort.forms);
            exact.retain(|form| normalize(form).text() != typed);
        }
        for form in &exact {
            self.add(form, means, found);
        }
        for form in &exact {
            self.add_synonyms(&normalize(form).text(), means.times(self.weights.synonyms), found);
        }
        if exact.is_empty()
            && guesses != Guesses::Stands
            && let Some(parts) = self.split_sound(sound)
        {
            self.add(&parts, means, found);
        }
        if guesses != Guesses::Last {
            return;
        }
        let known = found.len();
        for form in readings.beginning(sound, self.effort.forms) {
            self.add(form, means.times(self.weights.half_typed), found);
        }
        if found.len() == known {
            let means = means.times(self.weights.half_typed * self.weights.synonyms);
            for form in readings.said_beginning(sound, self.effort.forms) {
                self.add_synonyms(&normalize(form).text(), means, found);
            }
        }
        found[known..].iter_mut().for_each(|completion| completion.is_completion = true);
    }

    /// Splits a reading into several known ones, the longest first: `jouhouhogokyouiku`.
    fn split_sound(&self, skeleton: &str) -> Option<String> {
        const SHORTEST: usize = 3;
        let mut parts = Vec::new();
        let mut rest = skeleton;
        while !rest.is_empty() {
            let lengths = (SHORTEST..=rest.len()).rev().filter(|length| rest.is_char_boundary(*length));
            let (length, form) = lengths
                .filter_map(|length| Some((length, *self.lexicon.readings.exact(&rest[..length], 1).first()?)))
                .next()?;
            parts.push(form);
            rest = &rest[length..];
        }
        (parts.len() > 1).then(|| parts.concat())
    }

    /// Words of katakana and Latin words one edit away, when the word itself stands nowhere in the catalog.
    fn add_corrections(&self, word: &str, found: &mut Vec<Rewriting>) {
        let means = Means::new(Strategy::Typo, self.weights.typos);
        for meant in self.lexicon.katakana.corrections(word) {
            if self.is_enough(found) {
                return;
            }
            self.add(&meant, means, found);
            self.add_synonyms(&normalize(&meant).text(), means.times(self.weights.synonyms), found);
        }
        if word.len() < TYPO_MIN || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return;
        }
        for known in self.lexicon.latin_near(word) {
            self.add(known, means, found);
            self.add_synonyms(&normalize(known).text(), means.times(self.weights.synonyms), found);
        }
    }
}

/// Splits `反sy` into what an IME has converted and the letters it has not: small ones, capitals are typed on purpose.
fn left_behind(chunk: &str) -> Option<(&str, &str)> {
    let at = chunk.find(|c: char| c.is_ascii_alphabetic())?;
    let (start, sound) = chunk.split_at(at);
    let typed = !start.is_empty() && !start.is_ascii() && sound.len() <= 6;
    (typed && sound.bytes().all(|b| b.is_ascii_lowercase())).then_some((start, sound))
}
