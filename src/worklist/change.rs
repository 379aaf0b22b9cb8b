//! What a person does to a clause, and how it is recorded.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Status};

/// One edit of one clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The clause.
    pub clause: Id,
    /// What is done to it.
    pub edit: Edit,
}

/// What is done to a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// Sets the status.
    Status(Status),
    /// Sets the note; an empty text removes it.
    Note(String),
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Login name.
    pub user: String,
    /// Host name.
    pub host: String,
}

/// A change as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Time-ordered id (UUID version 7).
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub who: Identity,
    /// What was done.
    pub change: Change,
}
