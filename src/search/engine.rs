//! The engine: one catalog's index, and answers to requests.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use tantivy::DocId;
use thiserror::Error;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::model::Kind;

use super::analyzer::Analyzer;
use super::bridge::Bridge;
use super::cut::Cutter;
use super::definition::{self, Ranking};
use super::expand::{Effort, Expander};
use super::explain;
use super::filter::Conditions;
use super::gather::{Found, Tier};
use super::index::Index;
use super::lexicon::{Collector, Lexicon};
use super::memo::Memo;
use super::number::Numbers;
use super::plan::{Chunk, Chunker, Wanted};
use super::query::{self, Query};
use super::request::{Field, Hit, Match, Request, Results, Strategy};
use super::romaji::Romaji;
use super::score::{Asked, ChunkScores, Scorer};
use super::sum::Sum;

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

/// What answering takes, one query at a time: its buffers and what it remembers are worth more than asking in parallel.
#[derive(Debug)]
pub(super) struct Desk {
    cutter: Cutter,
    pub memo: Memo,
    sum: Sum,
}

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {
    desk: Mutex<Desk>,
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
        let (cutter, sum) = (Cutter::new(analyzer.worker()), Sum::new(index.len()));
        let desk = Mutex::new(Desk { cutter, sum, memo: Memo::new() });
        Ok(Self { numbers: Numbers::new(catalog), desk, ranking, index, lexicon, bridge, weights, documents })
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
        let desk = &mut self.desk();
        let (chunks, excluded) = self.chunks(desk, &query);
        let accepts = |document: DocId| conditions.accepts(catalog, self.index.record(document), request);
        let excluded: Vec<Vec<bool>> = excluded.iter().map(|wanted| self.scorer(desk).holders(wanted)).collect();
        let is_excluded = |document: DocId| excluded.iter().any(|holds| holds[document as usize]);
        let accepts = |document: DocId| !is_excluded(document) && accepts(document);
        let wanted = |document: DocId| conditions.accepts_kind(self.index.record(document)) && accepts(document);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| self.scorer(desk).chunk(chunk)).collect();
        let asked = Asked { chunks: &chunks, scores: &scores, numbered: &numbered };
        let gathered = self.gather(desk, &asked, &wanted);
        results.warnings.extend(gathered.warning.clone());
        let mut found: Vec<Found> = gathered.found().filter(|found| accepts(found.document)).collect();
        self.count(&found, &mut results);
        found.retain(|found| conditions.accepts_kind(self.index.record(found.document)));
        results.total = found.len();
        let hit = |found: Found| self.hit(catalog, &found, &asked);
        results.hits = first(found, request.limit).into_iter().map(hit).collect();
        results
    }

    /// The desk; of an answer that broke off, the sums it left are swept away.
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(|broken| {
            self.desk.clear_poison();
            let mut desk = broken.into_inner();
            desk.sum = Sum::new(self.index.len());
            desk
        })
    }

    pub(super) fn scorer<'a>(&'a self, desk: &'a mut Desk) -> Scorer<'a> {
        Scorer { index: &self.index, ranking: &self.ranking, memo: &mut desk.memo, sum: &mut desk.sum }
    }

    pub(super) fn effort(&self) -> Effort {
        if self.index.is_large() { Effort::LIGHT } else { Effort::FULL }
    }

    pub(super) fn chunks(&self, desk: &mut Desk, query: &Query) -> (Vec<Chunk>, Vec<Wanted>) {
        let (lexicon, weights) = (&self.lexicon, &self.ranking.strategies);
        let expander = Expander { lexicon, weights, effort: self.effort() };
        let mut chunker = Chunker { expander, cutter: &mut desk.cutter };
        (chunker.chunks(&query.groups), chunker.excluded(&query.excluded))
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

/// The first of those found, in order.
fn first(mut found: Vec<Found>, limit: usize) -> Vec<Found> {
    if limit < found.len() {
        found.select_nth_unstable_by(limit, Found::compare);
        found.truncate(limit);
    }
    found.sort_unstable_by(Found::compare);
    found
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
    use std::sync::{Arc, OnceLock};

    use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};

    use crate::model::Status;

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
    fn marks_narrow_the_answer() {
        let (catalog, engine) = world();
        let ids = |request: &Request| -> Vec<String> {
            engine.search(catalog, request).hits.into_iter().map(|hit| hit.id).collect()
        };
        let (marked, other) = ("mhlw6.sysun.14.5", "mhlw6.sysun.14.6");
        let mut request = Request::new("状態:済 二要素認証", 50);
        assert!(ids(&request).is_empty());
        request.statuses = Arc::new([(marked.to_owned(), Status::Done)].into());
        assert_eq!(ids(&request), [marked]);
        request.text = "証跡:あり 認証".to_owned();
        assert!(engine.search(catalog, &request).warnings[0].contains("証跡の記録がまだありません"));
        request.evidenced = Arc::new([other.to_owned()].into());
        assert_eq!(ids(&request), [other]);
        request.text = "証跡:なし 認証".to_owned();
        assert!(ids(&request).contains(&marked.to_owned()) && !ids(&request).contains(&other.to_owned()));
    }

    #[test]
    fn the_search_relaxes_and_says_how() {
        for (query, said) in [
            ("バックアップ 世代 存在しないことば", "「存在しないことば」を含むものはありません。"),
            ("監視カメラの映像を預ける", "「監視カメラの映像を預ける」をそのまま含むものはありません。"),
            ("冷蔵庫 タイムスタンプ 誓約書", "「冷蔵庫」を含むものはありません。合う語が多いものから"),
            ("誓約書 退職", "すべての語を含むものは"),
            ("時刻同期 認証", "2 語すべてを含むものはありません。"),
        ] {
            let results = search(query);
            assert!(!results.hits.is_empty(), "{query}");
            assert!(results.warnings.iter().any(|warning| warning.contains(said)), "{query} {:?}", results.warnings);
        }
        assert!(search("二要素 認証").warnings.is_empty());
    }

    #[test]
    fn a_question_of_the_official_qa_leads_to_its_clause() {
        for text in ["企Q-26", "企画Q26", "企画管理編 Q-26", "企ｑ２６"] {
            assert_eq!(first(text), "mhlw6.kikaku.7.6", "{text}");
        }
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
            text in "(\\PC|.|\u{0}|\u{202e}|二要素|認証|ﾊﾞｯｸ|運用|14|⑤|-|\"|編:|か\u{3099}| ){0,40}",
            repeated in prop::sample::select(vec![1, 1, 1, 300]),
        ) {
            let text = text.repeat(repeated);
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
