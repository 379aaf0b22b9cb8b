//! Tests of the documents made of the catalog, and that all documents fit together.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::catalog::{Catalog, RecordRef, token};
use crate::model::Kind;

use super::super::content::Origin;
use super::super::testing::{full_report, origin};
use super::ids::statement_id;
use super::schema_testing::{CatalogFile, Component, ComponentsFile, Control, Group, items};
use super::{catalog, components, metadata, results};

fn bundled() -> Catalog {
    crate::bundled::catalog().unwrap()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> T {
    serde_json::from_slice(bytes).unwrap()
}

fn controls<'a>(groups: &'a [Group], found: &mut Vec<&'a Control>) {
    for group in groups {
        found.extend(items(&group.controls));
        controls(items(&group.groups), found);
    }
}

/// Calls `visit` with every text of a document and the key it stands under.
pub(super) fn texts(key: &str, value: &Value, visit: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(text) => visit(key, text),
        Value::Array(values) => values.iter().for_each(|value| texts(key, value, visit)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| texts(key, value, visit)),
        _ => {}
    }
}

/// Checks that every id stands there once and that every reference within the document leads to one.
fn assert_whole(document: &[u8]) {
    let (mut ids, mut references) = (Vec::new(), BTreeSet::new());
    texts("", &read(document), &mut |key, text| match key {
        "uuid" | "id" => ids.push(text.to_owned()),
        "party-uuids" => _ = references.insert(text.to_owned()),
        "href" | "source" => references.extend(text.strip_prefix('#').map(str::to_owned)),
        _ => {}
    });
    let known: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(known.len(), ids.len(), "an id stands there twice");
    assert!(references.len() > 100);
    assert_eq!(references.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_clause_is_a_control_with_all_that_is_known_of_it() {
    let catalog = bundled();
    let written = catalog::write(&catalog, &origin()).unwrap();
    assert_whole(&written);
    let document: CatalogFile = read(&written);
    let mut found = Vec::new();
    controls(&document.catalog.groups.0, &mut found);
    assert_eq!(found.len(), catalog.clauses().len());
    for ((at, clause), control) in catalog.all(Kind::Clause).zip(catalog.clauses()).zip(found) {
        let parts = |name: &str| control.parts.0.iter().filter(|part| part.name.0 == name).count();
        let mapping = catalog.mapping(&clause.id);
        assert_eq!(control.id.0, token(&clause.id));
        assert_eq!(
            control.parts.0[0].id.as_ref().map(|id| id.0.as_str()),
            Some(statement_id(&token(&clause.id)).as_str())
        );
        assert_eq!(parts("statement"), 1);
        assert_eq!(parts("assessment-objective"), mapping.map_or(0, |mapping| mapping.checks.len()), "{}", clause.id);
        assert_eq!(parts("assessment-method"), usize::from(mapping.is_some_and(|one| !one.evidence.is_empty())));
        let rels = |rel: &str| {
            items(&control.links).iter().filter(|link| link.rel.as_ref().is_some_and(|own| own.0 == rel)).count()
        };
        let neighbours = catalog.graph().neighbours(at);
        let of = |kind: Kind| neighbours.iter().filter(|one| one.at.kind == kind).count();
        assert_eq!((rels("risk"), rels("related") + rels("reference")), (of(Kind::Risk), of(Kind::Clause)));
        let is_said = control.props.0.iter().any(|prop| prop.name.0 == "unverified");
        assert_eq!(is_said, clause.is_unverified(), "{}", clause.id);
    }
}

#[test]
fn an_edition_that_was_replaced_says_by_what_and_since_when() {
    let catalog = bundled();
    let document: CatalogFile = read(&catalog::write(&catalog, &origin()).unwrap());
    let groups = &document.catalog.groups.0;
    let inner: Vec<&Group> = groups.iter().flat_map(|group| items(&group.groups)).collect();
    for edition in catalog.editions().iter().filter(|edition| edition.clause_count() > 0) {
        let mut all = groups.iter().chain(inner.iter().copied());
        let group = all.find(|group| group.id.0 == token(edition.id())).unwrap();
        let value = |name: &str| {
            items(&group.props).iter().find(|prop| prop.name.0 == name).map_or("", |prop| prop.value.0.as_str())
        };
        let next = edition.successor();
        assert_eq!(value("edition"), edition.name());
        assert_eq!(value("superseded-by"), next.map_or("", |next| next.id()));
        assert_eq!(value("superseded-at"), next.map_or("", |next| next.published()));
        let said = items(&group.parts).iter().filter_map(|part| part.prose.as_ref()).map(|prose| prose.0.as_str());
        assert_eq!(said.collect::<String>().contains("置き換わりました"), next.is_some(), "{}", edition.id());
    }
    let remarks = &document.catalog.metadata.remarks.0;
    for said in ["要約であり、原文ではありません", "CC BY 4.0", "第6.0版", "第7.0版(2026-06-29)", "未照合"]
    {
        assert!(remarks.contains(said), "{said}: {remarks}");
    }
}

#[test]
fn products_and_measures_answer_what_the_catalog_says() {
    let catalog = bundled();
    let written = components::write(&catalog, &origin()).unwrap();
    assert_whole(&written);
    let document: ComponentsFile = read(&written);
    let components = &document.component_definition.components.0;
    let requirements = |kind: &str| -> usize {
        let of_kind = components.iter().filter(|one| one.kind.0 == kind);
        of_kind
            .flat_map(|one| items(&one.control_implementations))
            .map(|one| one.implemented_requirements.0.len())
            .sum()
    };
    let links = |rel: &str, of: fn(&Component) -> bool| {
        let links = components.iter().filter(|one| of(one)).flat_map(|one| items(&one.links));
        links.filter(|link| link.rel.as_ref().is_some_and(|own| own.0 == rel)).count()
    };
    let mappings: Vec<_> = catalog.clauses().filter_map(|clause| catalog.mapping(&clause.id)).collect();
    assert_eq!(requirements("service"), mappings.iter().map(|mapping| mapping.products.len()).sum::<usize>());
    assert_eq!(
        requirements("process-procedure"),
        catalog.measures().map(|measure| measure.clauses.len()).sum::<usize>()
    );
    let against: usize = catalog.risks().map(|risk| risk.mitigations.len()).sum();
    assert_eq!(links("mitigates", |one| one.kind.0 == "service"), against);
    let lowered: usize = catalog.measures().map(|measure| measure.risks.len()).sum();
    assert_eq!(links("mitigates", |one| one.kind.0 == "process-procedure"), lowered);
    let shown: usize = catalog.measures().map(|measure| measure.evidence.len()).sum();
    assert_eq!(links("proof-of-compliance", |_| true), shown);
    for one in components.iter().filter(|one| one.kind.0 == "service") {
        for requirement in items(&one.control_implementations).iter().flat_map(|one| &one.implemented_requirements.0) {
            let role = items(&requirement.props).iter().find(|prop| prop.name.0 == "role");
            assert!(
                role.is_some_and(|role| ["主", "補"].contains(&role.value.0.as_str())),
                "{}",
                requirement.control_id.0
            );
        }
    }
}

/// Returns the ids of the controls that a document names, and of those parts that findings are about.
fn named(document: &[u8]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    texts("", &read(document), &mut |key, text| {
        if ["control-id", "target-id"].contains(&key) {
            ids.insert(text.to_owned());
        }
    });
    ids
}

#[test]
fn every_control_that_the_other_documents_name_is_in_the_catalog() {
    let catalog = bundled();
    let mut ids = BTreeSet::new();
    texts("", &read(&catalog::write(&catalog, &origin()).unwrap()), &mut |key, text| {
        if key == "id" {
            ids.insert(text.to_owned());
        }
    });
    let mut report = full_report();
    report.rows.retain(|row| catalog.clause(&row.id).is_some());
    for document in [components::write(&catalog, &origin()).unwrap(), results::write(&report).unwrap()] {
        let controls = named(&document);
        assert!(!controls.is_empty());
        assert_eq!(controls.difference(&ids).collect::<Vec<_>>(), Vec::<&String>::new());
        let (mut uuids, mut references) = (Vec::new(), BTreeSet::new());
        texts("", &read(&document), &mut |key, text| match key {
            "uuid" => uuids.push(text.to_owned()),
            "href" | "source" if text.starts_with('#') => _ = references.insert(text.to_owned()),
            _ => {}
        });
        assert!(references.contains(&metadata::catalog_reference()));
        assert!(uuids.iter().any(|uuid| metadata::catalog_reference() == format!("#{uuid}")));
    }
}

#[test]
fn the_same_catalog_gives_the_same_bytes_and_other_contents_another_id() {
    let catalog = bundled();
    let uuid = |bytes: &[u8]| read::<CatalogFile>(bytes).catalog.uuid.0;
    let first = catalog::write(&catalog, &origin()).unwrap();
    assert_eq!(first, catalog::write(&bundled(), &origin()).unwrap());
    let later = Origin { moment: "2027-01-02T03:04:05Z".parse().unwrap(), ..origin() };
    assert_ne!(uuid(&first), uuid(&catalog::write(&catalog, &later).unwrap()));
    let components = components::write(&catalog, &origin()).unwrap();
    assert_eq!(components, components::write(&bundled(), &origin()).unwrap());
}

#[test]
fn headings_and_clauses_keep_ids_of_their_own() {
    let catalog = bundled();
    let all = |kind| catalog.all(kind).map(|at: RecordRef| token(catalog.id(at)).to_lowercase());
    let ids: Vec<String> = all(Kind::Clause).chain(all(Kind::Node)).collect();
    let known: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(known.len(), ids.len());
    assert!(ids.iter().all(|id| id.is_ascii()));
}

#[test]
fn components_name_the_catalog_that_they_are_of() {
    let catalog = bundled();
    let document: Value = read(&components::write(&catalog, &origin()).unwrap());
    let own: Value = read(&catalog::write(&catalog, &origin()).unwrap());
    let cited = &document["component-definition"]["back-matter"]["resources"][0];
    let prop = |name: &str| {
        let props = cited["props"].as_array().unwrap();
        props.iter().find(|prop| prop["name"] == name).map(|prop| prop["value"].clone())
    };
    assert_eq!(prop("catalog-uuid"), Some(own["catalog"]["uuid"].clone()));
    let remarks = document["component-definition"]["metadata"]["remarks"].as_str().unwrap();
    for said in ["第7.0版(2026-06-29)", "未照合は", "https://creativecommons.org/"] {
        assert!(remarks.contains(said), "{said}: {remarks}");
    }
}

#[test]
fn the_fingerprint_vouches_for_nothing_but_the_bundled_data() {
    for has_own_data in [false, true] {
        let origin = Origin { has_own_data, ..origin() };
        for written in [catalog::write(&bundled(), &origin).unwrap(), components::write(&bundled(), &origin).unwrap()] {
            let text = String::from_utf8(written).unwrap();
            assert_eq!(
                (text.contains("\"own-data\""), text.contains("data-fingerprint")),
                (has_own_data, !has_own_data)
            );
        }
    }
}
