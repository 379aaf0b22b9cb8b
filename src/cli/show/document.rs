//! A record as JSON; its shape is documented in README.md.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::{Catalog, Node, Record, RecordRef};
use crate::failure::{Failure, FailureKind};
use crate::language::{in_japanese, tr};
use crate::model::{Kind, Mapping, ServiceAvailability};
use crate::workspace::cloud::product_document;
use crate::workspace::editions::issue_of;
use crate::workspace::page_parts::Document;

use super::super::marked::MarkDocument;
use super::licence::{self, BringsDocument};
use super::{ShownRecord, links, packs};

/// A record, what is known around it and where it leads.
#[derive(Serialize)]
pub(super) struct ShowDocument<'a> {
    id: &'a str,
    kind: &'static str,
    label: String,
    title: &'a str,
    unverified: bool,
    /// `file:line` of the record; none for headings.
    place: Option<String>,
    #[serde(flatten)]
    fields: Map<String, Value>,
    /// Clauses only: how far each service carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    availability: Option<&'a [ServiceAvailability]>,
    /// Clauses only: who does what of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    division: Option<&'a str>,
    /// Clauses only: why Microsoft does nothing for it, where that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_measure: Option<&'a str>,
    /// Clauses only; null where nothing was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    mapping: Option<Value>,
    /// Licences only: what it brings, and what the next ones would add.
    #[serde(skip_serializing_if = "Option::is_none")]
    brings: Option<BringsDocument>,
    links: Vec<LinkDocument<'a>>,
    /// The document of the user that it was read from; null for all others.
    pack: Option<packs::OriginDocument<'a>>,
    /// Clauses only: its official texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Vec<packs::OriginalDocument<'a>>>,
    /// What documents of the user say of it.
    statements: Vec<packs::StatementDocument<'a>>,
    /// Clauses only.
    #[serde(skip_serializing_if = "Option::is_none")]
    worklist: Option<MarkDocument<'a>>,
}

#[derive(Serialize)]
struct LinkDocument<'a> {
    id: &'a str,
    kind: &'static str,
    direction: &'static str,
    reason: String,
    relation: &'static str,
    title: &'a str,
    /// Products of clauses and risks only: the page of the vendor that tells how.
    #[serde(flatten)]
    document: Option<ProductDocument>,
}

#[derive(Serialize)]
struct ProductDocument {
    doc_title: String,
    doc_url: String,
}

/// Returns the document of a record.
///
/// # Errors
///
/// If a record cannot be written as JSON, which no record of the catalog can cause.
pub(super) fn build<'a>(subject: &ShownRecord<'a>) -> Result<ShowDocument<'a>, Failure> {
    let ShownRecord { catalog, at, marks, .. } = *subject;
    let id = catalog.id(at);
    let is_clause = at.kind == Kind::Clause;
    let mapping = catalog.mapping(id);
    let broken = |_: serde_json::Error| Failure::new(FailureKind::Data, tr!("{id} を JSON にできません。", id), "");
    Ok(ShowDocument {
        id,
        kind: at.kind.code(),
        label: in_japanese(|| catalog.label(at)),
        title: catalog.title(at),
        unverified: catalog.is_unverified(at),
        place: catalog.place(at),
        fields: fields(catalog, catalog.record(at)).map_err(broken)?,
        availability: is_clause.then(|| mapping.map_or(&[][..], |mapping| &mapping.availability)),
        division: is_clause.then(|| mapping.map_or("", |mapping| &mapping.division)),
        no_measure: is_clause.then(|| mapping.map_or("", |mapping| &mapping.no_measure)),
        mapping: if is_clause { Some(judged(mapping).map_err(broken)?) } else { None },
        brings: match catalog.record(at) {
            Record::Licence(one) => Some(licence::document(catalog, &subject.scope(), one).map_err(broken)?),
            _ => None,
        },
        links: links(subject),
        pack: catalog.pack_of(at).map(packs::OriginDocument::of),
        original: is_clause.then(|| packs::originals(catalog, at)),
        statements: packs::statements(catalog, at),
        worklist: is_clause.then(|| MarkDocument::new(id, marks.state())),
    })
}

