//! The words of the catalog by their reading, so that kana and romaji find kanji.
//!
//! What is typed by sound is turned into the written forms that the catalog itself holds; from there the search is
//! the same as if these had been typed.

use std::collections::HashMap;

use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Strings, Writer, strings};

use crate::error::SearchError;
use crate::text::analyzer::Word;
use crate::text::romaji::Romaji;

/// Longest run of words taken as one written form.
const RUN_MAX: usize = 4;
/// What a word of the glossary counts more than a run of words in a text.
const GLOSSARY_BONUS: u32 = 1000;

/// The sections of the sounds, the written forms, and how often each form stands in the catalog.
const SOUNDS: &str = "readings";
const FORMS: &str = "readings.forms";
const RANKS: &str = "readings.ranks";

/// A written form and how it sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'r> {
    skeleton: &'r str,
    surface: &'r str,
    /// How often it stands in the catalog; words of the glossary stand above all others.
    rank: u32,
}

/// Written forms in the order of their sound.
#[derive(Debug)]
pub(crate) struct Readings {
    /// Several forms may sound the same.
    sounds: Strings,
    forms: Column,
    ranks: Numbers,
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

    /// Writes the forms in the order of their sound.
    pub fn write(self, tables: &mut Writer) -> Result<(), SearchError> {
        let forms = self.forms.iter();
        let mut entries: Vec<Entry<'_>> =
            forms.map(|(surface, (skeleton, rank))| Entry { skeleton, surface, rank: *rank }).collect();
        entries.sort_unstable();
        strings(entries.iter().map(|entry| entry.skeleton), tables, SOUNDS)?;
        let mut forms = ColumnWriter::default();
        entries.iter().for_each(|entry| forms.push(entry.surface.as_bytes()));
        forms.write(tables, FORMS)?;
        tables.add(RANKS, Numbers::to_bytes(entries.iter().map(|entry| entry.rank)));
        Ok(())
    }
}

impl Readings {
    /// Opens what was written.
    pub fn open(tables: &Packed) -> Result<Self, SearchError> {
        let ranks = Numbers::new(tables.section(RANKS)?);
        Ok(Self { sounds: Strings::open(tables, SOUNDS)?, forms: Column::open(tables, FORMS)?, ranks })
    }

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
        let forms = self.forms.view();
        let begins = |at: &usize| {
            let form = forms.get(*at);
            form.len() > start.len() && form.starts_with(start.as_bytes())
        };
        let found = (0..self.sounds.len()).filter(begins).map(|at| self.entry(at));
        best(found.filter(|entry| entry.skeleton.get(1..).is_some_and(|rest| rest.contains(sound))), limit)
    }

    fn from<'a>(&'a self, skeleton: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        (self.sounds.first_from(skeleton)..self.sounds.len()).map(|at| self.entry(at))
    }

    fn entry(&self, at: usize) -> Entry<'_> {
        let rank = self.ranks.get(at).unwrap_or_default();
        Entry { skeleton: self.sounds.get(at), surface: self.forms.text(at), rank }
    }
}

fn best<'a>(entries: impl Iterator<Item = Entry<'a>>, limit: usize) -> Vec<&'a str> {
    let mut entries: Vec<Entry<'_>> = entries.collect();
    entries.sort_by(|a, b| {
        b.rank.cmp(&a.rank).then_with(|| a.skeleton.len().cmp(&b.skeleton.len())).then_with(|| a.cmp(b))
    });
    entries.into_iter().take(limit).map(|entry| entry.surface).collect()
}
