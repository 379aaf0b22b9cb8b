//! A worklist in a list of several.

use jiff::Timestamp;

use crate::worklist::entry::change::Identity;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::state::State;

use super::store::Worklist;

/// The summary of a worklist, for a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorklistSummary {
    /// Its name.
    pub name: String,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The number of clauses of which anything is recorded now.
    pub marked: usize,
    /// Whether it is archived.
    pub is_archived: bool,
    /// The time of the last change of a clause.
    pub changed_at: Option<Timestamp>,
    /// Sentences about journals that could be read only in part.
    pub warnings: Vec<String>,
    /// Whether some of its records could not be read.
    pub is_incomplete: bool,
    /// Whether another worklist looks the same, see [`Worklists`](super::Worklists). They have to be told apart by their spelling.
    pub has_double: bool,
}

impl WorklistSummary {
    /// Sums up a worklist that is called by a name.
    pub(super) fn of(name: String, worklist: &Worklist) -> Self {
        let state = worklist.state();
        Self {
            name,
            facility: state.profile().facility.clone(),
            marked: state.marks().filter(|(_, mark)| mark.says_something()).count(),
            is_archived: state.profile().is_archived,
            changed_at: state.marks().map(|(_, mark)| mark.changed_at).max(),
            warnings: worklist.warnings(),
            is_incomplete: worklist.is_incomplete(),
            has_double: false,
        }
    }
}

/// The name of a worklist, and what it holds, or why it cannot be read.
pub type NamedWorklist = (String, Result<(WorklistSummary, State), WorklistError>);

/// Returns the identity of who only reads.
pub(super) fn nobody() -> Identity {
    Identity { user: String::new(), host: String::new() }
}
