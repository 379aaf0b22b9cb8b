//! The two halves of a clause or risk: what Microsoft does, and what customers use.

use crate::catalog::{Catalog, Neighbour, Record, RecordRef, Relation};
use crate::language::{t, tr};
use crate::model::{Clause, Function, Kind, Measure, Mitigation, Risk, Strength};
use crate::worklist::NO_MEASURE;

use super::ask::{cited, reports};
use super::{CUSTOMER, Document, Item, MICROSOFT, PagePart, PartLink, REMAINS, ask_for, availability_of, fact};

/// Returns both halves of a clause, with the reports between them.
pub fn clause_parts(catalog: &Catalog, at: RecordRef, clause: &Clause) -> Vec<PagePart> {
    let mapping = catalog.mapping(&clause.id);
    let division = mapping.map_or("", |mapping| mapping.division.as_str());
    let no_measure = mapping.map_or("", |mapping| mapping.no_measure.as_str());
    let products = catalog.graph().neighbours(at).into_iter().filter_map(|neighbour| match neighbour.relation {
        Relation::Mapping(role) => {
            let document = product_document(catalog, at, neighbour.at);
            let link = PartLink::standing(catalog, neighbour.at);
            Some(Item::Link(PartLink { tag: t(role.name()), document, ..link.detail("", neighbour.reason) }))
        }
        _ => None,
    });
    let customer = PagePart::some(CUSTOMER, true, products.collect());
    [microsoft(catalog, at, division, no_measure), reports(&ask_for(catalog, at), false), customer]
        .into_iter()
        .flatten()
        .collect()
}

/// Returns both halves of a risk, with the reports between them; products by what they do about it.
pub fn risk_parts(catalog: &Catalog, at: RecordRef, risk: &Risk) -> Vec<PagePart> {
    let by_function = Function::ALL.iter().map(|function| {
        let wanted = risk.mitigations.iter().filter(|mitigation| mitigation.function == *function);
        let links = wanted.filter_map(|mitigation| mitigating(catalog, mitigation));
        let heading = tr!("{what} {function}", what = CUSTOMER, function = function.name());
        PagePart::some(heading, true, links.map(Item::Link).collect())
    });
    let first = [microsoft(catalog, at, "", &risk.no_measure), reports(&ask_for(catalog, at), false)];
    first.into_iter().chain(by_function).flatten().collect()
}

/// Returns the products of a clause or risk, the most important ones first, each with its role or strength.
pub fn main_products(catalog: &Catalog, at: RecordRef) -> Vec<(RecordRef, &'static str)> {
    if let Record::Risk(risk) = catalog.record(at) {
        let mut found: Vec<(RecordRef, &'static str)> = Vec::new();
        for strength in Strength::ALL {
            let wanted = risk.mitigations.iter().filter(|mitigation| mitigation.strength == *strength);
            for at in wanted.filter_map(|mitigation| product(catalog, &mitigation.product)) {
                if found.iter().all(|(known, _)| *known != at) {
                    found.push((at, t(strength.name())));
                }
            }
        }
        return found;
    }
    let neighbours = catalog.graph().neighbours(at).into_iter();
    let roles = neighbours.filter_map(|neighbour| match neighbour.relation {
        Relation::Mapping(role) => Some((neighbour.at, t(role.name()))),
        _ => None,
    });
    roles.collect()
}

/// Returns the page of the vendor that tells how a product answers a clause or lowers a risk: the one named for the two of
/// them, else the product's own; none if there is neither.
pub fn product_document(catalog: &Catalog, from: RecordRef, to: RecordRef) -> Option<Document> {
    let is_meant = |id: &str| catalog.find(id) == Some(to);
    let own = match catalog.record(from) {
        Record::Clause(clause) => catalog.mapping(&clause.id).and_then(|mapping| {
            let mut entries = mapping.products.iter().filter(|entry| is_meant(&entry.id));
            entries.find_map(|entry| Document::some(&entry.doc_title, &entry.doc_url))
        }),
        Record::Risk(risk) => {
            let mut entries = risk.mitigations.iter().filter(|entry| is_meant(&entry.product));
            entries.find_map(|entry| Document::some(&entry.doc_title, &entry.doc_url))
        }
        _ => return None,
    };
    let Record::Product(product) = catalog.record(to) else { return None };
    own.or_else(|| Document::some(&product.doc_title, &product.doc_url))
}

/// Returns the product with an id; none for what is no product any more.
fn product(catalog: &Catalog, id: &str) -> Option<RecordRef> {
    catalog.find(id).filter(|at| at.kind == Kind::Product)
}

fn mitigating(catalog: &Catalog, mitigation: &Mitigation) -> Option<PartLink> {
    let at = product(catalog, &mitigation.product)?;
    let Record::Product(known) = catalog.record(at) else { return None };
    let document = Document::of(known, &mitigation.doc_title, &mitigation.doc_url);
    let link = PartLink::standing(catalog, at).detail("", &mitigation.how);
    Some(PartLink { tag: t(mitigation.strength.name()), document, ..link })
}

/// Returns what Microsoft does, or why it does nothing; none where neither is known.
fn microsoft(catalog: &Catalog, at: RecordRef, division: &str, no_measure: &str) -> Option<PagePart> {
    let nothing = (!no_measure.is_empty()).then(|| Item::Text(t(NO_MEASURE).to_owned()));
    let told = fact("分担", division).into_iter().chain(nothing).chain(fact("理由", no_measure));
    let neighbours = catalog.graph().neighbours(at).into_iter();
    let measures = neighbours.filter(|neighbour| neighbour.relation == Relation::Measure);
    let measures: Vec<Item> = measures.map(|neighbour| Item::Link(measure(catalog, neighbour))).collect();
    // Beside the services it is said what 対応 means; without them, nobody shall think that nothing is left either.
    let is_said = measures.is_empty() || availability_of(catalog, catalog.id(at)).is_some();
    let remains = (!is_said).then(|| Item::Text(t(REMAINS).to_owned()));
    PagePart::some(MICROSOFT, true, told.chain(remains).chain(measures).collect())
}

/// Returns a measure with what it does, what remains, how to use it and what shows it.
fn measure(catalog: &Catalog, neighbour: Neighbour) -> PartLink {
    let link = PartLink::to(neighbour.at);
    match catalog.record(neighbour.at) {
        Record::Measure(measure) => link
            .detail("すること", &measure.does)
            .detail("残ること", &measure.remains)
            .detail("使い方", neighbour.reason)
            .detail("裏付け", shown_by(catalog, measure)),
        _ => link.detail("", neighbour.reason),
    }
}

/// Returns the reports that show a measure, each with the numbers of its controls.
fn shown_by(catalog: &Catalog, measure: &Measure) -> String {
    let asked = cited(catalog, &[measure]);
    let reports = asked.iter().map(|asked| {
        let phrases: Vec<String> =
            asked.controls.iter().map(|one| one.cited.phrase()).filter(|one| !one.is_empty()).collect();
        let title = catalog.title(asked.at);
        if phrases.is_empty() { title.to_owned() } else { format!("{title} {}", phrases.join(" / ")) }
    });
    reports.collect::<Vec<_>>().join("; ")
}
