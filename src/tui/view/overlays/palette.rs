//! The palette, over the lower part of the screen.

use ratatui::layout::{Position, Rect};

use crate::text::width::{cells, clip, clip_middle, pad};
use crate::tui::app::App;
use crate::tui::app::palette::{DIGITS, Palette, PaletteEntry};
use crate::tui::app::selection;
use crate::tui::view::notice;
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// How many entries are shown at most.
const ROWS: u16 = 10;
/// How many entries a page moves.
pub const PAGE: usize = ROWS as usize - 2;
/// The width of the column of keys.
const KEYS: usize = 10;

/// Returns the area: a rule, the typed line, then the entries.
fn area(app: &App) -> Rect {
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let height = (ROWS + 2).min(bottom.saturating_sub(1));
    Rect::new(0, bottom - height, app.size.width, height)
}

/// Draws the palette; returns the position of the cursor: among choices with numbers on the selected one, as long as nothing is
/// typed, and else where one types.
pub fn draw(painter: &mut Painter<'_>, palette: &Palette) -> Position {
    let area = area(painter.app);
    painter.clear(area);
    painter.rule(Rect { height: 1, ..area });
    if !palette.title.is_empty() {
        let room = usize::from(area.width).saturating_sub(4);
        let title = clip_middle(&palette.title, room.saturating_sub(2), painter.app.settings.ambiguous);
        let title = format!(" {title} ");
        painter.text(Position::new(area.x + 1, area.y), area.right(), &title, TextRole::Heading);
    }
    let line = Position::new(area.x, area.y + 1);
    let start = painter.text(line, area.right(), palette.prompt, TextRole::Key);
    let ambiguous = painter.app.settings.ambiguous;
    let before = cells(palette.input.before_cursor(), ambiguous) as u16;
    painter.text(Position::new(start, line.y), area.right(), palette.input.text(), TextRole::Title);
    let found = palette.found();
    let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if found.is_empty() {
        let at = Position::new(list.x + 3, list.y);
        painter.text(at, list.right(), palette.nothing, TextRole::Quiet);
    }
    let height = usize::from(list.height);
    let (selected, has_numbers) = (palette.selected(), palette.has_numbers());
    let top = selection::first_visible(0, selected, found.len(), height);
    let mut cursor = Position::new((start + before).min(area.right() - 1), line.y);
    for (row, (index, entry)) in found.into_iter().enumerate().skip(top).take(height).enumerate() {
        let at = Rect { y: list.y + row as u16, height: 1, ..list };
        let number = has_numbers.then(|| format!("{}  ", DIGITS.get(index).unwrap_or(&' ')));
        let number = number.map(|number| Span::new(number, TextRole::Key));
        let spans = number.into_iter().chain(spans(entry, painter)).collect();
        let is_selected = Some(index) == selected;
        painter.row(at, (spans, Vec::new()), is_selected);
        if is_selected && has_numbers && palette.input.text().is_empty() {
            cursor = Position::new(at.x + 1, at.y);
        }
    }
    cursor
}

fn spans(entry: &PaletteEntry, painter: &Painter<'_>) -> Vec<Span> {
    let ambiguous = painter.app.settings.ambiguous;
    let title = Span::new(&entry.title, TextRole::Text);
    if entry.keys.is_empty() {
        return vec![title];
    }
    let keys = pad(&clip(&entry.keys, KEYS, ambiguous), KEYS, ambiguous);
    vec![Span::new(format!("{keys}  "), TextRole::Key), title]
}
