//! The page of a risk.

use crate::catalog::{Record, RecordRef};
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
    parts::facts(page, app, &Record::Risk(risk));
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
