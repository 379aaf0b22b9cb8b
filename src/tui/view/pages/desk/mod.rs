//! The pages about worklists as a whole.

mod charts;
mod differences;
mod evidence;
mod files;
mod findings;
mod form;
mod import;
mod products;
mod worklists;

use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::jump_list::DeskScreen;
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder};
use crate::tui::view::pages::contents;
use crate::tui::view::text;

/// Returns a page for a width.
pub(super) fn page(app: &App, screen: DeskScreen, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    match screen {
        DeskScreen::Worklists => worklists::compose(&mut page, app, width),
        DeskScreen::Differences => differences::compose(&mut page, app),
        DeskScreen::Form => form::compose(&mut page, app, width),
        DeskScreen::FormProducts => {
            if let Some(form) = &app.desk.form {
                products::compose(&mut page, app, &form.name, &form.profile);
            }
        }
        DeskScreen::Products => products::compose(&mut page, app, &app.name, app.state.profile()),
        DeskScreen::Merge => files::merge(&mut page, app),
        DeskScreen::Filled => import::compose(&mut page, app),
        DeskScreen::Export => files::export(&mut page, app),
        DeskScreen::Evidence => evidence::list(&mut page, app),
        DeskScreen::Piece(id) => evidence::piece(&mut page, app, id),
        DeskScreen::Findings => findings::findings(&mut page, app),
        DeskScreen::Due => findings::due(&mut page, app),
        DeskScreen::Risks => charts::risks(&mut page, app, width),
        DeskScreen::Trend => charts::trend(&mut page, app, width),
    }
    let page = page.finish();
    // Digits are written into the rows of the form.
    if screen == DeskScreen::Form { page.without_numbers() } else { page }
}

pub use files::narrowed;

/// Returns the text of a link that does something.
fn deed(title: impl Into<String>, deed: DeskDeed) -> LinkText {
    LinkText { title: title.into(), group: text::desk::WORKLISTS, ..contents::plain(LinkTarget::Desk(deed)) }
}

/// Returns the mark before a row that is checked or not.
const fn mark(is_on: bool) -> &'static str {
    if is_on { "[x]" } else { "[ ]" }
}
