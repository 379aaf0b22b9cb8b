//! What is asked once before something is recorded.

use crate::tui::app::field_editor::FieldEditor;
use crate::tui::app::pending::PendingOperation;
use crate::worklist::Operation;

/// An operation that is not submitted yet, with what has to be known about it.
#[derive(Clone, Debug)]
pub struct Act {
    /// What has to be known until its outcome arrives.
    pub pending: PendingOperation,
    /// The operation.
    pub operation: Operation,
}

/// An answer, and what it does.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What stands in the list, and its reading in hiragana.
    pub answer: (&'static str, &'static str),
    /// What is then done.
    pub act: Act,
}

/// A question with its answers. Giving up is always one more.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub title: String,
    /// The answers; the first one is the likely one.
    pub choices: Vec<Choice>,
    /// The editor that it came from: it is there again if the person gives up.
    pub editor: Option<FieldEditor>,
}
