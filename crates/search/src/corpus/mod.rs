//! What a catalog becomes for searching: index, words, weights. It is written first and then opened, and never changes; what a
//! query needs to change is in [`Scratch`].

#[cfg(test)]
mod tests;
pub(crate) mod write;

use std::sync::Arc;

use tenken_catalog::catalog::Catalog;
use tenken_catalog::packed::{self, Packed};

use crate::error::SearchError;
use crate::index::Index;
use crate::index::accumulator::{Accumulator, Scores};
use crate::index::documents::Documents;
use crate::index::files::IndexFiles;
use crate::index::names::Names;
use crate::query::analyzed::AnalysisCache;
use crate::query::editions::Editions;
use crate::query::expand::{Effort, Expander};
use crate::query::number::Numbers;
use crate::query::plan::{Chunk, Chunker, Variant};
use crate::query::syntax::Query;
use crate::rank::caches::Caches;
use crate::rank::link_boost::LinkBoost;
use crate::rank::score::Scorer;
use crate::settings::{Ranking, Resources};
use crate::tables::{TABLES, decode};
use crate::text::analyzer::Analyzer;
use crate::text::dictionary::Work;
use crate::text::romaji::Romaji;
use crate::words::lexicon::Lexicon;

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
    pub lexicon: Arc<Lexicon>,
    link_boost: LinkBoost,
    pub index: Index,
    pub names: Names,
    /// Weight of each document by its kind, its volume and how solid it is.
    pub weights: Vec<f32>,
    pub documents: Arc<Documents>,
    pub editions: Editions,
}

impl Corpus {
    /// Opens what [`write`] wrote of a catalog. Also returns the numbers of its clauses, and the state that the first query
    /// starts with.
    pub fn open(
        catalog: &Catalog,
        resources: &Resources,
        files: &IndexFiles,
    ) -> Result<(Self, Numbers, Scratch), SearchError> {
        let damaged = || SearchError::Files(TABLES.to_owned());
        let tables = Packed::open(files.bytes(TABLES)?)?;
        if *tables.section(write::MARK)? != write::mark(catalog, resources) {
            return Err(damaged());
        }
        let settings = &resources.settings;
        let index = Index::open(catalog, files, &tables)?;
        let documents = index.documents.clone();
        let weights: Vec<f32> =
            packed::Numbers::new(tables.section(write::WEIGHTS)?).iter().map(f32::from_bits).collect();
        if weights.len() != documents.len() {
            return Err(damaged());
        }
        let definition = decode(&tables.section(write::ANALYZER)?)?;
        let analyzer = Analyzer::new(&resources.dictionary, definition, Work::Query)?;
        let scratch = Scratch {
            analyses: AnalysisCache::new(analyzer.worker()),
            caches: Caches::new(),
            accumulator: Accumulator::new(index.len()),
        };
        let numbers = Numbers::open(&documents, &tables)?;
        let corpus = Self {
            ranking: decode(&tables.section(write::RANKING)?)?,
            lexicon: Arc::new(Lexicon::open(&tables, Romaji::new(settings.romaji)?)?),
            link_boost: LinkBoost::open(&tables, &documents)?,
            names: Names::open(&documents, &tables)?,
            editions: Editions::open(&documents, &tables)?,
            index,
            weights,
            documents,
        };
        Ok((corpus, numbers, scratch))
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

    /// Returns what documents gain from the links of others; `scores` stand in the order of the documents.
    pub fn boosts(&self, scratch: &mut Scratch, scores: &Scores) -> Scores {
        self.link_boost.boosts(scores, &mut scratch.accumulator)
    }

    /// Returns what a record should hold, and what it must not hold.
    pub fn chunks(&self, scratch: &mut Scratch, query: &Query) -> (Vec<Chunk>, Vec<Variant>) {
        self.chunks_with(scratch, query, Effort::of(self.index.is_large()))
    }

    /// Returns what a record should hold to be the one that a word finds first.
    pub fn chunks_of_word(&self, scratch: &mut Scratch, word: &str) -> Vec<Chunk> {
        let effort = Effort::of(self.index.is_large());
        let (mut chunks, _) = self.chunks_with(scratch, &Query::of_word(word), effort.for_first());
        // Expressions that the word begins are added to its rewritings.
        chunks.iter_mut().for_each(|chunk| chunk.variants.truncate(effort.ways));
        chunks
    }

    fn chunks_with(&self, scratch: &mut Scratch, query: &Query, effort: Effort) -> (Vec<Chunk>, Vec<Variant>) {
        let (lexicon, weights) = (&*self.lexicon, &self.ranking.strategies);
        let expander = Expander { lexicon, weights, effort };
        let mut chunker = Chunker { index: &self.index, expander, analyses: &mut scratch.analyses };
        let mut chunks: Vec<Chunk> =
            query.editions.iter().map(|named| chunker.edition(named, &self.editions)).collect();
        chunks.extend(chunker.chunks(&query.groups));
        (chunks, chunker.excluded(&query.excluded))
    }
}
