use jiff::civil::Date;

use crate::model::{Status, Verdict};

/// What people fill in for a clause: on screen, on the command line, in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// How far the work has come.
    pub status: Status,
    /// What the inspection found.
    pub verdict: Verdict,
    /// Why it is 対象外; empty if not said.
    pub reason: String,
    /// Who takes care of it; empty if nobody was named.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// The note; may have several lines; empty if none.
    pub note: String,
}

impl Default for Answers {
    /// Returns what a clause has that nobody has touched.
    fn default() -> Self {
        Self {
            status: Status::Todo,
            verdict: Verdict::Open,
            reason: String::new(),
            owner: String::new(),
            due: None,
            note: String::new(),
        }
    }
}
