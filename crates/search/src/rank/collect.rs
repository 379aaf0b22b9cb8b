//! Collects the records that answer a query, each with its place in the order.

use std::cmp::Ordering;

use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::Kind;

use crate::corpus::{Corpus, Scratch};
use crate::index::accumulator::{Scores, score_of};
use crate::query::plan::{Chunk, Variant};
use crate::rank::held::{ChunkScores, Held, held_by_each};
use crate::rank::score::{ScoredQuery, with_all};
use crate::request::{Strategy, Tier};

/// Score of a record whose number was typed: above anything that words can reach.
const NUMBER_SCORE: f32 = 1000.0;

/// When the typed reading is itself a word: how many of its hits rank above the hits of longer words it may become.
const EXACT_READINGS: usize = 2;
/// How many longer words that a half-typed reading may become are shown, one hit each.
const COMPLETIONS: usize = 5;

/// What a record matches by: the order among those of one tier. A number always stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precedence {
    /// It is what an edition that is named changed in the clause whose number was typed.
    NumberChange,
    Number,
    /// It is an edition that is named.
    Edition,
    /// It is what an edition changed that is named.
    Change,
    /// The typed reading is itself a word.
    ExactReading,
    /// The typed reading is the beginning of a longer word.
    Completion,
    Words,
    /// Only what somebody wrote about it in the worklist.
    Told,
}

/// What becomes of clauses that match only through their links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unmatched {
    Keep,
    Drop,
}

/// A document that matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankedDocument {
    pub document: DocId,
    pub tier: Tier,
    pub precedence: Precedence,
    pub score: f32,
    /// What it holds of the query.
    pub held: Held,
    /// What it gained because it is named; none for all others.
    pub lift: Option<f32>,
}

impl RankedDocument {
    /// Total and stable: tier, precedence, score, then the order of the catalog, which is that of edition, volume,
    /// chapter, item.
    pub fn compare(&self, other: &Self) -> Ordering {
        let by_place = (self.tier, self.precedence).cmp(&(other.tier, other.precedence));
        by_place.then(other.score.total_cmp(&self.score)).then(self.document.cmp(&other.document))
    }
}

/// Every document that matches, once, and what to tell about it.
pub(crate) struct Collected {
    places: Vec<Option<(Precedence, f32)>>,
    tiers: Vec<Tier>,
    /// What documents hold of the query, in their order; the others hold nothing.
    held: Vec<(DocId, Held)>,
}

impl Collected {
    fn new(documents: usize) -> Self {
        Self { places: vec![None; documents], tiers: vec![Tier::Near; documents], held: Vec::new() }
    }

    /// Adds documents that were not yet there.
    fn add(&mut self, corpus: &Corpus, by: Precedence, scores: impl IntoIterator<Item = (DocId, f32)>) {
        for (document, score) in scores {
            let at = document as usize;
            self.places[at].get_or_insert((by, score * corpus.weights[at]));
        }
    }

    /// Adds documents that have all that was typed.
    fn add_whole(&mut self, corpus: &Corpus, by: Precedence, scores: Scores) {
        scores.iter().for_each(|(document, _)| self.tiers[*document as usize] = Tier::All);
        self.add(corpus, by, scores);
    }

    /// Says what documents hold of the query; those that hold enough are found in part.
    fn add_held(&mut self, held: Vec<(DocId, Held)>, enough: f32) {
        for (document, held) in &held {
            let tier = &mut self.tiers[*document as usize];
            if *tier == Tier::Near && held.share >= enough {
                *tier = Tier::Some;
            }
        }
        self.held = held;
    }

    /// Returns the documents in the order of the catalog.
    pub fn found(&self) -> impl Iterator<Item = RankedDocument> {
        let mut all_held = self.held.iter().peekable();
        let places = (0..).zip(&self.places).filter_map(|(document, place)| Some((document, (*place)?)));
        places.map(move |(document, (precedence, score))| {
            while all_held.next_if(|(other, _)| *other < document).is_some() {}
            let held = all_held.next_if(|(other, _)| *other == document).map(|(_, held)| *held).unwrap_or_default();
            let tier = self.tiers[document as usize];
            RankedDocument { document, tier, precedence, score, held, lift: None }
        })
    }
}

/// Collects and orders documents: the immutable corpus and the mutable scratch of one query.
pub(crate) struct Collecting<'a> {
    pub corpus: &'a Corpus,
    pub scratch: &'a mut Scratch,
}

