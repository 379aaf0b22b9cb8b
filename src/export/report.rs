//! What a report says, whatever the format. Plain data: the workspace puts it together from catalog and worklist.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Id;
use crate::sheet::{Answers, Tally};

/// What every report for people says of its texts.
pub(super) const DISCLAIMER: &str = "条項の題と文は tenken による要約で、ガイドラインの原文ではありません。この報告書は適合を保証するものではありません。";

/// All that is known of one worklist at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the worklist.
    pub name: String,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The reference pattern and its title, for example `II 担当者あり・クラウド`; empty if none was chosen.
    pub pattern: String,
    /// Whose clauses are counted, for example `医療機関`; empty for everybody's.
    pub parties: Vec<String>,
    /// The names of the products in use.
    pub products: Vec<String>,
    /// When the report was made.
    pub made_at: Timestamp,
    /// Who made it.
    pub made_by: String,
    /// The counts of all clauses that apply.
    pub total: Tally,
    /// Guidelines, volumes and chapters in the order of the catalog.
    pub headings: Vec<Heading>,
    /// All clauses of the worklist in the order of the catalog, those that do not apply included.
    pub rows: Vec<ReportRow>,
    /// All evidence, in the order it was added.
    pub evidence: Vec<ReportEvidence>,
}

/// A guideline, volume or chapter and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its id, for example `mhlw6.sysun.14`.
    pub id: Id,
    /// How deep it stands: 0 guideline, 1 volume, 2 chapter.
    pub depth: usize,
    /// What it is called.
    pub title: String,
    /// The counts below it.
    pub counts: Tally,
}

/// One clause as the worklist has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id, for example `mhlw6.sysun.14.5`.
    pub id: Id,
    /// The short name of its guideline.
    pub guideline: String,
    /// The title of its volume.
    pub volume: String,
    /// Number and title of its chapter.
    pub chapter: String,
    /// What people call it, for example `運用 14.⑤`.
    pub label: String,
    /// Our headline.
    pub title: String,
    /// Our summary.
    pub gist: String,
    /// Who has to act, for example `医療機関・事業者`; empty if unknown.
    pub party: String,
    /// Whether text or number were not checked against the official text (未照合).
    pub is_unverified: bool,
    /// Why the profile leaves it out of the counts; empty if it counts.
    pub left_out: String,
    /// What people filled in.
    pub answers: Answers,
    /// Its evidence, as indices of [`Report::evidence`].
    pub evidence: Vec<usize>,
    /// Fields that several people have set to different values without knowing of each other, one sentence each.
    pub conflicts: Vec<String>,
    /// When anything of it was last changed.
    pub changed_at: Option<Timestamp>,
    /// Who changed it last; empty if nobody ever did.
    pub changed_by: String,
}

/// A file or page that shows that something is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEvidence {
    /// Its id in the worklist.
    pub id: String,
    /// What it is called; may be empty.
    pub title: String,
    /// A path or a URL.
    pub location: String,
    /// SHA-256 of the file when it was added, 64 hex digits; empty for a URL.
    pub sha256: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// Who added it.
    pub added_by: String,
    /// From when what it shows is in effect.
    pub effective: Option<Date>,
    /// Until when it holds.
    pub expires: Option<Date>,
    /// The clauses it stands for.
    pub clauses: Vec<Id>,
}
