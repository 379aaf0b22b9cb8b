//! Link boost: a clause whose risks, measures, products, themes or terms match the query ranks higher.
//!
//! Risks are told in everyday words and lead to requirements told in the guideline's words; this is often the only
//! connection between what people type and where the answer stands.

use std::collections::HashMap;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Neighbour, RecordRef, Relation};
use tenken_catalog::model::{Kind, Role};

/// The clauses that each other record is linked to.
#[derive(Debug, Default)]
pub(crate) struct LinkBoost {
    /// For each document, the documents of the clauses it leads to, with the strength of the tie from 0 to 1.
    ties: Vec<Vec<(DocId, f32)>>,
}

impl LinkBoost {
    /// Collects the ties of a catalog.
    pub fn new(catalog: &Catalog, documents: &HashMap<RecordRef, DocId>) -> Self {
        let mut ties = vec![Vec::new(); documents.len()];
        // What is told of an edition says little of each of its clauses.
        let leads = |at: &RecordRef| !matches!(at.kind, Kind::Clause | Kind::Node | Kind::Revision);
        for (at, document) in documents.iter().filter(|(at, _)| leads(at)) {
            let mut clauses: HashMap<DocId, f32> = HashMap::new();
            for neighbour in catalog.graph().neighbours(*at) {
                let strength = strength(&neighbour);
                for clause in catalog.clauses_below(neighbour.at).filter_map(|at| documents.get(&at)) {
                    let tie = clauses.entry(*clause).or_default();
                    *tie = tie.max(strength);
                }
            }
            let spread = 1.0 + (clauses.len().max(1) as f32).ln();
            let mut clauses: Vec<_> = clauses.into_iter().map(|(clause, tie)| (clause, tie / spread)).collect();
            clauses.sort_by_key(|(clause, _)| *clause);
            ties[*document as usize] = clauses;
        }
        Self { ties }
    }

    /// Returns what each document gains from its best matching neighbour.
    pub fn boosts(&self, scores: &[(DocId, f32)]) -> Vec<f32> {
        let mut boosts = vec![0.0_f32; self.ties.len()];
        for (document, score) in scores {
            for (clause, tie) in &self.ties[*document as usize] {
                let boost = &mut boosts[*clause as usize];
                *boost = boost.max(score * tie);
            }
        }
        boosts
    }
}

/// How much a neighbour says about a clause; a whole chapter says less than the clause itself.
fn strength(neighbour: &Neighbour) -> f32 {
    match (neighbour.relation, neighbour.at.kind) {
        (_, Kind::Node) => 0.5,
        (Relation::Mapping(Role::Support), _) => 0.5,
        _ => 1.0,
    }
}
