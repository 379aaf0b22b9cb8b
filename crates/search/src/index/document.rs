//! What the search looks into: the texts of a record, part by part.

use tenken_catalog::catalog::{Catalog, Edition, Record, RecordRef};
use tenken_catalog::model::{Clause, Measure, Product, Revision, Risk, Service, Term};

use crate::request::Part;

/// The parts of every record that are indexed, in the order of their weight.
pub(crate) const PARTS: [Part; 7] =
    [Part::Title, Part::Terms, Part::Gist, Part::Original, Part::Asked, Part::Question, Part::Context];

/// Returns the text of one part of a record. Values that do not belong together are separated by line breaks.
///
/// Title, gist and originals are exactly what the screen shows, so that highlights can point into them.
pub(crate) fn text(catalog: &Catalog, at: RecordRef, part: Part) -> String {
    match (catalog.record(at), part) {
        (_, Part::Title) => catalog.title(at).to_owned(),
        (record, Part::Gist) => record.gist().to_owned(),
        (_, Part::Original) => originals(catalog, at),
        (record, Part::Asked) => asked(record).join("\n"),
        (Record::Clause(_), Part::Question) => questions(catalog, at),
        (_, Part::Question) => String::new(),
        (Record::Clause(clause), Part::Terms) => clause_terms(clause),
        (Record::Clause(clause), _) => clause_context(catalog, clause),
        (Record::Risk(risk), Part::Terms) => risk_terms(risk),
        (Record::Risk(risk), _) => risk_context(risk),
        (Record::Product(product), Part::Terms) => product_terms(product),
        (Record::Product(product), _) => product_context(product),
        (Record::Measure(_) | Record::Theme(_), Part::Terms) => String::new(),
        (Record::Measure(measure), _) => measure_context(measure),
        (Record::Report(report), Part::Terms) => services(&report.services),
        (Record::Report(report), _) => lines(&[&report.id, &report.coverage, &report.obtain, &report.limits]),
        (Record::Licence(licence), Part::Terms) => licence.aliases.join("\n"),
        (Record::Licence(licence), _) => licence.id.clone(),
        (Record::Theme(theme), _) => theme.id.clone(),
        (Record::Term(term), Part::Terms) => term_terms(term),
        (Record::Term(term), _) => term.related_terms.join("\n"),
        (Record::Node(_), Part::Terms) => edition_terms(catalog, at),
        (Record::Node(_), _) => edition_context(catalog, at),
        (Record::Revision(revision), Part::Terms) => change_terms(catalog, revision),
        (Record::Revision(revision), _) => change_context(catalog, revision),
        (Record::Question(_), _) => String::new(),
    }
}

/// The official texts of a clause.
fn originals(catalog: &Catalog, at: RecordRef) -> String {
    let texts: Vec<&str> = catalog.originals_of(at).map(|(original, _)| original.text.as_str()).collect();
    texts.join("\n")
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
    parts.extend(list_names(catalog, clause));
    if let Some(chapter) = catalog.chapter_of(clause) {
        parts.push(&chapter.title);
        parts.extend(chapter.sections.iter().filter(|s| s.number == clause.section).map(|s| s.title.as_str()));
    }
    if let Some(mapping) = catalog.mapping(&clause.id) {
        parts.extend(mapping.checks.iter().chain(&mapping.evidence).map(String::as_str));
    }
    lines(&parts)
}

/// What the list and the volume of a clause are called: who names a list means what stands in it. Names with figures are left
/// out, because these are looked for as editions and numbers.
fn list_names<'c>(catalog: &'c Catalog, clause: &Clause) -> impl Iterator<Item = &'c str> {
    let list = catalog.guideline_of(clause).map(|guideline| guideline.short.as_str());
    let volume = catalog.volume_of(clause).map(|volume| volume.short.as_str());
    list.into_iter().chain(volume).filter(|name| !name.contains(|c: char| c.is_ascii_digit()))
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

fn product_context(product: &Product) -> String {
    lines(&[&product.id, &product.doc_title, &product.licence_note, &product.note])
}

/// The everyday ways to ask for a record; terms are everyday words themselves.
fn asked(record: Record<'_>) -> &[String] {
    match record {
        Record::Clause(clause) => &clause.asked,
        Record::Risk(risk) => &risk.asked,
        Record::Product(product) => &product.asked,
        Record::Measure(measure) => &measure.asked,
        Record::Report(report) => &report.asked,
        Record::Licence(licence) => &licence.asked,
        Record::Theme(theme) => &theme.asked,
        Record::Term(_) | Record::Node(_) | Record::Revision(_) | Record::Question(_) => &[],
    }
}

fn measure_context(measure: &Measure) -> String {
    let uses = measure.uses.iter().map(|one| one.how.as_str());
    let documents = measure.evidence.iter().map(|evidence| evidence.title.as_str());
    let parts: Vec<&str> = [measure.id.as_str(), &measure.remains].into_iter().chain(uses).chain(documents).collect();
    lines(&parts)
}

fn services(services: &[Service]) -> String {
    services.iter().copied().map(Service::name).collect::<Vec<_>>().join("\n")
}

/// What an edition is called.
fn edition_terms(catalog: &Catalog, at: RecordRef) -> String {
    let Some(edition) = catalog.edition_of(at) else { return String::new() };
    lines(&[&edition.name(), &edition.full_name(), &edition.guideline().short])
}

/// Who published an edition and when, and what took its place.
fn edition_context(catalog: &Catalog, at: RecordRef) -> String {
    let Some(edition) = catalog.edition_of(at) else { return String::new() };
    let guideline = edition.guideline();
    lines(&[edition.id(), &guideline.title, &guideline.publisher, edition.published(), &edition.standing()])
}

fn change_terms(catalog: &Catalog, change: &Revision) -> String {
    let names = [&change.to, &change.from].into_iter().filter_map(|id| catalog.edition(id));
    let names: Vec<String> = names.map(|edition| edition.name()).collect();
    lines(&[&names.join("\n"), &change.old_label])
}

/// What kind of change it is, in which guideline, and its figures: without addresses and checksums, which are no words.
fn change_context(catalog: &Catalog, change: &Revision) -> String {
    const LONGEST: usize = 40;
    let is_word = |word: &&str| !word.contains("://") && word.chars().count() <= LONGEST;
    let figures: Vec<&str> = change.figures.split_whitespace().filter(is_word).collect();
    let edition = catalog.edition(&change.to);
    let guideline = edition.as_ref().map(Edition::guideline);
    let (title, publisher) = guideline.map_or(("", ""), |guideline| (&guideline.title, &guideline.publisher));
    let full_name = edition.map_or_else(String::new, |edition| edition.full_name());
    lines(&[&change.id, change.kind.name(), &full_name, title, publisher, &figures.join(" ")])
}

fn term_terms(term: &Term) -> String {
    lines(&[&term.synonyms.join("\n"), &term.reading])
}

/// Returns the texts of a record that are searched, part by part. Values that do not belong together are separated by line
/// breaks.
pub fn texts(catalog: &Catalog, at: RecordRef) -> impl Iterator<Item = (Part, String)> {
    PARTS.into_iter().map(move |part| (part, text(catalog, at, part)))
}
