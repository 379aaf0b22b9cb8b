//! Cuts texts for the search: words, pairs of characters, folded form.

use std::sync::Arc;

use super::analyzer::Words;
use super::fold::{Folded, fold};
use super::index::hash;
use super::memo::Remembered;

/// How many texts are remembered: some hundred queries with all their other ways to say them.
const REMEMBERED: usize = 4096;

/// A text, cut.
#[derive(Debug)]
pub(super) struct Cut {
    /// The text as it is.
    pub text: String,
    /// The text, folded.
    pub folded: Folded,
    /// The text, folded, as it stands in folded texts.
    pub piece: String,
    /// The words found in it, each once: what is said twice is not asked for twice.
    pub words: Vec<String>,
    /// Their hashes, to find them in kept words.
    pub hashes: Vec<u64>,
    /// Its pairs of characters, each once.
    pub pairs: Vec<String>,
}

/// Cuts texts, and remembers what it cut: while a query is typed, the same words and synonyms come again at each key.
#[derive(Debug)]
pub(super) struct Cutter {
    analysis: Words,
    known: Remembered<Arc<Cut>>,
}

impl Cutter {
    /// Starts with nothing remembered.
    pub fn new(analysis: Words) -> Self {
        Self { analysis, known: Remembered::new(REMEMBERED, |_| 0) }
    }

    /// Cuts a text.
    pub fn cut(&mut self, text: &str) -> Arc<Cut> {
        if let Some(known) = self.known.of(text) {
            return known;
        }
        let cut = Arc::new(self.cut_anew(text));
        self.known.keep(text, cut)
    }

    fn cut_anew(&mut self, text: &str) -> Cut {
        let words = each_once(self.analysis.of(text).into_iter().map(|word| word.text));
        let hashes = words.iter().map(|word| hash(word)).collect();
        let folded = fold(text);
        Cut {
            text: text.to_owned(),
            piece: folded.text(),
            pairs: each_once(folded.bigrams().into_iter()),
            folded,
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
