//! The summary of what needs attention, and the progress of every part.

use maud::{Markup, html};

use crate::model::Status;
use crate::sheet::Tally;

use super::super::report::{Report, ReportRow};
use super::parts::{bar, clause, due, status, verdict};

/// Returns the first two sections: summary and progress.
pub(super) fn write(report: &Report) -> Markup {
    html! {
        section #summary {
            h2 { "概要" }
            (tiles(report))
            (overdue(report))
            (failing(report))
            (conflicts(report))
        }
        section #progress {
            h2 { "進捗" }
            (progress(report))
        }
    }
}

fn tiles(report: &Report) -> Markup {
    let day = report.day();
    let expired = report.evidence.iter().filter(|evidence| evidence.has_expired(day)).count();
    let warnings = [
        ("期限を過ぎた項目", report.overdue().len(), "#overdue"),
        ("不適合・一部適合", report.failing().len(), "#failing"),
        ("記録の食い違い", report.conflicts().len(), "#conflicts"),
        ("期限切れの証跡", expired, "#evidence"),
    ];
    html! {
        div.tiles {
            div.tile.wide {
                p.name { "完了" }
                p.number { (report.total.percent()) span.unit { "%" } }
                (bar(&report.total))
                p.note { "対象 " (report.total.applicable()) " 件のうち " (report.total.of(Status::Done)) " 件が完了" }
            }
            div.tile {
                p.name { "未完了" }
                p.number { a href="#open" { (report.open().count()) span.unit { "件" } } }
            }
            @for (name, count, target) in warnings {
                div.tile.warning[count > 0] {
                    p.name { (name) }
                    p.number {
                        @if count > 0 { a href=(target) { (count) span.unit { "件" } } }
                        @else { (count) span.unit { "件" } }
                    }
                }
            }
        }
    }
}

fn overdue(report: &Report) -> Markup {
    let mut rows = report.overdue();
    rows.sort_by_key(|row| row.answers.due);
    html! {
        @if !rows.is_empty() {
            h3 #overdue { "期限を過ぎた項目" }
            table.list {
                thead { tr {
                    th.clause scope="col" { "条項" } th scope="col" { "要求事項" } th.short scope="col" { "状態" }
                    th.short scope="col" { "担当" } th.date scope="col" { "期限" }
                } }
                tbody { @for row in rows { tr {
                    td { (clause(row)) } td { (row.title) } td { (status(row.answers.status)) }
                    td { (row.answers.owner) } td { (due(report, row)) }
                } } }
            }
        }
    }
}

fn failing(report: &Report) -> Markup {
    let rows = report.failing();
    html! {
        @if !rows.is_empty() {
            h3 #failing { "不適合・一部適合の項目" }
            table.list {
                thead { tr {
                    th.clause scope="col" { "条項" } th scope="col" { "要求事項" } th.short scope="col" { "判定" }
                    th.half scope="col" { "メモ" }
                } }
                tbody { @for row in rows { tr {
                    td { (clause(row)) } td { (row.title) } td { (verdict(row.answers.verdict)) }
                    td.text { (row.answers.note) }
                } } }
            }
        }
    }
}

fn conflicts(report: &Report) -> Markup {
    let rows = report.conflicts();
    html! {
        @if !rows.is_empty() {
            h3 #conflicts { "記録の食い違い" }
            table.list {
                thead { tr {
                    th.clause scope="col" { "条項" } th scope="col" { "要求事項" } th.half scope="col" { "食い違い" }
                } }
                tbody { @for row in rows { tr {
                    td { (clause(row)) } td { (row.title) } td { (sentences(row)) }
                } } }
            }
        }
    }
}

/// Returns the conflicts of a clause, one per line.
pub(super) fn sentences(row: &ReportRow) -> Markup {
    html! { @for sentence in &row.conflicts { p.conflict { (sentence) } } }
}

fn progress(report: &Report) -> Markup {
    html! {
        table.progress {
            thead { tr {
                th.scope scope="col" { "範囲" }
                @for status in Status::ALL { th.count scope="col" { (status.name()) } }
                th.bars scope="col" { "進捗" }
            } }
            tbody {
                @for heading in &report.headings {
                    tr class={ "depth" (heading.depth.min(2)) } {
                        th scope="row" title=(heading.id) { (heading.title) }
                        (counts(&heading.counts))
                    }
                }
            }
            tbody { tr.total { th scope="row" { "合計" } (counts(&report.total)) } }
        }
        p.note {
            "進捗は、対象外を除いた条項のうち完了したものの割合です。帯は左から、"
            (status(Status::Done)) " " (status(Status::Doing)) " " (status(Status::Recheck)) " の順です。"
        }
    }
}

fn counts(counts: &Tally) -> Markup {
    html! {
        @for status in Status::ALL {
            @let count = counts.of(*status);
            td.count.none[count == 0] { (count) }
        }
        td.bars { div { (bar(counts)) span.percent {
            @if counts.applicable() == 0 { "-" } @else { (counts.percent()) "%" }
        } } }
    }
}
