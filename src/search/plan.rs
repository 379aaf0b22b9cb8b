//! Turns what a person typed into queries for the index.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use super::analyzer::Words;
use super::definition::Ranking;
use super::expand::Expander;
use super::fold::{Folded, fold, is_telling};
use super::index::{Index, PartFields, hash};
use super::query::Part;
use super::request::Strategy;

/// A text to look for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The text as it is.
    pub text: String,
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
    /// Whether it must stand in one piece.
    pub quoted: bool,
    /// Whether it is one of several words that a half-typed sound may become.
    pub is_guess: bool,
}

/// One thing a record should hold, in any of the ways to say it.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The ways, what was typed first.
    pub ways: Vec<Wanted>,
}

impl Wanted {
    fn new(text: &str, (strategy, weight): (Strategy, f32), analysis: &mut Words) -> Self {
        let words: Vec<String> = analysis.of(text).into_iter().map(|word| word.text).collect();
        let hashes = words.iter().map(|word| hash(word)).collect();
        Self {
            text: text.to_owned(),
            folded: fold(text),
            words,
            hashes,
            strategy,
            weight,
            quoted: false,
            is_guess: false,
        }
    }
}

/// Cuts queries into chunks.
pub(super) struct Chunker<'a> {
    pub expander: Expander<'a>,
    pub analysis: &'a mut Words,
}

impl Chunker<'_> {
    /// Returns what a record should hold; what is empty after folding is dropped.
    pub fn chunks(&mut self, groups: &[Vec<Part>]) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let mut at = 0;
        while at < groups.len() {
            let length = self.compound(&groups[at..]);
            let chunk = if length > 1 {
                let words: Vec<&str> = groups[at..at + length].iter().filter_map(|group| plain(group)).collect();
                self.chunk(&[Part { text: words.join(" "), quoted: false }])
            } else {
                self.chunk(&groups[at])
            };
            at += length;
            if !chunk.ways.is_empty() {
                chunks.push(chunk);
            }
        }
        chunks
    }

    /// Returns what a record must not hold, only as typed.
    pub fn excluded(&mut self, parts: &[Part]) -> Vec<Wanted> {
        parts.iter().map(|part| self.typed(part)).filter(|wanted| !wanted.folded.is_empty()).collect()
    }

    fn typed(&mut self, part: &Part) -> Wanted {
        let wanted = Wanted::new(&part.text, (Strategy::Words, 1.0), self.analysis);
        Wanted { quoted: part.quoted, ..wanted }
    }

    fn chunk(&mut self, parts: &[Part]) -> Chunk {
        let mut chunk = Chunk::default();
        for part in parts {
            let typed = self.typed(part);
            if typed.folded.is_empty() {
                continue;
            }
            chunk.ways.push(typed);
            if !part.quoted {
                for other in self.expander.rewritings(&part.text) {
                    let way = Wanted::new(&other.text, (other.strategy, other.weight), self.analysis);
                    chunk.ways.push(Wanted { is_guess: other.is_guess, ..way });
                }
            }
        }
        chunk
    }

    /// How many words from here on are one expression of the synonyms, such as `audit log`; at least one.
    fn compound(&self, groups: &[Vec<Part>]) -> usize {
        const LONGEST: usize = 4;
        let words: Vec<&str> = groups.iter().take(LONGEST).map_while(|group| plain(group)).collect();
        let is_one = |length: &usize| {
            let expression = fold(&words[..*length].join(" ")).text();
            self.expander.lexicon.synonyms.holds(&expression)
        };
        (2..=words.len()).rev().find(is_one).unwrap_or(1)
    }
}

/// The word of a group that is nothing but one word.
fn plain(group: &[Part]) -> Option<&str> {
    match group {
        [part] if !part.quoted => Some(&part.text),
        _ => None,
    }
}

/// Builds queries for one index.
pub(super) struct Planner<'a> {
    pub index: &'a Index,
    pub ranking: &'a Ranking,
}

impl Planner<'_> {
    /// Every chunk must match, each in its own way.
    pub fn all(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let chunks = chunks.iter().map(|chunk| (Occur::Must, self.scored(chunk)));
        Box::new(BooleanQuery::new(chunks.collect()))
    }

    /// Any chunk may match, in part.
    pub fn any(&self, chunks: &[Chunk]) -> Box<dyn Query> {
        let chunks = chunks.iter().map(|chunk| (Occur::Should, self.score(chunk)));
        Box::new(BooleanQuery::new(chunks.collect()))
    }

    /// Any of these texts matches.
    pub fn any_of(&self, texts: &[Wanted]) -> Box<dyn Query> {
        Box::new(BooleanQuery::new(texts.iter().map(|wanted| (Occur::Should, self.matching(wanted))).collect()))
    }

    /// A condition that decides, and scores that only rank.
    fn scored(&self, chunk: &Chunk) -> Box<dyn Query> {
        let conditions = chunk.ways.iter().map(|way| (Occur::Should, self.matching(way)));
        let condition: Box<dyn Query> = Box::new(BooleanQuery::new(conditions.collect()));
        let silent: Box<dyn Query> = Box::new(ConstScoreQuery::new(condition, 0.0));
        Box::new(BooleanQuery::new(vec![(Occur::Must, silent), (Occur::Should, self.score(chunk))]))
    }

    /// What it takes for a record to hold a text: in one piece, or all its words.
    fn matching(&self, wanted: &Wanted) -> Box<dyn Query> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, self.phrase(wanted))];
        if !wanted.quoted && !wanted.words.is_empty() {
            let words = wanted.words.iter().map(|word| (Occur::Must, self.word(word)));
            ways.push((Occur::Should, Box::new(BooleanQuery::new(words.collect()))));
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// How well a record fits a chunk: as well as it fits the best way to say it.
    fn score(&self, chunk: &Chunk) -> Box<dyn Query> {
        let ways = chunk.ways.iter().map(|way| boosted(self.fit(way), way.weight));
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways.collect(), self.ranking.other_ways))
    }

    /// How well a record fits a text: its words, its pairs of characters and the text in one piece.
    pub fn fit(&self, wanted: &Wanted) -> Box<dyn Query> {
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

    /// The best part counts fully, the others a little; a part that has no such field counts nothing.
    fn best_part(&self, query: impl Fn(&PartFields) -> Option<Box<dyn Query>>) -> Box<dyn Query> {
        let parts = self.index.parts.iter();
        let parts = parts.filter_map(|fields| Some(boosted(query(fields)?, self.ranking.boost(fields.part))));
        Box::new(DisjunctionMaxQuery::with_tie_breaker(parts.collect(), self.ranking.tie_breaker))
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        self.best_part(|fields| Some(term(fields.words, word)))
    }

    fn pair(&self, pair: &str) -> Box<dyn Query> {
        self.best_part(|fields| Some(term(fields.bigrams?, pair)))
    }

    fn phrase(&self, wanted: &Wanted) -> Box<dyn Query> {
        let pairs = wanted.folded.bigrams();
        self.best_part(|fields| Some(phrase(fields.bigrams?, &pairs)))
    }
}

/// The pairs of a text, side by side.
fn phrase(field: IndexField, pairs: &[(String, usize)]) -> Box<dyn Query> {
    match pairs {
        [] => Box::new(EmptyQuery),
        [(pair, _)] if pair.chars().count() == 1 => starting_with(field, pair),
        [(pair, _)] => term(field, pair),
        _ => {
            let terms = pairs.iter().map(|(pair, position)| (*position, Term::from_field_text(field, pair)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        }
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
