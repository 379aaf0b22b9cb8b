//! Small things that the unit tests of this folder share.

use crate::model::Status;

use super::chain::Chain;
use super::change::{Change, Edit, Entry, Identity};
use super::line;

/// Returns who writes in the tests.
pub(super) fn sato() -> Identity {
    Identity { user: "sato".into(), host: "pc1".into() }
}

/// Returns an entry whose id, moment and note are the given number.
pub(super) fn entry(number: u8) -> Entry {
    Entry {
        id: format!("019ab000-0000-7000-8000-{number:012x}"),
        at: jiff::Timestamp::from_second(i64::from(number)).unwrap(),
        who: sato(),
        change: Change { clause: "mhlw6.sysun.14.5".into(), edit: Edit::Note(number.to_string()) },
    }
}

/// Returns a change of a clause's status.
pub(super) fn change(clause: &str, status: Status) -> Change {
    Change { clause: clause.into(), edit: Edit::Status(status) }
}

/// Returns the text of a journal with these entries.
pub(super) fn journal_of(entries: &[Entry]) -> String {
    let mut chain = Chain::start();
    let mut text = String::new();
    for entry in entries {
        let line = line::write(entry, chain.last()).unwrap();
        chain.advance(line.as_bytes());
        text = text + &line + "\n";
    }
    text
}
