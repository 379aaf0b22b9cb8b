//! Submitting operations, and asking first where it is easily more than was meant.

use crate::failure::Failure;
use crate::tui::app::App;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::question::{Act, Question};
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::view::asked;
use crate::worklist::WorklistError;

/// Submits an operation. If the worklist does not accept it, that is said at once, without waiting for the disk. A field
/// that it comes from waits for its outcome.
pub(super) fn submit(app: &mut App, act: Act) -> Vec<Effect> {
    let Act { pending, operation } = act;
    if !app.state.accepts(&operation) {
        app.notice = Some(Failure::from(WorklistError::Archived(app.name.clone())).into());
        return pending.draft.into_iter().map(|key| Effect::KeepDraft { key, is_left: false }).collect();
    }
    app.picked.clear();
    if let Some(editor) = app.field_editor_mut().filter(|editor| pending.draft.as_ref() == Some(&editor.key())) {
        editor.is_busy = true;
    }
    app.pending.begin(pending);
    vec![Effect::Perform(operation)]
}

/// Asks a question. The operation of its answer is submitted when it is chosen.
pub(super) fn ask(app: &mut App, question: Question) -> Vec<Effect> {
    app.overlay = Some(Overlay::Palette(Palette::question(&question)));
    app.question = Some(question);
    Vec::new()
}

/// Does what was answered.
pub(super) fn answered(app: &mut App, number: usize) -> Vec<Effect> {
    let Some(question) = app.question.take() else { return Vec::new() };
    app.overlay = question.editor.map(Overlay::FieldEditor);
    match question.choices.into_iter().nth(number) {
        Some(choice) => submit(app, choice.act),
        None => Vec::new(),
    }
}

/// Gives up what is asked: nothing is recorded, and the field that it came from is there again.
pub(super) fn give_up(app: &mut App) {
    let Some(question) = app.question.take() else { return };
    app.overlay = question.editor.map(Overlay::FieldEditor);
    say(app, asked::GIVEN_UP);
}

/// Ends what is asked because the program ends: a question is given up, so that what was typed for it is in its field again.
pub fn end_asking(app: &mut App) {
    give_up(app);
}
