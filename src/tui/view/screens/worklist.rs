//! The worklist: the clauses to inspect, filtered by status, to be marked one by one or together.

use ratatui::layout::{Position, Rect};

use crate::language::{t, titled, tr};
use crate::model::Status;
use crate::sheet::terms;
use crate::text::width::{cells, clip};
use crate::tui::app::App;
use crate::tui::app::jump_list::{Attention, ListFilter};
use crate::tui::app::rows::columns::ListColumns;
use crate::tui::app::rows::order::SortKey;
use crate::tui::input::keymap::Mode;
use crate::tui::view::layout::{Preview, SearchLayout};
use crate::tui::view::pages::names;
use crate::tui::view::screens::pane::Pane;
use crate::tui::view::screens::rows;
use crate::tui::view::screens::rows::{ListRows, Row};
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{layout, text};

/// The cells that the position leaves free at the start of the rule.
const NUMBERS: usize = 12;

/// The cells around a text on a rule.
const FRAME: usize = 4;

/// Draws the screen.
pub fn draw(painter: &mut Painter<'_>, filter: ListFilter) {
    let layout = layout::list(painter.app.size);
    let rows = painter.app.rows(filter);
    tabs(painter, layout.query, filter);
    painter.rule(layout.remark);
    let location = painter.app.jump_list.current();
    let seen = rows.iter().skip(location.scroll).take(usize::from(layout.hits.height));
    let seen: Vec<_> = seen.map(|at| Row::Record(*at, None)).collect();
    let selected = location.selected.and_then(|row| rows.get(row)).copied();
    let (columns, label) = painter.app.columns(filter, layout.hits.width);
    let position = position(painter.app, &layout, rows.len(), columns.cells());
    let above_rows = position.as_ref().filter(|(start, _)| start.y == layout.remark.y);
    let end = above_rows.map_or(layout.remark.right(), |(start, _)| start.x);
    above(painter, &layout, (filter, end), (&columns, label));
    rows::draw(painter, layout.hits, ListRows { rows: &seen, selected, label, columns: &columns.columns });
    if rows.is_empty() {
        nothing(painter, layout.hits);
    }
    if let (Some(preview), Some(_)) = (layout.preview, selected) {
        match preview {
            Preview::Below(area) => painter.rule(Rect { y: area.y - 1, height: 1, ..area }),
            Preview::Beside(area) => painter.divider(Rect { x: area.x - 1, width: 1, ..area }),
        }
        Pane::of_row(painter.app, preview).iter().for_each(|pane| pane.draw(painter));
    }
    if let Some((start, seen)) = position {
        painter.text(start, layout.remark.right(), &seen, TextRole::Quiet);
    }
}

/// Draws the tabs with their counts under the other filters; the chosen one is in brackets. What needs to be looked at has a
/// tab where there is any.
fn tabs(painter: &mut Painter<'_>, area: Rect, filter: ListFilter) {
    let app = painter.app;
    let mut x =
        painter.text(area.as_position(), area.right(), &format!(" {}  ", titled(text::WORKLIST)), TextRole::Key);
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
    let name = match (tab.status, tab.attention) {
        (Some(status), _) if is_narrow => return terms::short_status(status),
        (Some(status), _) => status.name(),
        (None, Some(Attention::Conflict)) if is_narrow => text::list::CONFLICT_SHORT,
        (None, Some(Attention::Conflict)) => text::list::CONFLICT,
        (None, Some(Attention::Overdue)) if is_narrow => text::list::OVERDUE_SHORT,
        (None, Some(Attention::Overdue)) => text::list::OVERDUE,
        (None, None) => text::ALL,
    };
    t(name)
}

