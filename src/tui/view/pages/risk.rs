//! The page of a risk.

use crate::catalog::RecordRef;
use crate::model::{Kind, Risk};
use crate::search::Part;
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::{cloud, packs, parts};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud::risk_parts;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, risk: &Risk) {
    parts::headline(page, app, at, vec![]);
    page.heading(parts::words_heading(app, at), "");
    page.paragraph(&risk.scenario, TextRole::Text, &parts::highlights(app, at, Part::Gist));
    page.blank();
    cloud::main_products(page, app, at);
    page.blank();
    facts(page, risk);
    cloud::add(page, app, risk_parts(&app.catalog, at, risk));
    page.links("対策の条項", text::OPINION, parts::links(app, at, Kind::Clause));
    if !risk.residual.is_empty() {
        page.heading("残るリスク", text::OPINION);
        page.paragraph(&risk.residual, TextRole::Text, &[]);
    }
    page.links("関連するリスク", "", parts::links(app, at, Kind::Risk));
    packs::stated(page, app, at);
    page.links("テーマ", text::OPINION, parts::links(app, at, Kind::Theme));
    parts::related_links(page, app, at);
    parts::provenance(page, app, at, &risk.provenance);
}

fn facts(page: &mut PageBuilder, risk: &Risk) {
    page.fact("分類", &risk.category);
    page.fact("損なう性質", &risk.suffering().join("・"));
    page.fact("脅威の主体", &risk.threat_source);
    page.fact("影響", &risk.impact);
    page.fact("起きやすさ", &risk.likelihood);
    page.fact("根拠", &risk.basis);
    page.fact("似た事例", &risk.incident);
    page.fact("ATT&CK", &risk.attack.join("  "));
}
