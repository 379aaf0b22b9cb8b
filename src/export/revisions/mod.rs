//! What changed from one edition to the next as one table, with the marks of a worklist beside it.
//!
//! [`RevisionTable`] is plain data with one list of columns, from which every format is made. Nothing here reads the
//! time, so the same table always gives the same bytes.

mod columns;
mod format;
mod markdown;
mod xlsx;

use crate::model::{Carry, Confidence, Id, NumberKept, RevisionKind};

use super::seal::Seal;

pub use format::RevisionFormat;
pub(super) use xlsx::workbook;

/// Everything that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionTable {
    /// Which editions it is about, for people.
    pub title: String,
    /// What has to be known to read it, a sentence or two each.
    pub notes: Vec<String>,
    /// The versions of program and catalog: a seal without records.
    pub versions: Seal,
    /// One for each change, in the order in which it is read.
    pub rows: Vec<RevisionRow>,
}

/// One change: what a revision says, or what our summaries of two clauses say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// The id of the revision; empty where there is none.
    pub id: Id,
    /// The headings below which it stands.
    pub place: String,
    /// What happened.
    pub kind: RevisionKind,
    /// The labels of the clauses of the older edition.
    pub old: Vec<String>,
    /// The labels of the clauses of the later edition.
    pub new: Vec<String>,
    /// What is said.
    pub what: String,
    /// How the official text reads now, with marks for what is gone and what is new; empty unless it was asked for.
    pub wording: String,
    /// Numbers and dates in it.
    pub figures: String,
    /// Whether the printed number stayed, where that was looked at.
    pub number: Option<NumberKept>,
    /// Whether an answer may be carried over, where that was judged.
    pub carry: Option<Carry>,
    /// How sure it is; none where only our summaries were compared.
    pub confidence: Option<Confidence>,
    /// Whether it still has to be checked against the official text (未照合).
    pub is_unverified: bool,
    /// The marks that it touches, each as `運用 14.⑤ 完了`.
    pub marks: Vec<String>,
    /// The ids of its clauses.
    pub clauses: Vec<Id>,
}
