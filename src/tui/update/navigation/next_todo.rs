//! The next clause that nobody has started on.

use std::ops::Range;
use std::sync::Arc;

use crate::catalog::{Record, RecordRef};
use crate::model::{Kind, Status};
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::update::notice::say;
use crate::tui::view::text;

use super::{keep_in_view, rows, select, visit};

/// Goes to the next clause that is not started: in the list on screen, or after the clause that one is at or was at last.
/// Behind the last one it goes on from the beginning, and says so.
pub(in crate::tui::update) fn next_todo(app: &mut App) {
    let listed = rows(app).filter(|_| !is_untouched(app));
    let (clauses, here) = match &listed {
        Some((rows, selected)) => (rows.clone(), *selected),
        None => {
            let clauses: Arc<[RecordRef]> = app.catalog.all(Kind::Clause).collect();
            let place = app.record().or(app.last_clause);
            let here = place.and_then(|here| clauses.iter().position(|at| *at == here));
            (clauses, here)
        }
    };
    let start = here.map_or(0, |row| row.saturating_add(1)).min(clauses.len());
    let todo = |rows: Range<usize>| rows.into_iter().find(|row| is_todo(app, clauses[*row]));
    let (behind, before) = (todo(start..clauses.len()), todo(0..start));
    let Some(found) = behind.or(before.filter(|row| Some(*row) != here)) else {
        return say(app, text::NO_TODO_BEHIND);
    };
    if listed.is_some() {
        select(app, Some(found));
    } else {
        visit(app, Screen::Record(clauses[found]));
    }
    if behind.is_none() {
        say(app, text::list::FROM_THE_START);
    }
    keep_in_view(app);
}

/// Whether the search is on screen as it was at the start: no row of it was chosen, so that the place one was at counts.
fn is_untouched(app: &App) -> bool {
    app.is_searching() && app.search.is_browsing() && app.search.pinned.is_none() && app.last_clause.is_some()
}

/// Whether a record is a clause that is counted and not started.
fn is_todo(app: &App, at: RecordRef) -> bool {
    let Record::Clause(clause) = app.catalog.record(at) else { return false };
    let now = app.pending.intended_status(&clause.id).unwrap_or_else(|| app.status(at));
    app.scope.counts(at) && now == Status::Todo
}
