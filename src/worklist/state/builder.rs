//! From changes to entries: who, when, after what, and what they take the place of.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::worklist::entry::change::{Act, Change, Entry, Identity, Over, Turn, clean_via};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;

/// The circumstances under which changes are recorded as one act.
pub(in crate::worklist) struct Occasion<'a> {
    pub(in crate::worklist) who: &'a Arc<Identity>,
    pub(in crate::worklist) now: Timestamp,
    /// The newest id known.
    pub(in crate::worklist) newest: Option<EntryId>,
    pub(in crate::worklist) turn: Turn,
    /// Where the changes come from.
    pub(in crate::worklist) via: &'a str,
}

/// Returns the entries for changes that were checked, made by somebody who sees a state.
///
/// # Errors
///
/// If there are no ids left.
pub(in crate::worklist) fn compose(
    changes: Vec<Change>,
    state: &State,
    occasion: &Occasion<'_>,
) -> Result<Vec<Arc<Entry>>, WorklistError> {
    // As it will be read again: a line holds milliseconds.
    let at = Timestamp::from_millisecond(occasion.now.as_millisecond()).unwrap_or(occasion.now);
    let via = clean_via(occasion.via);
    let mut newest = occasion.newest;
    let mut first = None;
    let mut own = HashMap::new();
    let mut entries = Vec::with_capacity(changes.len());
    for change in changes {
        let id = EntryId::next(occasion.now, newest).ok_or(WorklistError::NoMoreIds)?;
        newest = Some(id);
        let act = Act { id: *first.get_or_insert(id), turn: occasion.turn };
        let register = change.register();
        let seen = own.get(&register).map_or_else(|| state.seen(&register), |before| vec![*before]);
        own.insert(register, id);
        let who = occasion.who.clone();
        entries.push(Arc::new(Entry { id, at, who, change, over: Over::Seen(seen), act, via: via.clone() }));
    }
    Ok(entries)
}
