//! Makes the audit report that [`crate::export::audit_report`] writes, from catalog and worklist.

mod changes;
mod matters;
mod trend;

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Setup;
use super::origin::moment;
use super::report::report;
use crate::catalog::{Catalog, RecordRef};
use crate::clock;
use crate::export::ReportRow;
use crate::export::audit_report::{
    AuditReport, CheckedEvidence, ReportedAnswer, ReportedChanges, ReportedItem, ReportedRisk, ReportedShare,
};
use crate::failure::Failure;
use crate::import::checklist::CHECKLISTS;
use crate::language::t;
use crate::model::{Function, Kind, Status};
use crate::sheet::Tally;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::worklist::{ChapterCover, InUse, RiskCover, Scope, State, Worklist, YesNo, evidence_check, halves};

pub use self::changes::{Earlier, Since, earlier, since};

/// Returns the report on a worklist now, or at the moment that `source_date` says, as everywhere in reproducible builds.
/// Files of evidence are read.
///
/// # Errors
///
/// If `source_date` is no moment.
pub fn audit_report(
    catalog: &Catalog,
    worklist: &Worklist,
    setup: &Setup,
    (source_date, earlier): (&str, &Earlier),
) -> Result<AuditReport, Failure> {
    let mut report = report(catalog, worklist, setup, None);
    report.made_at = made_at(source_date, report.made_at)?;
    let state = worklist.state();
    let in_use = InUse::of_profile(catalog, state.profile());
    let scope = Scope::of(catalog, state);
    let ids: Vec<&str> = report.rows.iter().filter(|row| row.left_out.is_empty()).map(|row| row.id.as_str()).collect();
    let checked = evidence_check::check(state, worklist.folder());
    let checked: HashMap<String, EvidenceCheck> = checked.into_iter().map(|(id, one)| (id.to_string(), one)).collect();
    let evidence = report.evidence.iter().map(|one| standing(checked.get(&one.id)));
    let (since, no_since) = match earlier {
        Earlier::Nothing => (None, String::new()),
        Earlier::Lost(why) => (None, why.clone()),
        Earlier::Since(since) => (Some(changes::changes(catalog, state, since, &ids)), String::new()),
    };
    Ok(AuditReport {
        evidence: evidence.collect(),
        risks: halves::risks(catalog, &in_use, false).iter().map(|cover| risk(catalog, cover)).collect(),
        shares: shares(&halves::chapters(catalog, &scope, &in_use)),
        trend: trend::trend(worklist, &ids),
        since,
        no_since,
        checklist: checklist(catalog, state, &report.rows),
        matters: matters::matters(catalog, state, clock::day(report.made_at)),
        confirmed: confirmed(state, &ids),
        // Whatever moment the report is of, the files are looked at now.
        checked_on: clock::today(),
        report,
    })
}

/// How a worklist has come to where it is.
#[derive(Clone, Debug)]
pub struct Course {
    /// What has changed since an earlier day or another worklist.
    pub changes: ReportedChanges,
    /// The counts at the end of days on which something was recorded; sorted.
    pub trend: Vec<(Date, Tally)>,
}

/// Returns how a worklist has come to where it is, of the clauses that it counts now.
pub fn course(catalog: &Catalog, worklist: &Worklist, since: &Since) -> Course {
    let ids = counted(catalog, worklist);
    Course { changes: changes::changes(catalog, worklist.state(), since, &ids), trend: trend::trend(worklist, &ids) }
}

/// Returns the counts of the clauses that a worklist counts now, at the end of days on which something was recorded; sorted.
pub fn progress_by_day(catalog: &Catalog, worklist: &Worklist) -> Vec<(Date, Tally)> {
    trend::trend(worklist, &counted(catalog, worklist))
}

/// Returns the clauses that a worklist counts now.
fn counted<'a>(catalog: &'a Catalog, worklist: &Worklist) -> Vec<&'a str> {
    let scope = Scope::of(catalog, worklist.state());
    catalog.all(Kind::Clause).filter(|at| scope.counts(*at)).map(|at| catalog.id(at)).collect()
}

/// Returns the first and the last day on which status or verdict of one of these clauses was recorded.
fn confirmed(state: &State, clauses: &[&str]) -> Option<(Date, Date)> {
    let days = || clauses.iter().filter_map(|id| state.confirmed_at(id)).map(clock::day);
    days().min().zip(days().max())
}

/// Returns the moment that a report is of.
pub(super) fn made_at(source_date: &str, now: Timestamp) -> Result<Timestamp, Failure> {
    if source_date.is_empty() { Ok(now) } else { moment(source_date) }
}

/// Returns how a piece of evidence stands; nothing of what was not checked.
fn standing(checked: Option<&EvidenceCheck>) -> CheckedEvidence {
    CheckedEvidence {
        standing: checked.map(EvidenceCheck::name).unwrap_or_default(),
        is_fine: checked.is_none_or(EvidenceCheck::is_fine),
    }
}

fn risk(catalog: &Catalog, cover: &RiskCover<'_>) -> ReportedRisk {
    let title = |at: &RecordRef| catalog.title(*at).to_owned();
    ReportedRisk {
        title: cover.risk.title.clone(),
        category: cover.risk.category.clone(),
        cover: cover.coverage.cover,
        missing: cover.coverage.missing.iter().copied().map(Function::name).map(t).collect(),
        measures: cover.measures.iter().map(title).collect(),
    }
}

/// Returns what is answered to the items of the checklists that are counted.
fn checklist(catalog: &Catalog, state: &State, rows: &[ReportRow]) -> Vec<ReportedItem> {
    let is_item = |row: &&ReportRow| {
        let guideline = catalog.clause(&row.id).and_then(|clause| catalog.guideline_of(clause));
        row.left_out.is_empty() && guideline.is_some_and(|guideline| CHECKLISTS.contains(&guideline.id.as_str()))
    };
    let item = |row: &ReportRow| {
        let answer = YesNo::recorded(state, &row.id);
        ReportedItem {
            label: row.label.clone(),
            title: row.title.clone(),
            answer: match answer {
                Some(answer @ (YesNo::Yes | YesNo::No)) => ReportedAnswer::Given(answer.name()),
                Some(YesNo::NotApplicable) => ReportedAnswer::Given(Status::Na.name()),
                Some(YesNo::Unanswered) => ReportedAnswer::Missing,
                None => ReportedAnswer::Disputed,
            },
            target: row.answers.due.filter(|_| answer == Some(YesNo::No)),
        }
    };
    rows.iter().filter(is_item).map(item).collect()
}

/// Returns the numbers of each group of clauses: the chapters below the same headings together.
fn shares(chapters: &[ChapterCover<'_>]) -> Vec<ReportedShare> {
    let mut shares: Vec<ReportedShare> = Vec::new();
    for chapter in chapters {
        let title = if chapter.above.is_empty() { chapter.node.heading() } else { chapter.above.clone() };
        if shares.last().is_none_or(|last| last.title != title) {
            shares.push(ReportedShare { title, ..ReportedShare::default() });
        }
        let Some(share) = shares.last_mut() else { continue };
        share.clauses += chapter.clauses;
        share.measures += chapter.measures;
        share.in_use += chapter.in_use;
        share.available += chapter.available;
        share.left += chapter.left;
    }
    shares
}
