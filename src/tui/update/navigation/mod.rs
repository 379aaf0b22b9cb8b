//! Moving within lists and pages, and between locations.

pub(super) mod contents;
pub(super) mod links;
pub(super) mod next_todo;
pub(super) mod page_search;
pub(super) mod pane;

use std::sync::Arc;

use crate::catalog::RecordRef;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::jump_list::{JumpList, Location, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::selection::Motion;
use crate::tui::app::{App, selection};
use crate::tui::update::{effect::Effect, notice::say};
use crate::tui::view::page::{LinkTarget, Page};
use crate::tui::view::pages::{self, comparison};
use crate::tui::view::{layout, overlays, text};

/// How many lines stay visible when scrolling by a page.
const OVERLAP: usize = 2;

/// The page on screen and the height of its area.
struct View {
    page: Page,
    height: usize,
}

impl View {
    fn last_scroll(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }

    /// Returns how many links start before a line.
    fn links_before(&self, line: usize) -> usize {
        self.page.links.iter().take_while(|link| link.lines.start < line).count()
    }

    fn sees(&self, link: usize, scroll: usize) -> bool {
        let bottom = scroll.saturating_add(self.height);
        self.page.links.get(link).is_some_and(|link| link.lines.start >= scroll && link.lines.end <= bottom)
    }
}

fn view(app: &App) -> Option<View> {
    let area = layout::record(app.size).page;
    let page = pages::current(app, area.width)?;
    Some(View { page, height: usize::from(area.height) })
}

fn hits_height(app: &App) -> usize {
    usize::from(layout::search(app.size).hits.height).max(1)
}

/// Opens the selected hit or link.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let target = match (view(app), app.jump_list.current().selected) {
        (Some(view), Some(link)) => view.page.links.get(link).map(|link| link.target.clone()),
        (Some(view), None) => {
            select_nearest(app, &view);
            None
        }
        (None, _) => app.target_record().map(LinkTarget::Record),
    };
    target.map_or_else(Vec::new, |target| follow(app, target))
}

/// Opens a link by its number, from 1.
pub(super) fn follow_number(app: &mut App, number: u8) -> Vec<Effect> {
    let page = match (view(app), app.target_record()) {
        (Some(view), _) => Some(view.page),
        (None, at) => at.map(|at| pages::page(app, at, app.size.width)),
    };
    let index = usize::from(number).checked_sub(1);
    let link = index.and_then(|index| page?.links.into_iter().nth(index));
    match link {
        Some(link) => follow(app, link.target),
        None => {
            say(app, text::NO_SUCH_NUMBER);
            Vec::new()
        }
    }
}

fn follow(app: &mut App, target: LinkTarget) -> Vec<Effect> {
    let screen = match target {
        LinkTarget::Record(at) => {
            if app.is_searching() {
                app.recent.add(app.search.input.text());
            }
            Screen::Record(at)
        }
        LinkTarget::List(filter) => {
            // The number that was followed counts all of them.
            app.list_query = None;
            Screen::List(filter)
        }
        LinkTarget::Coverage(cover) => Screen::Coverage(cover),
        LinkTarget::Chapters => Screen::Chapters,
        LinkTarget::Comparison(pair) => Screen::Comparison(pair),
        LinkTarget::Screen(screen) => {
            app.desk.chosen = Some(DeskDeed::Visit(screen));
            return Vec::new();
        }
        LinkTarget::Deed(deed) => {
            app.packs.chosen = Some(deed);
            return Vec::new();
        }
        LinkTarget::Desk(deed) => {
            app.desk.chosen = Some(deed);
            return Vec::new();
        }
    };
    visit(app, screen);
    Vec::new()
}

/// Prepares for leaving the location on screen.
pub(super) fn leave(app: &mut App) {
    if app.is_searching() && app.search.pinned.is_none() {
        app.search.pin();
    }
    app.remember_place();
    app.page_search = None;
    // Picked rows must stay visible.
    app.let_go();
    match app.jump_list.current().screen {
        Screen::List(_) => app.jump_list.current_mut().anchor = app.target_record(),
        Screen::Contents => app.jump_list.current_mut().anchor = contents::selected(app),
        _ => {}
    }
    app.kept_rows.clear();
}

/// Selects the row that was selected when a list or the table of contents was left; if it is gone, the one behind it, or
/// the folded heading above.
fn arrive(app: &mut App) {
    let Location { screen, anchor: Some(anchor), .. } = app.jump_list.current() else { return };
    let Screen::List(filter) = screen else { return contents::show(app, Some(anchor)) };
    let rows = app.rows(filter);
    let row = rows.iter().position(|at| *at == anchor).or_else(|| rows.iter().position(|at| *at >= anchor));
    let location = app.jump_list.current_mut();
    location.selected = Some(row.unwrap_or(usize::MAX));
    location.anchor = None;
}

/// Goes to a new location.
pub(super) fn visit(app: &mut App, screen: Screen) {
    leave(app);
    app.jump_list.visit(Location { screen, ..Location::default() });
    if let Some(view) = view(app) {
        app.jump_list.current_mut().selected = Some(0).filter(|first| view.sees(*first, 0));
    }
    keep_in_view(app);
}

