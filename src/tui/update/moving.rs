//! Moving in lists and pages, and from record to record.

use crate::catalog::{Record, RecordRef};
use crate::model::{Kind, Status};
use crate::tui::app::App;
use crate::tui::page::{Page, Target};
use crate::tui::trail::{Place, Spot};
use crate::tui::{layout, overlays, text, views};

use super::{Effect, say};

/// How many lines stay on screen when a page is turned.
const OVERLAP: usize = 2;

/// A page on screen and how many of its lines can be seen.
struct View {
    page: Page,
    height: usize,
}

impl View {
    fn last_scroll(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }

    /// Returns how many links start above a line.
    fn links_before(&self, line: usize) -> usize {
        self.page.links.iter().take_while(|link| link.lines.start < line).count()
    }

    fn sees(&self, link: usize, scroll: usize) -> bool {
        self.page.links.get(link).is_some_and(|l| l.lines.start >= scroll && l.lines.end <= scroll + self.height)
    }
}

fn view(app: &App) -> Option<View> {
    let area = layout::record(app.size).page;
    let page = views::here(app, area.width)?;
    Some(View { page, height: usize::from(area.height) })
}

fn hits_height(app: &App) -> usize {
    usize::from(layout::search(app.size).hits.height).max(1)
}

/// Opens the selected hit or link.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let target = match (view(app), app.trail.here().link) {
        (Some(view), Some(link)) => view.page.links.get(link).map(|link| link.target.clone()),
        (Some(_), None) => {
            next_link(app);
            None
        }
        (None, _) => app.subject().map(Target::Record),
    };
    target.map_or_else(Vec::new, |target| follow(app, target))
}

/// Opens a link by its number, from 1.
pub(super) fn follow_number(app: &mut App, number: u8) -> Vec<Effect> {
    let page = match (view(app), app.subject()) {
        (Some(view), _) => Some(view.page),
        (None, at) => at.map(|at| views::page(app, at, app.size.width)),
    };
    let link = page.and_then(|page| page.links.into_iter().nth(usize::from(number).wrapping_sub(1)));
    match link {
        Some(link) => follow(app, link.target),
        None => {
            say(app, text::NO_SUCH_NUMBER);
            Vec::new()
        }
    }
}

fn follow(app: &mut App, target: Target) -> Vec<Effect> {
    match target {
        Target::Record(at) => {
            if app.is_searching() {
                app.recent.add(app.search.input.text());
            }
            visit(app, Spot::Record(at));
            Vec::new()
        }
        Target::List(narrowing) => {
            visit(app, Spot::List(narrowing));
            Vec::new()
        }
        Target::Coverage(cover) => {
            visit(app, Spot::Coverage(cover));
            Vec::new()
        }
    }
}

/// Gets ready to leave a place for another.
pub(super) fn leave(app: &mut App) {
    app.search.is_held |= app.is_searching();
    // What is picked must stay in sight.
    app.picked.clear();
}

/// Goes to a new place.
pub(super) fn visit(app: &mut App, spot: Spot) {
    leave(app);
    app.trail.visit(Place { spot, ..Place::default() });
    if let Some(view) = view(app) {
        app.trail.here_mut().link = Some(0).filter(|first| view.sees(*first, 0));
    }
}

/// Goes to the next clause that nobody has started on: in the list of hits, or behind the clause on screen.
pub(super) fn next_todo(app: &mut App) {
    let is_todo = |app: &App, at: RecordRef| match app.catalog.record(at) {
        Record::Clause(clause) => {
            let now = app.marks.intended(&clause.id).unwrap_or_else(|| app.status(at));
            app.scope.counts(at) && now == Status::Todo
        }
        _ => false,
    };
    let found = if let Some((rows, selected)) = rows(app) {
        let behind = (selected + 1..rows.len()).find(|index| is_todo(app, rows[*index]));
        behind.inspect(|index| move_selection(app, |_, _| *index)).is_some()
    } else {
        let clauses: Vec<RecordRef> = app.catalog.all(Kind::Clause).collect();
        let here = app.record().and_then(|here| clauses.iter().position(|at| *at == here));
        let start = here.map_or(0, |here| here + 1);
        let behind = clauses[start..].iter().find(|at| is_todo(app, **at)).copied();
        behind.inspect(|at| visit(app, Spot::Record(*at))).is_some()
    };
    if !found {
        say(app, text::NO_TODO_BEHIND);
    }
    keep_in_view(app);
}

