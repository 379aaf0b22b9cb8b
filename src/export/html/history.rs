//! Everything that was recorded, folded away: it is long, and looked up rather than read.

use maud::{Markup, html};

use crate::language::{t, titled, tr};

use super::super::history::{HistoryRow, read, read_columns, read_titles};
use super::super::mapping::column::Row;
use super::super::report::Report;

/// Returns the section. What is folded is not printed.
pub(super) fn write(report: &Report) -> Markup {
    html! {
        section #history {
            h2 { (titled(HistoryRow::NAME)) span.total { (tr!("{total} 件", total = report.history.len())) } }
            @if report.history.is_empty() { p { (t("記録はまだありません。")) } }
            @else {
                details {
                    summary { (t("誰が、いつ、何を何に変えたか")) }
                    table.history {
                        thead { tr { @for title in read_titles() { th scope="col" { (title) } } } }
                        tbody { @for row in &report.history {
                            tr { @for column in read_columns() { td { (read(column, row)) } } }
                        } }
                    }
                }
            }
        }
    }
}
