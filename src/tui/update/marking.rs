//! Marking clauses. A change appears on screen only when it is on disk.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Record, RecordRef};
use crate::failure::Failure;
use crate::model::{Id, Kind, Status};
use crate::tui::app::jump_list::Screen;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::selection::Motion;
use crate::tui::app::{App, Notice};
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{list_filter, navigation};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::worklist::{
    Attached, Attachment, Change, Edit, Operation, Performed, Progress, Reverted, Scope, State, Subject, WorklistError,
};

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

/// Picks or releases the selected row, and selects the next one.
pub(super) fn pick(app: &mut App) {
    let is_list = matches!(app.jump_list.current().screen, Screen::Search | Screen::List(_));
    let Some(at) = app.target_record().filter(|at| is_list && at.kind == Kind::Clause) else {
        return say(app, text::ONLY_CLAUSES);
    };
    if !app.picked.remove(&at) {
        app.picked.insert(at);
    }
    navigation::go(app, Motion::Next);
}

/// Picks every clause in the list, or releases all if they are picked already.
pub(super) fn pick_all(app: &mut App) {
    let listed: Vec<RecordRef> = match app.jump_list.current().screen {
        Screen::List(filter) => app.clauses(filter),
        _ => app.search.results.hits.iter().map(|hit| hit.at).collect(),
    };
    let clauses: BTreeSet<_> = listed.into_iter().filter(|at| at.kind == Kind::Clause).collect();
    let are_picked = app.picked == clauses;
    app.picked = if are_picked { BTreeSet::new() } else { clauses };
}

/// Returns the clauses that a command acts on: the picked ones, or else the one selected or on screen. Each comes with
/// its status after all pending operations.
fn target_clauses(app: &mut App) -> Vec<(Id, Status)> {
    let places: Vec<RecordRef> = match app.picked.is_empty() {
        true => app.target_record().into_iter().collect(),
        false => app.picked.iter().copied().collect(),
    };
    let clauses = places.into_iter().filter(|at| at.kind == Kind::Clause);
    let with_status = |at: RecordRef| {
        let clause = app.catalog.id(at).to_owned();
        let now = app.pending.intended_status(&clause).unwrap_or_else(|| app.status(at));
        (clause, now)
    };
    let clauses: Vec<(Id, Status)> = clauses.map(with_status).collect();
    if clauses.is_empty() {
        say(app, text::ONLY_CLAUSES);
    }
    clauses
}

/// Sets the status of clauses; those that have it already are skipped.
fn begin(app: &mut App, clauses: Vec<(Id, Status)>, after: impl Fn(&App, &str) -> Status) -> Vec<Effect> {
    let change = |(clause, before): (Id, Status)| StatusChange { after: after(app, &clause), clause, before };
    let status_changes: Vec<StatusChange> =
        clauses.into_iter().map(change).filter(|change| change.before != change.after).collect();
    if status_changes.is_empty() {
        return Vec::new();
    }
    app.picked.clear();
    let changes = status_changes.iter().map(|change| Change::status(change.clause.as_str(), change.after)).collect();
    submit(app, PendingOperation { status_changes, ..PendingOperation::default() }, Operation::Record(changes))
}

/// Undoes this person's last operation.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    submit(app, PendingOperation::default(), Operation::Undo)
}

/// Redoes the last operation that was undone.
pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    submit(app, PendingOperation::default(), Operation::Redo)
}

/// Records the note of a clause; an empty one removes it. The draft is kept under the id of the clause.
pub(super) fn write_note(app: &mut App, clause: Id, text: String) -> Vec<Effect> {
    let said = text::note_recorded(&label_of(app, [clause.as_str()]), text.is_empty());
    let changes = vec![Change::note(clause.as_str(), text)];
    submit(
        app,
        PendingOperation { draft: Some(clause), said, ..PendingOperation::default() },
        Operation::Record(changes),
    )
}

/// Sets a field of the target clauses. `said` tells what was set; `draft` is the key of the draft, if it was typed.
pub(super) fn set(app: &mut App, edit: &Edit, said: &str, draft: Option<Id>) -> Vec<Effect> {
    let clauses = target_clauses(app);
    if clauses.is_empty() {
        return Vec::new();
    }
    let label = label_of(app, clauses.iter().map(|(clause, _)| clause.as_str()));
    app.picked.clear();
    let changes = clauses.into_iter().map(|(clause, _)| Change::clause(clause, edit.clone())).collect();
    let said = text::set(&label, said);
    submit(app, PendingOperation { draft, said, ..PendingOperation::default() }, Operation::Record(changes))
}

/// Adds a file or a URL as evidence of the target clauses. `draft` is the key of the draft.
pub(super) fn add_evidence(app: &mut App, draft: Id, source: String) -> Vec<Effect> {
    let clauses: Vec<Id> = target_clauses(app).into_iter().map(|(clause, _)| clause).collect();
    if clauses.is_empty() {
        return Vec::new();
    }
    app.picked.clear();
    let pending = PendingOperation { draft: Some(draft), said: source.clone(), ..PendingOperation::default() };
    let attachment = Attachment { source, clauses, ..Attachment::default() };
    submit(app, pending, Operation::AttachEvidence(attachment))
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
    let said = text::in_use(&product.name_ja, ids.len() - 1, on);
    let changes = ids.into_iter().map(|id| Change::profile(Edit::Product { id, on })).collect();
    submit(app, PendingOperation { said, ..PendingOperation::default() }, Operation::Record(changes))
}

