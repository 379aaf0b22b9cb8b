//! Scores records for the chunks of a query.
//!
//! A word counts by BM25 (Robertson and Zaragoza 2009) in its best part of the record, the other parts by a tie
//! breaker; a text by its words, its pairs of characters and as one piece; a chunk by the best way to say it.

use std::sync::Arc;

use memchr::memmem::Finder;
use tantivy::DocId;

use crate::catalog::RecordRef;

use super::cut::Cut;
use super::definition::Ranking;
use super::fold::is_telling;
use super::index::{Index, PartFields};
use super::memo::{Fit, Memo};
use super::plan::{Chunk, Wanted};
use super::request::Strategy;
use super::sum::{Scores, Sum, score_of};

/// What one chunk gives.
pub(super) struct ChunkScores {
    /// How well each record fits it, at least in part.
    pub scores: Scores,
    /// Whether each record holds it: in one piece, or all its words.
    pub holds: Vec<bool>,
    /// How well the records fit each way to say it.
    pub fits: Vec<Arc<Fit>>,
}

/// What a query asks for, and what it gives.
pub(super) struct Asked<'a> {
    /// What a record should hold.
    pub chunks: &'a [Chunk],
    /// What each chunk gives.
    pub scores: &'a [ChunkScores],
    /// The records whose number was typed.
    pub numbered: &'a [RecordRef],
}

/// A way to say a chunk that may show in a document.
pub(super) struct ShownWay<'a> {
    pub way: &'a Wanted,
    /// Whether the document holds it in one piece.
    pub in_one_piece: bool,
    /// Whether its words may show each by itself.
    pub by_words: bool,
}

impl Asked<'_> {
    /// Whether something was typed by its sound: as it is, it stands nowhere.
    pub fn is_by_sound(&self) -> bool {
        self.scores
            .iter()
            .filter_map(|chunk| chunk.fits.first())
            .all(|fit| fit.piece.is_empty() && fit.scattered.is_empty())
    }

    /// Returns what was typed of the chunks that no wanted document holds.
    pub fn nowhere(&self, wanted: &impl Fn(DocId) -> bool) -> Vec<&str> {
        let held = |chunk: &ChunkScores| (0..).zip(&chunk.holds).any(|(document, holds)| *holds && wanted(document));
        let chunks = self.chunks.iter().zip(self.scores).filter(|(_, scores)| !held(scores));
        chunks.filter_map(|(chunk, _)| Some(chunk.ways.first()?.cut.text.as_str())).collect()
    }

    /// Returns the ways to say every chunk that could show in a document: what was typed, and what the document holds.
    pub fn ways(&self, document: DocId) -> impl Iterator<Item = ShownWay<'_>> {
        let chunks = self.chunks.iter().zip(self.scores);
        let ways = chunks.flat_map(|(chunk, scores)| chunk.ways.iter().zip(&scores.fits));
        ways.filter_map(move |(way, fit)| {
            let in_one_piece = score_of(&fit.piece, document).is_some();
            let by_words =
                !way.quoted && (way.strategy == Strategy::Words || fit.scattered.binary_search(&document).is_ok());
            (in_one_piece || by_words).then_some(ShownWay { way, in_one_piece, by_words })
        })
    }
}

/// Scores the records of one index.
pub(super) struct Scorer<'a> {
    pub index: &'a Index,
    pub ranking: &'a Ranking,
    pub memo: &'a mut Memo,
    pub sum: &'a mut Sum,
}

