//! The prompt for the words to look for on a page: one line above a message or the hint bar.

use ratatui::layout::{Position, Rect};

use crate::language::t;
use crate::text::width::{cells, clip};
use crate::tui::app::page_search::PagePrompt;
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{found, layout, notice, pages, text};

/// The room between what is typed and what was found.
const GAP: u16 = 2;

/// Draws the prompt; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>, prompt: &PagePrompt) -> Position {
    let app = painter.app;
    let bottom = app.size.height.saturating_sub(notice::height(app));
    let area = Rect::new(0, bottom.saturating_sub(1), app.size.width, 1);
    painter.clear(area);
    let found = found(painter, prompt);
    let right = area.right().saturating_sub(cells(&found.text, app.settings.ambiguous) as u16 + GAP);
    let start = painter.text(area.as_position(), right, t(text::FIND), TextRole::Key);
    painter.spans_right(Position::new(area.right() - 1, area.y), &[found]);
    painter.input(Position::new(start, area.y), right, &prompt.input)
}

/// Returns at which place one is, or that there is none; empty before anything is looked for.
fn found(painter: &Painter<'_>, prompt: &PagePrompt) -> Span {
    let app = painter.app;
    let Some(search) = app.page_search.as_ref().filter(|_| !prompt.input.text().is_empty()) else {
        return Span::new("", TextRole::Quiet);
    };
    let page = pages::current(app, layout::record(app.size).page.width).unwrap_or_default();
    match found::on_screen(app, &page).len() {
        0 => {
            let room = usize::from(app.size.width) * 2 / 3;
            let is_in_letters = prompt.input.text().trim().chars().all(|c| c.is_ascii_alphabetic());
            let said = if is_in_letters { text::NOT_ON_PAGE_IN_LETTERS } else { text::NOT_ON_PAGE };
            Span::new(clip(t(said), room, app.settings.ambiguous), TextRole::Error)
        }
        total => Span::new(text::place(search.at.min(total - 1), total), TextRole::Title),
    }
}
