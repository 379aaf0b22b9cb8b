//! The prompt for the path of a document.

use ratatui::layout::Position;

use crate::tui::app::packs::FilePrompt;
use crate::tui::view::text;
use crate::tui::view::widgets::painter::Painter;

use super::prompt;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, asked: &FilePrompt) -> Position {
    let (line, right) = prompt::draw(painter, text::packs::FILE);
    painter.input(line, right, &asked.input)
}
