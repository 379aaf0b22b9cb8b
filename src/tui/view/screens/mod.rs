//! The screens: search, worklist, page of a record.

mod preview;
mod record;
mod rows;
mod search;
mod worklist;

use ratatui::layout::Position;

use crate::tui::app::jump_list::Spot;
use crate::tui::view::widgets::painter::Painter;

/// Draws the screen at hand; returns where the cursor stands.
pub fn draw(painter: &mut Painter<'_>) -> Option<Position> {
    match painter.app.trail.here().spot {
        Spot::Search => search::draw(painter),
        Spot::List(narrowing) => {
            worklist::draw(painter, narrowing);
            None
        }
        Spot::Contents | Spot::Progress | Spot::Coverage(_) | Spot::Record(_) => {
            record::draw(painter);
            None
        }
    }
}
