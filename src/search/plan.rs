//! Turns what a person typed into queries for the index.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use super::analyzer::Words;
use super::definition::Ranking;
use super::fold::{Folded, fold, is_telling};
use super::index::{Index, PartFields, hash};

/// Longest query that is looked at, in characters; what lies beyond cannot have been meant.
pub(super) const QUERY_MAX: usize = 200;

/// One word as typed, between spaces.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// As typed, folded.
    pub folded: Folded,
    /// The words found in it.
    pub words: Vec<String>,
    /// Their hashes, to find them in kept words.
    pub hashes: Vec<u64>,
}

/// Cuts a query into chunks; what is empty after folding is dropped.
pub(super) fn chunks(text: &str, analysis: &mut Words) -> Vec<Chunk> {
    let text: String = text.chars().take(QUERY_MAX).collect();
    let chunk = |word: &str| {
        let words: Vec<String> = analysis.of(word).into_iter().map(|word| word.text).collect();
        let hashes = words.iter().map(|word| hash(word)).collect();
        Chunk { folded: fold(word), words, hashes }
    };
    text.split_whitespace().map(chunk).filter(|chunk| !chunk.folded.is_empty()).collect()
}

/// Builds queries for one index.
pub(super) struct Planner<'a> {
    pub index: &'a Index,
    pub ranking: &'a Ranking,
}

impl Planner<'_> {
    /// Every chunk must match, each in its own way.
    pub fn all(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let clauses = chunks.iter().map(|chunk| (Occur::Must, self.scored(chunk, self.matching(chunk))));
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    /// Any chunk may match, in part.
    pub fn any(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let clauses = chunks.iter().map(|chunk| (Occur::Should, self.score(chunk)));
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    /// A condition that decides, and scores that only rank.
    fn scored(&self, chunk: &Chunk, condition: Box<dyn Query>) -> Box<dyn Query> {
        let silent: Box<dyn Query> = Box::new(ConstScoreQuery::new(condition, 0.0));
        Box::new(BooleanQuery::new(vec![(Occur::Must, silent), (Occur::Should, self.score(chunk))]))
    }

    /// What it takes for a record to hold a chunk: in one piece, or all its words.
    fn matching(&self, chunk: &Chunk) -> Box<dyn Query> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, self.phrase(chunk))];
        if !chunk.words.is_empty() {
            let words = chunk.words.iter().map(|word| (Occur::Must, self.word(word)));
            ways.push((Occur::Should, Box::new(BooleanQuery::new(words.collect()))));
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// How well a record fits a chunk: words, pairs of characters and the chunk in one piece.
    fn score(&self, chunk: &Chunk) -> Box<dyn Query> {
        let weights = &self.ranking.strategies;
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        parts.push((Occur::Should, boosted(self.phrase(chunk), weights.phrase)));
        for word in &chunk.words {
            parts.push((Occur::Should, boosted(self.word(word), weights.words)));
        }
        let pairs: Vec<_> = chunk.folded.bigrams().into_iter().filter(|(pair, _)| is_telling(pair)).collect();
        for (pair, _) in pairs.iter().filter(|(pair, _)| pair.chars().count() == 2) {
            parts.push((Occur::Should, boosted(self.pair(pair), weights.bigrams)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// The best part counts fully, the others a little.
    fn best_part(&self, query: impl Fn(&PartFields) -> Box<dyn Query>) -> Box<dyn Query> {
        let parts = self.index.parts.iter().map(|fields| boosted(query(fields), self.ranking.boost(fields.part)));
        Box::new(DisjunctionMaxQuery::with_tie_breaker(parts.collect(), self.ranking.tie_breaker))
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        self.best_part(|fields| term(fields.words, word))
    }

    fn pair(&self, pair: &str) -> Box<dyn Query> {
        self.best_part(|fields| term(fields.bigrams, pair))
    }

    fn phrase(&self, chunk: &Chunk) -> Box<dyn Query> {
        let pairs = chunk.folded.bigrams();
        self.best_part(|fields| match pairs.as_slice() {
            [(pair, _)] if pair.chars().count() == 1 => starting_with(fields.bigrams, pair),
            [(pair, _)] => term(fields.bigrams, pair),
            _ => {
                let terms =
                    pairs.iter().map(|(pair, position)| (*position, Term::from_field_text(fields.bigrams, pair)));
                Box::new(PhraseQuery::new_with_offset(terms.collect()))
            }
        })
    }
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn term(field: IndexField, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// Pairs of characters that begin with one, for queries of a single character.
fn starting_with(field: IndexField, start: &str) -> Box<dyn Query> {
    let above = format!("{start}\u{10FFFF}");
    let lower = Bound::Included(Term::from_field_text(field, start));
    let upper = Bound::Included(Term::from_field_text(field, &above));
    Box::new(RangeQuery::new(lower, upper))
}
