//! Checks whether the files of evidence are unchanged since they were added.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::civil::Date;

use crate::fs::reason;
use crate::language::{t, tr};
use crate::sheet::is_past;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;
use crate::worklist::state::evidence::Evidence;

use super::evidence_file::{hash, is_url, resolve};

/// The result of a check of one piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceCheck {
    /// The file is unchanged.
    Same,
    /// The contents of the file have changed.
    Changed,
    /// The file does not exist any more.
    Missing,
    /// The file cannot be read, for this reason.
    Unreadable(String),
    /// It is a web page, which is not checked: tenken never uses the network.
    Url,
    /// The file exists, but its hash was not recorded.
    NotHashed,
}

/// Checks all evidence that was not withdrawn, in the order in which it was added. `folder` is that of the worklist.
pub fn check(state: &State, folder: &Path) -> Vec<(EntryId, EvidenceCheck)> {
    check_watched(state, folder, &mut || ControlFlow::Continue(())).unwrap_or_default()
}

/// Checks as [`check`] does; none if it was broken off between two files.
pub fn check_watched(
    state: &State,
    folder: &Path,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<(EntryId, EvidenceCheck)>> {
    let counted = state.evidence().filter(|evidence| !evidence.is_withdrawn);
    let checked = counted.map(|evidence| match watch() {
        ControlFlow::Continue(()) => Some((evidence.id, standing(evidence, folder))),
        ControlFlow::Break(()) => None,
    });
    checked.collect()
}

impl EvidenceCheck {
    /// Whether there is nothing to see to, as far as it was checked.
    pub const fn is_fine(&self) -> bool {
        match self {
            Self::Same | Self::Url | Self::NotHashed => true,
            Self::Changed | Self::Missing | Self::Unreadable(_) => false,
        }
    }

    /// Whether the contents were compared at all.
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Url | Self::NotHashed)
    }

    /// Whether somebody should look at a piece of evidence that stands so: what it says, or whether it still holds.
    pub fn needs_a_look(&self, evidence: &Evidence, today: Date) -> bool {
        !self.is_fine() || is_past(evidence.expires, today)
    }

    /// Returns it in a few words, for people.
    pub fn name(&self) -> String {
        match self {
            Self::Same => t("変わりなし").to_owned(),
            Self::Changed => t("中身が変わった").to_owned(),
            Self::Missing => t("見つからない").to_owned(),
            Self::Unreadable(why) => tr!("読めない({why})", why),
            Self::Url => "URL".to_owned(),
            Self::NotHashed => t("SHA-256 の記録なし").to_owned(),
        }
    }
}

fn standing(evidence: &Evidence, folder: &Path) -> EvidenceCheck {
    if is_url(&evidence.location) {
        return EvidenceCheck::Url;
    }
    let path = resolve(&evidence.location, folder);
    if evidence.sha256.is_empty() {
        return match fs::metadata(&path) {
            Ok(_) => EvidenceCheck::NotHashed,
            Err(error) => refused(&error),
        };
    }
    match hash(&path) {
        Ok(hash) if hash == evidence.sha256 => EvidenceCheck::Same,
        Ok(_) => EvidenceCheck::Changed,
        Err(error) => refused(&error),
    }
}

fn refused(error: &io::Error) -> EvidenceCheck {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => EvidenceCheck::Missing,
        _ => EvidenceCheck::Unreadable(reason(error)),
    }
}
