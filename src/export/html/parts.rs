//! Parts that several sections use.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::language::{t, tr};
use crate::model::{Status, Verdict};
use crate::sheet::{Deadline, DeadlineKind, Tally};

use super::super::report::{Report, ReportRow};

/// Returns the status as a badge with its name.
pub(super) fn status(status: Status) -> Markup {
    html! { span class={ "badge " (status.code()) } { (t(status.name())) } }
}

/// Returns the verdict; nothing if there is none yet.
pub(super) fn verdict(verdict: Verdict) -> Markup {
    html! {
        @if verdict != Verdict::Open { span class={ "verdict " (verdict.code()) } { (t(verdict.name())) } }
    }
}

/// Returns a due date, with a word if it is overdue, and what else has passed of the days of the clause.
pub(super) fn due(report: &Report, row: &ReportRow) -> Markup {
    html! {
        @if let Some(due) = row.answers.due {
            (day(due))
            @if row.is_overdue(report.day()) { " " strong.late { (t("超過")) } }
        }
        @for (at, one) in row.others_passed(report.day()).enumerate() {
            @if at > 0 || row.answers.due.is_some() { br; }
            (passed(&one))
        }
    }
}

/// Whether there is anything of that.
pub(super) fn has_due(report: &Report, row: &ReportRow) -> bool {
    row.answers.due.is_some() || !row.passed(report.day()).is_empty()
}

/// Returns a day that has passed, with a word for which one it is, if it is not the due date of the clause.
pub(super) fn passed(one: &Deadline<'_>) -> Markup {
    html! {
        (day(one.day)) " " strong.late { (t("超過")) }
        @if one.kind != DeadlineKind::Clause { " " (t(one.kind.name())) }
    }
}

/// Returns a date.
pub(super) fn day(date: Date) -> Markup {
    html! { span.day { (date) } }
}

/// Returns label and id of a clause, 未照合 if it was not checked, and the document of the user that it was read from.
pub(super) fn clause(row: &ReportRow) -> Markup {
    html! {
        span.label { (row.label) }
        " " span.id { (row.id) }
        @if row.is_unverified { " " span.unverified { (t("未照合")) } }
        @if !row.pack.is_empty() { " " span.id { (tr!("取込資料「{title}」", title = row.pack)) } }
    }
}

/// Returns a bar with parts in proportion to the counts. The numbers are beside it.
pub(in crate::export) fn bar(counts: &Tally) -> Markup {
    let share = |status: Status| match counts.applicable() {
        0 => "0%".to_owned(),
        all => format!("{}%", (counts.of(status) * 100_000 / all) as f64 / 1000.0),
    };
    html! {
        div.bar aria-hidden="true" {
            @for status in [Status::Done, Status::Doing, Status::Recheck] {
                @if counts.of(status) > 0 { span class=(status.code()) style={ "width:" (share(status)) } {} }
            }
        }
    }
}
