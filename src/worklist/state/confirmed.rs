//! The day on which a clause was confirmed (確認日), as a form of an inspection asks for it.

use jiff::Timestamp;

use crate::worklist::entry::change::Subject;
use crate::worklist::entry::fields::Field;

use super::State;

impl State {
    /// Returns when the status or the verdict of a clause was last recorded; none if neither ever was. It is no field of its
    /// own: the journal says it.
    pub fn confirmed_at(&self, clause: &str) -> Option<Timestamp> {
        let subject = Subject::Clause(clause.to_owned());
        let fields = [Field::Status, Field::Verdict];
        let shown =
            fields.into_iter().filter_map(|field| self.heads(&(subject.clone(), field)).last().map(|head| head.at));
        shown.max()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::{Status, Verdict};
    use crate::worklist::entry::change::{Change, Entry};
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::testing::entry;

    use super::*;

    #[test]
    fn it_is_the_last_word_on_status_and_verdict_and_no_note() {
        let mut state = State::default();
        assert_eq!(state.confirmed_at("a"), None);
        let edits = [
            Edit::Note("一".to_owned()),
            Edit::Status(Status::Done),
            Edit::Verdict(Verdict::Conform),
            Edit::Note("二".to_owned()),
        ];
        let expected = [None, Some(2), Some(3), Some(3)];
        for (number, (edit, expected)) in (1..).zip(edits.into_iter().zip(expected)) {
            state.add(&Arc::new(Entry { change: Change::clause("a", edit), ..entry(number) }));
            assert_eq!(state.confirmed_at("a"), expected.map(|number| entry(number).at));
        }
    }
}
