//! The engine: one catalog's index, and answers to requests.

use std::sync::{Arc, Mutex, MutexGuard};

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::Kind;

use crate::corpus::{Corpus, Scratch};
use crate::error::SearchError;
use crate::index::names;
use crate::query::conditions::Conditions;
use crate::query::number::{NumberedText, Numbers};
use crate::query::syntax::{self, Query};
use crate::rank::collect::{Collecting, Precedence, RankedDocument};
use crate::rank::score::{ChunkScores, Held, ScoredQuery};
use crate::rank::{highlight, named, tiers};
use crate::request::{Counts, Hit, Match, Part, Request, Results, Strategy, Tier};
use crate::settings::Resources;
use crate::text::normalize::fold;

/// Finds records of one catalog.
#[derive(Debug)]
pub struct Engine {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) corpus: Corpus,
    numbers: Numbers,
    scratch: Mutex<Scratch>,
}

/// What was typed, understood.
pub(crate) struct Understood {
    /// Its words and filters, and the editions that it names.
    pub query: Query,
    /// The records whose numbers or ids it names.
    pub numbered: Vec<RecordRef>,
    /// The same if words stand beside the number: then these put the records in order, and no others are meant.
    within: Vec<RecordRef>,
    /// What the editions that it names changed in these.
    changes: Vec<RecordRef>,
}

impl Understood {
    /// Returns a query whose words, but for the rest, are the number of records.
    fn new(mut query: Query, records: Vec<RecordRef>, rest: &str) -> Self {
        let is_narrowed = query.narrow(rest);
        let (numbered, within) = if is_narrowed { (Vec::new(), records) } else { (records, Vec::new()) };
        Self { query, numbered, within, changes: Vec::new() }
    }
}

impl Engine {
    /// Builds the index of a catalog.
    ///
    /// # Errors
    ///
    /// If the settings or the dictionary are wrong.
    pub fn build(catalog: Arc<Catalog>, resources: &Resources) -> Result<Self, SearchError> {
        let (corpus, scratch) = Corpus::build(&catalog, resources)?;
        Ok(Self { numbers: Numbers::new(&catalog), catalog, corpus, scratch: Mutex::new(scratch) })
    }