/// Submits an operation. If the worklist does not accept it, that is said at once, without waiting for the disk.
fn submit(app: &mut App, pending: PendingOperation, operation: Operation) -> Vec<Effect> {
    if !app.state.accepts(&operation) {
        app.notice = Some(Failure::from(WorklistError::Archived(app.name.clone())).into());
        return keep(&pending);
    }
    app.pending.begin(pending);
    vec![Effect::Perform(operation)]
}

/// Returns the effect that keeps the draft of an operation that was not performed.
fn keep(pending: &PendingOperation) -> Vec<Effect> {
    pending.draft.iter().map(|_| Effect::KeepDrafts).collect()
}

/// Takes over a new state of the worklist, whoever changed it.
pub(super) fn changed(app: &mut App, state: State) {
    let selected = app.target_record();
    app.scope = Arc::new(Scope::of(&app.catalog, state.profile()));
    app.statuses = Arc::new(state.statuses());
    app.evidenced = Arc::new(state.evidenced());
    app.state = state;
    list_filter::select(app, selected);
    app.tally = Progress::within(&app.catalog, &app.state, &app.scope).total();
    navigation::keep_in_view(app);
}

/// The oldest pending operation has ended: reports its outcome. Its draft is removed if it is on disk.
pub(super) fn performed(app: &mut App, state: State, performed: Result<Performed, Failure>) -> Vec<Effect> {
    changed(app, state);
    let pending = app.pending.finish().unwrap_or_default();
    match performed {
        Err(failure) => {
            not_recorded(app, failure);
            return keep(&pending);
        }
        Ok(Performed::Recorded(_)) if pending.status_changes.is_empty() => say(app, &pending.said),
        Ok(Performed::Recorded(_)) => say_marked(app, &pending.status_changes),
        Ok(Performed::Attached(attached)) => say_attached(app, &attached, &pending.said),
        Ok(Performed::Undone(reverted)) => say_reverted(app, &reverted, false),
        Ok(Performed::Redone(reverted)) => say_reverted(app, &reverted, true),
        // No key starts a merge yet.
        Ok(Performed::Merged(_) | Performed::Restored(_)) => {}
    }
    let was_kept = pending.draft.is_some_and(|key| app.drafts.remove(&key).is_some());
    if was_kept { vec![Effect::KeepDrafts] } else { Vec::new() }
}

/// Reports which clauses the evidence was linked to, and whether it was recorded before.
fn say_attached(app: &mut App, attached: &Attached, source: &str) {
    let label = label_of(app, attached.linked.iter().map(String::as_str));
    let said = match (attached.is_known, attached.linked.is_empty()) {
        (false, _) => text::evidence_added(&label, source),
        (true, false) => text::evidence_linked(&label, source),
        (true, true) => text::evidence_is_there(source),
    };
    say(app, &said);
}

fn say_marked(app: &mut App, status_changes: &[StatusChange]) {
    let label = label_of(app, status_changes.iter().map(|change| change.clause.as_str()));
    let undo = app.keymap.key_for(app.mode(), "undo-mark");
    let Some(after) = status_changes.first().map(|change| change.after) else { return };
    let is_one = status_changes.iter().all(|change| change.after == after);
    let said = if is_one { text::recorded(&label, after, undo) } else { text::all_taken_back(&label) };
    say(app, &said);
}

/// Reports what an undo or redo changed, and why something was skipped.
fn say_reverted(app: &mut App, reverted: &Reverted, is_redo: bool) {
    let subjects: BTreeSet<&Subject> = reverted.entries.iter().map(|entry| &entry.change.subject).collect();
    let clauses: Vec<&str> = subjects.iter().filter_map(|subject| clause_of(subject)).collect();
    let label = match clauses.is_empty() {
        true => text::PROFILE.to_owned(),
        false => label_of(app, clauses.iter().copied()),
    };
    let statuses: BTreeSet<Status> =
        reverted.entries.iter().filter_map(|entry| status_of(&entry.change.edit)).collect();
    let said = match (reverted.entries.is_empty(), statuses.first().filter(|_| statuses.len() == 1)) {
        (true, _) if is_redo => text::NOTHING_TO_REDO.to_owned(),
        (true, _) => text::NOTHING_TO_UNDO.to_owned(),
        (false, Some(status)) if is_redo => text::recorded(&label, *status, ""),
        (false, Some(status)) => text::taken_back(&label, *status),
        (false, None) if is_redo => text::done_again(&label),
        (false, None) => text::all_taken_back(&label),
    };
    let hint = reverted.skipped.first().map_or_else(String::new, |skipped| skipped.why.clone());
    app.notice = Some(Notice { text: said, hint, is_error: false });
}

fn clause_of(subject: &Subject) -> Option<&str> {
    match subject {
        Subject::Clause(clause) => Some(clause),
        Subject::Worklist | Subject::Evidence(_) => None,
    }
}

fn status_of(edit: &Edit) -> Option<Status> {
    let Edit::Status(status) = edit else { return None };
    Some(*status)
}

/// Returns a label for clauses: the number of one, the count of several.
fn label_of<'a>(app: &App, clauses: impl IntoIterator<Item = &'a str>) -> String {
    let clauses: Vec<&str> = clauses.into_iter().collect();
    match clauses.as_slice() {
        [clause] => app.catalog.find(clause).map_or_else(String::new, |at| names::label(app, at)),
        several => text::count("条項", several.len()),
    }
}

fn not_recorded(app: &mut App, failure: Failure) {
    let hint = if failure.hint.is_empty() { text::NOT_RECORDED_HINT.to_owned() } else { failure.hint };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
