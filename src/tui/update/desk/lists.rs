//! The list of all worklists: which one is used, copied or archived.

use crate::language::t;
use crate::tui::app::App;
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::input::keymap::Mode;
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, field_editing};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::worklist::{Change, Edit, Operation};
use crate::workspace::worklists::{ListedWorklist, next_name};

/// Uses another worklist from now on.
pub(super) fn switch(app: &mut App, name: String) -> Vec<Effect> {
    if name == app.name {
        say(app, &text::desk::in_use(&name));
        return Vec::new();
    }
    super::start(app, DeskDoing::Switching, Effect::SwitchWorklist(name))
}

/// Takes over the list. Its order changes with what is recorded, so what was selected stays selected wherever it stands now.
pub(super) fn take(app: &mut App, listed: Vec<ListedWorklist>) {
    let is_shown = app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists) && app.desk.listed.is_some();
    let selected = if is_shown { links::selected_target(app) } else { None };
    app.desk.listed = Some(listed);
    if let Some(target) = selected
        && links::selected_target(app).as_ref() != Some(&target)
    {
        links::reveal_target(app, &target);
    }
    select_wanted(app);
}

/// Selects the worklist that the list shall show, as soon as it is there.
pub(super) fn select_wanted(app: &mut App) {
    let is_shown = app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists);
    let Some(name) = app.desk.wanted.clone().filter(|_| is_shown) else { return };
    if app.desk.listed.iter().flatten().any(|listed| listed.name == name) {
        app.desk.wanted = None;
        links::reveal_target(app, &LinkTarget::Desk(DeskDeed::Switch(name)));
    }
}

/// Returns the worklist that a key means: the selected one of the list, or else the one in use.
fn target(app: &App) -> String {
    let is_list = app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists);
    match links::selected_target(app).filter(|_| is_list) {
        Some(LinkTarget::Desk(DeskDeed::Switch(name))) => name,
        _ => app.name.clone(),
    }
}

/// Opens the form of the worklist that a key means. Only that of the one in use can be changed.
pub(in crate::tui::update) fn change(app: &mut App) -> Vec<Effect> {
    let name = target(app);
    if name != app.name {
        say(app, &text::desk::switch_first(&name));
        return Vec::new();
    }
    super::perform(app, DeskDeed::Change)
}

/// Holds the worklist that a key means against the one in use.
pub(in crate::tui::update) fn compare(app: &mut App) -> Vec<Effect> {
    let name = target(app);
    if name == app.name {
        let said = text::desk::compare_other(app.keymap.key_for(Mode::Worklists, "compare-worklist"));
        say(app, &said);
        return Vec::new();
    }
    super::start(app, DeskDoing::Reading, Effect::Desk(DeskTask::Compare(name)))
}

/// Asks how a worklist is copied.
pub(in crate::tui::update) fn copy(app: &mut App) -> Vec<Effect> {
    let name = target(app);
    let effects = field_editing::leave(app);
    let choices = [(text::desk::COPY_TO_RECHECK, true), (text::desk::COPY_AS_IS, false)].map(|(answer, is_recheck)| {
        let (title, reading) = answer;
        (t(title).to_owned(), reading, Message::Desk(DeskDeed::Copy(name.clone(), is_recheck)))
    });
    let (title, reading) = text::desk::GIVE_UP;
    let leave = (t(title).to_owned(), reading, Message::Dismiss);
    let palette = Palette::answers(text::desk::copy_asked(&name), choices.into_iter().chain([leave]));
    app.overlay = Some(Overlay::Palette(palette));
    effects
}

/// Asks for the name of the copy.
pub(super) fn ask_copy(app: &mut App, name: String, is_recheck: bool) -> Vec<Effect> {
    let offered = next_name(&name);
    let prompt = DeskPrompt::new(DeskAsked::CopyName(name, is_recheck), &offered);
    app.overlay = Some(Overlay::Desk(prompt));
    Vec::new()
}

/// Archives the worklist that a key means, or restores it.
pub(in crate::tui::update) fn archive(app: &mut App) -> Vec<Effect> {
    let name = target(app);
    let listed = app.desk.listed.iter().flatten().find(|listed| listed.name == name);
    let is_archived = match name == app.name {
        true => app.state.profile().is_archived,
        false => listed.is_some_and(|listed| listed.is_archived),
    };
    set_archived(app, name, !is_archived)
}

/// Archives a worklist, or restores it. That of the one in use is recorded as all its changes are.
pub(super) fn set_archived(app: &mut App, name: String, on: bool) -> Vec<Effect> {
    if name != app.name {
        return super::start(app, DeskDoing::Writing, Effect::Desk(DeskTask::Archive(name, on)));
    }
    let pending = PendingOperation { said: text::desk::archived(&name, on), ..PendingOperation::default() };
    let operation = Operation::Record(vec![Change::profile(Edit::Archived(on))]);
    asking::submit(app, Act { pending, operation })
}
