//! Editing a field of clauses. What was typed is kept as a draft until it is on disk.

use crate::failure::Failure;
use crate::model::{Id, Kind};
use crate::sheet::{Answer, AnswerError, AnswerField};
use crate::tui::app::field_editor::{EditableField, FieldEditor};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::{App, Notice};
use crate::tui::update::effect::Effect;
use crate::tui::update::marking;
use crate::tui::update::notice::say;
use crate::tui::view::text;

/// Opens the note of the target clause: the draft, or else the recorded note.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let effects = leave(app);
    match app.target_record().filter(|at| at.kind == Kind::Clause) {
        Some(at) => app.overlay = Some(Overlay::FieldEditor(note_editor(app, app.catalog.id(at).to_owned()))),
        None => say(app, text::ONLY_CLAUSES),
    }
    effects
}

/// Opens another field of the target clauses.
pub(super) fn open_field(app: &mut App, field: EditableField) -> Vec<Effect> {
    let effects = leave(app);
    let Some(at) = app.target_record().filter(|at| at.kind == Kind::Clause) else {
        say(app, text::ONLY_CLAUSES);
        return effects;
    };
    let clause = app.catalog.id(at).to_owned();
    let before = match field {
        EditableField::Answer(field) => app.state.answers(&clause).get(field).text(),
        EditableField::Evidence => String::new(),
    };
    let text = app.drafts.get(&FieldEditor::draft_key(&clause, field)).unwrap_or(&before).clone();
    app.overlay = Some(Overlay::FieldEditor(FieldEditor::of_field(clause, field, before, &text)));
    effects
}

/// Opens the note of the target clause in the external editor.
pub(super) fn open_outside(app: &mut App) -> Vec<Effect> {
    let mut effects = if app.field_editor().is_none() { open(app) } else { Vec::new() };
    let editor = app.field_editor().filter(|editor| editor.field == EditableField::NOTE);
    effects.extend(editor.map(|editor| Effect::EditNote(editor.input.text().to_owned())));
    effects
}

fn note_editor(app: &App, clause: Id) -> FieldEditor {
    let recorded = app.state.answers(&clause).note;
    let text = app.drafts.get(&clause).unwrap_or(&recorded).clone();
    FieldEditor::new(clause, recorded, &text)
}

/// Inserts a line break.
pub(super) fn new_line(app: &mut App) {
    if let Some(Overlay::FieldEditor(editor)) = &mut app.overlay
        && editor.field == EditableField::NOTE
    {
        editor.input.insert("\n");
    }
}

/// Records what was typed, keeping it as a draft until it is on disk. If it cannot be parsed, the editor stays open.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.take_field_editor() else { return Vec::new() };
    let key = FieldEditor::draft_key(&editor.clause, editor.field);
    if editor.field == EditableField::NOTE && !editor.is_changed() {
        app.drafts.remove(&key);
        say(app, text::NOTE_SAME);
        return vec![Effect::KeepDrafts];
    }
    let typed = editor.input.text().to_owned();
    let EditableField::Answer(field) = editor.field else { return save_evidence(app, key, typed.trim()) };
    match field.read(&typed) {
        Ok(answer) => {
            app.drafts.insert(key.clone(), typed);
            record(app, editor, answer, key)
        }
        Err(error) => {
            app.overlay = Some(Overlay::FieldEditor(editor));
            misread_as(app, field, &error, &typed)
        }
    }
}

fn misread_as(app: &mut App, field: AnswerField, error: &AnswerError, typed: &str) -> Vec<Effect> {
    let said = error.sentence(field.name(), typed);
    app.notice = Some(Notice { text: said, hint: text::NOT_READ_HINT.into(), is_error: true });
    Vec::new()
}

/// Adds evidence to the target clauses.
fn save_evidence(app: &mut App, key: Id, source: &str) -> Vec<Effect> {
    if source.is_empty() {
        return Vec::new();
    }
    app.drafts.insert(key.clone(), source.to_owned());
    marking::add_evidence(app, key, source.to_owned())
}

/// Records an answer and reports the value as it was parsed.
fn record(app: &mut App, editor: FieldEditor, answer: Answer, key: Id) -> Vec<Effect> {
    match answer {
        Answer::Note(text) => marking::write_note(app, editor.clause, text),
        answer => {
            let text = answer.text();
            let said = if text.is_empty() { text::EMPTIED } else { &text };
            let said = format!("{} {said}", answer.field().name());
            marking::set(app, &answer.into(), &said, Some(key))
        }
    }
}

/// Closes the field editor, if it is open, without recording; a changed text is kept as a draft.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.take_field_editor() else { return Vec::new() };
    let key = FieldEditor::draft_key(&editor.clause, editor.field);
    if editor.is_changed() {
        app.drafts.insert(key, editor.input.text().to_owned());
        say(app, &text::draft_kept(editor.field.name()));
    } else {
        app.drafts.remove(&key);
    }
    vec![Effect::KeepDrafts]
}

/// The external editor has closed: records the edited note.
pub(super) fn edited(app: &mut App, outcome: Result<String, Failure>) -> Vec<Effect> {
    let Some(Overlay::FieldEditor(editor)) = &mut app.overlay else { return Vec::new() };
    match outcome {
        Ok(text) => {
            editor.input.clear();
            editor.input.insert(text.trim_end());
            match AnswerField::Note.read(&text) {
                Ok(_) => save(app),
                // The field editor holds only the beginning of a text that is too long, so it is not recorded.
                Err(error) => misread_as(app, AnswerField::Note, &error, &text),
            }
        }
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
    }
}
