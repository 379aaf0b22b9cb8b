//! The pages of measures, reports, offers and themes.

use crate::catalog::{Record, RecordRef};
use crate::language::t;
use crate::model::Kind;
use crate::search::Part;
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::coverage::offer::{self, Offer};
use crate::tui::view::pages::{cloud, packs, parts};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud::{MICROSOFT, parts_of};

/// Builds the page.
pub(in crate::tui::view::pages) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, record: Record<'_>) {
    let right = if let Record::Licence(licence) = record { offer::label(app, licence) } else { Vec::new() };
    parts::headline(page, app, at, right);
    let heading = match record {
        Record::Measure(_) if app.catalog.pack_of(at).is_none() => format!("{} {}", t(MICROSOFT), t(text::SUMMARY)),
        _ => parts::words_heading(app, at).to_owned(),
    };
    page.heading(&heading, if at.kind == Kind::Theme { text::OPINION } else { "" });
    page.paragraph(record.gist(), TextRole::Text, &parts::highlights(app, at, Part::Gist));
    let offer = if let Record::Licence(licence) = record { Some(Offer::of(app, licence)) } else { None };
    if let Some(offer) = &offer {
        offer.facts(page, app);
    }
    cloud::add(page, app, parts_of(&app.catalog, at));
    if let Some(offer) = &offer {
        offer.links(page, app);
    }
    packs::stated(page, app, at);
    parts::related_links(page, app, at);
    match record.provenance() {
        Some(provenance) => parts::provenance(page, app, at, provenance),
        None => {
            page.heading("出典", "");
            page.fact("記録の ID", app.catalog.id(at));
        }
    }
}
