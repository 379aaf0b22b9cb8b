//! Analyses the records of a catalog, on several threads.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use tantivy::TantivyDocument;
use tenken_catalog::catalog::{Catalog, RecordRef};

use crate::error::SearchError;
use crate::index::document::{self, PARTS};
use crate::index::fields::{PartFields, has_pairs};
use crate::text::analyzer::{Analyzer, AnalyzerWorker, Word};
use crate::text::normalize::normalize;
use crate::text::tokenizers::SEPARATOR;

/// How many analysed records may wait to be indexed.
const QUEUE: usize = 64;
/// How many threads analyse at most: beyond these, indexing on the first thread is what takes the time.
const THREADS: usize = 3;

/// A record, analysed.
pub(super) struct AnalyzedRecord {
    pub at: RecordRef,
    pub texts: [AnalyzedPart; PARTS.len()],
}

/// A part of a record, analysed.
pub(super) struct AnalyzedPart {
    pub text: String,
    pub normalized: String,
    pub words: Vec<Word>,
}

impl AnalyzedRecord {
    /// Returns it as tantivy takes it.
    pub fn document(&self, parts: &[PartFields]) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        for (fields, text) in parts.iter().zip(&self.texts) {
            let mut joined = String::with_capacity(text.text.len());
            for word in &text.words {
                joined.push_str(&word.text);
                joined.push(SEPARATOR);
            }
            document.add_text(fields.words, joined);
            if let Some(bigrams) = fields.bigrams {
                document.add_text(bigrams, &text.normalized);
            }
        }
        document
    }
}

/// Hands out the records of a catalog that the search finds, analysed, in their order. Analysing takes most of the time of
/// an index.
pub(super) fn each(
    catalog: &Catalog,
    analyzer: &Analyzer,
    mut take: impl FnMut(AnalyzedRecord) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    // The records go round the threads, so they come back in order.
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(THREADS));
        let analyzed: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, analyzed) = sync_channel(QUEUE);
                let share = move || catalog.searchable().skip(first).step_by(threads);
                scope.spawn(move || analyze(catalog, share(), &mut analyzer.worker(), &sender));
                analyzed
            })
            .collect();
        (0..).map_while(|turn| analyzed[turn % threads].recv().ok()).try_for_each(&mut take)
    })
}

fn analyze(
    catalog: &Catalog,
    records: impl Iterator<Item = RecordRef>,
    analysis: &mut AnalyzerWorker,
    sender: &SyncSender<AnalyzedRecord>,
) {
    for at in records {
        let texts = PARTS.map(|part| {
            let text = document::text(catalog, at, part);
            let normalized = if has_pairs(part) { normalize(&text).text() } else { String::new() };
            AnalyzedPart { normalized, words: analysis.of(&text), text }
        });
        // Whoever takes them has stopped, and knows why.
        if sender.send(AnalyzedRecord { at, texts }).is_err() {
            return;
        }
    }
}
