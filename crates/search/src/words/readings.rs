//! The words of the catalog by their reading, so that kana and romaji find kanji.
//!
//! What is typed by sound is turned into the written forms that the catalog itself holds; from there the search is
//! the same as if these had been typed.

use std::collections::{HashMap, HashSet};

use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Strings, Writer, strings};
use tenken_catalog::text::kana::is_katakana;

use crate::error::SearchError;
use crate::text::analyzer::Word;
use crate::text::romaji::{Romaji, shorten};

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
    /// How often it stands in the catalog; words of the glossary stand above all others, and what is only said has 0.
    rank: u32,
}

impl Entry<'_> {
    /// Whether it stands in the catalog.
    fn stands(&self) -> bool {
        self.rank > 0
    }
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

    /// Adds words that mean something and that texts may not hold, such as スマホ and リモ保守: those that sound like nothing
    /// that is known so far. A word sounds as its katakana and as what stands beside them does elsewhere.
    pub fn add_said<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let known: HashSet<&str> = self.forms.values().map(|(skeleton, _)| skeleton.as_str()).collect();
        let new = words.filter(|word| !self.forms.contains_key(*word));
        let new = new.filter_map(|word| Some((word.to_owned(), self.sound(word)?)));
        let new: Vec<(String, String)> = new.filter(|(_, skeleton)| !known.contains(skeleton.as_str())).collect();
        self.forms.extend(new.into_iter().map(|(word, skeleton)| (word, (skeleton, 0))));
    }

    /// Returns the skeleton of a word that is made of katakana and of known forms.
    fn sound(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut skeleton = String::new();
        for run in letters.chunk_by(|a, b| is_katakana(*a) == is_katakana(*b)) {
            let part: String = run.iter().collect();
            let sound = match part.starts_with(is_katakana) {
                true => self.romaji.of_kana(&part),
                false => self.forms.get(&part).map(|(skeleton, _)| skeleton.clone()),
            };
            skeleton.push_str(&sound?);
        }
        Some(shorten(&skeleton))
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
        best(self.from(skeleton).take_while(|entry| entry.skeleton == skeleton).filter(Entry::stands), limit)
    }

    /// Returns the words that sound so and are only said: the catalog may hold what means the same.
    pub fn said(&self, skeleton: &str, limit: usize) -> Vec<&str> {
        best(self.from(skeleton).take_while(|entry| entry.skeleton == skeleton && !entry.stands()), limit)
    }

    /// Returns the words whose sound begins so and that are only said.
    pub fn said_beginning(&self, skeleton: &str, limit: usize) -> Vec<&str> {
        let begun = self.from(skeleton).take_while(|entry| entry.skeleton.starts_with(skeleton));
        best(begun.filter(|entry| !entry.stands()), limit)
    }

    /// Returns the written forms whose sound begins so, the most used first.
    pub fn beginning(&self, skeleton: &str, limit: usize) -> Vec<&str> {
        best(self.from(skeleton).take_while(|entry| entry.skeleton.starts_with(skeleton)).filter(Entry::stands), limit)
    }

    /// Returns the written forms that begin with `start` as written and go on with a sound that begins so.
    pub fn continued(&self, start: &str, sound: &str, limit: usize) -> Vec<&str> {
        let forms = self.forms.view();
        let begins = |at: &usize| {
            let form = forms.get(*at);
            form.len() > start.len() && form.starts_with(start.as_bytes())
        };
        let found = (0..self.sounds.len()).filter(begins).map(|at| self.entry(at)).filter(Entry::stands);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resources;

    #[test]
    fn what_is_only_said_is_known_apart_from_what_stands_in_the_catalog() {
        let romaji = Romaji::new(resources().settings.romaji).unwrap();
        let mut builder = ReadingsBuilder::new(&romaji);
        for (term, reading) in [("保守", "ほしゅ"), ("端末", "たんまつ"), ("スマート", "すまーと")] {
            builder.add_term(term, reading);
        }
        builder.add_said(["リモ保守", "スマホ", "スマート", "タンマツ", "野良端末", "保守員", "mfa"].into_iter());
        let mut tables = Writer::default();
        builder.write(&mut tables).unwrap();
        let readings = Readings::open(&Packed::open(tables.finish().into()).unwrap()).unwrap();
        assert_eq!(readings.said("rimohosyu", 8), ["リモ保守"]);
        assert_eq!(readings.said("sumaho", 8), ["スマホ"]);
        for (skeleton, forms) in [("sumaho", &[][..]), ("sumato", &["スマート"][..]), ("tanmatu", &["端末"][..])]
        {
            assert_eq!(readings.exact(skeleton, 8), forms, "{skeleton}");
        }
        assert!(readings.said("tanmatu", 8).is_empty(), "what sounds like a known word");
        assert_eq!(
            (readings.beginning("suma", 8), readings.said_beginning("suma", 8)),
            (vec!["スマート"], vec!["スマホ"])
        );
        assert_eq!(readings.sounds.len(), 5);
    }
}
