//! The summary of one page: the numbers, what matters first, and how far each volume is.

use crate::catalog::Cover;
use crate::model::{Grade, Review, Status, Verdict};
use crate::sheet::Tally;

use super::super::super::report::{Report, ReportRow};
use super::super::document::{Block, Cell, Chart, Number, Table};
use super::super::model::AuditReport;
use super::super::terms::Term;
use super::findings::{Found, exceptions, found};

/// How many of a kind are named among what matters first. All of them stand in their sections.
const NAMED: usize = 5;
/// How many volumes have a bar of their own.
const BARS: usize = 12;
/// How many days the picture of the trend has at most.
const POINTS: usize = 60;

/// Returns the summary.
pub(super) fn blocks(audit: &AuditReport) -> Vec<Block> {
    let report = &audit.report;
    let mut blocks = vec![Block::Numbers(numbers(audit))];
    if !report.audit.remarks.is_empty() {
        blocks.push(Block::Heading(Term::Remarks.text().to_owned()));
        blocks.push(Block::Text(report.audit.remarks.clone()));
    }
    blocks.push(Block::Heading(Term::Matters.text().to_owned()));
    let matters = matters(audit);
    blocks.push(match matters.is_empty() {
        true => Block::Text(Term::NothingMatters.text().to_owned()),
        false => Block::List(matters),
    });
    blocks.push(Block::Heading(Term::Verdicts.text().to_owned()));
    blocks.extend(verdicts(report));
    blocks.push(Block::Heading(Term::ProgressByVolume.text().to_owned()));
    blocks.push(Block::Chart(Chart::Bars(bars(report))));
    blocks.push(Block::Heading(Term::Trend.text().to_owned()));
    blocks.extend(trend(&audit.trend));
    blocks
}

fn numbers(audit: &AuditReport) -> Vec<Number> {
    let report = &audit.report;
    let found = found(report);
    let open: Vec<&Found<'_>> = found.iter().filter(|found| !found.is_done()).collect();
    let major = open.iter().filter(|found| found.row.answers.grade == Some(Grade::Major)).count();
    let count = |name: Term, count: usize, is_alarm: bool| Number {
        name: name.text(),
        value: format!("{count} 件"),
        is_alarm: is_alarm && count > 0,
    };
    let percent = format!("{} %", report.total.percent());
    vec![
        Number { name: Term::Progress.text(), value: percent, is_alarm: false },
        count(Term::Applicable, report.total.applicable(), false),
        count(Term::Done, report.total.of(Status::Done), false),
        count(Term::Failing, report.failing().len(), true),
        count(Term::OpenFindings, open.len(), true),
        count(Term::OpenMajor, major, true),
        count(Term::Overdue, report.overdue().len(), true),
        count(Term::NoReason, without_reason(report).len(), true),
        count(Term::BareRisks, bare_risks(audit).len(), true),
        count(Term::BadEvidence, bad_evidence(audit).len(), true),
    ]
}

/// Returns what a reader has to see first, the gravest first: a sentence for each kind of thing.
fn matters(audit: &AuditReport) -> Vec<String> {
    let report = &audit.report;
    let today = report.day();
    let label = |row: &&ReportRow| row.label.clone();
    let rows = || report.rows.iter().filter(|row| row.counts());
    let found = found(report);
    let major = found.iter().filter(|found| found.row.answers.grade == Some(Grade::Major) && !found.is_done());
    let late = found.iter().filter(|found| found.row.answers.is_action_overdue(today));
    let over = exceptions(report).into_iter().filter(|row| row.answers.is_exception_over(today));
    let returned = rows().filter(|row| row.answers.review == Some(Review::Returned));
    let kinds = [
        ("重大な指摘が残っています", major.map(|found| label(&found.row)).collect()),
        ("是正の期限を過ぎた指摘があります", late.map(|found| label(&found.row)).collect()),
        ("期限を過ぎた項目があります", report.overdue().iter().map(label).collect()),
        ("期限を過ぎた例外があります", over.map(|row| label(&row)).collect()),
        ("差し戻された項目があります", returned.map(|row| label(&row)).collect()),
        ("対象外の理由がありません", without_reason(report).iter().map(label).collect()),
        ("記録が食い違っています", report.conflicts().iter().map(label).collect()),
        ("低減策のないリスクがあります", bare_risks(audit)),
        ("証跡を確かめてください", bad_evidence(audit)),
    ];
    kinds
        .into_iter()
        .filter(|(_, all): &(_, Vec<String>)| !all.is_empty())
        .map(|(what, all)| sentence(what, &all))
        .collect()
}

fn sentence(what: &str, all: &[String]) -> String {
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" ほか {more} 件") } else { String::new() };
    let named = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
    format!("{what}({} 件): {named}{more}。", all.len())
}

fn without_reason(report: &Report) -> Vec<&ReportRow> {
    report.not_applicable().into_iter().filter(|row| row.answers.reason.is_empty()).collect()
}

fn bare_risks(audit: &AuditReport) -> Vec<String> {
    let bare = audit.risks.iter().filter(|risk| risk.cover == Cover::None && risk.measures.is_empty());
    bare.map(|risk| risk.title.clone()).collect()
}

/// Returns the names of evidence that is not as it was, or not valid any more.
fn bad_evidence(audit: &AuditReport) -> Vec<String> {
    let day = audit.report.day();
    let all = audit.report.evidence.iter().zip(&audit.evidence);
    let bad = all.filter(|(evidence, checked)| !checked.is_fine || evidence.has_expired(day));
    bad.map(|(evidence, _)| if evidence.title.is_empty() { &evidence.location } else { &evidence.title }.clone())
        .collect()
}

fn verdicts(report: &Report) -> Option<Block> {
    let rows: Vec<&ReportRow> =
        report.rows.iter().filter(|row| row.counts() && row.answers.status != Status::Na).collect();
    let count = |verdict: Verdict| rows.iter().filter(|row| row.answers.verdict == verdict).count();
    let share = |count: usize| format!("{} %", (count * 100).checked_div(rows.len()).unwrap_or(0));
    let row = |name: &str, count: usize| {
        let share = Cell { is_number: true, ..Cell::from(share(count)) };
        vec![Cell::from(name), Cell::from(count), share]
    };
    let all = Verdict::ALL.iter().copied().map(|verdict| row(verdict.name(), count(verdict)));
    Table::some(&[(Term::Judged.text(), 50), (Term::Count.text(), 25), (Term::Share.text(), 25)], all.collect())
}

/// Returns a bar for each volume, or for each guideline if there are too many volumes, and one for all.
fn bars(report: &Report) -> Vec<(String, Tally)> {
    let of = |depth: usize| report.headings.iter().filter(move |heading| heading.depth == depth);
    let depth = usize::from(of(1).count() <= BARS);
    let mut bars: Vec<(String, Tally)> = of(depth).map(|heading| (heading.title.clone(), heading.counts)).collect();
    bars.push((Term::Total.text().to_owned(), report.total));
    bars
}

fn trend(all: &[(jiff::civil::Date, Tally)]) -> Vec<Block> {
    if all.len() < 2 {
        return vec![Block::Note(Term::NoTrend.text().to_owned())];
    }
    // The first and the last day always stand there.
    let step = all.len().div_ceil(POINTS);
    let last = all.len() - 1;
    let points = all.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(step) || *at == 0);
    let points = points.map(|(_, (day, tally))| (*day, tally.of(Status::Done), tally.applicable()));
    vec![Block::Chart(Chart::Line(points.collect())), Block::Note(Term::TrendMeaning.text().to_owned())]
}
