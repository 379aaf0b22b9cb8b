//! The everyday ways to ask for the records of `data/`: enough of them for each, and none that fits many.

use std::collections::BTreeMap;

use tenken::catalog::{Catalog, RecordRef};
use tenken::model::Kind;
use tenken::search::{Part, texts};

use crate::support::bundled;

/// How many a record has at least.
const ENOUGH: usize = 4;
/// How many a clause of [`REPEATED`] has at least.
const FEWER: usize = 2;
/// How many records a phrase may stand in: more, and it tells nothing apart.
const SHARED: usize = 3;

/// Lists whose clauses need fewer: those of former years, which the newest repeats and stands in front of, and those of
/// which only a part is known.
const REPEATED: [&str; 5] = ["mhlwcl.r5", "mhlwcl.r6", "mhlwph", "mhlwbcp", "rolecheck"];

/// The ways to ask for a record, as they are searched. Terms are found by their readings, editions and changes by the names
/// of editions.
fn asked(catalog: &Catalog, at: RecordRef) -> Vec<String> {
    let (_, text) = texts(catalog, at).find(|(part, _)| *part == Part::Asked).unwrap_or((Part::Asked, String::new()));
    text.lines().map(str::to_owned).collect()
}

fn least(id: &str, kind: Kind) -> usize {
    let is_below = |list: &str| id.strip_prefix(list).is_some_and(|rest| rest.starts_with('.'));
    match kind {
        Kind::Clause if REPEATED.into_iter().any(is_below) => FEWER,
        Kind::Clause | Kind::Risk | Kind::Product | Kind::Measure => ENOUGH,
        // Found by their names; what they hold stands in the records around them.
        Kind::Report | Kind::Licence | Kind::Theme => ENOUGH - 1,
        _ => 0,
    }
}

#[test]
fn every_record_has_everyday_ways_to_ask_for_it() {
    let (catalog, _) = bundled();
    for at in catalog.searchable() {
        let (id, count) = (catalog.id(at), asked(catalog, at).len());
        assert!(count >= least(id, at.kind), "{id}: {count}");
    }
}

#[test]
fn no_way_to_ask_fits_many_records() {
    let (catalog, _) = bundled();
    let mut holders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for at in catalog.searchable() {
        let mut phrases = asked(catalog, at);
        phrases.sort_unstable();
        let all = phrases.len();
        phrases.dedup();
        assert_eq!(phrases.len(), all, "{}: a phrase twice", catalog.id(at));
        phrases.into_iter().for_each(|phrase| holders.entry(phrase).or_default().push(catalog.id(at)));
    }
    assert!(holders.len() > 2000, "{}", holders.len());
    for (phrase, ids) in holders {
        assert!(ids.len() <= SHARED, "「{phrase}」: {ids:?}");
    }
}
