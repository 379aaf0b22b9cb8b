//! The engine: one catalog's index, and answers to requests.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use tantivy::DocId;
use thiserror::Error;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::model::{Kind, Status};

use super::analyzer::{Analyzer, Words};
use super::bridge::Bridge;
use super::definition::{self, Ranking};
use super::expand::Expander;
use super::explain;
use super::filter::Conditions;
use super::index::Index;
use super::lexicon::{Collector, Lexicon};
use super::number::Numbers;
use super::plan::{Chunk, Chunker, Wanted};
use super::query::{self, Query};
use super::request::{Field, Hit, Match, Request, Results, Strategy};
use super::romaji::Romaji;
use super::score::{Asked, ChunkScores, Scorer, Scores};

/// Why an engine could not be built.
#[derive(Debug, Error)]
pub enum SearchError {
    /// A definition in `index/` is wrong.
    #[error("{file}:{line}: {message}")]
    Definition {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The dictionary or a filter could not be set up.
    #[error("日本語の解析を準備できません: {0}")]
    Analysis(String),
    /// The index could not be made.
    #[error("索引を作れません: {0}")]
    Index(String),
}

/// Score of a record whose number was typed: above anything that words can reach.
const NUMBER_SCORE: f32 = 1000.0;

/// Records with every word typed are enough by themselves from this many on; below, others follow them.
const ENOUGH: usize = 10;

/// What a record matches by; a number always stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Number,
    Guess,
    Words,
}

/// What becomes of clauses that match only through their links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unmatched {
    Keep,
    Drop,
}

/// A document that matches.
#[derive(Clone, Debug)]
struct Found {
    document: DocId,
    tier: Tier,
    score: f32,
}

impl Found {
    /// Total and stable: tier, score, then the order of the catalog.
    fn compare(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        self.tier.cmp(&other.tier).then(by_score).then(self.document.cmp(&other.document))
    }
}

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {
    /// One worker for all queries: its buffers are worth more than asking in parallel.
    analysis: Mutex<Words>,
    pub(super) ranking: Ranking,
    lexicon: Lexicon,
    pub(super) bridge: Bridge,
    pub(super) index: Index,
    numbers: Numbers,
    /// Weight of each document by its kind, its volume and how solid it is.
    pub(super) weights: Vec<f32>,
    pub(super) documents: HashMap<RecordRef, DocId>,
}

impl Engine {
    /// Builds the index of a catalog.
    ///
    /// # Errors
    ///
    /// If the definitions in `index/` are wrong.
    pub fn build(catalog: &Catalog) -> Result<Self, SearchError> {
        let analyzer = Analyzer::new()?;
        let ranking = definition::ranking()?;
        let romaji = Romaji::new()?;
        let mut words = Collector::new(catalog, &romaji);
        let index = Index::build(catalog, &analyzer, &mut words)?;
        let words = words.finish();
        let lexicon = Lexicon::new(catalog, romaji, words)?;
        let all = (0..index.len() as DocId).map(|document| (document, index.record(document)));
        let weights = all.clone().map(|(_, at)| weight(catalog, &ranking, at)).collect();
        let documents = all.map(|(document, at)| (at, document)).collect();
        let bridge = Bridge::new(catalog, &documents);
        let analysis = Mutex::new(analyzer.worker());
        Ok(Self { numbers: Numbers::new(catalog), analysis, ranking, index, lexicon, bridge, weights, documents })
    }

