//! The keys that can follow the start of a chord, at the lower right.

use ratatui::layout::{Position, Rect};

use crate::language::t;
use crate::text::width::{cells, clip, pad};
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// The fewest cells of a column.
const NARROWEST: usize = 20;

/// Draws the keys that can follow, each with what it does.
pub fn draw(painter: &mut Painter<'_>) {
    let app = painter.app;
    let rows = app.keymap.continuations(app.mode(), &app.pending_keys);
    let ambiguous = app.settings.ambiguous;
    let keys = rows.iter().map(|(keys, _)| cells(keys, ambiguous)).max().unwrap_or(0);
    let lines: Vec<String> =
        rows.iter().map(|(shown, what)| format!("  {}  {}  ", pad(shown, keys, ambiguous), t(what))).collect();
    let widest = lines.iter().map(|line| cells(line, ambiguous)).max().unwrap_or(0);
    // Where they do not all stand below each other, they stand in columns, as long as each can still be read.
    let room = usize::from(app.size.height).saturating_sub(3).max(1);
    let columns = lines.len().div_ceil(room).clamp(1, (usize::from(app.size.width) / NARROWEST).max(1));
    let per_column = lines.len().div_ceil(columns).min(room);
    let column = widest.min(usize::from(app.size.width) / columns) as u16;
    let (width, height) = (column * columns as u16, per_column as u16 + 1);
    let area = Rect::new(app.size.width - width, (app.size.height - 1).saturating_sub(height), width, height);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    let begun: Vec<String> = app.pending_keys.iter().map(ToString::to_string).collect();
    painter.text(Position::new(area.x + 1, area.y), area.right(), &format!(" {} ", begun.join(" ")), TextRole::Key);
    for (index, line) in lines.iter().enumerate().take(columns * per_column) {
        let (x, y) = (index / per_column, index % per_column);
        let at = Position::new(area.x + column * x as u16, area.y + 1 + y as u16);
        let line = clip(line, usize::from(column), ambiguous);
        painter.spans(at, area.right(), &[Span::new(line, TextRole::Text)]);
    }
}
