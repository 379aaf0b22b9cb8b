//! Gathers the records that answer a query, each with its place in the order.

use std::cmp::Ordering;

use tantivy::DocId;

use crate::catalog::RecordRef;

use super::engine::{Desk, Engine};
use super::plan::Chunk;
use super::query::Query;
use super::request::Strategy;
use super::score::{Asked, ChunkScores, held, with_all};
use super::sum::Scores;

/// Score of a record whose number was typed: above anything that words can reach.
const NUMBER_SCORE: f32 = 1000.0;

/// Records with every word typed are enough by themselves from this many on; below, others follow them.
const ENOUGH: usize = 10;

/// How many hits of a sound that is a word as it is stand above the guesses.
const WHOLES: usize = 2;
/// How many guesses stand above all other hits.
const GUESSES: usize = 5;

/// What a record matches by; a number always stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Number,
    /// What a sound means if nothing more is typed.
    Whole,
    /// What it means if more is typed.
    Guess,
    Words,
}

/// What becomes of clauses that match only through their links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unmatched {
    Keep,
    Drop,
}

/// A document that matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub document: DocId,
    pub tier: Tier,
    pub score: f32,
}

impl Found {
    /// Total and stable: tier, score, then the order of the catalog, which is that of edition, volume, chapter, item.
    pub fn compare(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        self.tier.cmp(&other.tier).then(by_score).then(self.document.cmp(&other.document))
    }
}

/// Every document that matches, once, and what to tell about it.
pub(super) struct Gathered {
    places: Vec<Option<(Tier, f32)>>,
    /// What the reader should know.
    pub warning: Option<String>,
}

impl Gathered {
    fn new(documents: usize) -> Self {
        Self { places: vec![None; documents], warning: None }
    }

    /// Adds documents that were not yet there.
    fn add(&mut self, engine: &Engine, tier: Tier, scores: impl IntoIterator<Item = (DocId, f32)>) {
        for (document, score) in scores {
            let at = document as usize;
            self.places[at].get_or_insert((tier, score * engine.weights[at]));
        }
    }

    /// Returns the documents in the order of the catalog.
    pub fn found(&self) -> impl Iterator<Item = Found> {
        let found = |(document, place): (DocId, &Option<(Tier, f32)>)| {
            place.map(|(tier, score)| Found { document, tier, score })
        };
        (0..).zip(&self.places).filter_map(found)
    }

    fn count(&self, wanted: &impl Fn(DocId) -> bool) -> usize {
        self.found().filter(|found| wanted(found.document)).count()
    }
}

impl Engine {
    /// Gathers every matching document: by number, by all words, and, if these are few, by any.
    pub(super) fn gather(&self, desk: &mut Desk, asked: &Asked<'_>, wanted: &impl Fn(DocId) -> bool) -> Gathered {
        let mut gathered = Gathered::new(self.index.len());
        if asked.chunks.is_empty() {
            gathered.add(self, Tier::Words, (0..self.index.len() as DocId).map(|document| (document, 0.0)));
        }
        gathered.add(self, Tier::Number, self.numbered(asked.numbered));
        let any = self.scorer(desk).with_any(asked.scores);
        let mut complete = self.lifted(with_all(any.clone(), asked.scores), Unmatched::Drop);
        complete.iter_mut().for_each(|(_, score)| *score *= self.ranking.complete);
        if let [chunk] = asked.chunks
            && asked.is_by_sound()
        {
            gathered.add(self, Tier::Whole, self.wholes(chunk, &complete, wanted));
            gathered.add(self, Tier::Guess, self.guesses(desk, chunk, wanted));
        }
        gathered.add(self, Tier::Words, complete);
        let complete = gathered.count(wanted);
        if complete < ENOUGH && asked.numbered.is_empty() {
            let mut some = self.lifted(any, Unmatched::Keep);
            some.iter_mut()
                .for_each(|(document, score)| *score *= self.ranking.complete.powf(held(asked.scores, *document)));
            gathered.add(self, Tier::Words, some);
            gathered.warning = relaxed(asked, wanted, (complete, gathered.count(wanted)));
        }
        gathered
    }