    /// Returns the clauses that a text names by number or id; none if it names none.
    pub fn by_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.find(text)
    }

    /// Answers a request; never fails. A text without words gives every record that meets the filters, in the order
    /// of the catalog.
    pub fn search(&self, catalog: &Catalog, request: &Request) -> Results {
        let query = query::parse(&request.text);
        let mut results = Results { warnings: query.warnings.clone(), ..Results::default() };
        let conditions = Conditions::new((catalog, &self.numbers), request, &query.filters, &mut results.warnings);
        let numbered = self.numbers.find(&query.plain_text());
        let (chunks, excluded) = self.chunks(&query);
        let status = |id: &str| request.statuses.get(id).copied().unwrap_or(Status::Todo);
        let accepts = |document: DocId| conditions.accepts(catalog, self.index.record(document), status);
        let mut scorer = Scorer::new(&self.index, &self.ranking);
        let excluded: Vec<Vec<bool>> = excluded.iter().map(|wanted| scorer.holders(wanted)).collect();
        let is_excluded = |document: DocId| excluded.iter().any(|holds| holds[document as usize]);
        let accepts = |document: DocId| !is_excluded(document) && accepts(document);
        let wanted = |document: DocId| conditions.accepts_kind(self.index.record(document)) && accepts(document);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let asked = Asked { chunks: &chunks, scores: &scores, numbered: &numbered };
        let mut found = self.found(&asked, &wanted, &mut results);
        found.retain(|found| accepts(found.document));
        self.count(&found, &mut results);
        found.retain(|found| conditions.accepts_kind(self.index.record(found.document)));
        results.total = found.len();
        found.sort_by(Found::compare);
        found.truncate(request.limit);
        let hit = |found: Found| self.hit(catalog, &found, &asked);
        results.hits = found.into_iter().map(hit).collect();
        results
    }

    pub(super) fn chunks(&self, query: &Query) -> (Vec<Chunk>, Vec<Wanted>) {
        let expander = Expander { lexicon: &self.lexicon, weights: &self.ranking.strategies };
        let analysis = &mut self.analysis.lock().unwrap_or_else(PoisonError::into_inner);
        let mut chunker = Chunker { expander, analysis };
        (chunker.chunks(&query.groups), chunker.excluded(&query.excluded))
    }

    /// Every matching document: by number, by all words, and, if these are few, by any.
    fn found(&self, asked: &Asked<'_>, wanted: &impl Fn(DocId) -> bool, results: &mut Results) -> Vec<Found> {
        let mut found = BTreeMap::new();
        if asked.chunks.is_empty() {
            self.add(&mut found, Tier::Words, (0..self.index.len() as DocId).map(|document| (document, 0.0)));
        }
        let numbers = asked.numbered.iter().filter_map(|at| self.documents.get(at)).enumerate();
        self.add(&mut found, Tier::Number, numbers.map(|(place, document)| (*document, NUMBER_SCORE - place as f32)));
        self.add(&mut found, Tier::Guess, self.guesses(asked.chunks));
        let mut complete = self.lifted(with_all(asked.scores), Unmatched::Drop);
        complete.iter_mut().for_each(|(_, score)| *score *= self.ranking.complete);
        self.add(&mut found, Tier::Words, complete);
        let complete = found.values().filter(|found| wanted(found.document)).count();
        if complete < ENOUGH && asked.numbered.is_empty() {
            self.add(&mut found, Tier::Words, self.lifted(with_any(asked.scores), Unmatched::Keep));
            let all = found.values().filter(|found| wanted(found.document)).count();
            results.warnings.extend(relaxed(complete, all));
        }
        found.into_values().collect()
    }

    /// The best hit of each word that a half-typed sound may become: which one is meant, only the person knows.
    fn guesses(&self, chunks: &[Chunk]) -> Vec<(DocId, f32)> {
        let [chunk] = chunks else { return Vec::new() };
        let guesses: Vec<&str> = chunk.ways.iter().filter(|way| way.is_guess).map(|way| way.text.as_str()).collect();
        let places = (1..=guesses.len()).rev().map(|place| place as f32);
        let best = guesses.iter().filter_map(|guess| self.best(guess));
        best.zip(places).collect()
    }

    /// The record that a word finds first.
    fn best(&self, word: &str) -> Option<DocId> {
        let (chunks, _) = self.chunks(&Query::of_word(word));
        let mut scorer = Scorer::new(&self.index, &self.ranking);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| scorer.chunk(chunk)).collect();
        let scores = self.lifted(with_all(&scores), Unmatched::Drop);
        let weighted = scores.into_iter().map(|(document, score)| (document, score * self.weights[document as usize]));
        weighted.max_by(|(a, left), (b, right)| left.total_cmp(right).then(b.cmp(a))).map(|(document, _)| document)
    }

    /// Adds what the clauses gain through their links; clauses that match only so are kept or dropped.
    fn lifted(&self, mut scores: Vec<(DocId, f32)>, unmatched: Unmatched) -> Vec<(DocId, f32)> {
        let mut lifts = self.bridge.lifts(&scores);
        for (document, score) in &mut scores {
            *score += self.ranking.graph * std::mem::take(&mut lifts[*document as usize]);
        }
        if unmatched == Unmatched::Keep {
            let lifted = (0..).zip(lifts).filter(|(_, lift)| *lift > 0.0);
            scores.extend(lifted.map(|(document, lift)| (document, self.ranking.graph * lift)));
        }
        scores
    }

    fn add(&self, found: &mut BTreeMap<DocId, Found>, tier: Tier, scores: impl IntoIterator<Item = (DocId, f32)>) {
        for (document, score) in scores {
            let score = score * self.weights[document as usize];
            found.entry(document).or_insert(Found { document, tier, score });
        }
    }

    fn count(&self, found: &[Found], results: &mut Results) {
        let of = |kind| found.iter().filter(|found| self.index.record(found.document).kind == kind).count();
        results.by_kind = Kind::SEARCHABLE.iter().map(|kind| (*kind, of(*kind))).collect();
    }

    fn hit(&self, catalog: &Catalog, found: &Found, asked: &Asked<'_>) -> Hit {
        let at = self.index.record(found.document);
        let mut matched = Vec::new();
        if found.tier == Tier::Number {
            matched.push(Match { field: Field::Number, strategy: Strategy::Number, ranges: Vec::new() });
        }
        matched.extend(explain::matches(catalog, &self.index, found.document, asked));
        Hit { at, id: catalog.id(at).to_owned(), score: found.score, matched }
    }
}

