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
    let mut matches = Vec::new();
    for (part, kept) in PARTS.iter().copied().zip(index.words(document)) {
        let mut found = by_words(kept, &ways);
        // What is not shown needs no ranges: that its words match says enough.
        let says_enough = !is_shown(part) && !found.is_empty();
        let in_one_piece = ways.iter().filter(|(_, in_one_piece)| *in_one_piece).map(|(way, _)| *way);
        if !says_enough && has_pairs(part) && in_one_piece.clone().next().is_some() {
            let text = fold(&document::text(catalog, at, part));
            for way in in_one_piece {
                found.entry(as_piece(way.strategy)).or_default().extend(text.find(&way.folded));
            }
        }
        let found = found.into_iter().filter(|(_, ranges)| !ranges.is_empty());
        matches.extend(found.map(|(strategy, ranges)| Match { field: part, strategy, ranges: shown(part, ranges) }));
    }
    matches
}

/// Where the words of each way stand. Only some words of another way to say it are no match: they would light up
/// everywhere.
fn by_words(kept: &[KeptWord], ways: &[(&Wanted, bool)]) -> BTreeMap<Strategy, Vec<Range<usize>>> {
    let mut found: BTreeMap<Strategy, Vec<Range<usize>>> = BTreeMap::new();
    let counting = ways.iter().map(|(way, _)| *way).filter(|way| !way.quoted);
    for way in counting.filter(|way| way.strategy == Strategy::Words || covers(kept, way)) {
        let mut ranges = word_ranges(kept, way).peekable();
        if ranges.peek().is_some() {
            found.entry(way.strategy).or_default().extend(ranges);
        }
    }
    found
}

/// What was typed is told apart from its words; other ways to say it are not.
const fn as_piece(strategy: Strategy) -> Strategy {
    match strategy {
        Strategy::Words => Strategy::Bigrams,
        other => other,
    }
}

/// Whether a part is shown as it was indexed, so that highlights can point into it.
const fn is_shown(part: Field) -> bool {
    matches!(part, Field::Title | Field::Gist)
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
    if !is_shown(part) {
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
