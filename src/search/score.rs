//! Scores records for the chunks of a query.
//!
//! A word counts by BM25 (Robertson and Zaragoza 2009) in its best part of the record, the other parts by a tie
//! breaker; a text by its words, its pairs of characters and as one piece; a chunk by the best way to say it. The
//! same words return in many ways, so each is looked up once per query.

use std::collections::HashMap;
use std::rc::Rc;

use tantivy::DocId;

use crate::catalog::RecordRef;

use super::definition::Ranking;
use super::fold::is_telling;
use super::index::{Index, PartFields};
use super::plan::{Chunk, Wanted};

/// Documents with their scores, in the order of the documents.
pub(super) type Scores = Vec<(DocId, f32)>;

/// What one chunk gives.
pub(super) struct ChunkScores {
    /// How well each record fits it, at least in part.
    pub scores: Scores,
    /// Whether each record holds it: in one piece, or all its words.
    pub holds: Vec<bool>,
    /// The records that hold each way to say it in one piece.
    pieces: Vec<Scores>,
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

impl Asked<'_> {
    /// Returns every way to say every chunk, and whether a document holds it in one piece.
    pub fn ways(&self, document: DocId) -> impl Iterator<Item = (&Wanted, bool)> {
        let holds = move |piece: &Scores| piece.binary_search_by_key(&document, |found| found.0).is_ok();
        let chunks = self.chunks.iter().zip(self.scores);
        chunks.flat_map(move |(chunk, scores)| chunk.ways.iter().zip(scores.pieces.iter().map(holds)))
    }
}

/// Scores the records of one index for one query.
pub(super) struct Scorer<'a> {
    index: &'a Index,
    ranking: &'a Ranking,
    words: HashMap<String, Rc<Scores>>,
    pairs: HashMap<String, Rc<Scores>>,
    sum: Accumulator,
}

impl<'a> Scorer<'a> {
    /// Starts with nothing looked up.
    pub fn new(index: &'a Index, ranking: &'a Ranking) -> Self {
        let sum = Accumulator::new(index.len());
        Self { index, ranking, words: HashMap::new(), pairs: HashMap::new(), sum }
    }

    /// Scores the records for one chunk.
    pub fn chunk(&mut self, chunk: &Chunk) -> ChunkScores {
        let mut holds = vec![false; self.index.len()];
        let mut fits = Vec::with_capacity(chunk.ways.len());
        let mut pieces = Vec::with_capacity(chunk.ways.len());
        for way in &chunk.ways {
            let phrase = self.phrase(way);
            self.mark_holders(way, &phrase, &mut holds);
            fits.push((Rc::new(self.fit(way, &phrase)), way.weight));
            pieces.push(phrase);
        }
        ChunkScores { scores: self.best(&fits, self.ranking.other_ways), holds, pieces }
    }

    /// Returns the records that hold a text.
    pub fn holders(&mut self, wanted: &Wanted) -> Vec<bool> {
        let mut holds = vec![false; self.index.len()];
        let phrase = self.phrase(wanted);
        self.mark_holders(wanted, &phrase, &mut holds);
        holds
    }

    /// Scores the records for one text by itself.
    pub fn text(&mut self, wanted: &Wanted) -> Scores {
        let phrase = self.phrase(wanted);
        self.fit(wanted, &phrase)
    }

    /// A record holds a text in one piece, or, unless it was quoted, with all its words.
    fn mark_holders(&mut self, wanted: &Wanted, phrase: &Scores, holds: &mut [bool]) {
        phrase.iter().for_each(|(document, _)| holds[*document as usize] = true);
        if wanted.quoted || wanted.words.is_empty() {
            return;
        }
        let mut lists: Vec<Rc<Scores>> = wanted.words.iter().map(|word| self.word(word)).collect();
        lists.sort_by_key(|list| list.len());
        let (first, others) = (&lists[0], &lists[1..]);
        for (document, _) in first.iter() {
            let in_all = others.iter().all(|list| list.binary_search_by_key(document, |found| found.0).is_ok());
            holds[*document as usize] |= in_all;
        }
    }

