//! What a thread has to do for these screens, and what it then says.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::failure::Failure;
use crate::import::worklist::Table;
use crate::model::Id;
use crate::sheet::Tally;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::worklist::{EntryId, Profile, State, Worklist};
use crate::workspace::exports::{ExportDone, ExportKind, ExportWish, NoExport};
use crate::workspace::importing::SheetLook;
use crate::workspace::merging::MergeLook;
use crate::workspace::worklists::{ComparedLists, ListedWorklist};

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
    /// Holds another worklist against the one in use.
    Compare(String),
    /// Finds out what the records of a folder would change.
    Look(PathBuf),
    /// Finds out what a filled-in worklist would change.
    ReadSheet(PathBuf),
    /// The same of one that was read already.
    CompareSheet(PathBuf, Arc<Table>),
    /// Writes a file.
    Export(ExportWish),
    /// Checks the files of all evidence.
    CheckEvidence,
    /// Finds out how far the worklist was from day to day.
    Trend,
}

impl DeskTask {
    /// Whether it writes something, so that it is waited for at the end.
    pub const fn writes(&self) -> bool {
        match self {
            Self::Create(..) | Self::Copy(..) | Self::Archive(..) | Self::Export(_) => true,
            Self::List | Self::Compare(_) | Self::Look(_) | Self::ReadSheet(_) => false,
            Self::CompareSheet(..) | Self::CheckEvidence | Self::Trend => false,
        }
    }
}

/// The worklists there are, or why nobody knows.
pub type Listing = Result<Vec<ListedWorklist>, Failure>;

/// What the thread says.
#[derive(Clone, Debug)]
pub enum DeskReport {
    /// The worklists there are.
    Listed(Listing),
    /// A worklist of this name was created, with what there is to know about it, or why none was; and all there are now.
    Created(Made, Result<(String, String), Failure>, Listing),
    /// A worklist was archived or restored, with a sentence that says so.
    Archived(Result<String, Failure>, Listing),
    /// What differs between another worklist and the one in use.
    Compared(Result<Arc<ComparedLists>, Failure>),
    /// What a merge of this folder would change.
    Looked(PathBuf, Result<Arc<MergeLook>, Failure>),
    /// What this filled-in worklist would change.
    SheetRead(PathBuf, Result<Arc<SheetLook>, Failure>),
    /// A file of this kind was written.
    Exported(ExportKind, Result<ExportDone, NoExport>),
    /// How evidence stands; none if that was broken off.
    Checked(Result<Option<Vec<(EntryId, EvidenceCheck)>>, Failure>),
    /// How far the worklist of this name was from day to day, sorted.
    Trend(Result<(String, Vec<(Date, Tally)>), Failure>),
    /// Another worklist cannot be opened.
    NotSwitched(Failure),
    /// The one in use is used, but the next run does not know that it was.
    NotChosen(Failure),
}

/// How a worklist is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// By the form.
    New,
    /// As a copy of this one.
    CopyOf(String),
}

/// What was recorded last in a worklist before this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastAct {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
}

/// Another worklist that was opened.
#[derive(Debug)]
pub struct OpenedWorklist {
    /// The worklist.
    pub worklist: Worklist,
    /// What an undo would take back.
    pub last_act: Option<LastAct>,
}

/// What there is to know of a worklist that takes the place of the one in use.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Its name.
    pub name: String,
    /// Its records.
    pub state: State,
    /// What is wrong with them.
    pub warning: Option<String>,
    /// What an undo would take back.
    pub last_act: Option<LastAct>,
    /// The clause that one was at last in it.
    pub place: Option<Id>,
}

impl Arrival {
    /// Returns what there is to know of a worklist, but for the clause that one was at last.
    pub fn of(worklist: &Worklist, last_act: Option<LastAct>) -> Self {
        let warning = worklist.warnings().into_iter().next();
        Self { name: worklist.name(), state: worklist.state().clone(), warning, last_act, place: None }
    }
}
