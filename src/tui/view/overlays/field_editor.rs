//! The field editor, over the lower part of the screen.

use ratatui::layout::{Position, Rect, Size};

use crate::language::tr;
use crate::sheet::NOTE_LIMIT;
use crate::tui::app::App;
use crate::tui::app::field_editor::{EditableField, FieldEditor};
use crate::tui::view::notice;
use crate::tui::view::pages::names;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// How many lines of a note are shown at most.
const LINES: u16 = 8;

/// Returns the area, above a message or the hint bar: what is wrong with a text can be read beside it.
fn area(app: &App, field: EditableField) -> Rect {
    let lines = if field.has_lines() { LINES } else { 1 };
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let height = (lines + 1).min(bottom.saturating_sub(1));
    Rect::new(0, bottom - height, app.size.width, height)
}

/// Returns the width at which the text is wrapped.
pub fn text_width(size: Size) -> usize {
    // The last cell stays free for the cursor at the end of a full line.
    usize::from(size.width).saturating_sub(3).max(2)
}

/// Draws the editor; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, editor: &FieldEditor) -> Position {
    let app = painter.app;
    let area = area(app, editor.field);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    let label = names::label_of(app, editor.clauses.iter().map(String::as_str));
    let used = editor.input.text().chars().count();
    let length = if editor.field.has_lines() || used > NOTE_LIMIT {
        tr!(" {used}/{limit} 字 ", used, limit = NOTE_LIMIT)
    } else {
        String::new()
    };
    let title = format!(" {}  {label} ", editor.field.title());
    let x = painter.text(Position::new(area.x + 1, area.y), area.right(), &title, TextRole::Heading);
    let role = if used > NOTE_LIMIT { TextRole::Error } else { TextRole::Heading };
    painter.text(Position::new(x, area.y), area.right(), &length, role);
    let lines = editor.lines(text_width(app.size), app.settings.ambiguous);
    let (row, column) = editor.cursor(&lines, app.settings.ambiguous);
    // What the first letter replaces stands out.
    let role = if editor.input.is_replaced() { TextRole::Selected } else { TextRole::Text };
    let height = usize::from(area.height).saturating_sub(1).max(1);
    let top = (row + 1).saturating_sub(height);
    for (at, line) in lines.iter().skip(top).take(height).enumerate() {
        let at = Position::new(area.x + 1, area.y + 1 + at as u16);
        painter.text(at, area.right(), &editor.input.text()[line.clone()], role);
    }
    let x = (area.x + 1 + column as u16).min(area.right().saturating_sub(1));
    Position::new(x, (area.y + 1 + (row - top) as u16).min(area.bottom().saturating_sub(1)))
}
