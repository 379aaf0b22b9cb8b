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
use crate::query::plan::{Chunk, Role, Variant};
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
    /// How much of it stands in each record, from 0 to 1: the share of its words, by how telling they are.
    pub shares: Vec<f32>,
    /// How telling it is: the fewer records hold it, the more.
    pub telling: f32,
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
    /// The documents that the query begins with a name of, with nothing but common words behind it.
    pub named_beside: &'a [DocId],
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

    /// Returns what a document holds of the query.
    pub fn held(&self, document: DocId) -> Held {
        held(self.chunks, self.scores, document)
    }

    /// Returns what was typed of the chunks that no wanted document holds; a sentence is one, not its words.
    pub fn nowhere(&self, wanted: &impl Fn(DocId) -> bool) -> Vec<&str> {
        let mut nowhere = Vec::new();
        let mut units: Vec<&ChunkScores> = Vec::new();
        for (chunk, scores) in self.chunks.iter().zip(self.scores) {
            units.push(scores);
            if chunk.role == Role::Unit {
                continue;
            }
            let holds = |document: &DocId| units.iter().all(|one| one.holds[*document as usize]);
            let is_matched = (0..scores.holds.len() as DocId).any(|document| holds(&document) && wanted(document));
            units.clear();
            nowhere.extend(chunk.variants.first().filter(|_| !is_matched).map(|typed| typed.analyzed.text.as_str()));
        }
        nowhere
    }

    /// Returns how many words and sentences were typed.
    pub fn typed(&self) -> usize {
        self.chunks.iter().filter(|chunk| chunk.role != Role::Unit).count()
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
        // A word of a sentence scores with the sentence: of it only is asked which records hold it.
        let scored = chunk.role != Role::Unit;
        let fit = |variant: &Variant| {
            if scored { self.fit(&variant.analyzed) } else { self.holding(&variant.analyzed) }
        };
        let fits: Vec<Arc<Fit>> = chunk.variants.iter().map(fit).collect();
        let scores = if scored { self.best_variant(chunk, &fits) } else { Scores::new() };
        if chunk.role == Role::Sentence {
            let everywhere = self.index.len();
            let (holds, shares) = (vec![true; everywhere], vec![1.0; everywhere]);
            return ChunkScores { scores, holds, shares, telling: 0.0, fits };
        }
        let mut holds = vec![false; self.index.len()];
        for (variant, fit) in chunk.variants.iter().zip(&fits) {
            mark_holders(variant, fit, &mut holds);
        }
        // Who names an edition means what belongs to it; others may mention it.
        if !chunk.members.is_empty() {
            holds.fill(false);
        }
        chunk.members.iter().for_each(|document| holds[*document as usize] = true);
        let mut shares = self.shares(chunk);
        for (share, holds) in shares.iter_mut().zip(&holds) {
            *share = if *holds { 1.0 } else { *share };
        }
        let telling = self.index.telling(holds.iter().filter(|holds| **holds).count());
        let telling = if chunk.role == Role::Unit && chunk.is_filler() { telling * self.ranking.unit } else { telling };
        ChunkScores { scores, holds, shares, telling, fits }
    }

    /// The scores of the records that fit any variant: the best counts fully, the others a little.
    fn best_variant(&mut self, chunk: &Chunk, fits: &[Arc<Fit>]) -> Scores {
        for (variant, fit) in chunk.variants.iter().zip(fits) {
            self.accumulator.add(&fit.scores, variant.weight);
        }
        let members: Scores = chunk.members.iter().map(|document| (*document, self.ranking.edition)).collect();
        self.accumulator.add(&members, 1.0);
        self.accumulator.drain(self.ranking.other_variants)
    }

    /// How much of the words of a chunk as typed stands in each record.
    fn shares(&mut self, chunk: &Chunk) -> Vec<f32> {
        let mut most: Option<Vec<f32>> = None;
        for typed in chunk.variants.iter().filter(|one| one.strategy == Strategy::Words && !one.quoted) {
            let words: Vec<Arc<Scores>> = typed.analyzed.words.iter().map(|word| self.word(word)).collect();
            let telling: Vec<f32> = words.iter().map(|list| self.index.telling(list.len())).collect();
            let sum: f32 = telling.iter().sum();
            let mut shares = vec![0.0_f32; self.index.len()];
            for (list, telling) in words.iter().zip(&telling) {
                list.iter().for_each(|(document, _)| shares[*document as usize] += telling / sum);
            }
            match &mut most {
                Some(most) => most.iter_mut().zip(shares).for_each(|(most, share)| *most = most.max(share)),
                None => most = Some(shares),
            }
        }
        most.unwrap_or_else(|| vec![0.0; self.index.len()])
    }

    /// Returns which records hold a text.
    pub fn holders(&mut self, wanted: &Variant) -> Vec<bool> {
        let mut holds = vec![false; self.index.len()];
        mark_holders(wanted, &self.holding(&wanted.analyzed), &mut holds);
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
        let telling: Vec<&String> = telling.filter(|pair| text.words.is_empty() || !self.is_common(pair)).collect();
        let pairs: Vec<Arc<Scores>> = telling.into_iter().map(|pair| self.pair(pair)).collect();
        let weights = &self.ranking.strategies;
        self.accumulator.add(&phrase, weights.phrase);
        words.iter().for_each(|list| self.accumulator.add(list, weights.words));
        pairs.iter().for_each(|list| self.accumulator.add(list, weights.bigrams));
        let fit = Fit { scores: self.accumulator.drain(1.0), phrase, scattered: in_all(words) };
        self.caches.fits.insert(&text.text, Arc::new(fit))
    }

    /// Which records hold a text: as a phrase, or with all its words.
    fn holding(&mut self, text: &AnalyzedText) -> Arc<Fit> {
        if let Some(known) = self.caches.holders.get(&text.text) {
            return known;
        }
        let words = text.words.iter().map(|word| self.word(word)).collect();
        let fit = Fit { scores: Scores::new(), phrase: self.phrase(text), scattered: in_all(words) };
        self.caches.holders.insert(&text.text, Arc::new(fit))
    }

    fn is_common(&mut self, pair: &str) -> bool {
        self.caches.common.get(pair).unwrap_or_else(|| self.caches.common.insert(pair, self.index.is_common(pair)))
    }

    /// The scores of a word.
    fn word(&mut self, word: &str) -> Arc<Scores> {
        self.caches.words.get(word).unwrap_or_else(|| {
            let parts = self.best_part(|index, fields| Some(index.term(fields.words, word)));
            let scores = self.with_whole(&parts, |index| index.whole_word(word));
            self.caches.words.insert(word, Arc::new(scores))
        })
    }

    /// The scores of a pair of characters.
    fn pair(&mut self, pair: &str) -> Arc<Scores> {
        self.caches.pairs.get(pair).unwrap_or_else(|| {
            let parts = self.best_part(|index, fields| Some(index.term(fields.bigrams?, pair)));
            let scores = self.with_whole(&parts, |index| index.whole_pair(pair));
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

    /// The parts, and a share of the record as a whole.
    fn with_whole(&mut self, parts: &Scores, find: impl Fn(&Index) -> Scores) -> Scores {
        self.accumulator.add(parts, 1.0);
        self.accumulator.add(&find(self.index), self.ranking.whole);
        self.accumulator.drain(1.0)
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

/// What a document holds of a query: of each chunk as much as stands there, by how telling the chunk is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Held {
    /// The share of the query, from 0 to 1.
    pub share: f32,
    /// The sum of how telling that is.
    pub telling: f32,
    /// The share of the words that stand there whole, of a query of several words, from 0 to 1; 0 of a sentence.
    pub words: f32,
}

/// Returns what a document holds of a query.
/// Returns what each document holds of a query.
pub(crate) fn held_by_each(chunks: &[Chunk], scores: &[ChunkScores], documents: usize) -> Vec<Held> {
    let mut held = vec![Held::default(); documents];
    for chunk in scores {
        for ((held, share), holds) in held.iter_mut().zip(&chunk.shares).zip(&chunk.holds) {
            held.add(chunk.telling, *share, *holds);
        }
    }
    let asked = Asked::new(chunks, scores);
    held.iter_mut().for_each(|held| held.finish(&asked));
    held
}

/// Returns what a document holds of a query.
pub(crate) fn held(chunks: &[Chunk], scores: &[ChunkScores], document: DocId) -> Held {
    let (at, mut held) = (document as usize, Held::default());
    scores.iter().for_each(|chunk| held.add(chunk.telling, chunk.shares[at], chunk.holds[at]));
    held.finish(&Asked::new(chunks, scores));
    held
}

/// What a query asks for in all.
struct Asked {
    telling: f32,
    /// How many words it has; none if it is a single one or a sentence.
    words: Option<usize>,
}

impl Asked {
    fn new(chunks: &[Chunk], scores: &[ChunkScores]) -> Self {
        let is_of_words = chunks.len() > 1 && chunks.iter().all(|chunk| chunk.role == Role::Word);
        let telling = scores.iter().map(|chunk| chunk.telling).sum();
        Self { telling, words: is_of_words.then_some(chunks.len()) }
    }
}

impl Held {
    /// Adds what stands there of a chunk; until all are added, words are counted.
    fn add(&mut self, telling: f32, share: f32, holds: bool) {
        self.telling += share * telling;
        self.words += f32::from(u8::from(holds));
    }

    /// Makes shares of the sums.
    fn finish(&mut self, asked: &Asked) {
        self.share = if asked.telling > 0.0 { self.telling / asked.telling } else { 0.0 };
        self.words = asked.words.map_or(0.0, |words| self.words / words as f32);
    }
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