/// Returns the rows of the list on screen and which of them is selected; none for a page.
fn rows(app: &App) -> Option<(Vec<RecordRef>, usize)> {
    match app.trail.here().spot {
        Spot::Search => Some((app.search.results.hits.iter().map(|hit| hit.at).collect(), app.search.selected)),
        Spot::List(narrowing) => Some((app.clauses(narrowing), app.trail.here().link.unwrap_or(0))),
        Spot::Contents | Spot::Progress | Spot::Coverage(_) | Spot::Record(_) => None,
    }
}

/// Goes back to where one was.
pub(super) fn back(app: &mut App) {
    leave(app);
    if !app.trail.back() {
        say(app, text::NO_FURTHER);
    }
    keep_in_view(app);
}

/// Goes forward again.
pub(super) fn forward(app: &mut App) {
    leave(app);
    if !app.trail.forward() {
        say(app, text::NO_FURTHER);
    }
    keep_in_view(app);
}

/// One down.
pub(super) fn next(app: &mut App) {
    if let Some(palette) = &mut app.palette {
        palette.select(|selected| selected.saturating_add(1));
    } else if app.note.is_some() {
        move_in_note(app, 1);
    } else if let Some(top) = &mut app.help {
        *top = top.saturating_add(1);
    } else if let Some(view) = view(app) {
        let here = app.trail.here_mut();
        let next = match here.link {
            Some(link) => link + 1,
            None => view.links_before(here.scroll),
        };
        if !view.sees(next, here.scroll) {
            here.scroll = (here.scroll + 1).min(view.last_scroll());
        }
        select_if_seen(here, &view, Some(next));
    } else {
        move_selection(app, |selected, _| selected.saturating_add(1));
    }
    keep_in_view(app);
}

/// One up.
pub(super) fn previous(app: &mut App) {
    if let Some(palette) = &mut app.palette {
        palette.select(|selected| selected.saturating_sub(1));
    } else if app.note.is_some() {
        move_in_note(app, -1);
    } else if let Some(top) = &mut app.help {
        *top = top.saturating_sub(1);
    } else if let Some(view) = view(app) {
        let here = app.trail.here_mut();
        let bottom = here.scroll + view.height;
        let previous = match here.link {
            Some(link) => link.checked_sub(1),
            None => view.page.links.iter().take_while(|link| link.lines.end <= bottom).count().checked_sub(1),
        };
        if !previous.is_some_and(|link| view.sees(link, here.scroll)) {
            here.scroll = here.scroll.saturating_sub(1);
        }
        select_if_seen(here, &view, previous);
    } else {
        move_selection(app, |selected, _| selected.saturating_sub(1));
    }
    keep_in_view(app);
}

/// Selects a link that has come into view; a selection that has left it is given up.
fn select_if_seen(here: &mut Place, view: &View, wanted: Option<usize>) {
    if let Some(link) = wanted.filter(|link| view.sees(*link, here.scroll)) {
        here.link = Some(link);
    }
    here.link = here.link.filter(|link| view.sees(*link, here.scroll));
}

/// Selects the next link, wherever it stands.
pub(super) fn next_link(app: &mut App) {
    let Some(view) = view(app) else { return };
    let here = app.trail.here();
    let next = here.link.map_or_else(|| view.links_before(here.scroll), |link| link + 1);
    select_link(app, next);
}

/// Selects the previous link, wherever it stands.
pub(super) fn previous_link(app: &mut App) {
    let Some(view) = view(app) else { return };
    let here = app.trail.here();
    let next = here.link.unwrap_or_else(|| view.links_before(here.scroll));
    select_link(app, next.saturating_sub(1));
}

