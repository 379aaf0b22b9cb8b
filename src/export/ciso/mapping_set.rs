//! What the editions have in common: sets of mappings, one for each direction, because the reader walks a set one way.

use crate::catalog::{Catalog, Edition, RecordRef, Relation};
use crate::model::Kind;

use super::document::{MappingSet, RequirementMapping};
use super::urn::{self, name, prose};

/// Returns a set for every two editions whose clauses are linked. An edition that another one took the place of has none:
/// an answer is carried to the newest.
pub(super) fn sets(catalog: &Catalog, editions: &[Edition<'_>]) -> Vec<MappingSet> {
    let is_newest = |edition: &&Edition<'_>| !editions.iter().any(|other| edition.leads_to(other));
    let newest: Vec<&Edition<'_>> = editions.iter().filter(is_newest).collect();
    let pairs = newest.iter().flat_map(|from| newest.iter().map(move |to| (*from, *to)));
    pairs.filter(|(from, to)| from.id() != to.id()).filter_map(|(from, to)| set(catalog, from, to)).collect()
}

fn set(catalog: &Catalog, from: &Edition<'_>, to: &Edition<'_>) -> Option<MappingSet> {
    let clauses = |edition: &Edition<'_>| edition.node().map_or(0..0, |node| node.clauses.clone());
    let targets = clauses(to);
    let [source, target] = [from, to].map(|edition| catalog.token(edition.id()));
    let mut mappings = Vec::new();
    for at in clauses(from).map(|index| RecordRef::new(Kind::Clause, index)) {
        for other in catalog.graph().neighbours(at) {
            let is_tied = matches!(other.relation, Relation::Related | Relation::Reference);
            if is_tied && other.at.kind == Kind::Clause && targets.contains(&(other.at.index as usize)) {
                mappings.push(RequirementMapping {
                    source_requirement_urn: urn::node(&source, &catalog.token(catalog.id(at))),
                    target_requirement_urn: urn::node(&target, &catalog.token(catalog.id(other.at))),
                    // That they ask for the same, or that one asks for all of the other, nobody has judged.
                    relationship: "intersect",
                    rationale: "semantic",
                    annotation: prose(&other.reason),
                });
            }
        }
    }
    (!mappings.is_empty()).then(|| MappingSet {
        urn: urn::mapping_set(&source, &target),
        ref_id: name(&format!("{}-to-{}", from.id(), to.id())),
        name: name(&format!("{} → {}", from.full_name(), to.full_name())),
        description: "条項どうしの関連。本ツールの見解で、同じことを求めるとは限りません。",
        source_framework_urn: urn::framework(&source),
        target_framework_urn: urn::framework(&target),
        requirement_mappings: mappings,
    })
}
