//! Link boost: a clause whose risks, measures, products, themes or terms match the query ranks higher.
//!
//! Risks are told in everyday words and lead to requirements told in the guideline's words; this is often the only
//! connection between what people type and where the answer stands.

use std::collections::BTreeMap;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Neighbour, RecordRef, Relation};
use tenken_catalog::model::{Kind, Role};
use tenken_catalog::packed::{Column, ColumnWriter, Numbers, NumbersView, Packed, Writer};

use crate::error::SearchError;
use crate::index::documents::Documents;
use crate::tables::TABLES;

/// The section of the ties.
const TIES: &str = "ties";
/// How many bytes a tie takes: the document of the clause, and the strength.
const TIE: usize = 2 * size_of::<u32>();

/// The clauses that each other record is linked to.
#[derive(Debug)]
pub(crate) struct LinkBoost {
    /// For each document, the documents of the clauses it leads to, with the strength of the tie from 0 to 1.
    ties: Column,
}

impl LinkBoost {
    /// Collects the ties of a catalog and writes them.
    pub fn write(catalog: &Catalog, documents: &Documents, tables: &mut Writer) -> Result<(), SearchError> {
        let mut ties = ColumnWriter::default();
        for (_, at) in documents.iter() {
            // What is told of an edition says little of each of its clauses.
            let leads = !matches!(at.kind, Kind::Clause | Kind::Node | Kind::Revision);
            ties.push(&if leads { of_record(catalog, documents, at) } else { Vec::new() });
        }
        Ok(ties.write(tables, TIES)?)
    }

    /// Opens what was written, for so many documents.
    pub fn open(tables: &Packed, documents: usize) -> Result<Self, SearchError> {
        let ties = Column::open(tables, TIES)?;
        if ties.len() == documents { Ok(Self { ties }) } else { Err(SearchError::Files(TABLES.to_owned())) }
    }

    /// Returns what each document gains from its best matching neighbour.
    pub fn boosts(&self, scores: &[(DocId, f32)]) -> Vec<f32> {
        let (ties, mut boosts) = (self.ties.view(), vec![0.0_f32; self.ties.len()]);
        for (document, score) in scores {
            for (clause, tie) in ties.get(*document as usize).as_chunks::<TIE>().0.iter().map(read) {
                if let Some(boost) = boosts.get_mut(clause) {
                    *boost = boost.max(score * tie);
                }
            }
        }
        boosts
    }
}

/// Returns the ties of a record, in the order of the clauses.
fn of_record(catalog: &Catalog, documents: &Documents, at: RecordRef) -> Vec<u8> {
    let mut clauses: BTreeMap<DocId, f32> = BTreeMap::new();
    for neighbour in catalog.graph().neighbours(at) {
        let strength = strength(&neighbour);
        for clause in catalog.clauses_below(neighbour.at).filter_map(|at| documents.of(at)) {
            let tie = clauses.entry(clause).or_default();
            *tie = tie.max(strength);
        }
    }
    let spread = 1.0 + (clauses.len().max(1) as f32).ln();
    let ties = clauses.into_iter().flat_map(|(clause, tie)| [clause, (tie / spread).to_bits()]);
    Numbers::to_bytes(ties)
}

fn read(tie: &[u8; TIE]) -> (usize, f32) {
    let [clause, strength] = [&tie[..TIE / 2], &tie[TIE / 2..]].map(|bytes| NumbersView::new(bytes).get(0));
    (clause.unwrap_or(u32::MAX) as usize, f32::from_bits(strength.unwrap_or_default()))
}

/// How much a neighbour says about a clause; a whole chapter says less than the clause itself.
fn strength(neighbour: &Neighbour) -> f32 {
    match (neighbour.relation, neighbour.at.kind) {
        (_, Kind::Node) => 0.5,
        (Relation::Mapping(Role::Support), _) => 0.5,
        _ => 1.0,
    }
}
