//! The entries of all journals in one order, whatever the order of files and lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::journals::Journals;
use super::problem::{JournalProblem, JournalProblemKind};

/// What is wrong with entries beside others, by file.
pub(in crate::worklist) type Duplicates = BTreeMap<String, Vec<JournalProblem>>;

/// Returns the entries of all journals in the order of their ids, each once.
///
/// An entry that is found several times, as copies of files hold it, counts once. Of entries with one id that differ
/// the first in the order of their contents counts, so that even then the names of files play no part.
pub(in crate::worklist) fn sorted(journals: &Journals) -> (Vec<Arc<Entry>>, Duplicates) {
    let recorded = journals.iter().flat_map(|(file, journal)| journal.entries.iter().map(move |r| (file, r)));
    // The id in front spares most comparisons a look at the entry. Each journal is in order already, and this sort
    // takes advantage of that.
    let mut places: Vec<(EntryId, &Arc<Entry>, &str, usize)> =
        recorded.map(|(file, recorded)| (recorded.entry.id, &recorded.entry, file, recorded.line)).collect();
    places.sort();
    let mut entries: Vec<Arc<Entry>> = Vec::with_capacity(places.len());
    let mut duplicates = Duplicates::new();
    for (id, entry, file, line) in places {
        match entries.last() {
            Some(kept) if kept == entry => {}
            Some(kept) if kept.id == id => {
                duplicates
                    .entry(file.to_owned())
                    .or_default()
                    .push(JournalProblem { line, kind: JournalProblemKind::DuplicateId });
            }
            _ => entries.push(entry.clone()),
        }
    }
    duplicates.values_mut().for_each(|problems| problems.sort_by_key(|problem| problem.line));
    (entries, duplicates)
}
