//! Opening and closing what is on top of the screen, also the text that was copied.

use crate::language::t;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDoing;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::text_input::TextInput;
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::page_search;
use crate::tui::update::notice::say;
use crate::tui::update::search::search;
use crate::tui::update::{asking, desk, field_editing, navigation, packs, typing};
use crate::tui::view::pages::plain_text;
use crate::tui::view::places::to_copy;
use crate::tui::view::text;
use crate::workspace::cloud::{ask_text, nothing_to_ask};

/// Opens a palette. A field that is being edited is closed first; its text is kept as a draft.
pub(super) fn open_palette(app: &mut App, palette: impl FnOnce(&App) -> Palette) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    app.overlay = Some(Overlay::Palette(palette(app)));
    effects
}

/// Opens or closes the help.
pub(super) fn toggle_help(app: &mut App) -> Vec<Effect> {
    let is_shown = app.help().is_some();
    let effects = field_editing::leave(app);
    app.overlay = (!is_shown).then_some(Overlay::Help(0));
    effects
}

/// Goes back one level: closes what is open, releases what is picked, or goes back in the jump list.
pub(super) fn dismiss(app: &mut App) -> Vec<Effect> {
    if app.name_prompt().is_some() {
        return asking::record_as_login(app);
    }
    if app.question.is_some() {
        asking::give_up(app);
        return Vec::new();
    }
    if matches!(app.overlay, Some(Overlay::Page(_))) {
        page_search::cancel(app);
        return Vec::new();
    }
    if app.overlay.is_some() {
        return field_editing::close(app);
    }
    if let Some(effects) = broken_off(app) {
        return effects;
    }
    // A query that is only offered was not asked: one comes from elsewhere, and goes back there.
    if app.is_searching() && app.picked.is_empty() && app.search.input.is_replaced() {
        app.search.input.end();
        navigation::back(app);
        return Vec::new();
    }
    if app.is_searching() && app.picked.is_empty() && app.search.kind.is_none() && !app.search.input.text().is_empty() {
        return typing::edit(app, TextInput::clear);
    }
    if !app.picked.is_empty() {
        app.let_go();
    } else if app.page_search.take().is_some() {
        // What was found is no longer marked; the page stays where it is.
    } else if !app.is_searching() {
        navigation::back(app);
    } else if app.search.kind.take().is_some() {
        return search(app);
    } else if app.jump_list.is_first() {
        say(app, text::NOWHERE);
    } else {
        navigation::back(app);
    }
    Vec::new()
}

/// Returns the effects that break off what a thread does, if it does something that can be, or would.
fn broken_off(app: &mut App) -> Option<Vec<Effect>> {
    if desk::drop_held(app) {
        return Some(Vec::new());
    }
    if app.desk.doing == Some(DeskDoing::Reading) && app.desk.awaited.take().is_some() {
        say(app, text::packs::BROKEN_OFF);
        return Some(Vec::new());
    }
    match app.desk.doing {
        _ if packs::cancels(app) => Some(vec![Effect::CancelImport]),
        Some(DeskDoing::Checking) => Some(vec![Effect::CancelDesk]),
        Some(DeskDoing::Reading | DeskDoing::Writing | DeskDoing::Switching) | None => None,
    }
}

/// Copies the record on screen, or the selected one.
pub(super) fn copy_record(app: &mut App) -> Vec<Effect> {
    match app.target_record().map(|at| plain_text::plain_text(app, at)) {
        Some(copied) => copy(app, copied),
        None => refuse(app, text::NOTHING_TO_COPY),
    }
}

/// Copies which reports to ask for because of the record on screen or the selected one, and what to look up in them.
pub(super) fn copy_ask(app: &mut App) -> Vec<Effect> {
    match app.target_record().map(|at| (at, ask_text(&app.catalog, at))) {
        Some((_, lines)) if !lines.is_empty() => copy(app, lines.join("\n") + "\n"),
        Some((at, _)) => refuse(app, nothing_to_ask(at)),
        None => refuse(app, text::NOTHING_TO_COPY),
    }
}

/// Copies the address or path of what is selected; of several the person chooses one.
pub(super) fn copy_address(app: &mut App) -> Vec<Effect> {
    let mut found = to_copy(app);
    match found.len() {
        0 => refuse(app, text::NO_ADDRESS),
        1 => copy(app, found.remove(0)),
        _ => {
            let choices = found.into_iter().map(|place| (place.clone(), Message::AddressChosen(place)));
            open_palette(app, |_| Palette::names(t(text::WHICH_ADDRESS).to_owned(), choices))
        }
    }
}

/// Copies a text, and shows it.
pub(super) fn copy(app: &mut App, copied: String) -> Vec<Effect> {
    app.copied = Some(copied.clone());
    vec![Effect::Copy(copied)]
}

fn refuse(app: &mut App, why: &str) -> Vec<Effect> {
    say(app, why);
    Vec::new()
}
