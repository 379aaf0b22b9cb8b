//! 6.0: each item joins its clause.

use std::collections::BTreeMap;

use crate::support::bundled;
use crate::support::official::{MadeItem, chapters_of_6, chapters_of_7, circle, document};

use super::{is_recognised, read};

const VOLUMES: [(&str, &str); 3] =
    [("mhlw6.keiei", "経営管理編"), ("mhlw6.kikaku", "企画管理編"), ("mhlw6.sysun", "システム運用編")];

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_item_of_6_joins_its_clause_with_its_page_and_number() {
    let (catalog, _) = bundled();
    let (mut all, mut joined, mut unknown, mut missing) = (0, 0, 0, Vec::new());
    for (volume, title) in VOLUMES {
        let chapters = chapters_of_6(catalog, volume);
        let text = document("6.0", title, &chapters);
        assert!(is_recognised("a.txt", text.clone().into_bytes()));
        let reading = read("a.txt", text.into_bytes()).unwrap();
        assert_eq!(reading.about.pack, format!("text-{volume}"));
        assert!(reading.about.is_original && reading.about.completes.is_empty());
        let found: BTreeMap<&str, _> = reading.records.originals.iter().map(|one| (one.clause.as_str(), one)).collect();
        assert_eq!(found.len(), reading.records.originals.len());
        let items: Vec<&MadeItem> = chapters.iter().flat_map(|chapter| &chapter.items).collect();
        for item in items.iter().filter(|item| !item.clause.is_empty()) {
            all += 1;
            let Some(original) = found.get(item.clause.as_str()) else {
                let told = reading.skipped.iter().any(|one| one.place == item.clause);
                assert!(told, "{} is neither joined nor told", item.clause);
                missing.push((item.clause.clone(), item.mark));
                continue;
            };
            assert_eq!(squeezed(&original.text), squeezed(&item.text), "{}", item.clause);
            assert_eq!(original.item, circle(item.mark).to_string(), "{}", item.clause);
            assert!(original.place.starts_with("p. "));
            joined += 1;
            unknown += usize::from(catalog.clause(&item.clause).is_some_and(|clause| !clause.has_certain_number()));
        }
        // What is no clause of ours becomes one.
        let unknown_items = items.iter().filter(|item| item.clause.is_empty());
        let made: BTreeMap<&str, &str> =
            reading.records.clauses.iter().map(|one| (one.number.as_str(), one.gist.as_str())).collect();
        for item in unknown_items {
            let is_made = made
                .iter()
                .any(|(number, gist)| number.ends_with(circle(item.mark)) && squeezed(gist) == squeezed(&item.text));
            assert!(is_made, "{item:?}");
        }
        assert_eq!(reading.records.originals.len(), items.len());
    }
    assert!(all >= 150 && joined * 100 >= all * 98 && unknown > 20, "{joined} of {all}, {unknown}: {missing:?}");
}

#[test]
fn a_later_edition_becomes_clauses_that_continue_those_of_6() {
    let (catalog, _) = bundled();
    let (chapters, _, _) = chapters_of_7(&chapters_of_6(catalog, "mhlw6.sysun"));
    let reading = read("b.txt", document("7.0", "システム運用編", &chapters).into_bytes()).unwrap();
    let items: Vec<&MadeItem> = chapters.iter().flat_map(|chapter| &chapter.items).collect();
    assert_eq!((reading.counts.clause, reading.counts.original), (items.len(), items.len()));
    assert_eq!(reading.about.completes, ["mhlw7.sysun"]);
    assert_eq!(reading.records.volumes.len(), 1);
    assert_eq!(reading.records.chapters.len(), chapters.len());
    for (item, clause) in items.iter().zip(&reading.records.clauses) {
        assert_eq!(squeezed(&clause.gist), squeezed(&item.text));
        assert_eq!(clause.item, circle(item.mark).to_string());
        assert!(clause.id.starts_with("mhlw7.sysun.") && clause.id.ends_with(&format!(".{}", item.mark)));
    }
    // Nothing but our summaries could be compared, and that is said.
    assert!(reading.warnings.iter().any(|one| one.contains("要約と比べました")), "{:?}", reading.warnings);
    let linked = reading.records.links.iter().filter(|link| {
        let at = reading.records.clauses.iter().position(|clause| clause.id == link.to).unwrap();
        items[at].clause == link.from
    });
    let continued = items.iter().filter(|item| !item.clause.is_empty()).count();
    assert!(linked.count() * 100 >= continued * 95, "{} links", reading.records.links.len());
    // The same file gives the same records.
    let again = read("b.txt", document("7.0", "システム運用編", &chapters).into_bytes()).unwrap();
    assert_eq!(again, reading);
}

#[test]
fn an_item_that_nobody_knows_gets_no_id_of_a_clause_that_is_there() {
    let (catalog, _) = bundled();
    let text = "医療情報システムの安全管理に関するガイドライン 第6.0版\n経営管理編\n1. 安全管理に関する責任・責務\n\n\
                1.2 医療機関等における責任\n\n1.2.1 通常時における責任\n\n【遵守事項】\nまえがきの見出し\n\
                ① あらたな甲の項目を行うこと。\n② あらたな乙の項目を行うこと。\n説明責任\n\
                ① 安全管理事項の文書化と文書の管理体制を行うこと。\n② 患者等への説明・相談窓口の設置を行うこと。\n";
    let reading = read("a.txt", text.as_bytes().to_vec()).unwrap();
    assert_eq!((reading.records.originals.len(), reading.records.clauses.len()), (4, 2));
    let ids: BTreeMap<&str, &str> =
        reading.records.originals.iter().map(|one| (one.clause.as_str(), one.text.as_str())).collect();
    assert_eq!(ids.len(), 4);
    for clause in &reading.records.clauses {
        assert!(catalog.clause(&clause.id).is_none(), "{}", clause.id);
        assert!(ids[clause.id.as_str()].starts_with("あらたな"));
    }
}
