//! The screen of a page.

use ratatui::layout::{Position, Rect};

use crate::tui::view::layout;
use crate::tui::view::page::{Page, Span};
use crate::tui::view::pages;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;

/// Draws the current page.
pub fn draw(painter: &mut Painter<'_>) {
    let app = painter.app;
    let layout = layout::record(app.size);
    let location = app.jump_list.current();
    let Some(page) = pages::current(app, layout.page.width) else { return };
    painter.rule(Rect { y: layout.page.y - 1, height: 1, ..layout.header });
    let seen = position(&page, location.scroll, usize::from(layout.page.height));
    painter
        .spans_right(Position::new(layout.header.right() - 2, layout.page.y - 1), &[Span::new(seen, TextRole::Quiet)]);
    painter.page(layout.page, &page, location.scroll, location.selected);
    if let Some(area) = layout.beside {
        painter.divider(Rect { x: area.x - 1, width: 1, ..area });
        if let Some(target) = location.selected.and_then(|link| page.links.get(link)?.target.record()) {
            let target = pages::page(app, target, area.width);
            painter.page(area, &target, 0, None);
        }
    }
}

/// Returns which lines of a page are visible; empty if all of them are.
fn position(page: &Page, scroll: usize, height: usize) -> String {
    let total = page.lines.len();
    if total <= height {
        return String::new();
    }
    format!(" {}-{} / {total} 行 ", scroll + 1, (scroll + height).min(total))
}
