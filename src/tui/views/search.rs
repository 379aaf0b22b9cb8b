//! The search: query line, hits, preview.

use ratatui::layout::{Position, Rect};

use crate::catalog::{Record, RecordRef};
use crate::model::{Kind, Status};
use crate::search::{Field, Hit};
use crate::tui::app::{App, Readiness};
use crate::tui::keymap::Mode;
use crate::tui::layout::{self, Preview};
use crate::tui::page::{Span, marked};
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::width::{cells, clip, pad};

use super::record::Painter;

mod preview;

/// How many choices there are to narrow the hits to: each kind, or none.
pub const KIND_CHOICES: usize = Kind::SEARCHABLE.len() + 1;
/// The width of labels in the list of hits.
const LABELS: (usize, usize) = (8, 18);

/// Returns the choice that comes some steps after another; none stands for all kinds.
pub fn kind_after(kind: Option<Kind>, steps: usize) -> Option<Kind> {
    let now = Kind::SEARCHABLE.iter().position(|known| Some(*known) == kind).map_or(0, |at| at + 1);
    ((now + steps) % KIND_CHOICES).checked_sub(1).map(|at| Kind::SEARCHABLE[at])
}

/// Draws the screen; returns where the cursor stands.
pub fn draw(painter: &mut Painter<'_>) -> Option<Position> {
    let layout = layout::search(painter.app.size);
    let cursor = query(painter, layout.query);
    remark(painter, layout.remark);
    hits(painter, layout.hits);
    match layout.preview {
        Some(Preview::Below(area)) => {
            painter.rule(Rect { y: area.y - 1, height: 1, ..area });
            preview::draw(painter, area);
        }
        Some(Preview::Beside(area)) => {
            painter.divider(Rect { x: area.x - 1, width: 1, ..area });
            if let Some(hit) = painter.app.search.hit() {
                let page = super::page(painter.app, hit.at, area.width);
                painter.page(area, &page, 0, None);
            }
        }
        None => {}
    }
    Some(cursor)
}

fn query(painter: &mut Painter<'_>, area: Rect) -> Position {
    let search = &painter.app.search;
    let counts = counts(painter.app);
    let width: usize = counts.iter().map(|span| cells(&span.text, painter.app.settings.ambiguous)).sum();
    let start = painter.text(area.as_position(), area.right(), text::PROMPT, Role::Key);
    // The counts give way to the query on narrow screens.
    let fits = usize::from(area.width) > width + usize::from(start) + 16;
    let right = if fits { area.right() - width as u16 - 1 } else { area.right() };
    if fits {
        painter.spans(Position::new(right + 1, area.y), area.right(), &counts);
    }
    let at = Position::new(start, area.y);
    let room = usize::from(right.saturating_sub(start + 2));
    let hidden = hidden(search.input.before_cursor(), room, painter);
    if search.input.text().is_empty() {
        painter.text(at, right, &clip(text::PLACEHOLDER, room, painter.app.settings.ambiguous), Role::Quiet);
    } else {
        painter.text(at, right, &search.input.text()[hidden..], Role::Title);
    }
    let before = cells(&search.input.before_cursor()[hidden..], painter.app.settings.ambiguous);
    Position::new((start + before as u16).min(area.right() - 1), area.y)
}

/// Returns how many bytes of the query are scrolled out at the left, so that the cursor stays in view.
fn hidden(before: &str, room: usize, painter: &Painter<'_>) -> usize {
    let mut starts = before.char_indices().map(|(at, _)| at).chain([before.len()]);
    starts.find(|at| cells(&before[*at..], painter.app.settings.ambiguous) <= room).unwrap_or(before.len())
}

fn counts(app: &App) -> Vec<Span> {
    let mut spans = Vec::new();
    for (kind, count) in &app.search.counts {
        let count = count.map_or_else(|| "-".to_owned(), |count| count.to_string());
        let is_chosen = app.search.kind == Some(*kind);
        let role = if is_chosen { Role::Match } else { Role::Quiet };
        let (open, close) = if is_chosen { ("[", "]") } else { (" ", " ") };
        spans.push(Span::new(open, Role::Text));
        spans.push(Span::new(format!("{} {count}", kind.name()), role));
        spans.push(Span::new(close, Role::Text));
    }
    spans
}