    /// How well records fit a text: its words, its pairs of characters and the text in one piece.
    fn fit(&mut self, wanted: &Wanted, phrase: &Scores) -> Scores {
        let weights = &self.ranking.strategies;
        let mut lists = Vec::with_capacity(wanted.words.len() + 8);
        lists.extend(wanted.words.iter().map(|word| (self.word(word), weights.words)));
        for (pair, _) in wanted.folded.bigrams().iter().filter(|(pair, _)| is_telling(pair) && is_pair(pair)) {
            lists.push((self.pair(pair), weights.bigrams));
        }
        self.sum.add(phrase, weights.phrase);
        lists.iter().for_each(|(list, weight)| self.sum.add(list, *weight));
        self.sum.take(1.0)
    }

    /// The scores of a word.
    fn word(&mut self, word: &str) -> Rc<Scores> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let scores = self.best_part(|index, fields| Some(index.term(fields.words, word)));
        self.words.entry(word.to_owned()).or_insert(Rc::new(scores)).clone()
    }

    /// The scores of a pair of characters.
    fn pair(&mut self, pair: &str) -> Rc<Scores> {
        if let Some(known) = self.pairs.get(pair) {
            return known.clone();
        }
        let scores = self.best_part(|index, fields| Some(index.term(fields.bigrams?, pair)));
        self.pairs.entry(pair.to_owned()).or_insert(Rc::new(scores)).clone()
    }

    /// The scores of a text in one piece; nothing is looked up when one of its pairs stands nowhere.
    fn phrase(&mut self, wanted: &Wanted) -> Scores {
        let pairs = wanted.folded.bigrams();
        if let [(pair, _)] = pairs.as_slice() {
            return match is_pair(pair) {
                true => self.pair(pair).to_vec(),
                false => self.best_part(|index, fields| Some(index.starting_with(fields.bigrams?, pair))),
            };
        }
        if pairs.is_empty() || pairs.iter().any(|(pair, _)| self.pair(pair).is_empty()) {
            return Scores::new();
        }
        self.best_part(|index, fields| Some(index.phrase(fields.bigrams?, &pairs)))
    }

    /// The best part counts fully, the others a little; a part that has no such field counts nothing.
    fn best_part(&mut self, find: impl Fn(&Index, &PartFields) -> Option<Scores>) -> Scores {
        let index = self.index;
        let parts = index.parts.iter();
        let found = parts.filter_map(|fields| Some((Rc::new(find(index, fields)?), self.ranking.boost(fields.part))));
        let found: Vec<_> = found.filter(|(scores, _)| !scores.is_empty()).collect();
        self.best(&found, self.ranking.tie_breaker)
    }

    /// The best of several lists counts fully, the others by a tie breaker.
    fn best(&mut self, lists: &[(Rc<Scores>, f32)], tie_breaker: f32) -> Scores {
        lists.iter().for_each(|(list, weight)| self.sum.add(list, *weight));
        self.sum.take(tie_breaker)
    }
}

fn is_pair(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

/// Adds up lists of scores.
struct Accumulator {
    sum: Vec<f32>,
    most: Vec<f32>,
    touched: Vec<DocId>,
}

impl Accumulator {
    fn new(documents: usize) -> Self {
        Self { sum: vec![0.0; documents], most: vec![0.0; documents], touched: Vec::new() }
    }

    fn add(&mut self, scores: &[(DocId, f32)], weight: f32) {
        for (document, score) in scores {
            let (at, score) = (*document as usize, score * weight);
            if self.sum[at] == 0.0 {
                self.touched.push(*document);
            }
            self.sum[at] += score;
            self.most[at] = self.most[at].max(score);
        }
    }

    /// Returns the greatest score of each document plus the others times `rest`, and starts anew. With 1 it is the sum.
    fn take(&mut self, rest: f32) -> Scores {
        self.touched.sort_unstable();
        self.touched.dedup();
        let mut scores = Scores::with_capacity(self.touched.len());
        for document in self.touched.drain(..) {
            let at = document as usize;
            let (sum, most) = (std::mem::take(&mut self.sum[at]), std::mem::take(&mut self.most[at]));
            scores.push((document, most + (sum - most) * rest));
        }
        scores
    }
}
