//! The clauses that a query finds.

use std::sync::Arc;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::model::Kind;
use crate::search::{Request, kinds};
use crate::worklist::{Scope, State, Worklist};
use crate::workspace::bulk::Selection;

use super::super::output::Stop;
use super::super::session::{Session, engine};

/// What a query finds.
pub(super) struct Found {
    /// The clauses that the worklist counts, in the order of the catalog.
    pub(super) clauses: Vec<RecordRef>,
    /// How many others it found.
    left_out: usize,
}

/// Returns the clauses that meet a query exactly.
///
/// # Errors
///
/// If the search would have to guess: what is marked in bulk has to be what was asked for.
pub(super) fn find(catalog: &Arc<Catalog>, worklist: &Worklist, query: &str) -> Result<Found, Failure> {
    if let Some(other) = kinds(query).into_iter().find(|kind| *kind != Kind::Clause) {
        let message = format!("--where で記録できるのは条項だけです。「種別:{}」は使えません。", other.name());
        return Err(Failure::new(
            FailureKind::Usage,
            message,
            "種別の絞り込みを外してください。何も記録していません。",
        ));
    }
    let state = worklist.state();
    let request = Request {
        kinds: vec![Kind::Clause],
        statuses: Arc::new(state.statuses()),
        evidenced: Arc::new(state.evidenced()),
        ..Request::new(query, usize::MAX)
    };
    let results = engine(catalog)?.search(&request);
    if !results.warnings.is_empty() && !results.hits.is_empty() {
        let message = format!("「{query}」どおりに当たる条項を選べません。{}", results.warnings.concat());
        let hint = format!(
            "`tenken search {}` で確かめて、語や絞り込みを改めてください。何も記録していません。",
            shell_word(query)
        );
        return Err(Failure::new(FailureKind::Usage, message, hint));
    }
    let scope = Scope::of(catalog, state.profile());
    let Selection { mut clauses, left_out, .. } = Selection::of(&results.hits, &scope);
    clauses.sort_unstable_by_key(|at| at.index);
    Ok(Found { left_out, clauses })
}

impl Found {
    /// Says what was not found, or found and left out.
    pub(super) fn tell(&self, session: &mut Session<'_>) {
        if self.left_out > 0 {
            session.note(&format!("この点検票で数えない {} 条項を除きました。", self.left_out));
        }
        if self.clauses.is_empty() {
            session.note("当たる条項はありません。何も記録していません。");
        }
    }
}

/// Prints what would be marked, one clause a line with its present status.
pub(super) fn list(
    catalog: &Catalog,
    state: &State,
    clauses: &[RecordRef],
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    clauses.iter().try_for_each(|at| {
        let status = state.status(catalog.id(*at)).short();
        session.out.line(&format!("[{status}] {}  {}", catalog.label(*at), catalog.title(*at)))
    })
}
