//! Says where and how a record matched.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocId;

use crate::catalog::Catalog;

use super::document::{self, PARTS};
use super::fold::fold;
use super::index::{Index, KeptWord};
use super::plan::Wanted;
use super::request::{Field, Match, Strategy};
use super::score::{Asked, ShownWay};

/// Returns the matches of one document, part by part in the order of their weight.
pub(super) fn matches(catalog: &Catalog, index: &Index, document: DocId, asked: &Asked<'_>) -> Vec<Match> {
    let at = index.record(document);
    let ways: Vec<ShownWay<'_>> = asked.ways(document).collect();
    let mut matches = Vec::new();
    for (place, (part, kept)) in PARTS.iter().copied().zip(index.words(document)).enumerate() {
        let mut found = by_words(kept, &ways);
        let pieces = ways.iter().filter(|shown| shown.in_one_piece).map(|shown| shown.way);
        let here: Vec<&Wanted> = pieces.filter(|way| index.holds(document, place, &way.cut.piece)).collect();
        // Folding again tells where a text stands in the original; of what is not shown, nobody needs to know.
        if is_shown(part) && !here.is_empty() {
            let text = fold(&document::text(catalog, at, part));
            for way in here {
                found.entry(as_piece(way.strategy)).or_default().extend(text.find(&way.cut.folded));
            }
        } else if found.is_empty() {
            found.extend(here.into_iter().map(|way| (as_piece(way.strategy), Vec::new())));
        }
        matches.extend(found.into_iter().map(|(strategy, ranges)| {
            let ranges = if is_shown(part) { merged(ranges) } else { Vec::new() };
            Match { field: part, strategy, ranges }
        }));
    }
    matches
}

/// Where the words of each way stand. Only some words of another way to say it are no match: they would light up
/// everywhere.
fn by_words(kept: &[KeptWord], ways: &[ShownWay<'_>]) -> BTreeMap<Strategy, Vec<Range<usize>>> {
    let mut found: BTreeMap<Strategy, Vec<Range<usize>>> = BTreeMap::new();
    let counting = ways.iter().filter(|shown| shown.by_words).map(|shown| shown.way);
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
    let wanted = kept.iter().filter(|word| way.cut.hashes.contains(&word.hash));
    wanted.map(|word| word.start as usize..word.end as usize)
}

fn covers(kept: &[KeptWord], way: &Wanted) -> bool {
    !way.cut.hashes.is_empty() && way.cut.hashes.iter().all(|hash| kept.iter().any(|word| word.hash == *hash))
}

/// Ranges in order and without overlap.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
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
