//! The list of the fields of clauses, which comes back after each of them.

use crate::language::t;
use crate::model::Id;
use crate::sheet::{Answer, AnswerField};
use crate::tui::app::App;
use crate::tui::app::field_editor::FieldList;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;

/// Returns the fields that are in the list of them. Name and day of a review come by themselves.
fn listed_fields() -> impl Iterator<Item = AnswerField> {
    let is_listed = |field: &AnswerField| {
        *field > AnswerField::Reason && !matches!(field, AnswerField::Reviewer | AnswerField::Reviewed)
    };
    AnswerField::ALL.into_iter().filter(is_listed)
}

/// Returns the list of the fields of clauses, each with its value, one of them selected.
pub(super) fn fields_of(app: &App, clauses: &[Id], at: usize) -> Palette {
    let value = |field: AnswerField| common_answer(app, clauses, field).map_or_else(String::new, |all| all.said());
    let title = text::title_of(t(text::FIELDS), &label_of(app, clauses.iter().map(String::as_str)));
    Palette::fields(title, clauses, listed_fields().map(|field| (field, value(field))).collect(), at)
}

/// Opens the list of fields again if one came from it and nothing else is open: at the next one if the field is done, else at
/// the same one.
pub(super) fn back(app: &mut App, is_done: bool) {
    if app.overlay.is_some() {
        return;
    }
    let Some(FieldList { clauses, chosen }) = app.field_list.take() else { return };
    let at = listed_fields().position(|field| field == chosen).unwrap_or(0);
    app.overlay = Some(Overlay::Palette(fields_of(app, &clauses, at + usize::from(is_done))));
}

/// Opens the list of fields again after an act: at the next field if something waits for the disk, else, where the act was
/// refused or given up, at the same one.
pub(super) fn back_from_act(app: &mut App) {
    let is_done = app.pending.is_pending();
    back(app, is_done);
}

/// Shows in the list of fields, if it is open, what is recorded now.
pub(super) fn renew(app: &mut App) {
    let is_list = |overlay: &mut Overlay| matches!(overlay, Overlay::Palette(palette) if palette.listed().is_some());
    let Some(Overlay::Palette(palette)) = app.overlay.take_if(is_list) else { return };
    let anew = fields_of(app, palette.listed().unwrap_or_default(), 0);
    app.overlay = Some(Overlay::Palette(palette.renewed(anew)));
}

/// Returns the answer that clauses have in common; none if they have different ones.
pub(super) fn common_answer(app: &App, clauses: &[Id], field: AnswerField) -> Option<Answer> {
    let mut answers = clauses.iter().map(|clause| app.state.answers(clause).get(field));
    let first = answers.next()?;
    answers.all(|other| other == first).then_some(first)
}
