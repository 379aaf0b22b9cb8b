//! Drawing of the screens: search, worklist, and pages.

pub mod pane;
mod preview;
mod record;
mod rows;
mod search;
mod worklist;

use ratatui::layout::Position;

use crate::tui::app::jump_list::Screen;
use crate::tui::view::widgets::painter::Painter;

/// Draws the current screen; returns the position of the cursor, if it is visible.
pub fn draw(painter: &mut Painter<'_>) -> Option<Position> {
    match painter.app.jump_list.current().screen {
        Screen::Search => search::draw(painter),
        Screen::List(filter) => {
            worklist::draw(painter, filter);
            None
        }
        Screen::Contents
        | Screen::Progress
        | Screen::Coverage(_)
        | Screen::Chapters
        | Screen::Comparison(_)
        | Screen::Packs(_)
        | Screen::Desk(_)
        | Screen::Record(_) => {
            record::draw(painter);
            None
        }
    }
}
