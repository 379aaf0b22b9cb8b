//! Evidence: linked, taken off, withdrawn and checked.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::language::{joined, t};
use crate::model::Id;
use crate::sheet::{AnswerError, Way, ends_early, read_date_from};
use crate::tui::app::App;
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::app::typed_path::meant;
use crate::tui::input::message::Message;
use crate::tui::update::desk::{files, items, report};
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::update::{asking, field_editing, marking};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::text;
use crate::worklist::{Attachment, Change, Edit, EntryId, Evidence, Field, Operation};

/// Checks the files of all evidence.
pub(super) fn check(app: &mut App) -> Vec<Effect> {
    super::start(app, DeskDoing::Checking, Effect::Desk(DeskTask::CheckEvidence))
}

/// Asks for a file or a page that is evidence of the audit as a whole.
pub(super) fn add(app: &mut App) -> Vec<Effect> {
    if !items::takes_records(app) {
        return field_editing::leave(app);
    }
    files::ask(app, DeskAsked::NewEvidence, text::whole_audit::ASKED, String::new())
}

/// Makes what was typed evidence of the audit as a whole. The prompt stays until that is on disk, and if it cannot be.
pub(super) fn typed(app: &mut App, typed: String) -> Vec<Effect> {
    if app.pending.is_pending() {
        say(app, text::desk::BUSY);
        return Vec::new();
    }
    let source = meant(&typed, app.home.as_deref());
    app.desk.typed.insert(text::whole_audit::ASKED, typed);
    let pending = PendingOperation { said: source.clone(), ..PendingOperation::default() };
    let attachment = Attachment { source, is_for_audit: true, ..Attachment::default() };
    asking::submit(app, Act { pending, operation: Operation::AttachEvidence(attachment) })
}

/// Closes the prompt for evidence of the audit as a whole, if it is open: what it asked for is on disk.
pub(in crate::tui::update) fn added(app: &mut App) {
    if report::is_asked(app, |asked| *asked == DeskAsked::NewEvidence) {
        app.desk.typed.remove(text::whole_audit::ASKED);
        app.overlay = None;
    }
}

/// Lets a piece stand for the audit as a whole, or not any more.
pub(super) fn set_for_audit(app: &mut App, evidence: EntryId, on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    let said = text::whole_audit::said(&name, on, app.key_below("undo-mark"));
    record(app, said, vec![Change::evidence(evidence, Edit::ForAudit(on))])
}

/// Lets the person choose, for the target clauses, among evidence that is there.
pub(in crate::tui::update) fn choose(app: &mut App) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    let clauses = marking::targets(app);
    if clauses.is_empty() {
        return effects;
    }
    let known: Vec<&Evidence> = app.state.evidence().filter(|one| !one.is_withdrawn).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    known.iter().for_each(|one| *named.entry(one.short_name()).or_default() += 1);
    // Only what has the same name as another one is told apart by its place.
    let name = |one: &Evidence| match one.title.as_str() {
        _ if named.get(one.short_name()) == Some(&1) => one.short_name().to_owned(),
        "" => one.location.clone(),
        title => format!("{title}  {}", one.location),
    };
    let link = |one: &Evidence| Message::Desk(DeskDeed::Link(one.id, clauses.clone()));
    let choices: Vec<_> = known.iter().map(|one| (name(one), link(one))).collect();
    if choices.is_empty() {
        let said = text::desk::no_evidence_yet(app.key_below("add-evidence"));
        say(app, &said);
        return effects;
    }
    let title = text::title_of(t(text::desk::LINKED), &label_of(app, clauses.iter().map(String::as_str)));
    app.overlay = Some(Overlay::Palette(Palette::names(title, choices.into_iter())));
    effects
}

/// Lets a piece be evidence of clauses, or of them no more.
pub(super) fn link(app: &mut App, evidence: EntryId, clauses: &[Id], on: bool) -> Vec<Effect> {
    let name = app.state.evidence_with(evidence).map(|one| one.name().to_owned()).unwrap_or_default();
    let label = label_of(app, clauses.iter().map(String::as_str));
    let undo = app.key_below("undo-mark");
    let said = if on { text::desk::linked(&label, &name, undo) } else { text::desk::unlinked(&label, &name, undo) };
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
    let edit = read(app.today, one, field, typed);
    let name = one.name().to_owned();
    let now = [Edit::Effective(one.effective), Edit::Expires(one.expires), Edit::Title(one.title.clone())];
    let is_disputed = one.conflicts.iter().any(|conflict| conflict.field == *field);
    match edit {
        Ok(edit) if now.contains(&edit) && !is_disputed => {
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
        Err((said, remedy)) => {
            say_wrong(app, &said, &joined([remedy.as_str(), text::editing::NOT_READ_HINT]));
            if let Some(Overlay::Desk(prompt)) = &mut app.overlay {
                prompt.input.offer();
            }
            Vec::new()
        }
    }
}

/// Reads what was typed for a field of evidence; what is wrong with it, and what to do, if it cannot be recorded. Its content
/// has come into effect, and is going to expire.
fn read(today: Date, one: &Evidence, field: &Field, typed: &str) -> Result<Edit, (String, String)> {
    let lines = |error: AnswerError| error.lines(field.name(), typed);
    let day = |way| read_date_from(today, way, typed).map_err(lines);
    let (edit, effective, expires) = match field {
        Field::Effective => day(Way::Back).map(|day| (Edit::Effective(day), day, one.expires))?,
        Field::Expires => day(Way::Ahead).map(|day| (Edit::Expires(day), one.effective, day))?,
        _ => return Ok(Edit::Title(typed.to_owned())),
    };
    match ends_early(effective, expires) {
        Some(said) => Err((said, String::new())),
        None => Ok(edit),
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
