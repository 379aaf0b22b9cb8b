//! Analyses the records of a catalog, on several threads.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use tantivy::TantivyDocument;
use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::language::spawn_in;

use crate::error::SearchError;
use crate::index::document::{self, PARTS};
use crate::index::fields::PartFields;
use crate::index::sentences::{AnalyzedPart, SentenceAnalysis};
use crate::passing::Passing;
use crate::text::analyzer::Analyzer;

/// How many analysed records may wait to be indexed.
const QUEUE: usize = 64;
/// How many threads analyse at most: beyond these, indexing on the first thread is what takes the time.
const THREADS: usize = 3;

/// What an index is written from.
pub(crate) struct Sources<'s> {
    pub catalog: &'s Catalog,
    pub analyzer: &'s Analyzer,
    /// How many records make a piece.
    pub piece: usize,
}

/// A record, analysed.
pub(super) struct AnalyzedRecord {
    pub at: RecordRef,
    pub parts: [AnalyzedPart; PARTS.len()],
}

impl AnalyzedRecord {
    /// Returns it as tantivy takes it.
    pub fn document(&self, fields: &[PartFields], normalized: &[String; PARTS.len()]) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        for ((fields, part), normalized) in fields.iter().zip(&self.parts).zip(normalized) {
            document.add_text(fields.words, part.joined());
            if let Some(bigrams) = fields.bigrams {
                document.add_text(bigrams, normalized);
            }
        }
        document
    }
}

/// Hands out the records of a catalog that the search finds, analysed, in their order. Analysing takes most of the time of
/// an index.
pub(super) fn each(
    sources: &Sources<'_>,
    passing: &mut Passing,
    mut take: impl FnMut(AnalyzedRecord) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    passing.shares(sources.catalog.searchable(), |catalog, records| {
        of_share(catalog, records, sources.analyzer, &mut take)
    })
}

fn of_share(
    catalog: &Catalog,
    records: &[RecordRef],
    analyzer: &Analyzer,
    take: impl FnMut(AnalyzedRecord) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    // The records go round the threads, so they come back in order.
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(THREADS));
        let analyzed: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, analyzed) = sync_channel(QUEUE);
                let share = records.iter().copied().skip(first).step_by(threads);
                spawn_in(scope, move || analyze(catalog, share, SentenceAnalysis::new(analyzer.worker()), &sender));
                analyzed
            })
            .collect();
        (0..).map_while(|turn| analyzed[turn % threads].recv().ok()).try_for_each(take)
    })
}

fn analyze(
    catalog: &Catalog,
    records: impl Iterator<Item = RecordRef>,
    mut analysis: SentenceAnalysis,
    sender: &SyncSender<AnalyzedRecord>,
) {
    for at in records {
        let parts = PARTS.map(|part| analysis.part(part, &document::text(catalog, at, part)));
        // Whoever takes them has stopped, and knows why.
        if sender.send(AnalyzedRecord { at, parts }).is_err() {
            return;
        }
    }
}
