//! The seal of a report: what the records and the catalog were when it was made, so that records can be held to it later.

use serde::{Deserialize, Serialize};

use super::content::versions;

/// The end of every journal that counted, and the versions of program and catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The id of the worklist; empty if nothing was recorded.
    pub list: String,
    /// The version of tenken.
    pub program: String,
    /// The day the bundled data is of.
    pub data_date: String,
    /// The fingerprint of the bundled catalog.
    pub catalog: String,
    /// Whether records of the user were laid over the bundled catalog.
    #[serde(default)]
    pub has_own_data: bool,
    /// The journals, sorted by file.
    pub journals: Vec<SealedJournal>,
}

/// The end of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedJournal {
    /// The name of the file.
    pub file: String,
    /// How many of its entries counted.
    pub entries: usize,
    /// The first 16 digits of the SHA-256 of the last of them, which by the hash chain stands for all.
    pub hash: String,
}

impl Seal {
    /// Returns what it says about program and catalog, on one line.
    pub(super) fn versions(&self) -> String {
        versions(&self.program, &self.data_date, &self.catalog, self.has_own_data)
    }

    /// Returns what it says about each journal, a line for each.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.journals.iter().map(|one| format!("{}  {} 件  {}", one.file, one.entries, one.hash))
    }
}

/// What stands above the lines of a seal.
pub(super) const SEAL: &str = "記録の封印";

/// What a seal is for.
pub(super) const SEAL_USE: &str = "この報告書を作ったときの記録です。`tenken verify --against 報告書.json` で、その後の欠けや書き換えを確かめられます。";
