//! The mouse, if it is enabled.

use ratatui::layout::Position;

use crate::tui::app::App;
use crate::tui::app::search::ListLine;
use crate::tui::app::selection::Motion;
use crate::tui::input::event::MouseAction;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::view::layout;
use crate::tui::view::pages;

/// How many rows a turn of the wheel moves.
const STEP: usize = 3;

/// Handles a mouse action: a click selects a row, opens a selected row, or follows a link.
pub(super) fn at(app: &mut App, what: MouseAction, at: Position) -> Vec<Effect> {
    match what {
        MouseAction::WheelUp => (0..STEP).for_each(|_| navigation::go(app, Motion::Previous)),
        MouseAction::WheelDown => (0..STEP).for_each(|_| navigation::go(app, Motion::Next)),
        MouseAction::Click if app.overlay.is_none() => return click(app, at),
        MouseAction::Click => {}
    }
    Vec::new()
}

fn click(app: &mut App, at: Position) -> Vec<Effect> {
    if layout::is_too_small(app.size) {
        return Vec::new();
    }
    let page_area = layout::record(app.size).page;
    match pages::current(app, page_area.width) {
        Some(page) if page_area.contains(at) => {
            let line = app.jump_list.current().scroll.saturating_add(usize::from(at.y - page_area.y));
            let Some(link) = page.links.iter().position(|link| link.lines.contains(&line)) else { return Vec::new() };
            app.jump_list.current_mut().selected = Some(link);
            navigation::open(app)
        }
        Some(_) => Vec::new(),
        None => click_row(app, at),
    }
}

fn click_row(app: &mut App, at: Position) -> Vec<Effect> {
    let area = if app.is_searching() { layout::search(app.size) } else { layout::list(app.size) }.hits;
    let top = if app.is_searching() { app.search.top } else { app.jump_list.current().scroll };
    if !area.contains(at) {
        return Vec::new();
    }
    let line = top.saturating_add(usize::from(at.y - area.y));
    let row = if app.is_searching() {
        match app.search.lines().get(line) {
            Some(ListLine::Hit(hit)) => hit,
            Some(ListLine::Heading(_)) | None => return Vec::new(),
        }
    } else {
        line
    };
    if navigation::select_row(app, row) { navigation::open(app) } else { Vec::new() }
}
