//! Names, old ones too, find what is called so, on the bundled catalog.

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
fn every_record_is_found_by_its_present_and_its_former_ids() {
    let (catalog, _) = bundled();
    let mut former = 0;
    for at in Kind::SEARCHABLE.iter().flat_map(|kind| catalog.all(*kind)) {
        let id = catalog.id(at);
        for known in catalog.record(at).former_ids().iter().map(String::as_str).chain([id]) {
            former += usize::from(known != id);
            assert_eq!(ids(known, 1), [id], "{known}");
        }
    }
    assert!(former >= 14, "{former}");
}
