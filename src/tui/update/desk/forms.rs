//! The form of what a worklist is about. What is filled in stays until it is recorded; leaving the form loses nothing.

use std::collections::BTreeSet;

use crate::failure::Failure;
use crate::language::{joined, t};
use crate::model::Id;
use crate::tui::app::App;
use crate::tui::app::desk::form::{FormRow, ProfileForm};
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::input::event::Key;
use crate::tui::input::keymap::{Mode, Resolution};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, navigation, typing};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::worklist::{Change, Field, Operation, check_name};
use crate::workspace::scope::with_heading_toggled;
use crate::workspace::worklists::{profile_changes, profile_decisions};

/// Opens the form of a new worklist, or goes on with the one that was left.
pub(super) fn begin(app: &mut App) -> Vec<Effect> {
    match app.desk.form.as_ref().filter(|form| form.of.is_none() && form.is_touched()) {
        Some(_) => {
            let effects = super::visit(app, DeskScreen::Form);
            say(app, text::desk::GOES_ON);
            effects
        }
        None => {
            app.desk.form = Some(ProfileForm::new(&app.catalog));
            super::visit(app, DeskScreen::Form)
        }
    }
}

/// Opens the form of the worklist in use, or goes on with it.
pub(super) fn change(app: &mut App) -> Vec<Effect> {
    let is_left = |form: &&ProfileForm| form.of.as_ref() == Some(&app.name) && form.is_touched();
    let goes_on = app.desk.form.as_ref().filter(is_left).is_some();
    if !goes_on {
        app.desk.form = Some(ProfileForm::of(&app.name, &app.catalog, &app.state));
    }
    let effects = super::visit(app, DeskScreen::Form);
    if goes_on {
        say(app, text::desk::GOES_ON);
    }
    effects
}

/// Begins to write into the selected row of the form with the letter or digit that was pressed, as people do in forms; other
/// keys keep their meaning, also those that lead through what was found on the page. Returns none where it is no text.
pub(in crate::tui::update) fn begin_typing(app: &mut App, key: Key) -> Option<Vec<Effect>> {
    let letter = key.typed().filter(|letter| letter.is_alphanumeric())?;
    if !is_open(app) || !app.pending_keys.is_empty() {
        return None;
    }
    // Where it is not written into a row, what an input method types in full width is meant as a key.
    let plain = key.without_input_method();
    if app.page_search.is_some() && !matches!(app.keymap.resolve(Mode::Found, &[plain]), Resolution::Unbound) {
        return None;
    }
    match write(app, letter.encode_utf8(&mut [0; 4])) {
        // The rows have no numbers, because digits are written into them.
        None if plain.typed().is_some_and(|typed| typed.is_ascii_digit()) => {
            say(app, text::NO_SUCH_NUMBER);
            Some(Vec::new())
        }
        written => written,
    }
}

/// Begins to write into the selected row of the form with a text that was typed or pasted. Returns none where that row is not
/// written into.
pub(in crate::tui::update) fn write(app: &mut App, begun: &str) -> Option<Vec<Effect>> {
    if !is_open(app) {
        return None;
    }
    match links::selected_target(app)? {
        LinkTarget::Desk(DeskDeed::Form(row @ (FormRow::Name | FormRow::Text(_)))) => {
            app.notice = None;
            let mut effects = fill_in(app, row);
            effects.extend(typing::insert(app, begun));
            Some(effects)
        }
        _ => None,
    }
}

/// Whether the form is on screen with nothing on top of it.
fn is_open(app: &App) -> bool {
    app.overlay.is_none() && app.jump_list.current().screen == Screen::Desk(DeskScreen::Form)
}

/// Fills in a row.
pub(super) fn fill_in(app: &mut App, row: FormRow) -> Vec<Effect> {
    let catalog = app.catalog.clone();
    let Some(form) = app.desk.form.as_mut() else { return Vec::new() };
    form.wrong.take_if(|(wrong, _)| *wrong == row);
    match row {
        FormRow::Name => ask(app, DeskAsked::Name),
        FormRow::Text(number) => ask(app, DeskAsked::Text(number)),
        FormRow::Preset(id) => {
            if let Some(preset) = catalog.presets().find(|preset| preset.id == id) {
                form.profile.counted = catalog.counted_by(preset).into_iter().collect();
                form.profile.preset = Some(id);
                form.chosen.extend([Field::Preset, Field::Count]);
            }
        }
        FormRow::Heading(id) => {
            form.profile.counted = with_heading_toggled(&catalog, &form.profile.counted, &id);
            // Who counts something else has another kind of facility than the preset says.
            form.profile.preset = None;
            form.chosen.extend([Field::Preset, Field::Count]);
        }
        FormRow::Pattern(pattern) => {
            form.profile.pattern = pattern;
            form.chosen.insert(Field::Pattern);
        }
        FormRow::Party(party) => form.toggle_party(party),
        FormRow::Products => return super::visit(app, DeskScreen::FormProducts),
        FormRow::Submit => return submit(app),
        FormRow::Reset => {
            match &form.of {
                None => *form = ProfileForm::new(&catalog),
                Some(name) if *name == app.name => *form = ProfileForm::of(name, &catalog, &app.state),
                // What is on screen are the records of another worklist.
                Some(_) => form.begin_anew(),
            }
            say(app, text::desk::RESET);
        }
    }
    navigation::keep_in_view(app);
    Vec::new()
}

