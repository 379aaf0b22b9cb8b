//! Writing notes: what was begun is kept until it is recorded.

use jiff::civil::Date;

use crate::failure::Failure;
use crate::model::{Id, Kind};
use crate::tui::app::{App, Notice};
use crate::tui::note::{FieldName, Note};
use crate::tui::overlay::Overlay;
use crate::tui::text;
use crate::worklist::Edit;

use super::{Effect, marking, say};

/// Opens the note of the clause at hand: as it was left, or as it is recorded.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let effects = leave(app);
    match app.subject().filter(|at| at.kind == Kind::Clause) {
        Some(at) => app.overlay = Some(Overlay::Note(note_of(app, app.catalog.id(at).to_owned()))),
        None => say(app, text::ONLY_CLAUSES),
    }
    effects
}

/// Opens another field of the clauses picked, or of the one at hand.
pub(super) fn open_field(app: &mut App, field: FieldName) -> Vec<Effect> {
    let effects = leave(app);
    let Some(at) = app.subject().filter(|at| at.kind == Kind::Clause) else {
        say(app, text::ONLY_CLAUSES);
        return effects;
    };
    let clause = app.catalog.id(at).to_owned();
    let answers = app.state.answers(&clause);
    let before = match field {
        FieldName::Note => answers.note,
        FieldName::Owner => answers.owner,
        FieldName::Due => answers.due.map_or_else(String::new, |due| due.to_string()),
        FieldName::Reason => answers.reason,
        FieldName::Evidence => String::new(),
    };
    let text = app.drafts.get(&Note::draft_key(&clause, field)).unwrap_or(&before).clone();
    app.overlay = Some(Overlay::Note(Note::of_field(clause, field, before, &text)));
    effects
}

/// Opens the note of the clause at hand in the editor of the system.
pub(super) fn open_outside(app: &mut App) -> Vec<Effect> {
    let mut effects = if app.note().is_none() { open(app) } else { Vec::new() };
    let note = app.note().filter(|note| note.field == FieldName::Note);
    effects.extend(note.map(|note| Effect::EditNote(note.input.text().to_owned())));
    effects
}

fn note_of(app: &App, clause: Id) -> Note {
    let recorded = app.state.answers(&clause).note;
    let text = app.drafts.get(&clause).unwrap_or(&recorded).clone();
    Note::new(clause, recorded, &text)
}

/// Begins a new line.
pub(super) fn new_line(app: &mut App) {
    if let Some(Overlay::Note(note)) = &mut app.overlay
        && note.field == FieldName::Note
    {
        note.input.insert("\n");
    }
}

/// Records what was written. A note is kept as begun until it is on disk.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    let Some(note) = app.take_note() else { return Vec::new() };
    match note.field {
        FieldName::Note => {}
        FieldName::Evidence => return save_evidence(app, &note),
        _ => return save_field(app, note),
    }
    if !note.is_changed() {
        app.drafts.remove(&note.clause);
        say(app, text::NOTE_SAME);
        return vec![Effect::KeepDrafts];
    }
    let text = note.input.text().trim_end().to_owned();
    app.drafts.insert(note.clause.clone(), text.clone());
    marking::write_note(app, note.clause, text)
}

/// Adds evidence to the clauses picked, or to the one at hand. Until it is on disk, what was typed is kept as begun.
fn save_evidence(app: &mut App, note: &Note) -> Vec<Effect> {
    let source = note.input.text().trim().to_owned();
    if source.is_empty() {
        return Vec::new();
    }
    let key = Note::draft_key(&note.clause, note.field);
    app.drafts.insert(key.clone(), source.clone());
    marking::add_evidence(app, key, source)
}

fn save_field(app: &mut App, note: Note) -> Vec<Effect> {
    let text = note.input.text().trim().to_owned();
    let edit = match note.field {
        FieldName::Note | FieldName::Evidence => return Vec::new(),
        FieldName::Owner => Edit::Owner(text.clone()),
        FieldName::Reason => Edit::Reason(text.clone()),
        FieldName::Due => match due(&text) {
            Some(due) => Edit::Due(due),
            None => {
                app.notice =
                    Some(Notice { text: text::NO_DATE.into(), hint: text::NO_DATE_HINT.into(), is_error: true });
                app.overlay = Some(Overlay::Note(note));
                return Vec::new();
            }
        },
    };
    let said = if text.is_empty() { text::EMPTIED } else { &text };
    app.drafts.remove(&Note::draft_key(&note.clause, note.field));
    let mut effects = marking::set(app, &edit, &format!("{} {said}", note.field.short()));
    effects.push(Effect::KeepDrafts);
    effects
}

/// Returns the date in a text, none for an empty text; nothing if it is no date.
fn due(text: &str) -> Option<Option<Date>> {
    if text.is_empty() { Some(None) } else { text.replace('/', "-").parse().ok().map(Some) }
}

/// Leaves the note that is being written, if one is, without recording it; what was written is kept.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    let Some(note) = app.take_note() else { return Vec::new() };
    let key = Note::draft_key(&note.clause, note.field);
    if note.is_changed() {
        app.drafts.insert(key, note.input.text().to_owned());
        say(app, &text::draft_kept(note.field.short()));
    } else {
        app.drafts.remove(&key);
    }
    vec![Effect::KeepDrafts]
}

/// The editor of the system has closed: what it left is recorded.
pub(super) fn edited(app: &mut App, outcome: Result<String, Failure>) -> Vec<Effect> {
    let Some(Overlay::Note(note)) = &mut app.overlay else { return Vec::new() };
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
