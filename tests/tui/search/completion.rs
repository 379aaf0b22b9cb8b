//! Filters are found by their first letters and completed with Tab.

use tenken::model::Kind;
use tenken::search::FILTERS;

use super::{Person, lines};

/// Returns what stands in the search box, and the line below it.
fn typed(keys: &str) -> (String, String) {
    let person = Person::at(80, 24).types(keys);
    (person.app.search.input.text().to_owned(), lines(&person)[2].clone())
}

#[test]
fn the_first_letters_offer_names_and_tab_takes_them_and_then_the_values() {
    for (keys, text, below) in [
        ("担", "担", "Tab 補う  担当: "),
        ("tanto", "tanto", "Tab 補う  担当: "),
        ("tanto<tab>", "担当:", "Tab 補う  担当:医療機関  担当:事業者  担当:クラウド事業者 "),
        ("tanto<tab><tab>", "担当:医療機関", "[担当:医療機関] 担当:事業者 "),
        ("tanto<tab><tab><tab>", "担当:事業者", "[担当:事業者] 担当:クラウド事業者 "),
        ("tanto<tab><tab><tab><tab><tab>", "担当:医療機関", "[担当:医療機関]"),
        ("tanto<tab><tab><backtab>", "担当:クラウド事業者", "[担当:クラウド事業者]"),
        ("担<tab>く<tab> 認証", "担当:クラウド事業者 認証", "[担当 クラウド事業者]"),
        ("クラ<tab>共<tab> 認証", "クラウド:共有 認証", "[クラウド 共有]"),
        ("系列:entr<tab> ", "系列:\"Microsoft Entra\" ", "[系列 Microsoft Entra]"),
        ("認証 jou<tab>mi<tab> ", "認証 状態:未着手 ", "[状態 未着手]"),
    ] {
        let (shown, line) = typed(keys);
        assert!(shown == text && line.contains(below), "{keys}: {shown}\n{line}");
    }
}

#[test]
fn where_nothing_is_offered_the_key_narrows_to_a_kind() {
    let kind = |keys: &str| Person::at(80, 24).types(keys).app.search.kind;
    for keys in ["認証<tab>", "<tab>", "担 <tab>", "担当:医療機関 <tab>", "状態:未着手 認証<tab>"] {
        assert_eq!(kind(keys), Some(Kind::Clause), "{keys}");
    }
    assert_eq!(kind("担<tab>"), None);
    let hints = |keys: &str| lines(&Person::at(80, 24).types(keys))[23].clone();
    assert!(hints("担").contains("Tab 補う") && hints("認証").contains("Tab 種別"), "{}", hints("担"));
}

#[test]
fn every_filter_is_offered_on_every_screen() {
    for (columns, rows) in [(40, 12), (80, 24), (160, 48)] {
        for row in FILTERS {
            let letter: String = row.names[0].chars().take(1).collect();
            let person = Person::at(columns, rows).types(&letter);
            assert!(lines(&person)[2].contains(&format!("{}:", row.names[0])), "{letter}: {}", person.screen());
        }
    }
}

#[test]
fn what_was_taken_is_seen_on_a_small_screen() {
    for (keys, shown) in [("tanto<tab><tab>", "[担当:医療"), ("tanto<tab><tab><tab>", "[担当:事業者]")] {
        let person = Person::at(40, 12).types(keys);
        assert!(lines(&person)[2].contains(shown), "{}", person.screen());
    }
}

#[test]
fn an_unknown_filter_names_the_right_ones() {
    for (query, said) in [
        ("担当者:佐藤 認証", "「担当者:」という絞り込みはありません。近いものは 担当 です。"),
        ("担当:マイクロソフト 認証", "使えるのは 医療機関、事業者、クラウド事業者"),
    ] {
        let person = Person::at(160, 24).types(query);
        assert!(person.screen().contains(said), "{}", person.screen());
        let all = person.types("<alt-a>");
        assert!(all.app.picked.is_empty() && all.said().0.contains("選べ"), "{:?}", all.said());
    }
}
