//! The summary of one page: the numbers, what matters first, and how far each volume is.

use crate::catalog::Cover;
use crate::language::{Words, titled, tr};
use crate::model::{Grade, Status, Verdict};
use crate::sheet::{Tally, shares};

use super::super::super::report::{Report, ReportRow};
use super::super::chart::{evenly, percent, share};
use super::super::document::{Block, Cell, Chart, Number, Table};
use super::super::model::AuditReport;
use super::super::terms::Term;
use super::findings::{Found, found};
use super::parts::{listed, name};

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
        value: tr!("{total} 件", total = count),
        is_alarm: is_alarm && count > 0,
    };
    let progress = percent(report.total.of(Status::Done), report.total.applicable());
    vec![
        Number { name: Term::Progress.text(), value: progress, is_alarm: false },
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

/// Returns what a reader has to see first, the gravest first: a sentence for each kind of thing. What a reviewer would send
/// back is found by one rule for all of the program.
fn matters(audit: &AuditReport) -> Vec<String> {
    let found = found(&audit.report);
    let major = found.iter().filter(|found| found.row.answers.grade == Some(Grade::Major) && !found.is_done());
    let major: Vec<String> = major.map(|found| found.row.label.clone()).collect();
    let checked = audit.matters.iter().map(|matter| (matter.what, matter.labels.clone()));
    let others = [(Term::BareRisks.text(), bare_risks(audit)), (Term::BadEvidence.text(), bad_evidence(audit))];
    let kinds = [(Term::MajorLeft.text(), major)].into_iter().chain(checked).chain(others);
    kinds.filter(|(_, all)| !all.is_empty()).map(|(what, all)| sentence(what, &all)).collect()
}

fn sentence(what: &str, all: &[String]) -> String {
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { tr!(" ほか {more} 件", more) } else { String::new() };
    let named = listed(all.iter().take(NAMED).map(String::as_str));
    tr!("{what}({total} 件): {named}{more}。", what = titled(what), total = all.len(), named = Words(named), more)
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
    bad.map(|(evidence, _)| name(evidence)).collect()
}

fn verdicts(report: &Report) -> Option<Block> {
    let rows: Vec<&ReportRow> = report.rows.iter().filter(|row| row.applies()).collect();
    let count = |verdict: &Verdict| rows.iter().filter(|row| row.answers.verdict == *verdict).count();
    let counts: Vec<usize> = Verdict::ALL.iter().map(count).collect();
    let row = |((verdict, count), percent): ((&Verdict, &usize), usize)| {
        let share = share(*count, Some(percent).filter(|_| !rows.is_empty()));
        let share = Cell { is_number: true, ..Cell::from(share) };
        vec![Cell::from(titled(verdict.name())), Cell::from(*count), share]
    };
    let all = Verdict::ALL.iter().zip(&counts).zip(shares(&counts)).map(row);
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
    let points = evenly(all, POINTS).map(|(day, tally)| (*day, tally.of(Status::Done), tally.applicable()));
    vec![Block::Chart(Chart::Line(points.collect())), Block::Note(Term::TrendMeaning.text().to_owned())]
}
