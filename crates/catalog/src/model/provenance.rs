//! Where a record comes from, and how much of the original was seen.

use serde::{Deserialize, Serialize};

use super::named::named_enum;

named_enum! {
    /// How much of the original was read before the summary was written.
    pub enum Seen {
        /// Read to its end.
        Full = "full", "本文を確認";
        /// Cut off, or number and topic tied together by an official document.
        Partial = "partial", "一部を確認";
        /// The vendor's public documentation was read.
        Doc = "doc", "公開文書を確認";
        /// Known only through somebody else's description.
        SecondHand = "second_hand", "伝聞";
        /// A document of the user is the original, and was taken in.
        Imported = "imported", "取込資料を確認";
        /// Not seen: inferred or remembered.
        Memory = "memory", "未見";
    }
}

impl Seen {
    /// Whether nothing of the original was seen, so that the reader must check it.
    pub const fn is_unverified(self) -> bool {
        matches!(self, Self::SecondHand | Self::Memory)
    }
}

/// Where a record comes from and how solid it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// How much of the original was read.
    pub seen: Seen,
    /// Address or title of what was read; empty where nothing was.
    #[serde(default)]
    pub source: String,
    /// Which text of the original was read (final, or which draft); empty if not known.
    #[serde(default)]
    pub edition: String,
    /// What a reader should know about the reading.
    #[serde(default)]
    pub note: String,
}
