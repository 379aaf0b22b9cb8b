//! Marking clauses: nothing changes on screen before the worklist has it on disk.

use std::collections::BTreeSet;

use crate::catalog::RecordRef;
use crate::failure::Failure;
use crate::model::{Id, Kind, Status};
use crate::tui::app::{App, Notice};
use crate::tui::marks::{Step, Turn};
use crate::tui::{text, views};
use crate::worklist::{Change, Progress, State};

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

/// Takes the last mark back.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    match app.marks.undo() {
        Some(step) => write(app, step),
        None => {
            say(app, text::NOTHING_TO_UNDO);
            Vec::new()
        }
    }
}

/// Picks the selected row, or lets it go; the next one is selected.
pub(super) fn pick(app: &mut App) {
    let Some(at) = app.search.hit().map(|hit| hit.at).filter(|at| at.kind == Kind::Clause) else {
        return say(app, text::ONLY_CLAUSES);
    };
    if !app.search.picked.remove(&at) {
        app.search.picked.insert(at);
    }
    super::moving::next(app);
}

/// Picks every clause in the list, or lets all go if they are picked already.
pub(super) fn pick_all(app: &mut App) {
    let hits = app.search.results.hits.iter().map(|hit| hit.at);
    let clauses: BTreeSet<_> = hits.filter(|at| at.kind == Kind::Clause).collect();
    let are_picked = app.search.picked == clauses;
    app.search.picked = if are_picked { BTreeSet::new() } else { clauses };
}

/// Returns the clauses that are marked, each with the status it is about to have: those picked in the list, or the
/// one at hand.
fn clauses_at_hand(app: &mut App) -> Vec<(Id, Status)> {
    let picked = app.is_searching() && !app.search.picked.is_empty();
    let places: Vec<RecordRef> =
        if picked { app.search.picked.iter().copied().collect() } else { app.subject().into_iter().collect() };
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
    app.search.picked.clear();
    write(app, Step { turns, is_undo: false })
}

fn write(app: &mut App, step: Step) -> Vec<Effect> {
    let change = |turn: &Turn| Change::status(turn.clause.as_str(), turn.after);
    let changes = step.turns.iter().map(change).collect();
    app.marks.begin(step);
    vec![Effect::Append(changes)]
}

/// The oldest mark under way is on disk.
pub(super) fn recorded(app: &mut App, state: State) {
    app.state = state;
    app.tally = Progress::new(&app.catalog, &app.state).total();
    let Some(step) = app.marks.written() else { return };
    let label = match step.turns.as_slice() {
        [turn] => app.catalog.find(&turn.clause).map_or_else(String::new, |at| views::label(app, at)),
        turns => text::count("条項", turns.len()),
    };
    let Some(after) = step.turns.first().map(|turn| turn.after) else { return };
    let undo = app.keymap.key_for(app.mode(), "undo-mark");
    let is_one = step.turns.iter().all(|turn| turn.after == after);
    let said = match (step.is_undo, is_one) {
        (true, true) => text::taken_back(&label, after),
        (true, false) => text::all_taken_back(&label),
        (false, _) => text::recorded(&label, after, undo),
    };
    say(app, &said);
}

/// The oldest mark under way could not be written.
pub(super) fn not_recorded(app: &mut App, failure: Failure) {
    app.marks.failed();
    let hint = if failure.hint.is_empty() { text::NOT_RECORDED_HINT.to_owned() } else { failure.hint };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
