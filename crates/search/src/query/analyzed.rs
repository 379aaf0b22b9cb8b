//! Cuts texts for the search: words, pairs of characters, normalized form.

use std::sync::Arc;

use crate::index::hash;
use crate::rank::cache::Cache;
use crate::text::analyzer::AnalyzerWorker;
use crate::text::normalize::{NormalizedText, normalize};

/// How many texts are remembered: some hundred queries with all their other variants to say them.
const REMEMBERED: usize = 4096;

/// A text, cut.
#[derive(Debug)]
pub(crate) struct AnalyzedText {
    /// The text as it is.
    pub text: String,
    /// The text, normalized.
    pub normalized: NormalizedText,
    /// The text, normalized, as it stands in normalized texts.
    pub phrase: String,
    /// The words found in it, each once: what is said twice is not asked for twice.
    pub words: Vec<String>,
    /// Their hashes, to find them in kept words.
    pub hashes: Vec<u64>,
    /// Its pairs of characters, each once.
    pub pairs: Vec<String>,
}

/// Cuts texts, and remembers what it cut: while a query is typed, the same words and synonyms come again at each key.
#[derive(Debug)]
pub(crate) struct AnalysisCache {
    analysis: AnalyzerWorker,
    known: Cache<Arc<AnalyzedText>>,
}

impl AnalysisCache {
    /// Starts with nothing remembered.
    pub fn new(analysis: AnalyzerWorker) -> Self {
        Self { analysis, known: Cache::new(REMEMBERED, |_| 0) }
    }

    /// Cuts a text.
    pub fn analyze(&mut self, text: &str) -> Arc<AnalyzedText> {
        if let Some(known) = self.known.get(text) {
            return known;
        }
        let analyzed = Arc::new(self.analyze_anew(text));
        self.known.insert(text, analyzed)
    }

    fn analyze_anew(&mut self, text: &str) -> AnalyzedText {
        let words = each_once(self.analysis.of(text).into_iter().map(|word| word.text));
        let hashes = words.iter().map(|word| hash(word)).collect();
        let normalized = normalize(text);
        AnalyzedText {
            text: text.to_owned(),
            phrase: normalized.text(),
            pairs: each_once(normalized.bigrams().into_iter()),
            normalized,
            words,
            hashes,
        }
    }
}

/// Leaves out what was there before.
fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}
