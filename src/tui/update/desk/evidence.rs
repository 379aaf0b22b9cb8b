//! Evidence: linked, taken off, withdrawn and checked.

use jiff::civil::Date;

use crate::language::{joined, t};
use crate::model::Id;
use crate::sheet::read_date;
use crate::tui::app::App;
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::update::{asking, field_editing, marking};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;
use crate::worklist::{Change, Edit, EntryId, Field, Operation};

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
        let said = text::desk::no_evidence_yet(app.key_below("add-evidence"));
        say(app, &said);
        return effects;
    }
    let title = text::title_of(t(text::desk::LINKED), &label_of(app, clauses.iter().map(String::as_str)));
    app.overlay = Some(Overlay::Palette(Palette::answers(title, choices.into_iter())));
    effects
}

/// Lets a piece be evidence of clauses, or of them no more.
pub(super) fn link(app: &mut App, evidence: EntryId, clauses: &[Id], on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    let label = label_of(app, clauses.iter().map(String::as_str));
    let said = if on {
        text::desk::linked(&label, &name)
    } else {
        text::desk::unlinked(&label, &name, app.key_below("undo-mark"))
    };
    let changes = clauses.iter().map(|id| Change::clause(id.as_str(), Edit::Link { evidence, on })).collect();
    record(app, said, changes)
}

/// Asks for a field of evidence, beginning with what it is.
pub(super) fn ask(app: &mut App, evidence: EntryId, field: Field) -> Vec<Effect> {
    let Some(one) = app.state.evidence_with(evidence) else { return Vec::new() };
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let now = match field {
        Field::Effective => day(one.effective),
        Field::Expires => day(one.expires),
        _ => one.title.clone(),
    };
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(DeskAsked::Evidence(evidence, field), &now)));
    Vec::new()
}

/// Records what was typed for a field of evidence. The prompt stays if that cannot be read.
pub(super) fn described(app: &mut App, evidence: EntryId, field: &Field, typed: &str) -> Vec<Effect> {
    let Some(one) = app.state.evidence_with(evidence) else { return Vec::new() };
    let edit = match field {
        Field::Effective => read_date(typed).map(Edit::Effective),
        Field::Expires => read_date(typed).map(Edit::Expires),
        _ => Ok(Edit::Title(typed.to_owned())),
    };
    let name = one.name().to_owned();
    let now = [Edit::Effective(one.effective), Edit::Expires(one.expires), Edit::Title(one.title.clone())];
    match edit {
        Ok(edit) if now.contains(&edit) => {
            app.overlay = None;
            say(app, &text::outcomes::unchanged(field.name()));
            Vec::new()
        }
        Ok(edit) => {
            app.overlay = None;
            let value = match &edit {
                Edit::Effective(Some(day)) | Edit::Expires(Some(day)) => day.to_string(),
                Edit::Title(title) if !title.is_empty() => title.clone(),
                _ => t(text::EMPTIED).to_owned(),
            };
            let said = text::outcomes::set(&name, &format!("{} {value}", t(field.name())));
            record(app, said, vec![Change::evidence(evidence, edit)])
        }
        Err(error) => {
            let (said, remedy) = error.lines(field.name(), typed);
            say_wrong(app, &said, &joined([remedy.as_str(), text::editing::NOT_READ_HINT]));
            Vec::new()
        }
    }
}

/// Withdraws evidence, or brings it back.
pub(super) fn withdraw(app: &mut App, evidence: EntryId, on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    let said = text::desk::withdrawn(&name, on, app.key_below("undo-mark"));
    record(app, said, vec![Change::evidence(evidence, Edit::Withdrawn(on))])
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
