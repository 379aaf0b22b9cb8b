//! Editing a field of clauses. What was typed is kept as a draft until it is on disk.

use crate::failure::Failure;
use crate::language::{joined, t};
use crate::model::{Id, Kind, Review};
use crate::sheet::{Answer, AnswerField, NOTE_LIMIT};
use crate::tui::app::field_editor::{EditableField, FieldEditor, FieldList, TYPING_LIMIT, names_of};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::text_input::TextInput;
use crate::tui::app::{App, Notice, typed_path};
use crate::tui::completion::common;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::update::{field_list, list, marking, recording};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;

/// Opens the note of the target clause: the draft, or else the recorded note.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let effects = leave(app);
    match app.target_record().filter(|at| at.kind == Kind::Clause) {
        Some(at) => open_for(app, vec![app.catalog.id(at).to_owned()], EditableField::NOTE),
        None => say(app, text::ONLY_CLAUSES),
    }
    effects
}

/// Opens another field of the target clauses.
pub(super) fn open_field(app: &mut App, field: EditableField) -> Vec<Effect> {
    let effects = leave(app);
    let clauses = marking::targets(app);
    if !clauses.is_empty() {
        open_for(app, clauses, field);
    }
    effects
}

/// Opens a field with its draft, if there is one, or else with the value that all clauses have.
fn open_for(app: &mut App, clauses: Vec<Id>, field: EditableField) {
    let before = match field {
        EditableField::Answer(field) => {
            field_list::common_answer(app, &clauses, field).map_or_else(String::new, |all| all.text())
        }
        EditableField::Evidence | EditableField::Return => String::new(),
    };
    let key = clauses.first().map(|clause| FieldEditor::draft_key(clause, field)).unwrap_or_default();
    let draft = app.drafts.get(&key).filter(|draft| **draft != before);
    let is_draft = draft.is_some();
    let text = draft.unwrap_or(&before).clone();
    app.overlay = Some(Overlay::FieldEditor(FieldEditor::new(clauses, field, before, &text)));
    if is_draft {
        let goes_on = if field == EditableField::Evidence {
            text::editing::DRAFT_GIVES_WAY
        } else {
            text::editing::DRAFT_GOES_ON
        };
        say(app, goes_on);
    }
}

