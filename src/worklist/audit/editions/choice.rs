//! Which editions are meant, and whether one can be held against the other.

use crate::catalog::{Catalog, Edition, Succession};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};

/// Returns the edition that a person means. A name that several have means the one of them that goes with what else is
/// known, as 令和7年度版 beside the checklist of 令和8年度.
///
/// # Errors
///
/// If the text names no edition, or several.
pub fn edition_named<'a>(
    catalog: &'a Catalog,
    text: &str,
    goes: impl Fn(&Edition<'a>) -> bool,
) -> Result<Edition<'a>, Failure> {
    let usage = |message: String, hint: String| Failure::new(FailureKind::Usage, message, hint);
    let text = text.trim();
    let mut named = catalog.editions_named(text);
    if named.len() > 1 && named.iter().filter(|edition| goes(edition)).count() == 1 {
        named.retain(|edition| goes(edition));
    }
    match named.as_slice() {
        [only] => Ok(*only),
        [] => {
            let volumes = catalog.editions_of(text);
            Err(match volumes.is_empty() {
                true => usage(
                    tr!("「{text}」という版はありません。", text),
                    tr!("版は {editions} です。", editions = listed(&catalog.editions())),
                ),
                false => usage(
                    tr!("「{text}」には版が複数あります。", text),
                    tr!("版は {editions} です。", editions = listed(&volumes)),
                ),
            })
        }
        several => Err(usage(
            tr!("「{text}」は、どの版のことか決められません。", text),
            tr!("{editions} のどれかを指定してください。", editions = listed(several)),
        )),
    }
}

/// Returns editions as one line: `mhlw6(厚労省 第6.0版)、…`.
fn listed(editions: &[Edition<'_>]) -> String {
    let named = |edition: &Edition<'_>| tr!("{id}({name})", id = edition.id(), name = edition.full_name());
    editions.iter().map(named).collect::<Vec<_>>().join(t("、"))
}

/// Returns the two editions that a person means.
///
/// # Errors
///
/// If a text names no edition, or several that go with the other one.
pub fn editions_named<'a>(catalog: &'a Catalog, [from, to]: [&str; 2]) -> Result<[Edition<'a>; 2], Failure> {
    let (before, after) = (catalog.editions_named(from), catalog.editions_named(to));
    let leads = |one: &Edition<'_>, other: &Edition<'_>| one.leads_to(other) || other.leads_to(one);
    let is_told = |one: &Edition<'_>, other: &Edition<'_>| {
        let mut between = catalog.revisions_between(one.id(), other.id());
        between.next().is_some() || catalog.revisions_between(other.id(), one.id()).next().is_some()
    };
    let all = before.iter().flat_map(|from| after.iter().map(move |to| [*from, *to]));
    let pairs: Vec<[Edition<'a>; 2]> = all.filter(|[from, to]| leads(from, to)).collect();
    let told: Vec<[Edition<'a>; 2]> = pairs.iter().filter(|[from, to]| is_told(from, to)).copied().collect();
    // Lists of several years can go on in one: what is meant is that of which something is known.
    match (pairs.as_slice(), told.as_slice()) {
        ([only], _) | (_, [only]) => Ok(*only),
        _ => Ok([
            edition_named(catalog, from, |edition| after.iter().any(|other| leads(edition, other)))?,
            edition_named(catalog, to, |edition| before.iter().any(|other| leads(edition, other)))?,
        ]),
    }
}

/// Compares two editions, of which the second has to be the later one.
///
/// # Errors
///
/// If it is not, or nothing leads from one to the other.
pub fn compared<'a>(from: Edition<'a>, to: Edition<'a>) -> Result<Succession<'a>, Failure> {
    let names = (from.full_name(), to.full_name());
    let refused = |message: String, hint: String| Err(Failure::new(FailureKind::Usage, message, hint));
    if from.id() == to.id() {
        let hint = t("前の版と後の版を、この順に指定してください。");
        return refused(tr!("{edition}どうしを比べることはできません。", edition = names.0), hint.to_owned());
    }
    let succession = Succession::between(from, to);
    if !succession.revisions.is_empty() || from.successor().is_some_and(|next| next.id() == to.id()) {
        return Ok(succession);
    }
    if to.leads_to(&from) {
        let hint = tr!(
            "`tenken diff {earlier} {later}` のように、前の版を先に指定してください。",
            earlier = to.id(),
            later = from.id()
        );
        return refused(tr!("{to}は{from}より前の版です。", to = names.1, from = names.0), hint);
    }
    if from.leads_to(&to) {
        let steps = steps(&from, &to);
        let hint = tr!("{steps} の順に、一つずつ比べてください。", steps = steps.join(t("、")));
        return refused(tr!("{from}と{to}の間には、ほかの版があります。", from = names.0, to = names.1), hint);
    }
    let hint = t("同じガイドラインの、前の版と後の版を指定してください。");
    refused(tr!("{from}と{to}は、続いている版ではありません。", from = names.0, to = names.1), hint.to_owned())
}

/// Returns the comparisons that lead from one edition to another.
fn steps(from: &Edition<'_>, to: &Edition<'_>) -> Vec<String> {
    let mut steps = Vec::new();
    let mut before = *from;
    for next in from.successors() {
        steps.push(format!("`tenken diff {} {}`", before.id(), next.id()));
        before = next;
        if next.id() == to.id() {
            break;
        }
    }
    steps
}
