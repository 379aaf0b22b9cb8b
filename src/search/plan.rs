//! Turns what a person typed into queries for the index.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use super::analyzer::Words;
use super::definition::Ranking;
use super::expand::Expander;
use super::fold::{Folded, fold, is_telling};
use super::index::{Index, PartFields, hash};
use super::request::Strategy;

/// Longest query that is looked at, in characters; what lies beyond cannot have been meant.
pub(super) const QUERY_MAX: usize = 200;

/// A text to look for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The text, folded.
    pub folded: Folded,
    /// The words found in it.
    pub words: Vec<String>,
    /// Their hashes, to find them in kept words.
    pub hashes: Vec<u64>,
    /// How it came about.
    pub strategy: Strategy,
    /// What it counts, from 0 to 1.
    pub weight: f32,
}

/// One word as typed, between spaces, and the other ways to say it.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// As typed.
    pub typed: Wanted,
    /// Other ways to say it.
    pub others: Vec<Wanted>,
}

impl Chunk {
    /// Returns everything that counts as this chunk.
    pub fn ways(&self) -> impl Iterator<Item = &Wanted> {
        std::iter::once(&self.typed).chain(&self.others)
    }
}

impl Wanted {
    fn new(text: &str, (strategy, weight): (Strategy, f32), analysis: &mut Words) -> Self {
        let words: Vec<String> = analysis.of(text).into_iter().map(|word| word.text).collect();
        let hashes = words.iter().map(|word| hash(word)).collect();
        Self { folded: fold(text), words, hashes, strategy, weight }
    }
}

/// Cuts a query into chunks; what is empty after folding is dropped.
pub(super) fn chunks(text: &str, expander: &Expander<'_>, analysis: &mut Words) -> Vec<Chunk> {
    let text: String = text.chars().take(QUERY_MAX).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = compound(&words[at..], expander);
        let text = words[at..at + length].join(" ");
        at += length;
        let typed = Wanted::new(&text, (Strategy::Words, 1.0), analysis);
        if !typed.folded.is_empty() {
            let others = expander.rewritings(&text).into_iter();
            let others = others.map(|other| Wanted::new(&other.text, (other.strategy, other.weight), analysis));
            chunks.push(Chunk { typed, others: others.collect() });
        }
    }
    chunks
}

/// How many words from here on are one expression of the synonyms, such as `audit log`; at least one.
fn compound(words: &[&str], expander: &Expander<'_>) -> usize {
    const LONGEST: usize = 4;
    let is_one = |length: &usize| expander.lexicon.synonyms.holds(&fold(&words[..*length].join(" ")).text());
    (2..=words.len().min(LONGEST)).rev().find(is_one).unwrap_or(1)
}

/// Builds queries for one index.
pub(super) struct Planner<'a> {
    pub index: &'a Index,
    pub ranking: &'a Ranking,
}

impl Planner<'_> {
    /// Every chunk must match, each in its own way.
    pub fn all(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let clauses = chunks.iter().map(|chunk| (Occur::Must, self.scored(chunk)));
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    /// Any chunk may match, in part.
    pub fn any(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let clauses = chunks.iter().map(|chunk| (Occur::Should, self.score(chunk)));
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    /// A condition that decides, and scores that only rank.
    fn scored(&self, chunk: &Chunk) -> Box<dyn Query> {
        let conditions = chunk.ways().map(|way| (Occur::Should, self.matching(way)));
        let condition: Box<dyn Query> = Box::new(BooleanQuery::new(conditions.collect()));
        let silent: Box<dyn Query> = Box::new(ConstScoreQuery::new(condition, 0.0));
        Box::new(BooleanQuery::new(vec![(Occur::Must, silent), (Occur::Should, self.score(chunk))]))
    }

    /// What it takes for a record to hold a text: in one piece, or all its words.
    fn matching(&self, wanted: &Wanted) -> Box<dyn Query> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, self.phrase(wanted))];
        if !wanted.words.is_empty() {
            let words = wanted.words.iter().map(|word| (Occur::Must, self.word(word)));
            ways.push((Occur::Should, Box::new(BooleanQuery::new(words.collect()))));
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// How well a record fits a chunk: as well as it fits the best way to say it.
    fn score(&self, chunk: &Chunk) -> Box<dyn Query> {
        let ways = chunk.ways().map(|way| boosted(self.fit(way), way.weight));
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways.collect(), self.ranking.other_ways))
    }

    /// How well a record fits a text: its words, its pairs of characters and the text in one piece.
    fn fit(&self, wanted: &Wanted) -> Box<dyn Query> {
        let weights = &self.ranking.strategies;
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        parts.push((Occur::Should, boosted(self.phrase(wanted), weights.phrase)));
        for word in &wanted.words {
            parts.push((Occur::Should, boosted(self.word(word), weights.words)));
        }
        let pairs = wanted.folded.bigrams();
        for (pair, _) in pairs.iter().filter(|(pair, _)| is_telling(pair) && pair.chars().nth(1).is_some()) {
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

    fn phrase(&self, wanted: &Wanted) -> Box<dyn Query> {
        let pairs = wanted.folded.bigrams();
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