/// Scores of the records that hold every chunk.
pub(super) fn with_all(chunks: &[ChunkScores]) -> Scores {
    let mut scores = with_any(chunks);
    scores.retain(|(document, _)| chunks.iter().all(|chunk| chunk.holds[*document as usize]));
    scores
}

/// Scores of the records that fit any chunk, at least in part.
pub(super) fn with_any(chunks: &[ChunkScores]) -> Scores {
    match chunks {
        [chunk] => chunk.scores.clone(),
        chunks => {
            let mut sums = BTreeMap::new();
            for (document, score) in chunks.iter().flat_map(|chunk| &chunk.scores) {
                *sums.entry(*document).or_insert(0.0) += score;
            }
            sums.into_iter().collect()
        }
    }
}

/// What to tell when records with only some of the words are shown.
fn relaxed(complete: usize, all: usize) -> Option<String> {
    match (complete, all) {
        (complete, all) if complete == all => None,
        (0, _) => Some("すべての語を含むものはないため、一部だけ合うものを示します。".to_owned()),
        _ => Some(format!("すべての語を含むものは {complete} 件です。続けて一部だけ合うものを示します。")),
    }
}

fn weight(catalog: &Catalog, ranking: &Ranking, at: RecordRef) -> f32 {
    let volume = match catalog.record(at) {
        Record::Clause(clause) => catalog.volume_of(clause).map_or(1.0, |volume| ranking.volume(volume)),
        _ => 1.0,
    };
    let unverified = if catalog.is_unverified(at) { ranking.unverified } else { 1.0 };
    volume * unverified * ranking.kind(at.kind)
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::{ProptestConfig, prop_assert, proptest};

    use super::*;

    fn world() -> &'static (Catalog, Engine) {
        static WORLD: OnceLock<(Catalog, Engine)> = OnceLock::new();
        WORLD.get_or_init(|| {
            let catalog = Catalog::bundled().unwrap();
            let engine = Engine::build(&catalog).unwrap();
            (catalog, engine)
        })
    }

    fn search(text: &str) -> Results {
        let (catalog, engine) = world();
        engine.search(catalog, &Request::new(text, 20))
    }

    fn first(text: &str) -> String {
        search(text).hits.first().map(|hit| hit.id.clone()).unwrap_or_default()
    }

    #[test]
    fn the_place_itself_comes_first() {
        for (query, id) in [
            ("二要素認証", "mhlw6.sysun.14.5"),
            ("運用14⑤", "mhlw6.sysun.14.5"),
            ("企画管理編15章④", "mhlw6.kikaku.15.4"),
            ("ms.entra.conditional-access", "ms.entra.conditional-access"),
            ("条件付きアクセス", "ms.entra.conditional-access"),
        ] {
            assert_eq!(first(query), id, "{query}");
        }
    }

    #[test]
    fn every_kind_is_found_and_counted() {
        let results = search("バックアップ");
        for (kind, count) in &results.by_kind {
            assert!(*count > 0, "{}", kind.name());
        }
        assert_eq!(results.by_kind.iter().map(|(_, count)| count).sum::<usize>(), results.total);
    }

    #[test]
    fn kinds_and_volumes_narrow_the_answer() {
        let (catalog, engine) = world();
        let mut request = Request::new("バックアップ", 50);
        request.kinds = vec![Kind::Risk];
        let risks = engine.search(catalog, &request);
        assert!(!risks.hits.is_empty() && risks.hits.iter().all(|hit| hit.at.kind == Kind::Risk));
        request.kinds.clear();
        for name in ["運用", "システム運用編", "sysun", "mhlw6.sysun"] {
            request.volume = Some(name.to_owned());
            let clauses = engine.search(catalog, &request);
            assert!(
                !clauses.hits.is_empty() && clauses.hits.iter().all(|hit| hit.id.starts_with("mhlw6.sysun.")),
                "{name}"
            );
        }
        request.volume = Some("会計編".to_owned());
        let results = engine.search(catalog, &request);
        assert!(!results.hits.is_empty() && results.warnings[0].contains("会計編"), "{:?}", results.warnings);
    }

    #[test]
    fn all_words_come_before_some_and_it_is_said() {
        let results = search("バックアップ 世代 存在しないことば");
        assert!(!results.hits.is_empty());
        assert!(results.warnings[0].contains("一部だけ合うもの"), "{:?}", results.warnings);
    }

    #[test]
    fn an_empty_query_shows_everything_in_the_order_of_the_catalog() {
        let (catalog, engine) = world();
        let results = engine.search(catalog, &Request::new(" 、", 2000));
        let all: Vec<_> = Kind::SEARCHABLE.iter().flat_map(|kind| catalog.all(*kind)).collect();
        assert_eq!(results.hits.iter().map(|hit| hit.at).collect::<Vec<_>>(), all);
    }

    #[test]
    fn nothing_is_found_for_what_is_not_there() {
        let results = search("ZQXJWK");
        assert_eq!((results.total, results.hits.len()), (0, 0));
    }

    #[test]
    fn signs_beside_letters_are_no_words() {
        for text in ["、abc", "。n", "-", "\"", "「」", "（ni", "\u{301}a"] {
            search(text);
        }
    }

    #[test]
    fn highlights_show_the_word_in_the_original() {
        let hit = &search("二要素認証").hits[0];
        let title = hit.matched.iter().find(|m| m.field == Field::Title && m.strategy == Strategy::Bigrams).unwrap();
        let (catalog, _) = world();
        let shown: Vec<_> = title.ranges.iter().map(|range| &catalog.title(hit.at)[range.clone()]).collect();
        assert_eq!(shown, ["二要素認証"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_query_fails_and_highlights_stay_inside_the_text(
            text in "(\\PC|二要素|認証|ﾊﾞｯｸ|運用|14|⑤|-|\"|か\u{3099}){0,40}",
        ) {
            let (catalog, _) = world();
            for hit in search(&text).hits {
                for found in hit.matched {
                    let shown = match found.field {
                        Field::Title => catalog.title(hit.at),
                        Field::Gist => super::super::document::gist(catalog, hit.at),
                        _ => "",
                    };
                    let mut last = 0;
                    for range in found.ranges {
                        prop_assert!(range.start >= last && range.start < range.end, "{range:?}");
                        prop_assert!(shown.get(range.clone()).is_some(), "{range:?}");
                        last = range.end;
                    }
                }
            }
        }
    }
}
