//! Shows how a query was understood and what each hit owes to what.

use std::sync::Arc;

use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::Kind;

use crate::engine::Engine;
use crate::index::accumulator::score_of;
use crate::query::plan::{Chunk, Role, Variant};
use crate::query::saved;
use crate::rank::caches::Fit;
use crate::rank::held::{ChunkScores, held};
use crate::rank::score::with_all;
use crate::request::{Hit, Request, Strategy, Tier};

/// How a query was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The words and phrases, each with its variants.
    pub chunks: Vec<ExplainedChunk>,
    /// The first hits.
    pub hits: Vec<ExplainedHit>,
    /// What the reader should know about how the query was understood.
    pub warnings: Vec<String>,
    /// What the reader should know about the editions that the query names.
    pub notes: Vec<String>,
}

/// One thing a record should hold, or what the things are words of.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedChunk {
    /// The variants; the first is the text as typed.
    pub variants: Vec<ExplainedVariant>,
    /// What it is to the query.
    pub role: ExplainedRole,
}

/// What a chunk is to the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplainedRole {
    /// A word or phrase.
    Word,
    /// A sentence: no record has to hold it, because its words, which stand before it, are chunks of their own.
    Sentence,
    /// A word of a sentence: a record has to hold it, but scores with the sentence.
    SentenceWord,
}

/// A text that was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedVariant {
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
    /// How much of what was asked for it is.
    pub tier: Tier,
    /// The share of the query that it holds, each word by how telling it is, from 0 to 1.
    pub held: f32,
    /// Its score in the answer.
    pub score: f32,
    /// What each text contributes by itself, the most first.
    pub parts: Vec<Contribution>,
    /// What its links add.
    pub links: f32,
    /// What its kind, volume and solidity, and the share of the words it holds, multiply it by.
    pub weight: f32,
    /// What it gained because one of its names is the whole query; none for all others.
    pub lift: Option<f32>,
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

impl From<&Variant> for ExplainedVariant {
    fn from(wanted: &Variant) -> Self {
        let (text, words) = (wanted.analyzed.text.clone(), wanted.analyzed.words.clone());
        Self { text, strategy: wanted.strategy, weight: wanted.weight, words }
    }
}

impl From<&Chunk> for ExplainedChunk {
    fn from(chunk: &Chunk) -> Self {
        let role = match chunk.role {
            Role::Word => ExplainedRole::Word,
            Role::Sentence => ExplainedRole::Sentence,
            Role::Unit => ExplainedRole::SentenceWord,
        };
        Self { variants: chunk.variants.iter().map(ExplainedVariant::from).collect(), role }
    }
}

impl Engine {
    /// Explains the answer to a request; never fails.
    pub fn explain(&self, request: &Request) -> Explanation {
        let request = Request { detailed: 0, ..saved::expanded(request).0.into_owned() };
        let results = self.search(&request);
        let corpus = &self.corpus;
        let query = self.understand(&request.text).query;
        let scratch = &mut self.scratch();
        let (chunks, _) = corpus.chunks(scratch, &query);
        let mut scorer = corpus.scorer(scratch);
        let fitting: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let partial = scorer.with_any(&fitting);
        let complete = with_all(&partial, &fitting);
        let boosts = [&complete, &partial].map(|scores| corpus.boosts(scratch, scores));
        let hits = results.hits.iter().map(|hit| {
            let document = corpus.documents.of(hit.at).unwrap_or_default();
            let mut parts = contributions(&chunks, &fitting, (hit.at.kind, document), corpus.ranking.edition);
            parts.sort_by(|a, b| b.score.total_cmp(&a.score));
            let is_complete = score_of(&complete, document).is_some();
            let boosts = &boosts[usize::from(!is_complete)];
            let links = corpus.ranking.graph * score_of(boosts, document).unwrap_or_default();
            let own = corpus.weights.get(document as usize).copied().unwrap_or(1.0);
            let held = held(&chunks, &fitting, document).share;
            let weight = own * corpus.ranking.complete.powf(held);
            let Hit { at, tier, score, lift, .. } = *hit;
            ExplainedHit { at, tier, held, score, parts, links, weight, lift }
        });
        Explanation {
            hits: hits.collect(),
            chunks: chunks.iter().map(ExplainedChunk::from).collect(),
            warnings: results.warnings,
            notes: results.notes,
        }
    }
}