    fn numbered(&self, numbered: &[RecordRef]) -> Scores {
        let documents = numbered.iter().filter_map(|at| self.documents.get(at)).enumerate();
        documents.map(|(place, document)| (*document, NUMBER_SCORE - place as f32)).collect()
    }

    /// The first hits of a sound that is a word as it is, so that they stay above the guesses.
    fn wholes(&self, chunk: &Chunk, complete: &Scores, wanted: &impl Fn(DocId) -> bool) -> Scores {
        if !chunk.ways.iter().any(|way| way.strategy != Strategy::Words && !way.is_guess) {
            return Scores::new();
        }
        let weighted = |(document, score): &(DocId, f32)| (*document, score * self.weights[*document as usize]);
        let found = complete.iter().filter(|(document, _)| wanted(*document));
        let mut found: Vec<((DocId, f32), f32)> = found.map(|found| (*found, weighted(found).1)).collect();
        found.sort_unstable_by(|(a, left), (b, right)| right.total_cmp(left).then(a.0.cmp(&b.0)));
        found.into_iter().take(WHOLES).map(|(found, _)| found).collect()
    }

    /// The best hit of each word that a half-typed sound may become: which one is meant, only the person knows.
    fn guesses(&self, desk: &mut Desk, chunk: &Chunk, wanted: &impl Fn(DocId) -> bool) -> Scores {
        let mut found: Vec<DocId> = Vec::new();
        for guess in chunk.ways.iter().filter(|way| way.is_guess) {
            let best = self.best(desk, &guess.cut.text).filter(|best| wanted(*best) && !found.contains(best));
            found.extend(best);
            if found.len() == GUESSES {
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
    fn best(&self, desk: &mut Desk, word: &str) -> Option<DocId> {
        if let Some(known) = desk.memo.best.of(word) {
            return known;
        }
        let (mut chunks, _) = self.chunks(desk, &Query::of_word(word));
        chunks.iter_mut().for_each(|chunk| chunk.ways.truncate(self.effort().guess));
        let mut scorer = self.scorer(desk);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let complete = with_all(scorer.with_any(&scores), &scores);
        let scores = self.lifted(complete, Unmatched::Drop);
        let weighted = scores.into_iter().map(|(document, score)| (document, score * self.weights[document as usize]));
        let best = weighted.max_by(|(a, left), (b, right)| left.total_cmp(right).then(b.cmp(a)));
        desk.memo.best.keep(word, best.map(|(document, _)| document))
    }

    /// Adds what the clauses gain through their links; clauses that match only so are kept or dropped.
    fn lifted(&self, mut scores: Scores, unmatched: Unmatched) -> Scores {
        let mut lifts = self.bridge.lifts(&scores);
        for (document, score) in &mut scores {
            *score += self.ranking.graph * std::mem::take(&mut lifts[*document as usize]);
        }
        if unmatched == Unmatched::Keep {
            let lifted = (0..).zip(lifts).filter(|(_, lift)| *lift > 0.0);
            scores.extend(lifted.map(|(document, lift)| (document, self.ranking.graph * lift)));
        }
        scores
    }
}

/// What to tell when records with only some of the words are shown.
fn relaxed(asked: &Asked<'_>, wanted: &impl Fn(DocId) -> bool, (complete, all): (usize, usize)) -> Option<String> {
    let nowhere: Vec<String> = asked.nowhere(wanted).iter().map(|word| format!("「{word}」")).collect();
    match (complete, asked.chunks) {
        _ if complete == all => None,
        (0, [_]) => Some(format!("{}をそのまま含むものはありません。一部だけ合うものを示します。", nowhere.concat())),
        (0, chunks) => {
            let words = chunks.len();
            let nowhere = match nowhere.as_slice() {
                [] => format!("{words} 語すべてを含むものはありません。"),
                nowhere => format!("{}を含むものはありません。", nowhere.concat()),
            };
            Some(format!("{nowhere}合う語が多いものから示します。"))
        }
        _ => Some(format!("すべての語を含むものは {complete} 件です。続けて一部だけ合うものを示します。")),
    }
}
