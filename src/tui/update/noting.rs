//! Writing notes: what was begun is kept until it is recorded.

use crate::failure::Failure;
use crate::model::{Id, Kind};
use crate::tui::app::App;
use crate::tui::note::Note;
use crate::tui::text;

use super::{Effect, marking, say};

/// Opens the note of the clause at hand: as it was left, or as it is recorded.
pub(super) fn open(app: &mut App) {
    match app.subject().filter(|at| at.kind == Kind::Clause) {
        Some(at) => app.note = Some(note_of(app, app.catalog.id(at).to_owned())),
        None => say(app, text::ONLY_CLAUSES),
    }
}

/// Opens the note of the clause at hand in the editor of the system.
pub(super) fn open_outside(app: &mut App) -> Vec<Effect> {
    if app.note.is_none() {
        open(app);
    }
    app.note.as_ref().map(|note| Effect::EditNote(note.input.text().to_owned())).into_iter().collect()
}

fn note_of(app: &App, clause: Id) -> Note {
    let recorded = app.state.mark(&clause).map_or_else(String::new, |mark| mark.note.clone());
    let text = app.drafts.get(&clause).unwrap_or(&recorded).clone();
    Note::new(clause, recorded, &text)
}

/// Begins a new line.
pub(super) fn new_line(app: &mut App) {
    if let Some(note) = &mut app.note {
        note.input.insert("\n");
    }
}

/// Records the note. Until it is on disk it is kept as begun.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    let Some(note) = app.note.take() else { return Vec::new() };
    if !note.is_changed() {
        app.drafts.remove(&note.clause);
        say(app, text::NOTE_SAME);
        return vec![Effect::KeepDrafts];
    }
    let text = note.input.text().trim_end().to_owned();
    app.drafts.insert(note.clause.clone(), text.clone());
    marking::write_note(app, note.clause, text)
}

/// Leaves the note without recording it; what was written is kept.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    let Some(note) = app.note.take() else { return Vec::new() };
    if note.is_changed() {
        app.drafts.insert(note.clause, note.input.text().to_owned());
        say(app, text::DRAFT_KEPT);
    } else {
        app.drafts.remove(&note.clause);
    }
    vec![Effect::KeepDrafts]
}

/// The editor of the system has closed: what it left is recorded.
pub(super) fn edited(app: &mut App, outcome: Result<String, Failure>) -> Vec<Effect> {
    let Some(note) = &mut app.note else { return Vec::new() };
    match outcome {
        Ok(text) => {
            note.input.clear();
            note.input.insert(text.trim_end());
            save(app)
        }
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
    }
}
