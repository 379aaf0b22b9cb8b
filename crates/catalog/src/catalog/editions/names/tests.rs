//! What editions are called, on made-up guidelines.

use proptest::prelude::{prop_assert, proptest};

use crate::catalog::Source;

use super::*;

const EDITIONS: &str = r#"
    [[guideline]]
    id = "g52"
    title = "指針 第5.2版"
    short = "省5.2"
    edition = "5.2"
    publisher = "省"
    provenance = { seen = "memory" }

    [[guideline]]
    id = "g7"
    title = "指針 第7.0版"
    short = "省7.0"
    edition = "7.0"
    publisher = "省"
    provenance = { seen = "memory" }

    [[guideline]]
    id = "list"
    title = "一覧"
    short = "一覧"
    publisher = "省"
    provenance = { seen = "memory" }

    [[guideline]]
    id = "shop"
    title = "店の一覧"
    short = "店の一覧"
    publisher = "省"
    provenance = { seen = "memory" }

    [[volume]]
    id = "list.r8"
    guideline = "list"
    title = "令和8年度版"
    short = "CL令8"
    published = "2026"

    [[volume]]
    id = "list.r7"
    guideline = "list"
    title = "令和7年度版"
    short = "CL令7"
    published = "2025"

    [[volume]]
    id = "shop.r7"
    guideline = "shop"
    title = "令和7年度版"
    short = "店令7"
    published = "2025"
"#;

fn catalog() -> Catalog {
    let mut source = Source::default();
    assert_eq!(source.read("made-up.toml", EDITIONS), []);
    Catalog::new(source).unwrap()
}

/// Returns what is named in a text, as it stands there, with the ids of the editions.
fn named(text: &str) -> Vec<(String, Vec<String>)> {
    let catalog = catalog();
    let found = EditionNames::new(&catalog).find(text);
    found.into_iter().map(|named| (text[named.range].to_owned(), ids(&catalog, &named.editions))).collect()
}

fn ids(catalog: &Catalog, places: &[usize]) -> Vec<String> {
    let editions = catalog.editions();
    places.iter().map(|place| editions[*place].id().to_owned()).collect()
}

/// Every edition with the ways to write its name.
const WRITTEN: [(&str, &str); 3] = [
    (
        "g7",
        "第7.0版|第７．０版|第 7.0 版|第七版|第7版|7.0版|7.0 版|７．０版|ver7.0|Ver.7.0|ver. 7.0|v7.0|Ｖ7.0版|version 7.0|\
         バージョン7.0|g7|Ｇ７|省7.0|省 7.0",
    ),
    ("g52", "5.2版|第5.2版|第５．２版|省5.2"),
    (
        "list.r8",
        "令和8年度|令和8年度版|令和８年度|令和八年度|令和八年度版|令和 8 年度|令和8年版|令和8版|令和8|R8|r8|Ｒ８|R8年度|R8年度版|\
         令8|㋿8年度|2026年度|２０２６年度版|二〇二六年度|CL令8|list.r8",
    ),
];

#[test]
fn an_edition_is_known_however_its_name_is_written() {
    for (id, names) in WRITTEN {
        for name in names.split('|') {
            let expected = [(name.to_owned(), vec![id.to_owned()])];
            assert_eq!(named(name), expected, "{name}");
            for text in
                [format!("{name} パスワード"), format!("「{name}」で何が変わった"), format!("管理、{name}の要点")]
            {
                assert_eq!(named(&text), expected, "{text}");
            }
        }
    }
}

#[test]
fn several_editions_are_named_one_after_another_or_by_one_year() {
    let both = ["5.2版", "第7.0版"].map(|name| (name.to_owned(), named(name).remove(0).1));
    assert_eq!(named("5.2版と第7.0版の違い"), both);
    assert_eq!(named("令和7年度"), [("令和7年度".to_owned(), vec!["list.r7".to_owned(), "shop.r7".to_owned()])]);
}

/// What reads nearly like the name of an edition.
const OTHERS: &str = "版|第版|7.0|5.2|7|第7章|第7.0章|7版|17.0版|7.0.1版|第9.9版|6.0版|⑦版|第⑦版|TLS 7.0版|\
     TLS ver7.0|SMBv7.0|TLSバ7.0|令和9年度|令和8年|令和8年4月1日|平成8年度|命令8|司令7|R|R80|R8.1|AR8|\
     x-r8|list.r8.hosp|2026年|2026年6月|12026年度|2018年度|運用14⑤|g7.x.1|mg7|g70|一覧|省|十|\
     〇|十十年度|令和十";

#[test]
fn what_only_looks_like_an_edition_names_none() {
    for text in OTHERS.split('|').chain([""]) {
        assert_eq!(named(text), [], "{text}");
    }
}

#[test]
fn a_number_by_itself_is_enough_where_only_an_edition_can_stand() {
    let catalog = catalog();
    let names = EditionNames::new(&catalog);
    for (text, expected) in [
        ("7.0", &["g7"][..]),
        (" ７．０ ", &["g7"]),
        ("第7.0版", &["g7"]),
        ("g52", &["g52"]),
        ("R7", &["list.r7", "shop.r7"]),
        ("7.0 パスワード", &[]),
        ("7", &[]),
        ("9.9", &[]),
        ("", &[]),
    ] {
        assert_eq!(ids(&catalog, &names.whole(text)), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn ranges_lie_in_the_text_one_after_another(text in "(\\PC|第|7|\\.|0|版|令和|八|十|年度|R|ver|2026|g52| |\u{200b}|①){0,30}") {
        let names = EditionNames::new(&catalog());
        let mut last = 0;
        for named in names.find(&text) {
            prop_assert!(named.range.start >= last && named.range.start < named.range.end, "{named:?}");
            prop_assert!(text.get(named.range.clone()).is_some(), "{named:?}");
            prop_assert!(!named.editions.is_empty());
            last = named.range.end;
        }
    }

    #[test]
    fn a_text_without_a_number_names_no_edition(text in "[^0-9０-９一二三四五六七八九十〇元①-㍿]{0,30}") {
        prop_assert!(EditionNames::new(&catalog()).find(&text).is_empty());
    }
}
