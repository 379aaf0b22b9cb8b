//! How many records `data/` holds. The only test that knows, so that no record is lost unseen and whoever adds one
//! has this one file to renew: `TENKEN_BLESS=1 cargo test records_of_data` does it.

use std::fmt::Write;

use tenken::catalog::{Catalog, Level};
use tenken::model::Kind;

use crate::support::{assert_golden, bundled};

#[test]
fn the_records_of_data_are_counted() {
    assert_golden("catalog/bundled.txt", &counts(&bundled().0));
}

/// Returns one row for each kind of record and one for the clauses of each volume.
fn counts(catalog: &Catalog) -> String {
    let mut rows = String::new();
    let mut row = |name: &str, count: usize| writeln!(rows, "{name} {count}").unwrap();
    Kind::ALL.iter().for_each(|kind| row(kind.code(), catalog.all(*kind).count()));
    row("mapping", catalog.clauses().filter(|clause| catalog.mapping(&clause.id).is_some()).count());
    row("placed revisions", catalog.revisions().filter(|revision| !revision.clauses.is_empty()).count());
    row("preset", catalog.presets().count());
    row("inspected", catalog.clauses().filter(|clause| catalog.is_inspected(clause)).count());
    for volume in catalog.tree().nodes().iter().filter(|node| node.level == Level::Volume) {
        row(&volume.id, volume.clauses.len());
    }
    rows
}
