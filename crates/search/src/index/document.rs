//! What the search looks into: the texts of a record, part by part.

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::{Clause, Product, Risk, Term};

use crate::request::Part;

/// The parts of every record that are indexed, in the order of their weight.
pub(crate) const PARTS: [Part; 6] = [Part::Title, Part::Terms, Part::Gist, Part::Asked, Part::Question, Part::Context];

/// Returns the text of one part of a record. Values that do not belong together are separated by line breaks.
///
/// Title and gist are exactly what the screen shows, so that highlights can point into them.
pub(crate) fn text(catalog: &Catalog, at: RecordRef, part: Part) -> String {
    match (catalog.record(at), part) {
        (_, Part::Title) => catalog.title(at).to_owned(),
        (_, Part::Gist) => gist(catalog, at).to_owned(),
        (Record::Clause(clause), Part::Asked) => clause.asked.join("\n"),
        (Record::Clause(_), Part::Question) => questions(catalog, at),
        (_, Part::Asked | Part::Question) => String::new(),
        (Record::Clause(clause), Part::Terms) => clause_terms(clause),
        (Record::Clause(clause), _) => clause_context(catalog, clause),
        (Record::Risk(risk), Part::Terms) => risk_terms(risk),
        (Record::Risk(risk), _) => risk_context(risk),
        (Record::Product(product), Part::Terms) => product_terms(product),
        (Record::Product(product), _) => lines(&[&product.id, &product.doc_title, &product.licence_note]),
        (Record::Term(term), Part::Terms) => term_terms(term),
        (Record::Term(term), _) => term.related_terms.join("\n"),
        (Record::Node(_) | Record::Revision(_) | Record::Question(_), _) => String::new(),
    }
}

/// Returns the summary of a record as the screen shows it.
pub(crate) fn gist(catalog: &Catalog, at: RecordRef) -> &str {
    match catalog.record(at) {
        Record::Clause(clause) => &clause.gist,
        Record::Risk(risk) => &risk.scenario,
        Record::Product(product) => &product.what,
        Record::Term(term) => &term.definition,
        Record::Node(_) | Record::Revision(_) | Record::Question(_) => "",
    }
}

/// The questions of the official Q&A about a clause.
fn questions(catalog: &Catalog, clause: RecordRef) -> String {
    let mut lines = Vec::new();
    for question in catalog.questions_about(clause) {
        lines.push(question.title.as_str());
        lines.extend(question.asked.iter().map(String::as_str));
    }
    lines.join("\n")
}

fn lines(parts: &[&str]) -> String {
    parts.join("\n")
}

fn clause_terms(clause: &Clause) -> String {
    lines(&[&clause.terms.join("\n"), &clause.figures, &clause.heading])
}

fn clause_context(catalog: &Catalog, clause: &Clause) -> String {
    let mut parts = vec![clause.scenario.as_str()];
    if let Some(chapter) = catalog.chapter_of(clause) {
        parts.push(&chapter.title);
        parts.extend(chapter.sections.iter().filter(|s| s.number == clause.section).map(|s| s.title.as_str()));
    }
    if let Some(mapping) = catalog.mapping(&clause.id) {
        parts.extend(mapping.checks.iter().chain(&mapping.evidence).map(String::as_str));
    }
    lines(&parts)
}

fn risk_terms(risk: &Risk) -> String {
    lines(&[&risk.category, &risk.suffering().join("\n"), &risk.threat_source, &risk.attack.join("\n")])
}

fn risk_context(risk: &Risk) -> String {
    lines(&[&risk.basis, &risk.incident, &risk.likelihood, &risk.impact, &risk.residual])
}

fn product_terms(product: &Product) -> String {
    let former = product.former_names.join("\n");
    lines(&[&product.name, &former, &product.capabilities.join("\n"), &product.family])
}

fn term_terms(term: &Term) -> String {
    lines(&[&term.synonyms.join("\n"), &term.reading])
}
