//! Marking clauses. A change appears on screen only when it is on disk.

use crate::catalog::{Record, RecordRef};
use crate::model::{Id, Kind, Status};
use crate::tui::app::App;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::question::{Act, Choice, Question};
use crate::tui::update::asking;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::view::{asked, text};
use crate::worklist::{Change, Edit, Operation, status_counts};
use crate::workspace::bulk::ASKED_ABOVE;

/// Marks the target clauses done. If all of them are done, sets the status they had before.
pub(super) fn toggle_done(app: &mut App) -> Vec<Effect> {
    let clauses = target_clauses(app);
    let are_done = clauses.iter().all(|(_, now)| *now == Status::Done);
    let before = |app: &App, clause: &str| {
        app.pending.previous_status(clause).filter(|before| *before != Status::Done).unwrap_or(Status::Todo)
    };
    let after = |app: &App, clause: &str| if are_done { before(app, clause) } else { Status::Done };
    begin(app, clauses, after)
}

/// Sets the status of the target clauses.
pub(super) fn mark(app: &mut App, status: Status) -> Vec<Effect> {
    let clauses = target_clauses(app);
    begin(app, clauses, |_, _| status)
}

/// Returns the clauses that a command acts on: the picked ones, or else the one selected or on screen.
pub(super) fn targets(app: &mut App) -> Vec<Id> {
    let places: Vec<RecordRef> = match app.picked.is_empty() {
        true => app.target_record().into_iter().collect(),
        false => app.picked.iter().copied().collect(),
    };
    let clauses = places.into_iter().filter(|at| at.kind == Kind::Clause);
    let clauses: Vec<Id> = clauses.map(|at| app.catalog.id(at).to_owned()).collect();
    if clauses.is_empty() {
        say(app, text::ONLY_CLAUSES);
    }
    clauses
}

/// Returns the clauses that a command acts on, each with its status after all pending operations.
fn target_clauses(app: &mut App) -> Vec<(Id, Status)> {
    let clauses = targets(app).into_iter();
    clauses.map(|clause| (intended_status(app, &clause), clause)).map(|(now, clause)| (clause, now)).collect()
}

/// Returns the status of a clause after all pending operations.
pub(super) fn intended_status(app: &App, clause: &str) -> Status {
    app.pending.intended_status(clause).unwrap_or_else(|| app.state.status(clause))
}

/// Sets the status of clauses; those that have it already are skipped.
fn begin(app: &mut App, clauses: Vec<(Id, Status)>, after: impl Fn(&App, &str) -> Status) -> Vec<Effect> {
    let change = |(clause, before): (Id, Status)| StatusChange { after: after(app, &clause), clause, before };
    let status_changes: Vec<StatusChange> =
        clauses.into_iter().map(change).filter(|change| change.before != change.after).collect();
    if status_changes.is_empty() {
        return Vec::new();
    }
    let title = bulk_title(&status_changes);
    let is_bulk = status_changes.len() > ASKED_ABOVE;
    let changes = status_changes.iter().map(|change| Change::status(change.clause.as_str(), change.after)).collect();
    let pending = PendingOperation { status_changes, ..PendingOperation::default() };
    let act = Act { pending, operation: Operation::Record(changes) };
    if is_bulk {
        return asking::ask(
            app,
            Question { title, choices: vec![Choice { answer: asked::RECORD, act }], editor: None },
        );
    }
    asking::submit(app, act)
}

/// Returns the question about statuses of many clauses: how many of which become what.
fn bulk_title(status_changes: &[StatusChange]) -> String {
    let before = status_counts(status_changes.iter().map(|change| change.before));
    let after = status_counts(status_changes.iter().map(|change| change.after));
    let is_one = status_changes.iter().all(|change| change.after == status_changes[0].after);
    let after = if is_one { status_changes[0].after.name().to_owned() } else { after };
    asked::bulk_status(status_changes.len(), &before, &after)
}

/// Undoes this person's last operation.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    asking::submit(app, Act { pending: PendingOperation::default(), operation: Operation::Undo })
}

/// Redoes the last operation that was undone.
pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    asking::submit(app, Act { pending: PendingOperation::default(), operation: Operation::Redo })
}

/// Brings back own records that are gone.
pub(super) fn restore(app: &mut App) -> Vec<Effect> {
    asking::submit(app, Act { pending: PendingOperation::default(), operation: Operation::Restore })
}

/// Sets whether the product on screen is in use, together with its parts.
pub(super) fn toggle_in_use(app: &mut App) -> Vec<Effect> {
    let Some(Record::Product(product)) = app.record().map(|at| app.catalog.record(at)) else {
        say(app, text::ONLY_PRODUCTS);
        return Vec::new();
    };
    let on = !app.state.profile().products.contains(&product.id);
    let parts = app.catalog.products().filter(|part| part.parent == product.id);
    let ids: Vec<Id> = [product].into_iter().chain(parts).map(|product| product.id.clone()).collect();
    let said = text::outcomes::in_use(&product.name_ja, ids.len() - 1, on);
    let changes = ids.into_iter().map(|id| Change::profile(Edit::Product { id, on })).collect();
    let pending = PendingOperation { said, ..PendingOperation::default() };
    asking::submit(app, Act { pending, operation: Operation::Record(changes) })
}
