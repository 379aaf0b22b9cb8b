//! The prompt for the path of a document, over the lower part of the screen.

use ratatui::layout::{Position, Rect};

use crate::tui::app::packs::FilePrompt;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{notice, text};

/// A rule with the title, and the typed line.
const HEIGHT: u16 = 2;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, prompt: &FilePrompt) -> Position {
    let app = painter.app;
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let height = HEIGHT.min(bottom.saturating_sub(1));
    let area = Rect::new(0, bottom - height, app.size.width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    painter.text(
        Position::new(area.x + 1, area.y),
        area.right(),
        &format!(" {} ", text::packs::FILE),
        TextRole::Heading,
    );
    painter.input(Position::new(area.x + 1, area.bottom() - 1), area.right(), &prompt.input)
}
