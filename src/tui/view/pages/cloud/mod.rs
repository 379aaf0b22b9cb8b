//! The cloud's half on pages: what is decided for both front ends, set on the screen.

mod record;

pub(super) use record::compose;

use crate::catalog::RecordRef;
use crate::language::t;
use crate::text::width::{Ambiguous, cells};
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, PageBuilder};
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud;
use crate::workspace::page_parts::{Item, PagePart, PartLink};

/// The room for the most important products on a line of 80 columns, between its name and how many more there are.
const ROOM_FOR_PRODUCTS: usize = 58;
/// The width of the title of a product up to which it counts as a whole there.
const PRODUCT_WIDTH: usize = 20;
/// The cells beside a title: number, the least of a role, the gaps behind both.
const BESIDE_PRODUCT: usize = 7;
/// The cells of a short role.
const SHORT_ROLE: usize = 2;

/// Adds parts of a page.
pub(super) fn add(page: &mut PageBuilder, app: &App, parts: Vec<PagePart>) {
    for part in parts {
        let remark = if part.is_our_view { text::OPINION } else { "" };
        match (part.heading.as_str(), part.links()) {
            ("", _) => page.blank(),
            (heading, None) => page.heading(heading, remark),
            (heading, Some(links)) => page.heading(&text::count(heading, links), remark),
        }
        let is_reports = part.heading == t(cloud::REPORTS);
        for item in part.items {
            match item {
                Item::Text(text) => page.paragraph(t(&text), TextRole::Text, &[]),
                Item::Fact(name, text) => page.fact(name, t(&text)),
                Item::Caution(name, text) => page.fact_as(name, t(&text), TextRole::Unverified),
                Item::Link(to) => page.link(link(app, to)),
                Item::Document(document) => {
                    page.fact("", &document.title);
                    page.fact("", &document.url);
                }
            }
        }
        if is_reports {
            let mode = if app.mode_below() == Mode::Clause { Mode::Clause } else { Mode::Record };
            page.paragraph(&text::ask_key(app.keymap.key_for(mode, "copy-ask")), TextRole::Quiet, &[]);
        }
    }
}

/// Adds the line with what becomes of a clause in each service, and what that means; nothing where it was not judged.
pub(super) fn availability(page: &mut PageBuilder, app: &App, clause: &str) {
    if let Some(line) = cloud::availability_of(&app.catalog, clause) {
        page.fact(cloud::AVAILABILITY, t(&line));
        page.fact_as("", t(cloud::AVAILABILITY_MEANING), TextRole::Quiet);
    }
}

/// Adds the line with the most important products of a clause or risk; nothing if there are none.
pub(super) fn main_products(page: &mut PageBuilder, app: &App, at: RecordRef) {
    let products = cloud::main_products(&app.catalog, at);
    let links = products.iter().map(|(at, tag)| LinkText { tag: (*tag).to_owned(), ..parts::link(app, *at) });
    let links = fitting(links);
    if !links.is_empty() {
        let rest = products.len() - links.len();
        let rest = if rest == 0 { String::new() } else { text::others(rest) };
        page.line_of_links(cloud::MAIN_PRODUCTS, links, &rest);
    }
}

/// Returns the first links, as many as fit into a line of 80 columns without cutting much of their titles; at least one. It
/// does not depend on the screen: the numbers of the links behind them are the same everywhere.
fn fitting(links: impl Iterator<Item = LinkText>) -> Vec<LinkText> {
    let mut room = ROOM_FOR_PRODUCTS;
    let fits = move |link: &LinkText| {
        let role = cells(t(&link.tag), Ambiguous::Unknown).saturating_sub(SHORT_ROLE);
        let needed = cells(&link.title, Ambiguous::Unknown).min(PRODUCT_WIDTH) + BESIDE_PRODUCT + role;
        let fits = needed <= room || room == ROOM_FOR_PRODUCTS;
        room = room.saturating_sub(needed);
        fits
    };
    links.take_while(fits).collect()
}

fn link(app: &App, to: PartLink) -> LinkText {
    let PartLink { at, tag, remark, mut details, document, counts: _ } = to;
    let plain = parts::link(app, at);
    let aside = [plain.aside.as_str(), &remark].join("  ").trim().to_owned();
    let pages = document.into_iter().flat_map(|document| [("文書", document.title), ("", document.url)]);
    details.extend(pages.filter(|(_, text)| !text.is_empty()));
    LinkText { tag: tag.to_owned(), aside, details, ..plain }
}
