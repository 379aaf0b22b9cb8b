//! Reads the definitions in `index/`: how text is analysed and what counts how much.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::{Kind, Volume};

use super::SearchError;
use super::request::Field;

const ANALYZER: &str = include_str!("../../index/analyzer.yml");
const STOP_WORDS: &str = include_str!("../../index/stop_words.txt");
const FIELDS: &str = include_str!("../../index/fields.toml");

/// `index/analyzer.yml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnalyzerDefinition {
    pub segmenter: SegmenterDefinition,
    pub character_filters: Vec<FilterDefinition>,
    pub token_filters: Vec<FilterDefinition>,
}

/// How text is cut into words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SegmenterDefinition {
    pub mode: SegmenterMode,
}

/// Whether long compounds are kept or split.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SegmenterMode {
    Normal,
    Decompose,
}

/// One filter by its name in lindera.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FilterDefinition {
    pub kind: String,
    pub args: serde_json::Value,
}

/// `index/fields.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranking {
    pub tie_breaker: f32,
    pub other_ways: f32,
    pub graph: f32,
    pub complete: f32,
    pub unverified: f32,
    boosts: Boosts,
    pub strategies: Strategies,
    kinds: HashMap<String, f32>,
    guidelines: HashMap<String, f32>,
    volumes: HashMap<String, f32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Boosts {
    title: f32,
    terms: f32,
    gist: f32,
    asked: f32,
    question: f32,
    context: f32,
}

/// How much each strategy counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Strategies {
    pub words: f32,
    pub bigrams: f32,
    pub phrase: f32,
    pub synonyms: f32,
    pub readings: f32,
    pub romaji: f32,
    pub half_typed: f32,
    pub typos: f32,
}

impl Ranking {
    /// Returns the boost of a field; the number is looked up, not scored.
    pub fn boost(&self, field: Field) -> f32 {
        match field {
            Field::Number => 0.0,
            Field::Title => self.boosts.title,
            Field::Terms => self.boosts.terms,
            Field::Gist => self.boosts.gist,
            Field::Asked => self.boosts.asked,
            Field::Question => self.boosts.question,
            Field::Context => self.boosts.context,
        }
    }

    /// Returns the weight of a kind of record; 1 if none is set.
    pub fn kind(&self, kind: Kind) -> f32 {
        self.kinds.get(kind.code()).copied().unwrap_or(1.0)
    }

    /// Returns the weight of a volume by itself or by its guideline; 1 if none is set.
    pub fn volume(&self, volume: &Volume) -> f32 {
        let own = self.volumes.get(&volume.id);
        own.or_else(|| self.guidelines.get(&volume.guideline)).copied().unwrap_or(1.0)
    }
}

/// Returns the definition of the analysis.
pub(super) fn analyzer() -> Result<AnalyzerDefinition, SearchError> {
    serde_yaml_ng::from_str(ANALYZER).map_err(|error| {
        let line = error.location().map_or(0, |location| location.line());
        SearchError::Definition { file: "index/analyzer.yml", line, message: error.to_string() }
    })
}

/// Returns the words that are left out of index and queries.
pub(super) fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the definition of fields and weights.
pub(super) fn ranking() -> Result<Ranking, SearchError> {
    read_ranking(FIELDS)
}

fn read_ranking(text: &str) -> Result<Ranking, SearchError> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let line = text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
        SearchError::Definition { file: "index/fields.toml", line, message: error.message().to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_definitions_are_sound() {
        assert!(analyzer().is_ok());
        assert!(ranking().is_ok());
    }

    #[test]
    fn a_mistake_is_named_with_file_and_line() {
        let terms = FIELDS.lines().position(|line| line.starts_with("terms =")).unwrap();
        let break_it = |(at, line)| if at == terms { "terms = \"much\"" } else { line };
        let broken = FIELDS.lines().enumerate().map(break_it).collect::<Vec<_>>().join("\n");
        let line = terms + 1;
        let message = read_ranking(&broken).unwrap_err().to_string();
        assert!(message.contains(&format!("index/fields.toml:{line}")), "{message}");
    }
}
