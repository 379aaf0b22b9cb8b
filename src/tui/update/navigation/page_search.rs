//! Looking for words on the page on screen, and going from one of its headings to the next.

use crate::tui::app::App;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::page_search::{PagePrompt, PageSearch};
use crate::tui::app::text_input::TextInput;
use crate::tui::update::notice::say;
use crate::tui::view::found::{Place, on_screen};
use crate::tui::view::text;

use super::{View, contents, keep_in_view, view};

/// How many lines stay above a place that is scrolled to, so that one sees what it belongs to.
const ABOVE: usize = 3;

/// Opens the prompt for the words. It offers those that were looked for last: the first letter takes their place.
pub(in crate::tui::update) fn open(app: &mut App) {
    if view(app).is_none() {
        return;
    }
    let left = (app.viewing.folded.clone(), app.jump_list.current());
    contents::unfold_all(app);
    let input = TextInput::new(&app.last_wanted).to_be_replaced();
    let before = app.page_search.take();
    app.overlay = Some(Overlay::Page(PagePrompt { input, from: app.jump_list.current(), left, before }));
}

/// Shows the first place, from where the prompt was opened, at which the words stand that are typed so far.
pub(in crate::tui::update) fn look(app: &mut App) {
    let Some(Overlay::Page(prompt)) = &app.overlay else { return };
    let (wanted, from) = (prompt.input.text().trim().to_owned(), prompt.from);
    *app.jump_list.current_mut() = from;
    app.page_search = (!wanted.is_empty()).then_some(PageSearch { wanted, at: 0 });
    let places = places(app);
    let at = places.iter().position(|place| place.line() >= from.scroll).unwrap_or(0);
    show(app, &places, at);
}

/// Closes the prompt. Where nothing is found there is nowhere to go: it stays, and says so.
pub(in crate::tui::update) fn confirm(app: &mut App) {
    if app.page_search.is_none() {
        look(app);
    }
    let Some(search) = &app.page_search else { return cancel(app) };
    let wanted = search.wanted.clone();
    if !places(app).is_empty() {
        app.last_wanted = wanted;
        app.overlay = None;
    }
}

/// Closes the prompt; the page is again as it was.
pub(in crate::tui::update) fn cancel(app: &mut App) {
    if let Some(Overlay::Page(prompt)) = app.overlay.take() {
        (app.viewing.folded, *app.jump_list.current_mut()) = prompt.left;
        app.page_search = prompt.before;
        keep_in_view(app);
    }
}

/// Goes to the next place, or to the one before. Behind the last one comes the first one, which is said.
pub(in crate::tui::update) fn step(app: &mut App, is_forward: bool) {
    let places = places(app);
    let Some((search, last)) = app.page_search.as_ref().zip(places.len().checked_sub(1)) else { return };
    let at = search.at.min(last);
    let (next, said) = match (is_forward, at) {
        (true, at) if at == last => (0, text::PAGE_FROM_THE_TOP),
        (true, at) => (at + 1, ""),
        (false, 0) => (last, text::PAGE_FROM_THE_END),
        (false, at) => (at - 1, ""),
    };
    show(app, &places, next);
    if !said.is_empty() {
        say(app, said);
    }
}

fn places(app: &App) -> Vec<Place> {
    view(app).map_or_else(Vec::new, |view| on_screen(app, &view.page))
}

/// Scrolls to a place, unless it is visible. A link that it stands in is selected, so that Enter opens it.
fn show(app: &mut App, places: &[Place], at: usize) {
    let (Some(view), Some(search)) = (view(app), app.page_search.as_mut()) else { return };
    search.at = at;
    let Some(line) = places.get(at).map(Place::line) else { return };
    let location = app.jump_list.current_mut();
    // The last line may lie below the prompt.
    let bottom = location.scroll.saturating_add(view.height.saturating_sub(1).max(1));
    if line < location.scroll || line >= bottom {
        location.scroll = line.saturating_sub(ABOVE.min(view.height / 2)).min(view.last_scroll());
    }
    let scroll = location.scroll;
    let link = view.page.links.iter().position(|link| link.lines.contains(&line));
    location.selected = link.or_else(|| location.selected.filter(|link| view.sees(*link, scroll)));
    keep_in_view(app);
}

/// Goes to the next section of the page, or to the one before: to its heading, and to its first link.
pub(in crate::tui::update) fn section(app: &mut App, is_forward: bool) {
    let Some(view) = view(app) else { return };
    let location = app.jump_list.current();
    let sections = &view.page.sections;
    // In the last screen of a page nothing scrolls any more; there the selected link says where one is.
    let selected = location.selected.and_then(|link| view.page.links.get(link)).map(|link| link.lines.start);
    let here = selected.filter(|line| *line >= location.scroll).unwrap_or(location.scroll);
    let (before, behind) = sections.split_at(sections.partition_point(|line| *line <= here));
    let is_above = |line: &&usize| **line < location.scroll;
    let target = if is_forward {
        behind.iter().copied().find(|start| can_stand_at(&view, *start))
    } else {
        // The heading of this section comes first, if it has been scrolled out.
        let others = before.split_last().map_or(before, |(own, others)| if is_above(&own) { before } else { others });
        let earlier = others.iter().rev().copied().find(|start| can_stand_at(&view, *start));
        earlier.or_else(|| Some(0).filter(|_| location.scroll > 0))
    };
    match target {
        Some(start) => go_to_section(app, &view, start),
        None => say(app, if is_forward { text::NO_SECTION_BEHIND } else { text::NO_SECTION_BEFORE }),
    }
}

/// Returns the first link of the section that begins at a line.
fn first_link(view: &View, start: usize) -> Option<usize> {
    let end = view.page.sections.iter().copied().find(|line| *line > start).unwrap_or(usize::MAX);
    view.page.links.iter().position(|link| (start..end).contains(&link.lines.start))
}

/// Whether one can tell that a section was gone to: its heading comes to the top, or a link of it is selected.
fn can_stand_at(view: &View, start: usize) -> bool {
    start <= view.last_scroll() || first_link(view, start).is_some_and(|link| view.sees(link, view.last_scroll()))
}

fn go_to_section(app: &mut App, view: &View, start: usize) {
    let location = app.jump_list.current_mut();
    location.scroll = start.min(view.last_scroll());
    let scroll = location.scroll;
    location.selected = first_link(view, start).filter(|link| view.sees(*link, scroll));
    keep_in_view(app);
}
