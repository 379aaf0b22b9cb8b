//! The field editor, over the lower part of the screen.

use ratatui::layout::{Position, Rect, Size};

use crate::sheet::NOTE_LIMIT;
use crate::tui::app::field_editor::{EditableField, FieldEditor};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// How many lines of a note are shown at most.
const LINES: u16 = 8;

fn area(size: Size, field: EditableField) -> Rect {
    let lines = if field == EditableField::NOTE { LINES } else { 1 };
    let height = (lines + 1).min(size.height.saturating_sub(2));
    Rect::new(0, size.height - 1 - height, size.width, height)
}

/// Returns the width at which the text is wrapped.
pub fn text_width(size: Size) -> usize {
    // The last cell stays free for the cursor at the end of a full line.
    usize::from(size.width).saturating_sub(3).max(2)
}

/// Draws the editor; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, editor: &FieldEditor) -> Position {
    let app = painter.app;
    let area = area(app.size, editor.field);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    let label = app.catalog.find(&editor.clause).map_or_else(String::new, |at| names::label(app, at));
    let title = match editor.field {
        EditableField::NOTE => {
            let used = editor.input.text().chars().count();
            format!(" {}  {label}  {used}/{NOTE_LIMIT} 字 ", editor.field.title())
        }
        _ if app.picked.is_empty() => format!(" {}  {label} ", editor.field.title()),
        _ => format!(" {}  {} ", editor.field.title(), text::count("条項", app.picked.len())),
    };
    painter.text(Position::new(area.x + 1, area.y), area.right(), &title, TextRole::Heading);
    let lines = editor.lines(text_width(app.size), app.settings.ambiguous);
    let (row, column) = editor.cursor(&lines, app.settings.ambiguous);
    let height = usize::from(area.height).saturating_sub(1).max(1);
    let top = (row + 1).saturating_sub(height);
    for (at, line) in lines.iter().skip(top).take(height).enumerate() {
        let at = Position::new(area.x + 1, area.y + 1 + at as u16);
        painter.text(at, area.right(), &editor.input.text()[line.clone()], TextRole::Text);
    }
    let x = (area.x + 1 + column as u16).min(area.right().saturating_sub(1));
    Position::new(x, (area.y + 1 + (row - top) as u16).min(area.bottom().saturating_sub(1)))
}
