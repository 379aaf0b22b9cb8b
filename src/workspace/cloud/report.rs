//! The page of an audit report.

use crate::catalog::{Catalog, Record, RecordRef, Relation};
use crate::language::t;
use crate::model::{AuditReport, Citation, Kind, Measure};

use super::ask::{age, citations};
use super::{Document, Item, PagePart, PartLink, fact, linked};

/// Returns the parts of the page of a report, below what it is.
pub(super) fn parts(catalog: &Catalog, at: RecordRef, report: &AuditReport) -> Vec<PagePart> {
    let services: Vec<&str> = report.services.iter().map(|service| t(service.name())).collect();
    let services = if services.is_empty() {
        t("公開されている資料では分かりません").to_owned()
    } else {
        services.join(t("、"))
    };
    let about = [
        fact("対象", services),
        fact("対象の範囲", &report.coverage),
        fact("公開の形", t(report.access.name())),
        fact("入手", &report.obtain),
        fact("注意", &report.limits),
        Document::some("", &report.url).map(Item::Document),
        fact("旧 ID", report.former_ids.join(t("、"))),
    ];
    let measures = measures(catalog, at);
    let numbers = measures.iter().flat_map(|(_, measure)| cites(catalog, measure, at)).map(|one| one.controls.as_str());
    let cited = measures.iter().map(|(to, measure)| Item::Link(citing(catalog, *to, measure, at)));
    let parts = [
        PagePart::some("", false, about.into_iter().flatten().collect()),
        PagePart::some("この報告が裏付ける措置", true, cited.chain(age(numbers)).collect()),
        linked("措置を通じて関わる条項", true, clauses(catalog, at, &measures)),
    ];
    parts.into_iter().flatten().collect()
}

/// Returns the measures that cite a report.
fn measures(catalog: &Catalog, at: RecordRef) -> Vec<(RecordRef, &Measure)> {
    let neighbours = catalog.graph().neighbours(at).into_iter();
    let measures = neighbours.filter_map(|neighbour| match catalog.record(neighbour.at) {
        Record::Measure(measure) => Some((neighbour.at, measure)),
        _ => None,
    });
    measures.collect()
}

/// Returns a link to a measure with the numbers of the controls that it cites from a report.
fn citing(catalog: &Catalog, to: RecordRef, measure: &Measure, report: RecordRef) -> PartLink {
    cites(catalog, measure, report).fold(PartLink::to(to), |link, citation| link.detail("統制", citation.phrase()))
}

/// Returns what a measure cites from a report.
fn cites<'a>(catalog: &'a Catalog, measure: &'a Measure, report: RecordRef) -> impl Iterator<Item = &'a Citation> {
    citations(measure).filter(move |citation| catalog.find(&citation.report) == Some(report))
}

/// Returns the clauses that a report stands behind: through its measures, or named with it itself.
fn clauses(catalog: &Catalog, at: RecordRef, measures: &[(RecordRef, &Measure)]) -> Vec<PartLink> {
    let sources = measures.iter().map(|(measure, _)| *measure).chain([at]);
    let ties = sources.flat_map(|source| catalog.graph().neighbours(source));
    let is_answer = |relation| matches!(relation, Relation::Measure | Relation::Evidence);
    let tied = ties.filter(|tie| tie.at.kind == Kind::Clause && is_answer(tie.relation));
    let mut clauses: Vec<RecordRef> = tied.map(|tie| tie.at).collect();
    clauses.sort();
    clauses.dedup();
    clauses.into_iter().map(PartLink::to).collect()
}
