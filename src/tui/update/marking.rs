//! Marking clauses: nothing changes on screen before the worklist has it on disk.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Record, RecordRef};
use crate::failure::Failure;
use crate::model::{Id, Kind, Status};
use crate::tui::app::{App, Notice};
use crate::tui::marks::{Job, Turn};
use crate::tui::step::Step;
use crate::tui::trail::Spot;
use crate::tui::{text, views};
use crate::worklist::{Change, Edit, Progress, Reverted, Scope, State, Subject};

use super::{Effect, say};

/// Marks the clauses at hand done; if all of them are, gives them back the status they had before.
pub(super) fn toggle_done(app: &mut App) -> Vec<Effect> {
    let clauses = clauses_at_hand(app);
    let are_done = clauses.iter().all(|(_, now)| *now == Status::Done);
    let before = |app: &App, clause: &str| {
        app.marks.before(clause).filter(|before| *before != Status::Done).unwrap_or(Status::Todo)
    };
    let after = |app: &App, clause: &str| if are_done { before(app, clause) } else { Status::Done };
    begin(app, clauses, after)
}

/// Gives the clauses at hand a status.
pub(super) fn mark(app: &mut App, status: Status) -> Vec<Effect> {
    let clauses = clauses_at_hand(app);
    begin(app, clauses, |_, _| status)
}

/// Picks the selected row, or lets it go; the next one is selected.
pub(super) fn pick(app: &mut App) {
    let is_list = matches!(app.trail.here().spot, Spot::Search | Spot::List(_));
    let Some(at) = app.subject().filter(|at| is_list && at.kind == Kind::Clause) else {
        return say(app, text::ONLY_CLAUSES);
    };
    if !app.picked.remove(&at) {
        app.picked.insert(at);
    }
    super::moving::go(app, Step::Next);
}

/// Picks every clause in the list, or lets all go if they are picked already.
pub(super) fn pick_all(app: &mut App) {
    let listed: Vec<RecordRef> = match app.trail.here().spot {
        Spot::List(narrowing) => app.clauses(narrowing),
        _ => app.search.results.hits.iter().map(|hit| hit.at).collect(),
    };
    let clauses: BTreeSet<_> = listed.into_iter().filter(|at| at.kind == Kind::Clause).collect();
    let are_picked = app.picked == clauses;
    app.picked = if are_picked { BTreeSet::new() } else { clauses };
}

/// Returns the clauses that are marked, each with the status it is about to have: those picked in the list, or the
/// one at hand.
fn clauses_at_hand(app: &mut App) -> Vec<(Id, Status)> {
    let places: Vec<RecordRef> = match app.picked.is_empty() {
        true => app.subject().into_iter().collect(),
        false => app.picked.iter().copied().collect(),
    };
    let clauses = places.into_iter().filter(|at| at.kind == Kind::Clause);
    let with_status = |at: RecordRef| {
        let clause = app.catalog.id(at).to_owned();
        let now = app.marks.intended(&clause).unwrap_or_else(|| app.status(at));
        (clause, now)
    };
    let clauses: Vec<(Id, Status)> = clauses.map(with_status).collect();
    if clauses.is_empty() {
        say(app, text::ONLY_CLAUSES);
    }
    clauses
}

/// Marks clauses; those that have the status already are left alone.
fn begin(app: &mut App, clauses: Vec<(Id, Status)>, after: impl Fn(&App, &str) -> Status) -> Vec<Effect> {
    let turn = |(clause, before): (Id, Status)| Turn { after: after(app, &clause), clause, before };
    let turns: Vec<Turn> = clauses.into_iter().map(turn).filter(|turn| turn.before != turn.after).collect();
    if turns.is_empty() {
        return Vec::new();
    }
    app.picked.clear();
    let changes = turns.iter().map(|turn| Change::status(turn.clause.as_str(), turn.after)).collect();
    hand(app, Job::Mark(turns), Effect::Append(changes))
}

/// Takes this person's last act back.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    hand(app, Job::Undo, Effect::Undo)
}

/// Does again what was taken back.
pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    hand(app, Job::Redo, Effect::Redo)
}

/// Writes the note of a clause; an empty one is removed.
pub(super) fn write_note(app: &mut App, clause: Id, text: String) -> Vec<Effect> {
    let changes = vec![Change::note(clause.as_str(), text.as_str())];
    hand(app, Job::Note(clause, text), Effect::Append(changes))
}

