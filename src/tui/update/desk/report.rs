//! What the thread has to say.

use std::sync::Arc;

use crate::failure::Failure;
use crate::tui::app::desk::form::FormRow;
use crate::tui::app::desk::prompt::DeskAsked;
use crate::tui::app::desk::task::{DeskReport, Listing};
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::{App, Notice};
use crate::tui::update::desk::{files, forms, lists};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;
use crate::worklist::EntryId;
use crate::worklist::evidence_check::EvidenceCheck;
use crate::workspace::exports::{ExportDone, NoExport};
use crate::workspace::merging::MergeLook;

/// Takes in what the thread has to say.
pub(in crate::tui::update) fn take(app: &mut App, report: DeskReport) -> Vec<Effect> {
    if !matches!(report, DeskReport::Listed(_)) {
        app.desk.doing = None;
    }
    match report {
        DeskReport::Listed(listing) => listed(app, listing),
        DeskReport::Created(created, listing) => {
            listed(app, listing);
            return took_shape(app, created);
        }
        DeskReport::Archived(archived, listing) => {
            listed(app, listing);
            match archived {
                Ok(said) => say(app, &said),
                Err(failure) => app.notice = Some(failure.into()),
            }
        }
        DeskReport::Looked(Ok(look)) => show_merge(app, look),
        DeskReport::Exported(exported) => tell_export(app, exported),
        DeskReport::Checked(Ok(Some(checked))) => {
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
        DeskReport::Checked(Ok(None)) => say(app, text::desk::CHECK_BROKEN_OFF),
        DeskReport::Looked(Err(failure)) | DeskReport::Checked(Err(failure)) | DeskReport::NotSwitched(failure) => {
            app.notice = Some(failure.into());
        }
    }
    Vec::new()
}

/// Takes over the list.
fn listed(app: &mut App, listing: Listing) {
    match listing {
        Ok(listed) => {
            app.desk.listed = Some(listed);
            lists::select_wanted(app);
            navigation::keep_in_view(app);
        }
        Err(failure) => app.notice = Some(failure.into()),
    }
}

/// A worklist was created or copied: the list shows it, selected. What is wrong stands where it was typed.
fn took_shape(app: &mut App, created: Result<(String, String), Failure>) -> Vec<Effect> {
    let is_copy = is_asked(app, |asked| matches!(asked, DeskAsked::CopyName(..)));
    match created {
        Err(failure) if is_copy => {
            app.notice = Some(failure.into());
            Vec::new()
        }
        Err(failure) => {
            forms::wrong(app, FormRow::Name, format!("{}{}", failure.message, failure.hint));
            Vec::new()
        }
        Ok((name, said)) => {
            let is_form = app.jump_list.current().screen == Screen::Desk(DeskScreen::Form);
            let text = text::desk::created(&name, &said);
            app.desk.wanted = Some(name);
            if !is_copy {
                app.desk.form = None;
            }
            if is_form && !is_copy {
                navigation::back(app);
            }
            // Who has gone elsewhere meanwhile stays there.
            let effects = if is_copy || is_form { super::visit(app, DeskScreen::Worklists) } else { Vec::new() };
            let is_listed = app.jump_list.current().screen == Screen::Desk(DeskScreen::Worklists);
            let hint = if is_listed { text::desk::CREATED_HINT.to_owned() } else { String::new() };
            app.notice = Some(Notice { text, hint, is_error: false });
            effects
        }
    }
}

/// Whether the prompt for something is still open: who has left it does not want to see what comes of it.
fn is_asked(app: &App, is_it: fn(&DeskAsked) -> bool) -> bool {
    matches!(&app.overlay, Some(Overlay::Desk(prompt)) if is_it(&prompt.asked))
}

fn show_merge(app: &mut App, look: Arc<MergeLook>) {
    if !is_asked(app, |asked| *asked == DeskAsked::Folder) {
        return;
    }
    app.overlay = None;
    app.desk.merge = Some(look);
    match app.jump_list.current().screen == Screen::Desk(DeskScreen::Merge) {
        true => navigation::keep_in_view(app),
        false => navigation::visit(app, Screen::Desk(DeskScreen::Merge)),
    }
}

/// Says where the file is. The prompt for its place stays if it could not be written.
fn tell_export(app: &mut App, exported: Result<ExportDone, NoExport>) {
    match exported {
        Ok(ExportDone { said, remarks }) => {
            if is_asked(app, |asked| matches!(asked, DeskAsked::Out(_))) {
                app.overlay = None;
            }
            let hint = remarks.concat();
            app.notice = Some(Notice { text: said, hint, is_error: false });
        }
        Err(NoExport::IsThere(path)) => files::ask_replace(app, &path),
        Err(NoExport::Failed(failure)) => app.notice = Some(failure.into()),
    }
}
