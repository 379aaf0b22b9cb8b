//! Tables for the tests of the formats.

use std::sync::Arc;

use crate::model::{
    Availability, CloudShare, Function, Kind, Role, Service, ServiceAvailability, Status, Strength, Verdict,
};

use super::super::seal::Seal;
use super::tables::{
    ClauseAnswers, ClauseFacts, ClauseProduct, ClauseRow, ControlMapping, EditionRow, MeasureFacts, MeasureReport,
    MeasureRow, ProductFacts, ProductRow, ProductUse, RiskFacts, RiskProduct, RiskRow, Stated, WordRow,
};

/// Returns small tables: a clause, a risk, a product and a measure with everything, and one of each with nothing.
pub(super) fn sample(has_answers: bool) -> ControlMapping {
    of_texts(&str::to_owned, has_answers)
}

/// Returns the same tables with texts made from names.
pub(super) fn of_texts(text: &dyn Fn(&str) -> String, has_answers: bool) -> ControlMapping {
    let product = Arc::new(product(text));
    let tie = ClauseProduct { product: product.clone(), role: Some(Role::Main), how: text("how"), url: text("url") };
    let (full, bare) = (Arc::new(clause(text, has_answers)), Arc::new(ClauseFacts { id: "b".to_owned(), ..bare() }));
    let lowered = RiskProduct {
        product: product.clone(),
        function: Some(Function::Detect),
        strength: Some(Strength::Strong),
        how: text("risk how"),
        url: text("risk url"),
    };
    ControlMapping {
        part: text("part"),
        clause_count: 2,
        worklist: has_answers.then(|| text("worklist")),
        notes: vec![text("note of all")],
        versions: Seal { data_date: "2026-11-28".to_owned(), program: "0.1.0".to_owned(), ..Seal::default() },
        clauses: vec![
            ClauseRow { clause: full.clone(), product: Some(tie.clone()), stated: None },
            ClauseRow { clause: full, product: Some(ClauseProduct { role: None, ..tie }), stated: Some(stated(text)) },
            ClauseRow { clause: bare, product: None, stated: None },
        ],
        risks: vec![RiskRow { risk: Arc::new(risk(text)), product: Some(lowered), stated: None }],
        products: vec![
            ProductRow { product: product.clone(), target: Some(target(text)) },
            ProductRow { product, target: None },
        ],
        measures: vec![MeasureRow { measure: Arc::new(measure(text)), report: Some(report(text)) }],
        editions: vec![edition(text)],
        words: vec![WordRow { word: text("word"), meaning: text("meaning") }],
    }
}

fn stated(text: &dyn Fn(&str) -> String) -> Stated {
    Stated { says: text("says"), source: text("source") }
}

fn bare() -> ClauseFacts {
    ClauseFacts {
        id: String::new(),
        guideline: String::new(),
        edition: String::new(),
        volume: String::new(),
        chapter: String::new(),
        label: String::new(),
        title: String::new(),
        gist: String::new(),
        parties: Vec::new(),
        cloud_share: None,
        availability: Vec::new(),
        division: String::new(),
        measures: Vec::new(),
        measure_ids: Vec::new(),
        risks: Vec::new(),
        risk_ids: Vec::new(),
        checks: Vec::new(),
        evidence: Vec::new(),
        is_unverified: false,
        answers: None,
    }
}

fn clause(text: &dyn Fn(&str) -> String, has_answers: bool) -> ClauseFacts {
    let answers = ClauseAnswers {
        status: Some(Status::Done),
        verdict: Some(Verdict::Conform),
        note: text("note"),
        left_out: text("left out"),
    };
    ClauseFacts {
        id: text("clause id"),
        guideline: text("guideline"),
        edition: text("edition of clause"),
        volume: text("volume"),
        chapter: text("chapter"),
        label: text("label"),
        title: text("title"),
        gist: text("gist"),
        parties: vec![text("party"), text("other party")],
        cloud_share: Some(CloudShare::Shared),
        availability: availability(),
        division: text("division"),
        measures: vec![text("measure"), text("other measure")],
        measure_ids: vec![text("measure id of clause")],
        risks: vec![text("risk of clause")],
        risk_ids: vec![text("risk id of clause")],
        checks: vec![text("check"), text("other check")],
        evidence: vec![text("evidence")],
        is_unverified: true,
        answers: has_answers.then_some(answers),
    }
}

fn availability() -> Vec<ServiceAvailability> {
    let one = |service, status| ServiceAvailability { service, status };
    vec![one(Service::Azure, Availability::Provided), one(Service::PowerPlatform, Availability::Customer)]
}

fn product(text: &dyn Fn(&str) -> String) -> ProductFacts {
    ProductFacts {
        id: text("product id"),
        name: text("product"),
        family: text("family"),
        licences: vec![text("licence"), text("other licence")],
    }
}

fn risk(text: &dyn Fn(&str) -> String) -> RiskFacts {
    RiskFacts {
        id: text("risk id"),
        category: text("category"),
        title: text("risk"),
        scenario: text("scenario"),
        measures: vec![text("measure of risk")],
        measure_ids: vec![text("measure id of risk")],
        residual: text("residual"),
        clauses: vec![text("clause of risk")],
        clause_ids: vec![text("clause id of risk")],
        is_unverified: false,
    }
}

fn target(text: &dyn Fn(&str) -> String) -> ProductUse {
    ProductUse {
        kind: Kind::Clause,
        id: text("target id"),
        group: text("target group"),
        label: text("target label"),
        title: text("target"),
        tie: text("tie"),
        how: text("target how"),
    }
}

fn measure(text: &dyn Fn(&str) -> String) -> MeasureFacts {
    MeasureFacts {
        id: text("measure id"),
        title: text("own measure"),
        does: text("does"),
        remains: text("remains"),
        availability: availability(),
        clauses: vec![text("clause of measure")],
        clause_ids: vec![text("clause id of measure")],
        risks: vec![text("risk of measure")],
        risk_ids: vec![text("risk id of measure")],
        is_unverified: true,
    }
}

fn report(text: &dyn Fn(&str) -> String) -> MeasureReport {
    MeasureReport {
        id: text("report id"),
        title: text("report"),
        controls: vec![text("control")],
        access: text("access"),
        obtain: text("obtain"),
        url: text("report url"),
    }
}

fn edition(text: &dyn Fn(&str) -> String) -> EditionRow {
    EditionRow {
        id: text("edition id"),
        name: text("edition"),
        title: text("edition title"),
        publisher: text("publisher"),
        published: text("published"),
        clauses: 2,
        unverified: 1,
        notice: text("notice"),
        url: text("edition url"),
    }
}
