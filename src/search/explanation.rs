//! Shows how a query was understood and what each hit owes to what.

use std::sync::Arc;

use crate::catalog::{Catalog, RecordRef};

use super::engine::Engine;
use super::memo::Fit;
use super::plan::Wanted;
use super::query;
use super::request::{Request, Strategy};
use super::score::{ChunkScores, held, with_all};
use super::sum::score_of;

/// How a query was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The words and phrases, each with the other ways to say it.
    pub chunks: Vec<ExplainedChunk>,
    /// The first hits.
    pub hits: Vec<ExplainedHit>,
    /// What the reader should know about how the query was understood.
    pub warnings: Vec<String>,
}

/// One thing a record should hold.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedChunk {
    /// The ways to say it, what was typed first.
    pub ways: Vec<Way>,
}

/// A text that was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The text.
    pub text: String,
    /// How it came about; [`Strategy::Words`] for what was typed.
    pub strategy: Strategy,
    /// What it counts beside what was typed, from 0 to 1.
    pub weight: f32,
    /// The words found in it.
    pub words: Vec<String>,
}

/// What a hit owes to what.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedHit {
    /// The record.
    pub at: RecordRef,
    /// Its score in the answer.
    pub score: f32,
    /// What each text contributes by itself, the most first.
    pub parts: Vec<Contribution>,
    /// What its links add.
    pub links: f32,
    /// What its kind, volume and solidity, and the share of the words it holds, multiply it by.
    pub weight: f32,
}

/// What a text contributes to a hit by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The text.
    pub text: String,
    /// How it came about.
    pub strategy: Strategy,
    /// How much.
    pub score: f32,
}

impl From<&Wanted> for Way {
    fn from(wanted: &Wanted) -> Self {
        let (text, words) = (wanted.cut.text.clone(), wanted.cut.words.clone());
        Self { text, strategy: wanted.strategy, weight: wanted.weight, words }
    }
}

impl Engine {
    /// Explains the answer to a request; never fails.
    pub fn explain(&self, catalog: &Catalog, request: &Request) -> Explanation {
        let results = self.search(catalog, request);
        let desk = &mut self.desk();
        let (chunks, _) = self.chunks(desk, &query::parse(&request.text));
        let mut scorer = self.scorer(desk);
        let ways: Vec<&Wanted> = chunks.iter().flat_map(|chunk| &chunk.ways).collect();
        let fitting: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let fits: Vec<&Arc<Fit>> = fitting.iter().flat_map(|chunk| &chunk.fits).collect();
        let partial = scorer.with_any(&fitting);
        let complete = with_all(partial.clone(), &fitting);
        let lifts = [self.bridge.lifts(&complete), self.bridge.lifts(&partial)];
        let hits = results.hits.iter().map(|hit| {
            let document = self.documents.get(&hit.at).copied().unwrap_or_default();
            let part = |(way, fit): (&&Wanted, &&Arc<Fit>)| {
                let score = score_of(&fit.scores, document)? * way.weight;
                Some(Contribution { text: way.cut.text.clone(), strategy: way.strategy, score })
            };
            let mut parts: Vec<Contribution> = ways.iter().zip(&fits).filter_map(part).collect();
            parts.sort_by(|a, b| b.score.total_cmp(&a.score));
            let is_complete = score_of(&complete, document).is_some();
            let lifts = &lifts[usize::from(!is_complete)];
            let links = self.ranking.graph * lifts.get(document as usize).copied().unwrap_or_default();
            let own = self.weights.get(document as usize).copied().unwrap_or(1.0);
            let weight = own * self.ranking.complete.powf(held(&fitting, document));
            ExplainedHit { at: hit.at, score: hit.score, parts, links, weight }
        });
        let chunk = |ways: &Vec<Wanted>| ExplainedChunk { ways: ways.iter().map(Way::from).collect() };
        Explanation {
            hits: hits.collect(),
            chunks: chunks.iter().map(|found| chunk(&found.ways)).collect(),
            warnings: results.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_names_ways_and_what_they_contribute() {
        let catalog = Catalog::bundled().unwrap();
        let engine = Engine::build(&catalog).unwrap();
        let explanation = engine.explain(&catalog, &Request::new("二要素認証", 3));
        let ways = &explanation.chunks[0].ways;
        assert_eq!((ways[0].text.as_str(), ways[0].strategy), ("二要素認証", Strategy::Words));
        assert!(ways.iter().any(|way| way.text == "多要素認証" && way.strategy == Strategy::Synonym));
        assert_eq!(explanation.hits.len(), 3);
        for hit in &explanation.hits {
            assert!(hit.parts.iter().any(|part| part.score > 0.0), "{}", catalog.id(hit.at));
            assert!(hit.parts.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
        assert!(engine.explain(&catalog, &Request::new("", 3)).chunks.is_empty());
    }

    #[test]
    fn what_is_named_adds_up_to_the_score() {
        let catalog = Catalog::bundled().unwrap();
        let engine = Engine::build(&catalog).unwrap();
        for text in ["二要素認証", "バックアップ", "いらない常駐ソフト", "誓約書 退職", "時刻同期 認証"]
        {
            let explanation = engine.explain(&catalog, &Request::new(text, 10));
            for hit in explanation.hits {
                let chunk = |chunk: &ExplainedChunk| -> f32 {
                    let is_own = |part: &&Contribution| chunk.ways.iter().any(|way| way.text == part.text);
                    let parts: Vec<f32> = hit.parts.iter().filter(is_own).map(|part| part.score).collect();
                    let others: f32 = parts.iter().skip(1).sum();
                    parts.first().copied().unwrap_or_default() + others * engine.ranking.other_ways
                };
                let words: f32 = explanation.chunks.iter().map(chunk).sum();
                let sum = (words + hit.links) * hit.weight;
                assert!((sum - hit.score).abs() < 0.01, "{text} {}: {sum} {}", catalog.id(hit.at), hit.score);
            }
        }
    }
}
