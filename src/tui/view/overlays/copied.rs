//! The copied text. If the terminal ignores the clipboard sequence, it can be selected here by hand.

use ratatui::layout::{Position, Rect};

use crate::language::t;
use crate::text::wrap::wrap;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// Draws the text over the lower part of the screen, as far as there is room.
pub fn draw(painter: &mut Painter<'_>, copied: &str) {
    let size = painter.app.size;
    let width = usize::from(size.width).saturating_sub(2).max(2);
    let ambiguous = painter.app.settings.ambiguous;
    let lines: Vec<&str> =
        copied.lines().flat_map(|line| wrap(line, width, ambiguous).into_iter().map(|range| &line[range])).collect();
    let room = size.height.saturating_sub(2);
    let height = u16::try_from(lines.len().saturating_add(2)).map_or(room, |height| height.min(room));
    let area = Rect::new(0, size.height - 1 - height, size.width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    painter.text(Position::new(1, area.y + 1), area.right(), t(text::COPIED), TextRole::Title);
    for (row, line) in (2..area.height).zip(lines) {
        painter.text(Position::new(0, area.y + row), area.right(), line, TextRole::Text);
    }
}
