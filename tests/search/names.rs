//! Names, old ones too, find what is called so, on the bundled catalog.

use std::collections::HashMap;

use tenken::catalog::{Catalog, Record, RecordRef};
use tenken::model::Kind;
use tenken::search::Request;

use super::ids;
use crate::support::bundled;

/// Returns the first hit of a kind.
fn first_of(kind: Kind, query: &str) -> String {
    let request = Request { kinds: vec![kind], ..Request::new(query, 1) };
    bundled().1.search(&request).hits.first().map(|hit| hit.id.clone()).unwrap_or_default()
}

#[test]
fn a_product_is_found_first_by_what_people_call_it() {
    for (query, id) in [
        ("Copilot", "ms.m365.copilot"),
        ("Copilot Studio", "ms.pp.copilot-studio"),
        ("Security Copilot", "ms.security-copilot"),
        ("Azure OpenAI", "ms.azure.openai"),
        ("Fabric", "ms.azure.fabric"),
        ("コパイロット", "ms.m365.copilot"),
        ("ファブリック", "ms.azure.fabric"),
        ("パワーアプリ", "ms.pp.power-apps"),
        ("Power BI", "ms.pp.power-bi"),
        ("WDAC", "ms.m365.app-control"),
        ("B2C", "ms.entra.external-id"),
        ("Azure AD B2C", "ms.entra.external-id"),
        ("Azure AD Connect", "ms.entra.connect"),
        ("Azure AD 条件付きアクセス", "ms.entra.conditional-access"),
        ("Azure Sentinel", "ms.sentinel"),
        ("Windows Defender ATP", "ms.defender.endpoint"),
        ("Office 365 ATP", "ms.defender.office365"),
    ] {
        assert_eq!(ids(query, 1), [id], "{query}");
    }
}

#[test]
fn what_the_cloud_does_shows_and_offers_is_first_of_its_kind() {
    for (kind, query, id) in [
        (Kind::Measure, "データセンター", "msm.datacenter-physical"),
        (Kind::Measure, "データセンターの物理的セキュリティ", "msm.datacenter-physical"),
        (Kind::Measure, "Service Trust Portal", "msm.disclosure"),
        (Kind::Report, "SOC 2", "report.soc2"),
        (Kind::Report, "SOC2", "report.soc2"),
        (Kind::Report, "ISMAP", "report.ismap"),
        (Kind::Report, "CS マーク", "report.cs-mark"),
        (Kind::Report, "ISO 27001", "report.iso-27001"),
        (Kind::Licence, "E5", "licence.m365-e5"),
        (Kind::Licence, "M365 E3", "licence.m365-e3"),
        (Kind::Licence, "Entra ID P1", "licence.entra-p1"),
        (Kind::Theme, "生成AI", "theme.ai"),
        (Kind::Theme, "generative AI", "theme.ai"),
        (Kind::Theme, "ゼロトラスト", "theme.zero-trust"),
        (Kind::Theme, "クラウド化", "theme.cloud-migration"),
    ] {
        assert_eq!(first_of(kind, query), id, "{query}");
    }
}

#[test]
fn what_is_named_as_a_whole_is_first_of_its_kind() {
    for (kind, query, id) in [
        (Kind::Product, "Azure Arc", "ms.azure.arc"),
        (Kind::Product, "ＡＺＵＲＥ　ＡＲＣ", "ms.azure.arc"),
        (Kind::Product, "Microsoft Purview DSPM", "ms.purview.dspm"),
        (Kind::Product, "Azure AD", "ms.entra.id"),
        (Kind::Product, "AzureAD", "ms.entra.id"),
        (Kind::Product, "「azure ad」", "ms.entra.id"),
        (Kind::Product, "Power Virtual Agents", "ms.pp.copilot-studio"),
        (Kind::Product, "Microsoft Flow", "ms.pp.power-automate"),
        (Kind::Product, "Dynamics 365 Portals", "ms.pp.power-pages"),
        (Kind::Licence, "Microsoft 365 E3", "licence.m365-e3"),
        (Kind::Licence, "Microsoft 365 E5", "licence.m365-e5"),
        (Kind::Licence, "Microsoft Defender Suite", "licence.e5-security"),
        (Kind::Licence, "M365 BP", "licence.m365-bp"),
        (Kind::Licence, "Business Premium", "licence.m365-bp"),
        (Kind::Licence, "Defender スイート", "licence.e5-security"),
        (Kind::Licence, "Purview スイート", "licence.e5-compliance"),
        (Kind::Licence, "Office アプリ", "licence.office-apps"),
        (Kind::Licence, "Microsoft 365 Apps for enterprise", "licence.office-apps"),
    ] {
        assert_eq!(first_of(kind, query), id, "{query}");
    }
}