/// Opens the values of a field for the target clauses: the verdicts, or what a reviewer says.
pub(super) fn choose_value(app: &mut App, field: AnswerField, names: &[&'static str]) -> Vec<Effect> {
    let effects = leave(app);
    let clauses = marking::targets(app);
    if !clauses.is_empty() {
        offer_values(app, &clauses, (field, names));
    }
    effects
}

/// Opens the verdicts for the target clauses.
pub(super) fn judge(app: &mut App) -> Vec<Effect> {
    choose_value(app, AnswerField::Verdict, &names_of(AnswerField::Verdict).unwrap_or_default())
}

/// Opens values of a field for clauses.
fn offer_values(app: &mut App, clauses: &[Id], (field, names): (AnswerField, &[&'static str])) {
    let present = field_list::common_answer(app, clauses, field);
    let title = text::title_of(t(field.name()), &label_of(app, clauses.iter().map(String::as_str)));
    app.overlay = Some(Overlay::Palette(Palette::values(title, clauses, (field, names), present.as_ref())));
}

/// Opens the list of the fields about findings, exceptions and reviews, for the target clauses.
pub(super) fn choose_field(app: &mut App) -> Vec<Effect> {
    let effects = leave(app);
    let clauses = marking::targets(app);
    if !clauses.is_empty() {
        app.field_list = None;
        app.overlay = Some(Overlay::Palette(field_list::fields_of(app, &clauses, 0)));
    }
    effects
}

/// Closes what is open on top of the screen. The list of fields is there again, if one came from it.
pub(super) fn close(app: &mut App) -> Vec<Effect> {
    let effects = leave(app);
    list::query::give_up(app);
    app.overlay = None;
    field_list::back(app, false);
    effects
}

/// Opens the field that was chosen: its values, if it is chosen from some. The list comes back after it.
pub(super) fn field_chosen(app: &mut App, field: AnswerField, clauses: Vec<Id>) -> Vec<Effect> {
    app.overlay = None;
    app.field_list = Some(FieldList { clauses: clauses.clone(), chosen: field });
    match names_of(field) {
        Some(names) => offer_values(app, &clauses, (field, &names)),
        None => open_for(app, clauses, EditableField::Answer(field)),
    }
    Vec::new()
}

/// Asks what the person says of what is recorded of the target clauses: that it can stand, or that it goes back.
pub(super) fn approve(app: &mut App) -> Vec<Effect> {
    choose_value(app, AnswerField::Review, &Review::ALL.iter().map(|result| result.name()).collect::<Vec<_>>())
}

/// Records the value that was chosen. What a reviewer says has a name and a day; who sends something back is asked why.
pub(super) fn answer_chosen(app: &mut App, answer: Answer, clauses: Vec<Id>) -> Vec<Effect> {
    let effects = match answer {
        Answer::Review(Some(Review::Returned)) => {
            open_for(app, clauses, EditableField::Return);
            Vec::new()
        }
        Answer::Review(Some(Review::Approved)) => recording::review(app, clauses, (Review::Approved, ""), None),
        answer => recording::answer(app, clauses, answer, None),
    };
    field_list::back_from_act(app);
    effects
}

/// Opens the note of the target clause in the external editor.
pub(super) fn open_outside(app: &mut App) -> Vec<Effect> {
    let mut effects = if app.field_editor().is_none() { open(app) } else { Vec::new() };
    let editor = app.field_editor().filter(|editor| editor.field.has_lines());
    effects.extend(editor.map(|editor| Effect::EditNote(editor.input.text().to_owned())));
    effects
}

/// Inserts a line break.
pub(super) fn new_line(app: &mut App) {
    if let Some(editor) = app.field_editor_mut().filter(|editor| editor.field.has_lines()) {
        editor.input.insert("\n");
    }
    warn_of_length(app);
}

/// Says that a field has more text than can be recorded, if it has.
pub(super) fn warn_of_length(app: &mut App) {
    let Some(editor) = app.field_editor() else { return };
    let length = editor.input.text().chars().count();
    if length > NOTE_LIMIT {
        let said = text::editing::too_long(editor.field.name(), length);
        say_wrong(app, &said, text::editing::TOO_LONG_HINT);
    }
}

/// Says that a text does not fit into a field and was not inserted.
pub(super) fn refuse_text(app: &mut App, field: EditableField, length: usize) {
    say_wrong(app, &text::editing::not_inserted(field.name(), length), text::editing::NOT_INSERTED_HINT);
}

/// Records what was typed, keeping it as a draft until it is on disk. Until then, and if it cannot be recorded, the editor
/// stays open.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.field_editor().filter(|editor| !editor.is_busy).cloned() else { return Vec::new() };
    let key = editor.key();
    let typed = editor.input.text().to_owned();
    let length = typed.trim().chars().count();
    if length > NOTE_LIMIT {
        say_wrong(app, &text::editing::too_long(editor.field.name(), length), text::editing::TOO_LONG_HINT);
        app.drafts.insert(key.clone(), typed);
        return vec![Effect::KeepDraft { key, is_left: false }];
    }
    let field = match editor.field {
        EditableField::Answer(field) => field,
        EditableField::Evidence => return save_evidence(app, &editor),
        EditableField::Return => return send_back(app, editor),
    };
    let is_so = |answer: &Answer| editor.clauses.iter().all(|clause| recording::has(app, clause, answer));
    if !editor.is_changed() && field_list::common_answer(app, &editor.clauses, field).as_ref().is_some_and(is_so) {
        return recording::unchanged(app, field, Some(key));
    }
    match field.read_from(app.today, &typed) {
        Ok(answer) => {
            app.drafts.insert(key.clone(), typed);
            recording::answer(app, editor.clauses, answer, Some(key))
        }
        Err(error) => {
            let (said, remedy) = error.lines(field.name(), &typed);
            say_wrong(app, &said, &joined([remedy.as_str(), text::editing::NOT_READ_HINT]));
            // What is no day is rarely the beginning of the right one.
            if let Some(editor) = app.field_editor_mut().filter(|editor| editor.field.is_day()) {
                editor.input.offer();
            }
            Vec::new()
        }
    }
}

/// Sends back what is recorded of the clauses of an editor.
fn send_back(app: &mut App, editor: FieldEditor) -> Vec<Effect> {
    let (key, typed) = (editor.key(), editor.input.text().to_owned());
    let word = typed.trim().to_owned();
    if word.is_empty() {
        say(app, text::editing::NO_WORD);
        return Vec::new();
    }
    app.drafts.insert(key.clone(), typed);
    recording::review(app, editor.clauses, (Review::Returned, &word), Some(key))
}

/// Adds evidence to the clauses of an editor.
fn save_evidence(app: &mut App, editor: &FieldEditor) -> Vec<Effect> {
    let typed = editor.input.text().to_owned();
    let source = typed_path::meant(&typed, app.home.as_deref());
    if source.is_empty() {
        say(app, text::editing::NO_SOURCE);
        return Vec::new();
    }
    app.drafts.insert(editor.key(), typed);
    recording::evidence(app, editor, source)
}

/// Closes the field editor, if it is open, without recording; a changed text is kept as a draft.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.take_field_editor() else { return Vec::new() };
    app.held_input.clear();
    let key = editor.key();
    if editor.is_changed() {
        app.drafts.insert(key.clone(), editor.input.text().to_owned());
        return vec![Effect::KeepDraft { key, is_left: true }];
    }
    recording::discard(app, key)
}

/// A draft is on disk, or cannot be written: only then is anything promised.
pub(super) fn draft_kept(app: &mut App, key: Id, is_left: bool, kept: Result<(), String>) {
    let field = EditableField::of_draft(&key).map_or(text::NOTE, EditableField::name);
    match kept {
        Ok(()) => {
            app.unsaved_drafts.remove(&key);
            if is_left {
                say(app, &text::editing::draft_kept(field));
            }
        }
        Err(why) => {
            app.unsaved_drafts.insert(key);
            let said = text::editing::draft_not_kept(field, &why);
            match app.notice.as_mut().filter(|notice| notice.is_error && !is_left) {
                // What went wrong first comes first.
                Some(notice) => notice.hint = said,
                None => say_wrong(app, &said, text::editing::DRAFT_NOT_KEPT_HINT),
            }
        }
    }
}

/// The external editor has closed: records the edited note.
pub(super) fn edited(app: &mut App, outcome: Result<String, Failure>) -> Vec<Effect> {
    let Some(editor) = app.field_editor_mut() else { return Vec::new() };
    match outcome {
        Ok(text) => {
            editor.input = TextInput::of_lines(text.trim_end(), TYPING_LIMIT);
            save(app)
        }
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
    }
}

/// Asks for the names that a typed path may go on with.
pub(super) fn complete(app: &App) -> Vec<Effect> {
    if let Some(Overlay::File(prompt)) = &app.overlay {
        return vec![Effect::CompletePath(prompt.input.text().to_owned())];
    }
    if let Some(Overlay::Desk(prompt)) = &app.overlay {
        let typed = prompt.input.text().to_owned();
        return prompt.asked.is_path().then_some(Effect::CompletePath(typed)).into_iter().collect();
    }
    let editor = app.field_editor().filter(|editor| editor.field == EditableField::Evidence);
    editor.map(|editor| Effect::CompletePath(editor.input.text().to_owned())).into_iter().collect()
}

/// Completes a typed path as far as all names that were found agree.
pub(super) fn completed(app: &mut App, typed: &str, names: &[String]) {
    let Some(editor) = app.field_editor_mut().filter(|editor| editor.field == EditableField::Evidence) else { return };
    if editor.input.text() != typed || editor.is_busy {
        return;
    }
    match names {
        [] => say(app, text::editing::NO_SUCH_PATH),
        names => {
            let text = typed_path::completed(typed, common(names));
            editor.input = TextInput::of_line(&text, TYPING_LIMIT);
            if names.len() > 1 {
                app.notice = Some(Notice { text: text::editing::paths(names), hint: String::new(), is_error: false });
            }
        }
    }
}
