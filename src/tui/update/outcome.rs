//! Outcomes: a new state of the worklist, and what is said about an operation that has ended.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::failure::{Failure, FailureKind};
use crate::language::{joined, t};
use crate::model::{Status, is_own_item};
use crate::sheet::excerpt;
use crate::tui::app::desk::filled::FilledSheet;
use crate::tui::app::jump_list::Screen;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::{App, Notice};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links::Sight;
use crate::tui::update::notice::say;
use crate::tui::update::{desk, field_list, handle_input, list, navigation};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;
use crate::worklist::{
    Attached, Edit, Entry, Field, Performed, Progress, Reverted, Scope, State, Subject, status_counts,
};
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
    if let Some(sheet) = &mut app.desk.filled {
        sheet.is_outdated = true;
    }
    if let Screen::List(filter) = app.jump_list.current().screen {
        app.kept_rows = rows.iter().copied().filter(|at| !app.is_listed(*at, filter)).collect();
    }
    list::select(app, selected);
    match sight {
        Some(sight) => sight.keep(app),
        None => navigation::keep_in_view(app),
    }
    field_list::renew(app);
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
        (Some(notice), Ok(said)) => notice.hint = joined([notice.hint.as_str(), &said]),
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
            effects.extend(give_back(app, pending.sheet));
            effects.extend(pending.draft.map(|key| Effect::KeepDraft { key, is_left: false }));
            return effects;
        }
        Ok(Performed::Recorded(entries)) => {
            match pending.status_changes.is_empty() || pending.is_said {
                true => say(app, &pending.said),
                false => say_marked(app, &pending.status_changes, &pending.said),
            }
            say_not_counted(app, &entries);
        }
        Ok(Performed::Attached(attached)) => say_attached(app, &attached, &pending.said),
        Ok(Performed::Undone(reverted)) => say_reverted(app, &reverted, false),
        Ok(Performed::Redone(reverted)) => say_reverted(app, &reverted, true),
        Ok(Performed::Restored(count)) => say(app, &text::outcomes::restored(count)),
        Ok(Performed::Merged(_)) => say(app, &pending.said),
    }
    remember_recording(app, &pending);
    say_picked(app);
    let was_waiting = release(app, &pending);
    if let Some(key) = pending.draft {
        app.drafts.remove(&key);
        app.unsaved_drafts.remove(&key);
        effects.push(Effect::DiscardDraft(key));
    }
    if was_waiting {
        app.overlay = None;
        field_list::back(app, true);
        let held = std::mem::take(&mut app.held_input);
        effects.extend(held.into_iter().flat_map(|input| handle_input(app, input)));
    }
    effects
}

/// Adds how many rows stay picked for the next act, and how they are let go: not while the list of fields is open or comes back,
/// in which that key means something else.
fn say_picked(app: &mut App) {
    let is_listing = app.field_list.is_some() || app.palette().is_some_and(|palette| palette.listed().is_some());
    if app.picked.is_empty() || is_listing {
        return;
    }
    let still = text::still_picked(app.picked.len(), app.key_below("dismiss"));
    if let Some(notice) = app.notice.as_mut() {
        notice.hint = joined([notice.hint.as_str(), &still]);
    }
}

/// Keeps a sheet that could not be taken in, with what was decided about it, unless another one is looked at by now. Where
/// the worklist has moved on from what the person saw, the file is read once more, and what it would do now is shown.
fn give_back(app: &mut App, sheet: Option<Box<FilledSheet>>) -> Vec<Effect> {
    let Some(sheet) = sheet.filter(|_| app.desk.filled.is_none()) else { return Vec::new() };
    let overtaken = sheet.source().is_overtaken(&app.state).then(|| sheet.look.path.clone());
    app.desk.filled = Some(FilledSheet { is_outdated: true, ..*sheet });
    // What a thread does meanwhile would only be said in the place of why nothing was recorded.
    overtaken.filter(|_| app.desk.doing.is_none()).map_or_else(Vec::new, |path| desk::import::read(app, path))
}

