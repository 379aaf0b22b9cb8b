//! Requests and their answers, on the catalog in `data/` and on the fixture.

use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};

use tenken_catalog::model::Kind;

use crate::explanation::ExplainedHit;
use crate::index::document;
use crate::query::filters::FILTERS;
use crate::request::{Part, Request, Results, Strategy, Tier};
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
    for (text, expected) in [("二要素 認証", None), ("編:運用 章:14", None), ("運用14⑤", Some(1)), ("ninshou", None)]
    {
        let (whole, counts) = found(text);
        assert!(whole > 0 && whole == counts.all, "{text}: {whole} of {counts}");
        assert!(expected.is_none_or(|expected| whole == expected), "{text}: {whole} of {counts}");
    }
    for (text, is_some) in [("誓約書 退職", true), ("バックアップ 世代 存在しないことば", false)] {
        let (whole, counts) = found(text);
        assert!(counts.some > 0 && (whole > 0) == is_some, "{text}: {whole} of {counts}");
    }
    // Nothing is asked for, or not all of it was understood.
    for text in ["", " ", "・", "、。", "\"\"", "()", "編:会計 認証", "担当:誰か 認証", "製品:無い 認証", "状態:どれ"]
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

#[test]
fn a_filter_that_is_left_out_is_said_and_leaves_nothing_understood() {
    for (query, ignored, is_empty) in [
        ("担当:", &["担当:"][..], true),
        ("担当: 認証", &["担当:"], false),
        ("編:", &["編:"], true),
        ("編:zzz", &["編:zzz"], true),
        ("製品:zzz 分類:zz", &["製品:zzz", "分類:zz"], true),
        ("系列:zz 編:運用", &["系列:zz"], false),
        ("章:99", &["章:99"], true),
        ("章:十四 認証", &["章:十四"], false),
        ("版:9.9", &["版:9.9"], true),
        ("担当:病院 -世代", &["担当:病院"], true),
        ("担当:病院 運用14⑤", &["担当:病院"], false),
        ("章:14", &[], false),
    ] {
        let results = search(query);
        assert_eq!(results.ignored, ignored, "{query}");
        assert_eq!((results.is_understood, results.whole().count() == 0), (ignored.is_empty(), !ignored.is_empty()));
        assert_eq!((results.hits.is_empty(), results.counts.total() == 0), (is_empty, is_empty), "{query}");
        assert!(results.by_kind.iter().all(|(_, counts)| !is_empty || counts.total() == 0), "{query}");
        assert_eq!(results.warnings.len(), ignored.len(), "{query}: {:?}", results.warnings);
    }
}

#[test]
fn what_a_filter_can_be_is_said_first() {
    for (query, said) in [
        ("編:", "「編:」に使えるのは 概説、経営、企画、運用、"),
        ("編:zzz", "「編:」に使えるのは 概説、経営、企画、運用、"),
        ("章:99", "「章:」に使えるのは 1、2、3、"),
        ("製品:", "「製品:」は「製品:sentinel」のように使います。"),
        ("版:9.9", "「版:」に使えるのは "),
    ] {
        let warnings = search(query).warnings;
        assert!(warnings[0].starts_with(said), "{query}: {warnings:?}");
    }
}

/// Each edition that is offered is one: a name that two guidelines share is told with theirs.
#[test]
fn every_edition_that_is_offered_is_one() {
    let catalog = &engine().catalog;
    let row = FILTERS.iter().find(|row| row.names[0] == "版").unwrap();
    let offered = row.of_catalog(catalog);
    assert_eq!(offered.len(), catalog.editions().len());
    for (name, edition) in offered.iter().zip(catalog.editions()) {
        let request = Request::new(format!("版:\"{name}\""), usize::MAX);
        let results = engine().search(&request);
        assert!(results.warnings.is_empty() && !results.hits.is_empty(), "{name}: {:?}", results.warnings);
        let others = catalog.editions();
        let shared = others.iter().filter(|other| other.id() != edition.id() && other.full_name() == *name).count();
        assert_eq!((shared, offered.iter().filter(|other| *other == name).count()), (0, 1), "{name}");
    }
}

#[test]
fn an_answer_does_not_depend_on_what_was_asked_before() {
    let asked = [
        "下請け",
        "再委託",
        "二要素認証",
        "バックアップ 世代",
        "ninshou",
        "にんしょう",
        "OS",
        "os パッチ",
        "CA",
        "ca証明書",
        "Intune",
        "\"OS\"",
        "Microsoft -OS",
        "conditional",
        "conditional access",
        "USBメモリを紛失した場合の報告",
        "退職者のIDが残っている",
        "7.0版 パスワード",
        "運用14章 パスワード",
        "AWS",
        "クラウド",
        "security",
        "A",
        "3",
    ];
    let (catalog, resources) = (engine().catalog.clone(), crate::testing::resources());
    let [forth, back] = [(); 2].map(|()| crate::Engine::build(catalog.clone(), resources).unwrap());
    let answer = |engine: &crate::Engine, text: &str, limit| engine.search(&Request::new(text, limit));
    let first: Vec<Results> = asked.iter().map(|text| answer(&forth, text, 50)).collect();
    for (text, first) in asked.iter().zip(first).rev() {
        let (all, few) = (answer(&back, text, usize::MAX), answer(&back, text, 3));
        assert_eq!((all.counts, few.counts), (first.counts, first.counts), "{text}");
        let ids = |results: &Results| results.hits.iter().take(50).map(|hit| hit.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&all), ids(&first), "{text}");
        assert!(ids(&first).starts_with(&ids(&few)), "{text}");
    }
}