/// What a record is called, by the fields of its kind.
fn names(record: Record<'_>) -> Vec<String> {
    let mut names = vec![record.title().to_owned()];
    match record {
        Record::Product(product) => names.extend(product.former_names.iter().chain([&product.name]).cloned()),
        Record::Licence(licence) => names.extend(licence.aliases.iter().cloned()),
        Record::Term(term) => names.extend(term.synonyms.iter().cloned()),
        _ => {}
    }
    names
}

/// Returns a character in its wide form, as Japanese keyboards write it.
fn wide(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        c => c,
    }
}

/// Returns every name in the catalog with the record that it is a name of.
fn named(catalog: &Catalog) -> Vec<(String, RecordRef)> {
    let all = catalog.searchable();
    all.flat_map(|at| names(catalog.record(at)).into_iter().map(move |name| (name, at))).collect()
}

/// Returns those of every so many names that do not find a record of theirs first of its kind; where several of a kind
/// share a name, one of them is enough.
fn missed(every: usize, write: impl Fn(&str) -> String) -> Vec<String> {
    let (catalog, engine) = bundled();
    let names = named(catalog);
    let mut bearers: HashMap<(Kind, &str), Vec<RecordRef>> = HashMap::new();
    names.iter().for_each(|(name, at)| bearers.entry((at.kind, name)).or_default().push(*at));
    let mut missed = Vec::new();
    for (name, at) in names.iter().step_by(every) {
        let typed = write(name);
        let hits = engine.search(&Request::new(typed.as_str(), usize::MAX)).hits;
        let first = hits.iter().find(|hit| hit.at.kind == at.kind);
        if !first.is_some_and(|hit| bearers[&(at.kind, name.as_str())].contains(&hit.at) && hit.lift.is_some()) {
            missed.push(format!("{typed}: {:?}, wanted {}", first.map(|hit| &hit.id), catalog.id(*at)));
        }
    }
    missed
}

#[test]
fn every_name_of_every_record_finds_it_first_of_its_kind() {
    let count = named(&bundled().0).len();
    assert!(count > 2000, "{count}");
    assert_eq!(missed(1, str::to_owned), Vec::<String>::new());
}

#[test]
fn a_name_is_known_however_it_is_spelled() {
    // One name in some is enough: the spelling makes the difference, not the name.
    let is_between = |c: char| matches!(c, ' ' | '・');
    assert_eq!(missed(7, |name| name.chars().map(wide).collect()), Vec::<String>::new());
    assert_eq!(missed(7, str::to_uppercase), Vec::<String>::new());
    assert_eq!(missed(7, |name| name.replace(is_between, "")), Vec::<String>::new());
    assert_eq!(missed(7, |name| format!("\"{name}\"")), Vec::<String>::new());
}

#[test]
fn what_has_only_some_of_the_words_of_a_name_follows_what_is_called_so() {
    for (query, id) in [
        ("M365 BP", "licence.m365-bp"),
        ("Defender スイート", "licence.e5-security"),
        ("Purview スイート", "licence.e5-compliance"),
        ("Office アプリ", "licence.office-apps"),
        ("Microsoft 365 Apps for enterprise", "licence.office-apps"),
        ("Microsoft Flow", "ms.pp.power-automate"),
    ] {
        assert!(ids(query, 5).iter().any(|found| found == id), "{query}");
    }
}

#[test]
fn every_record_is_found_by_its_present_and_its_former_ids() {
    let (catalog, _) = bundled();
    let mut former = 0;
    for at in catalog.searchable() {
        let id = catalog.id(at);
        for known in catalog.record(at).former_ids().iter().map(String::as_str).chain([id]) {
            former += usize::from(known != id);
            assert_eq!(ids(known, 1), [id], "{known}");
        }
    }
    assert!(former >= 14, "{former}");
}
