//! What is known about words: synonyms, readings, Latin words of the catalog.

use std::collections::BTreeSet;

use tenken_catalog::catalog::Catalog;
use tenken_catalog::packed::{Packed, Strings, Writer, strings};

use crate::error::SearchError;
use crate::request::Part;
use crate::text::analyzer::Word;
use crate::text::romaji::Romaji;
use crate::words::edits::one_edit_apart;
use crate::words::katakana::{KatakanaBuilder, KatakanaWords};
use crate::words::readings::{Readings, ReadingsBuilder};
use crate::words::synonyms::{Synonyms, SynonymsBuilder};

/// The section of the Latin words.
const LATIN: &str = "latin";

/// Everything known about words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub romaji: Romaji,
    pub synonyms: Synonyms,
    pub readings: Readings,
    pub katakana: KatakanaWords,
    latin: Strings,
}

/// Collects words while texts are indexed.
#[derive(Debug)]
pub(crate) struct LexiconBuilder<'a> {
    readings: ReadingsBuilder<'a>,
    katakana: KatakanaBuilder,
    latin: BTreeSet<String>,
}

impl<'a> LexiconBuilder<'a> {
    /// Starts with the words of the glossary.
    pub fn new(catalog: &Catalog, romaji: &'a Romaji) -> Self {
        let mut readings = ReadingsBuilder::new(romaji);
        for term in catalog.terms() {
            readings.add_term(&term.term, &term.reading);
        }
        Self { readings, katakana: KatakanaBuilder::default(), latin: BTreeSet::new() }
    }

    /// Adds the words of one part of a record.
    pub fn add(&mut self, part: Part, text: &str, words: &[Word]) {
        let longest = match part {
            Part::Title | Part::Terms => 4,
            Part::Gist => 2,
            Part::Number | Part::Original | Part::Asked | Part::Question | Part::Context | Part::Note | Part::Owner => {
                0
            }
        };
        self.readings.add_runs(text, words, longest);
        self.katakana.add(text);
        let latin = words.iter().filter(|word| word.text.bytes().all(|b| b.is_ascii_alphabetic()));
        for word in latin {
            if !self.latin.contains(&word.text) {
                self.latin.insert(word.text.clone());
            }
        }
    }

    /// Writes what was collected, joined with the definitions in `index/` and the glossary.
    pub fn write(mut self, catalog: &Catalog, synonyms: &str, tables: &mut Writer) -> Result<(), SearchError> {
        let glossary = catalog.terms().map(|term| {
            let mut group = vec![term.term.clone()];
            group.extend(term.synonyms.iter().cloned());
            group
        });
        let synonyms = SynonymsBuilder::new(synonyms, glossary)?;
        synonyms.write(tables)?;
        self.readings.add_said(synonyms.all());
        self.readings.write(tables)?;
        self.katakana.write(synonyms.all(), tables)?;
        self.latin.extend(synonyms.latin_words().map(str::to_owned));
        Ok(strings(self.latin.iter().map(String::as_str), tables, LATIN)?)
    }
}

impl Lexicon {
    /// Opens what was written.
    pub fn open(tables: &Packed, romaji: Romaji) -> Result<Self, SearchError> {
        let katakana = KatakanaWords::open(tables)?;
        let synonyms = Synonyms::open(tables, katakana.words().clone(), katakana.longest())?;
        let (readings, latin) = (Readings::open(tables)?, Strings::open(tables, LATIN)?);
        Ok(Self { romaji, synonyms, readings, katakana, latin })
    }

    /// Whether a normalised text is a Latin word of the catalog or of the synonyms.
    pub fn knows_latin(&self, normalized: &str) -> bool {
        self.latin.find(normalized).is_some()
    }

    /// Returns the known Latin words one edit away: a letter more, less, other, or two swapped
    /// (Damerau–Levenshtein distance 1).
    pub fn latin_near<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        self.latin.iter().filter(|known| one_edit_apart(word.as_bytes(), known.as_bytes()))
    }
}
