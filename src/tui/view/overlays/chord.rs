//! The keys that can follow the start of a chord, at the lower right.

use ratatui::layout::{Position, Rect};

use crate::text::width::{cells, clip, pad};
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// Draws the keys that can follow, each with what it does.
pub fn draw(painter: &mut Painter<'_>) {
    let app = painter.app;
    let rows = app.keymap.continuations(app.mode(), &app.pending_keys);
    let ambiguous = app.settings.ambiguous;
    let keys = rows.iter().map(|(keys, _)| cells(keys, ambiguous)).max().unwrap_or(0);
    let lines: Vec<String> =
        rows.iter().map(|(shown, what)| format!("  {}  {what}  ", pad(shown, keys, ambiguous))).collect();
    let width = lines.iter().map(|line| cells(line, ambiguous)).max().unwrap_or(0);
    let width = (width as u16).min(app.size.width);
    let room = app.size.height.saturating_sub(2);
    let height = u16::try_from(lines.len().saturating_add(1)).map_or(room, |height| height.min(room));
    let area = Rect::new(app.size.width - width, app.size.height - 1 - height, width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    let begun: Vec<String> = app.pending_keys.iter().map(ToString::to_string).collect();
    painter.text(Position::new(area.x + 1, area.y), area.right(), &format!(" {} ", begun.join(" ")), TextRole::Key);
    for (row, line) in (1..area.height).zip(&lines) {
        let line = clip(line, usize::from(area.width), ambiguous);
        painter.spans(Position::new(area.x, area.y + row), area.right(), &[Span::new(line, TextRole::Text)]);
    }
}
