//! The tables, as plain data. The workspace makes them from the catalog.

use std::sync::Arc;

use crate::language::tr;
use crate::model::{
    Availability, CloudShare, Function, Id, Kind, Role, Service, ServiceAvailability, Status, Strength, Verdict,
};

use super::super::seal::Seal;

/// Everything that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlMapping {
    /// The query that chose the clauses; empty if all of them are in it.
    pub part: String,
    /// How many clauses are in it.
    pub clause_count: usize,
    /// The worklist whose answers stand beside the clauses; none if there are no answers.
    pub worklist: Option<String>,
    /// What has to be known to read it, a sentence or two each.
    pub notes: Vec<String>,
    /// The versions of program and catalog: a seal without records.
    pub versions: Seal,
    /// What answers each clause.
    pub clauses: Vec<ClauseRow>,
    /// What lowers each risk.
    pub risks: Vec<RiskRow>,
    /// What each product is good for.
    pub products: Vec<ProductRow>,
    /// What Microsoft does, and what shows it.
    pub measures: Vec<MeasureRow>,
    /// The editions of guidelines.
    pub editions: Vec<EditionRow>,
    /// The words that need an explanation.
    pub words: Vec<WordRow>,
}

impl ControlMapping {
    /// Returns the sentence that it is only a part, and which; none if it has all of the catalog.
    pub fn part_sentence(&self) -> Option<String> {
        let Self { part, clause_count, .. } = self;
        let said = "「{part}」で選んだ {clause_count} 条項と、それに関わるリスク・製品・措置だけです。カタログの全体ではありません。";
        (!part.is_empty()).then(|| tr!(said, part, clause_count))
    }
}

/// A clause and one product that answers it, or a clause that no product answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseRow {
    /// The clause.
    pub clause: Arc<ClauseFacts>,
    /// The product.
    pub product: Option<ClauseProduct>,
    /// What a document of the user says there; none if the catalog itself says it.
    pub stated: Option<Stated>,
}

/// What a document that was taken in says of a clause or a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What it says.
    pub says: String,
    /// The document, and where it stands in it.
    pub source: String,
}

/// What is said of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseFacts {
    /// Its id.
    pub id: Id,
    /// The short name of its guideline.
    pub guideline: String,
    /// Its edition, with the one that holds today.
    pub edition: String,
    /// The title of its volume.
    pub volume: String,
    /// Number and title of its chapter.
    pub chapter: String,
    /// The label, for people.
    pub label: String,
    /// Our headline.
    pub title: String,
    /// Our summary.
    pub gist: String,
    /// The parties that have to act.
    pub parties: Vec<String>,
    /// Who carries it in the cloud; none where that was not judged.
    pub cloud_share: Option<CloudShare>,
    /// How far each service carries it; empty where that was not judged.
    pub availability: Vec<ServiceAvailability>,
    /// Who does what of it, Microsoft and the customer.
    pub division: String,
    /// What Microsoft does for it, or why it does nothing.
    pub measures: Vec<String>,
    /// The ids of these measures.
    pub measure_ids: Vec<Id>,
    /// The titles of the risks behind it.
    pub risks: Vec<String>,
    /// The ids of these risks.
    pub risk_ids: Vec<Id>,
    /// What an inspector asks.
    pub checks: Vec<String>,
    /// Examples of evidence.
    pub evidence: Vec<String>,
    /// Whether its text or number was not checked against the official text (未照合).
    pub is_unverified: bool,
    /// What the worklist says of it, where there is one.
    pub answers: Option<ClauseAnswers>,
}

/// What a worklist says of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseAnswers {
    /// How far it has come; none where the worklist does not count it and nothing was recorded.
    pub status: Option<Status>,
    /// The judgement; none like the status.
    pub verdict: Option<Verdict>,
    /// The note.
    pub note: String,
    /// Why the worklist does not count it; empty if it does.
    pub left_out: String,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductFacts {
    /// Its id.
    pub id: Id,
    /// Its name, with what must be known of it: that it is not offered any more, or that Microsoft runs it.
    pub name: String,
    /// Its family.
    pub family: String,
    /// The names of the offers that include it, each with how much of it if not all.
    pub licences: Vec<String>,
}