fn ask(app: &mut App, asked: DeskAsked) {
    let Some(form) = &app.desk.form else { return };
    let offered = match asked {
        DeskAsked::Text(number) => form.text(number),
        _ => &form.name,
    };
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(asked, offered)));
}

/// Creates the worklist, or records what has changed. What is wrong stands in the form, at its row.
fn submit(app: &mut App) -> Vec<Effect> {
    let Some(form) = app.desk.form.clone() else { return Vec::new() };
    match &form.of {
        None => create(app, &form),
        Some(name) if *name != app.name => {
            wrong(app, FormRow::Submit, text::desk::other_list(name));
            Vec::new()
        }
        Some(_) => record(app, &form),
    }
}

fn create(app: &mut App, form: &ProfileForm) -> Vec<Effect> {
    let name = form.name.trim().to_owned();
    if name.is_empty() {
        wrong(app, FormRow::Name, t(text::desk::NAME_WANTED).to_owned());
        return Vec::new();
    }
    if let Err(error) = check_name(&name) {
        let failure = Failure::from(error);
        wrong(app, FormRow::Name, joined([failure.message, failure.hint]));
        return Vec::new();
    }
    if let Some(first) = first_heading(app).filter(|_| form.profile.counted.is_empty()) {
        wrong(app, FormRow::Heading(first), t(text::desk::NOTHING_COUNTED).to_owned());
        return Vec::new();
    }
    let task = DeskTask::Create(name, Box::new(form.profile.clone()));
    super::start(app, DeskDoing::Writing, Effect::Desk(task))
}

fn record(app: &mut App, form: &ProfileForm) -> Vec<Effect> {
    if let Some(first) = first_heading(app).filter(|_| form.profile.counted.is_empty()) {
        wrong(app, FormRow::Heading(first), t(text::desk::NOTHING_COUNTED).to_owned());
        return Vec::new();
    }
    let mut changes = profile_changes(&form.before, &form.profile);
    let decisions = profile_decisions(&app.state, &form.profile, &form.chosen);
    let new: Vec<Change> = decisions.into_iter().filter(|decision| !changes.contains(decision)).collect();
    changes.extend(new);
    if changes.is_empty() {
        say(app, text::desk::NOTHING_CHANGED);
        return Vec::new();
    }
    let said = text::desk::profile_recorded(&app.name, app.key_below("undo-mark"));
    let pending = PendingOperation { said, is_said: true, ..PendingOperation::default() };
    let operation = Operation::Record(changes);
    if app.state.accepts(&operation) {
        app.desk.form = None;
        navigation::back(app);
    }
    asking::submit(app, Act { pending, operation })
}

/// Returns the first heading in the form.
fn first_heading(app: &App) -> Option<Id> {
    crate::workspace::scope::offered_headings(&app.catalog, &BTreeSet::new()).into_iter().next().map(|one| one.id)
}

/// Writes into the form of a new worklist why there is none. Without that form it is only said.
pub(super) fn not_created(app: &mut App, failure: Failure) {
    match app.desk.form.as_ref().is_some_and(|form| form.of.is_none()) {
        true => wrong(app, FormRow::Name, joined([failure.message, failure.hint])),
        false => app.notice = Some(failure.into()),
    }
}

/// Writes into the form what is wrong, and goes to that row.
fn wrong(app: &mut App, row: FormRow, why: String) {
    say(app, &why);
    if let Some(notice) = &mut app.notice {
        notice.is_error = true;
    }
    if let Some(form) = &mut app.desk.form {
        form.wrong = Some((row.clone(), why));
    }
    if app.jump_list.current().screen == Screen::Desk(DeskScreen::Form) {
        links::reveal_target(app, &LinkTarget::Desk(DeskDeed::Form(row)));
    }
}
