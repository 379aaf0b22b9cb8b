//! The rows of a list: hits of a query, or clauses of the worklist.

use ratatui::layout::{Position, Rect};

use crate::catalog::{Record, RecordRef};
use crate::language::t;
use crate::model::{Kind, Status, Verdict};
use crate::search::{Hit, Part};
use crate::sheet::terms;
use crate::text::width::{cells, clip, pad};
use crate::tui::app::App;
use crate::tui::app::rows::columns::ListColumn;
use crate::tui::view::page::{Span, highlighted};
use crate::tui::view::pages::names;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::workspace::cloud::reach;
use crate::workspace::facts::title;
use crate::workspace::packs::FROM_PACK;

/// The cells before the label of a row.
const MARKER: usize = 3;
/// From this width on, a row says how many records it is tied to even where its title is cut for it.
const ROOMY: u16 = 60;

/// A row of a list.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A record, with its hit if there was a query.
    Record(RecordRef, Option<&'a Hit>),
    /// What stands above the records that follow.
    Heading(&'a str),
}

/// The rows to draw.
#[derive(Clone, Copy, Debug)]
pub struct ListRows<'a> {
    /// Those that are visible.
    pub rows: &'a [Row<'a>],
    /// The record that is selected; none if it is not visible.
    pub selected: Option<RecordRef>,
    /// The width of the labels, see [`App::label_column`].
    pub label: usize,
    /// The columns on the right; none in a list of hits.
    pub columns: &'a [(ListColumn, usize)],
}

/// Returns the width of the labels in a list of some cells. On a narrow screen the titles need the room more; a longer label then
/// pushes its own title aside.
pub fn label_width(label: usize, width: u16) -> usize {
    label.min(usize::from(width) / 3)
}

/// Draws the rows, from the top of an area.
pub fn draw(painter: &mut Painter<'_>, area: Rect, rows: ListRows<'_>) {
    let app = painter.app;
    let label = label_width(rows.label, area.width);
    for (place, row) in rows.rows.iter().enumerate() {
        let line = Rect::new(area.x, area.y + place as u16, area.width, 1);
        let (at, hit) = match row {
            Row::Record(at, hit) => (at, hit),
            Row::Heading(heading) => {
                painter.rule(Rect { x: line.x + 3, width: line.width.saturating_sub(6), ..line });
                painter.text(
                    Position::new(line.x + 5, line.y),
                    line.right(),
                    &format!(" {} ", t(heading)),
                    TextRole::Heading,
                );
                continue;
            }
        };
        let mut left = row_text(app, *at, *hit, label);
        let mut right = match rows.columns {
            [] => remark(app, *at, (room_beside(app, &left, line), line.width)),
            columns => cells_of(app, *at, (columns, room_beside(app, &left, line))),
        };
        if app.state.mark(app.catalog.id(*at)).is_some_and(|mark| !mark.conflicts.is_empty()) {
            right.insert(1, Span::new(t(text::DISAGREEMENT), TextRole::Error));
        }
        if app.kept_rows.contains(at) {
            // It is not counted here any more, and stays only so that nothing else takes its place under the keys.
            left.iter_mut().for_each(|span| span.role = TextRole::Quiet);
        }
        painter.row(line, (left, right), Some(*at) == rows.selected);
        if app.picked.contains(at) {
            painter.text(line.as_position(), line.right(), text::PICKED, TextRole::Key);
        }
    }
}

/// Returns how many cells a line has beside the left part of a row.
fn room_beside(app: &App, left: &[Span], line: Rect) -> usize {
    let taken: usize = left.iter().map(|span| cells(&span.text, app.settings.ambiguous)).sum();
    usize::from(line.width).saturating_sub(MARKER + taken)
}

/// Returns the columns of a clause, each as wide as in every row of the list. Where they would cut the title, what is empty
/// before the first value is left to it.
fn cells_of(app: &App, at: RecordRef, (columns, room): (&[(ListColumn, usize)], usize)) -> Vec<Span> {
    let ambiguous = app.settings.ambiguous;
    let needed: usize = columns.iter().map(|(_, width)| width + 1).sum();
    let is_cut = needed + 1 > room;
    let mut spans = vec![Span::new(" ", TextRole::Text)];
    let is_empty = |(column, _): &&(ListColumn, usize)| is_cut && column.text(app, at).is_empty();
    for (column, width) in columns.iter().skip_while(is_empty).copied() {
        let text = clip(&column.text(app, at), width, ambiguous);
        let gap = width.saturating_sub(cells(&text, ambiguous)) + 1;
        spans.push(Span::new(text, role_of(app, at, column)));
        spans.push(Span::new(" ".repeat(gap), TextRole::Text));
    }
    spans
}

