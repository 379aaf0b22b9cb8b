//! The page of a product or feature.

use crate::catalog::{Record, RecordRef, Relation};
use crate::model::{Kind, Product};
use crate::search::Part;
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::coverage::usage;
use crate::tui::view::pages::{cloud, packs, parts};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud::{product_end, product_parts};

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, product: &Product) {
    parts::headline(page, app, at, usage::label(app, product));
    cloud::add(page, app, product_end(&app.catalog, at, product).into_iter().collect());
    page.heading(parts::words_heading(app, at), "");
    page.paragraph(&product.what, TextRole::Text, &parts::highlights(app, at, Part::Gist));
    page.blank();
    parts::facts(page, app, &Record::Product(product));
    usage::compose(page, app, product);
    cloud::add(page, app, product_parts(&app.catalog, at, product));
    page.links("対応する条項", text::OPINION, parts::links(app, at, Kind::Clause));
    page.links("低減するリスク", text::OPINION, parts::links(app, at, Kind::Risk));
    packs::stated(page, app, at);
    let parts = parts::links_where(app, at, |relation, to| relation == Relation::Part && to.kind == Kind::Product);
    page.links("構成", "", parts);
    let related = |relation, to: RecordRef| relation == Relation::Related && to.kind == Kind::Product;
    page.links("関連する製品・機能", "", parts::links_where(app, at, related));
    page.links("テーマ", text::OPINION, parts::links(app, at, Kind::Theme));
    parts::related_links(page, app, at);
    parts::provenance(page, app, at, &product.provenance);
}
