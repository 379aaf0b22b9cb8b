//! Folders that are merged and files that are written.

use std::path::PathBuf;

use crate::language::{joined, t};
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
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::update::{asking, list};
use crate::tui::view::pages::desk::narrowed;
use crate::tui::view::text;
use crate::worklist::{MergeRequest, Operation};
use crate::workspace::exports::{ExportKind, ExportWish};
use crate::workspace::form::{FormRequest, parse_round};

/// Asks for the folder of a colleague. The one that was typed last is offered.
pub(super) fn ask_merge(app: &mut App) -> Vec<Effect> {
    ask(app, DeskAsked::Folder, text::desk::FOLDER, String::new())
}

/// Opens a prompt with what was typed last for it, or else with what is offered.
pub(super) fn ask(app: &mut App, asked: DeskAsked, key: &'static str, offered: String) -> Vec<Effect> {
    let effects = crate::tui::update::field_editing::leave(app);
    let offered = app.desk.typed.get(key).cloned().unwrap_or(offered);
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(asked, &offered)));
    effects
}

/// Merges the folder that was looked at.
pub(super) fn merge(app: &mut App) -> Vec<Effect> {
    let Some(look) = app.desk.merge.clone() else { return Vec::new() };
    let request = MergeRequest { from: look.folder.clone(), is_forced: look.is_foreign() };
    let operation = Operation::Merge(request);
    if app.state.accepts(&operation) {
        app.desk.merge = None;
        crate::tui::update::navigation::back(app);
    }
    // The key is that of the screen on which it is said.
    let said = joined([look.done(&app.name), text::undone_by(app.key_below("undo-mark"))]);
    let pending = PendingOperation { said, ..PendingOperation::default() };
    asking::submit(app, Act { pending, operation })
}

/// Asks where a file goes; for the form of the ministry first for that.
pub(super) fn ask_export(app: &mut App, kind: ExportKind) -> Vec<Effect> {
    if app.desk.is_part && kind.has_parts() && narrowed(app).is_some_and(|part| part.clauses.is_empty()) {
        say(app, text::desk::NOTHING_IN_PART);
        return Vec::new();
    }
    match kind {
        ExportKind::Checklist => ask(app, DeskAsked::Sheet, text::desk::SHEET, String::new()),
        kind => {
            // Marks may have changed since the page was opened.
            let effects = list::query::ask_for_part(app);
            ask_out(app, kind).into_iter().chain(effects).collect()
        }
    }
}

fn ask_out(app: &mut App, kind: ExportKind) -> Vec<Effect> {
    let offered = kind.file(&app.name);
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(DeskAsked::Out(kind), &offered)));
    Vec::new()
}

/// Asks for what comes next about the form of the ministry.
pub(super) fn next_of_sheet(app: &mut App, asked: &DeskAsked, typed: String) -> Vec<Effect> {
    let (key, next) = match asked {
        DeskAsked::Sheet => (text::desk::SHEET, Some((DeskAsked::Vendor, text::desk::VENDOR))),
        DeskAsked::Vendor => (text::desk::VENDOR, Some((DeskAsked::System, text::desk::SYSTEM))),
        DeskAsked::System => (text::desk::SYSTEM, Some((DeskAsked::Round, text::desk::ROUND))),
        _ => (text::desk::ROUND, None),
    };
    if let Err(why) = round(if *asked == DeskAsked::Round { &typed } else { "" }) {
        say_wrong(app, &why, text::desk::ROUND_HINT);
        return Vec::new();
    }
    app.desk.typed.insert(key, typed);
    match next {
        Some((asked, key)) => ask(app, asked, key, String::new()),
        None => ask_out(app, ExportKind::Checklist),
    }
}

/// Returns the round that was typed; none for the first one that is not filled in.
fn round(typed: &str) -> Result<Option<usize>, String> {
    if typed.is_empty() { Ok(None) } else { parse_round(typed).map(Some) }
}

/// Writes a file.
pub(super) fn write(app: &mut App, kind: ExportKind, typed: &str, is_forced: bool) -> Vec<Effect> {
    let path = |typed: &str| PathBuf::from(meant(typed, app.home.as_deref()));
    let of = |key: &'static str| app.desk.typed.get(key).cloned().unwrap_or_default();
    let request = FormRequest {
        vendor: of(text::desk::VENDOR),
        system: of(text::desk::SYSTEM),
        round: round(&of(text::desk::ROUND)).ok().flatten(),
    };
    let form = (kind == ExportKind::Checklist).then(|| (path(&of(text::desk::SHEET)), request));
    let with_original = app.desk.with_original && !app.catalog.is_free_of_originals();
    let part = narrowed(app).filter(|_| app.desk.is_part && kind.has_parts());
    let wish = ExportWish { kind, path: path(typed), is_forced, with_original, form, part };
    app.desk.typed.insert(text::desk::OUT, typed.to_owned());
    super::start(app, DeskDoing::Writing, Effect::Desk(DeskTask::Export(wish)))
}

/// Asks whether the file that is there is replaced, or the new one goes elsewhere.
pub(super) fn ask_replace(app: &mut App, kind: ExportKind, path: &std::path::Path) {
    let (title, reading) = text::desk::REPLACE;
    let choices = [
        (t(title).to_owned(), reading, Message::Desk(DeskDeed::Replace)),
        (t(text::desk::ANOTHER_NAME.0).to_owned(), text::desk::ANOTHER_NAME.1, Message::Desk(DeskDeed::AnotherName)),
        (t(text::desk::GIVE_UP.0).to_owned(), text::desk::GIVE_UP.1, Message::Dismiss),
    ];
    // Who has left the prompt does not write any more.
    let is_asked = matches!(&app.overlay, Some(Overlay::Desk(prompt)) if prompt.asked == DeskAsked::Out(kind));
    if !is_asked {
        return;
    }
    app.desk.replacing = Some(kind);
    let palette = Palette::answers(text::folders::is_there(path), choices.into_iter());
    app.overlay = Some(Overlay::Palette(palette));
}

/// Asks for another place, beginning with the one that was typed.
pub(super) fn ask_again(app: &mut App) -> Vec<Effect> {
    let Some(kind) = app.desk.replacing.take() else { return Vec::new() };
    let typed = app.desk.typed.get(text::desk::OUT).cloned().unwrap_or_default();
    let mut prompt = DeskPrompt::new(DeskAsked::Out(kind), "");
    prompt.set(&typed);
    app.overlay = Some(Overlay::Desk(prompt));
    Vec::new()
}

/// Writes the file in the place of the one that is there.
pub(super) fn replace(app: &mut App) -> Vec<Effect> {
    let Some(kind) = app.desk.replacing.take() else { return Vec::new() };
    let typed = app.desk.typed.get(text::desk::OUT).cloned().unwrap_or_default();
    write(app, kind, &typed, true)
}