/// Remembers what the next undo means. What is recorded for somebody else is nothing that it takes back.
fn remember_recording(app: &mut App, pending: &PendingOperation) {
    if pending.sheet.as_ref().is_none_or(|sheet| sheet.by.is_none()) {
        app.desk.has_recorded_in(&app.name);
    }
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
    desk::evidence::added(app);
    let undo = app.key_below("undo-mark");
    let said = match (attached.is_known, attached.linked.is_empty()) {
        _ if attached.is_newly_for_audit => text::whole_audit::said(source, true, undo),
        (false, _) => text::outcomes::evidence_added(&label, source),
        (true, false) => text::outcomes::evidence_linked(&label, source),
        (true, true) => text::outcomes::evidence_is_there(source),
    };
    say(app, &said);
}

fn say_marked(app: &mut App, status_changes: &[StatusChange], settled: &str) {
    let label = label_of(app, status_changes.iter().map(|change| change.clause.as_str()));
    let undo = app.key_below("undo-mark");
    let Some(after) = status_changes.first().map(|change| change.after) else { return };
    let is_one = status_changes.iter().all(|change| change.after == after);
    // To decide a conflict may leave the status that was shown.
    let replaced = || status_changes.iter().filter(|change| change.before != change.after).map(|change| change.before);
    let is_over = replaced().any(|before| before != Status::Todo);
    let before = match status_changes {
        [change] if is_over => t(change.before.name()).to_owned(),
        _ if is_over => status_counts(replaced()),
        _ => String::new(),
    };
    let said = if is_one {
        text::outcomes::recorded(&label, after, (&before, undo))
    } else {
        text::outcomes::all_taken_back(&label)
    };
    say(app, &joined([said.as_str(), settled]));
    let has_no_reason = |change: &StatusChange| app.state.answers(&change.clause).reason.is_empty();
    let is_unexplained = is_one && after == Status::Na && status_changes.iter().any(has_no_reason);
    let hint = text::outcomes::reason_hint(app.key_below("set-reason"));
    if let Some(notice) = app.notice.as_mut().filter(|_| is_unexplained) {
        notice.hint = hint;
    }
}

/// Reports what an undo or redo changed, and why something was skipped.
fn say_reverted(app: &mut App, reverted: &Reverted, is_redo: bool) {
    let text = reverted_said(app, reverted, is_redo);
    let hint = reverted.skipped.first().map_or_else(String::new, |skipped| skipped.why.clone());
    app.notice = Some(Notice { text, hint, is_error: false });
}

/// Returns what an undo or redo changed as a sentence. A value is named only if it is all there is, everywhere the same.
fn reverted_said(app: &App, reverted: &Reverted, is_redo: bool) -> String {
    let edits = told_edits(reverted);
    let Some(first) = edits.first() else {
        let nothing = if is_redo { text::outcomes::NOTHING_TO_REDO } else { text::outcomes::NOTHING_TO_UNDO };
        return t(nothing).to_owned();
    };
    let label = reverted_label(app, reverted);
    let is_whole = |edit: &&Edit| matches!(edit, Edit::Location(_)) && (is_redo || edit.text().is_empty());
    if edits.iter().any(is_whole) {
        return text::outcomes::evidence_reverted(&label, is_redo);
    }
    if edits.iter().all(|edit| matches!(edit, Edit::Join { .. } | Edit::Take { .. })) {
        let merged = if is_redo { text::outcomes::MERGED_AGAIN } else { text::outcomes::MERGE_TAKEN_BACK };
        return t(merged).to_owned();
    }
    let value = Some(*first).filter(|first| edits.iter().all(|edit| edit == first));
    match (value, value.and_then(|edit| value_said(app, edit))) {
        (Some(Edit::Status(status)), _) if is_redo => text::outcomes::recorded(&label, *status, ("", "")),
        (Some(Edit::Status(status)), _) => text::outcomes::taken_back(&label, *status),
        (_, Some(what)) if is_redo => text::outcomes::set(&label, &what),
        (_, Some(what)) => text::outcomes::value_taken_back(&label, &what),
        (_, None) if is_redo => text::outcomes::done_again(&label, &fields_of(&edits)),
        (_, None) => text::outcomes::fields_taken_back(&label, &fields_of(&edits)),
    }
}

