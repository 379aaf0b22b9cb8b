//! The help: all keys, made from the key table, the filters of a query, and what the short words mean.

use ratatui::layout::{Position, Rect, Size};

use crate::language::{t, titled, tr};
use crate::text::width::{Ambiguous, cells, pad};
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::overlays::filters;
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{layout, text};
use crate::workspace::cloud::{LEGEND, legend_word};

/// Returns the area of the help.
pub fn area(size: Size) -> Rect {
    let below = if layout::has_rule(size) { 2 } else { 1 };
    Rect::new(0, 1, size.width, size.height.saturating_sub(1 + below))
}

/// Returns the last line that the help can be scrolled to.
pub fn last_scroll(app: &App) -> usize {
    lines(app).len().saturating_sub(usize::from(area(app.size).height))
}

/// Draws the help from the line `top` on.
pub fn draw(painter: &mut Painter<'_>, top: usize) {
    let area = area(painter.app.size);
    painter.clear(area);
    for (row, line) in lines(painter.app).iter().skip(top).take(usize::from(area.height)).enumerate() {
        painter.spans(Position::new(area.x, area.y + row as u16), area.right(), line);
    }
}

/// Returns the lines of the help. The modes of the screen below come first.
fn lines(app: &App) -> Vec<Vec<Span>> {
    let own: Vec<Mode> = app.own_mode().into_iter().chain([app.mode_below()]).collect();
    let others = Mode::ALL.into_iter().filter(|mode| !own.contains(mode));
    let modes: Vec<Mode> = own.iter().copied().chain(others).collect();
    let ambiguous = app.settings.ambiguous;
    let helps: Vec<_> = modes.into_iter().map(|mode| (mode, app.keymap.help(mode))).collect();
    let keys = helps.iter().flat_map(|(_, rows)| rows).map(|(keys, _)| cells(keys, ambiguous)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (place, (mode, rows)) in helps.into_iter().enumerate() {
        if place == own.len() {
            lines.extend(filters::lines(keys, ambiguous, app.keymap.key_for(Mode::Search, "next-kind")));
            lines.extend(legend(ambiguous));
        }
        lines.push(vec![]);
        lines.push(vec![Span::new(tr!(" 画面: {mode}", mode = titled(mode.name())), TextRole::Heading)]);
        lines.extend(rows.into_iter().map(|(shown, description)| {
            vec![
                Span::new(format!("   {}  ", pad(&shown, keys, ambiguous)), TextRole::Key),
                Span::new(t(description), TextRole::Text),
            ]
        }));
    }
    lines
}

/// Returns the lines that explain the short words on pages and in lists.
fn legend(ambiguous: Ambiguous) -> Vec<Vec<Span>> {
    let words = LEGEND.iter().map(|(word, meaning)| (legend_word(word), t(meaning)));
    let widest = words.clone().map(|(word, _)| cells(word, ambiguous)).max().unwrap_or(0);
    let heading = vec![Span::new(format!(" {}", t(text::LEGEND)), TextRole::Heading)];
    let rows = words.map(|(word, meaning)| {
        let word = format!("   {}  ", pad(word, widest, ambiguous));
        vec![Span::new(word, TextRole::Key), Span::new(meaning, TextRole::Text)]
    });
    [vec![], heading].into_iter().chain(rows).collect()
}
