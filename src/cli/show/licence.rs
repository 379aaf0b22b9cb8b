//! What a licence brings for risks and clauses, and what the next one would add.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::tr;
use crate::model::Licence;
use crate::worklist::{Brought, Gain, RiskGain, Scope};

use super::super::coverage::NextDocument;
use super::super::output::Stop;
use super::page::{RecordPrinter, headed};

/// Prints it, each in one line.
pub(super) fn print(
    (catalog, scope): (&Catalog, &Scope),
    licence: &Licence,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    let gain = Gain::of_licence(catalog, scope, licence);
    page.part(&headed("このエディションだけがあるとき", true))?;
    let lines = |lines: [(&str, String); 3], page: &mut RecordPrinter<'_, '_>| {
        lines.iter().try_for_each(|(name, text)| page.field(name, text))
    };
    lines(gain.brought(catalog, licence), page)?;
    for (next, gain) in Gain::next_up(catalog, scope, std::slice::from_ref(&licence.id)) {
        page.part(&headed(&Gain::heading(next), true))?;
        lines(gain.added(), page)?;
    }
    page.field("詳しく", &tr!("`tenken coverage --licence {id}` で表示します。", id = licence.id))
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
pub(super) fn document(catalog: &Catalog, scope: &Scope, licence: &Licence) -> serde_json::Result<BringsDocument> {
    let Brought { all, free } = Brought::by(catalog, licence);
    let gain = Gain::of_licence(catalog, scope, licence);
    let next = Gain::next_up(catalog, scope, std::slice::from_ref(&licence.id));
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
