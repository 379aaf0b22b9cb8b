//! The tables of products and measures: the same ties, from the other side.

use std::sync::Arc;

use crate::catalog::{Record, RecordRef};
use crate::export::mapping::{
    ClauseRow, MeasureFacts, MeasureReport, MeasureRow, ProductRow, ProductUse, RiskRow, Stated,
};
use crate::model::{Kind, Measure};

use super::super::cloud::ask_for;
use super::super::packs::STATED;
use super::Maker;

impl Maker<'_> {
    /// Returns a row for each product and clause or risk, and one for each product without either.
    pub(super) fn product_rows(&self, clauses: &[ClauseRow], risks: &[RiskRow]) -> Vec<ProductRow> {
        let mut rows = Vec::new();
        for product in self.chosen.products.iter().filter_map(|at| self.product(*at)) {
            let answered = clauses.iter().filter_map(|row| clause_use(row, &product.id));
            let lowered = risks.iter().filter_map(|row| risk_use(row, &product.id));
            let before = rows.len();
            rows.extend(answered.chain(lowered).map(|one| ProductRow { product: product.clone(), target: Some(one) }));
            if rows.len() == before {
                rows.push(ProductRow { product, target: None });
            }
        }
        rows
    }

    /// Returns a row for each measure and report, and one for each measure without.
    pub(super) fn measure_rows(&self) -> Vec<MeasureRow> {
        let mut rows = Vec::new();
        for at in &self.chosen.measures {
            let Record::Measure(measure) = self.catalog.record(*at) else { continue };
            let facts = Arc::new(self.measure_facts(*at, measure));
            let row = |report| MeasureRow { measure: facts.clone(), report };
            let reports = self.reports(*at);
            match reports.is_empty() {
                true => rows.push(row(None)),
                false => rows.extend(reports.into_iter().map(|report| row(Some(report)))),
            }
        }
        rows
    }

    fn measure_facts(&self, at: RecordRef, measure: &Measure) -> MeasureFacts {
        let risks = self.tied(at, Kind::Risk);
        let clauses = self.tied(at, Kind::Clause);
        MeasureFacts {
            id: measure.id.clone(),
            title: measure.title.clone(),
            does: measure.does.clone(),
            remains: measure.remains.clone(),
            availability: measure.availability.clone(),
            clauses: self.labels(&clauses),
            clause_ids: self.ids(&clauses),
            risks: risks.iter().map(|at| self.catalog.title(*at).to_owned()).collect(),
            risk_ids: self.ids(&risks),
            is_unverified: self.catalog.is_unverified(at),
        }
    }

    fn reports(&self, measure: RecordRef) -> Vec<MeasureReport> {
        let asked = ask_for(self.catalog, measure).into_iter();
        let report = asked.map(|asked| MeasureReport {
            id: asked.report.id.clone(),
            title: asked.report.title.clone(),
            controls: asked.controls.iter().map(|one| one.cited.phrase()).filter(|one| !one.is_empty()).collect(),
            access: asked.report.access.name().to_owned(),
            obtain: asked.report.obtain.clone(),
            url: asked.report.url.clone(),
        });
        report.collect()
    }
}

fn clause_use(row: &ClauseRow, product: &str) -> Option<ProductUse> {
    let tie = row.product.as_ref().filter(|tie| tie.product.id == product)?;
    Some(ProductUse {
        kind: Kind::Clause,
        id: row.clause.id.clone(),
        group: row.clause.guideline.clone(),
        label: row.clause.label.clone(),
        title: row.clause.title.clone(),
        tie: tie.role.map_or_else(|| stated_name(&row.stated), |role| role.name().to_owned()),
        how: row.stated.as_ref().map_or_else(|| tie.how.clone(), said),
    })
}

fn risk_use(row: &RiskRow, product: &str) -> Option<ProductUse> {
    let tie = row.product.as_ref().filter(|tie| tie.product.id == product)?;
    Some(ProductUse {
        kind: Kind::Risk,
        id: row.risk.id.clone(),
        group: row.risk.category.clone(),
        label: String::new(),
        title: row.risk.title.clone(),
        tie: match (tie.function, tie.strength) {
            (Some(function), Some(strength)) => format!("{}・{}", function.name(), strength.name()),
            _ => stated_name(&row.stated),
        },
        how: row.stated.as_ref().map_or_else(|| tie.how.clone(), said),
    })
}

fn stated_name(stated: &Option<Stated>) -> String {
    stated.iter().map(|_| STATED).collect()
}

/// Returns what a document says, and where.
fn said(stated: &Stated) -> String {
    [stated.says.as_str(), &stated.source]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" — ")
}
