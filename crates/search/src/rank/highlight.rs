//! Says where and how a record matched.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocId;

use tenken_catalog::catalog::Catalog;

use crate::index::document::{self, PARTS};
use crate::index::{Index, StoredWord};
use crate::query::plan::Variant;
use crate::rank::score::{ScoredQuery, ShownVariant};
use crate::request::{Match, Part, Strategy};
use crate::text::normalize::normalize;

/// Returns the matches of one document, part by part in the order of their weight.
pub(crate) fn matches(catalog: &Catalog, index: &Index, document: DocId, scored: &ScoredQuery<'_>) -> Vec<Match> {
    let at = index.record(document);
    let variants: Vec<ShownVariant<'_>> = scored.variants(document).collect();
    let mut matches = Vec::new();
    for (place, (part, kept)) in PARTS.iter().copied().zip(index.words(document)).enumerate() {
        let mut found = by_words(&kept, &variants, is_shown(part));
        let phrases = variants.iter().filter(|shown| shown.as_phrase).map(|shown| shown.variant);
        let here: Vec<&Variant> =
            phrases.filter(|variant| index.holds(document, place, &variant.analyzed.phrase)).collect();
        // Normalising again tells where a text stands in the original; of what is not shown, nobody needs to know.
        if is_shown(part) && !here.is_empty() {
            let text = normalize(&document::text(catalog, at, part));
            for variant in here {
                found
                    .entry(phrase_strategy(variant.strategy))
                    .or_default()
                    .extend(text.find(&variant.analyzed.normalized));
            }
        } else if found.is_empty() {
            found.extend(here.into_iter().map(|variant| (phrase_strategy(variant.strategy), Vec::new())));
        }
        matches.extend(found.into_iter().map(|(strategy, ranges)| {
            let ranges = if is_shown(part) { merged(ranges) } else { Vec::new() };
            Match { part, strategy, ranges }
        }));
    }
    matches
}

/// Where the words of each variant stand; of a part that is not shown, only that they do. Of an expanded variant all words
/// must match: single ones would light up everywhere.
fn by_words(
    kept: &[StoredWord],
    variants: &[ShownVariant<'_>],
    is_shown: bool,
) -> BTreeMap<Strategy, Vec<Range<usize>>> {
    let mut found: BTreeMap<Strategy, Vec<Range<usize>>> = BTreeMap::new();
    let counting = variants.iter().filter(|shown| shown.by_words).map(|shown| shown.variant);
    for variant in counting.filter(|variant| variant.strategy == Strategy::Words || covers(kept, variant)) {
        let mut ranges = word_ranges(kept, variant).peekable();
        if ranges.peek().is_some() {
            let all = if is_shown { usize::MAX } else { 0 };
            found.entry(variant.strategy).or_default().extend(ranges.take(all));
        }
    }
    found
}

/// A match of the typed text as a phrase is reported apart from matches of its words; for other variants it is not.
const fn phrase_strategy(strategy: Strategy) -> Strategy {
    match strategy {
        Strategy::Words => Strategy::Bigrams,
        other => other,
    }
}

/// Whether a part is shown as it was indexed, so that highlights can point into it.
const fn is_shown(part: Part) -> bool {
    matches!(part, Part::Title | Part::Gist)
}

fn word_ranges<'a>(kept: &'a [StoredWord], variant: &'a Variant) -> impl Iterator<Item = Range<usize>> {
    // A bit for each hash: most words are passed over at one look.
    let bit = |hash: u64| 1_u64 << (hash % 64);
    let bits = variant.analyzed.hashes.iter().fold(0, |bits, hash| bits | bit(*hash));
    let wanted =
        kept.iter().filter(move |word| bits & bit(word.hash) != 0 && variant.analyzed.hashes.contains(&word.hash));
    wanted.map(|word| word.start as usize..word.end as usize)
}

fn covers(kept: &[StoredWord], variant: &Variant) -> bool {
    !variant.analyzed.hashes.is_empty()
        && variant.analyzed.hashes.iter().all(|hash| kept.iter().any(|word| word.hash == *hash))
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
