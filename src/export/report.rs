//! The contents of a report, for every format. Plain data: the workspace makes it from catalog and worklist.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::language::t;
use crate::model::Id;
use crate::sheet::{Answers, Tally, terms};

use super::history::HistoryRow;
use super::seal::Seal;

/// The disclaimer in every report for people.
pub(super) const DISCLAIMER: &str = "条項の題と文は tenken による要約で、ガイドラインの原文ではありません。この報告書は適合を保証するものではありません。";

/// What evidence is called that stands for the audit as a whole.
pub(super) const FOR_AUDIT: &str = "点検全体";

/// The contents of one worklist at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the worklist.
    pub name: String,
    /// The query that chose the clauses; empty if it has all of the worklist.
    pub part: String,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The editions of the clauses that are counted.
    pub editions: ReportEditions,
    /// The reference pattern and its title, for example `II 担当者あり・クラウド`; empty if none was chosen.
    pub pattern: String,
    /// The parties whose clauses are counted, for example `医療機関`; empty for all.
    pub parties: Vec<String>,
    /// Who audits, when, and what is to be said of the whole.
    pub audit: ReportAudit,
    /// The products in use, each with what brings it.
    pub products: Vec<ReportProduct>,
    /// The licences that were chosen.
    pub licences: Vec<ReportLicence>,
    /// What has to be said where products come by licence; empty if none does.
    pub guide: String,
    /// The time the report was made.
    pub made_at: Timestamp,
    /// The user who made it.
    pub made_by: String,
    /// The counts of all clauses that apply.
    pub total: Tally,
    /// Guidelines, volumes and chapters in the order of the catalog.
    pub headings: Vec<Heading>,
    /// All clauses of the worklist in the order of the catalog, including those that do not apply.
    pub rows: Vec<ReportRow>,
    /// All evidence, in the order in which it was added.
    pub evidence: Vec<ReportEvidence>,
    /// Everything that was recorded, the oldest first; of a part what was recorded about its clauses.
    pub history: Vec<HistoryRow>,
    /// Sentences about records that are not counted; empty if all are.
    pub problems: Vec<String>,
    /// The mark of the worklist for forms that come back; empty if it has no profile, so that nobody can tell whose it is.
    pub form: String,
    /// The records and the catalog it was made from.
    pub seal: Seal,
}

/// What is said of the audit as a whole; each text is empty if nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportAudit {
    /// The time that it is about, or in which it is done.
    pub period: String,
    /// Those who inspect.
    pub inspectors: String,
    /// Who approves the result.
    pub approver: String,
    /// What is to be said of it; may have several lines.
    pub remarks: String,
}

/// What is said of the editions that a worklist, a report or the catalog is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportEditions {
    /// Which ones they are, which ones hold today and how much of them is 未照合, on one line; empty without clauses.
    pub line: String,
    /// A sentence for each of them that was replaced.
    pub notices: Vec<String>,
    /// Their ids.
    pub held: Vec<Id>,
    /// The ids of the editions that hold today, each once.
    pub current: Vec<Id>,
    /// The number of clauses.
    pub clauses: usize,
    /// The number of them that were not checked against the official text (未照合).
    pub unverified: usize,
}

/// A product in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportProduct {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whether it was chosen by hand.
    pub is_by_hand: bool,
    /// The ids of the licences that include it, including those that come without a contract.
    pub licences: Vec<Id>,
}

/// A licence that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLicence {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
}

impl Report {
    /// Returns the names of the products that were chosen by hand, or else of those that only licences bring.
    pub(super) fn product_names(&self, by_hand: bool) -> String {
        let products = self.products.iter().filter(|product| product.is_by_hand == by_hand);
        products.map(|product| product.name.as_str()).collect::<Vec<_>>().join(t("、"))
    }

    /// Returns the names of the licences.
    pub(super) fn licence_names(&self) -> String {
        self.licences.iter().map(|licence| t(&licence.name)).collect::<Vec<_>>().join(t("、"))
    }

    /// Returns what the report says of the audit, of licences and of products, in the order in which people read it; texts
    /// may be empty.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&'static str, String)> {
        let audit = [
            (t("期間"), self.audit.period.clone()),
            (t("点検者"), self.audit.inspectors.clone()),
            (t("承認者"), self.audit.approver.clone()),
            (t("所見"), self.audit.remarks.clone()),
        ];
        audit.into_iter().chain(self.use_facts())
    }

    /// Returns what the report says of licences and products, in the order in which people read it; texts may be empty.
    pub(super) fn use_facts(&self) -> [(&'static str, String); 4] {
        [
            (t(terms::LICENCES), self.licence_names()),
            (t("使っている製品(手で選んだもの)"), self.product_names(true)),
            (t("使っている製品(エディションに含まれるもの)"), self.product_names(false)),
            (t("製品についての注意"), t(&self.guide).to_owned()),
        ]
    }
}

/// A guideline, volume or chapter, and its progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its id, for example `mhlw6.sysun.14`.
    pub id: Id,
    /// The depth: 0 guideline, 1 volume, 2 chapter.
    pub depth: usize,
    /// The title.
    pub title: String,
    /// The counts of its clauses.
    pub counts: Tally,
}

/// One clause and everything recorded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id, for example `mhlw6.sysun.14.5`.
    pub id: Id,
    /// Its id in documents of tools that know none but tokens.
    pub token: String,
    /// The short name of its guideline.
    pub guideline: String,
    /// Its edition, with the one that holds today.
    pub edition: String,
    /// The title of its volume.
    pub volume: String,
    /// Number and title of its chapter.
    pub chapter: String,
    /// The label, for people, for example `運用 14.⑤`.
    pub label: String,
    /// Our headline.
    pub title: String,
    /// Our summary.
    pub gist: String,
    /// The official text with where it stands; empty unless it was asked for.
    pub original: String,
    /// The title of the document of the user that it was read from; empty if it is the catalog's own.
    pub pack: String,
    /// The parties that have to act, for example `医療機関・事業者`; empty if unknown.
    pub party: String,
    /// Whether its text or number was not checked against the official text (未照合).
    pub is_unverified: bool,
    /// The reason why it is not counted; empty if it is counted.
    pub left_out: String,
    /// The answers.
    pub answers: Answers,
    /// What the worklist of the edition before said about it, as one sentence; empty if nothing was carried over.
    pub previous: String,
    /// What it means that its number in the edition that is counted was not known; empty if it does not wait for it.
    pub waiting: String,
    /// Its evidence, as indices into [`Report::evidence`].
    pub evidence: Vec<usize>,
    /// The fields in conflict, one sentence each.
    pub conflicts: Vec<String>,
    /// The time of the last change.
    pub changed_at: Option<Timestamp>,
    /// The user who made the last change; empty if there was none.
    pub changed_by: String,
    /// Whether anything was recorded after a reviewer looked at it.
    pub has_changed_since_review: bool,
}

/// A file or a web page that is evidence of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEvidence {
    /// Its id in the worklist.
    pub id: String,
    /// The title; may be empty.
    pub title: String,
    /// A path or a URL.
    pub location: String,
    /// The SHA-256 of the file when it was added, as 64 hex digits; empty for a URL.
    pub sha256: String,
    /// The time it was added.
    pub added_at: Timestamp,
    /// The user who added it.
    pub added_by: String,
    /// The day from which its content is in effect.
    pub effective: Option<Date>,
    /// The last day on which it is valid.
    pub expires: Option<Date>,
    /// Whether it stands for the audit as a whole.
    pub is_for_audit: bool,
    /// The clauses it is linked with.
    pub clauses: Vec<Id>,
}
