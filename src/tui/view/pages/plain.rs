//! The page of a record that has nothing but a summary and links.

use crate::catalog::{Record, RecordRef};
use crate::model::Kind;
use crate::search::Part;
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, record: Record<'_>) {
    parts::headline(page, app, at, vec![]);
    page.heading(text::SUMMARY, "");
    page.paragraph(record.gist(), TextRole::Text, &parts::highlights(app, at, Part::Gist));
    for kind in Kind::ALL {
        page.links(kind.name(), "", parts::links(app, at, *kind));
    }
    if let Some(provenance) = record.provenance() {
        parts::provenance(page, app, at, provenance);
    }
}
