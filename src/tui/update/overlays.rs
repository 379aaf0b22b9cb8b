//! Opening and closing what is on top of the screen.

use crate::tui::app::App;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::search::search;
use crate::tui::update::{asking, field_editing, navigation};
use crate::tui::view::text;

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
    if app.overlay.is_some() {
        let effects = field_editing::leave(app);
        app.overlay = None;
        return effects;
    }
    if !app.picked.is_empty() {
        app.picked.clear();
    } else if !app.is_searching() {
        navigation::back(app);
    } else if app.search.kind.take().is_some() {
        return search(app);
    } else {
        say(app, text::NOWHERE);
    }
    Vec::new()
}
