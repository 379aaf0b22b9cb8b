//! What Microsoft does, what customers use and which offers include it: what `data/` must not lose.

use std::collections::{BTreeSet, HashMap};

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

/// What was a product once, without `ms.trust.`, and the record that tells it now.
const FORMER: [(&str, &str); 14] = [
    ("datacenter-physical", "msm.datacenter-physical"),
    ("media-destruction", "msm.media-destruction"),
    ("service-trust-portal", "msm.disclosure"),
    ("iso", "msm.iso-certifications"),
    ("soc", "msm.audit-scope"),
    ("cs-mark", "report.cs-mark"),
    ("ismap", "report.ismap"),
    ("dpa", "msm.privacy"),
    ("sla", "msm.sla"),
    ("incident-notification", "msm.breach-notification"),
    ("engineer-access", "msm.identity-access"),
    ("subprocessors", "msm.suppliers"),
    ("sdl", "msm.sdl"),
    ("japan-regions", "msm.region-pair-japan"),
];

#[test]
fn what_was_a_product_of_microsofts_own_doing_leads_to_what_tells_it_now() {
    let catalog = &bundled().0;
    for (former, now) in FORMER {
        let found = catalog.find(&format!("ms.trust.{former}")).map(|at| catalog.id(at));
        assert_eq!(found, Some(now), "{former}");
    }
    let all = catalog.searchable();
    let former = all.flat_map(|at| catalog.record(at).former_ids()).filter(|id| id.starts_with("ms.trust."));
    assert_eq!(former.count(), FORMER.len());
}

/// Steps up (`next`) to something that does not include again what the smaller offer includes, and why. What is bought on
/// top (`addon`) of an offer that stands by itself is no such step either.
const NO_LARGER_ONE: [(&str, &str, &str); 5] = [
    ("licence.entra-free", "licence.entra-p1", "what comes free is there with every edition and is not told again"),
    ("licence.entra-free", "licence.m365-bp", "what comes free is there with every edition and is not told again"),
    ("licence.azure-free", "licence.azure-payg", "what costs nothing is there beside what is paid for"),
    ("licence.d365-any", "licence.pp-managed", "a setting of environments, for which this offer is needed"),
    ("licence.pp-premium", "licence.pp-managed", "a setting of environments, for which this offer is needed"),
];

/// Products of a smaller offer that a larger one has something else for.
const REPLACED: [(&str, &str, &str); 1] = [
    // Defender for Business is Defender for Endpoint cut for small houses; E5 has that one whole.
    ("licence.m365-bp", "licence.m365-e5", "ms.defender.business"),
];

#[test]
fn an_offer_includes_what_a_smaller_one_of_its_line_includes() {
    let catalog = &bundled().0;
    let full = |licence: &str| -> BTreeSet<&str> {
        let products = catalog.products().filter(|product| product.extent_in(licence) == Some(Extent::Full));
        products.map(|product| product.id.as_str()).collect()
    };
    let is_addon: HashMap<&str, bool> =
        catalog.licences().map(|licence| (licence.id.as_str(), licence.addon)).collect();
    let steps = catalog.licences().flat_map(|licence| licence.next.iter().map(|next| (&*licence.id, &**next)));
    let (mut held, mut others) = (0, Vec::new());
    for (small, large) in steps.filter(|(small, large)| is_addon[small] || !is_addon[large]) {
        let missing: Vec<&str> = full(small).difference(&full(large)).copied().collect();
        if NO_LARGER_ONE.iter().any(|(less, more, _)| (*less, *more) == (small, large)) {
            assert!(!missing.is_empty(), "{small} {large}: it does include all");
            others.push((small, large));
            continue;
        }
        let replaced = REPLACED.iter().filter(|(less, more, _)| (*less, *more) == (small, large));
        assert_eq!(missing, replaced.map(|(_, _, product)| *product).collect::<Vec<_>>(), "{small} {large}");
        assert!(full(small).len() < full(large).len(), "{small} {large}: nothing is gained");
        held += 1;
    }
    assert!(held >= 13, "{held}");
    assert_eq!(others.len(), NO_LARGER_ONE.len(), "{others:?}");
}

/// Whether a text names a month as `20xx年x月`. A year alone may be that of a standard: ISO/IEC 27001 of 2013.
fn says_age(text: &str) -> bool {
    text.match_indices('年').any(|(at, sign)| {
        let (before, after) = (&text[..at], text[at + sign.len()..].trim_start_matches(|c: char| c.is_ascii_digit()));
        let year: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
        matches!(year[..], [_, _, '0', '2']) && after.starts_with('月') && !text[at + sign.len()..].starts_with('月')
    })
}

#[test]
fn an_age_is_a_year_and_a_month() {
    assert!(says_age("番号は2020年10月〜2022年3月付の報告の表による。"));
    for text in ["2013年版の附属書", "20の表", "120年3月", "2020年月", "毎年3月", "年", ""] {
        assert!(!says_age(text), "{text}");
    }
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
        assert!(says_age(&said), "{}: the age of its table is not said", report.id);
    }
}
