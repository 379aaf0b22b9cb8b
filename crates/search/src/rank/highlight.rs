//! Says where and how a record matched.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;
use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::language::{Language, spoken};
use tenken_catalog::model::Kind;

use crate::index::accumulator::score_of;
use crate::index::document::{self, PARTS};
use crate::index::{Index, SoughtWords, StoredWord, is_shown};
use crate::query::plan::Variant;
use crate::rank::caches::{Fit, NormalizedTexts};
use crate::rank::score::ScoredQuery;
use crate::request::{Match, Part, Strategy};
use crate::text::normalize::normalize;

/// A variant that may be highlighted.
struct Way<'a> {
    variant: &'a Variant,
    fit: &'a Fit,
    /// Finds it as a phrase; made where a document first holds it so.
    finder: OnceCell<Finder<'a>>,
}

/// How a document holds a variant.
struct Shown<'w, 'a> {
    way: &'w Way<'a>,
    /// Whether as a phrase.
    as_phrase: bool,
    /// Whether its words may show each by itself.
    by_words: bool,
}

/// Says where and how the hits of one query match.
pub(crate) struct Highlighter<'a> {
    catalog: &'a Catalog,
    index: &'a Index,
    texts: &'a mut NormalizedTexts,
    ways: Vec<Way<'a>>,
    /// The words of any way.
    sought: SoughtWords,
    /// The words of a part that any way may have.
    kept: Vec<StoredWord>,
}

impl<'a> Highlighter<'a> {
    /// Returns what highlights the hits of a query.
    pub fn new(
        catalog: &'a Catalog,
        index: &'a Index,
        scored: &'a ScoredQuery<'_>,
        texts: &'a mut NormalizedTexts,
    ) -> Self {
        let way = |(variant, fit)| Way { variant, fit, finder: OnceCell::new() };
        let ways: Vec<Way<'a>> = scored.variants().map(way).collect();
        let sought = index.sought(ways.iter().flat_map(|way| way.variant.analyzed.hashes.iter().copied()));
        Self { catalog, index, texts, ways, sought, kept: Vec::new() }
    }

    /// Returns the matches of one document, part by part in the order of their weight.
    pub fn matches(&mut self, document: DocId) -> Vec<Match> {
        let Self { catalog, index, texts, ways, sought, kept } = self;
        let at = index.record(document);
        let shown: Vec<Shown<'_, '_>> = ways.iter().filter_map(|way| way.shown(document)).collect();
        let by_words = shown.iter().any(|shown| shown.by_words);
        let mut matches = Vec::new();
        for (place, part) in PARTS.iter().copied().enumerate() {
            kept.clear();
            if by_words {
                index.add_words((document, place), sought, kept);
            }
            let mut found = words_found(kept, &shown, is_shown(part) && !is_renamed(catalog, at, part));
            let text = index.normalized(document, place);
            let here = shown.iter().filter(|shown| shown.as_phrase && shown.way.stands_in(text));
            let here: Vec<&Variant> = here.map(|shown| shown.way.variant).collect();
            // Normalising again tells where a text stands in the original; of what is not shown, nobody needs to know.
            if is_shown(part) && !here.is_empty() {
                let text = document::text(catalog, at, part);
                let text = texts.get(&text).unwrap_or_else(|| texts.insert(&text, Arc::new(normalize(&text))));
                for variant in here {
                    let places = text.find(&variant.analyzed.normalized);
                    found.entry(phrase_strategy(variant.strategy)).or_default().extend(places);
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
}

impl<'a> Way<'a> {
    /// How a document holds it: what was typed, and what the document holds, may show.
    fn shown(&self, document: DocId) -> Option<Shown<'_, 'a>> {
        let as_phrase = score_of(&self.fit.phrase, document).is_some();
        let by_words = !self.variant.quoted
            && (self.variant.strategy == Strategy::Words || self.fit.scattered.binary_search(&document).is_ok());
        (as_phrase || by_words).then_some(Shown { way: self, as_phrase, by_words })
    }

    /// Whether it stands in a normalised text.
    fn stands_in(&self, text: &[u8]) -> bool {
        self.finder.get_or_init(|| Finder::new(&self.variant.analyzed.phrase)).find(text).is_some()
    }
}

/// Whether a text is shown in another language than it was indexed in: places of its words are not known then.
fn is_renamed(catalog: &Catalog, at: RecordRef, part: Part) -> bool {
    let is_other = || matches!(catalog.record(at), Record::Product(product) if product.title() != product.name_ja);
    spoken() != Language::Japanese && at.kind == Kind::Product && part == Part::Title && is_other()
}

/// Where the words of each variant stand; of a part that is not shown, only that they do. Of an expanded variant all words
/// must match: single ones would light up everywhere.
fn words_found(kept: &[StoredWord], shown: &[Shown<'_, '_>], is_shown: bool) -> BTreeMap<Strategy, Vec<Range<usize>>> {
    let mut found: BTreeMap<Strategy, Vec<Range<usize>>> = BTreeMap::new();
    if kept.is_empty() {
        return found;
    }
    let counting = shown.iter().filter(|shown| shown.by_words).map(|shown| shown.way.variant);
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

fn word_ranges<'a>(kept: &'a [StoredWord], variant: &'a Variant) -> impl Iterator<Item = Range<usize>> {
    let wanted = kept.iter().filter(|word| variant.analyzed.hashes.contains(&word.hash));
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