/// Returns what an undo or redo changed, without what comes by itself with something else.
fn told_edits(reverted: &Reverted) -> Vec<&Edit> {
    let all = || reverted.entries.iter().map(|entry| &entry.change.edit);
    let told: Vec<&Edit> = all().filter(|edit| !edit.comes_along()).collect();
    if told.is_empty() { all().collect() } else { told }
}

/// Returns what an undo or redo was about: evidence, clauses, or the worklist itself.
fn reverted_label(app: &App, reverted: &Reverted) -> String {
    let subjects: BTreeSet<&Subject> = reverted.entries.iter().map(|entry| &entry.change.subject).collect();
    let clauses: Vec<&str> = subjects.iter().filter_map(|subject| clause_of(subject)).collect();
    let is_piece = |subject: &&&Subject| matches!(subject, Subject::Evidence(_));
    let pieces: Vec<&Subject> = subjects.iter().filter(is_piece).copied().collect();
    match pieces[..] {
        [] if clauses.is_empty() => t(text::PROFILE).to_owned(),
        [] => label_of(app, clauses),
        [piece] => text::outcomes::evidence(&name_of_piece(app, reverted, piece)),
        _ => text::count("証跡", pieces.len()),
    }
}

/// Returns the name of a piece of evidence: of one that is no more, the name that it had.
fn name_of_piece(app: &App, reverted: &Reverted, piece: &Subject) -> String {
    let edits = || {
        let all = reverted.transaction.iter().chain(&reverted.entries);
        all.filter(move |entry| entry.change.subject == *piece).map(|entry| &entry.change.edit)
    };
    let had = |field: Field| edits().filter(|edit| edit.field() == field).map(Edit::text).find(|text| !text.is_empty());
    let now = match piece {
        Subject::Evidence(id) => app.state.evidence_with(*id).map(|one| one.name().to_owned()),
        Subject::Clause(_) | Subject::Worklist => None,
    };
    let now = now.filter(|name| !name.is_empty());
    now.or_else(|| had(Field::Title)).or_else(|| had(Field::Location)).unwrap_or_default()
}

/// Returns the names of the fields of edits.
fn fields_of(edits: &[&Edit]) -> String {
    let fields: BTreeSet<Field> = edits.iter().map(|edit| edit.field()).collect();
    let mut names: Vec<&str> = fields.iter().map(|field| t(field.name())).collect();
    names.dedup();
    names.join(t("・"))
}

/// Returns the field of an edit and its value, if it is one that people fill in.
fn value_said(app: &App, edit: &Edit) -> Option<String> {
    let field = edit.field();
    if !field.is_filled_in() {
        return None;
    }
    let held = edit.held(&app.state).replace('\n', " ");
    let value = excerpt(if held.is_empty() { t(text::EMPTIED) } else { field.said(&held) });
    Some(format!("{} {value}", t(field.name())))
}

fn clause_of(subject: &Subject) -> Option<&str> {
    match subject {
        Subject::Clause(clause) => Some(clause),
        Subject::Worklist | Subject::Evidence(_) => None,
    }
}

fn not_recorded(app: &mut App, failure: Failure) {
    let hint = match failure.kind {
        _ if !failure.hint.is_empty() => failure.hint,
        FailureKind::System => t(text::outcomes::NOT_RECORDED_HINT).to_owned(),
        FailureKind::Usage | FailureKind::Data => t(text::outcomes::REFUSED_HINT).to_owned(),
    };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
