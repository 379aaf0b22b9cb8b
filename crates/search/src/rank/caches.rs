//! Caches of index look-ups: the index never changes, and the next key asks for nearly the same again.

use std::sync::Arc;

use tantivy::DocId;

use crate::cache::Cache;
use crate::index::accumulator::Scores;
use crate::text::normalize::NormalizedText;

/// How many scores each cache holds at most; with 8 bytes each, some 10 MB.
const SCORES: usize = 1_250_000;
/// How many words are kept with their best record.
const WORDS: usize = 10_000;

/// How many characters of normalised texts are kept; with 12 bytes each, some 1 MB.
const CHARACTERS: usize = 100_000;

/// Texts that were shown, normalised: the next key shows most of them again.
pub(crate) type NormalizedTexts = Cache<Arc<NormalizedText>>;

/// How well the records fit one text.
#[derive(Debug, Default)]
pub(crate) struct Fit {
    /// How well each fits, at least in part; none where nobody asked.
    pub scores: Scores,
    /// Those that hold it as a phrase.
    pub phrase: Scores,
    /// Those that hold all its words, wherever these stand.
    pub scattered: Vec<DocId>,
}

/// The caches of one engine.
#[derive(Debug)]
pub(crate) struct Caches {
    /// The scores of words.
    pub words: Cache<Arc<Scores>>,
    /// The scores of pairs of characters.
    pub pairs: Cache<Arc<Scores>>,
    /// How well the records fit texts.
    pub fits: Cache<Arc<Fit>>,
    /// Which records hold texts, where nobody asked how well they fit.
    pub holders: Cache<Arc<Fit>>,
    /// Whether pairs of characters are so common that they tell nothing.
    pub common: Cache<bool>,
    /// The best record of each word.
    pub best: Cache<Option<DocId>>,
    /// Texts that were shown.
    pub texts: NormalizedTexts,
}

impl Caches {
    /// Returns empty caches.
    pub fn new() -> Self {
        let fit = |fit: &Arc<Fit>| fit.scores.len() + fit.phrase.len() + fit.scattered.len();
        Self {
            words: Cache::new(SCORES, |scores| scores.len()),
            pairs: Cache::new(SCORES, |scores| scores.len()),
            fits: Cache::new(SCORES, fit),
            holders: Cache::new(SCORES, fit),
            common: Cache::new(WORDS, |_| 0),
            best: Cache::new(WORDS, |_| 0),
            texts: Cache::new(CHARACTERS, |text| text.len()),
        }
    }
}
