//! Makes the tables that [`crate::export::mapping`] writes, from the catalog and, where one is in use, a worklist.

mod about;
mod chosen;
mod rows;
mod sides;

use std::collections::HashMap;
use std::sync::Arc;

use super::Setup;
use super::report::versions;
use crate::catalog::{Catalog, Record, RecordRef};
use crate::export::mapping::{ControlMapping, ProductFacts};
use crate::language::in_japanese;
use crate::model::{Extent, Guideline, Kind, Product};
use crate::worklist::{Scope, State};

use self::chosen::Chosen;

pub use self::chosen::MappingPart;

/// Returns the tables of the whole catalog, or of the clauses that a query chose and of what is tied to them. The
/// marks of the worklist of the setup stand beside the clauses, if there are any. Programs read them, so they are in Japanese
/// whatever is spoken.
pub fn mapping(catalog: &Catalog, marks: Option<&State>, setup: &Setup, part: Option<&MappingPart>) -> ControlMapping {
    in_japanese(|| tables(catalog, marks, setup, part))
}

fn tables(catalog: &Catalog, marks: Option<&State>, setup: &Setup, part: Option<&MappingPart>) -> ControlMapping {
    let maker = Maker::new(catalog, marks, part);
    let (clauses, risks) = (maker.clause_rows(), maker.risk_rows());
    ControlMapping {
        part: part.map(|part| part.query.clone()).unwrap_or_default(),
        clause_count: maker.chosen.clauses.len(),
        worklist: marks.map(|_| setup.worklist.clone()),
        notes: about::notes(catalog),
        versions: versions(setup),
        products: maker.product_rows(&clauses, &risks),
        clauses,
        risks,
        measures: maker.measure_rows(),
        editions: about::editions(catalog),
        words: about::words(),
    }
}

/// Makes the tables.
struct Maker<'a> {
    catalog: &'a Catalog,
    marks: Option<&'a State>,
    /// What the worklist counts, where there is one.
    scope: Option<Scope>,
    chosen: Chosen,
    products: HashMap<RecordRef, Arc<ProductFacts>>,
}

impl<'a> Maker<'a> {
    fn new(catalog: &'a Catalog, marks: Option<&'a State>, part: Option<&MappingPart>) -> Self {
        let products = catalog.all(Kind::Product).zip(catalog.products());
        let products = products.map(|(at, product)| (at, Arc::new(product_facts(catalog, at, product)))).collect();
        let scope = marks.map(|state| Scope::of(catalog, state));
        Self { catalog, marks, scope, chosen: Chosen::of(catalog, part), products }
    }

    /// Returns what is said of a product; none for other records.
    fn product(&self, at: RecordRef) -> Option<Arc<ProductFacts>> {
        self.products.get(&at).cloned()
    }

    /// Returns the labels of clauses, a line for each guideline, with its name before them. A label that several clauses
    /// share stands there once.
    fn labels(&self, clauses: &[RecordRef]) -> Vec<String> {
        let mut lines: Vec<(String, Vec<(String, usize)>)> = Vec::new();
        let mut places: HashMap<(usize, String), usize> = HashMap::new();
        for at in clauses {
            let Record::Clause(clause) = self.catalog.record(*at) else { continue };
            let guideline = self.catalog.guideline_of(clause).map(Guideline::shown_short).unwrap_or_default();
            let label = self.catalog.label(*at);
            let index = lines.iter().position(|(known, _)| *known == guideline);
            let index = index.unwrap_or_else(|| {
                lines.push((guideline, Vec::new()));
                lines.len() - 1
            });
            let labels = &mut lines[index].1;
            match places.get(&(index, label.clone())) {
                Some(place) => labels[*place].1 += 1,
                None => {
                    places.insert((index, label.clone()), labels.len());
                    labels.push((label, 1));
                }
            }
        }
        let line = |(guideline, labels): (String, Vec<(String, usize)>)| {
            let labels: Vec<String> = labels.into_iter().map(|(label, count)| counted(label, count)).collect();
            format!("{guideline}: {}", labels.join("、"))
        };
        lines.into_iter().map(line).collect()
    }

    fn ids(&self, records: &[RecordRef]) -> Vec<String> {
        records.iter().map(|at| self.catalog.id(*at).to_owned()).collect()
    }

    /// Returns the records of a kind that a record is tied to, in the order in which its page lists them.
    fn tied(&self, at: RecordRef, kind: Kind) -> Vec<RecordRef> {
        self.catalog.graph().neighbours(at).into_iter().map(|to| to.at).filter(|to| to.kind == kind).collect()
    }
}

/// Returns a label with the number of clauses that have it, if they are several.
fn counted(label: String, count: usize) -> String {
    if count > 1 { format!("{label}({count} 件)") } else { label }
}

fn product_facts(catalog: &Catalog, at: RecordRef, product: &Product) -> ProductFacts {
    let remark = super::cloud::standing(catalog, at);
    let remark = if remark.is_empty() { remark } else { format!("({remark})") };
    ProductFacts {
        id: product.id.clone(),
        name: format!("{}{remark}", product.name_ja),
        family: product.family.clone(),
        licences: licences(catalog, product),
    }
}

/// Returns the offers that include a product, each with how much of it where that is not all.
fn licences(catalog: &Catalog, product: &Product) -> Vec<String> {
    let known = product.licences.iter().filter_map(|grant| Some((catalog.find(&grant.licence)?, grant.extent)));
    let names = known.map(|(at, extent)| match extent {
        Extent::Full => catalog.title(at).to_owned(),
        Extent::Partial | Extent::Addon => format!("{}({})", catalog.title(at), extent.name()),
    });
    names.collect()
}
