//! The prompt for what the worklist is narrowed by, and for the name of a query.

use ratatui::layout::Position;

use crate::tui::app::rows::query::{QueryPrompt, QueryPurpose};
use crate::tui::view::text;
use crate::tui::view::widgets::painter::Painter;

use super::prompt;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, asked: &QueryPrompt) -> Position {
    let title = match asked.purpose {
        QueryPurpose::Narrow => text::list::NARROW.to_owned(),
        QueryPurpose::Name => text::list::name_of(&asked.query),
    };
    let (line, right) = prompt::draw(painter, &title);
    painter.input(line, right, &asked.input)
}