/// How a product answers a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseProduct {
    /// The product.
    pub product: Arc<ProductFacts>,
    /// How central it is; none where a document says no more than that it answers.
    pub role: Option<Role>,
    /// How it helps.
    pub how: String,
    /// Address of the page that tells how.
    pub url: String,
}

/// A risk and one product against it, or a risk that no product lowers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRow {
    /// The risk.
    pub risk: Arc<RiskFacts>,
    /// The product.
    pub product: Option<RiskProduct>,
    /// What a document of the user says there; none if the catalog itself says it.
    pub stated: Option<Stated>,
}

/// What is said of a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskFacts {
    /// Its id.
    pub id: Id,
    /// Its group.
    pub category: String,
    /// Our headline.
    pub title: String,
    /// What happens.
    pub scenario: String,
    /// What Microsoft does against it, or why it does nothing.
    pub measures: Vec<String>,
    /// The ids of these measures.
    pub measure_ids: Vec<Id>,
    /// What remains after the mitigations.
    pub residual: String,
    /// The labels of the clauses against it, a line for each guideline.
    pub clauses: Vec<String>,
    /// The ids of these clauses.
    pub clause_ids: Vec<Id>,
    /// Whether it was not checked against its source (未照合).
    pub is_unverified: bool,
}

/// How a product lowers a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskProduct {
    /// The product.
    pub product: Arc<ProductFacts>,
    /// What it does about the risk; none where a document does not say.
    pub function: Option<Function>,
    /// How much it helps; none where a document does not say.
    pub strength: Option<Strength>,
    /// How it helps.
    pub how: String,
    /// Address of the page that tells how.
    pub url: String,
}

/// A product and one thing that it is good for, or a product that nothing leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductRow {
    /// The product.
    pub product: Arc<ProductFacts>,
    /// What it is good for.
    pub target: Option<ProductUse>,
}

/// A clause or a risk that a product answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductUse {
    /// Clause or risk.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The guideline of the clause or the group of the risk.
    pub group: String,
    /// The label of a clause; empty for risks.
    pub label: String,
    /// The headline.
    pub title: String,
    /// How central it is, or what it does and how much: `主`, `予防・強`.
    pub tie: String,
    /// How it helps.
    pub how: String,
}

/// A measure and one report that shows it, or a measure that no report shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow {
    /// The measure.
    pub measure: Arc<MeasureFacts>,
    /// The report.
    pub report: Option<MeasureReport>,
}

/// What Microsoft itself does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureFacts {
    /// Its id.
    pub id: Id,
    /// Our headline.
    pub title: String,
    /// What Microsoft does.
    pub does: String,
    /// What remains with the customer.
    pub remains: String,
    /// How far it is in place in each service.
    pub availability: Vec<ServiceAvailability>,
    /// The labels of the clauses that it answers, a line for each guideline.
    pub clauses: Vec<String>,
    /// The ids of these clauses.
    pub clause_ids: Vec<Id>,
    /// The titles of the risks that it lowers.
    pub risks: Vec<String>,
    /// The ids of these risks.
    pub risk_ids: Vec<Id>,
    /// Whether it was not checked against its source (未照合).
    pub is_unverified: bool,
}

/// A report that shows a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureReport {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// The controls to look up in it, one edition of the report each.
    pub controls: Vec<String>,
    /// Where it is to be had.
    pub access: String,
    /// How an auditor gets it.
    pub obtain: String,
    /// Address of the page where it is handed out or described.
    pub url: String,
}

/// An edition of a guideline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// Its id.
    pub id: Id,
    /// The short name.
    pub name: String,
    /// The title.
    pub title: String,
    /// Who issues it.
    pub publisher: String,
    /// When it was published, as far as that is known.
    pub published: String,
    /// How many of its clauses the catalog holds.
    pub clauses: usize,
    /// How many of them were not checked against the official text (未照合).
    pub unverified: usize,
    /// What must be known of it: what took its place; may be empty.
    pub notice: String,
    /// Address of the official page.
    pub url: String,
}

/// A word and what it means here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRow {
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: String,
}

/// Returns how far one service carries something; none where that was not judged.
pub(super) fn in_service(availability: &[ServiceAvailability], service: Service) -> Option<Availability> {
    availability.iter().find(|one| one.service == service).map(|one| one.status)
}
