//! Scores records for the chunks of a query.
//!
//! A word counts by BM25 (Robertson and Zaragoza 2009) in its best part of the record, the other parts by a tie
//! breaker; a text by its words, its bigrams and as a phrase; a chunk by its best variant.

use std::sync::Arc;

use memchr::memmem::Finder;
use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;

use crate::index::accumulator::{Accumulator, Scores, score_of};
use crate::index::{Index, PartFields};
use crate::query::analyzed::AnalyzedText;
use crate::query::plan::{Chunk, Variant};
use crate::rank::caches::{Caches, Fit};
use crate::request::Strategy;
use crate::settings::Ranking;
use crate::text::normalize::is_telling;

/// What one chunk gives.
pub(crate) struct ChunkScores {
    /// How well each record fits it, at least in part.
    pub scores: Scores,
    /// Whether each record holds it: as a phrase, or by all its words.
    pub holds: Vec<bool>,
    /// Whether anything of it stands in each record as typed: a word, if not all of them.
    pub touches: Vec<bool>,
    /// How well the records fit each variant.
    pub fits: Vec<Arc<Fit>>,
}

/// What a query asks for, and what it gives.
pub(crate) struct ScoredQuery<'a> {
    /// What a record should hold.
    pub chunks: &'a [Chunk],
    /// What each chunk gives.
    pub scores: &'a [ChunkScores],
    /// The records whose number was typed.
    pub numbered: &'a [RecordRef],
    /// What the editions that are named changed in these.
    pub changes: &'a [RecordRef],
    /// The documents that the whole query is a name of, in their order.
    pub named: &'a [DocId],
}

/// A variant that may be highlighted in a document.
pub(crate) struct ShownVariant<'a> {
    pub variant: &'a Variant,
    /// Whether the document holds it as a phrase.
    pub as_phrase: bool,
    /// Whether its words may show each by itself.
    pub by_words: bool,
}

impl ScoredQuery<'_> {
    /// Whether a document belongs to an edition that is named.
    pub fn is_of_edition(&self, document: DocId) -> bool {
        self.chunks.iter().any(|chunk| chunk.members.binary_search(&document).is_ok())
    }

    /// Whether a document belongs to every edition that is named: what changed between two of them does.
    pub fn is_of_all_editions(&self, document: DocId) -> bool {
        let mut named = self.chunks.iter().filter(|chunk| !chunk.members.is_empty());
        named.all(|chunk| chunk.members.binary_search(&document).is_ok())
    }

    /// Whether what was typed stands nowhere as it is, so that it may be a reading. The name of an edition is none.
    pub fn is_by_sound(&self) -> bool {
        let is_name = self.chunks.iter().any(|chunk| !chunk.members.is_empty());
        !is_name
            && self
                .scores
                .iter()
                .filter_map(|chunk| chunk.fits.first())
                .all(|fit| fit.phrase.is_empty() && fit.scattered.is_empty())
    }

    /// Whether a document holds every word beside the names of editions: an edition that is named is meant, also where
    /// others are named beside it.
    pub fn holds_words(&self, document: DocId) -> bool {
        let mut words = self.chunks.iter().zip(self.scores).filter(|(chunk, _)| chunk.members.is_empty());
        words.all(|(_, scores)| scores.holds[document as usize])
    }

    /// Whether anything that was typed stands in a document.
    pub fn touches(&self, document: DocId) -> bool {
        self.scores.iter().any(|chunk| chunk.touches[document as usize])
    }

    /// Returns what was typed of the chunks that no wanted document holds.
    pub fn nowhere(&self, wanted: &impl Fn(DocId) -> bool) -> Vec<&str> {
        let is_matched =
            |chunk: &ChunkScores| (0..).zip(&chunk.holds).any(|(document, holds)| *holds && wanted(document));
        let chunks = self.chunks.iter().zip(self.scores).filter(|(_, scores)| !is_matched(scores));
        chunks.filter_map(|(chunk, _)| Some(chunk.variants.first()?.analyzed.text.as_str())).collect()
    }

    /// Returns the variants that could be highlighted in a document: what was typed, and what the document holds.
    pub fn variants(&self, document: DocId) -> impl Iterator<Item = ShownVariant<'_>> {
        let chunks = self.chunks.iter().zip(self.scores);
        let variants = chunks.flat_map(|(chunk, scores)| chunk.variants.iter().zip(&scores.fits));
        variants.filter_map(move |(variant, fit)| {
            let as_phrase = score_of(&fit.phrase, document).is_some();
            let by_words = !variant.quoted
                && (variant.strategy == Strategy::Words || fit.scattered.binary_search(&document).is_ok());
            (as_phrase || by_words).then_some(ShownVariant { variant, as_phrase, by_words })
        })
    }
}

/// Scores the records of one index.
pub(crate) struct Scorer<'a> {
    pub index: &'a Index,
    pub ranking: &'a Ranking,
    pub caches: &'a mut Caches,
    pub accumulator: &'a mut Accumulator,
}