impl Collecting<'_> {
    /// Collects every matching document: by number, by all words, and by any.
    pub fn collect(&mut self, scored: &ScoredQuery<'_>, wanted: &impl Fn(DocId) -> bool) -> Collected {
        let corpus = self.corpus;
        let mut collected = Collected::new(corpus.index.len());
        if scored.chunks.is_empty() {
            let all = (0..corpus.index.len() as DocId).map(|document| (document, 0.0)).collect();
            collected.add_whole(corpus, Precedence::Words, all);
        }
        collected.add_whole(corpus, Precedence::NumberChange, self.numbered(scored.changes));
        collected.add_whole(corpus, Precedence::Number, self.numbered(scored.numbered));
        let any = corpus.scorer(self.scratch).with_any(scored.scores);
        let (some, held) = self.partial(scored, &any);
        let mut complete = self.boosted(&with_all(&any, scored.scores), Unmatched::Drop);
        complete.iter_mut().for_each(|(_, score)| *score *= self.corpus.ranking.complete);
        let (named, others): (Scores, Scores) =
            self.editions(scored).into_iter().partition(|(document, _)| scored.holds_words(*document));
        collected.add_whole(corpus, Precedence::Edition, named);
        collected.add(corpus, Precedence::Edition, others);
        collected.add(corpus, Precedence::Change, self.changes(scored, &some, &complete));
        if let [chunk] = scored.chunks
            && scored.is_by_sound()
        {
            collected.add(corpus, Precedence::ExactReading, self.exact_readings(chunk, &complete, wanted));
            collected.add(corpus, Precedence::Completion, self.completions(chunk, wanted));
        }
        // A number means its own records; the figures of it stand in many others.
        if scored.numbered.is_empty() || scored.names_edition() {
            collected.add_whole(corpus, Precedence::Words, complete);
        }
        collected.add_whole(corpus, Precedence::Words, bearers(scored, &some));
        if scored.numbered.is_empty() {
            collected.add_held(held, corpus.ranking.narrowing.held);
            collected.add(corpus, Precedence::Words, some);
        }
        collected
    }

    /// The documents that match in part, and what those hold that match by more than their links.
    fn partial(&mut self, scored: &ScoredQuery<'_>, any: &Scores) -> (Scores, Vec<(DocId, Held)>) {
        let mut some = self.boosted(any, Unmatched::Keep);
        let mut held = held_by_each(scored.chunks, scored.scores, &some);
        // Most hold nothing or the same as the one before, and powers take time.
        let (mut share, mut power) = (0.0, 1.0);
        for ((_, score), (_, held)) in some.iter_mut().zip(&held) {
            if held.share != share {
                share = held.share;
                power = if share > 0.0 { self.corpus.ranking.complete.powf(share) } else { 1.0 };
            }
            *score *= power;
        }
        let mut any = any.iter().peekable();
        held.retain(|(document, _)| any.next_if(|(other, _)| other == document).is_some());
        (some, held)
    }

    /// The editions that are named: by the words beside their names, and else in the order of the catalog. How often they
    /// say their own name tells nothing.
    fn editions(&self, scored: &ScoredQuery<'_>) -> Scores {
        let named = scored.chunks.iter().flat_map(|chunk| &chunk.members).copied();
        let mut named: Vec<DocId> =
            named.filter(|document| self.corpus.index.record(*document).kind == Kind::Node).collect();
        named.sort_unstable();
        named.dedup();
        let ranking = &self.corpus.ranking;
        let score = |document: DocId| {
            let own = |(chunk, scores): (&Chunk, &ChunkScores)| match chunk.members.as_slice() {
                [] => score_of(&scores.scores, document).unwrap_or_default(),
                members => members.binary_search(&document).map_or(0.0, |_| ranking.edition),
            };
            let sum: f32 = scored.chunks.iter().zip(scored.scores).map(own).sum();
            sum * ranking.complete.powf(scored.held(document).share)
        };
        named.into_iter().map(|document| (document, score(document))).collect()
    }

    /// What the editions that are named changed: what holds every word, or else what holds any besides the names.
    fn changes(&self, scored: &ScoredQuery<'_>, some: &Scores, complete: &Scores) -> Scores {
        if scored.chunks.iter().all(|chunk| chunk.members.is_empty()) {
            return Scores::new();
        }
        let changes = |scores: &Scores| -> Scores {
            let is_change = |document: DocId| self.corpus.index.record(document).kind == Kind::Revision;
            let own = |(document, _): &&(DocId, f32)| is_change(*document) && scored.is_of_all_editions(*document);
            scores.iter().filter(own).copied().collect()
        };
        let found = changes(complete);
        if !found.is_empty() {
            return found;
        }
        let words = scored.chunks.iter().zip(scored.scores).filter(|(chunk, _)| chunk.members.is_empty());
        let words: Vec<&ChunkScores> = words.map(|(_, scores)| scores).collect();
        let mut found = changes(some);
        found.retain(|(document, _)| words.iter().any(|word| score_of(&word.scores, *document).is_some()));
        found
    }

    fn numbered(&self, numbered: &[RecordRef]) -> Scores {
        let documents = numbered.iter().filter_map(|at| self.corpus.documents.of(*at)).enumerate();
        documents.map(|(place, document)| (document, NUMBER_SCORE - place as f32)).collect()
    }

    /// The first hits of the word that the typed reading is, so that they stay above those of longer words: first the record
    /// that this word by itself finds first.
    fn exact_readings(&mut self, chunk: &Chunk, complete: &Scores, wanted: &impl Fn(DocId) -> bool) -> Scores {
        let is_exact = |variant: &&Variant| {
            matches!(variant.strategy, Strategy::Reading | Strategy::Romaji) && !variant.is_completion
        };
        let Some(exact) = chunk.variants.iter().find(is_exact) else { return Scores::new() };
        let first = self.best(&exact.analyzed.text).filter(|best| wanted(*best));
        let weighted = |(document, score): &(DocId, f32)| score * self.corpus.weights[*document as usize];
        let mut found: Vec<(DocId, f32)> = complete.iter().filter(|(document, _)| wanted(*document)).copied().collect();
        let is_first = |document: DocId| first == Some(document);
        found.sort_unstable_by(|a, b| {
            let by_score = weighted(b).total_cmp(&weighted(a)).then(a.0.cmp(&b.0));
            is_first(b.0).cmp(&is_first(a.0)).then(by_score)
        });
        found.truncate(EXACT_READINGS);
        let places = (1..=found.len()).rev().map(|place| place as f32);
        // Nothing but the place decides here, whatever the kind of the record weighs.
        let score = |document: DocId, place: f32| place / self.corpus.weights[document as usize];
        found.iter().zip(places).map(|((document, _), place)| (*document, score(*document, place))).collect()
    }

    /// The best hit of each longer word that a half-typed reading may become: only the person knows which one is meant.
    fn completions(&mut self, chunk: &Chunk, wanted: &impl Fn(DocId) -> bool) -> Scores {
        let mut found: Vec<DocId> = Vec::new();
        for completion in chunk.variants.iter().filter(|variant| variant.is_completion) {
            let best = self.best(&completion.analyzed.text).filter(|best| wanted(*best) && !found.contains(best));
            found.extend(best);
            if found.len() == COMPLETIONS {
                break;
            }
        }
        (1..=found.len())
            .rev()
            .map(|place| place as f32)
            .zip(found)
            .map(|(place, document)| (document, place))
            .collect()
    }

    /// The record that a word finds first.
    fn best(&mut self, word: &str) -> Option<DocId> {
        if let Some(known) = self.scratch.caches.best.get(word) {
            return known;
        }
        let chunks = self.corpus.chunks_of_word(self.scratch, word);
        let mut scorer = self.corpus.scorer(self.scratch);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let complete = with_all(&scorer.with_any(&scores), &scores);
        let scores = self.boosted(&complete, Unmatched::Drop);
        let weighted =
            scores.into_iter().map(|(document, score)| (document, score * self.corpus.weights[document as usize]));
        let best = weighted.max_by(|(a, left), (b, right)| left.total_cmp(right).then(b.cmp(a)));
        self.scratch.caches.best.insert(word, best.map(|(document, _)| document))
    }

    /// Adds the link boost; clauses that match only through links are kept or dropped.
    fn boosted(&mut self, scores: &Scores, unmatched: Unmatched) -> Scores {
        let graph = self.corpus.ranking.graph;
        let mut boosts = self.corpus.boosts(self.scratch, scores).into_iter().filter(|boost| boost.1 > 0.0).peekable();
        let keeps = |_: &(DocId, f32)| unmatched == Unmatched::Keep;
        let mut boosted = Scores::with_capacity(scores.len());
        for (document, score) in scores {
            while let Some((other, boost)) = boosts.next_if(|(other, _)| other < document) {
                boosted.extend(Some((other, graph * boost)).filter(keeps));
            }
            let boost = boosts.next_if(|(other, _)| other == document).map_or(0.0, |(_, boost)| boost);
            boosted.push((*document, score + graph * boost));
        }
        boosted.extend(boosts.map(|(document, boost)| (document, graph * boost)).filter(keeps));
        boosted
    }
}

/// The documents that are named, whether or not their words were found: `AzureAD` is no word of `Azure AD`.
fn bearers(scored: &ScoredQuery<'_>, some: &Scores) -> Scores {
    let own = |named: DocId| some.iter().find(|(document, _)| *document == named).map_or(0.0, |(_, score)| *score);
    let named = scored.named.iter().chain(scored.named_beside);
    named.map(|document| (*document, own(*document))).collect()
}
