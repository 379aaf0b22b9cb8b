//! The prompt for a path.

use ratatui::layout::Position;

use crate::tui::app::packs::{FilePrompt, FilePurpose};
use crate::tui::view::text;
use crate::tui::view::widgets::painter::Painter;

use super::prompt;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, asked: &FilePrompt) -> Position {
    let title = match asked.purpose {
        FilePurpose::Document => text::packs::FILE,
        FilePurpose::Map => text::packs::MAP,
    };
    let (line, right) = prompt::draw(painter, title);
    painter.input(line, right, &asked.input)
}
