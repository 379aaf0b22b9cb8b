//! What a reviewer would send back, as the audit report tells it: the findings of `tenken check`, in their order.

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::export::audit_report::ReportedMatter;
use crate::language::{t, tr};
use crate::worklist::{FindingKind, State, Subject, check};

/// Returns each kind that is found on a day, with the labels of the clauses.
pub(super) fn matters(catalog: &Catalog, state: &State, today: Date) -> Vec<ReportedMatter> {
    let found = check(catalog, state, today);
    let of = |kind: FindingKind| ReportedMatter {
        what: t(kind.name()),
        labels: found.iter().filter(|one| one.kind == kind).map(|one| label(catalog, state, &one.subject)).collect(),
    };
    FindingKind::ALL.iter().copied().map(of).filter(|matter| !matter.labels.is_empty()).collect()
}

/// Returns what something is called in a report. Where a file is on somebody's computer is nothing for its readers.
fn label(catalog: &Catalog, state: &State, subject: &Subject) -> String {
    match subject {
        Subject::Clause(id) => catalog.find(id).map_or_else(|| id.clone(), |at| catalog.label(at)),
        Subject::Worklist => t("点検票").to_owned(),
        Subject::Evidence(id) => match state.evidence_with(*id).map(|evidence| evidence.title.as_str()) {
            None | Some("") => t("証跡").to_owned(),
            Some(title) => tr!("証跡「{name}」", name = title),
        },
    }
}
