//! The clauses that `--where` takes: those that meet a query exactly.

use std::collections::HashSet;

use crate::catalog::RecordRef;
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::{t, tr};
use crate::model::Kind;
use crate::search::{DONE_ALL_THE_SAME, Hit, Part, Request, Results, Tier, kinds, remarks, selects};
use crate::sheet::quoted;
use crate::worklist::{Scope, State, Worklist};
use crate::workspace::bulk::Selection;
use crate::workspace::scope::inform;

use super::records::SessionRecords;
use super::session::Session;

/// What is done to the clauses, as far as it is told when nothing is done.
pub(super) struct Purpose {
    /// What can be done to clauses only.
    can: &'static str,
    /// That nothing was done.
    nothing: &'static str,
    /// How it is done to all clauses.
    all: &'static str,
    /// Whether what somebody wrote about a clause finds it, too: only where nothing is recorded in it.
    takes_notes: bool,
}

/// Recording in them.
pub(super) const RECORD: Purpose = Purpose {
    can: "記録できる",
    nothing: "何も記録していません。",
    all: "すべての条項に記録するときは `--where 種別:条項` と書いてください。",
    takes_notes: false,
};

/// Writing them into a file.
pub(super) const EXPORT: Purpose = Purpose {
    can: "書き出せる",
    nothing: "何も書き出していません。",
    all: "すべての条項を書き出すときは --where を外してください。",
    takes_notes: true,
};

/// Listing them.
pub(super) const LIST: Purpose = Purpose {
    can: "選べる",
    nothing: "何も表示していません。",
    all: "すべての条項から選ぶときは --where を外してください。",
    takes_notes: true,
};

/// What a query finds.
pub(super) struct Found {
    /// The clauses that the worklist counts, in the order of the catalog.
    pub(super) clauses: Vec<RecordRef>,
    /// How many others it found.
    left_out: usize,
}

/// Returns the clauses that `--where` limits a list to, with the query as it is understood; none without `--where`.
///
/// # Errors
///
/// As [`find`].
pub(super) fn listed(
    query: Option<&String>,
    catalog: &SessionRecords<'_>,
    worklist: &Worklist,
    session: &Session<'_>,
) -> Result<Option<(String, HashSet<RecordRef>)>, Failure> {
    let Some(query) = query else { return Ok(None) };
    let query = session.expanded(query)?;
    let found = find(catalog, worklist, &query, &LIST)?;
    Ok(Some((query, found.clauses.into_iter().collect())))
}

/// Checks that a query asks for clauses, and for some in particular: one that asks for nothing would find everything.
///
/// # Errors
///
/// If it does not.
pub(super) fn check(query: &str, purpose: &Purpose) -> Result<(), Failure> {
    let Purpose { can, nothing, all, .. } = purpose;
    if !selects(query) {
        let query_said = quoted(query.trim());
        let message = tr!("--where{query}には、探せる語も絞り込みもありません。{nothing}", query = query_said, nothing);
        let told = told(&remarks(query));
        return Err(Failure::new(FailureKind::Usage, message, if told.is_empty() { t(all).to_owned() } else { told }));
    }
    let Some(other) = kinds(query).into_iter().find(|kind| *kind != Kind::Clause) else { return Ok(()) };
    let message = tr!("--where で{can}のは条項だけです。「種別:{kind}」は使えません。", can, kind = other.name());
    Err(Failure::new(FailureKind::Usage, message, tr!("種別の絞り込みを外してください。{nothing}", nothing)))
}

