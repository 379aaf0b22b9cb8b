//! The mouse, for those who ask for it.

use ratatui::layout::Position;

use crate::tui::app::App;
use crate::tui::app::selection::Step;
use crate::tui::input::event::Pointing;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::view::layout;
use crate::tui::view::pages;

/// How many rows the wheel moves.
const STEP: usize = 3;

/// Does what the mouse means at a place: a click selects a row and opens one that is selected, or follows a link.
pub(super) fn at(app: &mut App, what: Pointing, at: Position) -> Vec<Effect> {
    match what {
        Pointing::WheelUp => (0..STEP).for_each(|_| navigation::go(app, Step::Previous)),
        Pointing::WheelDown => (0..STEP).for_each(|_| navigation::go(app, Step::Next)),
        Pointing::Click if app.overlay.is_none() => return click(app, at),
        Pointing::Click => {}
    }
    Vec::new()
}

fn click(app: &mut App, at: Position) -> Vec<Effect> {
    if layout::is_too_small(app.size) {
        return Vec::new();
    }
    let page_area = layout::record(app.size).page;
    match pages::here(app, page_area.width) {
        Some(page) if page_area.contains(at) => {
            let line = app.trail.here().scroll.saturating_add(usize::from(at.y - page_area.y));
            let Some(link) = page.links.iter().position(|link| link.lines.contains(&line)) else { return Vec::new() };
            app.trail.here_mut().link = Some(link);
            navigation::open(app)
        }
        Some(_) => Vec::new(),
        None => click_row(app, at),
    }
}

fn click_row(app: &mut App, at: Position) -> Vec<Effect> {
    let area = layout::search(app.size).hits;
    let top = if app.is_searching() { app.search.top } else { app.trail.here().scroll };
    if !area.contains(at) {
        return Vec::new();
    }
    let row = top.saturating_add(usize::from(at.y - area.y));
    if navigation::select_row(app, row) { navigation::open(app) } else { Vec::new() }
}
