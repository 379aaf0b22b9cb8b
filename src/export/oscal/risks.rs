//! Risks, for which OSCAL has no place in catalogs and components: each is a resource that others lead to.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Record, RecordRef};

use super::document::Resource;
use super::ids::{catalog_id, prop};
use super::text::{markup, prose};

/// Returns the reference to a risk.
pub(super) fn reference(id: &str) -> String {
    format!("#{}", catalog_id("risk", id))
}

/// Returns the resources of risks.
pub(super) fn resources(catalog: &Catalog, risks: &BTreeSet<RecordRef>) -> Vec<Resource> {
    risks.iter().filter_map(|at| resource(catalog, *at)).collect()
}

fn resource(catalog: &Catalog, at: RecordRef) -> Option<Resource> {
    let Record::Risk(risk) = catalog.record(at) else { return None };
    let mut props: Vec<_> = [prop("risk-id", &risk.id), prop("category", &risk.category)].into();
    props.extend(risk.suffering().into_iter().map(|name| prop("property", name)));
    props.extend(risk.attack.iter().map(|technique| prop("attack", technique)));
    Some(Resource {
        uuid: catalog_id("risk", &risk.id),
        title: markup(&risk.title),
        description: prose(&risk.scenario),
        props: props.into_iter().flatten().collect(),
        rlinks: Vec::new(),
    })
}
