//! Finds the clauses that a person names, for commands that work on nothing else.

use crate::catalog::{Catalog, Record, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::tr;
use crate::model::{Id, Kind};
use crate::sheet::quoted;
use crate::worklist::enable_hint;

use super::records::SessionRecords;
use super::resolve::{Resolved, Resolver, listing};

/// The most clauses that are named to choose from: a chapter has hardly more.
const LISTED: usize = 20;
/// The most clauses that are named where none is meant.
const NEAR: usize = 3;

/// Returns the clauses that are meant, each once.
///
/// # Errors
///
/// If one of them is none, or could be several.
pub(super) fn resolve_all(catalog: &SessionRecords<'_>, ids: &[String]) -> Result<Vec<RecordRef>, Failure> {
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
pub(super) fn resolve_ids(catalog: &SessionRecords<'_>, ids: &[String]) -> Result<Vec<Id>, Failure> {
    let clauses = resolve_all(catalog, ids)?;
    Ok(clauses.into_iter().map(|at| catalog.id(at).to_owned()).collect())
}

fn resolve_clause(
    catalog: &SessionRecords<'_>,
    resolver: &mut Resolver<'_, '_>,
    id: &str,
) -> Result<RecordRef, Failure> {
    let wrong = |message: String, hint: String| Err(Failure::new(FailureKind::Usage, message, hint));
    let resolved = match resolver.resolve(id)? {
        // Of all that has this name, only clauses can be meant here.
        Resolved::Namesakes(records) => {
            let clauses: Vec<RecordRef> = records.iter().copied().filter(|at| at.kind == Kind::Clause).collect();
            match (clauses.as_slice(), records.first()) {
                ([only], _) => Resolved::One(*only),
                ([], Some(first)) => Resolved::One(*first),
                _ => Resolved::Several(clauses),
            }
        }
        other => other,
    };
    match resolved {
        Resolved::One(at) if at.kind == Kind::Clause => Ok(at),
        Resolved::One(at) => wrong(
            tr!("{id}は{kind}です。ここで指定できるのは条項だけです。", id = quoted(id), kind = at.kind.name()),
            tr!("`tenken show {word}` で、関係する条項を確かめられます。", word = shell_word(id)),
        ),
        Resolved::Several(records) | Resolved::Namesakes(records) => wrong(
            tr!("{id}に当たる条項が {n} 件あります。", id = quoted(id), n = records.len()),
            tr!("ID で指定してください: {list}", list = listing(catalog, &records, LISTED)),
        ),
        Resolved::Nothing(near) => match resolver.around(id) {
            around if around.is_empty() => match catalog.pack_off_with(id) {
                Some(pack) => wrong(
                    tr!("{id}の取込資料{pack}を無効にしています。", id = quoted(id), pack = quoted(&pack.title)),
                    enable_hint(&pack),
                ),
                None => wrong(tr!("{id}という条項はありません。", id = quoted(id)), {
                    let search = tr!("`tenken search {word}` で探せます。", word = shell_word(id));
                    tr!("{a}{b}", a = search, b = suggested(catalog, near)).trim_end().to_owned()
                }),
            },
            around => wrong_item(catalog, id, around),
        },
    }
}

/// Returns a sentence that names the clauses that come close; empty if none do.
fn suggested(catalog: &Catalog, near: Vec<RecordRef>) -> String {
    let clauses: Vec<RecordRef> = near.into_iter().filter(|at| at.kind == Kind::Clause).collect();
    if clauses.is_empty() {
        String::new()
    } else {
        tr!("近いもの: {list}", list = listing(catalog, &clauses, NEAR))
    }
}

/// Returns the failure for an item of a place that is known, if not by this number: there may be clauses in it whose
/// number nobody has seen yet, and one of them may be meant.
fn wrong_item(catalog: &Catalog, id: &str, around: Vec<RecordRef>) -> Result<RecordRef, Failure> {
    let is_unnumbered =
        |at: &RecordRef| matches!(catalog.record(*at), Record::Clause(clause) if clause.item.is_empty());
    let (unnumbered, numbered): (Vec<_>, Vec<_>) = around.into_iter().partition(is_unnumbered);
    let (message, listed) = match unnumbered.len() {
        0 => (tr!("{id}という番号の条項はありません。", id = quoted(id)), numbered),
        count => {
            let message = tr!(
                "{id}の番号では決まりません。そこには番号の分かっていない条項が {n} 件あります。",
                id = quoted(id),
                n = count
            );
            (message, unnumbered)
        }
    };
    let hint = tr!("ID で指定してください: {list}", list = listing(catalog, &listed, LISTED));
    Err(Failure::new(FailureKind::Usage, message, hint))
}
