//! What is done with worklists as a whole: listed, created, changed, used, merged, written to files, with their evidence.

pub(super) mod evidence;
mod files;
pub(super) mod forms;
pub(super) mod import;
pub(super) mod items;
pub(super) mod lists;
mod products;
pub(super) mod prompts;
mod reading;
pub(super) mod report;
pub mod switching;

use crate::tui::app::App;
use crate::tui::app::desk::task::{DeskReport, DeskTask};
use crate::tui::app::desk::{DeskDeed, DeskDoing};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::update::{field_editing, list, navigation};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;

/// Goes to a page about worklists as a whole.
pub(super) fn visit(app: &mut App, screen: DeskScreen) -> Vec<Effect> {
    let mut effects = field_editing::leave(app);
    app.overlay = None;
    let is_new = app.jump_list.current().screen != Screen::Desk(screen);
    if is_new && screen == DeskScreen::Export {
        app.desk.list = app.jump_list.current().screen.filter().unwrap_or_default();
        (app.desk.is_part, app.desk.found) = (false, None);
        effects.extend(list::query::ask_for_part(app));
    }
    navigation::go_to(app, Screen::Desk(screen));
    if screen == DeskScreen::Worklists {
        if is_new && app.desk.wanted.is_none() {
            app.desk.wanted = Some(app.name.clone());
        }
        lists::select_wanted(app);
        effects.push(Effect::Desk(DeskTask::List));
    }
    if screen == DeskScreen::Trend {
        effects.push(Effect::Desk(DeskTask::Trend));
    }
    effects
}

/// Does what a link or an answer says.
pub(super) fn perform(app: &mut App, deed: DeskDeed) -> Vec<Effect> {
    app.question = None;
    match deed {
        DeskDeed::Visit(screen) => visit(app, screen),
        DeskDeed::Switch(name) => lists::switch(app, name),
        DeskDeed::Copy(name, is_recheck) => lists::ask_copy(app, name, is_recheck),
        DeskDeed::Archive(name, on) => lists::set_archived(app, name, on),
        DeskDeed::New => forms::begin(app),
        DeskDeed::Change => forms::change(app),
        DeskDeed::Form(row) => forms::fill_in(app, row),
        DeskDeed::Fold(family) => products::fold(app, family),
        DeskDeed::Features(id) => products::show(app, &id),
        DeskDeed::Product(id) => products::toggle(app, id),
        DeskDeed::Licence(id) => products::toggle_licence(app, id),
        DeskDeed::AskMerge => files::ask_merge(app),
        DeskDeed::Merge => files::merge(app),
        DeskDeed::Filled(deed) => import::perform(app, deed),
        DeskDeed::WithOriginal => {
            app.desk.with_original = !app.desk.with_original;
            Vec::new()
        }
        DeskDeed::Part => {
            app.desk.is_part = !app.desk.is_part;
            Vec::new()
        }
        DeskDeed::Export(kind) => files::ask_export(app, kind),
        DeskDeed::Replace => files::replace(app),
        DeskDeed::AnotherName => files::ask_again(app),
        DeskDeed::Piece(id) => visit(app, DeskScreen::Piece(id)),
        DeskDeed::CheckEvidence => evidence::check(app),
        DeskDeed::AddEvidence => evidence::add(app),
        DeskDeed::ForAudit(id, on) => evidence::set_for_audit(app, id, on),
        DeskDeed::Link(id, clauses) => evidence::link(app, id, &clauses, true),
        DeskDeed::Unlink(id, clause) => evidence::link(app, id, &[clause], false),
        DeskDeed::Withdraw(id, on) => evidence::withdraw(app, id, on),
        DeskDeed::CopyPlace(id) => evidence::copy_place(app, id),
        DeskDeed::Item(id, deed) => items::perform(app, id, deed),
        DeskDeed::Describe(id, field) => evidence::ask(app, id, field),
    }
}

/// Checks the selected row, or takes the check off.
pub(super) fn check_row(app: &mut App) -> Vec<Effect> {
    match links::selected_target(app) {
        Some(LinkTarget::Desk(deed)) if deed.is_check() => perform(app, deed),
        _ => {
            say(app, text::desk::NO_CHECK);
            Vec::new()
        }
    }
}

/// Starts what a thread does, unless one is at work.
fn start(app: &mut App, doing: DeskDoing, effect: Effect) -> Vec<Effect> {
    if app.desk.doing.is_some() {
        say(app, text::desk::BUSY);
        return Vec::new();
    }
    app.desk.doing = Some(doing);
    match effect {
        Effect::Desk(task) if app.pending.is_pending() => {
            app.desk.held = Some(task);
            Vec::new()
        }
        effect => vec![effect],
    }
}

/// Returns the effect that was held until all that was recorded is on disk, once that is so.
pub(super) fn release(app: &mut App) -> Option<Effect> {
    let is_pending = app.pending.is_pending();
    app.desk.held.take_if(|_| !is_pending).map(Effect::Desk)
}

/// Breaks off what is held, if that can be. Returns whether it was.
pub(super) fn drop_held(app: &mut App) -> bool {
    let is_dropped = app.desk.held.take_if(|task| *task == DeskTask::CheckEvidence).is_some();
    if is_dropped {
        report::take(app, DeskReport::Checked(Ok(None)));
    }
    is_dropped
}
