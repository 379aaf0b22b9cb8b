//! The prompt for the person's name.

use ratatui::layout::Position;

use crate::text::width::cells;
use crate::tui::app::question::NamePrompt;
use crate::tui::view::asked;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

use super::prompt;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, named: &NamePrompt) -> Position {
    let (line, right) = prompt::draw(painter, asked::NAME);
    painter.text(line, right, named.input.text(), TextRole::Title);
    let before = cells(named.input.before_cursor(), painter.app.settings.ambiguous);
    let column = u16::try_from(before).unwrap_or(u16::MAX).saturating_add(line.x);
    Position::new(column.min(right - 1), line.y)
}
