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
    // A word that is found is what is looked for, though it is the name of a filter; the colon makes a filter of it.
    let mut looked_at = 0;
    for word in ["証跡", "クラウド", "製品", "責任", "担当", "認証 状態", "サービス", "版", "章", "cloud"]
    {
        let person = Person::at(80, 24).types(word);
        if !person.app.search.results.by_kind.iter().any(|(_, counts)| counts.all > 0) {
            assert!(lines(&person)[2].contains("Tab 補う"), "{}", person.screen());
            continue;
        }
        looked_at += 1;
        let colon =
            format!(": 補う  {}:", word.split(' ').next_back().filter(|word| *word != "cloud").unwrap_or("クラウド"));
        assert!(lines(&person)[2].contains(&colon) && lines(&person)[23].contains("Tab 種別"), "{}", person.screen());
        let narrowed = person.types("<tab>");
        assert!(narrowed.app.search.kind.is_some() && narrowed.app.search.input.text() == word, "{word}");
        let filter = Person::at(80, 24).types(word).types(":");
        assert!(lines(&filter)[2].contains("Tab 補う"), "{}", filter.screen());
    }
    assert!(looked_at > 2, "{looked_at}");
    let hints = |keys: &str| lines(&Person::at(80, 24).types(keys))[23].clone();
    assert!(hints("担").contains("Tab 補う") && hints("認証").contains("Tab 種別"), "{}", hints("担"));
}

#[test]
fn a_filter_that_is_left_out_is_no_chip_and_its_values_are_told_on_a_narrow_screen() {
    for (query, said, chip) in [
        ("担当:病院", "「担当:」に使えるのは 医療機関、事業者、クラウド事業者 です。", "[担当"),
        ("担当: ", "「担当:」に使えるのは 医療機関、事業者、クラウド事業者 です。", "[担当"),
        ("担当: 認証", "「担当:」に使えるのは 医療機関、事業者、クラウド事業者 です。", "[担当"),
        ("編:z", "「編:」に使えるのは ", "[編"),
        ("製品:zzz", "「zzz」という製品はありません。", "[製品"),
        ("系列:zz 認証", "「系列:」に使えるのは ", "[系列"),
        ("章:99", "「章:」に使えるのは ", "[章"),
        ("担当:病院 認証 製", "「担当:」に使えるのは 医療機関、", "Tab 補う"),
    ] {
        let person = Person::at(80, 24).types(query);
        let line = &lines(&person)[2];
        assert!(line.contains(said) && !line.contains(chip), "{query}: {}", person.screen());
        let all = person.types("<alt-a>");
        assert!(all.app.picked.is_empty(), "{query}");
    }
    let taken = Person::at(80, 24).types("担当:病院<tab>");
    assert_eq!(taken.app.search.input.text(), "担当:医療機関", "the right values can be taken");
    let partly = Person::at(80, 24).types("系列:zz 状態:未 ");
    assert!(lines(&partly)[2].contains("[状態 未着手]") && !lines(&partly)[2].contains("[系列"), "{}", partly.screen());
}

#[test]
fn where_nothing_meets_the_filters_the_hint_is_about_filters() {
    for query in ["章:99", "証跡:あり", "担当:病院 "] {
        let person = Person::at(80, 24).types(query);
        let screen = person.screen();
        assert!(screen.contains("Alt-- で終わりの絞り込みを外せます") && !screen.contains("別の言い方"), "{screen}");
        assert_eq!(person.types("<alt-->").app.search.input.text(), "", "{query}");
    }
    let typing = Person::at(80, 24).types("担当:");
    assert!(
        typing.screen().contains("値を続けて入力") && !typing.screen().contains("見つかりません"),
        "{}",
        typing.screen()
    );
    assert!(Person::at(80, 24).types("ぬぬぬぬ").screen().contains("別の言い方"));
}

#[test]
fn a_clause_says_how_to_search_it_and_how_to_search_all() {
    let person = Person::at(80, 24).on("mhlw6.sysun.14.5");
    let hints = &lines(&person)[23];
    for hint in ["Space 完了", "f 期限・証跡", "n メモ", "s 検索", "g 移動", ": 命令", "? 操作"] {
        assert!(hints.contains(hint), "{hints}");
    }
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
        ("担当部署:佐藤 認証", "「担当部署:」という絞り込みはありません。近いものは 担当 です。"),
        ("担当:マイクロソフト 認証", "使えるのは 医療機関、事業者、クラウド事業者"),
    ] {
        let person = Person::at(160, 24).types(query);
        assert!(person.screen().contains(said), "{}", person.screen());
        let all = person.types("<alt-a>");
        assert!(all.app.picked.is_empty() && all.said().0.contains("選べ"), "{:?}", all.said());
    }
}
