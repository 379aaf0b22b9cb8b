//! The sheet of everything that was recorded.

use std::borrow::Cow;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::history::HistoryRow;
use super::super::mapping::column::Row;
use super::super::mapping::xlsx::table;
use super::super::report::Report;

/// The most rows that the sheet has below its head: with all their cells a workbook is still one that import reads.
const ROWS: usize = 20_000;

/// Adds the sheet.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn add(workbook: &mut Workbook, report: &Report) -> Result<(), XlsxError> {
    let rows = fitting(&report.history, ROWS);
    table::add(workbook, &rows, &HistoryRow::columns(), &report.seal.versions())
}

/// Returns the newest rows, as many as there is room for; the first one says how many are left out.
fn fitting(rows: &[HistoryRow], room: usize) -> Cow<'_, [HistoryRow]> {
    let left_out = (rows.len() + 1).saturating_sub(room);
    let Some(first) = rows.get(left_out).filter(|_| rows.len() > room) else { return Cow::Borrowed(rows) };
    let blank = String::new;
    let after = format!("これより前の {left_out} 件は、この表に入りません。json や html には全件があります。");
    let told = HistoryRow {
        user: blank(),
        host: blank(),
        subject: blank(),
        label: blank(),
        before: blank(),
        after,
        via: blank(),
        name: "",
        ..first.clone()
    };
    std::iter::once(told).chain(rows[left_out..].iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::full_report;
    use super::*;

    #[test]
    fn what_has_no_room_is_told() {
        let one = full_report().history.remove(0);
        let rows: Vec<HistoryRow> = (0..5).map(|at| HistoryRow { id: at.to_string(), ..one.clone() }).collect();
        assert_eq!(fitting(&rows, 5), Cow::Borrowed(rows.as_slice()));
        let cut = fitting(&rows, 3);
        assert_eq!(cut.len(), 3);
        assert!(cut[0].after.starts_with("これより前の 3 件") && cut[1..] == rows[3..], "{cut:?}");
    }
}
