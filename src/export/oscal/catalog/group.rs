//! Guidelines, volumes and chapters as groups of controls.

use crate::catalog::{Catalog, Edition, Level, Node, RecordRef};
use crate::model::Kind;

use super::super::document::{OscalLink, Prop};
use super::super::ids::{UNNAMED, prop, standard_prop};
use super::super::metadata::link;
use super::super::text::{address, markup, prose};
use super::control::control;
use super::document::{Group, OscalControl, Part};

/// Returns a group for every guideline with clauses.
pub(super) fn groups(catalog: &Catalog) -> Vec<Group> {
    let nodes = catalog.tree().nodes().iter().filter(|node| node.level == Level::Guideline);
    nodes.filter_map(|node| group(catalog, node)).collect()
}

/// Returns a heading with all below it; none if no clause stands there.
fn group(catalog: &Catalog, node: &Node) -> Option<Group> {
    if node.clauses.is_empty() || node.level == Level::Section {
        return None;
    }
    let edition = catalog.edition(&node.id);
    let below = node.children.iter().filter_map(|at| group(catalog, &catalog.tree().nodes()[*at]));
    let id = catalog.token(&node.id);
    Some(Group {
        class: node.level.code(),
        title: markup(&node.heading()).unwrap_or_else(|| UNNAMED.to_owned()),
        props: props(catalog, node),
        links: edition.as_ref().map(links).unwrap_or_default(),
        parts: edition.as_ref().and_then(|edition| overview(&id, edition)).into_iter().collect(),
        groups: below.collect(),
        controls: if node.level == Level::Chapter { controls(catalog, node) } else { Vec::new() },
        id,
    })
}

fn controls(catalog: &Catalog, node: &Node) -> Vec<OscalControl> {
    let clauses = catalog.clauses().enumerate().skip(node.clauses.start).take(node.clauses.len());
    clauses.map(|(at, clause)| control(catalog, RecordRef::new(Kind::Clause, at), clause)).collect()
}

fn props(catalog: &Catalog, node: &Node) -> Vec<Prop> {
    let guideline = catalog.guideline_at(node);
    let volume = catalog.volumes().find(|volume| volume.id == node.id);
    let label = guideline.map(|guideline| &guideline.short).or(volume.map(|volume| &volume.short));
    let publisher = guideline.map_or("", |guideline| &guideline.publisher);
    let mut props = vec![
        standard_prop("label", label.unwrap_or(&node.number)),
        prop("publisher", publisher),
        node.seen.is_unverified().then(|| prop("unverified", "title")).flatten(),
    ];
    if let Some(edition) = catalog.edition(&node.id) {
        let successor = edition.successor();
        props.push(prop("edition", &edition.name()));
        props.push(prop("published", edition.published()));
        props.push(successor.and_then(|next| prop("superseded-by", next.id())));
        props.push(successor.and_then(|next| prop("superseded-at", next.published())));
        props.push(edition.is_partial().then(|| prop("partial", "true")).flatten());
    }
    props.into_iter().flatten().collect()
}

/// Returns the official page of an edition, and that of the one that took its place.
fn links(edition: &Edition<'_>) -> Vec<OscalLink> {
    let page = |of: &Edition<'_>, rel| address(of.url()).map(|href| link(href, rel, &of.full_name()));
    let next = edition.successor().and_then(|next| page(&next, "successor-version"));
    page(edition, "reference").into_iter().chain(next).collect()
}

/// Returns what a reader has to know of an edition; none if there is nothing.
fn overview(group: &str, edition: &Edition<'_>) -> Option<Part> {
    let partial = format!("一部の項目だけを収めています({} 項目)。", edition.item_count());
    let known = [edition.notice(), edition.is_partial().then_some(partial)];
    let text: Vec<String> = known.into_iter().flatten().collect();
    Some(Part {
        id: Some(format!("{group}_ovw")),
        name: "overview",
        prose: Some(prose(&text.join("\n"))?),
        ..Part::default()
    })
}
