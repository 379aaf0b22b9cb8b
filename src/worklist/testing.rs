//! Helpers that the unit tests of this folder share.

use std::sync::Arc;

use crate::worklist::entry::change::{Change, Entry, Identity, Subject, Supersedes, Transaction, TransactionKind};
use crate::worklist::entry::fields::{Edit, SubjectKind};
use crate::worklist::entry::id::EntryId;
use crate::worklist::entry::shapes::Member;
use crate::worklist::log::chain::Chain;
use crate::worklist::log::line;
use crate::worklist::state::State;

/// Returns the person who writes in the tests.
pub(super) fn sato() -> Identity {
    person("sato")
}

/// Returns somebody at the same computer.
pub(super) fn person(user: &str) -> Identity {
    Identity { user: user.into(), host: "pc1".into() }
}

/// Returns the id with a number.
pub(super) fn id(number: u8) -> EntryId {
    format!("019ab000-0000-7000-8000-{number:012x}").parse().unwrap()
}

/// Returns an entry whose id, moment and note are the given number, and whose writer had seen nothing.
pub(super) fn entry(number: u8) -> Entry {
    Entry {
        id: id(number),
        at: jiff::Timestamp::from_second(i64::from(number)).unwrap(),
        who: Arc::new(sato()),
        change: Change::note("mhlw6.sysun.14.5", number.to_string()),
        supersedes: Supersedes::Seen(Vec::new()),
        transaction: Transaction { id: id(number), kind: TransactionKind::Do },
        via: String::new(),
    }
}

/// Returns the state after changes, one after another.
pub(super) fn state_of(changes: impl IntoIterator<Item = Change>) -> State {
    let mut state = State::default();
    for (number, change) in (1..).zip(changes) {
        state.add(&Arc::new(Entry { change, supersedes: Supersedes::AllOlder, ..entry(number) }));
    }
    state
}

/// Returns an edit of every kind, each of the subject that it fits; all of one clause and one piece of evidence.
pub(super) fn one_change_of_each() -> Vec<Change> {
    let of_its_subject = |edit: Edit| match edit.field().subject_kind() {
        SubjectKind::Clause => Change::clause("mhlw6.sysun.14.5", edit),
        SubjectKind::Worklist => Change { subject: Subject::Worklist, edit },
        SubjectKind::Evidence => Change { subject: Subject::Evidence(EntryId::sample()), edit },
    };
    Edit::one_of_each().into_iter().map(of_its_subject).collect()
}

/// Returns the text of a journal with these entries.
pub(super) fn journal_of(entries: &[Entry]) -> String {
    let mut chain = Chain::start();
    let mut text = String::new();
    for entry in entries {
        let line = line::write(entry, &line::Extras::default(), chain.last()).unwrap();
        chain.advance(line.as_bytes());
        text = text + &line + "\n";
    }
    text
}
