//! The history of a worklist: each entry with what was there before it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::worklist::entry::change::{Entry, Subject, Supersedes};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;

use super::store::Worklist;

/// An entry with what its writer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The entry.
    pub entry: Arc<Entry>,
    /// The edits whose values its writer saw, the oldest first: none if nothing had been recorded, several if they were in
    /// conflict.
    pub before: Vec<Edit>,
}

impl Worklist {
    /// Returns all entries about the subjects for which `is_asked` is true, the oldest first, each with what was there
    /// before. What two people recorded without knowing of each other has the same before.
    pub fn recorded(&self, is_asked: impl Fn(&Subject) -> bool) -> Vec<Recorded> {
        let entries = self.history_of(is_asked);
        let by_id: HashMap<EntryId, &Arc<Entry>> = entries.iter().map(|entry| (entry.id, entry)).collect();
        let mut last: HashMap<(Subject, Field), &Edit> = HashMap::new();
        let mut recorded = Vec::with_capacity(entries.len());
        for entry in &entries {
            let register = entry.change.register_key();
            let before = match &entry.supersedes {
                Supersedes::AllOlder => last.get(&register).into_iter().map(|edit| (*edit).clone()).collect(),
                Supersedes::Seen(seen) => {
                    let older = seen.iter().filter_map(|id| by_id.get(id).filter(|older| older.id < entry.id));
                    older.map(|older| older.change.edit.clone()).collect()
                }
            };
            recorded.push(Recorded { entry: entry.clone(), before });
            last.insert(register, &entry.change.edit);
        }
        recorded
    }
}
