//! How a worklist began: that decides what it counts as long as nobody chooses.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::Id;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::fields::Edit;

/// What the first transaction of a worklist says about what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing: worklists could not choose yet.
    Before,
    /// These guidelines, volumes and chapters, by the way.
    Begun(BTreeSet<Id>),
    /// What somebody chose.
    Chosen,
}

impl Beginning {
    /// Reads the first transaction among entries, which are sorted by id; none if there is nothing but where records come
    /// from.
    pub(in crate::worklist) fn of<'a>(entries: impl IntoIterator<Item = &'a Arc<Entry>>) -> Option<Self> {
        let mut entries = entries.into_iter().skip_while(|entry| entry.change.edit.is_origin());
        let first = entries.next()?;
        let transaction = first.transaction.id;
        let rest = entries.take_while(|entry| entry.transaction.id == transaction);
        let mut beginning = Self::Before;
        for entry in std::iter::once(first).chain(rest) {
            match &entry.change.edit {
                Edit::Begun(ids) => return Some(Self::Begun(ids.clone())),
                Edit::Count(_) => beginning = Self::Chosen,
                _ => {}
            }
        }
        Some(beginning)
    }
}
