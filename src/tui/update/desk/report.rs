//! What the thread has to say.

use std::path::Path;
use std::sync::Arc;

use crate::failure::Failure;
use crate::language::{joined, t};
use crate::tui::app::desk::prompt::DeskAsked;
use crate::tui::app::desk::task::{DeskReport, DeskTask, Listing, Made};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::selection::Motion;
use crate::tui::app::{App, Notice};
use crate::tui::update::desk::{files, forms, import, lists, reading};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::view::text;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::worklist::{EntryId, MERGE_HINT};
use crate::workspace::exports::{ExportDone, ExportKind, NoExport};
use crate::workspace::merging::MergeLook;
use crate::workspace::worklists::ComparedLists;

/// Takes in what the thread has to say.
pub(in crate::tui::update) fn take(app: &mut App, report: DeskReport) -> Vec<Effect> {
    if !matches!(report, DeskReport::Listed(_) | DeskReport::Trend(_) | DeskReport::NotChosen(_)) {
        app.desk.doing = None;
    }
    match report {
        DeskReport::Listed(listing) => listed(app, listing),
        DeskReport::Created(made, created, listing) => {
            listed(app, listing);
            return took_shape(app, &made, created);
        }
        DeskReport::Archived(archived, listing) => {
            listed(app, listing);
            match archived {
                Ok(said) => say(app, &said),
                Err(failure) => app.notice = Some(failure.into()),
            }
        }
        DeskReport::Compared(Ok(compared)) => show_differences(app, compared),
        DeskReport::Looked(folder, look) => return show_merge(app, &folder, look),
        DeskReport::SheetRead(path, read) => return import::show(app, &path, read),
        DeskReport::Exported(kind, exported) => tell_export(app, kind, exported),
        DeskReport::Checked(Ok(Some(checked))) => tell_checked(app, checked),
        DeskReport::Checked(Ok(None)) => say(app, text::desk::CHECK_BROKEN_OFF),
        // Another worklist may have taken its place meanwhile.
        DeskReport::Trend(Ok((name, _))) if name != app.name => {}
        DeskReport::Trend(Ok((_, days))) => {
            app.desk.trend = Some(days);
            navigation::keep_in_view(app);
        }
        DeskReport::Compared(Err(failure))
        | DeskReport::Checked(Err(failure))
        | DeskReport::Trend(Err(failure))
        | DeskReport::NotSwitched(failure) => app.notice = Some(failure.into()),
        DeskReport::NotChosen(failure) => remark(app, &failure),
    }
    Vec::new()
}

/// Shows how evidence stands, and says how much of it needs a look.
fn tell_checked(app: &mut App, checked: Vec<(EntryId, EvidenceCheck)>) {
    let known = |id| app.state.evidence_with(id);
    let is_wrong = |(id, standing): &&(EntryId, EvidenceCheck)| {
        known(*id).is_some_and(|one| standing.needs_a_look(one, app.today))
    };
    let wrong = checked.iter().filter(is_wrong).count();
    let unknown = checked.iter().filter(|(_, standing)| !standing.is_known()).count();
    say(app, &text::desk::checked(checked.len(), wrong, unknown));
    app.desk.checked = Some(checked.into_iter().collect());
    navigation::keep_in_view(app);
}

/// Adds to what is said that the next run does not know of something.
fn remark(app: &mut App, failure: &Failure) {
    let remark = text::desk::not_chosen(&app.name, &failure.message);
    match &mut app.notice {
        Some(notice) => notice.hint = joined([notice.hint.as_str(), &remark]),
        None => say(app, &remark),
    }
}

/// Takes over the list.
fn listed(app: &mut App, listing: Listing) {
    match listing {
        Ok(listed) => {
            lists::take(app, listed);
            navigation::keep_in_view(app);
        }
        Err(failure) => app.notice = Some(failure.into()),
    }
}