impl Scorer<'_> {
    /// Scores the records for one chunk.
    pub fn chunk(&mut self, chunk: &Chunk) -> ChunkScores {
        let fits: Vec<Arc<Fit>> = chunk.ways.iter().map(|way| self.fit(&way.cut)).collect();
        let mut holds = vec![false; self.index.len()];
        for (way, fit) in chunk.ways.iter().zip(&fits) {
            mark_holders(way, fit, &mut holds);
            self.sum.add(&fit.scores, way.weight);
        }
        ChunkScores { scores: self.sum.take(self.ranking.other_ways), holds, fits }
    }

    /// Returns which records hold a text.
    pub fn holders(&mut self, wanted: &Wanted) -> Vec<bool> {
        let mut holds = vec![false; self.index.len()];
        mark_holders(wanted, &self.fit(&wanted.cut), &mut holds);
        holds
    }

    /// Returns the scores of the records that fit any chunk, at least in part.
    pub fn with_any(&mut self, chunks: &[ChunkScores]) -> Scores {
        match chunks {
            [chunk] => chunk.scores.clone(),
            chunks => {
                chunks.iter().for_each(|chunk| self.sum.add(&chunk.scores, 1.0));
                self.sum.take(1.0)
            }
        }
    }

    /// How well records fit a text: its words, its pairs of characters and the text in one piece.
    pub fn fit(&mut self, cut: &Cut) -> Arc<Fit> {
        if let Some(known) = self.memo.fits.of(&cut.text) {
            return known;
        }
        let piece = self.piece(cut);
        let words: Vec<Arc<Scores>> = cut.words.iter().map(|word| self.word(word)).collect();
        let telling = cut.pairs.iter().filter(|pair| is_telling(pair) && is_pair(pair));
        let telling = telling.filter(|pair| cut.words.is_empty() || !self.index.is_common(pair));
        let telling: Vec<&String> = telling.collect();
        let pairs: Vec<Arc<Scores>> = telling.into_iter().map(|pair| self.pair(pair)).collect();
        let weights = &self.ranking.strategies;
        self.sum.add(&piece, weights.phrase);
        words.iter().for_each(|list| self.sum.add(list, weights.words));
        pairs.iter().for_each(|list| self.sum.add(list, weights.bigrams));
        let fit = Fit { scores: self.sum.take(1.0), piece, scattered: in_all(words) };
        self.memo.fits.keep(&cut.text, Arc::new(fit))
    }

    /// The scores of a word.
    fn word(&mut self, word: &str) -> Arc<Scores> {
        self.memo.words.of(word).unwrap_or_else(|| {
            let scores = self.best_part(|index, fields| Some(index.term(fields.words, word)));
            self.memo.words.keep(word, Arc::new(scores))
        })
    }

    /// The scores of a pair of characters.
    fn pair(&mut self, pair: &str) -> Arc<Scores> {
        self.memo.pairs.of(pair).unwrap_or_else(|| {
            let scores = self.best_part(|index, fields| Some(index.term(fields.bigrams?, pair)));
            self.memo.pairs.keep(pair, Arc::new(scores))
        })
    }

    /// The scores of a text in one piece.
    fn piece(&mut self, cut: &Cut) -> Scores {
        match cut.pairs.as_slice() {
            [] => Scores::new(),
            [pair] if is_pair(pair) => self.pair(pair).to_vec(),
            [start] => self.best_part(|index, fields| Some(index.starting_with(fields.bigrams?, start))),
            pairs => {
                let piece = Finder::new(&cut.piece);
                self.best_part(|index, fields| Some(index.piece(fields, pairs, &piece)))
            }
        }
    }

    /// The best part counts fully, the others a little; a part that has no such field counts nothing.
    fn best_part(&mut self, find: impl Fn(&Index, &PartFields) -> Option<Scores>) -> Scores {
        for fields in &self.index.parts {
            if let Some(scores) = find(self.index, fields) {
                self.sum.add(&scores, self.ranking.boost(fields.part));
            }
        }
        self.sum.take(self.ranking.tie_breaker)
    }
}

/// Returns the share of the chunks that a document holds, from 0 to 1.
pub(super) fn held(chunks: &[ChunkScores], document: DocId) -> f32 {
    let held = chunks.iter().filter(|chunk| chunk.holds[document as usize]).count();
    held as f32 / chunks.len().max(1) as f32
}

/// Returns the scores of the records that hold every chunk, out of those that fit any.
pub(super) fn with_all(mut any: Scores, chunks: &[ChunkScores]) -> Scores {
    any.retain(|(document, _)| chunks.iter().all(|chunk| chunk.holds[*document as usize]));
    any
}

/// A record holds a text in one piece, or, unless it was quoted, with all its words.
fn mark_holders(wanted: &Wanted, fit: &Fit, holds: &mut [bool]) {
    fit.piece.iter().for_each(|(document, _)| holds[*document as usize] = true);
    if !wanted.quoted {
        fit.scattered.iter().for_each(|document| holds[*document as usize] = true);
    }
}

/// The documents that stand in every list; none if there is no list.
fn in_all(mut lists: Vec<Arc<Scores>>) -> Vec<DocId> {
    lists.sort_by_key(|list| list.len());
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    let everywhere = |document: &DocId| others.iter().all(|list| score_of(list, *document).is_some());
    first.iter().map(|(document, _)| *document).filter(everywhere).collect()
}

fn is_pair(text: &str) -> bool {
    text.chars().nth(1).is_some()
}
