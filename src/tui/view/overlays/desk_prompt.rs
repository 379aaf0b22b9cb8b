//! The prompt for a line that a worklist as a whole needs.

use ratatui::layout::Position;

use crate::text::width::clip_middle;
use crate::tui::app::desk::prompt::DeskPrompt;
use crate::tui::view::text;
use crate::tui::view::widgets::painter::Painter;

use super::prompt;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, asked: &DeskPrompt) -> Position {
    let room = usize::from(painter.app.size.width).saturating_sub(4);
    let title = clip_middle(&text::desk::title(&asked.asked), room, painter.app.settings.ambiguous);
    let (line, right) = prompt::draw(painter, &title);
    painter.input(line, right, &asked.input)
}
