//! The list of evidence.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::clock;
use crate::language::{Words, t, titled, tr};

use super::super::report::{FOR_AUDIT, Report, ReportEvidence};
use super::clauses::anchor;
use super::parts::day;

/// Returns the section of all evidence, with the numbers that clauses refer to.
pub(super) fn write(report: &Report) -> Markup {
    let places: HashMap<&str, usize> = report.rows.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect();
    html! {
        section #evidence {
            h2 { (titled("証跡")) span.total { (tr!("{total} 件", total = report.evidence.len())) } }
            @if report.evidence.is_empty() { p { (t("証跡はまだありません。")) } }
            @else {
                table.evidence {
                    thead { tr {
                        th.index scope="col" { (titled("番号")) } th scope="col" { (titled("証跡")) } th.dates scope="col" { (titled("日付")) }
                        th.shows scope="col" { (titled("条項")) }
                    } }
                    tbody { @for (at, evidence) in report.evidence.iter().enumerate() {
                        tr id={ "e" (at + 1) } {
                            td.index { (at + 1) }
                            td { (what(evidence)) }
                            td { (when(report, evidence)) }
                            td { @if evidence.is_for_audit { p { (t(FOR_AUDIT)) } } @for id in &evidence.clauses { p { (clause(report, &places, id)) } } }
                        }
                    } }
                }
            }
        }
    }
}

fn what(evidence: &ReportEvidence) -> Markup {
    html! {
        @if !evidence.title.is_empty() { p.title { (evidence.title) } }
        p.location {
            @if evidence.is_page() { a href=(evidence.location) rel="noreferrer noopener" { (evidence.location) } }
            @else { (evidence.location) }
        }
        @if !evidence.sha256.is_empty() { p.hash { "SHA-256 " (evidence.sha256) } }
        p.id { (evidence.id) }
    }
}

fn when(report: &Report, evidence: &ReportEvidence) -> Markup {
    let (from, until) = t("有効日|期限").split_once('|').unwrap_or_default();
    html! {
        @if let Some(effective) = evidence.effective { p { (from) " " (day(effective)) } }
        @if let Some(expires) = evidence.expires {
            p { (until) " " (day(expires)) @if evidence.has_expired(report.day()) { " " strong.late { (t("期限切れ")) } } }
        }
        p.changed { (tr!("追加 {moment} {by}", moment = clock::local(evidence.added_at), by = Words(&evidence.added_by))) }
    }
}

/// Returns a link to a clause of the report, or only the id of a clause that is not in it.
fn clause(report: &Report, places: &HashMap<&str, usize>, id: &str) -> Markup {
    let place = places.get(id).and_then(|at| Some((at, report.rows.get(*at)?)));
    html! {
        @if let Some((at, row)) = place { a href={ "#" (anchor(*at)) } { (row.label) } }
        @else { (id) }
    }
}
