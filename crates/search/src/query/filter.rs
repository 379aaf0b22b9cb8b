//! Conditions on the records themselves: volume, chapter, kind, product, status, party, edition.

use std::collections::HashSet;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::{Clause, Kind, Product, Status};

use crate::query::number::Numbers;
use crate::query::syntax::Filter;
use crate::request::Request;
use crate::text::normalize::normalize;

/// All conditions of one request, looked up in the catalog.
#[derive(Debug, Default)]
pub(crate) struct Conditions<'a> {
    kinds: Vec<Kind>,
    volumes: Vec<String>,
    /// For each product filter, the records linked to a product of that name, and these products.
    linked: Vec<HashSet<RecordRef>>,
    others: Vec<&'a Filter>,
    /// What is to be said about them.
    warnings: Vec<String>,
    /// Whether a filter is unknown and was ignored.
    has_ignored: bool,
}

impl<'a> Conditions<'a> {
    /// Looks the conditions of a request and its query up; what is unknown is said and ignored.
    pub fn new(catalog: &Catalog, numbers: &Numbers, request: &Request, filters: &'a [Filter]) -> Self {
        let mut conditions = Self { kinds: request.kinds.clone(), ..Self::default() };
        if let Some(name) = &request.volume {
            conditions.add_volume(numbers, name);
        }
        for filter in filters {
            match filter {
                Filter::Volume(name) => conditions.add_volume(numbers, name),
                Filter::Kind(kind) => conditions.kinds.push(*kind),
                Filter::Product(name) => conditions.add_product(catalog, name),
                other => {
                    if matches!(other, Filter::Evidence(_)) && request.evidenced.is_empty() {
                        conditions.warnings.push("この点検票には証跡の記録がまだありません。".to_owned());
                    }
                    conditions.others.push(other);
                }
            }
        }
        conditions
    }

    /// Returns what is to be said about the filters, in sentences: mostly which of them are unknown.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether a filter is unknown and was ignored.
    pub fn has_ignored(&self) -> bool {
        self.has_ignored
    }

    fn ignore(&mut self, said: String) {
        self.has_ignored = true;
        self.warnings.push(said);
    }

    fn add_volume(&mut self, numbers: &Numbers, name: &str) {
        match numbers.volume(name) {
            Some(volume) => self.volumes.push(volume.to_owned()),
            None => self.ignore(format!("「{name}」という編はありません。すべての編から探しました。")),
        }
    }

    fn add_product(&mut self, catalog: &Catalog, name: &str) {
        let wanted = normalize(name);
        let named = |product: &Product| {
            let names = [&product.id, &product.name, &product.name_ja].into_iter().chain(&product.former_names);
            names.into_iter().any(|name| !normalize(name).find(&wanted).is_empty())
        };
        let mut linked = HashSet::new();
        for at in catalog.all(Kind::Product) {
            if matches!(catalog.record(at), Record::Product(product) if named(product)) {
                linked.insert(at);
                linked.extend(catalog.graph().neighbours(at).into_iter().map(|neighbour| neighbour.at));
            }
        }
        if linked.is_empty() {
            self.ignore(format!("「{name}」という製品はありません。この絞り込みは使いませんでした。"));
        } else {
            self.linked.push(linked);
        }
    }

    /// Whether a record is of a wanted kind.
    pub fn accepts_kind(&self, at: RecordRef) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&at.kind)
    }

    /// Whether a record meets all conditions but the kind.
    pub fn accepts(&self, catalog: &Catalog, at: RecordRef, request: &Request) -> bool {
        if !self.linked.iter().all(|linked| linked.contains(&at)) {
            return false;
        }
        if self.volumes.is_empty() && self.others.is_empty() {
            return true;
        }
        let Record::Clause(clause) = catalog.record(at) else { return false };
        let in_volume = || catalog.volume_of(clause).is_some_and(|volume| self.volumes.contains(&volume.id));
        (self.volumes.is_empty() || in_volume())
            && self.others.iter().all(|filter| meets(catalog, clause, filter, request))
    }
}

fn meets(catalog: &Catalog, clause: &Clause, filter: &Filter, request: &Request) -> bool {
    let status = |id: &str| request.statuses.get(id).copied().unwrap_or(Status::Todo);
    let mapping = catalog.mapping(&clause.id);
    match filter {
        Filter::Chapter(number) => catalog.chapter_of(clause).is_some_and(|chapter| chapter.number == *number),
        Filter::Status(wanted) => catalog.is_inspected(clause) && status(&clause.id) == *wanted,
        Filter::Evidence(wanted) => catalog.is_inspected(clause) && request.evidenced.contains(&clause.id) == *wanted,
        Filter::Party(party) => mapping.is_some_and(|mapping| mapping.party.contains(party)),
        Filter::Share(share) => mapping.is_some_and(|mapping| mapping.cloud_share == *share),
        Filter::Edition(edition) => is_of_edition(catalog, clause, edition),
        Filter::Volume(_) | Filter::Kind(_) | Filter::Product(_) => true,
    }
}

fn is_of_edition(catalog: &Catalog, clause: &Clause, edition: &str) -> bool {
    catalog.guideline_of(clause).is_some_and(|guideline| guideline.edition == edition || guideline.id == edition)
        || catalog.volume_of(clause).is_some_and(|volume| volume.title.contains(edition))
}
