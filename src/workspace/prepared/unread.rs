//! The packs that are left out because they cannot be read: what is said of them, and how that is kept beside the catalog.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::catalog::UnreadPack;
use crate::fs;
use crate::language::tr;
use crate::model::Id;
use crate::text::clean::clean_line;

/// The file beside the catalog.
pub(super) const FILE: &str = "unread";
/// The most bytes of it.
const BYTES: u64 = 16 << 20;

/// A pack that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its id.
    pub pack: Id,
    /// Where what is wrong, and what.
    pub why: String,
}

impl Unread {
    pub(super) fn all(packs: Vec<UnreadPack>) -> Vec<Self> {
        let unread = |pack: UnreadPack| Self { why: clean_line(&pack.finding.to_string()), pack: pack.id };
        packs.into_iter().map(unread).collect()
    }

    /// Returns what is said of it, with the ways out.
    pub fn sentence(&self) -> String {
        let Self { pack, why } = self;
        let why = why.trim_end_matches(['。', '.']);
        tr!(
            "取込資料 {pack} は読めないため、使っていません({why})。`tenken packs disable {pack}` で無効に、`tenken packs remove {pack}` で削除できます。元の文書を取り込み直すと元に戻ります。",
            pack,
            why
        )
    }
}

/// Returns the bytes of the file.
pub(super) fn kept(unread: &[Unread]) -> Vec<u8> {
    serde_json::to_vec(unread).unwrap_or_default()
}

/// Reads the file of a part; none if it cannot be.
pub(super) fn read(part: &Path) -> Option<Vec<Unread>> {
    serde_json::from_str(&fs::read_text(&part.join(FILE), BYTES).ok()?).ok()
}
