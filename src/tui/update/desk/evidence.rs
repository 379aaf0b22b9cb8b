//! Evidence: linked, taken off, withdrawn and checked.

use crate::model::Id;
use crate::tui::app::App;
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, field_editing, marking};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;
use crate::worklist::{Change, Edit, EntryId, Operation};

/// Checks the files of all evidence.
pub(super) fn check(app: &mut App) -> Vec<Effect> {
    super::start(app, DeskDoing::Checking, Effect::Desk(DeskTask::CheckEvidence))
}

/// Lets the person choose, for the target clauses, among evidence that is there.
pub(in crate::tui::update) fn choose(app: &mut App) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    let clauses = marking::targets(app);
    if clauses.is_empty() {
        return effects;
    }
    let known = app.state.evidence().filter(|one| !one.is_withdrawn);
    let choices: Vec<_> =
        known.map(|one| (one.name().to_owned(), "", Message::Desk(DeskDeed::Link(one.id, clauses.clone())))).collect();
    if choices.is_empty() {
        say(app, text::desk::NO_EVIDENCE_YET);
        return effects;
    }
    let title = text::title_of(text::desk::LINKED, &label_of(app, clauses.iter().map(String::as_str)));
    app.overlay = Some(Overlay::Palette(Palette::answers(title, choices.into_iter())));
    effects
}

/// Lets a piece be evidence of clauses, or of them no more.
pub(super) fn link(app: &mut App, evidence: EntryId, clauses: &[Id], on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    let label = label_of(app, clauses.iter().map(String::as_str));
    let said = if on { text::desk::linked(&label, &name) } else { text::desk::unlinked(&label, &name) };
    let changes = clauses.iter().map(|id| Change::clause(id.as_str(), Edit::Link { evidence, on })).collect();
    record(app, said, changes)
}

/// Withdraws evidence, or brings it back.
pub(super) fn withdraw(app: &mut App, evidence: EntryId, on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    record(app, text::desk::withdrawn(&name, on), vec![Change::evidence(evidence, Edit::Withdrawn(on))])
}

fn record(app: &mut App, said: String, changes: Vec<Change>) -> Vec<Effect> {
    let pending = PendingOperation { said, is_said: true, ..PendingOperation::default() };
    asking::submit(app, Act { pending, operation: Operation::Record(changes) })
}

/// Copies the path or URL of evidence. Nothing is started.
pub(super) fn copy_place(app: &mut App, evidence: EntryId) -> Vec<Effect> {
    let Some(place) = app.state.evidence_with(evidence).map(|one| one.location.clone()) else { return Vec::new() };
    app.copied = Some(place.clone());
    vec![Effect::Copy(place)]
}
