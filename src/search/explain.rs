//! Says where and how a record matched.

use std::ops::Range;

use tantivy::DocId;

use crate::catalog::{Catalog, RecordRef};

use super::document::{self, PARTS};
use super::fold::fold;
use super::index::Index;
use super::plan::Chunk;
use super::request::{Field, Match, Strategy};

/// Returns the matches of one document, part by part in the order of their weight.
pub(super) fn matches(catalog: &Catalog, index: &Index, document: DocId, chunks: &[Chunk]) -> Vec<Match> {
    let at = index.record(document);
    let mut matches = Vec::new();
    for (part, kept) in PARTS.iter().copied().zip(index.words(document)) {
        let words = chunks.iter().flat_map(|chunk| &chunk.hashes);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hash in words {
            ranges.extend(
                kept.iter().filter(|word| word.hash == *hash).map(|word| word.start as usize..word.end as usize),
            );
        }
        if !ranges.is_empty() {
            matches.push(Match { field: part, strategy: Strategy::Words, ranges: shown(part, ranges) });
        }
        let pieces = pieces(catalog, at, part, chunks);
        if !pieces.is_empty() {
            matches.push(Match { field: part, strategy: Strategy::Bigrams, ranges: shown(part, pieces) });
        }
    }
    matches
}

/// Where chunks stand in one piece.
fn pieces(catalog: &Catalog, at: RecordRef, part: Field, chunks: &[Chunk]) -> Vec<Range<usize>> {
    let text = fold(&document::text(catalog, at, part));
    chunks.iter().flat_map(|chunk| text.find(&chunk.folded)).collect()
}

/// Ranges in order and without overlap; none for parts whose text is not shown as it was indexed.
fn shown(part: Field, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if !matches!(part, Field::Title | Field::Gist) {
        return Vec::new();
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