/// Goes to a screen, unless it is on screen already.
pub(super) fn go_to(app: &mut App, screen: Screen) {
    if app.jump_list.current().screen != screen {
        visit(app, screen);
    }
}

/// Holds the editions that the record on screen is about against each other, or else those that the worklist is about.
pub(super) fn compare(app: &mut App) {
    match comparison::for_screen(app) {
        Some(pair) => go_to(app, Screen::Comparison(pair)),
        None => say(app, text::NOTHING_TO_COMPARE),
    }
}

/// Goes to the search, unless it is on screen already. The first letter takes the place of the query that is there.
pub(super) fn go_to_search(app: &mut App) {
    if !app.is_searching() {
        leave(app);
        app.jump_list.visit(Location::default());
        app.search.input.end();
        app.search.input.offer();
    }
}

/// Returns the rows of the list on screen and which of them is selected; none for a page.
fn rows(app: &App) -> Option<(Arc<[RecordRef]>, Option<usize>)> {
    match app.jump_list.current().screen {
        Screen::Search => Some((app.search.results.hits.iter().map(|hit| hit.at).collect(), app.search.selected)),
        screen => screen.filter().map(|filter| (app.rows(filter), app.jump_list.current().selected)),
    }
}

/// Returns how many rows the list on screen has and which of them is selected; none for a page.
fn row_count(app: &App) -> Option<(usize, Option<usize>)> {
    match app.jump_list.current().screen {
        Screen::Search => Some((app.search.results.hits.len(), app.search.selected)),
        _ => rows(app).map(|(rows, selected)| (rows.len(), selected)),
    }
}

/// Goes back in the jump list.
pub(super) fn back(app: &mut App) {
    travel(app, JumpList::back);
}

/// Goes forward in the jump list.
pub(super) fn forward(app: &mut App) {
    travel(app, JumpList::forward);
}

fn travel(app: &mut App, go: fn(&mut JumpList) -> bool) {
    if !go(&mut app.jump_list.clone()) {
        return say(app, text::NO_FURTHER);
    }
    leave(app);
    go(&mut app.jump_list);
    arrive(app);
    keep_in_view(app);
}

/// Moves in what is open on top of the screen, or else on the screen.
pub(super) fn go(app: &mut App, motion: Motion) {
    let mut seen = None;
    match &mut app.overlay {
        Some(Overlay::Palette(palette)) => palette.select(motion, overlays::palette::PAGE),
        Some(Overlay::FieldEditor(editor)) => {
            editor.move_lines(motion, overlays::field_editor::text_width(app.size), app.settings.ambiguous);
        }
        &mut Some(Overlay::Help(top)) => {
            let page = usize::from(overlays::help::area(app.size).height).saturating_sub(OVERLAP).max(1);
            app.overlay = Some(Overlay::Help(motion.within(top, overlays::help::last_scroll(app), page)));
        }
        // A prompt of one line: nothing is above or below it.
        Some(Overlay::Name(_) | Overlay::File(_) | Overlay::Query(_) | Overlay::Desk(_)) => {}
        Some(Overlay::Page(_)) => match motion {
            Motion::Next => page_search::step(app, true),
            Motion::Previous => page_search::step(app, false),
            _ => {}
        },
        None => seen = move_on_screen(app, motion),
    }
    keep_page_in_view(app, seen);
}

/// Moves in a page, which is returned, or in a list.
fn move_on_screen(app: &mut App, motion: Motion) -> Option<View> {
    let page = view(app);
    if let Some(view) = &page {
        move_in_page(app.jump_list.current_mut(), view, motion);
    } else if let Some((rows, selected)) = row_count(app) {
        select(app, motion.row(selected, rows, hits_height(app)));
    }
    page
}

/// Moves in a page. A single step selects the next link if it is visible, and otherwise scrolls.
fn move_in_page(location: &mut Location, view: &View, motion: Motion) {
    match motion {
        Motion::Next => {
            let next =
                location.selected.map_or_else(|| view.links_before(location.scroll), |link| link.saturating_add(1));
            if !view.sees(next, location.scroll) {
                location.scroll = motion.within(location.scroll, view.last_scroll(), 1);
            }
            select_if_seen(location, view, Some(next));
        }
        Motion::Previous => {
            let bottom = location.scroll.saturating_add(view.height);
            let above = || view.page.links.iter().take_while(|link| link.lines.end <= bottom).count();
            let previous = location.selected.unwrap_or_else(above).checked_sub(1);
            if !previous.is_some_and(|link| view.sees(link, location.scroll)) {
                location.scroll = motion.within(location.scroll, view.last_scroll(), 1);
            }
            select_if_seen(location, view, previous);
        }
        Motion::PageDown | Motion::PageUp | Motion::HalfDown | Motion::HalfUp | Motion::First | Motion::Last => {
            let page = view.height.saturating_sub(OVERLAP).max(1);
            let before = location.scroll;
            location.scroll = motion.within(before, view.last_scroll(), page);
            location.selected = behind_scroll(location, view, (motion, location.scroll == before));
        }
    }
}