fn remark(painter: &mut Painter<'_>, area: Rect) {
    let search = &painter.app.search;
    painter.rule(area);
    let picked = picked(painter.app);
    let said = match &search.readiness {
        _ if !search.picked.is_empty() => picked.as_str(),
        Readiness::Preparing if !search.is_browsing() => text::PREPARING,
        _ if search.is_browsing() => text::BROWSING,
        _ => search.results.warnings.first().map_or("", String::as_str),
    };
    if !said.is_empty() {
        let said = clip(said, usize::from(area.width).saturating_sub(6), painter.app.settings.ambiguous);
        painter.text(Position::new(3, area.y), area.right(), &format!(" {said} "), Role::Quiet);
    }
}

/// What can be done with the rows that are picked.
fn picked(app: &App) -> String {
    let statuses = [
        ("toggle-done", Status::Done),
        ("mark-doing", Status::Doing),
        ("mark-na", Status::Na),
        ("mark-todo", Status::Todo),
    ];
    let keys = statuses.map(|(name, status)| (app.keymap.key_for(Mode::Search, name), status.name()));
    let release = (app.keymap.key_for(Mode::Search, "dismiss"), text::RELEASE);
    let keys: Vec<_> = keys.into_iter().chain([release]).filter(|(key, _)| !key.is_empty()).collect();
    text::picked(app.search.picked.len(), &keys)
}

fn hits(painter: &mut Painter<'_>, area: Rect) {
    let search = &painter.app.search;
    if search.results.hits.is_empty() {
        return nothing(painter, area);
    }
    let height = usize::from(area.height);
    let top = search.top.min(search.selected).max((search.selected + 1).saturating_sub(height));
    let seen: Vec<_> = search.results.hits.iter().enumerate().skip(top).take(height).collect();
    let ambiguous = painter.app.settings.ambiguous;
    let widest = seen.iter().map(|(_, hit)| cells(&super::label(painter.app, hit.at), ambiguous)).max();
    let label = widest.unwrap_or(0).clamp(LABELS.0, LABELS.1);
    for (row, (index, hit)) in seen.into_iter().enumerate() {
        let line = Rect::new(area.x, area.y + row as u16, area.width, 1);
        let left = row_text(painter.app, hit, label);
        let right = vec![Span::new(" ", Role::Text), remark_of(painter.app, hit.at), Span::new(" ", Role::Text)];
        painter.row(line, (left, right), index == search.selected);
        if search.picked.contains(&hit.at) {
            painter.text(line.as_position(), line.right(), text::PICKED, Role::Key);
        }
    }
}

fn row_text(app: &App, hit: &Hit, label: usize) -> Vec<Span> {
    let role = if hit.at.kind == Kind::Clause { Role::Text } else { Role::Quiet };
    let mut spans =
        vec![Span::new(format!("{}  ", pad(&super::label(app, hit.at), label, app.settings.ambiguous)), role)];
    let title = app.catalog.title(hit.at);
    spans.extend(marked(title, 0..title.len(), &super::marks_of(hit, Field::Title), Role::Text));
    if let Record::Product(product) = app.catalog.record(hit.at) {
        spans.push(Span::new(format!("  ({})", product.family), Role::Quiet));
    }
    if app.catalog.is_unverified(hit.at) {
        spans.push(Span::new(format!("  {}", text::UNVERIFIED), Role::Unverified));
    }
    spans
}

/// Returns what stands at the right end of a hit: the status of a clause, the reach of anything else.
fn remark_of(app: &App, at: RecordRef) -> Span {
    let reach = |kind: Kind| app.catalog.graph().neighbours(at).iter().filter(|to| to.at.kind == kind).count();
    match app.catalog.record(at) {
        Record::Clause(clause) => {
            let status = app.state.status(&clause.id);
            if status == Status::Todo && !app.catalog.is_inspected(clause) {
                return Span::new("    ", Role::Quiet);
            }
            Span::new(format!("[{}]", status.short()), Role::of_status(status))
        }
        Record::Risk(_) => Span::new(text::count("製品", reach(Kind::Product)), Role::Quiet),
        Record::Product(_) => Span::new(text::count("条項", reach(Kind::Clause)), Role::Quiet),
        _ => Span::new("", Role::Quiet),
    }
}

fn nothing(painter: &mut Painter<'_>, area: Rect) {
    if painter.app.search.is_waiting {
        return;
    }
    let lines: Vec<&str> = match &painter.app.search.readiness {
        Readiness::Failed(failure) => vec![&failure.message, text::NO_SEARCH_HINT],
        Readiness::Preparing | Readiness::Ready => [text::NOTHING].into_iter().chain(text::NOTHING_HINTS).collect(),
    };
    for (row, line) in lines.into_iter().enumerate().take(usize::from(area.height)) {
        let role = if row == 0 { Role::Title } else { Role::Quiet };
        painter.text(Position::new(area.x + 3, area.y + row as u16), area.right(), line, role);
    }
}
