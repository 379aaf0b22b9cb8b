//! What people call the records that a worklist knows by their ids.

use crate::catalog::Catalog;
use crate::language::tr;
use crate::sheet::quoted;
use crate::worklist::{State, Subject};

/// Returns the short name and the headline of a clause; the id where the catalog does not know it.
pub(super) fn clause(catalog: &Catalog, id: &str) -> String {
    catalog.find(id).map_or_else(|| id.to_owned(), |at| format!("{}  {}", catalog.label(at), catalog.title(at)))
}

/// Returns the name of a product; the id where the catalog does not know it.
pub(super) fn product<'a>(catalog: &'a Catalog, id: &'a str) -> &'a str {
    catalog.find(id).map_or(id, |at| catalog.title(at))
}

/// Returns what people call the subject of a record.
pub(super) fn subject(catalog: &Catalog, state: &State, subject: &Subject) -> String {
    match subject {
        Subject::Clause(id) => match state.item_name(id).filter(|_| catalog.find(id).is_none()) {
            Some(name) => name,
            None => clause(catalog, id),
        },
        Subject::Worklist => tr!("点検票").to_owned(),
        Subject::Evidence(id) => {
            let name = state.evidence_with(*id).map_or_else(|| id.to_string(), |evidence| evidence.name().to_owned());
            tr!("証跡{name}", name = quoted(&name))
        }
    }
}

/// Returns the id of a clause or of evidence; `worklist` for the worklist itself.
pub(super) fn subject_id(subject: &Subject) -> String {
    match subject {
        Subject::Clause(id) => id.clone(),
        Subject::Worklist => "worklist".to_owned(),
        Subject::Evidence(id) => id.to_string(),
    }
}
