//! The tables of clauses and risks: what answers each of them.

use std::sync::Arc;

use crate::catalog::{Neighbour, Node, Record, RecordRef, Relation};
use crate::export::mapping::{
    ClauseAnswers, ClauseFacts, ClauseProduct, ClauseRow, ProductFacts, RiskFacts, RiskProduct, RiskRow, Stated,
};
use crate::model::{Clause, Guideline, Kind, Party, Risk, Statement, Volume};

use super::super::cloud::product_document;
use super::super::editions::edition_of;
use super::super::packs::place_of;
use super::Maker;
use crate::worklist::{LeftOut, Mark, NO_MEASURE};

impl Maker<'_> {
    /// Returns a row for each clause and product, and one for each clause without.
    pub(super) fn clause_rows(&self) -> Vec<ClauseRow> {
        let mut rows = Vec::new();
        for at in &self.chosen.clauses {
            let Record::Clause(clause) = self.catalog.record(*at) else { continue };
            let facts = Arc::new(self.clause_facts(*at, clause));
            let row = |product, stated| ClauseRow { clause: facts.clone(), product, stated };
            let products = self.clause_products(*at).into_iter().map(|product| (Some(product), None));
            let stated = self.stated(*at).into_iter().map(|(product, _, stated)| {
                let tie = |product| ClauseProduct { product, role: None, how: String::new(), url: String::new() };
                (product.map(tie), Some(stated))
            });
            extend_or_bare(&mut rows, products.chain(stated), row);
        }
        rows
    }

    fn clause_facts(&self, at: RecordRef, clause: &Clause) -> ClauseFacts {
        let catalog = self.catalog;
        let mapping = catalog.mapping(&clause.id);
        let measures = self.tied(at, Kind::Measure);
        let risks = self.tied(at, Kind::Risk);
        ClauseFacts {
            id: clause.id.clone(),
            guideline: catalog.guideline_of(clause).map(Guideline::shown_short).unwrap_or_default(),
            edition: edition_of(catalog, &clause.chapter),
            volume: catalog.volume_of(clause).map(Volume::shown_title).unwrap_or_default(),
            chapter: catalog.tree().node(&clause.chapter).map(Node::heading).unwrap_or_default(),
            label: catalog.label(at),
            title: clause.title.clone(),
            gist: clause.gist.clone(),
            parties: mapping.iter().flat_map(|one| &one.party).copied().map(Party::name).map(str::to_owned).collect(),
            cloud_share: mapping.map(|mapping| mapping.cloud_share),
            availability: mapping.map(|mapping| mapping.availability.clone()).unwrap_or_default(),
            division: mapping.map(|mapping| mapping.division.clone()).unwrap_or_default(),
            measures: self.measures(&measures, mapping.map_or("", |mapping| &mapping.no_measure)),
            measure_ids: self.ids(&measures),
            risks: risks.iter().map(|at| catalog.title(*at).to_owned()).collect(),
            risk_ids: self.ids(&risks),
            checks: mapping.map(|mapping| mapping.checks.clone()).unwrap_or_default(),
            evidence: mapping.map(|mapping| mapping.evidence.clone()).unwrap_or_default(),
            is_unverified: catalog.is_unverified(at),
            answers: self.answers(at, &clause.id),
        }
    }

    /// Returns what the worklist says of a clause. Of one that it does not count, it says nothing unless somebody recorded
    /// something: nobody has to do what stands there.
    fn answers(&self, at: RecordRef, clause: &str) -> Option<ClauseAnswers> {
        let (state, scope) = self.marks.zip(self.scope.as_ref())?;
        let left_out = scope.left_out(at).map(LeftOut::reason).unwrap_or_default();
        let is_said = left_out.is_empty() || state.mark(clause).is_some_and(Mark::says_something);
        let answers = state.answers(clause);
        let (status, verdict) = (is_said.then_some(answers.status), is_said.then_some(answers.verdict));
        Some(ClauseAnswers { status, verdict, note: answers.note, left_out })
    }

    /// Returns the titles of measures, or why there is none, where that is known.
    fn measures(&self, measures: &[RecordRef], no_measure: &str) -> Vec<String> {
        if measures.is_empty() && !no_measure.is_empty() {
            return vec![format!("{NO_MEASURE}{no_measure}")];
        }
        measures.iter().map(|at| self.catalog.title(*at).to_owned()).collect()
    }

    fn clause_products(&self, clause: RecordRef) -> Vec<ClauseProduct> {
        let neighbours = self.catalog.graph().neighbours(clause).into_iter();
        let answer = |Neighbour { at, relation, reason, .. }| match relation {
            Relation::Mapping(role) => {
                let url = product_document(self.catalog, clause, at).map(|document| document.url).unwrap_or_default();
                Some(ClauseProduct { product: self.product(at)?, role: Some(role), how: reason, url })
            }
            _ => None,
        };
        neighbours.filter_map(answer).collect()
    }

    /// Returns what documents of the user say of a clause or a risk, once for each product that they name.
    fn stated(&self, at: RecordRef) -> Vec<(Option<Arc<ProductFacts>>, &Statement, Stated)> {
        let of = |(statement, pack)| {
            let statement: &Statement = statement;
            let stated = Stated { says: statement.phrase(), source: place_of(statement, pack) };
            let products = statement.answers.iter().filter_map(|id| self.product(self.catalog.find(id)?));
            let mut products: Vec<Option<Arc<ProductFacts>>> = products.map(Some).collect();
            if products.is_empty() {
                products.push(None);
            }
            products.into_iter().map(move |product| (product, statement, stated.clone())).collect::<Vec<_>>()
        };
        self.catalog.statements_about(at).flat_map(of).collect()
    }

    /// Returns a row for each risk and product, and one for each risk without.
    pub(super) fn risk_rows(&self) -> Vec<RiskRow> {
        let mut rows = Vec::new();
        for at in &self.chosen.risks {
            let Record::Risk(risk) = self.catalog.record(*at) else { continue };
            let facts = Arc::new(self.risk_facts(*at, risk));
            let row = |product, stated| RiskRow { risk: facts.clone(), product, stated };
            let products = self.risk_products(*at, risk).into_iter().map(|product| (Some(product), None));
            let stated = self.stated(*at).into_iter().map(|(product, statement, stated)| {
                let (function, strength) = (statement.function, statement.strength);
                let tie = |product| RiskProduct { product, function, strength, how: String::new(), url: String::new() };
                (product.map(tie), Some(stated))
            });
            extend_or_bare(&mut rows, products.chain(stated), row);
        }
        rows
    }

    fn risk_facts(&self, at: RecordRef, risk: &Risk) -> RiskFacts {
        let measures = self.tied(at, Kind::Measure);
        let clauses = self.tied(at, Kind::Clause);
        RiskFacts {
            id: risk.id.clone(),
            category: risk.category.clone(),
            title: risk.title.clone(),
            scenario: risk.scenario.clone(),
            measures: self.measures(&measures, &risk.no_measure),
            measure_ids: self.ids(&measures),
            residual: risk.residual.clone(),
            clauses: self.labels(&clauses),
            clause_ids: self.ids(&clauses),
            is_unverified: self.catalog.is_unverified(at),
        }
    }

    /// Returns the products against a risk: what prevents it first, what brings things back last.
    fn risk_products(&self, at: RecordRef, risk: &Risk) -> Vec<RiskProduct> {
        let lowered = risk.mitigations.iter().filter_map(|mitigation| {
            let to = self.catalog.find(&mitigation.product)?;
            let own = (!mitigation.doc_url.is_empty()).then(|| mitigation.doc_url.clone());
            let url = own.or_else(|| product_document(self.catalog, at, to).map(|document| document.url));
            Some(RiskProduct {
                product: self.product(to)?,
                function: Some(mitigation.function),
                strength: Some(mitigation.strength),
                how: mitigation.how.clone(),
                url: url.unwrap_or_default(),
            })
        });
        let mut lowered: Vec<RiskProduct> = lowered.collect();
        lowered.sort_by_key(|one| (one.function, one.strength));
        lowered
    }
}

/// Adds a row for each product and statement, or one without if there are none.
fn extend_or_bare<P, R>(
    rows: &mut Vec<R>,
    ties: impl Iterator<Item = (Option<P>, Option<Stated>)>,
    row: impl Fn(Option<P>, Option<Stated>) -> R,
) {
    let before = rows.len();
    rows.extend(ties.map(|(product, stated)| row(product, stated)));
    if rows.len() == before {
        rows.push(row(None, None));
    }
}
