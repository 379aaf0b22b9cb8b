//! All worklists of many facilities as one table: how far each has come, and what needs somebody.
//!
//! [`FacilityTable`] is plain data with one list of columns, from which workbook and CSV are made; the page shows the same
//! numbers for reading. Nothing here reads the time, so the same table always gives the same bytes.

mod columns;
mod format;
mod html;

use jiff::Timestamp;

use crate::language::tr;
use crate::sheet::Tally;

use super::seal::Seal;

pub use format::FacilityFormat;

/// Everything that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityTable {
    /// The folder that the worklists were read from; empty if they are the user's own.
    pub folder: String,
    /// The time it was made; its day decides what is overdue.
    pub made_at: Timestamp,
    /// The versions of program and catalog: a seal without records.
    pub versions: Seal,
    /// One for each worklist, those that need somebody first.
    pub rows: Vec<FacilityRow>,
    /// How many of them have records that are not counted.
    pub incomplete: usize,
    /// What of them cannot be read, a sentence each with the name, and what else there is to know.
    pub problems: Vec<String>,
    /// The folders that could not be looked into, a sentence each.
    pub unread: Vec<String>,
}

/// One worklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacilityRow {
    /// Its name; in a folder its path.
    pub name: String,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// Whether its numbers are known: nothing of a worklist that cannot be read is.
    pub is_read: bool,
    /// The clauses that it counts, by status.
    pub tally: Tally,
    /// How many of them conform.
    pub conform: usize,
    /// How many of them conform in part.
    pub partial: usize,
    /// How many of them do not conform.
    pub nonconform: usize,
    /// How many of them have a finding.
    pub findings: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// How many have fields that people have set to different values.
    pub conflicts: usize,
    /// Which editions it counts, and which of them hold today.
    pub editions: String,
    /// The time of the last change of a clause.
    pub changed_at: Option<Timestamp>,
    /// Whether it is archived, and what of it cannot be read; a sentence each.
    pub remarks: Vec<String>,
}

impl FacilityTable {
    /// Returns how many worklists and facilities there are, for people.
    pub fn amount(&self) -> String {
        let mut facilities: Vec<&str> = self.rows.iter().map(|row| row.facility.as_str()).collect();
        facilities.sort_unstable();
        facilities.dedup();
        facilities.retain(|facility| !facility.is_empty());
        match facilities.len() {
            0 => tr!("点検票 {count} 件", count = self.rows.len()),
            count => tr!("点検票 {rows} 件、{count} 施設", rows = self.rows.len(), count),
        }
    }

    /// Returns the statuses of all clauses that the worklists count, together.
    fn total(&self) -> Tally {
        self.rows.iter().map(|row| row.tally).sum()
    }

    /// Says where the worklists were read, unless they are the user's own.
    fn origin(&self) -> Option<String> {
        let unread = match self.unread.len() {
            0 => String::new(),
            count => tr!("読めないフォルダーが {count} 個あり、その中の点検票は載せていません。", count),
        };
        (!self.folder.is_empty()).then(|| tr!("{folder} にある点検票です。{unread}", folder = self.folder, unread))
    }
}

/// What the table is called.
const TITLE: &str = "点検票の一覧";

/// How the numbers are to be read.
const NUMBERS: &str = "数は、各点検票が数える条項の数です。進捗は対象外を除いた完了の割合、指摘は不適合・一部適合か指摘の記録のあるもの、期限超過は条項・是正・例外の期限のどれかが作成日より前で終わっていないもの、食い違いは人によって記録の異なるものです。";
