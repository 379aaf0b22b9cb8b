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
        High = "high", "確度 高";
        /// One good source.
        Medium = "medium", "確度 中";
        /// A guess.
        Low = "low", "確度 低";
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
