//! Outcomes: a new state of the worklist, and what is said about an operation that has ended.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::failure::{Failure, FailureKind};
use crate::language::t;
use crate::model::{Status, is_own_item};
use crate::tui::app::jump_list::Screen;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::{App, Notice};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links::Sight;
use crate::tui::update::notice::say;
use crate::tui::update::{handle_input, list, navigation};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;
use crate::worklist::{Attached, Edit, Entry, Performed, Progress, Reverted, Scope, State, Subject, status_counts};
use crate::workspace::scope::{counted_ids, not_counted};

/// Takes over a new state of the worklist, whoever changed it.
pub(super) fn changed(app: &mut App, state: State) -> Vec<Effect> {
    let (selected, sight) = (app.target_record(), Sight::of(app));
    let rows = match app.jump_list.current().screen {
        Screen::List(filter) => app.rows(filter),
        _ => Arc::default(),
    };
    count(app, state);
    app.desk.has_changed_since = true;
    if let Screen::List(filter) = app.jump_list.current().screen {
        app.kept_rows = rows.iter().copied().filter(|at| !app.is_listed(*at, filter)).collect();
    }
    list::select(app, selected);
    match sight {
        Some(sight) => sight.keep(app),
        None => navigation::keep_in_view(app),
    }
    follow_items(app)
}

/// Own items are clauses of the records: where they are others now, the records are made ready anew.
pub(super) fn follow_items(app: &mut App) -> Vec<Effect> {
    let items = app.state.items();
    if items == app.desk.items {
        return Vec::new();
    }
    app.desk.items = items;
    let gone = |at| is_own_item(app.catalog.id(at)) && app.state.item(app.catalog.id(at)).is_none();
    if matches!(app.jump_list.current().screen, Screen::Record(at) if gone(at)) {
        // Its page has nothing to show; what led there has.
        navigation::back(app);
    }
    vec![Effect::ReloadRecords]
}

/// Counts anew: the clauses of the catalog, by a state of the worklist.
pub(super) fn count(app: &mut App, state: State) {
    let scope = Scope::of(&app.catalog, &state);
    // A mark seldom changes what counts, and the names of all that does are many.
    if scope != *app.scope {
        app.scope = Arc::new(scope);
        app.counted = counted_ids(&app.catalog, &app.scope);
    }
    app.take_marks(state);
    app.tally = Progress::within(&app.catalog, &app.state, &app.scope).total();
}

/// Says what there is to say about the records themselves, with the key that brings them back.
pub(super) fn told(app: &mut App, text: String, is_wrong: bool) {
    let key = app.key_below("restore-records");
    let hint = if is_wrong { text::outcomes::restore_hint(key) } else { String::new() };
    app.notice = Some(Notice { text, hint, is_error: is_wrong });
}

/// The person's name is remembered, or cannot be. What was said about the record itself stays; what went wrong first
/// comes first.
pub(super) fn name_remembered(app: &mut App, remembered: Result<String, Failure>) {
    match (app.notice.as_mut(), remembered) {
        (Some(notice), Ok(said)) if notice.hint.is_empty() => notice.hint = said,
        (Some(_), Ok(_)) => {}
        (None, Ok(said)) => say(app, &said),
        (Some(notice), Err(failure)) if notice.is_error => notice.hint = failure.message,
        (_, Err(failure)) => app.notice = Some(failure.into()),
    }
}

/// The oldest pending operation has ended: reports its outcome. A field that waited for it closes if it is on disk, and
/// stays open with its text if not.
pub(super) fn performed(app: &mut App, state: State, performed: Result<Performed, Failure>) -> Vec<Effect> {
    let mut effects = changed(app, state);
    let pending = app.pending.finish().unwrap_or_default();
    match performed {
        Err(failure) => {
            release(app, &pending);
            app.held_input.clear();
            not_recorded(app, failure);
            effects.extend(pending.draft.map(|key| Effect::KeepDraft { key, is_left: false }));
            return effects;
        }
        Ok(Performed::Recorded(entries)) => {
            match pending.status_changes.is_empty() || pending.is_said {
                true => say(app, &pending.said),
                false => say_marked(app, &pending.status_changes),
            }
            say_not_counted(app, &entries);
        }
        Ok(Performed::Attached(attached)) => say_attached(app, &attached, &pending.said),
        Ok(Performed::Undone(reverted)) => say_reverted(app, &reverted, false),
        Ok(Performed::Redone(reverted)) => say_reverted(app, &reverted, true),
        Ok(Performed::Restored(count)) => say(app, &text::outcomes::restored(count)),
        Ok(Performed::Merged(_)) => say(app, &pending.said),
    }
    app.desk.has_recorded_in(&app.name);
    let was_waiting = release(app, &pending);
    if let Some(key) = pending.draft {
        app.drafts.remove(&key);
        app.unsaved_drafts.remove(&key);
        effects.push(Effect::DiscardDraft(key));
    }
    if was_waiting {
        app.overlay = None;
        let held = std::mem::take(&mut app.held_input);
        effects.extend(held.into_iter().flat_map(|input| handle_input(app, input)));
    }
    effects
}

