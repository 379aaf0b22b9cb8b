//! Scores records for the chunks of a query.
//!
//! A word counts by BM25 (Robertson and Zaragoza 2009) in its best part of the record, the other parts by a tie
//! breaker; a text by its words, its bigrams and as a phrase; a chunk by its best variant.

use std::borrow::Cow;
use std::mem;
use std::sync::Arc;

use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;

use crate::index::accumulator::{Accumulator, Scores};
use crate::index::holders::Holders;
use crate::index::needle::{Needle, Reach};
use crate::index::{Index, PartFields, Term};
use crate::query::analyzed::AnalyzedText;
use crate::query::expand::Sense;
use crate::query::plan::{Chunk, Role, Variant};
use crate::rank::caches::{Caches, Fit};
use crate::rank::held::{ChunkScores, Held, held};
use crate::request::Strategy;
use crate::settings::Ranking;
use crate::text::normalize::is_telling;

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

impl ScoredQuery<'_> {
    /// Whether a document belongs to an edition that is named.
    pub fn is_of_edition(&self, document: DocId) -> bool {
        self.chunks.iter().any(|chunk| chunk.members.binary_search(&document).is_ok())
    }

    /// Whether an edition is named.
    pub fn names_edition(&self) -> bool {
        self.chunks.iter().any(|chunk| !chunk.members.is_empty())
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
        words.all(|(_, scores)| scores.holds.contains(document))
    }

    /// Whether a document has a word of the query by a guess only.
    pub fn is_guess(&self, document: DocId) -> bool {
        self.scores.iter().any(|chunk| chunk.guessed.contains(document))
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
            let holds = |document: DocId| units.iter().all(|one| one.holds.contains(document));
            let is_matched = scores.holds.iter().any(|document| holds(document) && wanted(document));
            units.clear();
            nowhere.extend(chunk.variants.first().filter(|_| !is_matched).map(|typed| typed.analyzed.text.as_str()));
        }
        nowhere
    }

    /// Returns how many words and sentences were typed.
    pub fn typed(&self) -> usize {
        self.chunks.iter().filter(|chunk| chunk.role != Role::Unit).count()
    }

    /// Returns the variants, each with how well the records fit it.
    pub fn variants(&self) -> impl Iterator<Item = (&Variant, &Fit)> {
        let chunks = self.chunks.iter().zip(self.scores);
        chunks.flat_map(|(chunk, scores)| chunk.variants.iter().zip(scores.fits.iter().map(|fit| &**fit)))
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
            let reach = variant.reach();
            if scored { self.fit(&variant.analyzed, reach) } else { self.holding(&variant.analyzed, reach) }
        };
        let fits: Vec<Arc<Fit>> = chunk.variants.iter().map(fit).collect();
        let scores = if scored { self.best_variant(chunk, &fits) } else { Scores::new() };
        if chunk.role == Role::Sentence {
            let (holds, guessed) = (Holders::all(self.index.len()), Holders::default());
            return ChunkScores { scores, holds, shares: Scores::new(), guessed, telling: 0.0, fits };
        }
        let shares = self.shares(chunk, &fits);
        let mut holds = Holders::none(self.index.len());
        let of_sense = |sense: Sense| chunk.variants.iter().zip(&fits).filter(move |(one, _)| one.sense == sense);
        of_sense(Sense::Same).for_each(|(variant, fit)| holds.extend(holders(variant, fit)));
        let mut guessed = if chunk.is_guess() { holds.clone() } else { Holders::default() };
        if of_sense(Sense::Begun).next().is_some() {
            let said = holds.clone();
            of_sense(Sense::Begun).for_each(|(variant, fit)| holds.extend(holders(variant, fit)));
            guessed = holds.clone();
            guessed.remove(&said);
        }
        // Who names an edition means what belongs to it; others may mention it.
        if !chunk.members.is_empty() {
            holds = Holders::none(self.index.len());
            holds.extend(chunk.members.iter().copied());
        }
        let telling = self.index.telling(holds.count());
        let telling = if chunk.role == Role::Unit && chunk.is_filler() { telling * self.ranking.unit } else { telling };
        ChunkScores { scores, holds, shares, guessed, telling, fits }
    }

    /// The scores of the records that fit any variant: the best counts fully, the others a little.
    fn best_variant(&mut self, chunk: &Chunk, fits: &[Arc<Fit>]) -> Scores {
        if let ([only], [fit]) = (chunk.variants.as_slice(), fits)
            && only.weight == 1.0
            && chunk.members.is_empty()
        {
            return fit.scores.clone();
        }
        for (variant, fit) in chunk.variants.iter().zip(fits) {
            self.accumulator.add(&fit.scores, variant.weight);
        }
        let members: Scores = chunk.members.iter().map(|document| (*document, self.ranking.edition)).collect();
        self.accumulator.add(&members, 1.0);
        self.accumulator.drain(self.ranking.other_variants)
    }

    /// How much of the words of a chunk as typed stands in each record; one that says the class of it holds a part.
    fn shares(&mut self, chunk: &Chunk, fits: &[Arc<Fit>]) -> Scores {
        const CLASS: f32 = 0.6;
        let mut lists: Vec<Scores> = Vec::new();
        for typed in chunk.variants.iter().filter(|one| one.strategy == Strategy::Words && !one.quoted) {
            let words: Vec<Arc<Scores>> = typed.analyzed.words.iter().map(|word| self.word(word)).collect();
            let telling: Vec<f32> = words.iter().map(|list| self.index.telling(list.len())).collect();
            let sum: f32 = telling.iter().sum();
            for (list, telling) in words.iter().zip(&telling) {
                self.accumulator.add_each(list.iter().map(|(document, _)| (*document, telling / sum)), 1.0);
            }
            lists.push(self.accumulator.drain_sums());
        }
        let classes = chunk.variants.iter().zip(fits).filter(|(one, _)| one.sense == Sense::Class);
        lists.extend(classes.map(|(variant, fit)| holders(variant, fit).map(|document| (document, CLASS)).collect()));
        if let [only] = lists.as_mut_slice() {
            return mem::take(only);
        }
        lists.iter().for_each(|list| self.accumulator.add(list, 1.0));
        self.accumulator.drain_greatest()
    }

    /// Returns which records hold a text.
    pub fn holders(&mut self, wanted: &Variant) -> Holders {
        let mut holds = Holders::none(self.index.len());
        holds.extend(holders(wanted, &self.holding(&wanted.analyzed, Reach::Whole)));
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
    pub fn fit(&mut self, text: &AnalyzedText, reach: Reach) -> Arc<Fit> {
        let key = key(text, reach);
        if let Some(known) = self.caches.fits.get(&key) {
            return known;
        }
        let phrase = self.phrase(text, reach);
        let words: Vec<Arc<Scores>> = text.words.iter().map(|word| self.word(word)).collect();
        let telling = text.pairs.iter().filter(|pair| is_telling(pair) && is_pair(pair));
        let telling: Vec<&String> = telling.filter(|pair| text.words.is_empty() || !self.is_common(pair)).collect();
        let pairs: Vec<Arc<Scores>> = telling.into_iter().map(|pair| self.pair(pair)).collect();
        let weights = &self.ranking.strategies;
        self.accumulator.add(&phrase, weights.phrase);
        words.iter().for_each(|list| self.accumulator.add(list, weights.words));
        pairs.iter().for_each(|list| self.accumulator.add(list, weights.bigrams));
        let fit = Fit { scores: self.accumulator.drain(1.0), phrase, scattered: in_all(words) };
        self.caches.fits.insert(&key, Arc::new(fit))
    }

    /// Which records hold a text: as a phrase, or with all its words.
    fn holding(&mut self, text: &AnalyzedText, reach: Reach) -> Arc<Fit> {
        let key = key(text, reach);
        if let Some(known) = self.caches.holders.get(&key) {
            return known;
        }
        let words = text.words.iter().map(|word| self.word(word)).collect();
        let fit = Fit { scores: Scores::new(), phrase: self.phrase(text, reach), scattered: in_all(words) };
        self.caches.holders.insert(&key, Arc::new(fit))
    }

    fn is_common(&mut self, pair: &str) -> bool {
        self.caches.common.get(pair).unwrap_or_else(|| self.caches.common.insert(pair, self.index.is_common(pair)))
    }

    /// The scores of a word.
    fn word(&mut self, word: &str) -> Arc<Scores> {
        self.caches.words.get(word).unwrap_or_else(|| {
            let scores = self.term(Term::Word(word));
            self.caches.words.insert(word, Arc::new(scores))
        })
    }

    /// The scores of a pair of characters.
    fn pair(&mut self, pair: &str) -> Arc<Scores> {
        self.caches.pairs.get(pair).unwrap_or_else(|| {
            let scores = self.term(Term::Pair(pair));
            self.caches.pairs.insert(pair, Arc::new(scores))
        })
    }

    /// The scores of a text as a phrase.
    fn phrase(&mut self, text: &AnalyzedText, reach: Reach) -> Scores {
        match text.pairs.as_slice() {
            [] => Scores::new(),
            // A single figure is a word; as the beginning of others it says nothing.
            [start] if !is_pair(start) && start.bytes().all(|byte| byte.is_ascii_digit()) => Scores::new(),
            [start] if !is_pair(start) => {
                self.best_part(|index, fields| Some(index.starting_with(fields.bigrams?, start)))
            }
            [pair] if !pair.is_ascii() => self.pair(pair).to_vec(),
            pairs => {
                let phrase = Needle::new(&text.phrase, reach);
                self.best_part(|index, fields| Some(index.phrase(fields, pairs, &phrase)))
            }
        }
    }

    /// The scores of a term: in its best part, and a share of the record as a whole.
    fn term(&mut self, term: Term<'_>) -> Scores {
        let places = self.index.places(term);
        for place in &places {
            self.accumulator.add_each(place.scores(), self.ranking.boost(place.part));
        }
        let parts = self.accumulator.drain(self.ranking.tie_breaker);
        places.iter().for_each(|place| self.accumulator.add_each(place.times(), 1.0));
        let whole = self.index.as_whole(term, self.accumulator.drain_sums());
        self.accumulator.add(&parts, 1.0);
        self.accumulator.add(&whole, self.ranking.whole);
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

/// Returns the scores of the records that hold every chunk, out of those that fit any.
pub(crate) fn with_all(any: &Scores, chunks: &[ChunkScores]) -> Scores {
    let holds_all = |(document, _): &&(DocId, f32)| chunks.iter().all(|chunk| chunk.holds.contains(*document));
    any.iter().filter(holds_all).copied().collect()
}

/// The records that hold a text: as a phrase or, unless the text was quoted, with all its words.
fn holders<'f>(wanted: &Variant, fit: &'f Fit) -> impl Iterator<Item = DocId> + use<'f> {
    let scattered = if wanted.quoted { &[] } else { fit.scattered.as_slice() };
    fit.phrase.iter().map(|(document, _)| *document).chain(scattered.iter().copied())
}

