//! Risk scenarios and the products against them.

use serde::{Deserialize, Serialize};

use super::named::named_enum;
use super::{Id, Provenance};

named_enum! {
    /// What of the information suffers.
    pub enum Property {
        /// Only those who may see it do.
        Confidentiality = "機密性", "機密性";
        /// It is right and complete.
        Integrity = "完全性", "完全性";
        /// It is there when it is needed.
        Availability = "可用性", "可用性";
    }
}

named_enum! {
    /// What a mitigation does about a risk.
    pub enum Function {
        /// Keeps it from happening.
        Prevent = "予防", "予防";
        /// Notices it.
        Detect = "検知", "検知";
        /// Contains it.
        Respond = "対応", "対応";
        /// Brings things back.
        Recover = "復旧", "復旧";
    }
}

named_enum! {
    /// How much a mitigation helps.
    pub enum Strength {
        /// Much.
        Strong = "強", "強";
        /// Somewhat.
        Medium = "中", "中";
        /// A little.
        Weak = "弱", "弱";
    }
}

/// A risk scenario and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// For example `risk.ransomware-ehr`.
    pub id: Id,
    /// Our headline.
    pub title: String,
    /// The group it belongs to.
    pub category: String,
    /// What happens, in our words.
    pub scenario: String,
    /// Everyday ways to ask for it.
    #[serde(default)]
    pub asked: Vec<String>,
    /// What of the information suffers.
    #[serde(default)]
    pub cia: Vec<Property>,
    /// Who or what causes it.
    #[serde(default)]
    pub threat_source: String,
    /// The threat of 表5-1 or the row of 別紙2 that it rests on.
    #[serde(default)]
    pub basis: String,
    /// An incident of the same kind.
    #[serde(default)]
    pub incident: String,
    /// Chapters where requirements against it stand, by our judgement.
    #[serde(default)]
    pub chapters: Vec<String>,
    /// Why it is likely.
    #[serde(default)]
    pub likelihood: String,
    /// What it does.
    #[serde(default)]
    pub impact: String,
    /// Clauses against it.
    #[serde(default)]
    pub clauses: Vec<Id>,
    /// What remains after the mitigations.
    #[serde(default)]
    pub residual: String,
    /// Risks close to it.
    #[serde(default)]
    pub related: Vec<Id>,
    /// ATT&CK technique ids.
    #[serde(default)]
    pub attack: Vec<String>,
    /// Why Microsoft does nothing against it, where that is so.
    #[serde(default)]
    pub no_measure: String,
    /// Where this comes from.
    pub provenance: Provenance,
    /// The products against it.
    #[serde(default)]
    pub mitigations: Vec<Mitigation>,
}

impl Risk {
    /// Returns the names of what suffers.
    pub fn suffering(&self) -> Vec<&'static str> {
        self.cia.iter().copied().map(Property::name).collect()
    }
}

/// One product against a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mitigation {
    /// The product.
    pub product: Id,
    /// What it does about the risk.
    pub function: Function,
    /// How much it helps.
    pub strength: Strength,
    /// How it helps.
    pub how: String,
    /// Title of the page that tells how, where it is not the product's own.
    #[serde(default)]
    pub doc_title: String,
    /// Address of that page.
    #[serde(default)]
    pub doc_url: String,
}
