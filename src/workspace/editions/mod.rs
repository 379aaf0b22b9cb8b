//! What pages, lists and reports say of editions: which ones there are, what took their places, and what became of
//! requirements in between. Decided here once; the front ends only set it.

mod page;
mod pairs;
mod revisions;
#[cfg(test)]
mod tests;
mod told;

pub use page::{edition_parts, is_listed_as_edition, issue_of, partial_note, provenance_of, seen_of};
pub use pairs::{Pair, pair_for, pair_name, pairs, pairs_at};
pub use revisions::{Chapters, revision_name, revision_parts, revision_text};
pub use told::{EDITIONS, at_beginning, edition_of, editions_told, held, of_worklist};

use crate::catalog::{Catalog, Edition};
use crate::model::Kind;

/// Returns how many clauses of an edition the catalog holds, and how many of them are 未照合.
fn clauses_of(catalog: &Catalog, edition: &Edition<'_>) -> (usize, usize) {
    let range = edition.node().map_or(0..0, |node| node.clauses.clone());
    let clauses = catalog.all(Kind::Clause).skip(range.start).take(range.len());
    (range.len(), clauses.filter(|at| catalog.is_unverified(*at)).count())
}
