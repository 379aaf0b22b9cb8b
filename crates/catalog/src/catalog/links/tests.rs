//! Holds the links of a compiled catalog to what the records say in TOML.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::compiled::tests::{Both, both};
use crate::catalog::{Catalog, Direction, RecordRef, Relation, Source};
use crate::model::{Kind, Role};

/// The links that the records of a source name: from where, to where, what ties them, why.
#[derive(Default)]
struct Named(Vec<(String, String, Relation, String)>);

impl Named {
    fn add(&mut self, from: &str, to: &str, relation: Relation, reason: &str) {
        self.0.push((from.to_owned(), to.to_owned(), relation, reason.to_owned()));
    }

    fn add_all(&mut self, from: &str, to: &[String], relation: Relation) {
        to.iter().for_each(|to| self.add(from, to, relation, ""));
    }

    fn of(source: &Source, catalog: &Catalog) -> Self {
        let mut named = Self::default();
        named.requirements(source, catalog);
        named.risks(source, catalog);
        named.cloud(source);
        named.others(source);
        named
    }

    fn requirements(&mut self, source: &Source, catalog: &Catalog) {
        for mapping in source.mappings.iter().map(|one| &one.value) {
            self.add_all(&mapping.clause, &mapping.risks, Relation::Risk);
            self.add_all(&mapping.clause, &mapping.clauses, Relation::Related);
            for one in &mapping.products {
                self.add(&mapping.clause, &one.id, answer(catalog, &one.id, Relation::Mapping(one.role)), &one.how);
            }
        }
        for clause in source.clauses.iter().map(|one| &one.value) {
            self.add_all(&clause.id, &clause.refs, Relation::Reference);
        }
        for link in source.links.iter().map(|one| &one.value) {
            self.add(&link.from, &link.to, Relation::Related, &link.reason);
        }
    }

    fn risks(&mut self, source: &Source, catalog: &Catalog) {
        for risk in source.risks.iter().map(|one| &one.value) {
            self.add_all(&risk.id, &risk.clauses, Relation::Countermeasure);
            self.add_all(&risk.id, &risk.related, Relation::Related);
            for one in &risk.mitigations {
                let reason = format!("{}・{} {}", one.function.name(), one.strength.name(), one.how);
                self.add(&risk.id, &one.product, answer(catalog, &one.product, Relation::Mitigation), &reason);
            }
        }
    }

    fn cloud(&mut self, source: &Source) {
        for measure in source.measures.iter().map(|one| &one.value) {
            for id in measure.clauses.iter().chain(&measure.risks) {
                self.add(id, &measure.id, Relation::Measure, measure.use_for(id));
            }
            for citation in measure.evidence.iter().flat_map(|evidence| &evidence.cites) {
                self.add(&measure.id, &citation.report, Relation::Evidence, &citation.phrase());
            }
        }
        for product in source.products.iter().map(|one| &one.value) {
            self.add(&product.parent, &product.id, Relation::Part, "");
            self.add_all(&product.id, &product.successors, Relation::Succession);
            for grant in &product.licences {
                self.add(&product.id, &grant.licence, Relation::Licence, grant.extent.name());
            }
        }
        for licence in source.licences.iter().map(|one| &one.value) {
            self.add_all(&licence.id, &licence.next, Relation::Succession);
        }
    }

    fn others(&mut self, source: &Source) {
        for theme in source.themes.iter().map(|one| &one.value) {
            for ids in [&theme.clauses, &theme.risks, &theme.measures, &theme.products] {
                self.add_all(&theme.id, ids, Relation::Theme);
            }
        }
        for term in source.terms.iter().map(|one| &one.value) {
            self.add_all(&term.id, &term.related, Relation::Term);
        }
        for question in source.questions.iter().map(|one| &one.value) {
            question.clauses.iter().for_each(|id| self.add(id, &question.id, Relation::Question, ""));
        }
    }
}

/// A measure or report that is named as the product that it was.
fn answer(catalog: &Catalog, id: &str, relation: Relation) -> Relation {
    match catalog.find(id).map(|at| at.kind) {
        Some(Kind::Measure) => Relation::Measure,
        Some(Kind::Report) => Relation::Evidence,
        _ => relation,
    }
}

