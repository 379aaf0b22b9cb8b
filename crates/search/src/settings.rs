//! The settings of the search: the texts of `index/`, and what they say about analysis and weights.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use tenken_catalog::model::{Kind, Volume};

use crate::error::SearchError;
use crate::request::Part;
use crate::text::dictionary::DictionaryFiles;

/// The texts of `index/`, each with the file it comes from in mistakes that are told.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// `analyzer.yml`: how text is analysed.
    pub analyzer: &'static str,
    /// `stop_words.txt`: words that are left out of index and queries.
    pub stop_words: &'static str,
    /// `fields.toml`: what counts how much.
    pub fields: &'static str,
    /// `editions.toml`: how people ask for editions of the guidelines.
    pub editions: &'static str,
    /// `romaji.tsv`: kana and their spellings.
    pub romaji: &'static str,
    /// `synonyms.tsv`: words that mean the same.
    pub synonyms: &'static str,
    /// `user_dictionary.csv`: compound terms of the field.
    pub user_dictionary: &'static str,
}

/// Everything the search works by besides the catalog.
#[derive(Clone, Copy, Debug)]
pub struct Resources {
    /// The texts of `index/`.
    pub settings: Settings,
    /// The compiled dictionary.
    pub dictionary: DictionaryFiles,
}

/// `index/analyzer.yml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnalyzerDefinition {
    pub segmenter: SegmenterDefinition,
    pub character_filters: Vec<FilterDefinition>,
    pub token_filters: Vec<FilterDefinition>,
}

/// How text is cut into words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SegmenterDefinition {
    pub mode: SegmenterMode,
}

/// Whether long compounds are kept or split.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SegmenterMode {
    Normal,
    Decompose,
}

/// One filter by its name in lindera.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterDefinition {
    pub kind: String,
    pub args: Value,
}

impl AnalyzerDefinition {
    /// Returns the parts of speech that any filter asks for, each in its four columns as the dictionary has them.
    pub fn tags(&self) -> BTreeSet<String> {
        let lists = self.token_filters.iter().filter_map(|filter| filter.args.get("tags")?.as_array());
        lists.flatten().filter_map(Value::as_str).map(in_four_columns).collect()
    }
}

fn in_four_columns(tag: &str) -> String {
    const COLUMNS: usize = 4;
    let mut columns: Vec<&str> = tag.split(',').collect();
    columns.resize(COLUMNS, "*");
    columns.join(",")
}

/// Reads the text of `analyzer.yml`.
pub(crate) fn read_analyzer(text: &str) -> Result<AnalyzerDefinition, SearchError> {
    serde_yaml_ng::from_str(text).map_err(|error| {
        let line = error.location().map_or(0, |location| location.line());
        SearchError::Definition { file: "index/analyzer.yml", line, message: error.to_string() }
    })
}

/// `index/fields.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ranking {
    pub tie_breaker: f32,
    pub whole: f32,
    pub unit: f32,
    pub other_variants: f32,
    pub graph: f32,
    pub complete: f32,
    /// What the name of an edition counts for a record that belongs to it.
    pub edition: f32,
    pub unverified: f32,
    boosts: Boosts,
    pub strategies: Strategies,
    pub narrowing: Narrowing,
    /// A kind that is no kind is a mistake in the file.
    kinds: BTreeMap<Kind, f32>,
    guidelines: BTreeMap<String, f32>,
    volumes: BTreeMap<String, f32>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Boosts {
    title: f32,
    terms: f32,
    gist: f32,
    original: f32,
    asked: f32,
    question: f32,
    context: f32,
}

/// How far down a list goes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Narrowing {
    /// Records with some of the words stay if they have at least this share of the first one's score, from 0 to 1.
    pub share: f32,
    /// And at least this share of the query in them, from 0 to 1.
    pub held: f32,
    /// A query whose words no record holds all of is answered if one holds at least this share of it, from 0 to 1.
    pub answered: f32,
    /// Or if what one holds is as telling as this: a word that a single record holds is some 14.
    pub enough: f32,
    /// Or if one holds half of several words, and these are as telling as this.
    pub half: f32,
    /// How many records a list holds, unless more have every word.
    pub longest: usize,
    /// How many records that are only near are shown.
    pub near: usize,
}

