//! The pages: one file for each kind of record, and for the contents and the progress.

mod clause;
mod cloud;
pub mod comparison;
mod contents;
mod coverage;
pub mod desk;
mod entry;
pub mod names;
mod node;
mod packs;
pub mod parts;
pub mod plain_text;
mod product;
mod progress;
mod question;
mod revision;
mod risk;
mod term;

pub use clause::{short_status, status};
pub use contents::{can_be_folded, place};

use crate::catalog::{Record, RecordRef};
use crate::tui::app::App;
use crate::tui::app::jump_list::{PacksScreen, Screen};
use crate::tui::app::packs::{ColumnDeed, PackDeed};
use crate::tui::view::page::{LinkTarget, Page, PageBuilder, PageLink};

/// Returns the page on screen for a width; none for lists.
pub fn current(app: &App, width: u16) -> Option<Page> {
    match app.jump_list.current().screen {
        Screen::Search | Screen::List(_) => None,
        Screen::Contents => Some(contents::page(app, width)),
        Screen::Progress => Some(progress::page(app, width)),
        Screen::Coverage(cover) => Some(coverage::risks_page(app, cover, width)),
        Screen::Chapters => Some(coverage::chapters_page(app, width)),
        Screen::Comparison(pair) => Some(comparison::page(app, pair, width)),
        Screen::Packs(PacksScreen::List) => Some(packs::list(app, width)),
        Screen::Packs(PacksScreen::Preview) => Some(packs::preview(app, width)),
        Screen::Desk(screen) => Some(desk::page(app, screen, width)),
        Screen::Record(at) => Some(page(app, at, width)),
    }
}

/// Returns what is shown beside a page of the target of its selected link; none for what is only done or listed.
pub fn beside(app: &App, target: &LinkTarget, width: u16) -> Option<Page> {
    match target {
        LinkTarget::Record(at) => Some(page(app, *at, width)),
        LinkTarget::Deed(PackDeed::Columns(ColumnDeed::Column(place))) => packs::column(app, *place, width),
        LinkTarget::Coverage(cover) => Some(coverage::risks_page(app, *cover, width)),
        LinkTarget::Screen(screen) => Some(desk::page(app, *screen, width)),
        LinkTarget::List(_)
        | LinkTarget::Chapters
        | LinkTarget::Comparison(_)
        | LinkTarget::Deed(_)
        | LinkTarget::Desk(_) => None,
    }
}

/// Returns the page of a record for a width.
pub fn page(app: &App, at: RecordRef, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    compose(&mut page, app, at);
    page.finish()
}

/// Returns the links of the page of a record, in their order there; they stand on no lines.
pub fn links(app: &App, at: RecordRef) -> Vec<PageLink> {
    let mut page = PageBuilder::of_links(app.settings.ambiguous);
    compose(&mut page, app, at);
    page.finish().links
}

fn compose(page: &mut PageBuilder, app: &App, at: RecordRef) {
    match app.catalog.record(at) {
        Record::Clause(clause) => clause::compose(page, app, at, clause),
        Record::Risk(risk) => risk::compose(page, app, at, risk),
        Record::Product(product) => product::compose(page, app, at, product),
        record @ (Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_)) => {
            cloud::compose(page, app, at, record);
        }
        Record::Term(term) => term::compose(page, app, at, term),
        Record::Node(node) => node::compose(page, app, at, node),
        Record::Revision(revision) => revision::compose(page, app, at, revision),
        Record::Question(question) => question::compose(page, app, at, question),
    }
}
