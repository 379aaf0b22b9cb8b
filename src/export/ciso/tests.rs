//! Tests of the library. What its reader asks for was taken from its loader, which `tests/look/catalog.sh` runs.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use crate::catalog::token;
use crate::model::Kind;

use super::super::testing::{HOSTILE, origin};
use super::*;

fn bundled() -> Catalog {
    crate::bundled::catalog().unwrap()
}

fn library(catalog: &Catalog) -> Value {
    serde_yaml_ng::from_slice(&write(catalog, &origin()).unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn urns<'a>(values: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    values.into_iter().map(|value| text(value, "urn")).collect()
}

/// What the loader asks of a text: it fits its column, and a name is one that it can read.
fn assert_readable(object: &Value, kind: &str) {
    let urn = text(object, "urn");
    let parts: Vec<&str> = urn.splitn(5, ':').collect();
    assert_eq!(parts[..4], ["urn", "tenken", "risk", kind], "{urn}");
    assert!(
        parts[4].bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._:".contains(&byte)),
        "{urn}"
    );
    for (field, most) in [("urn", 255), ("ref_id", 100), ("name", 200)] {
        let length = text(object, field).chars().count();
        assert!((1..=most).contains(&length), "{field} of {urn}: {length}");
    }
}

#[test]
fn the_library_has_every_field_that_the_loader_wants() {
    let library = library(&bundled());
    for field in ["urn", "locale", "ref_id", "name", "description", "copyright", "provider", "packager"] {
        assert!(!text(&library, field).is_empty(), "{field}");
    }
    assert_eq!((&library["version"], text(&library, "publication_date")), (&20_261_128.into(), "2026-11-28"));
    for (field, said) in [
        ("copyright", "CC BY 4.0"),
        ("description", "要約であり、原文ではありません"),
        ("description", "第7.0版(2026-06-29)"),
    ] {
        assert!(text(&library, field).contains(said), "{field}");
    }
    let objects = &library["objects"];
    for (field, kind) in [
        ("threats", "threat"),
        ("reference_controls", "reference_control"),
        ("frameworks", "framework"),
        ("requirement_mapping_sets", "req_mapping_set"),
    ] {
        assert_eq!(urns(list(objects, field)).len(), list(objects, field).len(), "{field}");
        list(objects, field).iter().for_each(|object| assert_readable(object, kind));
    }
    for control in list(objects, "reference_controls") {
        assert!(["policy", "process", "technical", "physical", "procedure"].contains(&text(control, "category")));
        let function = control.get("csf_function").and_then(Value::as_str);
        assert!(function.is_none_or(|one| ["protect", "detect", "respond", "recover"].contains(&one)));
    }
}

#[test]
fn nothing_dangles() {
    let catalog = bundled();
    let library = library(&catalog);
    let objects = &library["objects"];
    let (threats, controls) = (urns(list(objects, "threats")), urns(list(objects, "reference_controls")));
    assert_eq!(threats.len(), catalog.risks().len());
    assert_eq!(controls.len(), catalog.products().len() + catalog.measures().len());
    let mut nodes: BTreeSet<&str> = BTreeSet::new();
    for framework in list(objects, "frameworks") {
        let groups = list(framework, "implementation_groups_definition").iter();
        let groups: BTreeSet<&str> = groups.map(|group| text(group, "ref_id")).collect();
        for node in list(framework, "requirement_nodes") {
            assert_readable(node, "req_node");
            assert!(node["assessable"].is_boolean() && node["depth"].is_u64());
            // Parents stand before their children.
            assert!(node.get("parent_urn").is_none_or(|parent| nodes.contains(parent.as_str().unwrap())));
            for (field, known) in
                [("implementation_groups", &groups), ("threats", &threats), ("reference_controls", &controls)]
            {
                let mut named = list(node, field).iter().map(|name| name.as_str().unwrap());
                assert!(named.all(|name| known.contains(name)), "{field} of {}", text(node, "urn"));
            }
            assert!(nodes.insert(text(node, "urn")), "{}", text(node, "urn"));
        }
    }
}

#[test]
fn every_clause_is_a_node_with_all_that_is_known_of_it() {
    let catalog = bundled();
    let library = library(&catalog);
    let all = list(&library["objects"], "frameworks").iter().flat_map(|framework| list(framework, "requirement_nodes"));
    let nodes: BTreeMap<&str, &Value> = all.map(|node| (text(node, "urn"), node)).collect();
    let mut seen = 0;
    for (at, clause) in catalog.all(Kind::Clause).zip(catalog.clauses()) {
        let edition = catalog.edition_at(&clause.chapter).unwrap();
        let node = nodes.get(urn::node(edition.id(), &catalog.token(&clause.id)).as_str());
        assert_eq!(node.is_some(), edition.guideline().inspected, "{}", clause.id);
        let Some(node) = node else { continue };
        seen += 1;
        let mapping = catalog.mapping(&clause.id);
        assert_eq!(node["assessable"].as_bool(), Some(catalog.is_inspected(clause)));
        assert_eq!(text(node, "description"), clause.gist);
        let neighbours = catalog.graph().neighbours(at);
        let of = |kind: Kind| neighbours.iter().filter(|one| one.at.kind == kind).count();
        assert_eq!(list(node, "threats").len(), of(Kind::Risk), "{}", clause.id);
        assert_eq!(list(node, "reference_controls").len(), of(Kind::Product) + of(Kind::Measure), "{}", clause.id);
        let lines = |field: &str| text(node, field).lines().filter(|line| line.starts_with("- ")).count();
        assert_eq!(lines("annotation"), mapping.map_or(0, |mapping| mapping.checks.len()));
        assert_eq!(lines("typical_evidence"), mapping.map_or(0, |mapping| mapping.evidence.len()));
        assert_eq!(text(node, "annotation").contains("未照合"), clause.is_unverified());
    }
    let held = catalog.tree().node("mhlw6").map_or(0, |node| node.clauses.len());
    assert!(held > 200 && seen > held);
}

#[test]
fn the_newest_editions_are_mapped_both_ways() {
    let catalog = bundled();
    let library = library(&catalog);
    let objects = &library["objects"];
    let frameworks = list(objects, "frameworks");
    let nodes = |urn: &str| {
        let framework = frameworks.iter().find(|framework| text(framework, "urn") == urn).unwrap();
        urns(list(framework, "requirement_nodes"))
    };
    let mut sets: BTreeMap<(&str, &str), BTreeSet<(&str, &str)>> = BTreeMap::new();
    for set in list(objects, "requirement_mapping_sets") {
        let (from, to) = (text(set, "source_framework_urn"), text(set, "target_framework_urn"));
        let (sources, targets) = (nodes(from), nodes(to));
        let mappings = list(set, "requirement_mappings").iter().map(|mapping| {
            assert_eq!((text(mapping, "relationship"), text(mapping, "rationale")), ("intersect", "semantic"));
            (text(mapping, "source_requirement_urn"), text(mapping, "target_requirement_urn"))
        });
        let mappings: BTreeSet<(&str, &str)> = mappings.collect();
        assert_eq!(mappings.len(), list(set, "requirement_mappings").len());
        assert!(mappings.iter().all(|(source, target)| sources.contains(source) && targets.contains(target)));
        sets.insert((from, to), mappings);
    }
    for ((from, to), mappings) in &sets {
        let back: BTreeSet<(&str, &str)> = mappings.iter().map(|(source, target)| (*target, *source)).collect();
        assert_eq!(sets.get(&(*to, *from)), Some(&back), "{from} {to}");
    }
    let newest = catalog.editions_of("mhlwcl").into_iter().find(|edition| edition.clause_count() > 0).unwrap();
    let pair = (urn::framework("mhlw6"), urn::framework(newest.id()));
    assert!(sets[&(pair.0.as_str(), pair.1.as_str())].len() > 50);
    assert!(!sets.keys().any(|(from, _)| from.ends_with(".r5")), "an edition that was replaced by one that is held");
}

#[test]
fn every_value_is_quoted_but_numbers_truths_and_the_day() {
    let bytes = write(&bundled(), &origin()).unwrap();
    for line in String::from_utf8(bytes).unwrap().lines() {
        let item = line.trim_start().trim_start_matches("- ");
        let value = item.split_once(": ").filter(|_| !item.starts_with('"')).map_or(item, |(_, value)| value);
        let is_quoted = value.starts_with('"') && value.ends_with('"') && value.len() > 1;
        let is_bare = value == "true" || value == "false" || value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let is_field = value.ends_with(':') && value.bytes().all(|b| b.is_ascii_lowercase() || b"_:".contains(&b));
        assert!(is_quoted || is_bare || is_field, "{line}");
    }
}

#[test]
fn a_library_with_own_records_is_not_taken_for_the_bundled_one() {
    let own = Origin { has_own_data: true, ..origin() };
    let of_own: Value = serde_yaml_ng::from_slice(&write(&bundled(), &own).unwrap()).unwrap();
    assert_eq!(of_own["version"], 202_611_281);
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    assert_eq!(write(&bundled(), &origin()).unwrap(), write(&bundled(), &origin()).unwrap());
}

#[test]
fn the_name_of_a_node_has_no_circled_digits_and_stays_its_own() {
    for (edition, id, expected) in [
        ("mhlw6", "mhlw6.sysun.14.5", "urn:tenken:risk:req_node:mhlw6:sysun.14.5"),
        ("mhlwcl.r7", "mhlwcl.r7.hosp.2-⑩", "urn:tenken:risk:req_node:mhlwcl.r7:hosp.2-10"),
        ("a", "a.1", "urn:tenken:risk:req_node:a:1"),
        ("a", "ab.1", "urn:tenken:risk:req_node:a:ab.1"),
        ("a", "a.B c", "urn:tenken:risk:req_node:a:b_20_c"),
    ] {
        assert_eq!(urn::node(&token(edition), &token(id)), expected);
    }
}

proptest! {
    #[test]
    fn hostile_texts_become_harmless_and_fit(text in HOSTILE) {
        let name = urn::name(&text);
        prop_assert!(name.chars().count() <= 200 && !name.contains('\n'));
        let prose = urn::prose(&text).unwrap_or_default();
        prop_assert!(!crate::text::clean::judged(&prose).any(|(c, is_harmful)| is_harmful && c != '\n'));
        let long = urn::name(&text.repeat(200));
        prop_assert!(long.chars().count() <= 200);
    }
}
