//! Effects: what the runtime has to do after an update.

use crate::model::Id;
use crate::search::Request;
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::packs::PackTask;
use crate::worklist::Operation;
use crate::workspace::importing::SheetSource;

/// Something that the runtime has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a request to the search engine, with its generation number.
    Search(u64, Request),
    /// Perform an operation on the worklist.
    Perform(Operation),
    /// Record what a filled-in worklist says.
    Import(Operation, SheetSource),
    /// Record under this name from now on.
    RenameWriter(String),
    /// Write the person's name to the settings and report whether it is there.
    RememberName(String),
    /// Save a query under a name in the settings: the name, the query.
    SaveFilter(String, String),
    /// Redraw the whole screen.
    Redraw,
    /// Suspend the program and return to the shell.
    Suspend,
    /// Put a text on the clipboard of the person's own computer.
    Copy(String),
    /// Write a draft to disk and report whether it is there.
    KeepDraft {
        /// Its key.
        key: Id,
        /// Whether the field was left, so that it is promised that the text is kept.
        is_left: bool,
    },
    /// Remove a draft from disk: it was recorded or discarded.
    DiscardDraft(Id),
    /// Find the names that a typed path may go on with.
    CompletePath(String),
    /// Do something with packs.
    Packs(PackTask),
    /// Do something with worklists as a whole.
    Desk(DeskTask),
    /// Break off what is done with them.
    CancelDesk,
    /// Use another worklist from now on.
    SwitchWorklist(String),
    /// Break off the reading of a document.
    CancelImport,
    /// Make the records ready anew, because packs have changed.
    ReloadRecords,
    /// Open the text of the note in the external editor.
    EditNote(String),
    /// Quit.
    Quit,
}
