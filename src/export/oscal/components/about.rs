//! What a component is: a product, a measure or a report.

use crate::catalog::{Catalog, Record};
use crate::model::{AuditReport, Measure, MeasureEvidence, Product, Service};

use super::super::document::{OscalLink, Prop};
use super::super::ids::{availability, prop};
use super::super::metadata::link;
use super::super::text::address;
use super::component_id;

/// Returns the type of a component, one of those that OSCAL names.
pub(super) const fn kind(record: Record<'_>) -> &'static str {
    match record {
        Record::Measure(_) => "process-procedure",
        Record::Report(_) => "validation",
        _ => "service",
    }
}

/// Returns the properties of a component.
pub(super) fn props(record: Record<'_>) -> Vec<Prop> {
    let own = match record {
        Record::Product(product) => of_product(product),
        Record::Measure(measure) => of_measure(measure),
        Record::Report(report) => of_report(report),
        _ => Vec::new(),
    };
    let unverified = record.is_unverified().then(|| prop("unverified", "content")).flatten();
    own.into_iter().flatten().chain(unverified).collect()
}

fn of_product(product: &Product) -> Vec<Option<Prop>> {
    let mut props = vec![
        prop("product-id", &product.id),
        prop("name", &product.name),
        prop("family", &product.family),
        prop("kind", product.kind.code()),
        prop("side", product.side.code()),
        prop("retired", &product.retired),
    ];
    props.extend(product.former_names.iter().map(|name| prop("former-name", name)));
    props.extend(services(&product.applies_to));
    let grants = product.licences.iter();
    props.extend(grants.map(|grant| prop("licence", &grant.licence).map(|prop| prop.remarked(grant.extent.name()))));
    props
}

fn of_measure(measure: &Measure) -> Vec<Option<Prop>> {
    let id = [prop("measure-id", &measure.id)];
    id.into_iter().chain(measure.availability.iter().map(availability)).collect()
}

fn of_report(report: &AuditReport) -> Vec<Option<Prop>> {
    let id = [prop("report-id", &report.id), prop("access", report.access.name())];
    id.into_iter().chain(services(&report.services)).collect()
}

fn services(services: &[Service]) -> impl Iterator<Item = Option<Prop>> + use<'_> {
    services.iter().map(|service| prop("service", service.name()))
}

/// Returns the links of a component to pages and to other components.
pub(super) fn links(catalog: &Catalog, record: Record<'_>) -> Vec<OscalLink> {
    match record {
        Record::Product(product) => {
            let page = address(&product.doc_url).map(|href| link(href, "reference", &product.doc_title));
            page.into_iter().chain(component(catalog, &product.parent, "depends-on", "")).collect()
        }
        Record::Measure(measure) => measure.evidence.iter().flat_map(|one| evidence(catalog, one)).collect(),
        Record::Report(report) => {
            address(&report.url).into_iter().map(|href| link(href, "reference", &report.title)).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the link to a page that shows a measure, and to the reports that the page cites.
fn evidence(catalog: &Catalog, shown: &MeasureEvidence) -> Vec<OscalLink> {
    let page = address(&shown.url).map(|href| link(href, "proof-of-compliance", &shown.title));
    let cited = shown.cites.iter().filter_map(|one| component(catalog, &one.report, "validation", &one.phrase()));
    page.into_iter().chain(cited).collect()
}

/// Returns the link to another component; none if the catalog has no such record.
fn component(catalog: &Catalog, id: &str, rel: &'static str, text: &str) -> Option<OscalLink> {
    let record = catalog.record(catalog.find(id)?);
    let is_component = matches!(record, Record::Product(_) | Record::Measure(_) | Record::Report(_));
    is_component.then(|| link(format!("#{}", component_id(record.id())), rel, text))
}

/// Returns what a reader has to know of a component; may be empty.
pub(super) fn remarks(record: Record<'_>) -> String {
    let lines = match record {
        Record::Product(product) => {
            let licence = match product.licence_note.as_str() {
                "" => String::new(),
                note => format!("必要なエディション: {note}"),
            };
            [licence, product.note.clone()].join("\n")
        }
        Record::Measure(measure) => format!("利用者に残ること: {}", measure.remains),
        Record::Report(report) => [&report.coverage, &report.obtain, &report.limits].map(String::as_str).join("\n"),
        _ => String::new(),
    };
    lines.trim().to_owned()
}
