//! Submitting operations, and asking first where it is easily more than was meant, or not known who records.

use crate::failure::Failure;
use crate::language::t;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::question::{Act, NamePrompt, Question};
use crate::tui::app::{App, Notice};
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{field_list, update_all};
use crate::tui::view::asked;
use crate::worklist::{Operation, WorklistError};
use crate::workspace::answered_name;

/// Submits an operation. If the worklist does not accept it, that is said at once, without waiting for the disk. A field
/// that it comes from waits for its outcome. The first one that needs a name waits for it if it is not known.
pub(super) fn submit(app: &mut App, act: Act) -> Vec<Effect> {
    let is_accepted = app.state.accepts(&act.operation);
    if let Some(login) = app.unasked_login.take_if(|_| is_accepted && act.operation.has_new_author()) {
        ask_name(app, login, act);
        return Vec::new();
    }
    let Act { pending, operation } = act;
    if !is_accepted {
        app.notice = Some(Failure::from(WorklistError::Archived(app.name.clone())).into());
        return pending.draft.into_iter().map(|key| Effect::KeepDraft { key, is_left: false }).collect();
    }
    // What was just done to the picked rows is rarely all; what is taken back or merged is about others.
    if !matches!(operation, Operation::Record(_) | Operation::AttachEvidence(_) | Operation::Review { .. }) {
        app.let_go();
    }
    if let Some(editor) = app.field_editor_mut().filter(|editor| pending.draft.as_ref() == Some(&editor.key())) {
        editor.is_busy = true;
    }
    let source = pending.sheet.as_ref().map(|sheet| sheet.source());
    app.pending.begin(pending);
    match source {
        Some(source) => vec![Effect::Import(operation, source)],
        None => vec![Effect::Perform(operation)],
    }
}

/// Asks a question. The operation of its answer is submitted when it is chosen.
pub(super) fn ask(app: &mut App, question: Question) -> Vec<Effect> {
    ask_or(app, question, None)
}

/// Asks a question as [`ask`] does, with an answer that leads elsewhere and records nothing: what stands in the list with
/// its reading, and what it does.
pub(super) fn ask_or(
    app: &mut App,
    question: Question,
    elsewhere: Option<((&'static str, &'static str), Message)>,
) -> Vec<Effect> {
    app.overlay = Some(Overlay::Palette(Palette::question(&question, elsewhere)));
    app.question = Some(question);
    Vec::new()
}

/// Does what was answered.
pub(super) fn answered(app: &mut App, number: usize) -> Vec<Effect> {
    let Some(question) = app.question.take() else { return Vec::new() };
    app.overlay = question.editor.map(Overlay::FieldEditor);
    let effects = match question.choices.into_iter().nth(number) {
        Some(choice) => submit(app, choice.act),
        None => Vec::new(),
    };
    field_list::back_from_act(app);
    effects
}

/// Gives up what is asked: nothing is recorded, and the field that it came from is there again.
pub(super) fn give_up(app: &mut App) {
    let Some(question) = app.question.take() else { return };
    app.overlay = question.editor.map(Overlay::FieldEditor);
    field_list::back(app, false);
    say(app, asked::GIVEN_UP);
}

/// Asks under which name is recorded. The act, and the editor that it came from, wait for the answer.
fn ask_name(app: &mut App, login: String, act: Act) {
    let editor = app.take_field_editor();
    let (text, hint) = (t(asked::NAME_ASKED).to_owned(), asked::name_answers(&login));
    app.notice = Some(Notice { text, hint, is_error: false });
    app.overlay = Some(Overlay::Name(NamePrompt::new(login, act, editor)));
}

/// Whether a message would take the place of the prompt for the name, or act below it. The keys of a person can be bound to
/// anything, but an act waits behind the prompt.
pub(super) fn is_barred(app: &App, message: &Message) -> bool {
    let is_answering = matches!(
        message,
        Message::Open
            | Message::Dismiss
            | Message::Insert(_)
            | Message::Paste(_)
            | Message::DeleteBack
            | Message::DeleteForward
            | Message::DeleteWord
            | Message::DeleteToEnd
            | Message::ClearQuery
            | Message::CursorLeft
            | Message::CursorRight
            | Message::CursorHome
            | Message::CursorEnd
            | Message::Redraw
            | Message::Suspend
            | Message::Quit
    );
    app.name_prompt().is_some() && message.is_by_keys() && !is_answering
}

/// Records what waits under the name that was typed, which is then remembered.
pub(super) fn record_as_named(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = app.name_prompt() else { return Vec::new() };
    match answered_name(prompt.input.text(), &prompt.login) {
        Ok(name) => {
            let mut effects = vec![Effect::RenameWriter(name.clone())];
            effects.extend(go_on(app, vec![Effect::RememberName(name)]));
            effects
        }
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
    }
}

/// Records what waits under the name of the login. Nothing is remembered, so that the next run asks again.
pub(super) fn record_as_login(app: &mut App) -> Vec<Effect> {
    go_on(app, Vec::new())
}

/// Closes the prompt for the name and does what waits behind it; what is done after the act comes before the rest.
fn go_on(app: &mut App, after: Vec<Effect>) -> Vec<Effect> {
    let Some(NamePrompt { act, editor, held, .. }) = app.take_name_prompt() else { return Vec::new() };
    app.overlay = editor.map(Overlay::FieldEditor);
    let mut effects = submit(app, act);
    field_list::back_from_act(app);
    effects.extend(after);
    effects.extend(update_all(app, held));
    effects
}

/// Ends what is asked because the program ends, and returns the effects to perform: a question is given up, so that what
/// was typed for it is in its field again, and what waits for a name is recorded under that of the login.
pub fn end_asking(app: &mut App) -> Vec<Effect> {
    give_up(app);
    record_as_login(app)
}
