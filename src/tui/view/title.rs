//! The title of the window: program, worklist, and what is on screen.

use crate::language::titled;
use crate::tui::app::App;
use crate::tui::app::jump_list::{DeskScreen, PacksScreen, Screen};
use crate::tui::input::keymap::Mode;
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::workspace::facts;

/// Returns the title. A page is told by the number of its clause, or by its name.
pub fn title(app: &App) -> String {
    let screen = match app.jump_list.current().screen {
        Screen::Search => titled(Mode::Search.name()),
        Screen::List(_) => titled(Mode::List.name()),
        Screen::Contents => titled(text::CONTENTS),
        Screen::Progress | Screen::Coverage(_) | Screen::Chapters => titled(text::PROGRESS),
        Screen::Comparison(_) => titled(text::COMPARISON),
        Screen::Packs(PacksScreen::List) => titled(text::packs::PACKS),
        Screen::Packs(PacksScreen::Preview) => titled(text::packs::PREVIEW),
        Screen::Desk(screen) => titled(desk(app, screen)),
        Screen::Record(at) if at.kind == crate::model::Kind::Clause => names::label(app, at),
        Screen::Record(at) => facts::title(&app.catalog, at).into_owned(),
    };
    format!("{} – {} – {screen}", text::NAME, app.name)
}

fn desk(app: &App, screen: DeskScreen) -> &'static str {
    let is_new = app.desk.form.as_ref().is_some_and(|form| form.of.is_none());
    match screen {
        DeskScreen::Worklists => text::desk::WORKLISTS,
        DeskScreen::Differences => text::desk::DIFFERENCES,
        DeskScreen::Form if is_new => text::desk::NEW,
        DeskScreen::Form => text::desk::CHANGE,
        DeskScreen::FormProducts | DeskScreen::Products => text::desk::PRODUCTS,
        DeskScreen::Merge => text::desk::MERGE,
        DeskScreen::Filled => text::filled::TITLE,
        DeskScreen::Export => text::desk::EXPORT,
        DeskScreen::Evidence | DeskScreen::Piece(_) => text::desk::EVIDENCE,
        DeskScreen::Findings => text::desk::FINDINGS,
        DeskScreen::Due => text::desk::DUE,
        DeskScreen::Risks => text::charts::RISKS,
        DeskScreen::Trend => text::charts::TREND,
    }
}