    /// Returns the clauses that a text names by number or id; none if it names none.
    pub fn by_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.find(text)
    }

    /// Returns the records that have a name, now or before, however it is spelled. The word for a thing gives way to the
    /// thing, and words that mean the same as a word are not its name.
    pub fn by_name(&self, text: &str) -> Vec<RecordRef> {
        let name = fold(text);
        let bearers = self.corpus.names.bearers(&name).iter().map(|document| self.corpus.index.record(*document));
        let is_called = |at: &RecordRef| match self.catalog.record(*at) {
            Record::Term(term) => fold(&term.term) == name,
            _ => true,
        };
        let (terms, things): (Vec<_>, Vec<_>) = bearers.filter(is_called).partition(|at| at.kind == Kind::Term);
        if things.is_empty() { terms } else { things }
    }

    /// Returns the clauses beside which a text names one that is not known by its number; none if it names no place.
    pub fn around_number(&self, text: &str) -> Vec<RecordRef> {
        self.numbers.around(text)
    }

    /// Answers a request; never fails. A text without words gives every record that meets the filters, in the order
    /// of the catalog.
    pub fn search(&self, request: &Request) -> Results {
        let (catalog, index) = (&*self.catalog, &self.corpus.index);
        let Understood { query, numbered, within, changes } = self.understand(&request.text);
        let mut results = Results { warnings: query.warnings.clone(), ..Results::default() };
        results.warnings.extend(query.emptiness(&request.text));
        let conditions = Conditions::new(catalog, (&self.numbers, &self.corpus.editions), request, &query.filters);
        results.warnings.extend(conditions.warnings().iter().cloned());
        results.notes = self.corpus.editions.notes(&query.editions);
        let name = fold(&syntax::parse(&request.text).whole_text());
        let scratch = &mut self.scratch();
        let (chunks, excluded) = self.corpus.chunks(scratch, &query);
        let excluded: Vec<Vec<bool>> =
            excluded.iter().map(|variant| self.corpus.scorer(scratch).holders(variant)).collect();
        let is_excluded = |document: DocId| excluded.iter().any(|holds| holds[document as usize]);
        let is_within = |at: RecordRef| within.is_empty() || within.contains(&at);
        let accepts = |document: DocId| {
            let at = index.record(document);
            !is_excluded(document) && is_within(at) && conditions.accepts(catalog, at, request)
        };
        let wanted = |document: DocId| conditions.accepts_kind(index.record(document)) && accepts(document);
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| self.corpus.scorer(scratch).chunk(chunk)).collect();
        let named_beside = named::beside(&self.corpus, &query, &chunks, &scores);
        let scored = ScoredQuery {
            chunks: &chunks,
            scores: &scores,
            numbered: &numbered,
            changes: &changes,
            named: self.corpus.names.bearers(&name),
            named_beside: &named_beside,
        };
        let collected = Collecting { corpus: &self.corpus, scratch }.collect(&scored, &wanted);
        let mut found: Vec<RankedDocument> = collected.found().filter(|found| accepts(found.document)).collect();
        if !within.is_empty() {
            self.add_missing(&within, accepts, &mut found);
        }
        named::lift(&mut found, scored.named, |document| index.record(document).kind);
        named::keep(&mut found, scored.named_beside);
        let mut found = tiers::narrow(found, &self.corpus.ranking.narrowing);
        // What was not understood was left out, so no record is known to be what was asked for; and a query of nothing
        // asks for no record.
        let is_asking = !chunks.is_empty() || !numbered.is_empty() || !query.filters.is_empty();
        results.is_understood =
            query.warnings.is_empty() && !conditions.has_ignored() && !query.has_left_out && is_asking;
        let kind = |found: &RankedDocument| index.record(found.document).kind;
        let counts = |kind_of: Kind| count(found.iter().filter(|found| kind(found) == kind_of));
        results.by_kind = Kind::SEARCHABLE.iter().map(|kind| (*kind, counts(*kind))).collect();
        found.retain(|found| conditions.accepts_kind(index.record(found.document)));
        results.counts = count(found.iter());
        results.warnings.extend(relaxed(&scored, &wanted, results.counts));
        found.truncate(request.limit);
        results.hits = found.iter().map(|found| self.hit(found, &scored, &name)).collect();
        results
    }

    /// Understands a text. A number that may be that of a clause is one; the rest may name editions.
    pub(crate) fn understand(&self, text: &str) -> Understood {
        let mut query = syntax::parse(text);
        let typed = query.plain_text();
        let is_name = !self.corpus.names.bearers(&fold(&query.whole_text())).is_empty();
        let NumberedText { records: numbered, rest } = self.numbered(&query, is_name);
        if !numbered.is_empty() && !self.corpus.editions.is_name(&typed) && !self.names_edition(&rest) {
            return Understood::new(query, numbered, &rest);
        }
        self.corpus.editions.take(&mut query);
        let NumberedText { records: numbered, rest } = self.numbered(&query, is_name);
        let named: Vec<DocId> = query.editions.iter().flat_map(|named| self.corpus.editions.documents(named)).collect();
        let is_meant = |at: &RecordRef| {
            let document = self.corpus.documents.get(at);
            at.kind == Kind::Revision && document.is_some_and(|document| named.contains(document))
        };
        let around = numbered.iter().flat_map(|at| self.catalog.graph().neighbours(*at));
        let changes = around.map(|neighbour| neighbour.at).filter(is_meant).collect();
        Understood { changes, ..Understood::new(query, numbered, &rest) }
    }

    /// Returns the records whose number stands among the words of a query, and the other words. In the name of a record and
    /// beside phrases and alternatives no words are set apart.
    fn numbered(&self, query: &Query, is_name: bool) -> NumberedText {
        let text = query.plain_text();
        if query.is_plain() && !is_name {
            return self.numbers.read(&text);
        }
        NumberedText { records: self.numbers.find(&text), rest: String::new() }
    }

    fn names_edition(&self, text: &str) -> bool {
        let mut query = syntax::parse(text);
        self.corpus.editions.take(&mut query);
        !query.editions.is_empty()
    }

    /// Lets the records of a number that do not have every word beside it follow those that do, all of them: first those with
    /// some of the words, then in the order of the catalog.
    fn add_missing(&self, numbered: &[RecordRef], accepts: impl Fn(DocId) -> bool, found: &mut Vec<RankedDocument>) {
        let (tier, precedence) = (Tier::Some, Precedence::Number);
        found
            .iter_mut()
            .filter(|one| one.tier != Tier::All)
            .for_each(|one| (one.tier, one.precedence) = (tier, precedence));
        let documents = numbered.iter().filter_map(|at| self.corpus.documents.get(at)).copied();
        for document in documents.filter(|document| accepts(*document)) {
            if !found.iter().any(|one| one.document == document) {
                found.push(RankedDocument {
                    document,
                    tier,
                    precedence,
                    score: 0.0,
                    held: Held::default(),
                    lift: None,
                });
            }
        }
    }

    /// Locks the query state; if a query panicked while holding it, its half-filled accumulator is reset.
    pub(crate) fn scratch(&self) -> MutexGuard<'_, Scratch> {
        self.scratch.lock().unwrap_or_else(|poisoned| {
            self.scratch.clear_poison();
            let mut scratch = poisoned.into_inner();
            self.corpus.reset(&mut scratch);
            scratch
        })
    }

    fn hit(&self, found: &RankedDocument, scored: &ScoredQuery<'_>, name: &str) -> Hit {
        let at = self.corpus.index.record(found.document);
        let mut matched = Vec::new();
        if found.precedence == Precedence::Number {
            matched.push(Match { part: Part::Number, strategy: Strategy::Number, ranges: Vec::new() });
        }
        if found.lift.is_some() {
            let in_title = names::in_title(&self.catalog, at, name);
            let part = if in_title.is_some() { Part::Title } else { Part::Terms };
            matched.push(Match {
                part,
                strategy: Strategy::Name,
                ranges: in_title.map(|end| 0..end).into_iter().collect(),
            });
        }
        if scored.is_of_edition(found.document) {
            matched.push(Match { part: Part::Terms, strategy: Strategy::Edition, ranges: Vec::new() });
        }
        matched.extend(highlight::matches(&self.catalog, &self.corpus.index, found.document, scored));
        let RankedDocument { score, lift, tier, .. } = *found;
        Hit { at, id: self.catalog.id(at).to_owned(), score, lift, tier, matched }
    }
}

