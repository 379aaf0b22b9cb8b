//! The worklist: the clauses to inspect, filtered by status, to be marked one by one or together.

use ratatui::layout::{Position, Rect};

use crate::model::Status;
use crate::text::width::{cells, clip};
use crate::tui::app::App;
use crate::tui::app::jump_list::{Attention, ListFilter};
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
    let layout = layout::list(painter.app.size);
    let rows = painter.app.rows(filter);
    tabs(painter, layout.query, filter);
    painter.rule(layout.remark);
    chips(painter, layout.remark, filter, rows.len());
    let location = painter.app.jump_list.current();
    let seen = rows.iter().skip(location.scroll).take(usize::from(layout.hits.height));
    let seen: Vec<_> = seen.map(|at| Row::Record(*at, None)).collect();
    let selected = location.selected.and_then(|row| rows.get(row)).copied();
    let (columns, label) = painter.app.columns(filter, layout.hits.width);
    rows::draw(painter, layout.hits, ListRows { rows: &seen, selected, label, columns: &columns.columns });
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

/// Draws the tabs with their counts under the other filters; the chosen one is in brackets. What needs to be looked at has a
/// tab where there is any.
fn tabs(painter: &mut Painter<'_>, area: Rect, filter: ListFilter) {
    let app = painter.app;
    let mut x = painter.text(area.as_position(), area.right(), &format!(" {}  ", text::WORKLIST), TextRole::Key);
    let counts = app.tab_counts(filter);
    let is_shown = |tab: ListFilter, count: usize| {
        let is_rare = tab.attention.is_some() || tab.status == Some(Status::Recheck);
        !is_rare || count > 0 || tab == filter
    };
    let tabs: Vec<(ListFilter, usize)> =
        filter.tabs().zip(counts.iter().copied()).filter(|(tab, count)| is_shown(*tab, *count)).collect();
    let shown = |is_narrow: bool| {
        let one = |(tab, count): &(ListFilter, usize)| match *tab == filter {
            true => format!("[{} {count}]", tab_name(*tab, is_narrow)),
            false => format!(" {} {count} ", tab_name(*tab, is_narrow)),
        };
        tabs.iter().map(one).collect::<Vec<_>>()
    };
    let wide = shown(false);
    let needed: usize = wide.iter().map(|name| cells(name, app.settings.ambiguous) + 1).sum();
    let is_narrow = usize::from(area.right().saturating_sub(x)) < needed;
    let names = if is_narrow { shown(true) } else { wide };
    let first =
        first_tab(&names, tabs.iter().position(|(tab, _)| *tab == filter), (area.right().saturating_sub(x), app));
    for ((tab, _), name) in tabs.iter().zip(names).skip(first) {
        let role = match (tab.status, tab.attention) {
            _ if *tab == filter => TextRole::Title,
            (Some(status), _) => TextRole::of_status(status),
            (None, Some(_)) => TextRole::Error,
            (None, None) => TextRole::Quiet,
        };
        x = painter.text(Position::new(x, area.y), area.right(), &name, role) + 1;
    }
}

/// Returns the tab that the row begins with: the first one, unless the chosen one would then be cut off.
fn first_tab(names: &[String], chosen: Option<usize>, (room, app): (u16, &App)) -> usize {
    let Some(chosen) = chosen else { return 0 };
    let width = |name: &String| cells(name, app.settings.ambiguous) + 1;
    let needed: usize = names.iter().take(chosen + 1).map(width).sum();
    // No gap is needed behind the last one.
    if needed > usize::from(room) + 1 { chosen } else { 0 }
}

fn tab_name(tab: ListFilter, is_narrow: bool) -> &'static str {
    match (tab.status, tab.attention) {
        (Some(status), _) if is_narrow => status.short(),
        (Some(status), _) => status.name(),
        (None, Some(Attention::Conflict)) if is_narrow => text::list::CONFLICT_SHORT,
        (None, Some(Attention::Conflict)) => text::list::CONFLICT,
        (None, Some(Attention::Overdue)) if is_narrow => text::list::OVERDUE_SHORT,
        (None, Some(Attention::Overdue)) => text::list::OVERDUE,
        (None, None) => text::ALL,
    }
}

/// Draws the other filters on the rule above the list, and which rows are visible.
fn chips(painter: &mut Painter<'_>, area: Rect, filter: ListFilter, total: usize) {
    let app = painter.app;
    let node = filter.node.map(|at| names::name(app, at));
    let party = filter.party.map(text::party);
    let mut x = area.x + 3;
    let query = app.list_query.as_ref().map(|query| query.text.clone());
    let order = (!app.list_order.is_as_given()).then(|| text::list::order(&app.list_order));
    for chip in [node, party, query, order].into_iter().flatten() {
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
    let height = usize::from(layout::list(app.size).hits.height);
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
