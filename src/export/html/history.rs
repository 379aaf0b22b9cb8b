//! Everything that was recorded, folded away: it is long, and looked up rather than read.

use maud::{Markup, html};

use super::super::history::{HistoryRow, read_columns};
use super::super::mapping::column::Row;
use super::super::report::Report;

/// Returns the section. What is folded is not printed.
pub(super) fn write(report: &Report) -> Markup {
    html! {
        section #history {
            h2 { (HistoryRow::NAME) span.total { (report.history.len()) " 件" } }
            @if report.history.is_empty() { p { "記録はまだありません。" } }
            @else {
                details {
                    summary { "誰が、いつ、何を何に変えたか" }
                    table.history {
                        thead { tr { @for column in read_columns() { th scope="col" { (column.title) } } } }
                        tbody { @for row in &report.history {
                            tr { @for column in read_columns() { td { ((column.value)(row).as_written()) } } }
                        } }
                    }
                }
            }
        }
    }
}
