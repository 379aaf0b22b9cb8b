//! The entries of all journals in one order, independent of the order of files and lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::worklist::entry::change::Entry;
use crate::worklist::entry::id::EntryId;

use super::journals::Journals;
use super::problem::{JournalProblem, JournalProblemKind};

/// Entries that are not counted because another one has the same id, by file.
pub(crate) type Duplicates = BTreeMap<String, Vec<JournalProblem>>;

/// Returns the entries of all journals that count, in the order of their ids, each once.
///
/// An entry that occurs several times, because files were copied, counts once. If entries with the same id differ, the
/// first in the order of their contents counts, so that the result never depends on the names of files.
pub(crate) fn sorted(journals: &Journals) -> (Vec<Arc<Entry>>, Duplicates) {
    // The id comes first, so that most comparisons need not look at the entry. Each journal is sorted already, which
    // this sort makes use of.
    let mut places: Vec<(EntryId, &Arc<Entry>, &str, usize)> =
        journals.counted().map(|(file, recorded)| (recorded.entry.id, &recorded.entry, file, recorded.line)).collect();
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
