//! A clause as a control.

use crate::catalog::{Catalog, Neighbour, Record, RecordRef, Relation};
use crate::model::{Clause, Mapping};

use super::super::document::{OscalLink, Prop};
use super::super::ids::{UNNAMED, availability, prop, standard_prop, statement_id};
use super::super::metadata::link;
use super::super::risks;
use super::super::text::{markup, prose};
use super::document::{OscalControl, Part};

/// The namespace in which the assessment methods are defined, as in the catalogs of NIST.
const METHODS: &str = "http://csrc.nist.gov/ns/rmf";

/// Returns a clause as a control.
pub(super) fn control(catalog: &Catalog, at: RecordRef, clause: &Clause) -> OscalControl {
    let mapping = catalog.mapping(&clause.id);
    let neighbours = catalog.graph().neighbours(at);
    let id = catalog.token(&clause.id);
    OscalControl {
        class: "clause",
        title: markup(&clause.title).unwrap_or_else(|| UNNAMED.to_owned()),
        props: props(catalog, at, clause),
        links: neighbours.iter().filter_map(|neighbour| linked(catalog, neighbour)).collect(),
        parts: parts(&id, clause, mapping),
        id,
    }
}

fn props(catalog: &Catalog, at: RecordRef, clause: &Clause) -> Vec<Prop> {
    let mut props = vec![
        standard_prop("label", &catalog.label(at)),
        prop("clause-id", &clause.id),
        prop("section", &clause.section),
        prop("heading", &clause.heading),
        prop("seen", clause.provenance.seen.code()),
        unverified(clause).map(|prop| prop.remarked(&clause.provenance.note)),
    ];
    if let Some(mapping) = catalog.mapping(&clause.id) {
        props.extend(mapping.party.iter().map(|party| prop("party", party.code())));
        props.push(prop("cloud-share", mapping.cloud_share.code()));
        props.push(prop("nature", mapping.nature.code()));
        props.push(mapping.explanatory.then(|| prop("explanatory", "true")).flatten());
        props.extend(mapping.availability.iter().map(availability));
    }
    props.into_iter().flatten().collect()
}

fn unverified(clause: &Clause) -> Option<Prop> {
    let what = if clause.has_certain_number() { "content" } else { "number" };
    clause.is_unverified().then(|| prop("unverified", what)).flatten()
}

/// Returns the link to a risk behind a clause or to another clause; products and measures stand in the components.
fn linked(catalog: &Catalog, neighbour: &Neighbour) -> Option<OscalLink> {
    match (catalog.record(neighbour.at), neighbour.relation) {
        (Record::Risk(risk), _) => Some(link(risks::reference(&risk.id), "risk", &risk.title)),
        (Record::Clause(clause), relation) => {
            let rel = if relation == Relation::Reference { "reference" } else { "related" };
            Some(link(format!("#{}", catalog.token(&clause.id)), rel, &neighbour.reason))
        }
        _ => None,
    }
}

fn parts(control: &str, clause: &Clause, mapping: Option<&Mapping>) -> Vec<Part> {
    let statement = Part {
        id: Some(statement_id(control)),
        name: "statement",
        prose: prose(&clause.gist).or_else(|| prose(&clause.title)),
        ..Part::default()
    };
    let guidance = guidance(clause, mapping).map(|text| Part {
        id: Some(format!("{control}_gdn")),
        name: "guidance",
        prose: Some(text),
        ..Part::default()
    });
    let checks = mapping.map_or(&[][..], |mapping| &mapping.checks);
    let objectives = checks.iter().enumerate().filter_map(|(at, check)| objective(control, at, check));
    let method = mapping.and_then(|mapping| method(control, &mapping.evidence));
    [statement].into_iter().chain(guidance).chain(objectives).chain(method).collect()
}

/// Returns what a reader has to know besides the summary; none if there is nothing.
fn guidance(clause: &Clause, mapping: Option<&Mapping>) -> Option<String> {
    let line = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("{name}: {text}\n") };
    let mut lines = line("数値と法令", &clause.figures);
    lines += &line("リスクの例", &clause.scenario);
    lines += &line("ほかの指針の該当箇所", &clause.official_reference);
    lines += &line("次の版", &clause.outlook);
    if let Some(mapping) = mapping {
        let parties: Vec<&str> = mapping.party.iter().map(|party| party.name()).collect();
        lines += &line("担当", &parties.join("・"));
        lines += &line("クラウドでの分担", mapping.cloud_share.name());
        lines += &mapping.division;
        lines += "\n";
        lines += &line("Microsoft の措置がない理由", &mapping.no_measure);
    }
    prose(&lines)
}

fn objective(control: &str, at: usize, check: &str) -> Option<Part> {
    Some(Part {
        id: Some(format!("{control}_obj.{}", at + 1)),
        name: "assessment-objective",
        prose: Some(prose(check)?),
        links: vec![OscalLink { href: format!("#{}", statement_id(control)), rel: Some("assessment-for"), text: None }],
        ..Part::default()
    })
}

/// Returns what an inspector may look at, as the method of examining.
fn method(control: &str, evidence: &[String]) -> Option<Part> {
    let objects = Part { name: "assessment-objects", prose: Some(prose(&evidence.join("\n"))?), ..Part::default() };
    let examine = standard_prop("method", "EXAMINE").map(|prop| Prop { ns: Some(METHODS), ..prop });
    Some(Part {
        id: Some(format!("{control}_asm-examine")),
        name: "assessment-method",
        props: examine.into_iter().collect(),
        parts: vec![objects],
        ..Part::default()
    })
}
