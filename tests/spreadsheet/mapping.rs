//! The control mapping as a workbook: everything that the catalog says is in it, read back as other programs read it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use tenken::catalog::Catalog;
use tenken::export::csv::Encoding;
use tenken::export::mapping::{ControlMapping, MappingFormat};
use tenken::model::{Kind, Service};
use tenken::worklist::Identity;
use tenken::workspace::{Setup, mapping};

use crate::support::{bundled, world};

/// A row of a sheet, by the titles of its columns.
type Cells = BTreeMap<String, String>;

/// Returns the tables of a whole catalog.
pub fn tables(catalog: &Catalog) -> ControlMapping {
    let who = Identity { user: "sato".to_owned(), host: "pc1".to_owned() };
    let setup = Setup { paths: None, overlays: Vec::new(), worklist: "default".to_owned(), who, items: Vec::new() };
    mapping(catalog, None, &setup, None)
}

/// Returns the workbook of a whole catalog as bytes.
fn workbook(catalog: &Catalog) -> Vec<u8> {
    MappingFormat::Xlsx.write(&tables(catalog), Encoding::Utf8).unwrap().bytes
}

/// Returns the rows of each sheet.
fn sheets(bytes: Vec<u8>) -> BTreeMap<String, Vec<Cells>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut sheets = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let mut rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
        let titles = rows.next().unwrap();
        sheets.insert(name, rows.map(|row| titles.iter().cloned().zip(row).collect()).collect());
    }
    sheets
}

/// Returns two cells of each row; no pair stands there twice.
fn pairs(rows: &[Cells], one: &str, other: &str) -> BTreeSet<(String, String)> {
    let pairs: BTreeSet<_> = rows.iter().map(|row| (row[one].clone(), row[other].clone())).collect();
    assert_eq!(pairs.len(), rows.len(), "{one} and {other}");
    pairs
}

/// Returns a record with each product that is named for it, or with nothing.
fn with_products<'a>(catalog: &Catalog, id: &str, products: impl Iterator<Item = &'a String>) -> Vec<(String, String)> {
    let known = products.filter_map(|id| catalog.find(id)).filter(|at| at.kind == Kind::Product);
    let mut pairs: Vec<_> = known.map(|at| (id.to_owned(), catalog.id(at).to_owned())).collect();
    if pairs.is_empty() {
        pairs.push((id.to_owned(), String::new()));
    }
    pairs
}

fn clause_pairs(catalog: &Catalog) -> BTreeSet<(String, String)> {
    let pairs = catalog.clauses().flat_map(|clause| {
        let named = catalog.mapping(&clause.id).into_iter().flat_map(|mapping| &mapping.products);
        with_products(catalog, &clause.id, named.map(|entry| &entry.id))
    });
    pairs.collect()
}

fn risk_pairs(catalog: &Catalog) -> BTreeSet<(String, String)> {
    let pairs = catalog.risks().flat_map(|risk| {
        with_products(catalog, &risk.id, risk.mitigations.iter().map(|mitigation| &mitigation.product))
    });
    pairs.collect()
}

/// Returns each measure with each report that its documents refer to, or with nothing.
fn report_pairs(catalog: &Catalog) -> BTreeSet<(String, String)> {
    let pairs = catalog.measures().flat_map(|measure| {
        let cited = measure.evidence.iter().flat_map(|evidence| &evidence.cites);
        let reports: Vec<_> = cited.filter_map(|citation| catalog.find(&citation.report)).collect();
        let reports = reports.into_iter().map(|at| catalog.id(at).to_owned()).collect::<BTreeSet<_>>();
        let reports = if reports.is_empty() { BTreeSet::from([String::new()]) } else { reports };
        reports.into_iter().map(|report| (measure.id.clone(), report)).collect::<Vec<_>>()
    });
    pairs.collect()
}

fn assert_complete(catalog: &Catalog) {
    let sheets = sheets(workbook(catalog));
    let names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    assert_eq!(names, ["コントロールマッピング", "リスク", "凡例と注意", "措置と監査報告", "製品から引く"]);
    let clauses = &sheets["コントロールマッピング"];
    let (answered, lowered) = (clause_pairs(catalog), risk_pairs(catalog));
    assert_eq!(pairs(clauses, "ID", "製品 ID"), answered);
    assert_eq!(pairs(&sheets["リスク"], "ID", "製品 ID"), lowered);
    assert_eq!(pairs(&sheets["措置と監査報告"], "ID", "報告 ID"), report_pairs(catalog));
    let both = answered.iter().chain(&lowered).filter(|(_, product)| !product.is_empty());
    let mut turned: BTreeSet<_> = both.map(|(id, product)| (id.clone(), product.clone())).collect();
    let named: BTreeSet<&str> = turned.iter().map(|(_, product)| product.as_str()).collect();
    let unused: Vec<_> = catalog.products().filter(|product| !named.contains(product.id.as_str())).collect();
    turned.extend(unused.into_iter().map(|product| (String::new(), product.id.clone())));
    assert_eq!(pairs(&sheets["製品から引く"], "条項・リスクの ID", "製品 ID"), turned);
    let mut told = BTreeSet::new();
    for row in clauses {
        let mapping = catalog.mapping(&row["ID"]);
        for service in Service::ALL {
            let judged = mapping.into_iter().flat_map(|mapping| &mapping.availability);
            let status = judged.into_iter().find(|one| one.service == *service).map_or("", |one| one.status.name());
            assert_eq!(row[&format!("対応 {}", service.short())], status, "{} in {}", row["ID"], service.name());
        }
        // Long texts stand once, in the first row about a clause; what it is told by stands in all of them.
        let checks = mapping.filter(|_| told.insert(&row["ID"])).map(|mapping| mapping.checks.join("\n"));
        assert_eq!((&row["確認観点"], row.contains_key("状態")), (&checks.unwrap_or_default(), false));
        assert!(["ガイドライン", "番号", "題"].iter().all(|key| !row[*key].is_empty()), "{}", row["ID"]);
    }
}

#[test]
fn every_tie_of_the_catalog_is_in_the_workbook() {
    let (catalog, _) = bundled();
    assert_complete(catalog);
    assert!(
        clause_pairs(catalog).len() > 1_000 && risk_pairs(catalog).len() > 400 && report_pairs(catalog).len() > 100
    );
    assert_complete(&world().0);
}

#[test]
fn the_last_sheet_names_the_editions_and_what_took_their_place() {
    let (catalog, _) = bundled();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook(catalog))).unwrap();
    let range = book.worksheet_range("凡例と注意").unwrap();
    let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for edition in catalog.editions() {
        assert!(texts.contains(&edition.full_name()), "{}", edition.full_name());
        let notice = edition.notice();
        assert!(notice.is_none_or(|notice| texts.iter().any(|text| text.starts_with(&notice))), "{}", edition.id());
    }
    for said in ["第7.0版(2026-06-29)", "CC BY 4.0", "原文ではありません", "本ツールの見解"] {
        assert!(texts.iter().any(|text| text.contains(said)), "{said}");
    }
}

#[test]
fn the_same_catalog_gives_the_same_workbook() {
    let (catalog, _) = world();
    assert_eq!(workbook(catalog), workbook(catalog));
}
