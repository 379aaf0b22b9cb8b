//! How clauses are tied to one another, and what became of them between editions.

use serde::{Deserialize, Serialize};

use super::named::named_enum;
use super::{Id, Provenance};

named_enum! {
    /// How one clause is tied to another.
    pub enum LinkKind {
        /// They deal with the same matter.
        Related = "related", "関連";
        /// An old edition's clause continues in a new one.
        Succession = "succession", "継承";
        /// One names the other.
        Reference = "reference", "参照";
    }
}

named_enum! {
    /// How sure something is.
    pub enum Confidence {
        /// Several sources agree.
        High = "high", "高";
        /// One good source.
        Medium = "medium", "中";
        /// A guess.
        Low = "low", "低";
    }
}

named_enum! {
    /// What happened to a clause between two editions.
    pub enum RevisionKind {
        /// The same.
        Unchanged = "unchanged", "変更なし";
        /// Changed.
        Modified = "modified", "変更";
        /// Added.
        New = "new", "新設";
        /// Dropped.
        Removed = "removed", "削除";
        /// Nothing but the printed number changed.
        Renumbered = "renumbered", "番号変更";
        /// Not known.
        Unknown = "unknown", "不明";
    }
}

named_enum! {
    /// Whether an answer may be carried over to the new edition.
    pub enum Carry {
        /// As it is.
        Auto = "auto", "引き継ぐ";
        /// Marked 要再確認.
        Review = "review", "要再確認で引き継ぐ";
        /// Not by itself.
        Hold = "hold", "引き継がない";
    }
}

named_enum! {
    /// Whether the printed number of a clause stayed the same.
    pub enum NumberKept {
        /// It stayed.
        Yes = "yes", "変わらない";
        /// It changed.
        No = "no", "変わる";
        /// Not known.
        Unknown = "unknown", "不明";
        /// The sources disagree.
        Conflict = "conflict", "資料により異なる";
    }
}

named_enum! {
    /// What became of a clause in a later edition, as far as that is known.
    pub enum Fate {
        /// It stayed as it was.
        Same = "same", "変更なし";
        /// It changed.
        Changed = "changed", "変更";
        /// Nothing but its printed number changed.
        Renumbered = "renumbered", "番号変更";
        /// It was dropped.
        Removed = "removed", "削除";
        /// Nobody has said which clause of the later edition it became, if any.
        Unknown = "unknown", "不明";
    }
}

named_enum! {
    /// How far a later edition concerns a clause, told apart by what says so.
    pub enum Touch {
        /// A revision about the clause says that it changed.
        Modified = "modified", "変更";
        /// A revision about the clause says that only its number changed.
        Renumbered = "renumbered", "番号変更";
        /// A revision about the clause says that it was dropped.
        Removed = "removed", "削除";
        /// A revision about something new names the clause.
        New = "new", "新設";
        /// A revision is about the clause, but does not say whether it changed.
        Unsure = "unsure", "変わったか不明";
        /// Nothing is said but of its chapter or section, which does not mean that the clause changed.
        Chapter = "chapter", "章の改定に関わる";
        /// Nothing is said. Our summaries of both clauses differ.
        Differs = "differs", "要約の比較では違いあり";
        /// A revision about the clause says that it is the same.
        Unchanged = "unchanged", "変更なし";
        /// Nothing is said. Our summaries of both clauses are the same.
        Alike = "alike", "要約の比較では変更なし";
        /// Nothing is known.
        Unknown = "unknown", "何も分からない";
    }
}

impl Touch {
    /// Whether a revision about the clause itself says something other than that it is the same.
    pub const fn is_touched(self) -> bool {
        match self {
            Self::Modified | Self::Renumbered | Self::Removed | Self::New | Self::Unsure => true,
            Self::Chapter | Self::Differs | Self::Unchanged | Self::Alike | Self::Unknown => false,
        }
    }
}

named_enum! {
    /// What says what became of a clause.
    pub enum FateBy {
        /// A revision.
        Revisions = "revisions", "改定の記録";
        /// The official texts of both clauses, from documents of the user.
        Originals = "originals", "原文の比較";
        /// Nothing but a comparison of our own summaries.
        Summaries = "summaries", "要約の比較";
    }
}

/// A tie between two clauses, chapters or sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where it starts.
    pub from: Id,
    /// Where it leads.
    pub to: Id,
    /// What kind of tie it is.
    pub kind: LinkKind,
    /// Why they are tied.
    pub reason: String,
    /// How sure it is, where that was judged.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// What became of a requirement from one edition to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// For example `mhlw7.sysun.14.5`. A clause of the new edition may have the same id: the revision is then about it.
    pub id: Id,
    /// The edition it comes from: a guideline or a volume, for example `mhlw6`.
    pub from: Id,
    /// The edition it leads to.
    pub to: Id,
    /// The place in an edition that the catalog does not hold, for example `6.5 C-13`.
    #[serde(default)]
    pub old_label: String,
    /// The catalog's clauses, chapters or sections it concerns.
    #[serde(default)]
    pub clauses: Vec<Id>,
    /// What happened.
    pub kind: RevisionKind,
    /// What is known, in our words.
    pub what: String,
    /// Numbers, dates and files.
    #[serde(default)]
    pub figures: String,
    /// Whether the printed number stayed, where that was looked at.
    #[serde(default)]
    pub number_kept: Option<NumberKept>,
    /// Whether an answer may be carried over.
    #[serde(default)]
    pub carry: Option<Carry>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where this comes from.
    pub provenance: Provenance,
}
