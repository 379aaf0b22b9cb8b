//! Clauses: the open ones, the excluded ones, and all of them with everything recorded.

use maud::{Markup, html};

use crate::clock;
use crate::language::{t, titled, tr};
use crate::sheet::{Answers, terms};

use super::super::report::{Report, ReportRow};
use super::parts::{clause, due, has_due, status, verdict};
use super::summary::sentences;

/// Returns the section of open clauses.
pub(super) fn open(report: &Report) -> Markup {
    let rows: Vec<&ReportRow> = report.open().collect();
    html! {
        section #open {
            h2 { (titled("未完了の項目")) span.total { (tr!("{total} 件", total = rows.len())) } }
            @if rows.is_empty() { p { (t("未完了の項目はありません。")) } }
            @for volume in rows.chunk_by(|row, next| row.shares_volume(next)) {
                h3 { (volume[0].volume_heading()) }
                table.list {
                    thead { tr {
                        th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項")) } th.short scope="col" { (titled("状態")) }
                        th.short scope="col" { (titled("担当")) } th.date scope="col" { (titled("期限")) } th.memo scope="col" { (titled("メモ")) }
                    } }
                    @for chapter in volume.chunk_by(|row, next| row.shares_chapter(next)) {
                        tbody {
                            tr.chapter { th colspan="6" scope="rowgroup" { (chapter[0].chapter) } }
                            @for row in chapter { (open_row(report, row)) }
                        }
                    }
                }
            }
        }
    }
}

fn open_row(report: &Report, row: &ReportRow) -> Markup {
    html! {
        tr {
            td { (clause(row)) }
            td { (row.title) }
            td { (status(row.answers.status)) " " (verdict(row.answers.verdict)) }
            td { (row.answers.owner) }
            td { (due(report, row)) }
            td.text { (row.answers.note) (carried(row)) }
        }
    }
}

/// Returns what was carried over from the edition before.
fn carried(row: &ReportRow) -> Markup {
    html! {
        @if !row.previous.is_empty() { p.text { (t("前の版: ")) (row.previous) } }
        @if !row.waiting.is_empty() { p.text { (t("版の引き継ぎ: ")) (row.waiting) } }
    }
}

/// Returns the section of excluded clauses: one row per clause for those that people excluded, one per reason for the
/// rest.
pub(super) fn not_applicable(report: &Report) -> Markup {
    let rows = report.not_applicable();
    let left_out = report.left_out();
    html! {
        section #not-applicable {
            h2 { (titled("対象外")) span.total { (tr!("{total} 件", total = rows.len())) } }
            @if rows.is_empty() { p { (t("対象外とした条項はありません。")) } }
            @else {
                table.list {
                    thead { tr {
                        th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項")) } th.half scope="col" { (titled("理由")) }
                    } }
                    tbody { @for row in rows { tr {
                        td { (clause(row)) } td { (row.title) } td.text { (reason(row)) }
                    } } }
                }
            }
            @if !left_out.is_empty() {
                h3 { (titled("点検票の設定で数えない条項")) }
                table.list {
                    thead { tr { th scope="col" { (titled("理由")) } th.count scope="col" { (titled("条項の数")) } } }
                    tbody { @for (reason, count) in left_out { tr { td { (t(reason)) } td.count { (count) } } } }
                }
            }
        }
    }
}

fn reason(row: &ReportRow) -> &str {
    match row.answers.reason.as_str() {
        "" => t("理由の記録がありません。"),
        reason => reason,
    }
}

/// Returns the section of all clauses, with a table for every volume.
pub(super) fn all(report: &Report) -> Markup {
    let numbered: Vec<(usize, &ReportRow)> = report.rows.iter().enumerate().collect();
    html! {
        section #all {
            h2 { (titled("すべての条項")) span.total { (tr!("{total} 件", total = report.rows.len())) } }
            @for volume in numbered.chunk_by(|(_, row), (_, next)| row.shares_volume(next)) {
                div.volume {
                    h3 { (volume[0].1.volume_heading()) }
                    table.all {
                        thead { tr {
                            th.clause scope="col" { (titled("条項")) } th scope="col" { (titled("要求事項(要約)")) }
                            th.state scope="col" { (titled("状態・担当")) } th.record scope="col" { (titled("記録")) }
                        } }
                        @for chapter in volume.chunk_by(|(_, row), (_, next)| row.shares_chapter(next)) {
                            tbody {
                                tr.chapter { th colspan="4" scope="rowgroup" { (chapter[0].1.chapter) } }
                                @for (at, row) in chapter { (full_row(report, *at, row)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns the anchor of a clause, for links from evidence.
pub(super) fn anchor(at: usize) -> String {
    format!("c{}", at + 1)
}

fn full_row(report: &Report, at: usize, row: &ReportRow) -> Markup {
    // The rest is in the record.
    let Answers { status: state, verdict: finding, owner, .. } = &row.answers;
    html! {
        tr id=(anchor(at)) class=[(!row.counts()).then_some("out")] {
            td { (clause(row)) }
            td {
                p.title { (row.title) }
                p.gist { (row.gist) }
                @if !row.original.is_empty() { p.gist.text { (row.original) } }
                @if !row.party.is_empty() { p.party { (titled(terms::PARTY)) ": " (row.party) } }
            }
            td {
                p { (status(*state)) " " (verdict(*finding)) }
                @if !owner.is_empty() { p.owner { (owner) } }
                @if has_due(report, row) { p { (t("期限 ")) (due(report, row)) } }
            }
            td { (record(report, row)) }
        }
    }
}

/// Returns everything recorded for a clause, with links to its evidence.
fn record(report: &Report, row: &ReportRow) -> Markup {
    html! {
        @if !row.left_out.is_empty() { p.left-out { (t(&row.left_out)) } }
        @if !row.answers.reason.is_empty() { p.text { (t("理由: ")) (row.answers.reason) } }
        @if !row.answers.note.is_empty() { p.text { (row.answers.note) } }
        @for (name, line) in row.answers.told() { p.text { (titled(name)) ": " (line) } }
        (carried(row))
        (sentences(row))
        @for (number, evidence) in report.evidence_of(row) {
            p.shown { a href={ "#e" (number) } { (tr!("証跡 {number}", number)) } " "
                @if evidence.title.is_empty() { (evidence.location) } @else { (evidence.title) } }
        }
        @if row.changed_at.is_some() || !row.changed_by.is_empty() {
            p.changed { (t("最終変更 ")) @if let Some(moment) = row.changed_at { (clock::local(moment)) " " } (row.changed_by) }
        }
    }
}
