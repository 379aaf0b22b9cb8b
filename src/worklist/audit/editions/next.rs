//! Which edition the next worklist comes from, and what it counts.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Edition};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::Id;
use crate::worklist::audit::scope::{Counted, CountedBy};
use crate::worklist::state::State;

use super::waiting::is_counted;

/// Returns the edition that a worklist counts and whose place another one took.
///
/// # Errors
///
/// If it counts none, or there are editions in between.
pub(super) fn edition_before<'a>(
    catalog: &'a Catalog,
    state: &State,
    to: &Edition<'a>,
) -> Result<Edition<'a>, Failure> {
    let counted = Counted::of(catalog, state);
    let held = catalog.editions().into_iter().filter(|edition| edition.clause_count() > 0);
    let counted_ones: Vec<Edition<'_>> = held.filter(|edition| is_counted(catalog, &counted.ids, edition)).collect();
    let mut before = counted_ones.iter().filter(|edition| edition.leads_to(to));
    let is_next = |edition: &&Edition<'_>| edition.successor().is_some_and(|next| next.id() == to.id());
    if let Some(next) = before.clone().find(is_next) {
        return Ok(*next);
    }
    let (message, hint) = match before.next() {
        Some(earlier) => between(earlier, to),
        None if is_counted(catalog, &counted.ids, to) => (
            tr!("この点検票は{to}をすでに数えています。", to = to.full_name()),
            t("引き継ぐ前の点検票は `--worklist 名前` で指定できます。").to_owned(),
        ),
        None => {
            let names: Vec<String> = counted_ones.iter().map(Edition::full_name).collect();
            (
                tr!("この点検票は、{to}に置き換わった版を数えていません。", to = to.full_name()),
                tr!(
                    "数えているのは {names} です。引き継ぐ前の点検票は `--worklist 名前` で指定できます。",
                    names = names.join(t("、"))
                ),
            )
        }
    };
    Err(Failure::new(FailureKind::Usage, message, hint))
}

/// Returns what is said where an edition in between would be passed over.
fn between(earlier: &Edition<'_>, to: &Edition<'_>) -> (String, String) {
    let next = earlier.successor().map(|next| next.id().to_owned()).unwrap_or_default();
    let message = tr!(
        "この点検票が数える{from}と{to}の間には、ほかの版があります。",
        from = earlier.full_name(),
        to = to.full_name()
    );
    (message, tr!("先に `tenken carry --to {next}` で、次の版へ引き継いでください。", next))
}

/// Returns what the next worklist counts: what this one counts, with the later edition in place of the older one; if nobody
/// chose that, the default of the catalog with the same in its place. Besides, sentences about what is not the same.
pub(super) fn next_counted(
    catalog: &Catalog,
    state: &State,
    (from, to): (&Edition<'_>, &Edition<'_>),
) -> (BTreeSet<Id>, Vec<String>) {
    let now = Counted::of(catalog, state);
    let mut remarks = Vec::new();
    let ids = match now.by {
        CountedBy::Choice => now.ids,
        CountedBy::Default | CountedBy::Before => {
            remarks.push(t("数える範囲を選んでいない点検票なので、標準の範囲から決めます。").to_owned());
            catalog.default_counted().into_iter().collect()
        }
    };
    let is_of = |id: &&Id| catalog.edition_at(id).is_some_and(|edition| edition.id() == from.id());
    let own: Vec<Id> = ids.iter().filter(is_of).cloned().collect();
    let mut counted = Counted { ids, by: CountedBy::Choice };
    counted.remove(catalog, from.id());
    let places = own.iter().map(|id| heading_in(catalog, to, id, &mut remarks)).collect::<Vec<Id>>();
    for id in if places.is_empty() { vec![to.id().to_owned()] } else { places } {
        counted.add(catalog, &id);
    }
    (counted.ids, remarks)
}

/// Returns the heading of an edition with the title of another heading; the whole edition if there is none.
fn heading_in(catalog: &Catalog, to: &Edition<'_>, id: &str, remarks: &mut Vec<String>) -> Id {
    let is_edition = catalog.edition(id).is_some();
    let Some(node) = catalog.tree().node(id).filter(|_| !is_edition) else { return to.id().to_owned() };
    let nodes = catalog.tree().nodes().iter();
    let mut within = nodes.filter(|other| catalog.edition_at(&other.id).is_some_and(|edition| edition.id() == to.id()));
    match within.find(|other| other.level == node.level && other.title == node.title) {
        Some(same) => same.id.clone(),
        None => {
            let said = tr!(
                "「{title}」に当たるところが{to}では分からないので、その全体を数えます。",
                title = node.title,
                to = to.name()
            );
            remarks.push(said);
            to.id().to_owned()
        }
    }
}