/// Returns what was judged of a clause, without what the document says itself.
fn judged(mapping: Option<&Mapping>) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(mapping)?;
    if let Value::Object(fields) = &mut value {
        for name in ["availability", "division", "no_measure"] {
            fields.remove(name);
        }
    }
    Ok(value)
}

/// Returns the record's own fields. What the document says itself is left out; a field `kind` of the record
/// would hide the kind of the record, so it takes a name of its own.
fn fields(catalog: &Catalog, record: Record<'_>) -> serde_json::Result<Map<String, Value>> {
    let (value, own_kind) = match record {
        Record::Clause(clause) => (serde_json::to_value(clause)?, ""),
        Record::Risk(risk) => (serde_json::to_value(risk)?, ""),
        Record::Product(product) => (serde_json::to_value(product)?, "product_kind"),
        Record::Measure(measure) => (serde_json::to_value(measure)?, ""),
        Record::Report(report) => (serde_json::to_value(report)?, ""),
        Record::Licence(licence) => (serde_json::to_value(licence)?, ""),
        Record::Theme(theme) => (serde_json::to_value(theme)?, ""),
        Record::Term(term) => (serde_json::to_value(term)?, ""),
        Record::Node(node) => (node_fields(catalog, node)?, ""),
        Record::Revision(revision) => (serde_json::to_value(revision)?, "revision_kind"),
        Record::Question(question) => (serde_json::to_value(question)?, ""),
    };
    let Value::Object(mut fields) = value else { return Ok(Map::new()) };
    fields.remove("id");
    fields.remove("title");
    if let Some(kind) = fields.remove("kind") {
        fields.insert(own_kind.to_owned(), kind);
    }
    Ok(fields)
}

/// Returns the fields of a heading. An edition says what took its place; a guideline that goes by years lists its editions.
fn node_fields(catalog: &Catalog, node: &Node) -> serde_json::Result<Value> {
    let mut fields = serde_json::json!({ "level": node.level.code(), "number": node.number, "seen": node.seen });
    if let Some(guideline) = catalog.guideline_at(node) {
        fields["publisher"] = guideline.publisher.as_str().into();
        fields["published"] = guideline.published.as_str().into();
        fields["url"] = guideline.url.as_str().into();
        let editions = catalog.editions_of(&guideline.id);
        let editions: Vec<_> = editions.iter().filter(|edition| edition.id() != node.id).collect();
        if !editions.is_empty() {
            let issues: Vec<_> = editions.iter().map(|edition| issue_of(catalog, edition)).collect();
            fields["editions"] = serde_json::to_value(issues)?;
        }
    }
    if let Some(edition) = catalog.edition(&node.id) {
        fields["edition"] = serde_json::to_value(issue_of(catalog, &edition))?;
    }
    Ok(fields)
}

fn links<'a>(subject: &ShownRecord<'a>) -> Vec<LinkDocument<'a>> {
    let catalog = subject.catalog;
    let neighbours = links::sorted(subject).into_iter();
    let documents = neighbours.map(|neighbour| LinkDocument {
        id: catalog.id(neighbour.at),
        kind: neighbour.at.kind.code(),
        direction: neighbour.direction.code(),
        relation: neighbour.relation.code(),
        title: catalog.title(neighbour.at),
        document: product_page(subject, neighbour.at),
        reason: neighbour.reason,
    });
    documents.collect()
}

/// Returns the page of the vendor for a product of a clause or risk; none for other links.
fn product_page(subject: &ShownRecord<'_>, to: RecordRef) -> Option<ProductDocument> {
    let is_answer = matches!(subject.at.kind, Kind::Clause | Kind::Risk) && to.kind == Kind::Product;
    is_answer.then(|| {
        let Document { title, url } = product_document(subject.catalog, subject.at, to).unwrap_or_default();
        ProductDocument { doc_title: title, doc_url: url }
    })
}
