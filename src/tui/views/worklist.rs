//! The worklist: the clauses to be inspected, by status, to be marked one after the other or many at once.

use ratatui::layout::{Position, Rect};

use crate::catalog::{Record, RecordRef};
use crate::model::{Clause, Kind, Party, Status};
use crate::tui::app::App;
use crate::tui::layout::{self, Preview};
use crate::tui::page::Span;
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::trail::Narrowing;
use crate::tui::width::clip;

use super::record::Painter;
use super::rows::{self, Rows};
use super::search::preview;

/// Returns the clauses that a narrowing leaves, in the order of the catalog.
pub fn clauses(app: &App, narrowing: Narrowing) -> Vec<RecordRef> {
    let below = match narrowing.node.map(|at| app.catalog.record(at)) {
        Some(Record::Node(node)) => node.clauses.clone(),
        _ => 0..app.catalog.clauses().len(),
    };
    let clauses = app.catalog.all(Kind::Clause).skip(below.start).take(below.len());
    clauses.filter(|at| is_listed(app, *at, narrowing)).collect()
}

fn is_listed(app: &App, at: RecordRef, narrowing: Narrowing) -> bool {
    let Record::Clause(clause) = app.catalog.record(at) else { return false };
    app.scope.counts(at)
        && narrowing.status.is_none_or(|status| app.state.status(&clause.id) == status)
        && narrowing.party.is_none_or(|party| has_to_act(app, clause, party))
}

fn has_to_act(app: &App, clause: &Clause, party: Party) -> bool {
    app.catalog.mapping(&clause.id).is_some_and(|mapping| mapping.party.contains(&party))
}

/// Returns the status that comes some steps after another; none stands for all.
pub fn status_after(status: Option<Status>, steps: usize) -> Option<Status> {
    let now = Status::ALL.iter().position(|known| Some(*known) == status).map_or(0, |at| at + 1);
    ((now + steps) % (Status::ALL.len() + 1)).checked_sub(1).map(|at| Status::ALL[at])
}

/// Returns the party that comes after another; none stands for all.
pub fn party_after(party: Option<Party>) -> Option<Party> {
    let next = Party::ALL.iter().position(|known| Some(*known) == party).map_or(0, |at| at + 1);
    Party::ALL.get(next).copied()
}

/// Draws the screen.
pub fn draw(painter: &mut Painter<'_>, narrowing: Narrowing) {
    let layout = layout::search(painter.app.size);
    let rows = clauses(painter.app, narrowing);
    tabs(painter, layout.query, narrowing);
    painter.rule(layout.remark);
    chips(painter, layout.remark, narrowing, rows.len());
    let place = painter.app.trail.here();
    let selected = place.link.unwrap_or(0);
    let records: Vec<_> = rows.iter().map(|at| (*at, None)).collect();
    rows::draw(painter, layout.hits, Rows { records: &records, top: place.scroll, selected });
    if rows.is_empty() {
        nothing(painter, layout.hits);
    }
    let Some(at) = rows.get(selected).copied() else { return };
    match layout.preview {
        Some(Preview::Below(area)) => {
            painter.rule(Rect { y: area.y - 1, height: 1, ..area });
            preview::draw(painter, area, (at, None));
        }
        Some(Preview::Beside(area)) => {
            painter.divider(Rect { x: area.x - 1, width: 1, ..area });
            let page = super::page(painter.app, at, area.width);
            painter.page(area, &page, 0, None);
        }
        None => {}
    }
}

/// The statuses with their counts under the other filters; the one chosen stands in brackets.
fn tabs(painter: &mut Painter<'_>, area: Rect, narrowing: Narrowing) {
    let app = painter.app;
    let every = clauses(app, Narrowing { status: None, ..narrowing });
    let count = |status: Option<Status>| {
        every.iter().filter(|at| status.is_none_or(|status| app.status(**at) == status)).count()
    };
    let mut x = painter.text(area.as_position(), area.right(), &format!(" {}  ", text::WORKLIST), Role::Key);
    let choices = [None].into_iter().chain(Status::ALL.iter().copied().map(Some));
    let is_narrow = area.width < 72;
    for choice in choices {
        let number = count(choice);
        if choice == Some(Status::Recheck) && number == 0 && narrowing.status != choice {
            continue;
        }
        let name = match choice {
            None => text::ALL,
            Some(status) if is_narrow => status.short(),
            Some(status) => status.name(),
        };
        let is_chosen = choice == narrowing.status;
        let (shown, role) = match is_chosen {
            true => (format!("[{name} {number}]"), Role::Title),
            false => (format!(" {name} {number} "), choice.map_or(Role::Quiet, Role::of_status)),
        };
        x = painter.text(Position::new(x, area.y), area.right(), &shown, role) + 1;
    }
}

/// The other filters, on the rule above the list, and which rows are on screen.
fn chips(painter: &mut Painter<'_>, area: Rect, narrowing: Narrowing, total: usize) {
    let app = painter.app;
    let node = narrowing.node.map(|at| super::name(app, at));
    let party = narrowing.party.map(text::party);
    let mut x = area.x + 3;
    for chip in [node, party].into_iter().flatten() {
        let room = usize::from(area.right().saturating_sub(x + 24));
        let shown = format!(" {} ", clip(&chip, room, app.settings.ambiguous));
        x = painter.text(Position::new(x, area.y), area.right(), &shown, Role::Heading) + 1;
    }
    if !app.picked.is_empty() {
        let said = rows::picked(app);
        let room = usize::from(area.right().saturating_sub(x + 2));
        painter.text(
            Position::new(x, area.y),
            area.right(),
            &clip(&format!(" {said} "), room, app.settings.ambiguous),
            Role::Quiet,
        );
        return;
    }
    let place = app.trail.here();
    let height = usize::from(layout::search(app.size).hits.height);
    if total > height {
        let seen = format!(" {}-{} / {total} 件 ", place.scroll + 1, (place.scroll + height).min(total));
        painter.spans_right(Position::new(area.right() - 2, area.y), &[Span::new(seen, Role::Quiet)]);
    }
}

fn nothing(painter: &mut Painter<'_>, area: Rect) {
    let lines = [(text::NO_ROWS, Role::Title), (text::NO_ROWS_HINT, Role::Quiet)];
    for (row, (line, role)) in (0..area.height).zip(lines) {
        painter.text(Position::new(area.x + 3, area.y + row), area.right(), line, role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_go_round() {
        let mut status = None;
        let mut seen = Vec::new();
        for _ in 0..=Status::ALL.len() {
            seen.push(status);
            status = status_after(status, 1);
        }
        assert_eq!((status, seen.len()), (None, 6));
        assert_eq!(status_after(None, Status::ALL.len()), Some(Status::Recheck));
        let parties: Vec<_> = std::iter::successors(Some(None), |party| Some(party_after(*party))).take(5).collect();
        assert_eq!(parties, [None, Some(Party::Institution), Some(Party::Vendor), Some(Party::Cloud), None]);
    }
}
