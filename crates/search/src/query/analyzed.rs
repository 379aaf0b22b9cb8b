//! Analyses query texts: words, bigrams, normalised form.

use std::sync::Arc;

use crate::cache::Cache;
use crate::index::hash;
use crate::text::analyzer::{AnalyzerWorker, Word};
use crate::text::normalize::{NormalizedText, normalize};

/// How many analysed texts are kept: some hundred queries with all their variants.
const REMEMBERED: usize = 4096;

/// A text with everything the search needs of it.
#[derive(Debug)]
pub(crate) struct AnalyzedText {
    /// The text as it is.
    pub text: String,
    /// The text, normalised, with ranges in the original.
    pub normalized: NormalizedText,
    /// The text, normalised, as it is searched for in normalised texts.
    pub phrase: String,
    /// The words found in it, each once: a repeated word is looked up once.
    pub words: Vec<String>,
    /// All its words in their order, with their places in the text.
    pub places: Vec<Word>,
    /// Their hashes, to find them among the stored words.
    pub hashes: Vec<u64>,
    /// Its pairs of characters, each once.
    pub pairs: Vec<String>,
}

/// Analyses texts and caches the results: while a query is typed, the same words and synonyms come again at each key.
#[derive(Debug)]
pub(crate) struct AnalysisCache {
    analysis: AnalyzerWorker,
    known: Cache<Arc<AnalyzedText>>,
}

impl AnalysisCache {
    /// Returns an empty cache.
    pub fn new(analysis: AnalyzerWorker) -> Self {
        Self { analysis, known: Cache::new(REMEMBERED, |_| 0) }
    }

    /// Analyses a text.
    pub fn analyze(&mut self, text: &str) -> Arc<AnalyzedText> {
        if let Some(known) = self.known.get(text) {
            return known;
        }
        let analyzed = Arc::new(self.analyze_anew(text));
        self.known.insert(text, analyzed)
    }

    fn analyze_anew(&mut self, text: &str) -> AnalyzedText {
        let places = self.analysis.of(text);
        let words = each_once(places.iter().map(|word| word.text.clone()));
        let hashes = words.iter().map(|word| hash(word)).collect();
        let normalized = normalize(text);
        AnalyzedText {
            text: text.to_owned(),
            phrase: normalized.text(),
            pairs: each_once(normalized.bigrams().into_iter()),
            normalized,
            words,
            places,
            hashes,
        }
    }
}

/// Removes duplicates and keeps the order.
fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}
