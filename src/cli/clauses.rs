//! Finds the clauses that a person names, for commands that work on nothing else.

use std::sync::Arc;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::{Failure, FailureKind};
use crate::model::{Id, Kind};

use super::resolve::{Resolved, Resolver, listing};

/// Returns the clauses that are meant, each once.
///
/// # Errors
///
/// If one of them is none, or could be several.
pub(super) fn resolve_all(catalog: &Arc<Catalog>, ids: &[String]) -> Result<Vec<RecordRef>, Failure> {
    let mut resolver = Resolver::new(catalog);
    let mut clauses = Vec::new();
    for id in ids {
        let at = resolve_clause(catalog, &mut resolver, id)?;
        if !clauses.contains(&at) {
            clauses.push(at);
        }
    }
    Ok(clauses)
}

/// Returns the ids of the clauses that are meant, each once.
///
/// # Errors
///
/// If one of them is none, or could be several.
pub(super) fn resolve_ids(catalog: &Arc<Catalog>, ids: &[String]) -> Result<Vec<Id>, Failure> {
    let clauses = resolve_all(catalog, ids)?;
    Ok(clauses.into_iter().map(|at| catalog.id(at).to_owned()).collect())
}

fn resolve_clause(catalog: &Catalog, resolver: &mut Resolver<'_>, id: &str) -> Result<RecordRef, Failure> {
    let wrong = |message: String, hint: String| Err(Failure::new(FailureKind::Usage, message, hint));
    match resolver.resolve(id)? {
        Resolved::One(at) if at.kind == Kind::Clause => Ok(at),
        Resolved::One(at) => wrong(
            format!("「{id}」は{}です。ここで指定できるのは条項だけです。", at.kind.name()),
            format!("`tenken show {id}` で、関係する条項を確かめられます。"),
        ),
        Resolved::Several(records) => wrong(
            format!("「{id}」に当たる条項が {} 件あります。", records.len()),
            format!("ID で指定してください: {}", listing(catalog, &records)),
        ),
        Resolved::Nothing(_) => {
            let around = resolver.around(id);
            let hint = match around.is_empty() {
                true => format!("`tenken search {id}` で探せます。"),
                false => format!("近い番号の条項: {}", listing(catalog, &around)),
            };
            wrong(format!("「{id}」という条項はありません。"), hint)
        }
    }
}
