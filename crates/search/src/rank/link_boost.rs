//! Link boost: a clause whose risks, measures, products, themes or terms match the query ranks higher.
//!
//! Risks are told in everyday words and lead to requirements told in the guideline's words; this is often the only
//! connection between what people type and where the answer stands.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Neighbour, RecordRef, Relation};
use tenken_catalog::model::{Kind, Role};
use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Writer};

use crate::error::SearchError;
use crate::index::accumulator::{Accumulator, Scores};
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
    /// The documents that may lead anywhere.
    leading: Vec<Range<DocId>>,
}

impl LinkBoost {
    /// Collects the ties of a catalog and writes them.
    pub fn write(catalog: &Catalog, documents: &Documents, tables: &mut Writer) -> Result<(), SearchError> {
        let mut ties = ColumnWriter::default();
        for (_, at) in documents.iter() {
            ties.push(&if leads(at.kind) { of_record(catalog, documents, at) } else { Vec::new() });
        }
        Ok(ties.write(tables, TIES)?)
    }

    /// Opens what was written.
    pub fn open(tables: &Packed, documents: &Documents) -> Result<Self, SearchError> {
        let ties = Column::open(tables, TIES)?;
        let kinds = documents.kinds().filter(|(kind, _)| leads(*kind));
        let leading = kinds.map(|(_, all)| all).collect();
        let is_whole = ties.len() == documents.len();
        if is_whole { Ok(Self { ties, leading }) } else { Err(SearchError::Files(TABLES.to_owned())) }
    }

    /// Returns what documents gain from their best matching neighbour; `scores` stand in the order of the documents.
    pub fn boosts(&self, scores: &[(DocId, f32)], accumulator: &mut Accumulator) -> Scores {
        let ties = self.ties.view();
        let count = self.ties.len() as DocId;
        for all in &self.leading {
            let [start, end] = [all.start, all.end].map(|end| scores.partition_point(|(document, _)| *document < end));
            for (document, score) in &scores[start..end] {
                let tied = ties.get(*document as usize).as_chunks::<TIE>().0.iter().map(read);
                accumulator.add_each(tied.filter(|(clause, _)| *clause < count), *score);
            }
        }
        accumulator.drain_greatest()
    }
}

/// Whether records of a kind lead to clauses. What is told of an edition says little of each of its clauses.
const fn leads(kind: Kind) -> bool {
    !matches!(kind, Kind::Clause | Kind::Node | Kind::Revision)
}

/// Returns the ties of a record, in the order of the clauses.
fn of_record(catalog: &Catalog, documents: &Documents, at: RecordRef) -> Vec<u8> {
    let mut clauses: BTreeMap<DocId, f32> = BTreeMap::new();
    for neighbour in catalog.graph().neighbours_with_stated(at) {
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

fn read(tie: &[u8; TIE]) -> (DocId, f32) {
    let [c0, c1, c2, c3, s0, s1, s2, s3] = *tie;
    (DocId::from_le_bytes([c0, c1, c2, c3]), f32::from_le_bytes([s0, s1, s2, s3]))
}

/// How much a neighbour says about a clause; a whole chapter says less than the clause itself.
fn strength(neighbour: &Neighbour) -> f32 {
    match (neighbour.relation, neighbour.at.kind) {
        (_, Kind::Node) => 0.5,
        (Relation::Mapping(Role::Support) | Relation::Stated, _) => 0.5,
        _ => 1.0,
    }
}
