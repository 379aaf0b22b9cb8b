//! What records hold of a query, and how telling that is.

use std::sync::Arc;

use tantivy::DocId;

use crate::index::accumulator::Scores;
use crate::query::plan::{Chunk, Role};
use crate::rank::caches::Fit;

/// What one chunk gives.
pub(crate) struct ChunkScores {
    /// How well each record fits it, at least in part.
    pub scores: Scores,
    /// Whether each record holds it: as a phrase, or by all its words.
    pub holds: Vec<bool>,
    /// Which of the records that hold it do so only by a guess: the beginning of an expression. Empty if none does.
    pub guessed: Vec<bool>,
    /// How much of it stands in each record, from 0 to 1: the share of its words, by how telling they are.
    pub shares: Vec<f32>,
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
