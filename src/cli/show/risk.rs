//! The page of a risk.

use crate::language::t;
use crate::model::Risk;
use crate::workspace::cloud::risk_parts;

use super::super::output::Stop;
use super::cloud::{self, PrintedLinks};
use super::page::{RecordPrinter, headed};
use super::{ShownRecord, links};

/// Prints a risk: scenario, what it does, mitigations and clauses, provenance.
pub(super) fn print(risk: &Risk, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    page.title(subject)?;
    page.words(&headed("シナリオ", true), subject)?;
    page.text(&risk.scenario)?;
    cloud::print_main(subject, page)?;
    page.facts(subject)?;
    page.field("関わる章", &risk.chapters.join(t("、")))?;
    let mut printed = PrintedLinks::default();
    cloud::print_parts(&risk_parts(subject.catalog, subject.at, risk), subject.catalog, &mut printed, page)?;
    links::print(subject, &mut printed, page)?;
    cloud::print_stated(subject, &mut printed, page)?;
    if !risk.residual.is_empty() {
        page.part(&headed("残るリスク", true))?;
        page.text(&risk.residual)?;
    }
    page.provenance(&risk.provenance, subject)
}
