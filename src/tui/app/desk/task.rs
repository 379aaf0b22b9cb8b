//! What a thread has to do for these screens, and what it then says.

use std::path::PathBuf;
use std::sync::Arc;

use crate::failure::Failure;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::worklist::{EntryId, Profile};
use crate::workspace::exports::{ExportDone, ExportWish, NoExport};
use crate::workspace::merging::MergeLook;
use crate::workspace::worklists::ListedWorklist;

/// What a thread has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskTask {
    /// Lists all worklists.
    List,
    /// Creates a worklist.
    Create(String, Box<Profile>),
    /// Copies one to another name; whether it is looked at again.
    Copy(String, String, bool),
    /// Archives one that is not in use, or restores it.
    Archive(String, bool),
    /// Finds out what the records of a folder would change.
    Look(PathBuf),
    /// Writes a file.
    Export(ExportWish),
    /// Checks the files of all evidence.
    CheckEvidence,
}

/// The worklists there are, or why nobody knows.
pub type Listing = Result<Vec<ListedWorklist>, Failure>;

/// What the thread says.
#[derive(Clone, Debug)]
pub enum DeskReport {
    /// The worklists there are.
    Listed(Listing),
    /// A worklist of this name was created, with what there is to know about it, or why none was; and all there are now.
    Created(Result<(String, String), Failure>, Listing),
    /// A worklist was archived or restored, with a sentence that says so.
    Archived(Result<String, Failure>, Listing),
    /// What a merge would change.
    Looked(Result<Arc<MergeLook>, Failure>),
    /// A file was written.
    Exported(Result<ExportDone, NoExport>),
    /// How evidence stands; none if that was broken off.
    Checked(Result<Option<Vec<(EntryId, EvidenceCheck)>>, Failure>),
    /// Another worklist cannot be opened.
    NotSwitched(Failure),
}
