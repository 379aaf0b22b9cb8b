//! The day on which a clause was confirmed (確認日), as a form of an inspection asks for it, and whether it has changed since
//! a reviewer looked at it.

use jiff::Timestamp;

use crate::worklist::entry::change::Subject;
use crate::worklist::entry::fields::{Edit, Field};

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

    /// Whether an answer for a clause was recorded, or evidence taken off, after what a reviewer says of it. What belongs to
    /// the same transaction was seen with it, and further evidence takes nothing away from what was approved.
    pub fn has_changed_since_review(&self, clause: &str) -> bool {
        let subject = Subject::Clause(clause.to_owned());
        let is_said = self.mark(clause).is_some_and(|mark| mark.answers.review.is_some());
        let Some(review) = self.heads(&(subject.clone(), Field::Review)).last().filter(|_| is_said) else {
            return false;
        };
        let others = self.fields(&subject).filter(|field| !field.is_of_review());
        let newest = others.filter_map(|field| self.heads(&(subject.clone(), field.clone())).last());
        let mut changes = newest.filter(|head| !matches!(head.change.edit, Edit::Link { on: true, .. }));
        changes.any(|head| head.id > review.id && head.transaction != review.transaction)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::{Review, Status, Verdict};
    use crate::worklist::entry::change::{Change, Entry};
    use crate::worklist::testing::{entry, id};

    use super::*;

    #[test]
    fn a_review_is_outdated_by_whatever_is_recorded_after_it() {
        let mut state = State::default();
        let review = |result| Edit::Review(result);
        let steps = [
            (Edit::Note("一".to_owned()), false),
            (review(Some(Review::Approved)), false),
            (Edit::Reviewer("阿部".to_owned()), false),
            (Edit::Status(Status::Doing), true),
            (review(Some(Review::Approved)), false),
            (Edit::Link { evidence: id(99), on: true }, false),
            (Edit::Link { evidence: id(99), on: false }, true),
            (review(Some(Review::Returned)), false),
            (Edit::Cause("二".to_owned()), true),
            (review(None), false),
        ];
        for (number, (edit, expected)) in (1..).zip(steps) {
            state.add(&Arc::new(Entry { change: Change::clause("a", edit), ..entry(number) }));
            assert_eq!(state.has_changed_since_review("a"), expected, "{number}");
        }
        assert!(!state.has_changed_since_review("b"));
    }

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