/// Ends the waiting of the field that an operation came from. Returns whether it was waiting.
fn release(app: &mut App, pending: &PendingOperation) -> bool {
    let Some(editor) = app.field_editor_mut() else { return false };
    let is_its = editor.is_busy && pending.draft.as_ref() == Some(&editor.key());
    editor.is_busy &= !is_its;
    is_its
}

/// Adds why what was recorded is not counted, if it is not.
fn say_not_counted(app: &mut App, entries: &[Arc<Entry>]) {
    let clauses: BTreeSet<&str> = entries.iter().filter_map(|entry| clause_of(&entry.change.subject)).collect();
    // An own item that is not counted was withdrawn just now, which is said already.
    let clauses = clauses.into_iter().filter(|clause| !is_own_item(clause));
    let places: Vec<_> = clauses.filter_map(|clause| app.catalog.find(clause)).collect();
    let first = not_counted(&app.catalog, &app.scope, &places).into_iter().next();
    if let (Some(first), Some(notice)) = (first, app.notice.as_mut()) {
        notice.hint = first;
    }
}

/// Reports which clauses the evidence was linked to, and whether it was recorded before.
fn say_attached(app: &mut App, attached: &Attached, source: &str) {
    let label = label_of(app, attached.linked.iter().map(String::as_str));
    let said = match (attached.is_known, attached.linked.is_empty()) {
        (false, _) => text::outcomes::evidence_added(&label, source),
        (true, false) => text::outcomes::evidence_linked(&label, source),
        (true, true) => text::outcomes::evidence_is_there(source),
    };
    say(app, &said);
}

fn say_marked(app: &mut App, status_changes: &[StatusChange]) {
    let label = label_of(app, status_changes.iter().map(|change| change.clause.as_str()));
    let undo = app.key_below("undo-mark");
    let Some(after) = status_changes.first().map(|change| change.after) else { return };
    let is_one = status_changes.iter().all(|change| change.after == after);
    let is_over = status_changes.iter().any(|change| change.before != Status::Todo);
    let before = match status_changes {
        [change] if is_over => t(change.before.name()).to_owned(),
        _ if is_over => status_counts(status_changes.iter().map(|change| change.before)),
        _ => String::new(),
    };
    let said = if is_one {
        text::outcomes::recorded(&label, after, (&before, undo))
    } else {
        text::outcomes::all_taken_back(&label)
    };
    say(app, &said);
}

/// Reports what an undo or redo changed, and why something was skipped.
fn say_reverted(app: &mut App, reverted: &Reverted, is_redo: bool) {
    let subjects: BTreeSet<&Subject> = reverted.entries.iter().map(|entry| &entry.change.subject).collect();
    let clauses: Vec<&str> = subjects.iter().filter_map(|subject| clause_of(subject)).collect();
    let label = match clauses.is_empty() {
        true => t(text::PROFILE).to_owned(),
        false => label_of(app, clauses.iter().copied()),
    };
    let statuses: BTreeSet<Status> =
        reverted.entries.iter().filter_map(|entry| status_of(&entry.change.edit)).collect();
    let said = match (reverted.entries.is_empty(), statuses.first().filter(|_| statuses.len() == 1)) {
        (true, _) if is_redo => t(text::outcomes::NOTHING_TO_REDO).to_owned(),
        (true, _) => t(text::outcomes::NOTHING_TO_UNDO).to_owned(),
        (false, Some(status)) if is_redo => text::outcomes::recorded(&label, *status, ("", "")),
        (false, Some(status)) => text::outcomes::taken_back(&label, *status),
        (false, None) if is_redo => text::outcomes::done_again(&label),
        (false, None) => text::outcomes::all_taken_back(&label),
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

fn not_recorded(app: &mut App, failure: Failure) {
    let hint = match failure.kind {
        _ if !failure.hint.is_empty() => failure.hint,
        FailureKind::System => t(text::outcomes::NOT_RECORDED_HINT).to_owned(),
        FailureKind::Usage | FailureKind::Data => t(text::outcomes::REFUSED_HINT).to_owned(),
    };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
