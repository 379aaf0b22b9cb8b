//! What one looks at on the page on screen, for pages that are made anew meanwhile: links by where they lead, lines by what
//! they say.

use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::view::page::{LinkTarget, Page, Span};

use super::{View, keep_in_view, select_link, view};

/// How many lines a change may move a page.
const FARTHEST: usize = 40;

/// What one sees of a page: the selected link, and the lines once it is scrolled.
#[derive(Debug)]
pub(in super::super) struct Sight {
    screen: Screen,
    target: Option<LinkTarget>,
    lines: Vec<String>,
}

impl Sight {
    /// Returns what one sees of the page on screen; none for lists. At its start a page has no lines to keep: what is new
    /// there shall be seen.
    pub(in super::super) fn of(app: &App) -> Option<Self> {
        let location = app.jump_list.current();
        let View { page, height } = view(app)?;
        let target = location.selected.and_then(|link| page.links.get(link)).map(|link| link.target.clone());
        let kept = if location.scroll > 0 { height } else { 0 };
        let lines = page.lines.iter().skip(location.scroll).take(kept).map(|line| words(line)).collect();
        Some(Self { screen: location.screen, target, lines })
    }

    /// Scrolls the page, made anew, so that one sees the same, with the same link selected; where that is gone, with the one
    /// in its place.
    pub(in super::super) fn keep(self, app: &mut App) {
        let location = app.jump_list.current();
        let Some(view) = view(app).filter(|_| location.screen == self.screen) else { return keep_in_view(app) };
        let scroll = self.place(&view.page, location.scroll);
        let (target, before) = (self.target.as_ref(), location.selected.unwrap_or(0));
        let same = (0..view.page.links.len()).filter(|link| Some(&view.page.links[*link].target) == target);
        let link = same.min_by_key(|link| link.abs_diff(before)).or(location.selected);
        let location = app.jump_list.current_mut();
        location.scroll = scroll.min(view.last_scroll());
        location.selected = link;
        keep_in_view(app);
    }

    /// Returns the line of a page from which on most lines say the same; of several the nearest to where one was.
    fn place(&self, page: &Page, before: usize) -> usize {
        let lines: Vec<String> = page.lines.iter().map(|line| words(line)).collect();
        let same = |start: usize| {
            let pairs = self.lines.iter().zip(lines.iter().skip(start));
            pairs.filter(|(seen, now)| !seen.is_empty() && seen == now).count()
        };
        let starts = before.saturating_sub(FARTHEST)..=before.saturating_add(FARTHEST);
        let best = starts.max_by_key(|start| (same(*start), usize::MAX - start.abs_diff(before)));
        best.unwrap_or(before)
    }
}

fn words(line: &[Span]) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

/// Returns where the selected link of the page on screen leads; none on any other screen.
pub(in super::super) fn selected_target(app: &App) -> Option<LinkTarget> {
    let link = app.jump_list.current().selected?;
    view(app)?.page.links.into_iter().nth(link).map(|link| link.target)
}

/// Returns what a preview is of: the selected row, or where the selected link leads.
pub(super) fn shown_target(app: &App) -> Option<LinkTarget> {
    match app.jump_list.current().screen {
        Screen::Search | Screen::List(_) => app.target_record().map(LinkTarget::Record),
        _ => selected_target(app),
    }
}

/// Selects the link of the page on screen that leads somewhere, without moving the page; none if there is no such link.
pub(in super::super) fn select_target(app: &mut App, target: Option<&LinkTarget>) {
    let Some(view) = view(app) else { return };
    let link = view.page.links.iter().position(|link| Some(&link.target) == target);
    app.jump_list.current_mut().selected = link.filter(|link| view.sees(*link, app.jump_list.current().scroll));
}

/// Selects the link that leads somewhere, and goes to it; nothing if there is no such link.
pub(in super::super) fn reveal_target(app: &mut App, target: &LinkTarget) {
    let link = view(app).and_then(|view| view.page.links.iter().position(|link| link.target == *target));
    link.into_iter().for_each(|link| select_link(app, link));
}
