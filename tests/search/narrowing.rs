//! A list narrows: what has every word stands first, more words never give more of it, and a name keeps its place.

use proptest::prelude::{prop, prop_assert, proptest};

use tenken::catalog::Record;
use tenken::model::Kind;
use tenken::search::{Part, Request, Results, Tier, texts};

use crate::support::bundled;

/// No list is longer than this, unless more records have every word.
const LONGEST: usize = 200;
/// How many records that are only near are shown.
const NEAR: usize = 20;

fn search(text: &str) -> Results {
    bundled().1.search(&Request::new(text, usize::MAX))
}

/// Words that people type: those of titles and of the glossary, between spaces and signs.
fn vocabulary() -> Vec<String> {
    let (catalog, _) = bundled();
    let titles = catalog.searchable().map(|at| catalog.title(at).to_owned());
    let terms = catalog.terms().flat_map(|term| term.synonyms.iter().chain([&term.term]).cloned());
    let texts: Vec<String> = titles.chain(terms).collect();
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != 'ー'));
    let mut words: Vec<String> = words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether a word begins with what is the number of a clause by itself: `14章⑥の何番目か`.
fn begins_with_number(word: &str) -> bool {
    let ends = word.char_indices().filter(|(_, c)| c.is_numeric()).map(|(at, c)| at + c.len_utf8());
    ends.into_iter().any(|end| !bundled().1.by_number(&word[..end]).is_empty())
}

/// Whether a word stands in a text: a Latin one where a word begins.
fn stands_in(text: &str, word: &str) -> bool {
    let begins = |at: usize| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_ascii_alphanumeric()) || !word.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    text.match_indices(word).any(|(at, _)| begins(at))
}

/// Checks what holds of every answer.
fn is_in_tiers(results: &Results) -> Result<(), String> {
    let count = |tier: Tier| results.hits.iter().filter(|hit| hit.tier == tier).count();
    let (all, some, near) = (count(Tier::All), count(Tier::Some), count(Tier::Near));
    if !results.hits.is_sorted_by_key(|hit| hit.tier) {
        return Err("a record with some of the words stands above one with all".to_owned());
    }
    if (all, some) != (results.counts.all, results.counts.some) {
        return Err(format!("{all} and {some} are counted as {}", results.counts));
    }
    if near > NEAR || (all <= LONGEST && all + some > LONGEST) {
        return Err(format!("{all}, {some} and {near}"));
    }
    Ok(())
}

proptest! {
    #[test]
    fn more_words_never_give_more_records_that_have_them_all(
        words in prop::collection::vec(prop::sample::select(vocabulary()), 2..4),
    ) {
        let mut before = usize::MAX;
        for count in 1..=words.len() {
            let results = search(&words[..count].join(" "));
            prop_assert!(is_in_tiers(&results).is_ok(), "{words:?} {:?}", is_in_tiers(&results));
            prop_assert!(results.counts.all <= before, "{:?}: {} then {}", &words[..count], before, results.counts.all);
            before = results.counts.all;
        }
    }

    #[test]
    fn a_record_that_has_every_word_as_typed_is_among_those_that_do(
        words in prop::collection::vec(prop::sample::select(vocabulary()), 1..3),
    ) {
        let (catalog, _) = bundled();
        let results = search(&words.join(" "));
        // Words beside the number of a clause narrow it down.
        if words.iter().any(|word| begins_with_number(word)) {
            return Ok(());
        }
        for at in catalog.searchable() {
            let text: String = texts(catalog, at).filter(|(part, _)| *part != Part::Context).map(|(_, text)| text + "\n").collect();
            if words.iter().all(|word| word.chars().count() > 2 && stands_in(&text, word)) {
                let found = results.hits.iter().find(|hit| hit.at == at);
                prop_assert!(found.is_some_and(|hit| hit.tier == Tier::All), "{words:?} {}", catalog.id(at));
            }
        }
    }
}

#[test]
fn an_expression_of_several_words_narrows_word_by_word() {
    let (catalog, _) = bundled();
    let table = include_str!("../../index/synonyms.tsv").lines().filter(|line| !line.starts_with('#'));
    let members = table.flat_map(|line| line.split('\t')).map(str::to_owned);
    // What a clause was called in an old edition is a number, and so are the changes called that lead from it.
    let named = catalog.searchable().filter(|at| !matches!(at.kind, Kind::Clause | Kind::Node | Kind::Revision));
    let names = named.flat_map(|at| catalog.record(at).names().map(str::to_owned).collect::<Vec<_>>());
    let mut wider = Vec::new();
    for expression in members.chain(names).filter(|member| member.contains(' ')) {
        let words: Vec<&str> = expression.split(' ').collect();
        let mut before = usize::MAX;
        for count in 1..=words.len() {
            let all = search(&words[..count].join(" ")).counts.all;
            if all > before {
                wider.push(format!("{}: {before} then {all}", words[..count].join(" ")));
            }
            before = all;
        }
    }
    wider.sort_unstable();
    wider.dedup();
    assert!(wider.is_empty(), "{} {wider:#?}", wider.len());
}

#[test]
fn a_name_keeps_its_place_beside_a_common_word() {
    let (catalog, _) = bundled();
    let mut lost = Vec::new();
    for at in catalog.searchable() {
        let Record::Product(product) = catalog.record(at) else { continue };
        for name in [&product.name, &product.name_ja] {
            for word in ["リスク", "クラウド", "サーバー", "対応", "管理"] {
                let query = format!("{name} {word}");
                let hits = search(&query).hits;
                if !hits.iter().take(5).any(|hit| hit.at == at) {
                    let place = hits.iter().position(|hit| hit.at == at).map_or(0, |place| place + 1);
                    lost.push(format!("{query} ({place})"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} {lost:#?}", lost.len());
}

#[test]
fn a_name_beside_words_that_tell_something_is_no_answer_to_them() {
    for (query, id) in [
        ("BitLocker クラウド", Some("ms.m365.bitlocker")),
        ("BitLocker remote access", None),
        ("BitLocker 回復キーを忘れたとき", None),
    ] {
        let results = search(query);
        let named = results.hits.iter().find(|hit| hit.id == "ms.m365.bitlocker").unwrap();
        assert_eq!((named.tier == Tier::All).then_some(named.id.as_str()), id, "{query}");
    }
}
