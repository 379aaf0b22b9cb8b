//! What a worklist adds to answers: its filters, and what people wrote.

use std::collections::BTreeSet;
use std::sync::Arc;

use tenken_catalog::model::Status;

use crate::marks::Marks;
use crate::query::filters::FILTERS;
use crate::request::{Hit, Request, Results, Tier};
use crate::testing::{Recorded, engine, sample};

#[test]
fn marks_narrow_the_answer() {
    let engine = engine();
    let ids =
        |request: &Request| -> Vec<String> { engine.search(request).hits.into_iter().map(|hit| hit.id).collect() };
    let (marked, other) = ("mhlw6.sysun.14.5", "mhlw6.sysun.14.6");
    let mut request = Request::new("状態:済 二要素認証", 50);
    assert!(ids(&request).is_empty());
    let done = || Recorded::default().with(marked, Status::Done);
    request.marks = Some(Arc::new(done()));
    assert_eq!(ids(&request), [marked]);
    request.text = "証跡:あり 認証".to_owned();
    assert!(engine.search(&request).warnings[0].contains("証跡の記録がまだありません"));
    request.marks = Some(Arc::new(done().evidenced(other)));
    assert_eq!(ids(&request), [other]);
    request.text = "証跡:なし 認証".to_owned();
    assert!(ids(&request).contains(&marked.to_owned()) && !ids(&request).contains(&other.to_owned()));
}

#[test]
fn what_people_wrote_is_found_behind_all_whole_hits_and_nothing_is_done_to_it_in_bulk() {
    let (noted, owned) = ("mhlw6.sysun.17.1", "mhlw6.sysun.14.6");
    let marks = Recorded::default().noted(noted, "二要素認証の端末は山田商会に確認中").owned_by(owned, "山田商会 二課");
    let marks: Arc<dyn Marks> = Arc::new(marks);
    let found = |text: &str| sample().search(&Request { marks: Some(marks.clone()), ..Request::new(text, 50) });
    let parts = |results: &Results, id: &str| -> Vec<&str> {
        let hit = results.hits.iter().find(|hit| hit.id == id).unwrap();
        hit.matched.iter().map(|matched| matched.part.name()).collect()
    };
    let named = found("山田商会");
    assert_eq!((named.counts.all, named.whole().count(), named.warnings.len()), (2, 0, 0), "{named:?}");
    assert_eq!((parts(&named, noted), parts(&named, owned)), (vec!["メモ"], vec!["担当者"]));
    let both = found("二要素認証");
    let whole: Vec<&Hit> = both.hits.iter().filter(|hit| hit.tier == Tier::All).collect();
    assert!(whole.len() > 1 && whole.last().unwrap().id == noted && both.whole().all(|hit| hit.id != noted));
    // Every word has to stand there, or in the names of the clause; filters hold.
    for (query, count) in [
        ("山田商会 確認中", 1),
        ("山田商会 存在しない語", 0),
        ("山田商会 -端末", 1),
        ("山田商会 担当者:なし", 1),
        ("編:企画 山田商会", 0),
    ] {
        assert_eq!(found(query).counts.all, count, "{query}");
    }
    assert_eq!(sample().search(&Request::new("山田商会", 50)).counts.all, 0, "only in the worklist in use");
}

#[test]
fn a_filter_of_the_worklist_says_who_there_is_and_a_saved_one_stands_for_its_query() {
    let marks: Arc<dyn Marks> = Arc::new(Recorded::default().owned_by("mhlw6.sysun.14.6", "情報課"));
    let saved = Arc::new([("情報".to_owned(), "担当者:情報課 編:運用".to_owned())].into());
    let request = Request { marks: Some(marks), saved, ..Request::new("", 50) };
    let found = |text: &str| sample().search(&Request { text: text.to_owned(), ..request.clone() });
    for query in ["担当者:情報", "@情報", "owner:情報課 @情報"] {
        let results = found(query);
        assert!(results.is_understood && results.warnings.is_empty(), "{query} {:?}", results.warnings);
        assert_eq!(results.hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["mhlw6.sysun.14.6"], "{query}");
    }
    let others = found("編:運用 -担当者:情報課 種別:条項");
    assert!(
        others.is_understood && others.hits.iter().all(|hit| hit.id != "mhlw6.sysun.14.6"),
        "{:?}",
        others.warnings
    );
    assert_eq!(others.hits.len() + 1, found("編:運用 種別:条項").hits.len());
    let nobody = found("担当者:佐藤");
    assert!(nobody.hits.is_empty() && nobody.refused.is_empty(), "{nobody:?}");
    assert_eq!(nobody.warnings, ["この点検票に「佐藤」という担当者の記録はありません。担当者は 情報課 です。"]);
    for (query, refused, said) in [
        ("@年次", "@年次", "使えるのは @情報 です。"),
        ("認証 @年次", "@年次", "使えるのは @情報 です。"),
        ("認証 期限:そのうち", "期限:そのうち", "日付は 2027-03-31"),
        ("認証 期限:2027-13-01", "期限:2027-13-01", "日付は 2027-03-31"),
        ("認証 -@情報", "-@情報", "まとめて除けません"),
        ("認証 判決:適合", "判決:適合", "「判決:」という絞り込みはありません"),
    ] {
        let results = found(query);
        assert!(!results.is_understood && results.warnings[0].contains(said), "{query} {:?}", results.warnings);
        assert_eq!(results.refused, [refused], "{query}");
    }
    assert!(found("@年次").hits.is_empty());
}

/// Kinds and volumes that are repeated mean any of them; every other filter narrows.
#[test]
fn a_filter_that_is_added_never_lengthens_what_is_found() {
    let (one, other) = ("mhlw6.sysun.14.5", "mhlw6.sysun.14.6");
    let marks =
        Recorded::default().with(one, Status::Done).evidenced(other).owned_by(one, "佐藤").noted(other, "要確認");
    let request = Request { marks: Some(Arc::new(marks)), ..Request::new("", 2000) };
    let found = |text: &str| -> Option<BTreeSet<String>> {
        let results = sample().search(&Request { text: text.to_owned(), ..request.clone() });
        results.is_understood.then(|| {
            let whole = results.hits.into_iter().filter(|hit| hit.tier == Tier::All);
            whole.map(|hit| hit.id).collect()
        })
    };
    let typed: Vec<String> = FILTERS
        .iter()
        .flat_map(|row| {
            let values = row.values().into_iter().map(|value| format!("{}:{value}", row.names[0]));
            values.chain([row.typed()]).collect::<Vec<_>>()
        })
        .collect();
    let words = ["認証", "要確認", "佐藤", "認証 -端末"].map(str::to_owned);
    let mut compared = 0;
    for query in typed.iter().chain(&words) {
        let Some(before) = found(query) else { continue };
        for filter in &typed {
            let name = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
            if name(query) == name(filter) && ["種別", "編"].contains(&name(filter).as_str()) {
                continue;
            }
            // Beside a status, a service says of whom it is, and need not have a part itself.
            if name(query) == "サービス" && name(filter) == "対応状況" {
                continue;
            }
            let Some(after) = found(&format!("{query} {filter}")) else { continue };
            assert!(after.is_subset(&before), "{query} {filter}");
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared}");
}
