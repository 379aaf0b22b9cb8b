//! What a licence brings for risks and clauses, and what the next one would add.

use serde::Serialize;

use crate::catalog::{Catalog, Cover};
use crate::model::Licence;
use crate::worklist::{Brought, Gain, RiskGain};

use super::super::coverage::NextDocument;
use super::super::output::Stop;
use super::page::{OUR_VIEW, RecordPrinter};

/// Prints it, each in one line.
pub(super) fn print(catalog: &Catalog, licence: &Licence, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let gain = Gain::of_licence(catalog, licence);
    page.part(&format!("このエディションだけがあるとき{OUR_VIEW}"))?;
    page.field("製品", &Brought::by(catalog, licence).count())?;
    page.field("条項", &format!("主な製品が当たるもの {} 件", gain.clauses.len()))?;
    page.field("リスク", &covers(&gain))?;
    for (next, gain) in Gain::next_up(catalog, std::slice::from_ref(&licence.id)) {
        page.part(&format!("{} を足すと{OUR_VIEW}", next.title))?;
        page.field("製品", &format!("{} 件が加わる", gain.products.len()))?;
        page.field("条項", &format!("主な製品が新しく当たるもの {} 件", gain.clauses.len()))?;
        page.field("リスク", &format!("低減が進むもの {} 件", gain.risks.len()))?;
    }
    page.field("詳しく", &format!("`tenken coverage --licence {}` で表示します。", licence.id))
}

fn covers(gain: &Gain<'_>) -> String {
    let closed = gain.closed().count();
    let partly = gain.risks.len() - closed;
    format!("{} {closed} 件、{} {partly} 件", Cover::Full.name(), Cover::Partial.name())
}

/// What a licence brings, and what the next ones would add.
#[derive(Serialize)]
pub(super) struct BringsDocument {
    products: usize,
    free: usize,
    clauses: Vec<String>,
    risks: Vec<BroughtRisk>,
    next: Vec<serde_json::Value>,
}

#[derive(Serialize)]
struct BroughtRisk {
    id: String,
    cover: &'static str,
}

/// Returns it for JSON.
///
/// # Errors
///
/// If it cannot be written, which no record of the catalog can cause.
pub(super) fn document(catalog: &Catalog, licence: &Licence) -> serde_json::Result<BringsDocument> {
    let Brought { all, free } = Brought::by(catalog, licence);
    let gain = Gain::of_licence(catalog, licence);
    let next = Gain::next_up(catalog, std::slice::from_ref(&licence.id));
    let risk = |one: &RiskGain<'_>| BroughtRisk { id: one.risk.id.clone(), cover: one.after.code() };
    Ok(BringsDocument {
        products: all,
        free,
        clauses: gain.clauses.iter().map(|at| catalog.id(*at).to_owned()).collect(),
        risks: gain.risks.iter().map(risk).collect(),
        next: next
            .iter()
            .map(|(licence, gain)| serde_json::to_value(NextDocument::new(catalog, licence, gain)))
            .collect::<Result<_, _>>()?,
    })
}
