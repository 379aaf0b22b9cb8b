//! What a catalog becomes for searching: index, words, weights. It never changes; what a query needs to change is in
//! [`Scratch`].

use std::collections::HashMap;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::Kind;

use crate::error::SearchError;
use crate::index::Index;
use crate::index::accumulator::Accumulator;
use crate::index::names::Names;
use crate::query::analyzed::AnalysisCache;
use crate::query::editions::Editions;
use crate::query::expand::{Effort, Expander};
use crate::query::plan::{Chunk, Chunker, Variant};
use crate::query::syntax::Query;
use crate::rank::caches::Caches;
use crate::rank::link_boost::LinkBoost;
use crate::rank::score::Scorer;
use crate::settings::{Ranking, Resources};
use crate::text::analyzer::Analyzer;
use crate::text::romaji::Romaji;
use crate::words::lexicon::{Lexicon, LexiconBuilder};

/// Mutable query state: token buffers, caches, score accumulator. One value, used by one query at a time: warm caches
/// gain more than parallel queries would.
#[derive(Debug)]
pub(crate) struct Scratch {
    analyses: AnalysisCache,
    pub caches: Caches,
    accumulator: Accumulator,
}

/// One catalog, ready to be searched.
#[derive(Debug)]
pub(crate) struct Corpus {
    pub ranking: Ranking,
    lexicon: Lexicon,
    pub link_boost: LinkBoost,
    pub index: Index,
    pub names: Names,
    /// Weight of each document by its kind, its volume and how solid it is.
    pub weights: Vec<f32>,
    pub documents: HashMap<RecordRef, DocId>,
    pub editions: Editions,
}

impl Corpus {
    /// Indexes a catalog. Also returns the state that the first query starts with.
    pub fn build(catalog: &Catalog, resources: &Resources) -> Result<(Self, Scratch), SearchError> {
        let settings = &resources.settings;
        let analyzer = Analyzer::new(resources)?;
        let ranking = settings.ranking()?;
        let romaji = Romaji::new(settings.romaji)?;
        let mut words = LexiconBuilder::new(catalog, &romaji);
        let index = Index::build(catalog, &analyzer, &mut words)?;
        let words = words.finish();
        let lexicon = Lexicon::new(catalog, settings.synonyms, romaji, words)?;
        let all = (0..index.len() as DocId).map(|document| (document, index.record(document)));
        let weights = all.clone().map(|(_, at)| weight(catalog, &ranking, at)).collect();
        let documents = all.map(|(document, at)| (at, document)).collect();
        let editions = Editions::new(catalog, &documents, settings.editions)?;
        let link_boost = LinkBoost::new(catalog, &documents);
        let names = Names::new(catalog, &index);
        let scratch = Scratch {
            analyses: AnalysisCache::new(analyzer.worker()),
            caches: Caches::new(),
            accumulator: Accumulator::new(index.len()),
        };
        Ok((Self { ranking, lexicon, link_boost, index, names, weights, documents, editions }, scratch))
    }

    /// Empties the accumulator of a query that broke off half-way.
    pub fn reset(&self, scratch: &mut Scratch) {
        scratch.accumulator = Accumulator::new(self.index.len());
    }

    /// Returns what scores records.
    pub fn scorer<'a>(&'a self, scratch: &'a mut Scratch) -> Scorer<'a> {
        let Scratch { caches, accumulator, .. } = scratch;
        Scorer { index: &self.index, ranking: &self.ranking, caches, accumulator }
    }

    /// Returns how far to go in looking for variants.
    pub fn effort(&self) -> Effort {
        if self.index.is_large() { Effort::LIGHT } else { Effort::FULL }
    }

    /// Returns what a record should hold, and what it must not hold.
    pub fn chunks(&self, scratch: &mut Scratch, query: &Query) -> (Vec<Chunk>, Vec<Variant>) {
        let (lexicon, weights) = (&self.lexicon, &self.ranking.strategies);
        let expander = Expander { lexicon, weights, effort: self.effort() };
        let mut chunker = Chunker { index: &self.index, expander, analyses: &mut scratch.analyses };
        let mut chunks: Vec<Chunk> =
            query.editions.iter().map(|named| chunker.edition(named, &self.editions)).collect();
        chunks.extend(chunker.chunks(&query.groups));
        (chunks, chunker.excluded(&query.excluded))
    }
}

fn weight(catalog: &Catalog, ranking: &Ranking, at: RecordRef) -> f32 {
    let volume = match catalog.record(at) {
        Record::Clause(clause) => catalog.volume_of(clause).map_or(1.0, |volume| ranking.volume(volume)),
        _ => 1.0,
    };
    // That there is an edition is known, also where its text was not seen.
    let is_unverified = at.kind != Kind::Node && catalog.is_unverified(at);
    let unverified = if is_unverified { ranking.unverified } else { 1.0 };
    volume * unverified * ranking.kind(at.kind)
}
