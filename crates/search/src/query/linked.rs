//! The records around products, measures and reports: what filters by product, family and service find.

use std::collections::HashSet;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::{Kind, Pack, Product, Service, ServiceAvailability};

use crate::text::normalize::{NormalizedText, normalize};

/// Returns the products whose name, former name or id holds a text, with the records linked to them. Where no product
/// does, measures and reports are meant: some of them were products before, and people go on naming them so.
pub(super) fn by_name(catalog: &Catalog, name: &str) -> HashSet<RecordRef> {
    let wanted = normalize(name);
    let named = |kind: Kind| {
        let all = catalog.all(kind);
        all.filter(|at| names(catalog.record(*at)).any(|name| holds(name, &wanted))).collect::<Vec<_>>()
    };
    let mut found = named(Kind::Product);
    if found.is_empty() {
        found.extend(named(Kind::Measure));
        found.extend(named(Kind::Report));
    }
    found.into_iter().flat_map(|at| around(catalog, at)).collect()
}

/// Returns the products of the families whose name holds a text, with what they are an answer for and who offers them.
pub(super) fn by_family(catalog: &Catalog, name: &str) -> HashSet<RecordRef> {
    let wanted = normalize(name);
    with_answered(catalog, |product| holds(&product.family, &wanted), true)
}

/// Returns the records of the packs whose id is a text or whose title holds it, and those that they say something of.
pub(super) fn by_pack(catalog: &Catalog, name: &str) -> HashSet<RecordRef> {
    let wanted = normalize(name);
    let meant = |pack: &Pack| pack.id == name.to_lowercase() || holds(&pack.title, &wanted);
    let packs: HashSet<&str> = catalog.packs().filter(|pack| meant(pack)).map(|pack| pack.id.as_str()).collect();
    if packs.is_empty() {
        return HashSet::new();
    }
    let is_of = |at: &RecordRef| {
        let own = catalog.pack_of(*at);
        let originals = catalog.originals_of(*at).map(|(_, pack)| pack);
        let statements = catalog.statements_about(*at).chain(catalog.statements_naming(*at)).map(|(_, pack)| pack);
        own.into_iter().chain(originals).chain(statements).any(|pack| packs.contains(pack.id.as_str()))
    };
    catalog.searchable().filter(is_of).collect()
}

/// Returns the names of all families, in the order of the catalog.
pub(super) fn families(catalog: &Catalog) -> Vec<&str> {
    let mut families: Vec<&str> = Vec::new();
    for product in catalog.products() {
        if !families.contains(&product.family.as_str()) {
            families.push(&product.family);
        }
    }
    families
}

/// Returns the numbers of all chapters that have one and clauses, in their order.
pub(super) fn chapters(catalog: &Catalog) -> Vec<&str> {
    let chapters = catalog.clauses().filter_map(|clause| catalog.chapter_of(clause));
    let mut numbers: Vec<&str> = chapters.map(|chapter| chapter.number.as_str()).collect();
    let parts = |number: &str| number.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect::<Vec<u32>>();
    numbers.sort_unstable_by_key(|number| (parts(number), *number));
    numbers.dedup();
    numbers.retain(|number| !number.is_empty());
    numbers
}

/// Returns the risks of the groups whose name holds a text.
pub(super) fn by_category(catalog: &Catalog, name: &str) -> HashSet<RecordRef> {
    let wanted = normalize(name);
    let risks = catalog.all(Kind::Risk).zip(catalog.risks());
    risks.filter(|(_, risk)| holds(&risk.category, &wanted)).map(|(at, _)| at).collect()
}

/// Returns the risks whose name holds a text, and the records linked to them.
pub(super) fn by_risk(catalog: &Catalog, name: &str) -> HashSet<RecordRef> {
    let wanted = normalize(name);
    let risks = catalog.all(Kind::Risk).filter(|at| names(catalog.record(*at)).any(|name| holds(name, &wanted)));
    risks.flat_map(|at| around(catalog, at)).collect()
}

/// Returns the names of all groups of risks, in the order of the catalog.
pub(super) fn categories(catalog: &Catalog) -> Vec<&str> {
    let mut categories: Vec<&str> = Vec::new();
    for risk in catalog.risks() {
        if !categories.contains(&risk.category.as_str()) {
            categories.push(&risk.category);
        }
    }
    categories
}

/// Returns the records that a service has a part in: by what is told of it, or through a product that works for it.
pub(super) fn by_service(catalog: &Catalog, service: Service) -> HashSet<RecordRef> {
    let works = |product: &Product| product.applies_to.contains(&service);
    let mut found = with_answered(catalog, works, false);
    let has_part = |at: &RecordRef| match catalog.record(*at) {
        Record::Report(report) => report.services.contains(&service),
        _ => availability(catalog, *at).iter().any(|row| row.service == service && row.status.has_part()),
    };
    let kinds = [Kind::Clause, Kind::Measure, Kind::Report];
    found.extend(kinds.into_iter().flat_map(|kind| catalog.all(kind)).filter(has_part));
    found
}

/// Returns how far each service carries a clause or does a measure; nothing for other records.
pub(super) fn availability(catalog: &Catalog, at: RecordRef) -> &[ServiceAvailability] {
    match catalog.record(at) {
        Record::Clause(clause) => catalog.mapping(&clause.id).map_or(&[], |mapping| &mapping.availability),
        Record::Measure(measure) => &measure.availability,
        _ => &[],
    }
}

/// Returns a record and those linked to it. A report is linked to clauses and risks through the measures that it shows.
fn around(catalog: &Catalog, at: RecordRef) -> HashSet<RecordRef> {
    let neighbours = |at| catalog.graph().neighbours_with_stated(at).into_iter().map(|neighbour| neighbour.at);
    let mut found: HashSet<RecordRef> = neighbours(at).chain([at]).collect();
    if at.kind == Kind::Report {
        let shown = neighbours(at).filter(|measure| measure.kind == Kind::Measure).flat_map(neighbours);
        found.extend(shown.filter(|at| matches!(at.kind, Kind::Clause | Kind::Risk)));
    }
    found
}

/// Returns some products with the clauses and risks that they answer, or that documents say they answer if that counts, the
/// offers that include them and the themes that name them.
fn with_answered(
    catalog: &Catalog,
    is_meant: impl Fn(&Product) -> bool,
    counts_statements: bool,
) -> HashSet<RecordRef> {
    let mut found = HashSet::new();
    for (at, _) in catalog.all(Kind::Product).zip(catalog.products()).filter(|(_, product)| is_meant(product)) {
        let neighbours = match counts_statements {
            true => catalog.graph().neighbours_with_stated(at),
            false => catalog.graph().neighbours(at),
        };
        let neighbours = neighbours.into_iter().map(|neighbour| neighbour.at);
        let answered = |at: &RecordRef| matches!(at.kind, Kind::Clause | Kind::Risk | Kind::Licence | Kind::Theme);
        found.extend(neighbours.filter(answered).chain([at]));
    }
    found
}

/// The names and the ids of a record, old ones too.
fn names(record: Record<'_>) -> impl Iterator<Item = &str> {
    let ids = record.former_ids().iter().map(String::as_str).chain([record.id()]);
    record.names().chain(ids)
}

fn holds(name: &str, wanted: &NormalizedText) -> bool {
    !normalize(name).find(wanted).is_empty()
}
