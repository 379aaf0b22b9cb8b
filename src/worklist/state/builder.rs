//! From changes to entries: who, when, after what, and what they take the place of.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::worklist::entry::change::{Change, Entry, Identity, Supersedes, Transaction, TransactionKind, clean_via};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;

/// The circumstances under which changes are recorded as one act.
pub(in crate::worklist) struct Context<'a> {
    pub(in crate::worklist) who: &'a Arc<Identity>,
    pub(in crate::worklist) now: Timestamp,
    /// The newest id known.
    pub(in crate::worklist) newest: Option<EntryId>,
    pub(in crate::worklist) kind: TransactionKind,
    /// Where the changes come from.
    pub(in crate::worklist) via: &'a str,
}

/// Returns the entries for changes that were checked, made by somebody who sees a state.
///
/// # Errors
///
/// If there are no ids left.
pub(in crate::worklist) fn build_entries(
    changes: Vec<Change>,
    state: &State,
    context: &Context<'_>,
) -> Result<Vec<Arc<Entry>>, WorklistError> {
    // As it will be read again: a line holds milliseconds.
    let at = Timestamp::from_millisecond(context.now.as_millisecond()).unwrap_or(context.now);
    let via = clean_via(context.via);
    let mut newest = context.newest;
    let mut first = None;
    let mut own = HashMap::new();
    let mut entries = Vec::with_capacity(changes.len());
    for change in changes {
        let id = EntryId::next(context.now, newest).ok_or(WorklistError::NoMoreIds)?;
        newest = Some(id);
        let transaction = Transaction { id: *first.get_or_insert(id), kind: context.kind };
        let key = change.register_key();
        let seen = own.get(&key).map_or_else(|| state.seen(&key), |before| vec![*before]);
        own.insert(key, id);
        let who = context.who.clone();
        entries.push(Arc::new(Entry {
            id,
            at,
            who,
            change,
            supersedes: Supersedes::Seen(seen),
            transaction,
            via: via.clone(),
        }));
    }
    Ok(entries)
}
