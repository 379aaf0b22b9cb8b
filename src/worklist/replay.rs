//! Replays all journals into one state, independent of the order of files and lines.

use crate::worklist::entry::id::EntryId;
use crate::worklist::log::journals::Journals;
use crate::worklist::log::order::{Duplicates, sorted};
use crate::worklist::state::State;
use crate::worklist::state::beginning::Beginning;

/// The result of a replay.
#[derive(Debug, Default)]
pub(super) struct Replayed {
    pub(super) state: State,
    /// The id of the newest entry that others can follow.
    pub(super) newest: Option<EntryId>,
    /// Whether there is an entry at the end of time. What is recorded now is then not the last one.
    pub(super) has_last: bool,
    /// Entries that are not counted because another one has the same id, by file.
    pub(super) duplicates: Duplicates,
}

/// Adds the entries of all journals to a new state, in the order of their ids.
pub(super) fn replay(journals: &Journals) -> Replayed {
    let (entries, duplicates) = sorted(journals);
    let mut state = State::default();
    state.extend(&entries);
    // What was merged or joined did not begin this worklist, even if it is older.
    let own = journals.own_beginning();
    own.and_then(|first| Beginning::of(entries.iter().filter(|entry| entry.transaction.id == first)))
        .into_iter()
        .for_each(|own| state.begin(own));
    let newest = entries.iter().rfind(|entry| entry.id.has_room()).map(|entry| entry.id);
    Replayed { state, newest, has_last: entries.last().is_some_and(|entry| !entry.id.has_room()), duplicates }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use proptest::prelude::*;

    use crate::model::Status;
    use crate::worklist::entry::change::{Change, Entry, Identity, Subject, Supersedes, TransactionKind};
    use crate::worklist::entry::fields::{Edit, Field};
    use crate::worklist::log::file::Journal;
    use crate::worklist::log::problem::{JournalProblem, JournalProblemKind};
    use crate::worklist::state::builder::{Context, build_entries};

    use super::super::testing::{entry, id, journal_of};
    use super::*;

    /// Spreads entries supersedes files by the places given, in the order given.
    fn journals(entries: &[Entry], files: &[usize]) -> Journals {
        let mut by_file: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (entry, file) in entries.iter().zip(files) {
            by_file.entry(format!("{file}.jsonl")).or_default().push(entry.clone());
        }
        Journals::of(by_file.into_iter().map(|(file, all)| (file, Journal::parse(journal_of(&all).as_bytes()))), None)
    }

    fn one_file(entries: &[Entry]) -> Journals {
        journals(entries, &vec![0; entries.len()])
    }

    fn both(one: &Journals, other: &Journals) -> Journals {
        let named = |place: &'static str, all: &Journals| {
            let all: Vec<_> = all.iter().map(|(name, journal)| (format!("{place}-{name}"), journal.clone())).collect();
            all.into_iter()
        };
        Journals::of(named("a", one).chain(named("b", other)), None)
    }

    fn edits() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (0..Status::ALL.len()).prop_map(|i| Edit::Status(Status::ALL[i])),
            "[a-c]{0,2}".prop_map(Edit::Note),
            any::<bool>().prop_map(|on| Edit::Link { evidence: id(200), on }),
        ]
    }

    /// What an entry supersedes: everything, or a few ids, of which some are unknown, newer, or of another field.
    fn any_supersedes() -> impl Strategy<Value = Supersedes> {
        let seen = prop::collection::vec((0..16u8).prop_map(id), 0..3);
        prop_oneof![1 => Just(Supersedes::AllOlder), 4 => seen.prop_map(Supersedes::Seen)]
    }

    /// Entries of few clauses, people and ids, so that they meet often, also under one id with different contents.
    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let one = (0..12u8, 0..3u8, 0..3u8, edits(), any_supersedes()).prop_map(
            |(number, clause, user, edit, supersedes)| {
                let who = Arc::new(Identity { user: format!("user{user}"), host: "pc".into() });
                // The first version knew no links.
                let supersedes =
                    if matches!(edit, Edit::Link { .. }) { Supersedes::Seen(Vec::new()) } else { supersedes };
                Entry { who, change: Change::clause(format!("clause.{clause}"), edit), supersedes, ..entry(number) }
            },
        );
        prop::collection::vec(one, 0..24)
    }

    /// Entries, the same entries in another order, and two ways of spreading them supersedes files.
    fn spreads() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>, Vec<usize>, Vec<usize>)> {
        entries().prop_flat_map(|all| {
            let n = all.len();
            let files = || prop::collection::vec(0..4usize, n);
            (Just(all.clone()), Just(all).prop_shuffle(), files(), files())
        })
    }

    /// Returns the entries that count, in order: of those with one id the first by contents.
    fn counted(all: &[Entry]) -> Vec<Entry> {
        let mut all = all.to_vec();
        all.sort();
        all.dedup_by(|later, kept| later.id == kept.id);
        all
    }

    /// Returns the heads of a register by their definition: the entries that no newer one supersedes.
    fn heads(all: &[Entry], register: &(Subject, Field)) -> Vec<Entry> {
        let own: Vec<&Entry> = all.iter().filter(|entry| entry.change.register_key() == *register).collect();
        let takes_place = |newer: &Entry, older: &Entry| {
            newer.id > older.id
                && match &newer.supersedes {
                    Supersedes::AllOlder => true,
                    Supersedes::Seen(seen) => seen.contains(&older.id),
                }
        };
        own.iter().filter(|older| !own.iter().any(|newer| takes_place(newer, older))).map(|e| (*e).clone()).collect()
    }

    proptest! {
        #[test]
        fn neither_the_order_of_lines_nor_of_files_matters((all, shuffled, files, others) in spreads()) {
            let one = replay(&journals(&all, &files));
            let other = replay(&journals(&shuffled, &others));
            prop_assert_eq!(one.state, other.state);
            prop_assert_eq!(one.newest, other.newest);
        }

        #[test]
        fn adding_what_is_there_already_changes_nothing((all, shuffled, files, others) in spreads()) {
            let once = journals(&all, &files);
            let twice = both(&once, &journals(&shuffled, &others));
            prop_assert_eq!(replay(&once).state, replay(&twice).state);
        }

        #[test]
        fn folders_merge_to_the_same_in_any_order_and_grouping(a in entries(), b in entries(), c in entries()) {
            let (a, b, c) = (one_file(&a), one_file(&b), one_file(&c));
            let left = replay(&both(&both(&a, &b), &c)).state;
            prop_assert_eq!(&left, &replay(&both(&a, &both(&b, &c))).state);
            prop_assert_eq!(&left, &replay(&both(&both(&c, &b), &a)).state);
        }

        #[test]
        fn heads_are_as_defined_and_the_newest_is_shown((all, shuffled, files, _) in spreads()) {
            let state = replay(&journals(&shuffled, &files)).state;
            let all = counted(&all);
            for register in all.iter().map(|entry| entry.change.register_key()) {
                let expected = heads(&all, &register);
                let found: Vec<Entry> = state.heads(&register).iter().map(|head| (**head).clone()).collect();
                prop_assert_eq!(&found, &expected);
                let newest = all.iter().rfind(|entry| entry.change.register_key() == register);
                prop_assert_eq!(found.last(), newest);
                let Subject::Clause(clause) = &register.0 else { unreachable!() };
                let mark = state.mark(clause).unwrap();
                let is_split = expected.iter().any(|head| head.change.edit != expected[0].change.edit);
                let conflict = mark.conflicts.iter().find(|conflict| conflict.field == register.1);
                prop_assert_eq!(conflict.map_or(0, |c| c.values.len()), if is_split { expected.len() } else { 0 });
            }
        }

        #[test]
        fn the_last_value_by_id_is_shown((all, shuffled, files, _) in spreads()) {
            let state = replay(&journals(&shuffled, &files)).state;
            for clause in ["clause.0", "clause.1", "clause.2"] {
                let mut status = Status::Todo;
                let mut is_linked = false;
                for entry in counted(&all).iter().filter(|e| e.change.subject == Subject::Clause(clause.into())) {
                    match entry.change.edit {
                        Edit::Status(value) => status = value,
                        Edit::Link { on, .. } => is_linked = on,
                        _ => {}
                    }
                }
                prop_assert_eq!(state.status(clause), status);
                prop_assert_eq!(state.mark(clause).is_some_and(|mark| mark.evidence.contains(&id(200))), is_linked);
            }
        }

        #[test]
        fn adding_ones_own_entries_agrees_with_a_full_fold(all in entries(), edits in prop::collection::vec((0..3u8, edits()), 1..8)) {
            let before = replay(&one_file(&counted(&all)));
            let changes = edits.into_iter().map(|(n, edit)| Change::clause(format!("clause.{n}"), edit)).collect();
            let who = Arc::new(Identity { user: "user0".into(), host: "pc".into() });
            let context =
                Context { who: &who, now: entry(1).at, newest: before.newest, kind: TransactionKind::Do, via: "" };
            let own = build_entries(changes, &before.state, &context).unwrap();
            let mut state = before.state;
            own.iter().for_each(|entry| state.add(entry));
            let mut everything = counted(&all);
            everything.extend(own.iter().map(|entry| (**entry).clone()));
            prop_assert_eq!(&state, &replay(&one_file(&everything)).state);
            for entry in &own {
                prop_assert_eq!(state.heads(&entry.change.register_key()).len(), 1, "who writes decides every conflict");
            }
        }
    }

    #[test]
    fn one_id_with_two_contents_is_reported_where_it_is_not_counted() {
        let other = Entry { change: Change::note("zzz", "1"), ..entry(1) };
        for (files, place) in [([0, 1], ("1.jsonl", 1)), ([1, 0], ("0.jsonl", 1))] {
            let replayed = replay(&journals(&[entry(1), other.clone()], &files));
            assert!(replayed.state.mark("zzz").is_none());
            let problem = JournalProblem { line: place.1, kind: JournalProblemKind::DuplicateId };
            assert_eq!(replayed.duplicates, BTreeMap::from([(place.0.to_owned(), vec![problem])]));
        }
    }

    #[test]
    fn copies_are_no_conflict() {
        let replayed = replay(&journals(&[entry(1), entry(1), entry(1)], &[0, 1, 2]));
        assert!(replayed.duplicates.is_empty());
        assert_eq!(replayed.newest, Some(entry(1).id));
    }
}
