//! What the outside has to do after a message.

use crate::search::Request;
use crate::worklist::Operation;

/// Something that the outside has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the search for the answer of a generation.
    Search(u64, Request),
    /// Do something to the worklist.
    Perform(Operation),
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal to the shell.
    Suspend,
    /// Put a text on the clipboard of the person's own computer.
    Copy(String),
    /// Keep the notes that were begun for the next time.
    KeepDrafts,
    /// Open the note that is being written in the editor of the system.
    EditNote(String),
    /// Leave.
    Quit,
}
