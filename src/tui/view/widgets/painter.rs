//! The painter: draws text by role. All screens and overlays draw with it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::width::{Ambiguous, cells, clip};
use crate::tui::app::App;
use crate::tui::app::text_input::TextInput;
use crate::tui::terminal::backend::Hyperlink;
use crate::tui::view::address::PageAddress;
use crate::tui::view::page::{Page, Span};
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::canvas::Canvas;

/// Draws text by role into a buffer.
#[derive(Debug)]
pub struct Painter<'a> {
    /// The state that is drawn.
    pub app: &'a App,
    /// Where the selected row or link stands.
    pub focus: Option<Position>,
    /// The addresses of the web that were drawn.
    pub links: Vec<Hyperlink>,
    canvas: Canvas<'a>,
}

impl<'a> Painter<'a> {
    /// Returns a painter of a state that draws into a buffer.
    pub fn new(app: &'a App, buffer: &'a mut Buffer) -> Self {
        Self { app, focus: None, links: Vec::new(), canvas: Canvas::new(buffer, app.settings.ambiguous) }
    }

    /// Draws a text up to the column `right` (exclusive); returns the column after it.
    pub fn text(&mut self, at: Position, right: u16, text: &str, role: TextRole) -> u16 {
        self.canvas.put(at, right, text, self.app.settings.theme.style(role))
    }

    /// Draws spans one after the other; returns the column after them.
    pub fn spans(&mut self, at: Position, right: u16, spans: &[Span]) -> u16 {
        spans.iter().fold(at.x, |x, span| self.text(Position::new(x, at.y), right, &span.text, span.role))
    }

    /// Draws spans so that they end before the column of `right`.
    pub fn spans_right(&mut self, right: Position, spans: &[Span]) {
        let width: usize = spans.iter().map(|span| cells(&span.text, self.app.settings.ambiguous)).sum();
        let x = right.x.saturating_sub(width as u16);
        self.spans(Position::new(x, right.y), right.x, spans);
    }

    /// Draws what is typed so that its cursor is visible; what the first letter replaces stands out. Returns the position
    /// of the cursor.
    pub fn input(&mut self, at: Position, right: u16, input: &TextInput) -> Position {
        let width = |text: &str| cells(text, self.app.settings.ambiguous);
        let (before, room) = (input.before_cursor(), usize::from(right.saturating_sub(at.x + 2)));
        let mut starts = before.char_indices().map(|(start, _)| start).chain([before.len()]);
        let hidden = starts.find(|start| width(&before[*start..]) <= room).unwrap_or(before.len());
        let column = at.x.saturating_add(width(&before[hidden..]) as u16);
        let role = if input.is_replaced() { TextRole::Selected } else { TextRole::Title };
        self.text(at, right, &input.text()[hidden..], role);
        Position::new(column.min(right.saturating_sub(1)), at.y)
    }

    /// Draws a horizontal rule.
    pub fn rule(&mut self, area: Rect) {
        let style = self.app.settings.theme.style(TextRole::Quiet);
        self.canvas.rule(area, style);
    }

    /// Draws a vertical rule.
    pub fn divider(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            self.text(Position::new(area.x, y), area.right(), "|", TextRole::Quiet);
        }
    }

    /// Clears an area.
    pub fn clear(&mut self, area: Rect) {
        self.canvas.clear(area);
    }

    /// Draws a row of a list; if there is too little room, the left part is cut. Only the start of the selected row is
    /// highlighted: otherwise each step would send two whole rows over a slow line.
    pub fn row(&mut self, area: Rect, parts: (Vec<Span>, Vec<Span>), is_selected: bool) {
        let (theme, ambiguous) = (self.app.settings.theme, self.app.settings.ambiguous);
        if is_selected {
            self.focus = Some(Position::new(area.x + 1, area.y));
        }
        let start = |role| if is_selected { theme.selected(role) } else { theme.style(role) };
        let (left, right) = parts;
        let width: usize = right.iter().map(|span| cells(&span.text, ambiguous)).sum();
        let border = area.right().saturating_sub(width as u16).max(area.x);
        let mut x =
            self.canvas.put(area.as_position(), border, if is_selected { " > " } else { "   " }, start(TextRole::Key));
        for (place, span) in left.into_iter().enumerate() {
            let room = usize::from(border.saturating_sub(x));
            let style = if place == 0 { start(span.role) } else { theme.style(span.role) };
            x = self.canvas.put(Position::new(x, area.y), border, &clip(&span.text, room, ambiguous), style);
            if cells(&span.text, ambiguous) > room {
                // What would stand behind the mark of a cut would only make another mark of it.
                break;
            }
        }
        right.into_iter().fold(border, |x, span| {
            self.canvas.put(Position::new(x, area.y), area.right(), &span.text, theme.style(span.role))
        });
    }

    /// Draws a page from the line `scroll` on, with the selected link highlighted.
    pub fn page(&mut self, area: Rect, page: &Page, scroll: usize, selected: Option<usize>) {
        let theme = self.app.settings.theme;
        self.links.extend(on_screen(page, area, scroll, self.app.settings.ambiguous));
        let mut focused = None;
        for (row, line) in page.lines.iter().skip(scroll).take(usize::from(area.height)).enumerate() {
            let at = Position::new(area.x, area.y + row as u16);
            let is_selected = |span: &Span| selected.is_some() && span.link == selected;
            if line.iter().any(is_selected) && selected != focused {
                (self.focus, focused) = (Some(self.start_of(line, at, is_selected)), selected);
            }
            line.iter().fold(at.x, |x, span| {
                let style = if is_selected(span) { theme.selected(span.role) } else { theme.style(span.role) };
                self.canvas.put(Position::new(x, at.y), area.right(), &span.text, style)
            });
            // A line of several links begins with their name.
            if line.first().is_some_and(is_selected) {
                self.canvas.put(at, area.right(), " > ", theme.selected(TextRole::Key));
            }
        }
    }

    /// Returns where the selected part of a line stands: the marker before a line that is selected as a whole.
    fn start_of(&self, line: &[Span], at: Position, is_selected: impl Fn(&Span) -> bool) -> Position {
        let before = line.iter().take_while(|span| !is_selected(span));
        match before.map(|span| cells(&span.text, self.app.settings.ambiguous)).sum::<usize>() {
            0 => Position::new(at.x + 1, at.y),
            cells => Position::new(at.x + cells as u16, at.y),
        }
    }
}

/// Returns where the addresses of a page stand on screen, if it is drawn in an area from the line `scroll` on.
fn on_screen(page: &Page, area: Rect, scroll: usize, ambiguous: Ambiguous) -> Vec<Hyperlink> {
    let parts = page.addresses.iter().flat_map(|address| address.parts.iter().map(move |part| (address, part)));
    let place = |(address, (line, part)): (&PageAddress, &(usize, Range<usize>))| {
        let row = line.checked_sub(scroll).filter(|row| *row < usize::from(area.height))?;
        let text: String = page.lines.get(*line)?.iter().map(|span| span.text.as_str()).collect();
        let (before, part) = (text.get(..part.start)?, text.get(part.clone())?);
        let x = area.x + cells(before, ambiguous) as u16;
        let place = Rect::new(x, area.y + row as u16, cells(part, ambiguous) as u16, 1);
        Some(Hyperlink { area: place.intersection(area), url: address.url.clone() })
    };
    parts.filter_map(place).collect()
}
