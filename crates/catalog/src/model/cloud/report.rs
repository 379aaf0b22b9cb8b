//! Audit reports and certificates (監査報告) that show measures.

use serde::{Deserialize, Serialize};

use super::super::named::named_enum;
use super::super::{Id, Provenance};
use super::Service;

named_enum! {
    /// Where a report is to be had.
    pub enum Access {
        /// Customers fetch it from the Service Trust Portal.
        Portal = "portal", "Service Trust Portal(契約者)";
        /// On a public page.
        Public = "public", "公開ページ";
    }
}

/// An audit report or certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditReport {
    /// For example `report.soc2`.
    pub id: Id,
    /// Ids it had before; they still lead to it.
    #[serde(default)]
    pub former_ids: Vec<Id>,
    /// Its name.
    pub title: String,
    /// What it is, in our words.
    pub what: String,
    /// Everyday ways to ask for it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// The services that it covers; empty if that is not known.
    #[serde(default)]
    pub services: Vec<Service>,
    /// What exactly is covered; may be empty.
    #[serde(default)]
    pub coverage: String,
    /// Where it is to be had.
    pub access: Access,
    /// How an auditor gets it.
    pub obtain: String,
    /// What cannot be had, or has to be checked; may be empty.
    #[serde(default)]
    pub limits: String,
    /// Address of the page where it is handed out or described.
    pub url: String,
    /// Where this comes from.
    pub provenance: Provenance,
}
