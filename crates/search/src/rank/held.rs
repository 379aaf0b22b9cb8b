//! What records hold of a query, and how telling that is.

use std::sync::Arc;

use tantivy::DocId;

use crate::index::accumulator::{Scores, score_of};
use crate::index::holders::Holders;
use crate::query::plan::{Chunk, Role};
use crate::rank::caches::Fit;

/// What one chunk gives.
pub(crate) struct ChunkScores {
    /// How well each record fits it, at least in part.
    pub scores: Scores,
    /// Which records hold it: as a phrase, or by all its words.
    pub holds: Holders,
    /// Which of the records that hold it do so only by a guess: the beginning of an expression.
    pub guessed: Holders,
    /// How much of it stands in the records that do not hold it, from 0 to 1: the share of its words, by how telling they
    /// are; none where that is 0.
    pub shares: Scores,
    /// How telling it is: the fewer records hold it, the more.
    pub telling: f32,
    /// How well the records fit each variant.
    pub fits: Vec<Arc<Fit>>,
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
    /// How telling these are.
    pub whole: f32,
}

/// Returns what each of some documents, which stand in their order, holds of a query.
pub(crate) fn held_by_each(chunks: &[Chunk], scores: &[ChunkScores], documents: &Scores) -> Vec<(DocId, Held)> {
    let mut all: Vec<(DocId, Held)> = documents.iter().map(|(document, _)| (*document, Held::default())).collect();
    for chunk in scores {
        let mut shares = chunk.shares.as_slice();
        for (document, held) in &mut all {
            while let [(other, _), rest @ ..] = shares
                && other < document
            {
                shares = rest;
            }
            let share = shares.first().filter(|(other, _)| other == document).map_or(0.0, |(_, share)| *share);
            held.add(chunk.telling, share, chunk.holds.contains(*document));
        }
    }
    let asked = Asked::new(chunks, scores);
    all.iter_mut().for_each(|(_, held)| held.finish(&asked));
    all
}

/// Returns what a document holds of a query.
pub(crate) fn held(chunks: &[Chunk], scores: &[ChunkScores], document: DocId) -> Held {
    let mut held = Held::default();
    for chunk in scores {
        let share = score_of(&chunk.shares, document).unwrap_or_default();
        held.add(chunk.telling, share, chunk.holds.contains(document));
    }
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
        self.telling += if holds { telling } else { share * telling };
        if holds {
            self.words += 1.0;
            self.whole += telling;
        }
    }

    /// Makes shares of the sums.
    fn finish(&mut self, asked: &Asked) {
        self.share = if asked.telling > 0.0 { self.telling / asked.telling } else { 0.0 };
        self.words = asked.words.map_or(0.0, |words| self.words / words as f32);
    }
}
