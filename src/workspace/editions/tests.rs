//! What is said of editions, on made-up guidelines and on the bundled catalog.

use crate::catalog::{RecordRef, Source};
use crate::export::ReportEditions;
use crate::model::Kind;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap_hanging;
use crate::worklist::{Progress, State};
use crate::workspace::page_parts::{Item, PagePart};

use super::*;

const DATES: &str = r#"
    [[guideline]]
    id = "a1"
    title = "指針 第1版"
    short = "省1"
    edition = "1"
    publisher = "省"
    published = "2023-05"
    url = "https://example.com/a"
    successor = "a2"
    inspected = true
    provenance = { seen = "partial", source = "省" }

    [[guideline]]
    id = "a2"
    title = "指針 第2版"
    short = "省2"
    edition = "2"
    publisher = "省"
    published = "2026-06-29"
    provenance = { seen = "second_hand", note = "本文は未見" }

    [[guideline]]
    id = "c"
    title = "一覧"
    short = "一覧"
    publisher = "省"
    inspected = true
    url = "https://example.com/c"
    provenance = { seen = "memory" }

    [[guideline]]
    id = "own"
    title = "選んだときの一覧"
    short = "選択"
    publisher = "省"
    inspected = true
    by_choice = true
    partial = true
    provenance = { seen = "memory" }
"#;

/// Returns a volume, an edition of its own if it was published.
fn volume(id: &str, title: &str, published: &str, successor: &str) -> String {
    let guideline = id.split('.').next().unwrap();
    format!(
        "[[volume]]\nid = \"{id}\"\nguideline = \"{guideline}\"\ntitle = \"{title}\"\nshort = \"{title}\"\n\
         published = \"{published}\"\nsuccessor = \"{successor}\"\n"
    )
}

/// Returns a chapter with one clause, verified or not.
fn chapter(volume: &str, seen: &str) -> String {
    format!(
        "[[chapter]]\nid = \"{volume}.1\"\nvolume = \"{volume}\"\nnumber = \"1\"\ntitle = \"章\"\n\
         provenance = {{ seen = \"{seen}\" }}\n[[clause]]\nid = \"{volume}.1.1\"\nchapter = \"{volume}.1\"\n\
         number = \"①\"\ntitle = \"題\"\ngist = \"要約\"\nprovenance = {{ seen = \"{seen}\", source = \"省\" }}\n"
    )
}

fn revision(id: &str, clause: &str, what: &str) -> String {
    let clauses = if clause.is_empty() { String::new() } else { format!("clauses = [\"{clause}\"]\n") };
    format!(
        "[[revision]]\nid = \"{id}\"\nfrom = \"a1\"\nto = \"a2\"\n{clauses}kind = \"modified\"\nwhat = \"{what}\"\n\
         confidence = \"low\"\nprovenance = {{ seen = \"memory\" }}\n"
    )
}

/// Returns a catalog with `count` revisions of the whole edition and one of a clause.
fn catalog(count: usize) -> Catalog {
    let mut text = DATES.to_owned();
    for (id, title, published, successor) in [
        ("a1.x", "甲編", "", ""),
        ("own.x", "本編", "", ""),
        ("c.r7", "令和7年度版", "2025", "c.r8"),
        ("c.r8", "令和8年度版", "2026-06", ""),
        ("c.r6", "令和6年度版", "2024", "c.r7"),
    ] {
        text += &volume(id, title, published, successor);
    }
    for (volume, seen) in [("a1.x", "full"), ("own.x", "memory"), ("c.r7", "memory"), ("c.r6", "full")] {
        text += &chapter(volume, seen);
    }
    for number in 0..count {
        text += &revision(&format!("a2.general.{number}"), "", "全体が変わった。");
    }
    text += &revision("a2.x.1.1", "a1.x.1.1", "新しい。その条項の求めることがこのように変わった。後の文。");
    let mut source = Source::default();
    assert!(source.read("made-up.toml", &text).is_empty());
    Catalog::new(source).unwrap()
}

fn told_of(catalog: &Catalog, volumes: &[&str]) -> ReportEditions {
    let is_meant = |at: &RecordRef| volumes.iter().any(|volume| catalog.id(*at).starts_with(volume));
    editions_told(catalog, catalog.all(Kind::Clause).filter(is_meant))
}