fn select_link(app: &mut App, link: usize) {
    let Some(view) = view(app) else { return };
    let Some(target) = view.page.links.get(link) else { return };
    let here = app.trail.here_mut();
    here.link = Some(link);
    if target.lines.start < here.scroll {
        here.scroll = target.lines.start.saturating_sub(1);
    }
    here.scroll = here.scroll.max((target.lines.end + 1).saturating_sub(view.height)).min(target.lines.start);
    keep_in_view(app);
}

/// A page down.
pub(super) fn page_down(app: &mut App) {
    turn(app, usize::saturating_add);
}

/// A page up.
pub(super) fn page_up(app: &mut App) {
    turn(app, usize::saturating_sub);
}

/// To the start.
pub(super) fn first(app: &mut App) {
    turn(app, |_, _| 0);
}

/// To the end.
pub(super) fn last(app: &mut App) {
    turn(app, |_, _| usize::MAX);
}

fn move_in_note(app: &mut App, by: isize) {
    let width = overlays::note::text_width(app.size);
    if let Some(note) = &mut app.note {
        note.move_lines(by, width, app.settings.ambiguous);
    }
}

fn turn(app: &mut App, to: impl Fn(usize, usize) -> usize) {
    if let Some(palette) = &mut app.palette {
        palette.select(|selected| to(selected, overlays::palette::PAGE));
    } else if let Some(top) = app.help {
        let page = usize::from(overlays::help::area(app.size).height).saturating_sub(OVERLAP).max(1);
        app.help = Some(to(top, page));
    } else if let Some(view) = view(app) {
        let page = view.height.saturating_sub(OVERLAP).max(1);
        let here = app.trail.here_mut();
        here.scroll = to(here.scroll, page).min(view.last_scroll());
        let scroll = here.scroll;
        if !here.link.is_some_and(|link| view.sees(link, scroll)) {
            here.link = (0..view.page.links.len()).find(|link| view.sees(*link, scroll));
        }
    } else {
        move_selection(app, to);
    }
    keep_in_view(app);
}

fn move_selection(app: &mut App, to: impl Fn(usize, usize) -> usize) {
    let page = hits_height(app);
    if app.is_searching() {
        app.search.selected = to(app.search.selected, page);
        app.search.is_held = true;
    } else {
        let here = app.trail.here_mut();
        here.link = Some(to(here.link.unwrap_or(0), page));
    }
}

/// Selects a row of the list on screen, if there is one; returns whether it was selected already.
pub(super) fn select_row(app: &mut App, row: usize) -> bool {
    let Some((_, selected)) = rows(app).filter(|(rows, _)| row < rows.len()) else { return false };
    move_selection(app, |_, _| row);
    keep_in_view(app);
    row == selected
}

/// Brings selection and scroll positions back into their bounds after anything has changed.
pub(super) fn keep_in_view(app: &mut App) {
    let search = &mut app.search;
    search.selected = search.selected.min(search.results.hits.len().saturating_sub(1));
    if layout::is_too_small(app.size) {
        // Nothing is shown, so nothing has bounds; they return with the next size.
        return;
    }
    let height = hits_height(app);
    let search = &mut app.search;
    search.top = top_for(search.top, search.selected, (search.results.hits.len(), height));
    if let Spot::List(narrowing) = app.trail.here().spot {
        let total = app.clauses(narrowing).len();
        let here = app.trail.here_mut();
        let selected = here.link.unwrap_or(0).min(total.saturating_sub(1));
        here.link = Some(selected);
        here.scroll = top_for(here.scroll, selected, (total, height));
    }
    if let Some(view) = view(app) {
        let here = app.trail.here_mut();
        here.scroll = here.scroll.min(view.last_scroll());
        here.link = here.link.filter(|link| *link < view.page.links.len());
    }
    if let Some(top) = app.help {
        app.help = Some(top.min(overlays::help::last_scroll(app)));
    }
}

/// Returns which row stands on top so that the selected one is on screen, as close to where it stood as can be.
fn top_for(top: usize, selected: usize, (total, height): (usize, usize)) -> usize {
    top.min(total.saturating_sub(height)).min(selected).max((selected + 1).saturating_sub(height))
}