/// What a fit is kept by: its text, and how much of a Latin word at its end has to be there.
fn key(text: &AnalyzedText, reach: Reach) -> Cow<'_, str> {
    let is_latin = text.phrase.ends_with(|c: char| c.is_ascii_alphanumeric());
    match reach {
        Reach::Whole if is_latin => Cow::Owned(format!("{}\0", text.text)),
        _ => Cow::Borrowed(&text.text),
    }
}

/// The documents that stand in every list; none if there is no list.
fn in_all(mut lists: Vec<Arc<Scores>>) -> Vec<DocId> {
    lists.sort_by_key(|list| list.len());
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    let mut all: Vec<DocId> = first.iter().map(|(document, _)| *document).collect();
    for list in others {
        let mut rest = list.as_slice();
        all.retain(|document| {
            rest = &rest[before(rest, *document)..];
            rest.first().is_some_and(|(other, _)| other == document)
        });
    }
    all
}

/// Returns how many of a list stand before a document: not many, because the next one is looked for.
fn before(list: &[(DocId, f32)], document: DocId) -> usize {
    let is_before = |at: &usize| list.get(*at).is_some_and(|(other, _)| *other < document);
    let mut end = 1;
    while is_before(&(end - 1)) {
        end *= 2;
    }
    let start = end / 2;
    start + list[start.min(list.len())..end.min(list.len())].partition_point(|(other, _)| *other < document)
}

fn is_pair(text: &str) -> bool {
    text.chars().nth(1).is_some()
}
