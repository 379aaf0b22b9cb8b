//! The pane that shows what is selected: its page beside the list or page, or its main points below the list.

use ratatui::layout::{Position, Rect};

use crate::catalog::RecordRef;
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::view::layout::{self, Preview};
use crate::tui::view::link::LinkTarget;
use crate::tui::view::page::{Page, Span};
use crate::tui::view::screens::preview::{self, Points};
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{pages, text};

/// What is shown of something, and from where on.
#[derive(Debug)]
pub struct Pane {
    /// What is shown.
    pub target: LinkTarget,
    page: Page,
    /// The line of the page that is drawn first.
    first: usize,
    area: Rect,
    /// The first visible line, and the last one that can be it.
    pub top: usize,
    /// See `top`.
    pub last: usize,
    /// Whether something in it is cut as long as it is not scrolled.
    is_digest: bool,
}

impl Pane {
    /// Returns the pane on screen; none if there is no room for it or nothing to show.
    pub fn on_screen(app: &App) -> Option<Self> {
        if layout::is_too_small(app.size) {
            return None;
        }
        match app.jump_list.current().screen {
            Screen::Search => Self::of_row(app, layout::search(app.size).preview?),
            Screen::List(_) => Self::of_row(app, layout::list(app.size).preview?),
            _ => {
                let layout = layout::record(app.size);
                let page = pages::current(app, layout.page.width)?;
                Self::of_link(app, &page, layout.beside?)
            }
        }
    }

    /// Returns the pane of the selected row of a list.
    pub fn of_row(app: &App, preview: Preview) -> Option<Self> {
        let at = app.target_record()?;
        Some(match preview {
            Preview::Beside(area) => {
                let page = pages::page(app, at, area.width);
                let page = if preview::has_numbers(app) { page } else { page.without_numbers() };
                Self::beside(app, LinkTarget::Record(at), page, area)
            }
            Preview::Below(area) => Self::below(app, at, area),
        })
    }

    /// Returns the pane of the selected link of a page. Its links have no numbers: those of the page have.
    pub fn of_link(app: &App, page: &Page, area: Rect) -> Option<Self> {
        let target = &page.links.get(app.jump_list.current().selected?)?.target;
        let page = pages::beside(app, target, area.width)?.without_numbers();
        Some(Self::beside(app, target.clone(), page, area))
    }

    fn beside(app: &App, target: LinkTarget, page: Page, area: Rect) -> Self {
        let last = page.lines.len().saturating_sub(usize::from(area.height));
        let top = app.viewing.top(&target).min(last);
        Self { target, page, first: top, area, top, last, is_digest: false }
    }

    /// The first line, which says what it is, stays; what had to be cut at first is whole once one scrolls. Where all of it
    /// has room, nothing is cut.
    fn below(app: &App, at: RecordRef, area: Rect) -> Self {
        let hit = app.is_searching().then(|| app.search.hit()).flatten();
        let links = pages::links(app, at);
        let height = usize::from(area.height);
        let points = Points::of(app, (at, hit), &links, area.width);
        let target = LinkTarget::Record(at);
        let last = points.count().saturating_sub(height);
        let top = app.viewing.top(&target).min(last);
        let lines = match top {
            0 if last > 0 => points.within(height),
            _ => {
                let rows = points.whole().into_iter().enumerate();
                rows.filter(|(row, _)| *row == 0 || *row > top).map(|(_, line)| line).collect()
            }
        };
        let page = Page { lines, ..Page::default() };
        Self { target, page, first: 0, area, top, last, is_digest: top == 0 && last > 0 }
    }

    /// Draws it, and on the rule below it how much more there is.
    pub fn draw(&self, painter: &mut Painter<'_>) {
        let app = painter.app;
        painter.page(self.area, &self.page, self.first, None);
        let more = match self.last - self.top {
            0 if self.top == 0 => return,
            0 => text::pane_before(app.keymap.key_for(app.mode_below(), "preview-up"), self.top),
            rest => text::pane_behind(app.keymap.key_for(app.mode_below(), "preview-down"), rest),
        };
        if layout::has_rule(app.size) {
            let at = Position::new(app.size.width - 2, app.size.height - 2);
            painter.spans_right(at, &[Span::new(more, TextRole::Quiet)]);
        }
    }

    /// Returns by how many lines a key scrolls it. What was cut comes first.
    pub fn step(&self) -> usize {
        if self.is_digest { 1 } else { (usize::from(self.area.height) / 2).max(1) }
    }
}