fn count<'a>(found: impl Iterator<Item = &'a RankedDocument>) -> Counts {
    found.fold(Counts::default(), |mut counts, found| {
        match found.tier {
            Tier::All => counts.all += 1,
            Tier::Some => counts.some += 1,
            Tier::Near => {}
        }
        counts
    })
}

/// The warning when no record has every word.
fn relaxed(scored: &ScoredQuery<'_>, wanted: &impl Fn(DocId) -> bool, counts: Counts) -> Option<String> {
    if counts.all > 0 || scored.chunks.is_empty() {
        return None;
    }
    let nowhere: Vec<String> = scored.nowhere(wanted).iter().map(|word| format!("「{word}」")).collect();
    match (nowhere.as_slice(), scored.typed()) {
        // That nothing was found says all there is to say.
        ([], _) | (_, 1) if counts.some == 0 => None,
        (nowhere, _) if counts.some == 0 => Some(format!("{}を含むものはありません。", nowhere.concat())),
        ([], words) => Some(format!("{words} 語すべてを含むものはありません。合う語が多いものから示します。")),
        (nowhere, 1) => {
            Some(format!("{}をそのまま含むものはありません。一部だけ合うものを示します。", nowhere.concat()))
        }
        (nowhere, _) => Some(format!("{}を含むものはありません。合う語が多いものから示します。", nowhere.concat())),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};

    use tenken_catalog::model::Status;

    use super::*;
    use crate::explanation::ExplainedHit;
    use crate::index::document;
    use crate::testing::{engine, sample};

    fn search(text: &str) -> Results {
        let engine = engine();
        engine.search(&Request::new(text, 20))
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
    fn what_is_named_says_so_and_is_all_that_was_asked_for() {
        for (query, id, part, shown) in [
            ("Microsoft Entra ID", "ms.entra.id", Part::Title, "Microsoft Entra ID"),
            ("azure　ad", "ms.entra.id", Part::Terms, ""),
            ("AzureAD 種別:製品", "ms.entra.id", Part::Terms, ""),
            ("Azure Arc", "ms.azure.arc", Part::Title, "Azure Arc"),
        ] {
            let hits = search(query).hits;
            let hit = hits.iter().find(|hit| hit.id == id).unwrap();
            let named = hit.matched.iter().find(|found| found.strategy == Strategy::Name).unwrap();
            let title = engine().catalog.title(hit.at);
            let ranges: String = named.ranges.iter().map(|range| &title[range.clone()]).collect();
            assert_eq!((named.part, ranges.as_str(), hit.tier), (part, shown, Tier::All), "{query}");
        }
        for query in ["Azure AD OR 認証", "Azure", "認証 Azure AD", "", "・"] {
            assert!(search(query).hits.iter().all(|hit| hit.lift.is_none()), "{query}");
        }
    }

    #[test]
    fn every_kind_is_found_and_counted() {
        let engine = sample();
        let catalog = &*engine.catalog;
        for kind in Kind::SEARCHABLE.iter().copied() {
            for at in catalog.searchable_of(kind) {
                let narrowed = |text: &str| Request { kinds: vec![kind], ..Request::new(text, 3) };
                let found = engine.search(&narrowed(&format!("\"{}\"", catalog.title(at))));
                assert!(found.hits.iter().any(|hit| hit.at == at), "{}", catalog.id(at));
                let asked = document::text(catalog, at, Part::Asked);
                for text in asked.lines() {
                    assert_eq!(engine.search(&narrowed(text)).hits[0].at, at, "{text}");
                }
                assert_eq!(engine.search(&Request::new(catalog.id(at), 1)).hits[0].at, at, "{}", catalog.id(at));
            }
        }
        let results = engine.search(&Request::new("認証 OR 見本 OR クラウド OR Microsoft", 1));
        for (kind, count) in &results.by_kind {
            assert!(count.total() > 0, "{}", kind.name());
        }
        assert_eq!(results.by_kind.iter().map(|(_, count)| count.total()).sum::<usize>(), results.counts.total());
    }

    #[test]
    fn an_id_that_a_record_had_leads_to_it() {
        let first = |text: &str| sample().search(&Request::new(text, 1)).hits.first().map(|hit| hit.id.clone());
        assert_eq!(first("ms.trust.dc").as_deref(), Some("msm.dc.physical"));
        assert_eq!(first("MS.Trust.SOC").as_deref(), Some("report.soc2"));
        assert!(sample().search(&Request::new("ms.trust", 9)).counts.total() == 2);
    }

    #[test]
    fn a_clause_gains_from_a_measure_and_a_theme_that_match() {
        for text in ["クラウドの建物は誰が守っているのか", "境界に頼らない守り方を知りたい"]
        {
            let explanation = sample().explain(&Request { kinds: vec![Kind::Clause], ..Request::new(text, 20) });
            let links = |hit: &ExplainedHit| hit.links > 0.0;
            assert!(explanation.hits.iter().any(links), "{text}");
        }
    }

    #[test]
    fn kinds_and_volumes_narrow_the_answer() {
        let engine = engine();
        let mut request = Request::new("バックアップ", 50);
        request.kinds = vec![Kind::Risk];
        let risks = engine.search(&request);
        assert!(!risks.hits.is_empty() && risks.hits.iter().all(|hit| hit.at.kind == Kind::Risk));
        request.kinds.clear();
        for name in ["運用", "システム運用編", "sysun", "mhlw6.sysun"] {
            request.volume = Some(name.to_owned());
            let clauses = engine.search(&request);
            assert!(
                !clauses.hits.is_empty() && clauses.hits.iter().all(|hit| hit.id.starts_with("mhlw6.sysun.")),
                "{name}"
            );
        }
        request.volume = Some("会計編".to_owned());
        let results = engine.search(&request);
        assert!(!results.hits.is_empty() && results.warnings[0].contains("会計編"), "{:?}", results.warnings);
    }

    #[test]
    fn marks_narrow_the_answer() {
        let engine = engine();
        let ids =
            |request: &Request| -> Vec<String> { engine.search(request).hits.into_iter().map(|hit| hit.id).collect() };
        let (marked, other) = ("mhlw6.sysun.14.5", "mhlw6.sysun.14.6");
        let mut request = Request::new("状態:済 二要素認証", 50);
        assert!(ids(&request).is_empty());
        request.statuses = Arc::new([(marked.to_owned(), Status::Done)].into());
        assert_eq!(ids(&request), [marked]);
        request.text = "証跡:あり 認証".to_owned();
        assert!(engine.search(&request).warnings[0].contains("証跡の記録がまだありません"));
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
            ("冷蔵庫 タイムスタンプ 誓約書", "「冷蔵庫」を含むものはありません。"),
            ("冷蔵庫 タイムスタンプ 電子署名 検証", "「冷蔵庫」を含むものはありません。合う語が多いものから"),
            ("タイムスタンプ 誓約書", "2 語すべてを含むものはありません。"),
        ] {
            let results = search(query);
            assert!(!results.hits.is_empty(), "{query}");
            assert!(results.warnings.iter().any(|warning| warning.contains(said)), "{query} {:?}", results.warnings);
        }
        for query in ["二要素 認証", "誓約書 退職"] {
            assert!(search(query).warnings.is_empty(), "{query}");
        }
    }

    #[test]
    fn a_question_of_the_official_qa_leads_to_its_clause() {
        for text in ["企Q-26", "企画Q26", "企画管理編 Q-26", "企ｑ２６"] {
            assert_eq!(first(text), "mhlw6.kikaku.7.6", "{text}");
        }
    }

    #[test]
    fn an_empty_query_shows_everything_in_the_order_of_the_catalog() {
        let engine = engine();
        let catalog = &*engine.catalog;
        let results = engine.search(&Request::new(" 、", 2000));
        let all: Vec<_> = catalog.searchable().collect();
        assert_eq!(results.hits.iter().map(|hit| hit.at).collect::<Vec<_>>(), all);
    }

    #[test]
    fn nothing_is_found_for_what_is_not_there() {
        let results = search("ZQXJWK");
        assert_eq!((results.counts.total(), results.hits.len()), (0, 0));
    }

    #[test]
    fn signs_beside_letters_are_no_words() {
        for text in ["、abc", "。n", "-", "\"", "「」", "（ni", "\u{301}a"] {
            search(text);
        }
    }

    #[test]
    fn a_hit_is_whole_only_if_it_is_all_that_was_asked_for() {
        let found = |text: &str| {
            let results = engine().search(&Request::new(text, usize::MAX));
            (results.whole().count(), results.counts)
        };
        for (text, expected) in
            [("二要素 認証", None), ("編:運用 章:14", None), ("運用14⑤", Some(1)), ("ninshou", None)]
        {
            let (whole, counts) = found(text);
            assert!(whole > 0 && whole == counts.all, "{text}: {whole} of {counts}");
            assert!(expected.is_none_or(|expected| whole == expected), "{text}: {whole} of {counts}");
        }
        for (text, is_some) in [("誓約書 退職", true), ("バックアップ 世代 存在しないことば", false)]
        {
            let (whole, counts) = found(text);
            assert!(counts.some > 0 && (whole > 0) == is_some, "{text}: {whole} of {counts}");
        }
        // Nothing is asked for, or not all of it was understood.
        for text in
            ["", " ", "・", "、。", "\"\"", "()", "編:会計 認証", "担当:誰か 認証", "製品:無い 認証", "状態:どれ"]
        {
            assert_eq!(found(text).0, 0, "{text}");
        }
    }

    #[test]
    fn highlights_show_the_word_in_the_original() {
        let hit = &search("二要素認証").hits[0];
        let title = hit.matched.iter().find(|m| m.part == Part::Title && m.strategy == Strategy::Bigrams).unwrap();
        let catalog = &*engine().catalog;
        let shown: Vec<_> = title.ranges.iter().map(|range| &catalog.title(hit.at)[range.clone()]).collect();
        assert_eq!(shown, ["二要素認証"]);
    }

    proptest! {
        // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_query_fails_and_highlights_stay_inside_the_text(
            text in "(\\PC|.|\u{0}|\u{202e}|二要素|認証|ﾊﾞｯｸ|運用|14|⑤|-|\"|編:|か\u{3099}| ){0,40}",
            repeated in prop::sample::select(vec![1, 1, 1, 300]),
        ) {
            let text = text.repeat(repeated);
            let catalog = &*engine().catalog;
            for hit in search(&text).hits {
                for found in hit.matched {
                    let shown = match found.part {
                        Part::Title => catalog.title(hit.at),
                        Part::Gist => catalog.record(hit.at).gist(),
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
