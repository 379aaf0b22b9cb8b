//! The worklist: the clauses to inspect, filtered by status, to be marked one by one or together.

use ratatui::layout::{Position, Rect};

use crate::model::Status;
use crate::text::width::clip;
use crate::tui::app::jump_list::ListFilter;
use crate::tui::view::layout::Preview;
use crate::tui::view::page::Span;
use crate::tui::view::pages;
use crate::tui::view::pages::names;
use crate::tui::view::screens::rows::{ListRows, Row};
use crate::tui::view::screens::{preview, rows};
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{layout, text};

/// Draws the screen.
pub fn draw(painter: &mut Painter<'_>, filter: ListFilter) {
    let layout = layout::search(painter.app.size);
    let rows = painter.app.rows(filter);
    tabs(painter, layout.query, filter);
    painter.rule(layout.remark);
    chips(painter, layout.remark, filter, rows.len());
    let location = painter.app.jump_list.current();
    let seen = rows.iter().skip(location.scroll).take(usize::from(layout.hits.height));
    let seen: Vec<_> = seen.map(|at| Row::Record(*at, None)).collect();
    let selected = location.selected.and_then(|row| rows.get(row)).copied();
    let label = painter.app.label_column(rows.iter().copied());
    rows::draw(painter, layout.hits, ListRows { rows: &seen, selected, label });
    if rows.is_empty() {
        nothing(painter, layout.hits);
    }
    let Some(at) = selected else { return };
    match layout.preview {
        Some(Preview::Below(area)) => {
            painter.rule(Rect { y: area.y - 1, height: 1, ..area });
            preview::draw(painter, area, at, None);
        }
        Some(Preview::Beside(area)) => {
            painter.divider(Rect { x: area.x - 1, width: 1, ..area });
            let page = pages::page(painter.app, at, area.width);
            painter.page(area, &page, 0, None);
        }
        None => {}
    }
}

/// Draws the statuses with their counts under the other filters; the chosen one is in brackets.
fn tabs(painter: &mut Painter<'_>, area: Rect, filter: ListFilter) {
    let app = painter.app;
    let tally = app.tally_of(filter);
    let count = |status: Option<Status>| status.map_or(tally.total(), |status| tally.of(status));
    let mut x = painter.text(area.as_position(), area.right(), &format!(" {}  ", text::WORKLIST), TextRole::Key);
    let choices = [None].into_iter().chain(Status::ALL.iter().copied().map(Some));
    let is_narrow = area.width < 72;
    for choice in choices {
        let number = count(choice);
        if choice == Some(Status::Recheck) && number == 0 && filter.status != choice {
            continue;
        }
        let name = match choice {
            None => text::ALL,
            Some(status) if is_narrow => status.short(),
            Some(status) => status.name(),
        };
        let is_chosen = choice == filter.status;
        let (shown, role) = match is_chosen {
            true => (format!("[{name} {number}]"), TextRole::Title),
            false => (format!(" {name} {number} "), choice.map_or(TextRole::Quiet, TextRole::of_status)),
        };
        x = painter.text(Position::new(x, area.y), area.right(), &shown, role) + 1;
    }
}

/// Draws the other filters on the rule above the list, and which rows are visible.
fn chips(painter: &mut Painter<'_>, area: Rect, filter: ListFilter, total: usize) {
    let app = painter.app;
    let node = filter.node.map(|at| names::name(app, at));
    let party = filter.party.map(text::party);
    let mut x = area.x + 3;
    for chip in [node, party].into_iter().flatten() {
        let room = usize::from(area.right().saturating_sub(x + 24));
        let shown = format!(" {} ", clip(&chip, room, app.settings.ambiguous));
        x = painter.text(Position::new(x, area.y), area.right(), &shown, TextRole::Heading) + 1;
    }
    if !app.picked.is_empty() {
        let said = rows::picked(app);
        let room = usize::from(area.right().saturating_sub(x + 2));
        painter.text(
            Position::new(x, area.y),
            area.right(),
            &clip(&format!(" {said} "), room, app.settings.ambiguous),
            TextRole::Quiet,
        );
        return;
    }
    let location = app.jump_list.current();
    let height = usize::from(layout::search(app.size).hits.height);
    let kept = text::kept_rows(app.kept_rows.len());
    let seen = match total > height {
        true => format!(" {}-{} / {total} 行{kept} ", location.scroll + 1, (location.scroll + height).min(total)),
        false if kept.is_empty() => return,
        false => format!(" {total} 行{kept} "),
    };
    painter.spans_right(Position::new(area.right() - 2, area.y), &[Span::new(seen, TextRole::Quiet)]);
}

fn nothing(painter: &mut Painter<'_>, area: Rect) {
    let lines = [(text::NO_ROWS, TextRole::Title), (text::NO_ROWS_HINT, TextRole::Quiet)];
    for (row, (line, role)) in (0..area.height).zip(lines) {
        painter.text(Position::new(area.x + 3, area.y + row), area.right(), line, role);
    }
}
