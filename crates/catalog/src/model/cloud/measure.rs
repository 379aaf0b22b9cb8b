//! What Microsoft itself does (措置), and what shows that it does.

use serde::{Deserialize, Serialize};

use super::super::named::named_enum;
use super::super::{Id, Provenance, Seen};
use super::ServiceAvailability;

named_enum! {
    /// What kind of document shows a measure.
    pub enum DocumentKind {
        /// An article of Microsoft on how it assures something; it ends in a table of audit controls.
        Assurance = "assurance", "保証の解説";
        /// The page of a certification or report that Microsoft offers.
        Offering = "offering", "認証・報告の案内";
        /// Product documentation.
        Doc = "doc", "製品の文書";
        /// A contract.
        Contract = "contract", "契約";
        /// A report itself, or the place where reports are handed out.
        Report = "report", "報告書";
        /// Training material.
        Training = "training", "学習教材";
    }
}

/// What Microsoft itself does for requirements and against risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// For example `msm.datacenter-physical`.
    pub id: Id,
    /// Ids it had before; they still lead to it.
    #[serde(default)]
    pub former_ids: Vec<Id>,
    /// Our headline.
    pub title: String,
    /// What Microsoft does, in our words.
    pub does: String,
    /// What remains with the customer.
    pub remains: String,
    /// Everyday ways to ask for it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// How far it is in place in each service.
    pub availability: Vec<ServiceAvailability>,
    /// The clauses that it answers.
    #[serde(default)]
    pub clauses: Vec<Id>,
    /// The risks that it lowers.
    #[serde(default)]
    pub risks: Vec<Id>,
    /// How the reader of one of these clauses or risks makes use of it.
    #[serde(default)]
    pub uses: Vec<Use>,
    /// What shows that it is done.
    #[serde(default)]
    pub evidence: Vec<MeasureEvidence>,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Measure {
    /// Returns how to make use of it for a clause or risk; empty if nothing is said.
    pub fn use_for(&self, id: &str) -> &str {
        self.uses.iter().find(|one| one.id == id).map_or("", |one| &one.how)
    }
}

/// How the reader of one clause or risk makes use of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// The clause or risk.
    pub id: Id,
    /// How to make use of it.
    pub how: String,
}

/// A document that shows a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureEvidence {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How much of it was read.
    pub seen: Seen,
    /// The reports that it refers to, with the numbers of their controls.
    #[serde(default)]
    pub cites: Vec<Citation>,
}

/// The controls of one report that a document refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The report.
    pub report: Id,
    /// Which of the report's editions is meant, for example `Azure・Dynamics 365`; empty if it does not matter.
    #[serde(default)]
    pub scope: String,
    /// The numbers of the controls as printed; empty if the report as a whole is meant.
    #[serde(default)]
    pub controls: String,
}

impl Citation {
    /// Returns scope and controls as one phrase; empty if neither is known.
    pub fn phrase(&self) -> String {
        match (self.scope.is_empty(), self.controls.is_empty()) {
            (false, false) => format!("{}: {}", self.scope, self.controls),
            (false, true) => self.scope.clone(),
            (true, _) => self.controls.clone(),
        }
    }
}