/// A worklist was created or copied: the list shows it, selected. What is wrong stands where it was typed. Who has left the
/// prompt or the form meanwhile stays where they are.
fn took_shape(app: &mut App, made: &Made, created: Result<(String, String), Failure>) -> Vec<Effect> {
    let is_there = match made {
        Made::New => app.jump_list.current().screen == Screen::Desk(DeskScreen::Form) && is_new(app),
        Made::CopyOf(source) => is_asked(app, |asked| matches!(asked, DeskAsked::CopyName(from, _) if from == source)),
    };
    let (name, said) = match created {
        Ok(created) => created,
        Err(failure) => {
            match made {
                Made::New => forms::not_created(app, failure),
                Made::CopyOf(_) => app.notice = Some(failure.into()),
            }
            return Vec::new();
        }
    };
    let text = text::desk::created(&name, &said);
    app.desk.wanted = Some(name);
    if *made == Made::New {
        app.desk.form.take_if(|form| form.of.is_none());
    }
    if *made == Made::New && is_there {
        navigation::back(app);
    }
    let effects = if is_there { super::visit(app, DeskScreen::Worklists) } else { Vec::new() };
    let is_listed = app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists);
    let hint = if is_listed { t(text::desk::CREATED_HINT).to_owned() } else { String::new() };
    app.notice = Some(Notice { text, hint, is_error: false });
    effects
}

/// Whether the form is that of a new worklist.
fn is_new(app: &App) -> bool {
    app.desk.form.as_ref().is_some_and(|form| form.of.is_none())
}

/// Whether the prompt for something is still open: who has left it does not want to see what comes of it.
pub(super) fn is_asked(app: &App, is_it: impl Fn(&DeskAsked) -> bool) -> bool {
    matches!(&app.overlay, Some(Overlay::Desk(prompt)) if is_it(&prompt.asked))
}

/// Goes to what differs, if the list is still on screen; else says that it is there.
fn show_differences(app: &mut App, compared: Arc<ComparedLists>) {
    app.desk.compared = Some(compared);
    app.desk.has_changed_since = false;
    if app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists) && app.overlay.is_none() {
        navigation::visit(app, Screen::Desk(DeskScreen::Differences));
    } else {
        say(app, text::desk::COMPARED);
        navigation::keep_in_view(app);
    }
}

/// Shows what a merge would change, unless nobody waits for it any more. If the prompt waits for another folder, that is next.
fn show_merge(app: &mut App, folder: &Path, look: Result<Arc<MergeLook>, Failure>) -> Vec<Effect> {
    match reading::is_awaited(app, &DeskAsked::Folder, folder, DeskTask::Look) {
        Ok(true) => {}
        Ok(false) => return Vec::new(),
        Err(next) => return next,
    }
    let look = match look {
        Ok(look) => look,
        Err(failure) => {
            app.notice = Some(failure.into());
            return Vec::new();
        }
    };
    if look.has_nothing() {
        let said = look.done(&app.name);
        say_wrong(app, &said, MERGE_HINT);
        return Vec::new();
    }
    app.overlay = None;
    app.desk.merge = Some(look);
    match app.jump_list.current().screen == Screen::Desk(DeskScreen::Merge) {
        // The page is about another folder now.
        true => navigation::go(app, Motion::First),
        false => navigation::visit(app, Screen::Desk(DeskScreen::Merge)),
    }
    Vec::new()
}

/// Says where the file is. The prompt for its place stays if it could not be written.
fn tell_export(app: &mut App, kind: ExportKind, exported: Result<ExportDone, NoExport>) {
    match exported {
        Ok(ExportDone { said, remarks }) => {
            if is_asked(app, |asked| *asked == DeskAsked::Out(kind)) {
                app.overlay = None;
            }
            let hint = joined(remarks);
            app.notice = Some(Notice { text: said, hint, is_error: false });
        }
        Err(NoExport::IsThere(path)) => files::ask_replace(app, kind, &path),
        Err(NoExport::Failed(failure)) => app.notice = Some(failure.into()),
    }
}