/// The places that a revision is about: clauses and headings, the chapters of the clauses, both editions.
fn about(source: &Source, catalog: &Catalog, index: usize) -> BTreeSet<RecordRef> {
    let revision = catalog.revisions().nth(index).unwrap();
    let own = source.clauses.iter().any(|clause| clause.value.id == revision.id).then_some(&revision.id);
    let named: Vec<&String> = revision.clauses.iter().chain(own).collect();
    let above = named.iter().filter_map(|id| catalog.clause(id)).map(|clause| &clause.chapter);
    let ids = named.iter().copied().chain(above).chain([&revision.from, &revision.to]);
    ids.filter_map(|id| catalog.find(id)).collect()
}

type Seen = (Relation, Direction, String);

#[test]
fn the_neighbours_of_a_record_are_those_that_records_name() {
    for Both { source, catalog } in both() {
        let mut links: Vec<(RecordRef, RecordRef, Relation, String)> = Vec::new();
        for (from, to, relation, reason) in Named::of(&source, &catalog).0 {
            let (Some(from), Some(to)) = (catalog.find(&from), catalog.find(&to)) else { continue };
            links.push((from, to, relation, reason));
        }
        for (index, revision) in catalog.revisions().enumerate() {
            let at = RecordRef::new(Kind::Revision, index);
            let reason = revision.kind.name();
            links.extend(
                about(&source, &catalog, index).into_iter().map(|to| (to, at, Relation::Succession, reason.to_owned())),
            );
        }
        let mut expected: BTreeMap<RecordRef, BTreeMap<RecordRef, Vec<Seen>>> = BTreeMap::new();
        for (from, to, relation, reason) in links.into_iter().filter(|(from, to, ..)| from != to) {
            let forth = (relation, Direction::Outgoing, reason.clone());
            expected.entry(from).or_default().entry(to).or_default().push(forth);
            expected.entry(to).or_default().entry(from).or_default().push((relation, Direction::Incoming, reason));
        }
        for at in Kind::ALL.iter().flat_map(|kind| catalog.all(*kind)) {
            let found = catalog.graph().neighbours(at);
            let mut named = expected.remove(&at).unwrap_or_default();
            assert_eq!(found.len(), named.len(), "{}", catalog.id(at));
            for neighbour in &found {
                let ties = named.remove(&neighbour.at).unwrap();
                // The first that has a reason, or the first.
                let tie = ties.iter().find(|(_, _, reason)| !reason.is_empty()).unwrap_or(&ties[0]);
                let same = (neighbour.relation, neighbour.direction, neighbour.reason.clone());
                assert_eq!(*tie, same, "{} {}", catalog.id(at), catalog.id(neighbour.at));
            }
        }
        assert!(expected.is_empty());
    }
}

#[test]
fn neighbours_stand_in_the_order_of_the_catalog_and_measures_by_how_much_they_say() {
    for Both { catalog, .. } in both() {
        for at in Kind::ALL.iter().flat_map(|kind| catalog.all(*kind)) {
            let found = catalog.graph().neighbours(at);
            for pair in found.windows(2).filter(|pair| pair[0].at.kind == pair[1].at.kind) {
                let [one, other] = pair else { continue };
                let answered = |at: RecordRef| {
                    catalog.measures().nth(at.index as usize).map(|measure| measure.clauses.len() + measure.risks.len())
                };
                let is_measure = one.at.kind == Kind::Measure;
                let stands = match one.relation == other.relation {
                    true if is_measure => answered(one.at) <= answered(other.at) || at.kind == Kind::Theme,
                    true => one.at < other.at,
                    false => one.relation < other.relation,
                };
                assert!(stands, "{}: {} {}", catalog.id(at), catalog.id(one.at), catalog.id(other.at));
            }
        }
    }
}

#[test]
fn every_relation_has_its_place_in_the_list() {
    for (number, relation) in Relation::ALL.into_iter().enumerate() {
        assert_eq!(relation.number(), number as u32);
    }
    let codes: BTreeSet<&str> = Relation::ALL.into_iter().map(Relation::code).collect();
    assert_eq!(codes.len(), Relation::ALL.len());
    assert_eq!(Relation::Mapping(Role::Support).number(), 2);
}
