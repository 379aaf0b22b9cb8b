//! Says where and how a record matched.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocId;

use crate::catalog::Catalog;

use super::document::{self, PARTS};
use super::fold::fold;
use super::index::{Index, KeptWord, has_pairs};
use super::plan::Wanted;
use super::request::{Field, Match, Strategy};
use super::score::Asked;

/// Returns the matches of one document, part by part in the order of their weight.
pub(super) fn matches(catalog: &Catalog, index: &Index, document: DocId, asked: &Asked<'_>) -> Vec<Match> {
    let at = index.record(document);
    let ways: Vec<(&Wanted, bool)> = asked.ways(document).collect();
    let in_one_piece = ways.iter().any(|(_, in_one_piece)| *in_one_piece);
    let mut matches = Vec::new();
    for (part, kept) in PARTS.iter().copied().zip(index.words(document)) {
        let text = (in_one_piece && has_pairs(part)).then(|| fold(&document::text(catalog, at, part)));
        let mut found: BTreeMap<Strategy, Vec<Range<usize>>> = BTreeMap::new();
        for (way, in_one_piece) in &ways {
            let (as_words, as_piece) = match way.strategy {
                Strategy::Words => (Strategy::Words, Strategy::Bigrams),
                other => (other, other),
            };
            // Only some words of another way to say it are no match: they would light up everywhere.
            if !way.quoted && (way.strategy == Strategy::Words || covers(kept, way)) {
                found.entry(as_words).or_default().extend(word_ranges(kept, way));
            }
            if let Some(text) = text.as_ref().filter(|_| *in_one_piece) {
                found.entry(as_piece).or_default().extend(text.find(&way.folded));
            }
        }
        let found = found.into_iter().filter(|(_, ranges)| !ranges.is_empty());
        matches.extend(found.map(|(strategy, ranges)| Match { field: part, strategy, ranges: shown(part, ranges) }));
    }
    matches
}

fn word_ranges<'a>(kept: &'a [KeptWord], way: &'a Wanted) -> impl Iterator<Item = Range<usize>> {
    let wanted = kept.iter().filter(|word| way.hashes.contains(&word.hash));
    wanted.map(|word| word.start as usize..word.end as usize)
}

fn covers(kept: &[KeptWord], way: &Wanted) -> bool {
    !way.hashes.is_empty() && way.hashes.iter().all(|hash| kept.iter().any(|word| word.hash == *hash))
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