#[test]
fn one_line_names_the_editions_those_that_hold_and_what_is_unverified() {
    let catalog = catalog(0);
    for (volumes, line) in [
        (vec!["a1"], "省1(現行は第2版、2026-06-29)。未照合 0/1。"),
        (vec!["c.r7"], "一覧 令和7年度版(現行は令和8年度版、2026-06)。未照合 1/1。"),
        (vec!["c.r6", "c.r7"], "一覧 令和6・7年度版(現行は令和8年度版、2026-06)。未照合 1/2。"),
        (vec!["a1", "own"], "省1(現行は第2版、2026-06-29)、選択(一部のみ 1 項目、後の版は未確認)。未照合 1/2。"),
        (vec![], ""),
    ] {
        assert_eq!(told_of(&catalog, &volumes).line, line);
    }
    let both = told_of(&catalog, &["a1", "c.r6"]);
    assert_eq!((both.held, both.current), (vec!["a1".into(), "c.r6".into()], vec!["a2".into(), "c.r8".into()]));
    assert_eq!(
        both.notices,
        [
            "省 第1版は、2026-06-29 に第2版に置き換わりました。",
            "一覧 令和6年度版は、2025 に令和7年度版に置き換わりました。現行は令和8年度版(2026-06)です。"
        ]
    );
    // What is counted only where it is chosen is not what the catalog is for.
    assert_eq!(held(&catalog).held, ["a1", "c.r7", "c.r6"]);
}

#[test]
fn the_line_of_the_bundled_catalog_has_two_lines_at_80_columns() {
    let catalog = crate::bundled::catalog().unwrap();
    let state = State::default();
    let progress = Progress::new(&catalog, &state);
    let counted = editions_told(&catalog, catalog.all(Kind::Clause).filter(|at| progress.scope().counts(*at)));
    for told in [held(&catalog), counted] {
        let line = format!("{EDITIONS}: {}", told.line);
        assert!(line.contains("第7.0版、2026-06-29") && line.contains("未照合 "), "{line}");
        // As the tables of contents set it: one column at the left, one at the right for hanging punctuation.
        assert!(wrap_hanging(&line, 77, Ambiguous::Unknown).len() <= 2, "{line}");
    }
}

fn page(catalog: &Catalog, id: &str) -> Vec<PagePart> {
    edition_parts(catalog, catalog.tree().node(id).unwrap())
}

fn texts(parts: &[PagePart]) -> Vec<String> {
    let text = |item: &Item| match item {
        Item::Text(text) => text.clone(),
        Item::Fact(name, text) | Item::Caution(name, text) => format!("{name} {text}"),
        Item::Link(link) => {
            let details: String = link.details.iter().map(|(_, text)| text.as_str()).collect();
            format!("{}-> {} {}", link.tag, link.remark, details).trim().to_owned()
        }
        Item::Document(_) => String::new(),
    };
    parts.iter().flat_map(|part| part.items.iter().map(text)).collect()
}

#[test]
fn the_page_of_an_edition_says_what_took_its_place_and_how_much_is_held() {
    let catalog = catalog(0);
    let first = page(&catalog, "a1");
    assert_eq!(
        texts(&first),
        [
            "発行者 省",
            "発行 2023-05",
            "公式ページ https://example.com/a",
            "版の状況 第1版は、2026-06-29 に第2版に置き換わりました。",
            "収録 1 条項。",
            "次の版->",
        ]
    );
    assert!(matches!(first[0].items[3], Item::Caution(..)), "what was replaced must not be overlooked");
    let second = texts(&page(&catalog, "a2"));
    assert!(second.contains(&"版の状況 この版が現行です。".to_owned()), "{second:?}");
    assert!(second.contains(&"収録 条項は収録しておらず、改定を 1 件収録しています。".to_owned()), "{second:?}");
    assert!(texts(&page(&catalog, "own")).contains(&"版の状況 後の版は確認できていません。".to_owned()));
    assert!(texts(&page(&catalog, "c.r7")).contains(&"収録 1 条項(うち 1 は未照合)。".to_owned()));
    assert!(texts(&page(&catalog, "own")).contains(&"収録 一部のみ(1 項目)(うち 1 は未照合)。".to_owned()));
    assert!(page(&catalog, "a1.x").is_empty(), "a volume of an edition is none");
}

#[test]
fn a_part_of_a_list_is_told_wherever_it_is_read() {
    let catalog = crate::bundled::catalog().unwrap();
    let node = |id| catalog.tree().node(id).unwrap();
    for (id, note, seen) in [
        ("mhlwph.r6.pharm", "薬局チェックリスト 令和6年度版は一部のみ(7 項目)を収録しています。", "一部を確認"),
        // Of the seven clauses, one only explains how to use the list.
        ("mhlwbcp.main", "BCP確認表は一部のみ(6 項目)を収録しています。", "一部を確認"),
        ("mhlwbcp.1", "この章の項目は確認できていません。", "未見"),
        ("rolecheck.main", "契約確認表は一部のみ(3 項目)を収録しています。", "一部を確認"),
        ("rolecheck.p1", "この章の項目は確認できていません。", "見出しだけを確認"),
        ("mhlw6.sysun.14", "", "本文を確認"),
        // Its page says so itself.
        ("mhlwph.r6", "", "一部を確認"),
    ] {
        assert_eq!(
            (partial_note(&catalog, id).unwrap_or_default().as_str(), seen_of(&catalog, node(id))),
            (note, seen),
            "{id}"
        );
    }
    assert_eq!(node("mhlw7.hoshu").seen.name(), "伝聞");
    let bcp = catalog.edition("mhlwbcp").unwrap();
    assert_eq!((bcp.clause_count(), bcp.item_count()), (7, 6));
}

