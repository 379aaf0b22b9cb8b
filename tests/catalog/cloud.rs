//! What Microsoft does, what customers use and which offers include it: what `data/` must not lose.

use std::collections::BTreeSet;

use tenken::catalog::{Catalog, Record, Relation};
use tenken::model::{CloudShare, Extent, Id, Kind, Mapping, Product};

use crate::support::bundled;

/// The clauses that the cloud provider has a part in.
fn shared(catalog: &Catalog) -> impl Iterator<Item = &Mapping> {
    let mappings = catalog.clauses().filter_map(|clause| catalog.mapping(&clause.id));
    mappings.filter(|mapping| matches!(mapping.cloud_share, CloudShare::Shared | CloudShare::Provider))
}

/// Whether a record is linked to a measure.
fn has_measure(catalog: &Catalog, id: &str) -> bool {
    let at = catalog.find(id).unwrap();
    catalog.graph().neighbours(at).iter().any(|neighbour| neighbour.relation == Relation::Measure)
}

#[test]
fn every_shared_clause_says_who_does_what_and_every_risk_what_microsoft_does() {
    let catalog = &bundled().0;
    assert!(shared(catalog).count() >= 179);
    for mapping in shared(catalog) {
        let id = &mapping.clause;
        assert!(!mapping.availability.is_empty() && !mapping.division.is_empty(), "{id}");
        assert_ne!(has_measure(catalog, id), !mapping.no_measure.is_empty(), "{id}: a measure, or the reason why none");
    }
    for risk in catalog.risks() {
        assert_ne!(has_measure(catalog, &risk.id), !risk.no_measure.is_empty(), "{}", risk.id);
    }
}

#[test]
fn no_product_stands_alone() {
    let catalog = &bundled().0;
    for (at, product) in catalog.all(Kind::Product).zip(catalog.products()) {
        let has_clause = catalog.graph().neighbours(at).iter().any(|neighbour| neighbour.at.kind == Kind::Clause);
        assert!(has_clause || !product.retired.is_empty(), "{} answers no clause", product.id);
        assert!(!product.licences.is_empty(), "{}: nothing is said of its licences", product.id);
    }
}

/// Returns the clauses that a product of certain families, or one with a certain capability, answers.
fn answered(catalog: &Catalog, is_wanted: impl Fn(&str) -> bool) -> usize {
    let wanted = |id: &Id| is_wanted(id);
    let mappings = catalog.clauses().filter_map(|clause| catalog.mapping(&clause.id));
    mappings.filter(|mapping| mapping.products.iter().any(|product| wanted(&product.id))).count()
}

#[test]
fn the_four_services_are_balanced_and_ai_is_there() {
    let catalog = &bundled().0;
    for (prefix, least) in [("ms.d365.", 60), ("ms.pp.", 60), ("ms.m365.", 95)] {
        let count = answered(catalog, |id| id.starts_with(prefix));
        assert!(count >= least, "{prefix}: {count}");
    }
    let is_ai = |product: &&Product| {
        let texts = [&product.name, &product.name_ja, &product.what];
        texts.iter().any(|text| text.contains("AI") || text.contains("Copilot"))
    };
    let ai: BTreeSet<&Id> = catalog.products().filter(is_ai).map(|product| &product.id).collect();
    let count = answered(catalog, |id| ai.iter().any(|product| *product == id));
    assert!(count >= 25, "AI: {count}");
}

#[test]
fn what_was_a_product_of_microsofts_own_doing_still_leads_somewhere() {
    let catalog = &bundled().0;
    let names = [
        "datacenter-physical",
        "media-destruction",
        "service-trust-portal",
        "iso",
        "soc",
        "cs-mark",
        "ismap",
        "dpa",
        "sla",
        "incident-notification",
        "engineer-access",
        "subprocessors",
        "sdl",
        "japan-regions",
    ];
    for name in names {
        let at = catalog.find(&format!("ms.trust.{name}")).unwrap_or_else(|| panic!("{name}"));
        assert!(matches!(at.kind, Kind::Measure | Kind::Report), "{name}");
    }
}

#[test]
fn an_offer_includes_what_a_smaller_one_of_its_line_includes() {
    let catalog = &bundled().0;
    let full = |licence: &str| -> BTreeSet<&Id> {
        let products = catalog.products().filter(|product| product.extent_in(licence) == Some(Extent::Full));
        products.map(|product| &product.id).collect()
    };
    for (small, large) in [("licence.m365-e3", "licence.m365-e5"), ("licence.entra-p1", "licence.entra-p2")] {
        let missing: Vec<_> = full(small).difference(&full(large)).copied().collect();
        assert!(missing.is_empty() && full(small).len() < full(large).len(), "{small} {large}: {missing:?}");
    }
    assert_ne!(full("licence.m365-bp"), full("licence.m365-e5"));
}

#[test]
fn what_is_bought_on_top_brings_what_it_is_bought_for_and_not_what_it_only_extends() {
    let catalog = &bundled().0;
    let extent = |product: &str, licence: &str| {
        let at = catalog.find(product).unwrap_or_else(|| panic!("{product}"));
        let Record::Product(product) = catalog.record(at) else { panic!("{product}") };
        product.extent_in(licence)
    };
    for (product, licence) in [
        ("ms.entra.pim", "licence.defender-suite-bp"),
        ("ms.purview.audit-premium", "licence.purview-suite-bp"),
        ("ms.m365.copilot", "licence.m365-e7"),
        ("ms.pp.power-bi", "licence.power-bi-pro"),
        ("ms.azure.fabric", "licence.fabric-capacity"),
        ("ms.m365.sam", "licence.sam-p1"),
        ("ms.m365.windows-365", "licence.windows-365"),
    ] {
        assert_eq!(extent(product, licence), Some(Extent::Full), "{product} {licence}");
    }
    for (product, licence) in [
        ("ms.purview.audit-premium", "licence.audit-10-year"),
        ("ms.azure.fabric", "licence.power-bi-pro"),
        ("ms.pp.power-bi", "licence.fabric-capacity"),
        ("ms.defender.vuln-mgmt", "licence.defender-vuln-mgmt"),
        ("ms.azure.customer-lockbox", "licence.azure-support"),
        ("ms.m365.sam", "licence.m365-copilot"),
    ] {
        assert_eq!(extent(product, licence), Some(Extent::Addon), "{product} {licence}");
    }
}

#[test]
fn control_numbers_lead_to_a_report_and_come_with_their_age() {
    let catalog = &bundled().0;
    let citations = catalog.measures().flat_map(|measure| &measure.evidence).flat_map(|evidence| &evidence.cites);
    let cited: BTreeSet<&Id> = citations.filter(|one| !one.controls.is_empty()).map(|one| &one.report).collect();
    assert!(cited.len() >= 6, "{cited:?}");
    for report in catalog.reports().filter(|report| cited.contains(&report.id)) {
        let said = format!("{}{}", report.coverage, report.limits);
        assert!(said.contains("20"), "{}: the age of its table is not said", report.id);
    }
}