/// Returns the link that is selected once the page was scrolled by more than a line, so that Enter never opens one that is
/// out of sight: the one selected as long as it is visible; at the ends of the page its first or last one.
fn behind_scroll(location: &Location, view: &View, (motion, stood): (Motion, bool)) -> Option<usize> {
    let is_seen = |link: &usize| view.sees(*link, location.scroll);
    let mut seen = (0..view.page.links.len()).filter(is_seen);
    match (motion, stood) {
        (Motion::First, _) | (Motion::PageUp | Motion::HalfUp, true) => seen.next(),
        (Motion::Last, _) | (Motion::PageDown | Motion::HalfDown, true) => seen.next_back(),
        _ => location.selected.filter(is_seen).or_else(|| seen.next()),
    }
}

/// Selects a link if it is visible. A selected link that is no longer visible is deselected.
fn select_if_seen(location: &mut Location, view: &View, wanted: Option<usize>) {
    if let Some(link) = wanted.filter(|link| view.sees(*link, location.scroll)) {
        location.selected = Some(link);
    }
    location.selected = location.selected.filter(|link| view.sees(*link, location.scroll));
}

/// Where no link is visible, selects the next one below, or else the last one above.
fn select_nearest(app: &mut App, view: &View) {
    let below = view.links_before(app.jump_list.current().scroll);
    match view.page.links.len().checked_sub(1) {
        Some(last) => select_link(app, below.min(last)),
        None => say(app, text::NOTHING_TO_OPEN),
    }
}

/// Selects the next link, scrolling to it if needed.
pub(super) fn next_link(app: &mut App) {
    let Some(view) = view(app) else { return };
    let location = app.jump_list.current();
    let next = location.selected.map_or_else(|| view.links_before(location.scroll), |link| link.saturating_add(1));
    select_link(app, next);
}

/// Selects the previous link, scrolling to it if needed.
pub(super) fn previous_link(app: &mut App) {
    let Some(view) = view(app) else { return };
    let location = app.jump_list.current();
    let next = location.selected.unwrap_or_else(|| view.links_before(location.scroll));
    select_link(app, next.saturating_sub(1));
}

fn select_link(app: &mut App, link: usize) {
    let Some(view) = view(app) else { return };
    let Some(target) = view.page.links.get(link) else { return };
    let location = app.jump_list.current_mut();
    location.selected = Some(link);
    if target.lines.start < location.scroll {
        location.scroll = target.lines.start.saturating_sub(1);
    }
    location.scroll = location.scroll.max((target.lines.end + 1).saturating_sub(view.height)).min(target.lines.start);
    keep_in_view(app);
}

/// Selects a row of the list on screen; none if the list is empty.
fn select(app: &mut App, row: Option<usize>) {
    if app.is_searching() {
        app.search.selected = row;
        app.search.pin();
    } else {
        app.jump_list.current_mut().selected = row;
    }
}

/// Selects a row of the list on screen, if it exists. Returns whether it was selected before.
pub(super) fn select_row(app: &mut App, row: usize) -> bool {
    let Some((_, selected)) = row_count(app).filter(|(rows, _)| row < *rows) else { return false };
    select(app, Some(row));
    keep_in_view(app);
    selected == Some(row)
}

/// Brings selection and scroll positions back into range after a change.
pub(super) fn keep_in_view(app: &mut App) {
    keep_page_in_view(app, None);
}

/// The same, with the page on screen if it is known already: it is long to compose, and moving does not change it.
fn keep_page_in_view(app: &mut App, seen: Option<View>) {
    let hits = app.search.results.hits.len();
    app.search.selected = selection::selected(app.search.selected, hits);
    let listed = app.jump_list.current().screen.filter().map(|filter| app.rows(filter).len());
    if let Some(total) = listed {
        let location = app.jump_list.current_mut();
        location.selected = selection::selected(location.selected, total);
    }
    if app.viewing.is_scrolled() {
        let (screen, target) = (app.jump_list.current().screen, links::shown_target(app));
        app.viewing.keep_preview(screen, target.as_ref());
    }
    if layout::is_too_small(app.size) {
        // Nothing is visible, so scroll positions have no range; they are corrected at the next size.
        return;
    }
    let height = hits_height(app);
    let search = &mut app.search;
    search.top = search.first_line(&search.lines(), height);
    if let Some(total) = listed {
        let location = app.jump_list.current_mut();
        location.scroll = selection::first_visible(location.scroll, location.selected, total, height);
    }
    if let Some(view) = seen.or_else(|| view(app)) {
        let location = app.jump_list.current_mut();
        location.scroll = location.scroll.min(view.last_scroll());
        location.selected = location.selected.filter(|link| *link < view.page.links.len());
    }
    if let Some(top) = app.help() {
        app.overlay = Some(Overlay::Help(top.min(overlays::help::last_scroll(app))));
    }
}
