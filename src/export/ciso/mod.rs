//! The catalog as a library of CISO Assistant (YAML), for its own loader.
//!
//! | catalog of tenken | library |
//! |---|---|
//! | edition that a worklist can count | framework; volumes, chapters and clauses are its nodes |
//! | clause that asks for something | assessable node; one that only explains is not |
//! | 確認観点, 証跡例 | `annotation`, `typical_evidence` |
//! | 担当 | implementation group: `hospital`, `vendor`, `cloud` |
//! | risk | threat |
//! | product, measure of Microsoft | reference control |
//! | links between clauses of the newest editions | requirement mapping sets, both ways |
//!
//! Everything stands in one library, because the loader refuses to load a threat or a control a second time, and a mapping
//! needs both of its frameworks. Its version is the day of the data as a number, for the loader takes only greater ones, with a
//! digit more where records of the user lie over the data.

mod document;
mod framework;
mod mapping_set;
mod objects;
mod urn;
mod yaml;

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Edition};
use crate::language::tr;

use super::content::{Origin, SUMMARY};
use super::error::ExportError;

use document::{Library, Objects};

/// Returns the catalog as a library.
pub(super) fn write(catalog: &Catalog, origin: &Origin) -> Result<Vec<u8>, ExportError> {
    let editions = framework::editions(catalog);
    let holdings = catalog.holdings().sentence();
    let day = origin.day();
    let library = Library {
        urn: urn::library(),
        locale: "ja",
        ref_id: urn::LIBRARY,
        name: "医療情報システムの安全管理 3省2ガイドライン(要約)".to_owned(),
        description: format!("{SUMMARY}\n{holdings}\n{}", origin.versions()),
        copyright: origin.rights(),
        version: version(origin),
        publication_date: day,
        provider: urn::name(&format!("{}(要約: tenken)", publishers(&editions))),
        packager: "tenken",
        objects: Objects {
            threats: objects::threats(catalog),
            reference_controls: objects::reference_controls(catalog),
            frameworks: editions.iter().map(|edition| framework::framework(catalog, edition)).collect(),
            requirement_mapping_sets: mapping_set::sets(catalog, &editions),
        },
    };
    yaml::write(&library)
}

/// Returns the day as a number. A library with records of the user has one digit more: it is another one than the library
/// of the bundled data of that day, and the reader takes it in its place.
fn version(origin: &Origin) -> i32 {
    let day = origin.day();
    let number = i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    if origin.has_own_data { number * 10 + 1 } else { number }
}

/// Returns how much the library holds.
pub(super) fn amount(catalog: &Catalog) -> String {
    let editions = framework::editions(catalog);
    let clauses: usize = editions.iter().map(Edition::clause_count).sum();
    tr!("{editions} 版の {clauses} 条項", editions = editions.len(), clauses)
}

fn publishers(editions: &[Edition<'_>]) -> String {
    let publishers: BTreeSet<&str> = editions.iter().map(|edition| edition.guideline().publisher.as_str()).collect();
    publishers.into_iter().collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests;
