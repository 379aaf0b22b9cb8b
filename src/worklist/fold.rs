//! From journals to one state, whatever the order of files and lines.

use std::collections::BTreeMap;

use super::change::Entry;
use super::journal::Journal;
use super::problem::{Finding, Problem};
use super::state::State;

/// The journals of a worklist by the names of their files.
pub(super) type Journals = BTreeMap<String, Journal>;

/// What journals add up to.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) state: State,
    /// The id of the newest entry.
    pub(super) newest: Option<String>,
    /// Entries that were not counted because another has their id, by file.
    pub(super) conflicts: BTreeMap<String, Vec<Finding>>,
}

/// Adds up the entries of all journals in the order of their ids.
///
/// An entry that is found several times, as copies of files hold it, counts once. Of entries with one id that differ
/// the first in the order of their contents counts, so that even then the names of files play no part.
pub(super) fn fold(journals: &Journals) -> Folded {
    let mut folded = Folded::default();
    let mut last: Option<&Entry> = None;
    for (entry, file, line) in sorted(journals) {
        match last {
            Some(kept) if kept == entry => {}
            Some(kept) if kept.id == entry.id => {
                let finding = Finding { line, problem: Problem::Conflict };
                folded.conflicts.entry(file.to_owned()).or_default().push(finding);
            }
            _ => {
                folded.state.add(entry);
                last = Some(entry);
            }
        }
    }
    folded.newest = last.map(|entry| entry.id.clone());
    folded.conflicts.values_mut().for_each(|findings| findings.sort_by_key(|finding| finding.line));
    folded
}

fn sorted(journals: &Journals) -> Vec<(&Entry, &str, usize)> {
    let mut all: Vec<(&Entry, &str, usize)> = journals
        .iter()
        .flat_map(|(file, journal)| journal.entries.iter().map(|r| (&r.entry, file.as_str(), r.line)))
        .collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::Status;

    use super::super::change::{Change, Edit, Identity};
    use super::super::testing::{entry, journal_of};
    use super::*;

    /// Spreads entries over files by the places given, in the order given.
    fn journals(entries: &[Entry], files: &[usize]) -> Journals {
        let mut by_file: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (entry, file) in entries.iter().zip(files) {
            by_file.entry(format!("{file}.jsonl")).or_default().push(entry.clone());
        }
        by_file.into_iter().map(|(file, all)| (file, Journal::parse(journal_of(&all).as_bytes()))).collect()
    }

    fn edits() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (0..Status::ALL.len()).prop_map(|i| Edit::Status(Status::ALL[i])),
            "[a-c]{0,2}".prop_map(Edit::Note),
        ]
    }

    /// Entries of few clauses, people and ids, so that they meet often, also under one id with different contents.
    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let one = (0..12u8, 0..3u8, 0..3u8, edits()).prop_map(|(id, clause, user, edit)| Entry {
            who: Identity { user: format!("user{user}"), host: "pc".into() },
            change: Change { clause: format!("clause.{clause}"), edit },
            ..entry(id)
        });
        prop::collection::vec(one, 0..24)
    }

    /// Entries, the same entries in another order, and two ways of spreading them over files.
    fn spreads() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>, Vec<usize>, Vec<usize>)> {
        entries().prop_flat_map(|all| {
            let n = all.len();
            let files = || prop::collection::vec(0..4usize, n);
            (Just(all.clone()), Just(all).prop_shuffle(), files(), files())
        })
    }

    proptest! {
        #[test]
        fn neither_the_order_of_lines_nor_of_files_matters((all, shuffled, files, others) in spreads()) {
            let one = fold(&journals(&all, &files));
            let other = fold(&journals(&shuffled, &others));
            prop_assert_eq!(one.state, other.state);
            prop_assert_eq!(one.newest, other.newest);
        }

        #[test]
        fn adding_what_is_there_already_changes_nothing((all, shuffled, files, others) in spreads()) {
            let once = journals(&all, &files);
            let mut twice = once.clone();
            for (file, journal) in journals(&shuffled, &others) {
                twice.insert(format!("copy-{file}"), journal);
            }
            prop_assert_eq!(fold(&once).state, fold(&twice).state);
        }

        #[test]
        fn two_folders_merge_to_the_same_either_way(a in entries(), b in entries()) {
            let files = |all: &[Entry], name: &str| journals(all, &vec![0; all.len()])
                .into_values().map(|journal| (name.to_owned(), journal)).collect::<Journals>();
            let (left, right) = (files(&a, "a"), files(&b, "b"));
            let mut there = left.clone();
            there.extend(right.clone());
            let mut here = right;
            here.extend(left);
            prop_assert_eq!(fold(&there).state, fold(&here).state);
        }

        #[test]
        fn the_last_status_by_id_wins((all, shuffled, files, _) in spreads()) {
            let state = fold(&journals(&shuffled, &files)).state;
            let mut ids: Vec<&Entry> = all.iter().collect();
            ids.sort();
            ids.dedup_by(|later, kept| later.id == kept.id);
            for clause in ["clause.0", "clause.1", "clause.2"] {
                let last = ids.iter().rev().filter(|e| e.change.clause == clause).find_map(|e| match e.change.edit {
                    Edit::Status(status) => Some(status),
                    Edit::Note(_) => None,
                });
                prop_assert_eq!(state.status(clause), last.unwrap_or(Status::Todo));
            }
        }
    }

    #[test]
    fn one_id_with_two_contents_is_reported_where_it_is_not_counted() {
        let other = Entry { change: Change { clause: "zzz".into(), ..entry(1).change }, ..entry(1) };
        for (files, place) in [([0, 1], ("1.jsonl", 1)), ([1, 0], ("0.jsonl", 1))] {
            let folded = fold(&journals(&[entry(1), other.clone()], &files));
            assert!(folded.state.mark("zzz").is_none());
            let finding = Finding { line: place.1, problem: Problem::Conflict };
            assert_eq!(folded.conflicts, BTreeMap::from([(place.0.to_owned(), vec![finding])]));
        }
    }

    #[test]
    fn copies_are_no_conflict() {
        let folded = fold(&journals(&[entry(1), entry(1), entry(1)], &[0, 1, 2]));
        assert!(folded.conflicts.is_empty());
        assert_eq!(folded.newest, Some(entry(1).id));
    }
}
