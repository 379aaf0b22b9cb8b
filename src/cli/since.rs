//! What has changed since an earlier day, or since another worklist, and how far the worklist was on which day.

use jiff::civil::Date;
use serde::Serialize;

use crate::export::audit_report::{ReportedChange, ReportedChanges};
use crate::language::{t, tr};
use crate::model::Status;
use crate::sheet::Tally;
use crate::workspace::Course;

use super::output::{Output, Stop};

/// The most days of a course that are shown: the newest ones.
const DAYS: usize = 8;

/// Prints it below the progress.
pub(super) fn print(course: &Course, now: Tally, out: &mut Output<'_>) -> Result<(), Stop> {
    let changes = &course.changes;
    out.line("")?;
    out.heading(tr!("前回からの変更"))?;
    out.indented(2, &changes.since)?;
    let count =
        |name: &str, of: &dyn Fn(&Tally) -> usize| format!("{} {} → {}", t(name), of(&changes.before), of(&now));
    let counts = [
        count("完了", &|tally| tally.of(Status::Done)),
        count("対象外", &|tally| tally.of(Status::Na)),
        tr!("進捗 {before}% → {after}%", before = changes.before.percent(), after = now.percent()),
    ];
    out.indented(2, &counts.join(t("、")))?;
    changes.unknown_sentence().iter().try_for_each(|said| out.indented(2, said))?;
    if course.trend.len() > 1 {
        out.indented(2, &tr!("推移: {trend}", trend = trend(&course.trend)))?;
    }
    if changes.rows.is_empty() {
        return out.indented(2, tr!("判定、指摘、対象外の変更はありません。"));
    }
    for clause in changes.rows.chunk_by(|one, next| one.label == next.label && one.title == next.title) {
        out.indented(2, &format!("{}  {}", clause[0].label, clause[0].title))?;
        clause.iter().try_for_each(|change| out.indented(4, &line(change)))?;
    }
    Ok(())
}

fn trend(days: &[(Date, Tally)]) -> String {
    let shown = &days[days.len().saturating_sub(DAYS)..];
    shown.iter().map(|(day, tally)| format!("{day} {}%", tally.percent())).collect::<Vec<_>>().join(t("、"))
}

fn line(change: &ReportedChange) -> String {
    format!("{}: {}", change.field, change.said)
}

/// It as JSON; its shape is documented in README.md.
#[derive(Serialize)]
pub(super) struct SinceDocument<'a> {
    since: &'a str,
    before: CountsDocument,
    unknown: usize,
    problems: &'a [String],
    trend: Vec<DayDocument>,
    changes: Vec<ChangeDocument<'a>>,
}

#[derive(Serialize)]
struct CountsDocument {
    applicable: usize,
    done: usize,
    percent: usize,
}

#[derive(Serialize)]
struct DayDocument {
    day: String,
    #[serde(flatten)]
    counts: CountsDocument,
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    id: &'a str,
    field: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> SinceDocument<'a> {
    /// Returns the document.
    pub(super) fn new(course: &'a Course) -> Self {
        let ReportedChanges { since, before, rows, unknown, problems } = &course.changes;
        let day = |(day, tally): &(Date, Tally)| DayDocument { day: day.to_string(), counts: tally.into() };
        let change = |one: &'a ReportedChange| ChangeDocument {
            id: &one.id,
            field: one.field,
            before: &one.before,
            after: &one.after,
        };
        Self {
            since,
            before: before.into(),
            unknown: *unknown,
            problems,
            trend: course.trend.iter().map(day).collect(),
            changes: rows.iter().map(change).collect(),
        }
    }
}

impl From<&Tally> for CountsDocument {
    fn from(tally: &Tally) -> Self {
        Self { applicable: tally.applicable(), done: tally.of(Status::Done), percent: tally.percent() }
    }
}
