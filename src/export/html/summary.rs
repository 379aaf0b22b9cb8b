//! The summary of what needs attention, and the progress of every part.

use maud::{Markup, html};

use crate::language::{t, titled, tr};
use crate::model::Status;
use crate::sheet::Tally;

use super::super::report::{Report, ReportRow};
use super::parts::{bar, clause, passed, status, verdict};

/// Returns the first two sections: summary and progress.
pub(super) fn write(report: &Report) -> Markup {
    html! {
        section #summary {
            h2 { (titled("概要")) }
            (tiles(report))
            (overdue(report))
            (failing(report))
            (conflicts(report))
        }
        section #progress {
            h2 { (titled("進捗")) }
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
                p.name { (titled("完了")) }
                p.number { (report.total.percent()) span.unit { "%" } }
                (bar(&report.total))
                p.note { (tr!("対象 {all} 件のうち {done} 件が完了", all = report.total.applicable(), done = report.total.of(Status::Done))) }
            }
            div.tile {
                p.name { (titled("未完了")) }
                p.number { a href="#open" { (report.open().count()) span.unit { (unit(report.open().count())) } } }
            }
            @for (name, count, target) in warnings {
                div.tile.warning[count > 0] {
                    p.name { (titled(name)) }
                    p.number {
                        @if count > 0 { a href=(target) { (count) span.unit { (unit(count)) } } }
                        @else { (count) span.unit { (unit(count)) } }
                    }
                }
            }
        }
    }
}

/// Returns what stands behind a number.
fn unit(count: usize) -> String {
    tr!("{count}件", count).trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().to_owned()
}

fn overdue(report: &Report) -> Markup {
    let rows = report.days_passed();
    html! {
        @if !rows.is_empty() {
            h3 #overdue { (titled("期限を過ぎた項目")) }
            table.list {
                thead { tr {
                    th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項")) } th.short scope="col" { (titled("状態")) }
                    th.short scope="col" { (titled("担当")) } th.date scope="col" { (titled("期限")) }
                } }
                tbody { @for (row, days) in rows { tr {
                    td { (clause(row)) } td { (row.title) } td { (status(row.answers.status)) }
                    td { @for (at, one) in days.iter().enumerate() { @if at > 0 { br; } (one.owner) } }
                    td { @for (at, one) in days.iter().enumerate() { @if at > 0 { br; } (passed(one)) } }
                } } }
            }
        }
    }
}

fn failing(report: &Report) -> Markup {
    let rows = report.failing();
    html! {
        @if !rows.is_empty() {
            h3 #failing { (titled("不適合・一部適合の項目")) }
            table.list {
                thead { tr {
                    th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項")) } th.short scope="col" { (titled("判定")) }
                    th.half scope="col" { (titled("メモ")) }
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
            h3 #conflicts { (titled("記録の食い違い")) }
            table.list {
                thead { tr {
                    th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項")) } th.half scope="col" { (titled("食い違い")) }
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
                th.scope scope="col" { (titled("範囲")) }
                @for status in Status::ALL { th.count scope="col" { (titled(status.name())) } }
                th.bars scope="col" { (titled("進捗")) }
            } }
            tbody {
                @for heading in &report.headings {
                    tr class={ "depth" (heading.depth.min(2)) } {
                        th scope="row" title=(heading.id) { (heading.title) }
                        (counts(&heading.counts))
                    }
                }
            }
            tbody { tr.total { th scope="row" { (titled("合計")) } (counts(&report.total)) } }
        }
        p.note {
            (t("進捗は、対象外を除いた条項のうち完了したものの割合です。帯は左から、"))
            (status(Status::Done)) " " (status(Status::Doing)) " " (status(Status::Recheck)) (t(" の順です。"))
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
