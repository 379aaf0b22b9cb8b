//! The words of the catalog by their reading, so that kana and romaji find kanji.
//!
//! What is typed by sound is turned into the written forms that the catalog itself holds; from there the search is
//! the same as if these had been typed.

use std::collections::HashMap;

use crate::text::analyzer::Word;
use crate::text::romaji::Romaji;

/// Longest run of words taken as one written form.
const RUN_MAX: usize = 4;
/// What a word of the glossary counts more than a run of words in a text.
const GLOSSARY_BONUS: u32 = 1000;

/// A written form and how it sounds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    skeleton: String,
    surface: String,
    /// How often it stands in the catalog; words of the glossary stand above all others.
    rank: u32,
}

/// Written forms in the order of their sound.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    entries: Vec<Entry>,
}

/// Collects written forms.
#[derive(Debug)]
pub(crate) struct ReadingsBuilder<'a> {
    romaji: &'a Romaji,
    forms: HashMap<String, (String, u32)>,
}

impl<'a> ReadingsBuilder<'a> {
    /// Starts with nothing.
    pub fn new(romaji: &'a Romaji) -> Self {
        Self { romaji, forms: HashMap::new() }
    }

    /// Adds a word with its reading, as the glossary gives it.
    pub fn add_term(&mut self, term: &str, reading: &str) {
        if let Some(skeleton) = self.romaji.of_kana(reading) {
            let form = self.forms.entry(term.to_owned()).or_insert((skeleton, 0));
            form.1 += GLOSSARY_BONUS;
        }
    }

    /// Adds every run of words that stand side by side in a text.
    pub fn add_runs(&mut self, text: &str, words: &[Word], longest: usize) {
        for first in 0..words.len() {
            let mut reading = String::new();
            for last in first..words.len().min(first + longest.min(RUN_MAX)) {
                let Some(word_reading) = words[last].reading.as_deref() else { break };
                if last > first && words[last].start != words[last - 1].end {
                    break;
                }
                reading.push_str(word_reading);
                self.add_run(&text[words[first].start..words[last].end], &reading);
            }
        }
    }

    fn add_run(&mut self, surface: &str, reading: &str) {
        if let Some(form) = self.forms.get_mut(surface) {
            form.1 += 1;
        } else if surface.chars().nth(1).is_some()
            && let Some(skeleton) = self.romaji.of_kana(reading)
        {
            self.forms.insert(surface.to_owned(), (skeleton, 1));
        }
    }

    /// Puts the forms in order.
    pub fn finish(self) -> Readings {
        let entry = |(surface, (skeleton, rank))| Entry { skeleton, surface, rank };
        let mut entries: Vec<Entry> = self.forms.into_iter().map(entry).collect();
        entries.sort_unstable();
        Readings { entries }
    }
}

impl Readings {
    /// Returns the written forms that sound so, the most used first.
    pub fn exact(&self, skeleton: &str, limit: usize) -> Vec<&str> {
        best(self.from(skeleton).take_while(|entry| entry.skeleton == skeleton), limit)
    }

    /// Returns the written forms whose sound begins so, the most used first.
    pub fn beginning(&self, skeleton: &str, limit: usize) -> Vec<&str> {
        best(self.from(skeleton).take_while(|entry| entry.skeleton.starts_with(skeleton)), limit)
    }

    /// Returns the written forms that begin with `start` as written and go on with a sound that begins so.
    pub fn continued(&self, start: &str, sound: &str, limit: usize) -> Vec<&str> {
        let fits = |entry: &&Entry| {
            entry.surface.len() > start.len()
                && entry.surface.starts_with(start)
                && entry.skeleton.get(1..).is_some_and(|rest| rest.contains(sound))
        };
        best(self.entries.iter().filter(fits), limit)
    }

    fn from<'a>(&'a self, skeleton: &str) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let first = self.entries.partition_point(|entry| entry.skeleton.as_str() < skeleton);
        self.entries[first..].iter()
    }
}

fn best<'a>(entries: impl Iterator<Item = &'a Entry>, limit: usize) -> Vec<&'a str> {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by(|a, b| {
        b.rank.cmp(&a.rank).then_with(|| a.skeleton.len().cmp(&b.skeleton.len())).then_with(|| a.cmp(b))
    });
    entries.into_iter().take(limit).map(|entry| entry.surface.as_str()).collect()
}