/// How much each strategy counts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strategies {
    pub words: f32,
    pub bigrams: f32,
    pub phrase: f32,
    pub synonyms: f32,
    pub readings: f32,
    pub romaji: f32,
    pub half_typed: f32,
    /// What an expression counts of which only the first words were typed.
    pub begun: f32,
    pub typos: f32,
}

impl Ranking {
    /// Returns the boost of a field; the number is looked up, not scored.
    pub fn boost(&self, field: Part) -> f32 {
        match field {
            Part::Number => 0.0,
            Part::Title => self.boosts.title,
            Part::Terms => self.boosts.terms,
            Part::Gist => self.boosts.gist,
            Part::Original => self.boosts.original,
            Part::Asked => self.boosts.asked,
            Part::Question => self.boosts.question,
            Part::Context => self.boosts.context,
            // They are in no index.
            Part::Note | Part::Owner => 0.0,
        }
    }

    /// Returns the weight of a kind of record; 1 if none is set.
    pub fn kind(&self, kind: Kind) -> f32 {
        self.kinds.get(&kind).copied().unwrap_or(1.0)
    }

    /// Returns the weight of a volume by itself or by its guideline; 1 if none is set.
    pub fn volume(&self, volume: &Volume) -> f32 {
        let own = self.volumes.get(&volume.id);
        own.or_else(|| self.guidelines.get(&volume.guideline)).copied().unwrap_or(1.0)
    }
}

impl Settings {
    /// Reads the texts of a folder; they stay in memory until the program ends. For builds and tests: a program carries its
    /// settings.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let text = |name: &str| -> io::Result<&'static str> { Ok(fs::read_to_string(folder.join(name))?.leak()) };
        Ok(Self {
            analyzer: text("analyzer.yml")?,
            stop_words: text("stop_words.txt")?,
            fields: text("fields.toml")?,
            editions: text("editions.toml")?,
            romaji: text("romaji.tsv")?,
            synonyms: text("synonyms.tsv")?,
            user_dictionary: text("user_dictionary.csv")?,
        })
    }

    /// Returns the definition of the analysis.
    pub(crate) fn analyzer(&self) -> Result<AnalyzerDefinition, SearchError> {
        read_analyzer(self.analyzer)
    }

    /// Returns the words that are left out of index and queries.
    pub(crate) fn stop_words(&self) -> impl Iterator<Item = &'static str> {
        self.stop_words.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Returns the definition of fields and weights.
    pub(crate) fn ranking(&self) -> Result<Ranking, SearchError> {
        read_ranking(self.fields)
    }
}

fn read_ranking(text: &str) -> Result<Ranking, SearchError> {
    toml::from_str(text).map_err(|error| SearchError::in_toml("index/fields.toml", text, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resources;

    #[test]
    fn the_bundled_definitions_are_sound() {
        let settings = &resources().settings;
        assert!(settings.analyzer().is_ok());
        assert!(settings.ranking().is_ok());
    }

    #[test]
    fn every_part_of_speech_that_a_filter_asks_for_is_kept() {
        let tags = resources().settings.analyzer().unwrap().tags();
        assert!(tags.contains("助詞,*,*,*") && tags.contains("助詞,格助詞,一般,*") && tags.contains("名詞,数,*,*"));
        assert!(tags.iter().all(|tag| tag.matches(',').count() == 3), "{tags:?}");
    }

    #[test]
    fn every_kind_has_its_weight_and_no_other_is_known() {
        let fields = resources().settings.fields;
        let ranking = read_ranking(fields).unwrap();
        for kind in Kind::SEARCHABLE {
            assert!(ranking.kinds.contains_key(kind), "{}", kind.name());
        }
        let message = read_ranking(&fields.replace("measure =", "measures =")).unwrap_err().to_string();
        assert!(message.starts_with("index/fields.toml:") && message.contains("measures"), "{message}");
    }

    #[test]
    fn a_mistake_is_named_with_file_and_line() {
        let fields = resources().settings.fields;
        let terms = fields.lines().position(|line| line.starts_with("terms =")).unwrap();
        let break_it = |(at, line)| if at == terms { "terms = \"much\"" } else { line };
        let broken = fields.lines().enumerate().map(break_it).collect::<Vec<_>>().join("\n");
        let line = terms + 1;
        let message = read_ranking(&broken).unwrap_err().to_string();
        assert!(message.contains(&format!("index/fields.toml:{line}")), "{message}");
    }
}