/// Returns the clauses that meet a query exactly, of those that a worklist counts.
///
/// # Errors
///
/// If the search would have to guess: what is done in bulk has to be what was asked for.
pub(super) fn find(
    catalog: &SessionRecords<'_>,
    worklist: &Worklist,
    query: &str,
    purpose: &Purpose,
) -> Result<Found, Failure> {
    let results = results(catalog, Some(worklist.state()), query, purpose)?;
    let scope = Scope::of(catalog, worklist.state());
    let Selection { mut clauses, mut left_out, .. } = Selection::of(&results, &scope);
    let told = results.hits.iter().filter(|hit| purpose.takes_notes && is_told(hit)).map(|hit| hit.at);
    let (counted, others): (Vec<RecordRef>, Vec<RecordRef>) = told.partition(|at| scope.counts(*at));
    clauses.extend(counted);
    left_out += others.len();
    clauses.sort_unstable_by_key(|at| at.index);
    Ok(Found { left_out, clauses })
}

/// Returns the clauses that meet a query exactly, whichever guideline they are of.
///
/// # Errors
///
/// As [`find`].
pub(super) fn find_in_catalog(
    catalog: &SessionRecords<'_>,
    marks: Option<&State>,
    query: &str,
    purpose: &Purpose,
) -> Result<Found, Failure> {
    let results = results(catalog, marks, query, purpose)?;
    let told = results.hits.iter().filter(|hit| purpose.takes_notes && is_told(hit));
    let mut clauses: Vec<RecordRef> = results.whole().chain(told).map(|hit| hit.at).collect();
    clauses.sort_unstable_by_key(|at| at.index);
    Ok(Found { left_out: 0, clauses })
}

/// Whether a clause is found by all that was asked for, some of which somebody wrote about it.
fn is_told(hit: &Hit) -> bool {
    let is_written = hit.matched.iter().any(|one| matches!(one.part, Part::Note | Part::Owner));
    hit.tier == Tier::All && hit.is_guess && is_written
}

fn results(
    catalog: &SessionRecords<'_>,
    marks: Option<&State>,
    query: &str,
    purpose: &Purpose,
) -> Result<Results, Failure> {
    check(query, purpose)?;
    let mut request = Request { kinds: vec![Kind::Clause], detailed: 0, ..Request::new(query, usize::MAX) };
    if let Some(state) = marks {
        inform(&mut request, catalog, state);
    }
    let results = catalog.engine()?.search(&request);
    // Nothing at all may be the answer; what fits in part or only comes near is not what was asked for.
    if results.is_understood && (results.counts.all > 0 || results.hits.is_empty()) {
        return Ok(results);
    }
    let message =
        tr!("{query}どおりに当たる条項を選べません。{reason}", query = quoted(query), reason = reason(&results));
    let hint = tr!(
        "`tenken search {word}` で確かめて、語や絞り込みを改めてください。{nothing}",
        word = shell_word(query),
        nothing = purpose.nothing
    );
    Err(Failure::new(FailureKind::Usage, message, hint))
}

/// Returns what is wrong with a query, without what is said only where it is answered all the same.
pub(super) fn told(warnings: &[String]) -> String {
    let what_is_wrong = |warning: &String| {
        DONE_ALL_THE_SAME.iter().fold(warning.clone(), |told, sentence| told.replace(t(sentence), ""))
    };
    let told = warnings.iter().map(what_is_wrong).reduce(|a, b| tr!("{a}{b}", a, b)).unwrap_or_default();
    told.trim().to_owned()
}

/// Returns why a query selects no clauses.
fn reason(results: &Results) -> String {
    if results.is_understood {
        return tr!("すべての語を含む条項はありません。").to_owned();
    }
    match told(&results.warnings) {
        warnings if warnings.is_empty() => tr!("版の違いを尋ねる語では、条項を選べません。").to_owned(),
        warnings => warnings,
    }
}

impl Found {
    /// Says what was not found, or found and left out.
    pub(super) fn tell(&self, purpose: &Purpose, session: &mut Session<'_>) {
        if self.left_out > 0 {
            session.note(&tr!("この点検票で数えない {n} 条項を除きました。", n = self.left_out));
        }
        if self.clauses.is_empty() {
            session.note(&tr!("当たる条項はありません。{nothing}", nothing = purpose.nothing));
        }
    }
}
