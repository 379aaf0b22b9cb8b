//! What an audit report is made of: plain data, which the workspace makes from catalog and worklist.

use jiff::civil::Date;

use crate::catalog::Cover;
use crate::model::Id;
use crate::sheet::Tally;

use super::super::report::Report;

/// What an audit report is made of.
#[derive(Clone, Debug)]
pub struct AuditReport {
    /// The worklist.
    pub report: Report,
    /// How each piece of evidence of it stands today.
    pub evidence: Vec<CheckedEvidence>,
    /// The risks, in the order of the catalog.
    pub risks: Vec<ReportedRisk>,
    /// Who does what for the clauses of each volume.
    pub shares: Vec<ReportedShare>,
    /// The counts of the clauses that are counted now, at the end of days on which something was recorded; sorted.
    pub trend: Vec<(Date, Tally)>,
    /// What has changed since an earlier time or another worklist, if that was asked.
    pub since: Option<ReportedChanges>,
}

/// How a piece of evidence stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedEvidence {
    /// For people.
    pub standing: String,
    /// Whether nothing speaks against it.
    pub is_fine: bool,
}

/// How far a risk is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedRisk {
    /// Its title.
    pub title: String,
    /// The group it belongs to.
    pub category: String,
    /// How far products in use cover it.
    pub cover: Cover,
    /// The functions that no product in use fulfils, and one could.
    pub missing: Vec<&'static str>,
    /// What Microsoft does against it.
    pub measures: Vec<String>,
    /// The products in use that help.
    pub products: Vec<String>,
}

/// Who does what for a group of clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedShare {
    /// The name of the group.
    pub title: String,
    /// The clauses.
    pub clauses: usize,
    /// Those for which Microsoft does something.
    pub measures: usize,
    /// Those that a product in use answers.
    pub in_use: usize,
    /// Those that only products answer that are not in use.
    pub available: usize,
    /// Those left to the organisation.
    pub left: usize,
}

/// What has changed since an earlier time, or since another worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedChanges {
    /// Since when or what, for people.
    pub since: String,
    /// The counts of the clauses that are counted now, then.
    pub before: Tally,
    /// The changes that matter, in the order of the catalog.
    pub rows: Vec<ReportedChange>,
    /// How many clauses had nothing then that could be compared.
    pub unknown: usize,
}

/// A change of one field of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedChange {
    /// The id of the clause.
    pub id: Id,
    /// The label of the clause.
    pub label: String,
    /// Our headline.
    pub title: String,
    /// The name of the field.
    pub field: &'static str,
    /// The value then; may be empty.
    pub before: String,
    /// The value now; may be empty.
    pub after: String,
}
