//! Which records stand in the tables.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, RecordRef};
use crate::model::Kind;
use crate::workspace::report::ReportPart;

/// The clauses that the tables are limited to.
#[derive(Clone, Debug)]
pub struct MappingPart {
    /// The query that chose them.
    pub query: String,
    /// Them, in the order of the catalog.
    pub clauses: Vec<RecordRef>,
}

impl MappingPart {
    /// Returns the part that has the clauses of a part of the worklist.
    pub(in crate::workspace) fn of(part: &ReportPart) -> Self {
        let mut clauses: Vec<RecordRef> = part.clauses.iter().copied().collect();
        clauses.sort_unstable();
        Self { query: part.query.clone(), clauses }
    }
}

/// The records in the tables, in the order of the catalog.
pub(super) struct Chosen {
    pub(super) clauses: Vec<RecordRef>,
    pub(super) risks: Vec<RecordRef>,
    pub(super) products: Vec<RecordRef>,
    pub(super) measures: Vec<RecordRef>,
}

impl Chosen {
    /// Returns all records; of a part, its clauses, the risks behind them, and what answers either.
    pub(super) fn of(catalog: &Catalog, part: Option<&MappingPart>) -> Self {
        let Some(part) = part else {
            let all = |kind| catalog.all(kind).collect();
            return Self {
                clauses: all(Kind::Clause),
                risks: all(Kind::Risk),
                products: all(Kind::Product),
                measures: all(Kind::Measure),
            };
        };
        let clauses = part.clauses.clone();
        let risks = tied(catalog, &clauses, Kind::Risk);
        let both = [clauses.as_slice(), &risks].concat();
        let (products, measures) = (tied(catalog, &both, Kind::Product), tied(catalog, &both, Kind::Measure));
        Self { clauses, risks, products, measures }
    }
}

/// Returns the records of a kind that are tied to some of these.
fn tied(catalog: &Catalog, records: &[RecordRef], kind: Kind) -> Vec<RecordRef> {
    let ties = records.iter().flat_map(|at| catalog.graph().neighbours(*at));
    let found: BTreeSet<RecordRef> = ties.map(|tie| tie.at).filter(|at| at.kind == kind).collect();
    found.into_iter().collect()
}
