//! How far a worklist was on each day on which something was recorded.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::clock;
use crate::model::Status;
use crate::sheet::Tally;
use crate::worklist::{Edit, Subject, Worklist};

/// Returns the counts of these clauses at the end of each day, sorted. The newest record of a status is the one that is
/// shown, so nothing but the order of the records has to be known. A clock that goes back moves no day back.
pub(super) fn trend(worklist: &Worklist, clauses: &[&str]) -> Vec<(Date, Tally)> {
    let mut statuses: HashMap<&str, Status> = clauses.iter().map(|id| (*id, Status::Todo)).collect();
    let mut days: Vec<(Date, Tally)> = Vec::new();
    let entries = worklist.history_of(|subject| matches!(subject, Subject::Clause(_)));
    let mut entries = entries.iter().peekable();
    while let Some(entry) = entries.next() {
        if let (Subject::Clause(id), Edit::Status(status)) = (&entry.change.subject, &entry.change.edit)
            && let Some(known) = statuses.get_mut(id.as_str())
        {
            *known = *status;
        }
        let day = clock::day(entry.at);
        let is_last = entries.peek().is_none_or(|next| clock::day(next.at) > day);
        if is_last && days.last().is_none_or(|(last, _)| *last < day) {
            days.push((day, statuses.values().copied().collect()));
        }
    }
    days
}