/// Returns the role of a column of a clause. What is overdue has a sign as well.
fn role_of(app: &App, at: RecordRef, column: ListColumn) -> TextRole {
    let answers = app.state.mark(app.catalog.id(at)).map(|mark| &mark.answers);
    match column {
        ListColumn::Status => TextRole::of_status(answers.map_or(Status::Todo, |answers| answers.status)),
        ListColumn::Due if answers.is_some_and(|answers| answers.is_late(app.today)) => TextRole::Error,
        ListColumn::Verdict if answers.is_some_and(|answers| answers.is_judged(Verdict::Nonconform)) => TextRole::Error,
        _ => TextRole::Quiet,
    }
}

/// Returns the count of picked rows, with as many of the keys that act on them as fit into so many cells, and the one that lets
/// them go.
pub fn picked(app: &App, room: usize) -> String {
    let statuses = [
        ("toggle-done", Status::Done),
        ("mark-doing", Status::Doing),
        ("mark-na", Status::Na),
        ("mark-todo", Status::Todo),
    ];
    let keys = statuses.map(|(name, status)| (app.key_below(name), status.name()));
    let release = (app.key_below("dismiss"), text::RELEASE);
    let mut keys: Vec<_> = keys.into_iter().chain([release]).filter(|(key, _)| !key.is_empty()).collect();
    loop {
        let said = text::picked(app.picked.len(), &keys);
        // The last one, which lets them go, is needed most.
        let Some(spare) = keys.len().checked_sub(2).filter(|_| cells(&said, app.settings.ambiguous) > room) else {
            return said;
        };
        keys.remove(spare);
    }
}

fn row_text(app: &App, at: RecordRef, hit: Option<&Hit>, label: usize) -> Vec<Span> {
    let role = if at.kind == Kind::Clause { TextRole::Text } else { TextRole::Quiet };
    let mut spans = vec![Span::new(format!("{}  ", pad(&names::label(app, at), label, app.settings.ambiguous)), role)];
    let title = title(&app.catalog, at);
    let found = hit.map_or_else(Vec::new, |hit| parts::highlights_of(hit, Part::Title));
    let highlights = parts::highlights_in(&title, found, app.catalog.title(at));
    spans.extend(highlighted(&title, 0..title.len(), &highlights, TextRole::Text));
    if let Record::Product(product) = app.catalog.record(at) {
        spans.push(Span::new(format!("  ({})", product.family), TextRole::Quiet));
    }
    if app.catalog.is_unverified(at) {
        spans.push(Span::new(format!("  {}", t(text::UNVERIFIED)), TextRole::Unverified));
    }
    if app.catalog.pack_of(at).is_some() {
        spans.push(Span::new(format!("  {}", t(FROM_PACK)), TextRole::Quiet));
    }
    spans
}

/// Returns the right-aligned part of a row of a list without columns. On a narrow screen a name goes before a count.
fn remark(app: &App, at: RecordRef, (room, width): (usize, u16)) -> Vec<Span> {
    let remark = remark_of(app, at);
    let is_cut = cells(&remark.text, app.settings.ambiguous) + 2 > room;
    if at.kind != Kind::Clause && width < ROOMY && is_cut {
        return vec![Span::new(" ", TextRole::Text)];
    }
    vec![Span::new(" ", TextRole::Text), remark, Span::new(" ", TextRole::Text)]
}

/// Returns the right-aligned part of a row: the status of a clause, or how many records another one is tied to.
fn remark_of(app: &App, at: RecordRef) -> Span {
    if let Record::Clause(clause) = app.catalog.record(at) {
        let status = app.state.status(&clause.id);
        if status == Status::Todo && !app.scope.counts(at) {
            return Span::new("    ", TextRole::Quiet);
        }
        return Span::new(format!("[{}]", terms::short_status(status)), TextRole::of_status(status));
    }
    if matches!(at.kind, Kind::Node | Kind::Revision) {
        return Span::new(t(&app.catalog.listed_label(at)), TextRole::Quiet);
    }
    let reach = reach(&app.catalog, at);
    Span::new(reach.map_or_else(String::new, |(word, count)| text::count(word, count)), TextRole::Quiet)
}
