//! What an audit report is made of: plain data, which the workspace makes from catalog and worklist.

use jiff::civil::Date;

use crate::catalog::Cover;
use crate::language::tr;
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
    /// Why it is compared with nothing, although it is the copy of another worklist; empty if that is no question.
    pub no_since: String,
    /// What the worklist answers to the items of the ministry's checklists that it counts, in the order of the catalog.
    pub checklist: Vec<ReportedItem>,
    /// What a reviewer would send back, the gravest kind first.
    pub matters: Vec<ReportedMatter>,
    /// The first and the last day on which status or verdict of a clause that is counted was recorded.
    pub confirmed: Option<(Date, Date)>,
    /// The day on which the evidence was checked.
    pub checked_on: Date,
}

/// A kind of thing that has to be looked at, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedMatter {
    /// What it is.
    pub what: &'static str,
    /// The labels of the clauses, or what else it is about.
    pub labels: Vec<String>,
}

/// What is answered to an item of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedAnswer {
    /// This, in Japanese.
    Given(&'static str),
    /// Nothing yet.
    Missing,
    /// People disagree about what decides that.
    Disputed,
}

/// An item of a checklist of the ministry, which is answered with yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedItem {
    /// The label of the clause.
    pub label: String,
    /// Our headline.
    pub title: String,
    /// The answer.
    pub answer: ReportedAnswer,
    /// Until when it shall be yes.
    pub target: Option<Date>,
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
    /// How many clauses have a record now and had none then that could be compared.
    pub unknown: usize,
    /// Sentences about records of then that are not counted; empty if all are.
    pub problems: Vec<String>,
}

impl ReportedChanges {
    /// Says how many clauses had no record then; none if all had.
    pub fn unknown_sentence(&self) -> Option<String> {
        let unknown = self.unknown;
        let said = "いま記録のある条項のうち {unknown} 件は、前回の記録がありません。未着手として比べています。";
        (unknown > 0).then(|| tr!(said, unknown))
    }
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
    /// The value then, as it is recorded; may be empty.
    pub before: String,
    /// The value now, as it is recorded; may be empty.
    pub after: String,
    /// From which value to which it went, for people.
    pub said: String,
}
