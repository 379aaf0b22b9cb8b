//! The history of a worklist as exports hold it: who recorded what, when, and what was there before.

use std::collections::HashSet;

use crate::catalog::{Catalog, RecordRef};
use crate::export::HistoryRow;
use crate::language::{t, tr};
use crate::worklist::{Edit, Recorded, State, Subject, Worklist};

use super::scope::edit_value;

/// What records about the worklist itself are about.
const WORKLIST: &str = "点検票";

/// Returns all records in their order; of a part those about its clauses only.
pub(super) fn history(catalog: &Catalog, worklist: &Worklist, part: Option<&HashSet<RecordRef>>) -> Vec<HistoryRow> {
    let wanted: Option<HashSet<&str>> = part.map(|part| part.iter().map(|at| catalog.id(*at)).collect());
    let is_asked = |subject: &Subject| match (&wanted, subject) {
        (None, _) => true,
        (Some(wanted), Subject::Clause(id)) => wanted.contains(id.as_str()),
        (Some(_), Subject::Worklist | Subject::Evidence(_)) => false,
    };
    worklist.recorded(is_asked).iter().map(|recorded| row(catalog, worklist.state(), recorded)).collect()
}

fn row(catalog: &Catalog, state: &State, Recorded { entry, before }: &Recorded) -> HistoryRow {
    let (subject, label) = match &entry.change.subject {
        Subject::Clause(id) => (id.clone(), catalog.find(id).map_or_else(|| id.clone(), |at| catalog.label(at))),
        Subject::Worklist => (String::new(), t(WORKLIST).to_owned()),
        Subject::Evidence(id) => {
            let name = state.evidence_with(*id).map_or_else(|| id.to_string(), |evidence| evidence.name().to_owned());
            (id.to_string(), tr!("証跡「{name}」", name))
        }
    };
    let field = entry.change.edit.field();
    let value = |edit: &Edit| edit_value(catalog, edit).unwrap_or_else(|| edit.held(state));
    let mut found: Vec<String> = before.iter().map(value).collect();
    found.dedup();
    HistoryRow {
        id: entry.id.to_string(),
        at: entry.at,
        user: entry.who.user.clone(),
        host: entry.who.host.clone(),
        subject,
        label,
        field: field.code(),
        name: t(field.name()),
        is_phrase: field.is_phrase(),
        before: if found.is_empty() { value(&field.blank()) } else { found.join(HistoryRow::BETWEEN) },
        after: value(&entry.change.edit),
        via: entry.via.clone(),
    }
}
