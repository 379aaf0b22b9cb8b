//! The page of a risk.

use crate::model::Risk;

use super::super::output::Stop;
use super::page::{OUR_VIEW, RecordPrinter};
use super::{ShownRecord, links};

/// Prints a risk: scenario, what it does, mitigations and clauses, provenance.
pub(super) fn print(risk: &Risk, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    page.title(subject)?;
    page.part(&format!("シナリオ{OUR_VIEW}"))?;
    page.text(&risk.scenario)?;
    page.field("損なうもの", &risk.suffering().join("、"))?;
    page.field("脅威の主体", &risk.threat_source)?;
    page.field("影響", &risk.impact)?;
    page.field("起こりやすさ", &risk.likelihood)?;
    page.field("もとの記述", &risk.basis)?;
    page.field("似た事例", &risk.incident)?;
    page.field("関わる章", &risk.chapters.join("、"))?;
    page.field("ATT&CK", &risk.attack.join("、"))?;
    links::print(subject, page)?;
    if !risk.residual.is_empty() {
        page.part(&format!("残るリスク{OUR_VIEW}"))?;
        page.text(&risk.residual)?;
    }
    page.provenance(&risk.provenance, subject)
}
