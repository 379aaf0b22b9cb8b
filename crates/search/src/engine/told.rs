//! Finds words in what people wrote: the notes and owners of the worklist. They are in no index, because they change with
//! every mark and belong to one worklist only.

use std::collections::HashMap;

use tantivy::DocId;
use tenken_catalog::catalog::{Record, RecordRef};

use crate::corpus::Corpus;
use crate::engine::Engine;
use crate::marks::{ClauseTexts, Marks};
use crate::query::syntax::Query;
use crate::rank::collect::{Precedence, RankedDocument};
use crate::rank::held::Held;
use crate::request::{Hit, Match, Part, Strategy, Tier};
use crate::text::normalize::{NormalizedText, normalize};

/// The clauses in whose notes or owners the words of a query stand, and where.
#[derive(Debug, Default)]
pub(super) struct Told {
    parts: HashMap<RecordRef, Vec<Part>>,
}

/// The words of a query as they are looked for: each group is met by any of its parts.
struct Wanted {
    groups: Vec<Vec<NormalizedText>>,
    excluded: Vec<NormalizedText>,
}

impl Wanted {
    fn of(query: &Query) -> Self {
        let words = |parts: &[crate::query::syntax::QueryText]| {
            let words = parts.iter().map(|part| normalize(&part.text)).filter(is_telling);
            words.collect::<Vec<_>>()
        };
        Self { groups: query.groups.iter().map(|group| words(group)).collect(), excluded: words(&query.excluded) }
    }

    /// Whether there are words, and each says something.
    fn is_asking(&self) -> bool {
        !self.groups.is_empty() && self.groups.iter().all(|group| !group.is_empty())
    }
}

/// Whether a word is more than one letter of many.
fn is_telling(word: &NormalizedText) -> bool {
    let text = word.text();
    let mut letters = text.trim().chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        (Some(only), None) => matches!(only, '一'..='鿿'),
        _ => true,
    }
}

impl Engine {
    /// Returns the clauses that have every word of a query in what people wrote about them, or beside it in their own names,
    /// and at least one in what people wrote. Without a worklist there are none.
    /// Those that are accepted and were not found yet are added behind all whole hits.
    pub(super) fn told(
        &self,
        marks: Option<&dyn Marks>,
        query: &Query,
        accepts: impl Fn(DocId) -> bool,
        found: &mut Vec<RankedDocument>,
    ) -> Told {
        let wanted = Wanted::of(query);
        let Some(marks) = marks.filter(|_| wanted.is_asking()) else { return Told::default() };
        let clauses = marks.texts().iter().filter_map(|texts| Some((self.catalog.find(&texts.clause)?, texts)));
        let parts = clauses.filter_map(|(at, texts)| Some((at, self.parts(at, texts, &wanted)?)));
        let told = Told { parts: parts.collect() };
        told.add_to(&self.corpus, accepts, found);
        told
    }

    fn parts(&self, at: RecordRef, texts: &ClauseTexts, wanted: &Wanted) -> Option<Vec<Part>> {
        let stands = |text: &NormalizedText, word: &NormalizedText| !text.find(word).is_empty();
        let any = |text: &NormalizedText| wanted.groups.iter().flatten().any(|word| stands(text, word));
        let parts = [(Part::Note, &texts.note), (Part::Owner, &texts.owner)];
        let parts: Vec<Part> = parts.into_iter().filter(|(_, text)| any(text)).map(|(part, _)| part).collect();
        if parts.is_empty() {
            return None;
        }
        let Record::Clause(clause) = self.catalog.record(at) else { return None };
        let own = [normalize(&clause.title), normalize(&clause.gist), normalize(&self.catalog.label(at))];
        let holds =
            |word: &NormalizedText| [&texts.note, &texts.owner].into_iter().chain(&own).any(|text| stands(text, word));
        let has_all = wanted.groups.iter().all(|group| group.iter().any(holds));
        (has_all && !wanted.excluded.iter().any(holds)).then_some(parts)
    }
}

impl Told {
    /// Adds those that are not whole hits yet behind all that are.
    fn add_to(&self, corpus: &Corpus, accepts: impl Fn(DocId) -> bool, found: &mut Vec<RankedDocument>) {
        if self.parts.is_empty() {
            return;
        }
        let is_told = |document: DocId| self.parts.contains_key(&corpus.index.record(document));
        found.retain(|one| one.tier == Tier::All || !is_told(one.document));
        let known: Vec<DocId> = found.iter().map(|one| one.document).collect();
        let documents = self.parts.keys().filter_map(|at| corpus.documents.of(*at));
        for document in documents.filter(|document| !known.contains(document) && accepts(*document)) {
            let (tier, precedence) = (Tier::All, Precedence::Told);
            found.push(RankedDocument { document, tier, precedence, score: 0.0, held: Held::default(), lift: None });
        }
    }

    /// Says of a hit where the words stand.
    pub fn tell(&self, hit: &mut Hit) {
        let parts = self.parts.get(&hit.at).into_iter().flatten();
        hit.matched.extend(parts.map(|part| Match { part: *part, strategy: Strategy::Bigrams, ranges: Vec::new() }));
    }
}
