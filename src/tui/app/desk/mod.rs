//! What the screen knows of worklists as a whole: the list of them, the form for one, a merge, files to write, evidence.

pub mod filled;
pub mod form;
pub mod prompt;
pub mod task;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Id, OwnItem, Party};
use crate::sheet::Tally;
use crate::tui::app::desk::filled::{FilledDeed, FilledSheet};
use crate::tui::app::desk::form::{FormRow, ProfileForm};
use crate::tui::app::desk::task::{DeskTask, LastAct};
use crate::tui::app::jump_list::{DeskScreen, ListFilter};
use crate::tui::app::rows::query::ListQuery;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::worklist::{EntryId, Field};
use crate::workspace::exports::ExportKind;
use crate::workspace::merging::MergeLook;
use crate::workspace::worklists::{ComparedLists, ListedWorklist};

/// What the screen knows of worklists as a whole.
#[derive(Debug, Default)]
pub struct Desk {
    /// The worklists as they were listed last; none before that.
    pub listed: Option<Vec<ListedWorklist>>,
    /// What is being done; none if nothing is.
    pub doing: Option<DeskDoing>,
    /// What was chosen on a page, and is done next.
    pub chosen: Option<DeskDeed>,
    /// The form that is being filled in, or was left.
    pub form: Option<ProfileForm>,
    /// The families of products that are unfolded.
    pub unfolded: BTreeSet<String>,
    /// The folder that was looked at last.
    pub merge: Option<Arc<MergeLook>>,
    /// The filled-in worklist that was looked at last, until it is taken in.
    pub filled: Option<FilledSheet>,
    /// The filled-in worklist that is being read without a prompt, and shown as soon as it is.
    pub awaited: Option<PathBuf>,
    /// The worklist that was held against the one in use last, and what differs.
    pub compared: Option<Arc<ComparedLists>>,
    /// Whether something was recorded after that.
    pub has_changed_since: bool,
    /// Whether official texts go along with what is written.
    pub with_original: bool,
    /// The filter of the list from which one came to what can be written.
    pub list: ListFilter,
    /// What the query of that list finds now: its rows stay as they were found, a file says what the query means.
    pub found: Option<ListQuery>,
    /// Whether only what the list is narrowed to is written.
    pub is_part: bool,
    /// How evidence stood when it was checked last; none before that.
    pub checked: Option<BTreeMap<EntryId, EvidenceCheck>>,
    /// How far the worklist was from day to day when that was read last; none before that.
    pub trend: Option<Vec<(Date, Tally)>>,
    /// The worklist that the list shall show selected, once it is there.
    pub wanted: Option<String>,
    /// What is written in the place of a file that is there, if the person says so.
    pub replacing: Option<ExportKind>,
    /// The paths that were typed last, by what they were asked for.
    pub typed: BTreeMap<&'static str, String>,
    /// What is done as soon as all that was recorded is on disk, because it reads what is there.
    pub held: Option<DeskTask>,
    /// The worklists in which something was recorded in this run.
    pub recorded_in: BTreeSet<String>,
    /// What an undo would take back of an earlier run, if the worklist took the place of another one: that is asked first.
    pub last_act: Option<LastAct>,
    /// The own items that the records on screen hold, or will as soon as they are ready.
    pub items: Vec<OwnItem>,
}

impl Desk {
    /// Remembers that something was recorded in the worklist in use, which is what the next undo means.
    pub fn has_recorded_in(&mut self, name: &str) {
        self.last_act = None;
        if !self.recorded_in.contains(name) {
            self.recorded_in.insert(name.to_owned());
        }
    }
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskDoing {
    /// Something is read.
    Reading,
    /// Evidence is checked, which can be broken off.
    Checking,
    /// Something is written.
    Writing,
    /// Another worklist is opened.
    Switching,
}

/// What a link on these pages does, or an answer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskDeed {
    /// Goes to a page.
    Visit(DeskScreen),
    /// Uses a worklist from now on.
    Switch(String),
    /// Asks for the name of a copy, which is looked at again if that is said.
    Copy(String, bool),
    /// Archives a worklist, or restores it.
    Archive(String, bool),
    /// Opens the form of a new worklist.
    New,
    /// Opens the form of the worklist in use.
    Change,
    /// Fills in a row of the form.
    Form(FormRow),
    /// Folds or unfolds a family of products.
    Fold(String),
    /// Shows the features of a product in the list, to be chosen one by one.
    Features(Id),
    /// Says that a product is used, or not.
    Product(Id),
    /// Says that a licence is there, or not.
    Licence(Id),
    /// Asks for the folder of a colleague.
    AskMerge,
    /// Takes in the folder that was looked at.
    Merge,
    /// Does something with a worklist that was filled in.
    Filled(FilledDeed),
    /// Says whether official texts go along.
    WithOriginal,
    /// Says whether only what the list is narrowed to is written.
    Part,
    /// Asks where a file goes.
    Export(ExportKind),
    /// Writes it in the place of the one that is there.
    Replace,
    /// Asks for another place than that of the file that is there.
    AnotherName,
    /// Opens a piece of evidence.
    Piece(EntryId),
    /// Checks all evidence.
    CheckEvidence,
    /// Asks for evidence of the audit as a whole.
    AddEvidence,
    /// Lets a piece stand for the audit as a whole, or not any more.
    ForAudit(EntryId, bool),
    /// Lets a piece be evidence of clauses as well.
    Link(EntryId, Vec<Id>),
    /// Takes evidence off a clause.
    Unlink(EntryId, Id),
    /// Withdraws evidence, or brings it back.
    Withdraw(EntryId, bool),
    /// Copies the place of evidence.
    CopyPlace(EntryId),
    /// Does something with an own item.
    Item(Id, ItemDeed),
    /// Asks for a field of evidence.
    Describe(EntryId, Field),
}

/// What is done with an own item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemDeed {
    /// Asks for another title.
    Title,
    /// Asks for another text.
    Text,
    /// Lets somebody have to act, or not any more.
    Party(Party),
    /// Asks whether it is withdrawn.
    Withdraw,
}

impl DeskDeed {
    /// Whether it turns something on or off, so that its row can be checked.
    pub const fn is_check(&self) -> bool {
        match self {
            Self::Form(row) => row.is_check(),
            Self::Filled(deed) => deed.is_check(),
            Self::Product(_) | Self::Licence(_) | Self::WithOriginal | Self::Part | Self::Fold(_) => true,
            Self::Switch(_)
            | Self::Copy(..)
            | Self::Archive(..)
            | Self::New
            | Self::Features(_)
            | Self::Change
            | Self::AskMerge
            | Self::Merge
            | Self::Export(_)
            | Self::Replace
            | Self::AnotherName
            | Self::Piece(_)
            | Self::CheckEvidence
            | Self::AddEvidence
            | Self::ForAudit(..)
            | Self::Link(..)
            | Self::Unlink(..)
            | Self::Withdraw(..)
            | Self::CopyPlace(_)
            | Self::Item(..)
            | Self::Describe(..)
            | Self::Visit(_) => false,
        }
    }
}