/// Returns what each text contributes to a document, and what the name of the edition does that it belongs to. An edition
/// that is named is one, whatever it says of itself.
fn contributions(
    chunks: &[Chunk],
    fitting: &[ChunkScores],
    (kind, document): (Kind, DocId),
    edition: f32,
) -> Vec<Contribution> {
    let mut parts = Vec::new();
    for (chunk, scores) in chunks.iter().zip(fitting) {
        let is_member = chunk.members.binary_search(&document).is_ok();
        if let Some(typed) = chunk.variants.first().filter(|_| is_member) {
            let text = typed.analyzed.text.clone();
            parts.push(Contribution { text, strategy: Strategy::Edition, score: edition });
        }
        if is_member && kind == Kind::Node {
            continue;
        }
        let part = |(variant, fit): (&Variant, &Arc<Fit>)| {
            let score = score_of(&fit.scores, document)? * variant.weight;
            Some(Contribution { text: variant.analyzed.text.clone(), strategy: variant.strategy, score })
        };
        parts.extend(chunk.variants.iter().zip(&scores.fits).filter_map(part));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::engine;

    #[test]
    fn an_explanation_names_ways_and_what_they_contribute() {
        let engine = engine();
        let explanation = engine.explain(&Request::new("二要素認証", 3));
        let variants = &explanation.chunks[0].variants;
        assert_eq!((variants[0].text.as_str(), variants[0].strategy), ("二要素認証", Strategy::Words));
        assert!(variants.iter().any(|variant| variant.text == "多要素認証" && variant.strategy == Strategy::Synonym));
        assert_eq!(explanation.hits.len(), 3);
        for hit in &explanation.hits {
            assert!(hit.parts.iter().any(|part| part.score > 0.0), "{}", engine.catalog.id(hit.at));
            assert!(hit.parts.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
        assert!(engine.explain(&Request::new("", 3)).chunks.is_empty());
    }

    #[test]
    fn an_explanation_tells_tiers_shares_and_roles() {
        let explanation = engine().explain(&Request::new("誓約書 冷蔵庫", 30));
        assert!(explanation.hits.iter().all(|hit| hit.tier != Tier::All && hit.held < 1.0));
        assert!(explanation.hits.iter().any(|hit| hit.tier == Tier::Some && hit.held > 0.0));
        let whole = &engine().explain(&Request::new("誓約書 退職", 1)).hits[0];
        assert!(whole.tier == Tier::All && whole.held > 0.99, "{}", whole.held);
        assert!(engine().explain(&Request::new("誓約書", 1)).chunks.iter().all(|one| one.role == ExplainedRole::Word));
        let sentence = engine().explain(&Request::new("監視カメラの映像を預ける", 1)).chunks;
        let (last, words) = sentence.split_last().unwrap();
        assert!(last.role == ExplainedRole::Sentence && words.len() > 1, "{sentence:?}");
        assert!(words.iter().all(|one| one.role == ExplainedRole::SentenceWord), "{sentence:?}");
    }

    #[test]
    fn what_is_named_adds_up_to_the_score() {
        let engine = engine();
        for text in [
            "二要素認証",
            "バックアップ",
            "いらない常駐ソフト",
            "誓約書 退職",
            "時刻同期 認証",
            "Azure AD",
            "AzureAD",
            "Office アプリ",
            "第7.0版",
            "7.0版 パスワード",
        ] {
            let explanation = engine.explain(&Request::new(text, 10));
            for hit in explanation.hits {
                let chunk = |chunk: &ExplainedChunk| -> f32 {
                    let is_own = |part: &&Contribution| chunk.variants.iter().any(|variant| variant.text == part.text);
                    let parts: Vec<f32> = hit.parts.iter().filter(is_own).map(|part| part.score).collect();
                    let others: f32 = parts.iter().skip(1).sum();
                    parts.first().copied().unwrap_or_default() + others * engine.corpus.ranking.other_variants
                };
                let words: f32 = explanation.chunks.iter().map(chunk).sum();
                let sum = (words + hit.links) * hit.weight + hit.lift.unwrap_or_default();
                assert!((sum - hit.score).abs() < 0.01, "{text} {}: {sum} {}", engine.catalog.id(hit.at), hit.score);
            }
        }
    }
}