impl Scorer<'_> {
    /// Scores the records for one chunk.
    pub fn chunk(&mut self, chunk: &Chunk) -> ChunkScores {
        let fits: Vec<Arc<Fit>> = chunk.variants.iter().map(|variant| self.fit(&variant.analyzed)).collect();
        let mut holds = vec![false; self.index.len()];
        for (variant, fit) in chunk.variants.iter().zip(&fits) {
            mark_holders(variant, fit, &mut holds);
            self.accumulator.add(&fit.scores, variant.weight);
        }
        let mut touches = holds.clone();
        for word in chunk
            .variants
            .iter()
            .filter(|one| one.strategy == Strategy::Words && !one.quoted)
            .flat_map(|one| &one.analyzed.words)
        {
            self.word(word).iter().for_each(|(document, _)| touches[*document as usize] = true);
        }
        let members: Scores = chunk.members.iter().map(|document| (*document, self.ranking.edition)).collect();
        for document in &chunk.members {
            (holds[*document as usize], touches[*document as usize]) = (true, true);
        }
        self.accumulator.add(&members, 1.0);
        ChunkScores { scores: self.accumulator.drain(self.ranking.other_variants), holds, touches, fits }
    }

    /// Returns which records hold a text.
    pub fn holders(&mut self, wanted: &Variant) -> Vec<bool> {
        let mut holds = vec![false; self.index.len()];
        mark_holders(wanted, &self.fit(&wanted.analyzed), &mut holds);
        holds
    }

    /// Returns the scores of the records that fit any chunk, at least in part.
    pub fn with_any(&mut self, chunks: &[ChunkScores]) -> Scores {
        match chunks {
            [chunk] => chunk.scores.clone(),
            chunks => {
                chunks.iter().for_each(|chunk| self.accumulator.add(&chunk.scores, 1.0));
                self.accumulator.drain(1.0)
            }
        }
    }

    /// How well records fit a text: its words, its bigrams and the text as a phrase.
    pub fn fit(&mut self, text: &AnalyzedText) -> Arc<Fit> {
        if let Some(known) = self.caches.fits.get(&text.text) {
            return known;
        }
        let phrase = self.phrase(text);
        let words: Vec<Arc<Scores>> = text.words.iter().map(|word| self.word(word)).collect();
        let telling = text.pairs.iter().filter(|pair| is_telling(pair) && is_pair(pair));
        let telling = telling.filter(|pair| text.words.is_empty() || !self.index.is_common(pair));
        let telling: Vec<&String> = telling.collect();
        let pairs: Vec<Arc<Scores>> = telling.into_iter().map(|pair| self.pair(pair)).collect();
        let weights = &self.ranking.strategies;
        self.accumulator.add(&phrase, weights.phrase);
        words.iter().for_each(|list| self.accumulator.add(list, weights.words));
        pairs.iter().for_each(|list| self.accumulator.add(list, weights.bigrams));
        let fit = Fit { scores: self.accumulator.drain(1.0), phrase, scattered: in_all(words) };
        self.caches.fits.insert(&text.text, Arc::new(fit))
    }

    /// The scores of a word.
    fn word(&mut self, word: &str) -> Arc<Scores> {
        self.caches.words.get(word).unwrap_or_else(|| {
            let scores = self.best_part(|index, fields| Some(index.term(fields.words, word)));
            self.caches.words.insert(word, Arc::new(scores))
        })
    }

    /// The scores of a pair of characters.
    fn pair(&mut self, pair: &str) -> Arc<Scores> {
        self.caches.pairs.get(pair).unwrap_or_else(|| {
            let scores = self.best_part(|index, fields| Some(index.term(fields.bigrams?, pair)));
            self.caches.pairs.insert(pair, Arc::new(scores))
        })
    }

    /// The scores of a text as a phrase.
    fn phrase(&mut self, text: &AnalyzedText) -> Scores {
        match text.pairs.as_slice() {
            [] => Scores::new(),
            [pair] if is_pair(pair) => self.pair(pair).to_vec(),
            [start] => self.best_part(|index, fields| Some(index.starting_with(fields.bigrams?, start))),
            pairs => {
                let phrase = Finder::new(&text.phrase);
                self.best_part(|index, fields| Some(index.phrase(fields, pairs, &phrase)))
            }
        }
    }

    /// The best part counts fully, the others a little; a part that has no such field counts nothing.
    fn best_part(&mut self, find: impl Fn(&Index, &PartFields) -> Option<Scores>) -> Scores {
        for fields in &self.index.parts {
            if let Some(scores) = find(self.index, fields) {
                self.accumulator.add(&scores, self.ranking.boost(fields.part));
            }
        }
        self.accumulator.drain(self.ranking.tie_breaker)
    }
}

/// Returns the share of the chunks that a document holds, from 0 to 1.
pub(crate) fn share_matched(chunks: &[ChunkScores], document: DocId) -> f32 {
    let matched = chunks.iter().filter(|chunk| chunk.holds[document as usize]).count();
    matched as f32 / chunks.len().max(1) as f32
}

/// Returns the scores of the records that hold every chunk, out of those that fit any.
pub(crate) fn with_all(mut any: Scores, chunks: &[ChunkScores]) -> Scores {
    any.retain(|(document, _)| chunks.iter().all(|chunk| chunk.holds[*document as usize]));
    any
}

/// A record holds a text as a phrase or, unless the text was quoted, with all its words.
fn mark_holders(wanted: &Variant, fit: &Fit, holds: &mut [bool]) {
    fit.phrase.iter().for_each(|(document, _)| holds[*document as usize] = true);
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
