//! What the prompts for one line have in common: a rule with the title, and the line, over the lower part of the screen.

use ratatui::layout::{Position, Rect};

use crate::language::t;
use crate::tui::view::notice;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// The rule and the line.
const HEIGHT: u16 = 2;

/// Draws a prompt without what is typed; returns where the typed line begins, and the column behind its end.
pub(super) fn draw(painter: &mut Painter<'_>, title: &str) -> (Position, u16) {
    let app = painter.app;
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let height = HEIGHT.min(bottom.saturating_sub(1));
    let area = Rect::new(0, bottom - height, app.size.width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    painter.text(Position::new(area.x + 1, area.y), area.right(), &format!(" {} ", t(title)), TextRole::Heading);
    (Position::new(area.x + 1, area.bottom() - 1), area.right())
}
