//! Taking in documents, and what can be done with packs.

mod columns;

use std::sync::Arc;

use crate::failure::Failure;
use crate::tui::app::jump_list::{PacksScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::packs::{
    FilePrompt, FilePurpose, LookedAt, PackDeed, PackDoing, PackLook, PackOutcome, PackReport, PackTask,
};
use crate::tui::app::typed_path::{completed, meant};
use crate::tui::app::{App, Notice};
use crate::tui::completion::common;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::update::{desk, field_editing, navigation};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::workspace::packs::{ImportPreview, NoImport, done_sentence, import_parts, kept_marks};

/// Asks for the path of a document. The one that was typed last is offered.
pub(super) fn ask(app: &mut App) -> Vec<Effect> {
    if is_busy(app) {
        return Vec::new();
    }
    let effects = field_editing::leave(app);
    app.overlay = Some(Overlay::File(FilePrompt::for_document(&app.packs.typed)));
    effects
}

/// Looks at the document whose path was typed, or keeps the columns of a table there. Without a path the prompt stays.
pub(super) fn typed(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::File(prompt)) = &app.overlay else { return Vec::new() };
    let (purpose, typed) = (prompt.purpose, prompt.input.text().trim().to_owned());
    if typed.is_empty() {
        say(app, text::packs::no_path(purpose));
        return Vec::new();
    }
    if purpose == FilePurpose::Map {
        return columns::typed(app, &typed);
    }
    app.overlay = None;
    let path = meant(&typed, app.home.as_deref());
    app.packs.typed = typed;
    read(app, PackLook { path, ..PackLook::default() })
}

/// Lets a document be read.
fn read(app: &mut App, look: PackLook) -> Vec<Effect> {
    app.packs.doing = Some(PackDoing::Reading(None));
    app.packs.look = look.clone();
    vec![Effect::Packs(PackTask::Look(look))]
}

/// Completes the typed path as far as all names that were found agree.
pub(super) fn complete(app: &mut App, typed: &str, names: &[String]) {
    let Some(Overlay::File(prompt)) = &mut app.overlay else { return };
    if prompt.input.text() != typed {
        return;
    }
    match names {
        [] => say(app, text::editing::NO_SUCH_PATH),
        names => {
            prompt.set(&completed(typed, common(names)));
            if names.len() > 1 {
                say(app, &text::editing::paths(names));
            }
        }
    }
}

/// Goes to the list of packs, which is read anew.
pub(super) fn list(app: &mut App) -> Vec<Effect> {
    navigation::go_to(app, Screen::Packs(PacksScreen::List));
    vec![Effect::Packs(PackTask::List)]
}

/// Does what a link on a page of packs says.
pub(super) fn perform(app: &mut App, deed: PackDeed) -> Vec<Effect> {
    if is_busy(app) {
        return Vec::new();
    }
    let task = match deed {
        PackDeed::Ask => return ask(app),
        PackDeed::Columns(deed) => return columns::perform(app, deed),
        PackDeed::Apply => match &app.packs.looked_at {
            Some(LookedAt { preview, .. }) => PackTask::Apply(preview.clone()),
            None => return Vec::new(),
        },
        deed => PackTask::Act(deed),
    };
    app.packs.doing = Some(PackDoing::Writing);
    vec![Effect::Packs(task)]
}

/// Breaks off the reading of a document; false if none is being read.
pub(super) fn cancels(app: &App) -> bool {
    matches!(app.packs.doing, Some(PackDoing::Reading(_)))
}

/// Takes in what the thread has to say.
pub(super) fn report(app: &mut App, report: PackReport) -> Vec<Effect> {
    match report {
        PackReport::Step(step) => {
            if let Some(PackDoing::Reading(seen)) = &mut app.packs.doing {
                *seen = Some(step);
            }
        }
        PackReport::LookedAt(found) => {
            app.packs.doing = None;
            match found {
                Ok(preview) => show(app, preview),
                Err(why) => return refuse(app, why),
            }
        }
        PackReport::Listed(listed) => {
            app.packs.listed = listed;
            navigation::keep_in_view(app);
        }
        PackReport::MapSaved(path, outcome) => {
            app.packs.doing = None;
            columns::saved(app, &path, outcome);
        }
        PackReport::Done(outcome, listed) => {
            app.packs.doing = None;
            app.packs.listed = listed;
            return done(app, outcome);
        }
    }
    Vec::new()
}

/// Shows what a document is and what it would change.
fn show(app: &mut App, preview: Arc<ImportPreview>) {
    let parts = import_parts(&preview, Some((&app.name, &app.state)));
    let PackLook { path, again, said } = std::mem::take(&mut app.packs.look);
    app.packs.looked_at = Some(LookedAt { preview, parts, path });
    if !said.is_empty() {
        say(app, &said);
    }
    let screen = Screen::Packs(PacksScreen::Preview);
    if app.jump_list.current().screen != screen {
        navigation::visit(app, screen);
    } else if let Some((_, by)) = again {
        // What was chosen stays under the cursor, wherever its line is now.
        links::reveal_target(app, &LinkTarget::Deed(PackDeed::Columns(by)));
    }
    navigation::keep_in_view(app);
}

fn refuse(app: &mut App, why: NoImport) -> Vec<Effect> {
    match why {
        // Whoever names one wants it taken in: it goes into the worklist instead of becoming a pack.
        NoImport::Worklist(_, sheet) => {
            let path = std::mem::take(&mut app.packs.look).path;
            // Kept first: where a thread is at work, it has to be asked for again.
            app.desk.typed.insert(text::filled::PATH, app.packs.typed.clone());
            return desk::import::compare(app, path.into(), sheet);
        }
        NoImport::OfNoUse(sentence) => say(app, &sentence),
        NoImport::Failed(failure) => app.notice = Some(failure.into()),
        NoImport::Cancelled => say(app, text::packs::BROKEN_OFF),
    }
    Vec::new()
}

/// Says what was done. The records have changed with it, so they are made ready anew.
fn done(app: &mut App, outcome: Result<Option<PackOutcome>, Failure>) -> Vec<Effect> {
    match outcome {
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
        Ok(None) => {
            say(app, text::packs::NOTHING_TO_DO);
            Vec::new()
        }
        Ok(Some(PackOutcome { done, is_undone, gone, hint })) => {
            let kept = kept_marks(&gone, done.act, (&app.name, &app.state));
            let text = done_sentence(&done, is_undone);
            app.notice = Some(Notice { text, hint: kept.unwrap_or(hint), is_error: false });
            app.packs.looked_at = None;
            if app.jump_list.current().screen == Screen::Packs(PacksScreen::Preview) {
                app.jump_list.current_mut().screen = Screen::Packs(PacksScreen::List);
            }
            navigation::keep_in_view(app);
            vec![Effect::ReloadRecords]
        }
    }
}

fn is_busy(app: &mut App) -> bool {
    let is_busy = app.packs.doing.is_some();
    if is_busy {
        say(app, text::packs::BUSY);
    }
    is_busy
}
