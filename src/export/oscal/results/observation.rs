//! The observation of one clause: everything recorded for it.

use jiff::Timestamp;

use crate::model::Grade;
use crate::sheet::Answers;

use super::super::super::report::{Report, ReportRow};
use super::super::document::Prop;
use super::super::ids::{UNNAMED, prop};
use super::super::text::{markup, prose};
use super::document::{Observation, RelevantEvidence};
use super::id;

/// Returns the observation of a clause.
pub(super) fn write(report: &Report, row: &ReportRow) -> Observation {
    let evidence = report.evidence_of(row).map(|(_, evidence)| RelevantEvidence {
        href: format!("#{}", id(report, "evidence", &evidence.id)),
        description: prose(&evidence.title).or_else(|| prose(&evidence.location)).unwrap_or_else(|| UNNAMED.to_owned()),
    });
    let state = format!("状態: {}、判定: {}", row.answers.status.name(), row.answers.verdict.name());
    Observation {
        uuid: id(report, "observation", &row.id),
        title: title(row),
        description: prose(&row.answers.note).unwrap_or(state),
        props: props(row),
        methods: ["EXAMINE"],
        relevant_evidence: evidence.collect(),
        collected: collected(report, row).to_string(),
        remarks: prose(&remarks(row)),
    }
}

/// Returns what else people have filled in, and the conflicts, a line for each.
fn remarks(row: &ReportRow) -> String {
    let told = row.answers.told().into_iter().map(|(name, line)| format!("{name}: {line}"));
    told.chain(row.conflicts.iter().cloned()).collect::<Vec<_>>().join("\n")
}

/// Returns label and title of a clause as one line of markup.
pub(super) fn title(row: &ReportRow) -> String {
    markup(&format!("{} {}", row.label, row.title)).unwrap_or_else(|| UNNAMED.to_owned())
}

/// Returns the time of the observation: of the last change or of the last evidence, whichever is later.
pub(super) fn collected(report: &Report, row: &ReportRow) -> Timestamp {
    let added = report.evidence_of(row).map(|(_, evidence)| evidence.added_at).max();
    row.changed_at.max(added).unwrap_or(report.made_at)
}

fn props(row: &ReportRow) -> Vec<Prop> {
    // The note is the description of the observation.
    let Answers { status, verdict, owner, due, reason, .. } = &row.answers;
    let grade = row.answers.grade.map_or("", Grade::code);
    let due = due.map(|due| due.to_string()).unwrap_or_default();
    let unverified = if row.is_unverified { "true" } else { "" };
    let props = [
        prop("clause-id", &row.id),
        prop("status", status.code()),
        prop("verdict", verdict.code()),
        prop("guideline", &row.guideline),
        prop("volume", &row.volume),
        prop("chapter", &row.chapter),
        prop("party", &row.party),
        prop("reason", reason),
        prop("left-out", &row.left_out),
        prop("grade", grade),
        prop("owner", owner),
        prop("due", &due),
        prop("unverified", unverified),
        prop("changed-by", &row.changed_by),
    ];
    props.into_iter().flatten().collect()
}
