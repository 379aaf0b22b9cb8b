//! What is typed into the prompts of these pages.

use std::path::PathBuf;

use crate::tui::app::App;
use crate::tui::app::desk::DeskDoing;
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::typed_path::{self, meant};
use crate::tui::completion::common;
use crate::tui::update::desk::{evidence, files, import, items, reading};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;

/// Takes in what was typed. A prompt that something is done for stays until that has ended well.
pub(in crate::tui::update) fn confirm(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Desk(DeskPrompt { asked, input, .. })) = &app.overlay else { return Vec::new() };
    let (asked, typed) = (asked.clone(), input.text().trim().to_owned());
    if typed.is_empty() && !asked.may_be_empty() {
        say(app, text::desk::wanted(&asked));
        return Vec::new();
    }
    match asked {
        DeskAsked::Name | DeskAsked::Text(_) => {
            app.overlay = None;
            if let Some(form) = &mut app.desk.form {
                match asked {
                    DeskAsked::Text(number) => form.set_text(number, &typed),
                    _ => form.name = typed,
                }
            }
            navigation::keep_in_view(app);
            Vec::new()
        }
        DeskAsked::CopyName(from, is_recheck) => {
            super::start(app, DeskDoing::Writing, Effect::Desk(DeskTask::Copy(from, typed, is_recheck)))
        }
        DeskAsked::Folder => {
            let folder = PathBuf::from(meant(&typed, app.home.as_deref()));
            app.desk.typed.insert(text::desk::FOLDER, typed);
            reading::read(app, folder, DeskTask::Look)
        }
        DeskAsked::Sheet | DeskAsked::Vendor | DeskAsked::System | DeskAsked::Round => {
            files::next_of_sheet(app, &asked, typed)
        }
        DeskAsked::Filled | DeskAsked::FilledBy => import::typed(app, &asked, typed),
        DeskAsked::NewEvidence => evidence::typed(app, typed),
        DeskAsked::Evidence(id, field) => evidence::described(app, id, &field, &typed),
        DeskAsked::Out(kind) => files::write(app, kind, &typed, false),
        DeskAsked::NewItem | DeskAsked::NewItemText(_) | DeskAsked::ItemTitle(_) | DeskAsked::ItemText(_) => {
            items::typed(app, asked, typed)
        }
    }
}

/// Completes a typed path as far as all names that were found agree.
pub(in crate::tui::update) fn completed(app: &mut App, typed: &str, names: &[String]) {
    let Some(Overlay::Desk(prompt)) = &mut app.overlay else { return };
    if !prompt.asked.is_path() || prompt.input.text() != typed {
        return;
    }
    match names {
        [] => say(app, text::editing::NO_SUCH_PATH),
        names => {
            prompt.set(&typed_path::completed(typed, common(names)));
            if names.len() > 1 {
                say(app, &text::editing::paths(names));
            }
        }
    }
}
