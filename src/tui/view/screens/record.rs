//! The screen of a page.

use ratatui::layout::{Position, Rect};

use crate::catalog::{Record, RecordRef};
use crate::language::tr;
use crate::text::width::{cells, clip};
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::view::found;
use crate::tui::view::page::{Page, Span};
use crate::tui::view::pages;
use crate::tui::view::pages::names;
use crate::tui::view::screens::pane::Pane;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{layout, text};

/// The least room for the title of a scrolled page.
const TITLE: usize = 8;

/// Draws the current page.
pub fn draw(painter: &mut Painter<'_>) {
    let app = painter.app;
    let layout = layout::record(app.size);
    let location = app.jump_list.current();
    let Some(mut page) = pages::current(app, layout.page.width) else { return };
    let places = found::on_screen(app, &page);
    found::mark(&mut page, &places, app.page_search.as_ref().map_or(0, |search| search.at));
    painter.rule(Rect { y: layout.page.y - 1, height: 1, ..layout.header });
    let seen = position(&page, location.scroll, usize::from(layout.page.height));
    let seen = format!("{}{seen}", looked_for(app, places.len()));
    let rule = Position::new(layout.header.right() - 2, layout.page.y - 1);
    if location.scroll > 0 {
        let room = usize::from(rule.x.saturating_sub(2)).saturating_sub(cells(&seen, app.settings.ambiguous) + 2);
        let head = match location.screen {
            Screen::Record(at) => head(app, at, room),
            Screen::Contents => head_of_contents(app, pages::place(app, &page, location.scroll), room),
            _ => head_of_deed(app, &page, room),
        };
        painter.spans(Position::new(2, rule.y), rule.x, &head);
    }
    painter.spans_right(rule, &[Span::new(seen, TextRole::Quiet)]);
    painter.focus = Some(layout.page.as_position());
    painter.page(layout.page, &page, location.scroll, location.selected);
    if let Some(area) = layout.beside {
        painter.divider(Rect { x: area.x - 1, width: 1, ..area });
        Pane::of_link(app, &page, area).iter().for_each(|pane| pane.draw(painter));
    }
}

/// Returns what a scrolled page is about, to stand on the rule above it: label, title as far as there is room, status.
/// Where there is little room, the status stays rather than the title, and the label alone rather than a part of both.
fn head(app: &App, at: RecordRef, room: usize) -> Vec<Span> {
    let width = |text: &str| cells(text, app.settings.ambiguous);
    let label = format!(" {} ", names::label(app, at));
    let status = match app.catalog.record(at) {
        Record::Clause(clause) => {
            let forms = [pages::status(app, at, clause), pages::short_status(app, at, clause)];
            forms.into_iter().find(|status| width(&label) + width(&status.text) < room)
        }
        _ => None,
    };
    let taken = width(&label) + status.as_ref().map_or(0, |status| width(&status.text) + 1);
    let left = room.saturating_sub(taken + 2);
    let title = match clip(&names::name(app, at), left, app.settings.ambiguous) {
        title if left >= TITLE => format!(" {title} "),
        _ => String::new(),
    };
    let label = clip(&label, room, app.settings.ambiguous);
    let mut spans = vec![Span::new(label, TextRole::Quiet), Span::new(title, TextRole::Title)];
    spans.extend(status.into_iter().flat_map(|status| [status, Span::new(" ", TextRole::Text)]));
    spans
}

/// Returns the row that does what a page is there for, with its number: the number does it wherever one is on the page.
fn head_of_deed(app: &App, page: &Page, room: usize) -> Vec<Span> {
    let deed = page.links.iter().enumerate().find(|(_, link)| link.target.is_purpose());
    let Some((index, link)) = deed.filter(|(index, _)| *index < 9) else { return Vec::new() };
    let title = clip(&link.title, room.saturating_sub(4), app.settings.ambiguous);
    vec![Span::new(format!(" {} ", index + 1), TextRole::Key), Span::new(format!("{title} "), TextRole::Link)]
}

/// Returns what the first rows that are visible belong to.
fn head_of_contents(app: &App, place: Option<String>, room: usize) -> Vec<Span> {
    let place = place.map(|place| clip(&place, room.saturating_sub(2), app.settings.ambiguous));
    place.map(|place| Span::new(format!(" {place} "), TextRole::Title)).into_iter().collect()
}

/// Returns which of the places one is at where words were found; empty if none are looked for.
fn looked_for(app: &App, total: usize) -> String {
    match &app.page_search {
        Some(search) if total > 0 => format!(" {} ", text::place(search.at.min(total - 1), total)),
        _ => String::new(),
    }
}

/// Returns which lines of a page are visible; empty if all of them are.
fn position(page: &Page, scroll: usize, height: usize) -> String {
    let total = page.lines.len();
    if total <= height {
        return String::new();
    }
    tr!(" {first}-{last} / {total} 行 ", first = scroll + 1, last = (scroll + height).min(total), total)
}
