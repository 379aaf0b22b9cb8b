//! Makes entries of changes: who, when, after which entry, and which entries they supersede.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::worklist::entry::change::{Change, Entry, Identity, Supersedes, Transaction, TransactionKind, clean_via};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;

/// The context in which changes are recorded as one transaction.
pub(crate) struct Context<'a> {
    pub who: &'a Arc<Identity>,
    pub now: Timestamp,
    /// The newest known id.
    pub newest: Option<EntryId>,
    pub kind: TransactionKind,
    /// Where the changes come from.
    pub via: &'a str,
}

/// Returns the entries for checked changes, made by a person who sees this state.
///
/// # Errors
///
/// If there are no ids left.
pub(crate) fn build_entries(
    changes: Vec<Change>,
    state: &State,
    context: &Context<'_>,
) -> Result<Vec<Arc<Entry>>, WorklistError> {
    // A line holds milliseconds, so that the entry is equal to the one read again.
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