/// Sets a field of the clauses picked, or of the one at hand; `said` tells what was set.
pub(super) fn set(app: &mut App, edit: &Edit, said: &str) -> Vec<Effect> {
    let clauses = clauses_at_hand(app);
    if clauses.is_empty() {
        return Vec::new();
    }
    let label = label_of(app, clauses.iter().map(|(clause, _)| clause.as_str()));
    app.picked.clear();
    let changes = clauses.into_iter().map(|(clause, _)| Change::clause(clause, edit.clone())).collect();
    hand(app, Job::Set(text::set(&label, said)), Effect::Append(changes))
}

/// Adds a file or a URL as evidence of the clauses picked, or of the one at hand.
pub(super) fn add_evidence(app: &mut App, key: Id, source: String) -> Vec<Effect> {
    let clauses: Vec<Id> = clauses_at_hand(app).into_iter().map(|(clause, _)| clause).collect();
    if clauses.is_empty() {
        return Vec::new();
    }
    let said = text::evidence_added(&label_of(app, clauses.iter().map(String::as_str)), &source);
    app.picked.clear();
    hand(app, Job::Evidence(key, said), Effect::AddEvidence(source, clauses))
}

/// Says that the product on screen is in use, or no longer; with it what it is made of.
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
    hand(app, Job::Set(said), Effect::Append(changes))
}

fn hand(app: &mut App, job: Job, effect: Effect) -> Vec<Effect> {
    if app.state.profile().is_archived {
        app.notice = Some(Notice { text: text::ARCHIVED.into(), hint: text::ARCHIVED_HINT.into(), is_error: true });
        return Vec::new();
    }
    app.marks.begin(job);
    vec![effect]
}

/// The worklist has changed, by whomever.
pub(super) fn changed(app: &mut App, state: State) {
    let selected = app.subject();
    app.scope = Arc::new(Scope::of(&app.catalog, state.profile()));
    app.statuses = Arc::new(state.statuses());
    app.evidenced = Arc::new(state.evidenced());
    app.state = state;
    super::listing::select(app, selected);
    app.tally = Progress::within(&app.catalog, &app.state, &app.scope).total();
    super::moving::keep_in_view(app);
}

/// The oldest job under way is on disk.
pub(super) fn recorded(app: &mut App, state: State) -> Vec<Effect> {
    changed(app, state);
    match app.marks.finish() {
        Some(Job::Note(clause, written)) => {
            app.drafts.remove(&clause);
            let label = label_of(app, [clause.as_str()]);
            say(app, &text::note_recorded(&label, written.is_empty()));
            return vec![Effect::KeepDrafts];
        }
        Some(Job::Mark(turns)) => say_marked(app, &turns),
        Some(Job::Set(said)) => say(app, &said),
        Some(Job::Evidence(key, said)) => {
            app.drafts.remove(&key);
            say(app, &said);
            return vec![Effect::KeepDrafts];
        }
        Some(Job::Undo | Job::Redo) | None => {}
    }
    Vec::new()
}

fn say_marked(app: &mut App, turns: &[Turn]) {
    let label = label_of(app, turns.iter().map(|turn| turn.clause.as_str()));
    let undo = app.keymap.key_for(app.mode(), "undo-mark");
    let Some(after) = turns.first().map(|turn| turn.after) else { return };
    let is_one = turns.iter().all(|turn| turn.after == after);
    let said = if is_one { text::recorded(&label, after, undo) } else { text::all_taken_back(&label) };
    say(app, &said);
}

/// The last act was taken back, or done again: says what that changed, and what was left alone.
pub(super) fn reverted(app: &mut App, state: State, reverted: &Reverted) {
    changed(app, state);
    let is_redo = app.marks.finish() == Some(Job::Redo);
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
    match edit {
        Edit::Status(status) => Some(*status),
        _ => None,
    }
}

/// Returns what clauses are called together: the number of one, the count of several.
fn label_of<'a>(app: &App, clauses: impl IntoIterator<Item = &'a str>) -> String {
    let clauses: Vec<&str> = clauses.into_iter().collect();
    match clauses.as_slice() {
        [clause] => app.catalog.find(clause).map_or_else(String::new, |at| views::label(app, at)),
        several => text::count("条項", several.len()),
    }
}

/// The oldest job under way could not be written.
pub(super) fn not_recorded(app: &mut App, failure: Failure) {
    app.marks.finish();
    let hint = if failure.hint.is_empty() { text::NOT_RECORDED_HINT.to_owned() } else { failure.hint };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
