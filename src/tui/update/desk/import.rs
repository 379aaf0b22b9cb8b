//! Worklists that come back filled in: read, decided about and taken in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::failure::Failure;
use crate::import::worklist::{Refusal, Table};
use crate::language::joined;
use crate::tui::app::App;
use crate::tui::app::desk::filled::{FilledDeed, FilledSheet};
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::Act;
use crate::tui::app::selection::Motion;
use crate::tui::app::typed_path::meant;
use crate::tui::update::desk::{files, reading};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, navigation};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::worklist::State;
use crate::workspace::checked_name;
use crate::workspace::importing::{NOTHING, SheetLook, done, operation, recorded_as, somebody_else};

/// Lets a file be read that no prompt waits for, and shows it as soon as it is.
pub(in crate::tui::update) fn read(app: &mut App, path: PathBuf) -> Vec<Effect> {
    look(app, path.clone(), DeskTask::ReadSheet(path))
}

/// The same with a file that was read already to find out what it is.
pub(in crate::tui::update) fn compare(app: &mut App, path: PathBuf, sheet: Arc<Table>) -> Vec<Effect> {
    look(app, path.clone(), DeskTask::CompareSheet(path, sheet))
}

fn look(app: &mut App, path: PathBuf, task: DeskTask) -> Vec<Effect> {
    if app.desk.doing.is_none() {
        app.desk.awaited = Some(path);
    }
    super::start(app, DeskDoing::Reading, Effect::Desk(task))
}

/// Does what a row says.
pub(super) fn perform(app: &mut App, deed: FilledDeed) -> Vec<Effect> {
    match deed {
        FilledDeed::Ask => {
            // Who asks for another one does not wait any more.
            app.desk.awaited = None;
            files::ask(app, DeskAsked::Filled, text::filled::PATH, String::new())
        }
        FilledDeed::Again => again(app),
        FilledDeed::TakeIn => take_in(app),
        FilledDeed::AskBy => ask_by(app),
        FilledDeed::Turn(conflict) => decide(app, |sheet, state| sheet.turn(conflict, state)),
        FilledDeed::All(take) => decide(app, |sheet, state| sheet.take_all(take, state)),
    }
}

/// Takes in what was typed: a file, or the name of who filled it in.
pub(super) fn typed(app: &mut App, asked: &DeskAsked, typed: String) -> Vec<Effect> {
    if *asked == DeskAsked::FilledBy {
        named(app, &typed);
        return Vec::new();
    }
    let path = PathBuf::from(meant(&typed, app.home.as_deref()));
    app.desk.typed.insert(text::filled::PATH, typed);
    reading::read(app, path, DeskTask::ReadSheet)
}

/// Shows what was found in a file, unless nobody waits for it any more, or another worklist is in use by now. If the prompt
/// waits for another file, that is next.
pub(super) fn show(app: &mut App, path: &Path, read: Result<Arc<SheetLook>, Failure>) -> Vec<Effect> {
    let is_awaited = app.desk.awaited.take_if(|awaited| awaited.as_path() == path).is_some();
    let (is_asked, next) = match reading::is_awaited(app, &DeskAsked::Filled, path, DeskTask::ReadSheet) {
        Ok(is_asked) => (is_asked, Vec::new()),
        Err(next) => (false, next),
    };
    match read {
        Ok(look) if (is_asked || is_awaited) && look.list == app.name => present(app, look, is_asked),
        Err(failure) if is_asked || is_awaited => app.notice = Some(failure.into()),
        Ok(_) | Err(_) => {}
    }
    next
}

fn present(app: &mut App, look: Arc<SheetLook>, is_asked: bool) {
    if is_asked {
        app.overlay = None;
    }
    let earlier = app.desk.filled.take();
    let was_outdated = earlier.as_ref().is_some_and(|sheet| sheet.is_outdated && sheet.look.path == look.path);
    app.desk.filled = Some(FilledSheet::new(look, &app.state, earlier.as_ref()));
    match app.jump_list.current().screen == Screen::Desk(DeskScreen::Filled) {
        true => navigation::go(app, Motion::First),
        false => navigation::visit(app, Screen::Desk(DeskScreen::Filled)),
    }
    if was_outdated {
        say(app, text::filled::CHANGED);
    }
}

fn again(app: &mut App) -> Vec<Effect> {
    match app.desk.filled.as_ref().map(|sheet| sheet.look.path.clone()) {
        Some(path) => read(app, path),
        None => Vec::new(),
    }
}

/// Records what the sheet says. Where the worklist has changed since it was looked at, it is read once more and shown
/// instead; where something is to be decided first, that is said and shown.
fn take_in(app: &mut App) -> Vec<Effect> {
    let Some(sheet) = app.desk.filled.clone() else { return Vec::new() };
    if sheet.is_outdated {
        return again(app);
    }
    let answers = match sheet.plan.decided(&sheet.takes) {
        Ok(answers) => answers,
        Err(refusal) => {
            refuse(app, &sheet, refusal);
            return Vec::new();
        }
    };
    if answers.is_empty() && sheet.plan.items.is_empty() {
        say(app, NOTHING);
        return Vec::new();
    }
    let count = answers.len();
    let operation = operation(&sheet.plan, answers);
    if app.state.accepts(&operation) {
        app.desk.filled = None;
        navigation::back(app);
    }
    // The key is that of the screen on which it is said.
    let taken_back = match &sheet.by {
        Some(by) => recorded_as(by),
        None => text::undone_by(app.key_below("undo-mark")),
    };
    let said = joined([done(&sheet.plan, count), taken_back]);
    let pending = PendingOperation { said, is_said: true, sheet: Some(Box::new(sheet)), ..PendingOperation::default() };
    asking::submit(app, Act { pending, operation })
}

fn refuse(app: &mut App, sheet: &FilledSheet, refusal: Refusal) {
    match refusal {
        Refusal::Undecided(count) => say(app, &text::filled::undecided(count)),
        Refusal::Unreadable(_) => app.notice = Some(Failure::from(refusal).into()),
    }
    if let Some(conflict) = sheet.undecided() {
        links::reveal_target(app, &LinkTarget::Desk(DeskDeed::Filled(FilledDeed::Turn(conflict))));
    }
}

/// Changes what is decided about conflicts.
fn decide(app: &mut App, change: impl FnOnce(&mut FilledSheet, &State)) -> Vec<Effect> {
    if let Some(sheet) = &mut app.desk.filled {
        change(sheet, &app.state);
    }
    navigation::keep_in_view(app);
    Vec::new()
}

/// Asks who has filled it in.
fn ask_by(app: &mut App) -> Vec<Effect> {
    let by = app.desk.filled.as_ref().and_then(|sheet| sheet.by.clone()).unwrap_or_default();
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(DeskAsked::FilledBy, &by)));
    Vec::new()
}

/// Says who has filled it in; nobody means oneself. The prompt stays if that is no name.
fn named(app: &mut App, typed: &str) {
    match checked_name(typed) {
        Ok(by) => {
            app.overlay = None;
            if let Some(sheet) = &mut app.desk.filled {
                sheet.by = somebody_else(by, &sheet.look.reader);
            }
            navigation::keep_in_view(app);
        }
        Err(failure) => app.notice = Some(failure.into()),
    }
}
