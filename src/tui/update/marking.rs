//! Marking clauses: nothing changes on screen before the worklist has it on disk.

use crate::failure::Failure;
use crate::model::{Kind, Status};
use crate::tui::app::{App, Notice};
use crate::tui::marks::Step;
use crate::tui::{text, views};
use crate::worklist::{Change, Edit, Progress, State};

use super::{Effect, say};

/// Marks the clause at hand done; if it is done, gives it back the status it had before.
pub(super) fn toggle_done(app: &mut App) -> Vec<Effect> {
    let Some((clause, now)) = clause_at_hand(app) else { return Vec::new() };
    let status = match now {
        Status::Done => app.marks.before(&clause).filter(|before| *before != Status::Done).unwrap_or(Status::Todo),
        _ => Status::Done,
    };
    begin(app, Step { clause, before: now, after: status, is_undo: false })
}

/// Gives the clause at hand a status.
pub(super) fn mark(app: &mut App, status: Status) -> Vec<Effect> {
    let Some((clause, now)) = clause_at_hand(app) else { return Vec::new() };
    if now == status {
        return Vec::new();
    }
    begin(app, Step { clause, before: now, after: status, is_undo: false })
}

/// Takes the last mark back.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    match app.marks.undo() {
        Some(step) => begin(app, step),
        None => {
            say(app, text::NOTHING_TO_UNDO);
            Vec::new()
        }
    }
}

/// Returns the clause that is marked and the status it is about to have.
fn clause_at_hand(app: &mut App) -> Option<(String, Status)> {
    let Some(at) = app.subject().filter(|at| at.kind == Kind::Clause) else {
        say(app, text::ONLY_CLAUSES);
        return None;
    };
    let clause = app.catalog.id(at).to_owned();
    let now = app.marks.intended(&clause).unwrap_or_else(|| app.status(at));
    Some((clause, now))
}

fn begin(app: &mut App, step: Step) -> Vec<Effect> {
    let change = Change { clause: step.clause.clone(), edit: Edit::Status(step.after) };
    app.marks.begin(step);
    vec![Effect::Append(vec![change])]
}

/// The oldest mark under way is on disk.
pub(super) fn recorded(app: &mut App, state: State) {
    app.state = state;
    app.tally = Progress::new(&app.catalog, &app.state).total();
    let Some(step) = app.marks.written() else { return };
    let label = app.catalog.find(&step.clause).map_or_else(String::new, |at| views::label(app, at));
    let undo = app.keymap.key_for(app.mode(), "undo-mark");
    let said =
        if step.is_undo { text::taken_back(&label, step.after) } else { text::recorded(&label, step.after, undo) };
    say(app, &said);
}

/// The oldest mark under way could not be written.
pub(super) fn not_recorded(app: &mut App, failure: Failure) {
    app.marks.failed();
    let hint = if failure.hint.is_empty() { text::NOT_RECORDED_HINT.to_owned() } else { failure.hint };
    app.notice = Some(Notice { text: failure.message, hint, is_error: true });
}