/// Draws the rule above the list up to the cell `end`: what stands in the columns, and the other filters. Where both have no
/// room, number and title speak for themselves; what is picked goes before everything.
fn above(
    painter: &mut Painter<'_>,
    layout: &SearchLayout,
    (filter, end): (ListFilter, u16),
    (columns, label): (&ListColumns, usize),
) {
    let (app, ambiguous) = (painter.app, painter.app.settings.ambiguous);
    let (area, hits) = (layout.remark, layout.hits);
    let chips = chips(app, filter);
    if !app.picked.is_empty() {
        let area = Rect { x: area.x + 2, width: end.saturating_sub(area.x + 3), ..area };
        let picked = rows::picked(app, usize::from(area.width).saturating_sub(FRAME));
        return line_of(painter, area, &[vec![(picked, TextRole::Quiet)], chips].concat());
    }
    let first = hits.right().saturating_sub(columns.cells() as u16);
    let mut x = first;
    for (column, width) in columns.columns.iter().copied() {
        heading(painter, Position::new(x, area.y), column.name());
        x += width as u16 + 1;
    }
    let right = first.min(end);
    let title = before_titles(label, hits.width);
    let title_name = t(text::list::TITLE);
    let needed: usize = chips.iter().map(|(chip, _)| cells(chip, ambiguous) + 3).sum();
    let behind = title + cells(title_name, ambiguous) + 2;
    let is_roomy = chips.is_empty() || behind + needed <= usize::from(right);
    let mut start = area.x + 2;
    if is_roomy {
        heading(painter, Position::new(start, area.y), SortKey::Number.name());
        heading(painter, Position::new(area.x + title as u16, area.y), title_name);
        start = behind as u16;
    }
    line_of(painter, Rect { x: area.x + start, width: right.saturating_sub(start), ..area }, &chips);
}

/// Returns the cell before the titles of the rows, which stand behind the numbers.
fn before_titles(label: usize, width: u16) -> usize {
    rows::label_width(label, width) + 4
}

/// Draws what stands in a column. That by which the rows are sorted stands out.
fn heading(painter: &mut Painter<'_>, at: Position, name: &str) {
    let order = &painter.app.list_order;
    let role = if !order.is_as_given() && order.key.name() == name { TextRole::Heading } else { TextRole::Quiet };
    painter.text(at, painter.app.size.width, &format!(" {} ", t(name)), role);
}

/// Returns the filters beside the tab, and the order.
fn chips(app: &App, filter: ListFilter) -> Vec<(String, TextRole)> {
    let node = filter.node.map(|at| names::name(app, at));
    let party = filter.party.map(text::party);
    let query = app.list_query.as_ref().map(|query| query.text.clone());
    let order = (!app.list_order.is_as_given()).then(|| text::list::order(&app.list_order));
    let all = [node, party, query, order].into_iter().flatten();
    all.map(|chip| (chip, TextRole::Heading)).collect()
}

/// Draws texts one behind the other on a rule, as far as there is room.
fn line_of(painter: &mut Painter<'_>, area: Rect, texts: &[(String, TextRole)]) {
    let mut x = area.x + 1;
    for (text, role) in texts {
        let room = usize::from(area.right().saturating_sub(x + 3));
        if room > 2 {
            let shown = format!(" {} ", clip(text, room, painter.app.settings.ambiguous));
            x = painter.text(Position::new(x, area.y), area.right(), &shown, *role) + 1;
        }
    }
}

/// Returns which rows are visible, and where that stands: on the rule below them, beside what is above them, or where there is
/// no preview, among it.
fn position(app: &App, layout: &SearchLayout, total: usize, columns: usize) -> Option<(Position, String)> {
    let (scroll, height) = (app.jump_list.current().scroll, usize::from(layout.hits.height));
    let kept = text::kept_rows(app.kept_rows.len());
    let seen = match total > height {
        true => {
            let (first, last) = (scroll + 1, (scroll + height).min(total));
            tr!(" {first}-{last} / {total} 行{kept} ", first, last, total, kept)
        }
        false if kept.is_empty() => return None,
        false => tr!(" {total} 行{kept} ", total, kept),
    };
    let (rule, ambiguous) = (layout.remark, app.settings.ambiguous);
    let needed = cells(&seen, ambiguous) + columns + NUMBERS;
    let (seen, right) = match layout.preview {
        Some(Preview::Below(area)) => (seen, Position::new(area.right() - 2, area.y - 1)),
        Some(Preview::Beside(area)) => {
            (clip(&seen, usize::from(area.width).saturating_sub(3), ambiguous), Position::new(rule.right() - 2, rule.y))
        }
        None if !app.picked.is_empty() || needed > usize::from(rule.width) => return None,
        None => (seen, Position::new(rule.right() - columns as u16, rule.y)),
    };
    Some((Position::new(right.x.saturating_sub(cells(&seen, ambiguous) as u16), right.y), seen))
}

fn nothing(painter: &mut Painter<'_>, area: Rect) {
    let hint = text::no_rows_hint(painter.app.keymap.key_for(Mode::List, "drop-filter"));
    let lines = [(t(text::NO_ROWS), TextRole::Title), (hint.as_str(), TextRole::Quiet)];
    for (row, (line, role)) in (0..area.height).zip(lines) {
        painter.text(Position::new(area.x + 3, area.y + row), area.right(), line, role);
    }
}
