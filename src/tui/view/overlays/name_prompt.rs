//! The prompt for the person's name, over the lower part of the screen.

use ratatui::layout::{Position, Rect};

use crate::text::width::cells;
use crate::tui::app::question::NamePrompt;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{asked, notice};

/// A rule with the title, and the typed line.
const HEIGHT: u16 = 2;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, prompt: &NamePrompt) -> Position {
    let app = painter.app;
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let height = HEIGHT.min(bottom.saturating_sub(1));
    let area = Rect::new(0, bottom - height, app.size.width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    painter.text(Position::new(area.x + 1, area.y), area.right(), &format!(" {} ", asked::NAME), TextRole::Heading);
    let line = Position::new(area.x + 1, area.bottom() - 1);
    painter.text(line, area.right(), prompt.input.text(), TextRole::Title);
    let before = cells(prompt.input.before_cursor(), app.settings.ambiguous);
    let column = u16::try_from(before).unwrap_or(u16::MAX).saturating_add(line.x);
    Position::new(column.min(area.right() - 1), line.y)
}