#[test]
fn what_took_the_place_of_two_leads_back_to_both() {
    let catalog = crate::bundled::catalog().unwrap();
    let before = |id| {
        let parts = page(&catalog, id).into_iter().flat_map(|part| part.items);
        let links = parts.filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None });
        links.filter(|link| link.tag == "前の版").map(|link| catalog.id(link.at).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(before("mhlwcl.r8"), ["mhlwcl.r7", "mhlwph.r7"]);
    assert_eq!(before("mhlwph.r7"), ["mhlwph.r6"]);
    for id in ["mhlwbcp", "rolecheck", "mdssds"] {
        let told = texts(&page(&catalog, id));
        assert!(told.contains(&"版の状況 後の版は確認できていません。".to_owned()), "{id}: {told:?}");
    }
}

#[test]
fn a_guideline_that_goes_by_years_has_a_row_for_each() {
    let catalog = catalog(0);
    let parts = page(&catalog, "c");
    assert_eq!(parts[1].heading, "年度ごとの版");
    assert_eq!(
        texts(&parts[1..]),
        [
            "-> 2025 発行、1 条項 令和7年度版は、2026-06 に令和8年度版に置き換わりました。",
            "-> 現行、2026-06 発行、条項なし",
            "-> 2024 発行、1 条項 令和6年度版は、2025 に令和7年度版に置き換わりました。現行は令和8年度版(2026-06)です。",
        ]
    );
    let node = |id| catalog.tree().node(id).unwrap();
    assert!(is_listed_as_edition(&catalog, node("c.r7")) && !is_listed_as_edition(&catalog, node("a1.x")));
}

#[test]
fn every_revision_is_reached_from_the_page_of_its_editions() {
    for count in [3, 20] {
        let catalog = catalog(count);
        for edition in ["a1", "a2"] {
            let node = catalog.tree().node(edition).unwrap();
            let links = |chapters| {
                let parts = revision_parts(&catalog, node, chapters);
                let items: Vec<Item> = parts.into_iter().flat_map(|part| part.items).collect();
                let at = |item: &Item| if let Item::Link(link) = item { Some(link.at) } else { None };
                items.iter().filter_map(at).collect::<Vec<_>>()
            };
            assert_eq!(links(Chapters::Listed).len(), count + 1, "{edition}");
            let shown = links(Chapters::Linked);
            assert_eq!(shown.len(), count + 1);
            // A long list leads to the chapter, whose page has the revision.
            let kind = if count > 12 { Kind::Node } else { Kind::Revision };
            assert_eq!(shown.last().unwrap().kind, kind);
        }
        let chapter = revision_parts(&catalog, catalog.tree().node("a1.x.1").unwrap(), Chapters::Linked);
        assert_eq!((chapter.len(), chapter[0].links()), (1, Some(1)));
        assert_eq!(chapter[0].heading, "第1版から第2版への改定");
    }
}

#[test]
fn every_revision_of_the_bundled_catalog_is_on_the_page_of_its_guideline() {
    let catalog = crate::bundled::catalog().unwrap();
    for revision in catalog.revisions() {
        for edition in [&revision.from, &revision.to] {
            let node = catalog.tree().node(edition).unwrap();
            let parts = revision_parts(&catalog, node, Chapters::Listed);
            let mut items = parts.iter().flat_map(|part| &part.items);
            let is_it = |item: &Item| match item {
                Item::Link(link) => link.at.kind == Kind::Revision && catalog.id(link.at) == revision.id,
                _ => false,
            };
            assert!(items.any(is_it), "{} is missing on {edition}", revision.id);
        }
    }
}

#[test]
fn a_revision_is_called_by_edition_kind_place_and_a_sentence_that_says_something() {
    let catalog = catalog(0);
    let revision = catalog.revisions().next().unwrap();
    assert_eq!(
        revision_name(&catalog, revision),
        "第2版 変更 甲編 ①: 新しい。その条項の求めることがこのように変わった。"
    );
}

#[test]
fn editions_are_compared_that_the_screen_or_the_worklist_is_about() {
    let catalog = catalog(0);
    let state = State::default();
    let progress = Progress::new(&catalog, &state);
    let meant = |id: Option<&str>| {
        let here = id.map(|id| catalog.find(id).unwrap());
        pair_for(&catalog, here, progress.scope()).map(|pair| pair_name(&pair))
    };
    for here in [None, Some("a1"), Some("a2"), Some("a1.x.1.1"), Some("a2.x.1.1")] {
        assert_eq!(meant(here).as_deref(), Some("省 第1版と第2版の対比"), "{here:?}");
    }
    // The catalog holds clauses of both.
    assert_eq!(meant(Some("c.r7")).as_deref(), Some("一覧 令和6年度版と令和7年度版の対比"));
    let at = |id| pairs_at(&catalog, catalog.tree().node(id).unwrap()).len();
    assert_eq!((at("a2"), at("c"), at("own")), (1, 1, 0));
}
