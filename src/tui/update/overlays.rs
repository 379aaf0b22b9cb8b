//! What is laid over the screen, and taken away again.

use crate::tui::app::App;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::search::search;
use crate::tui::update::{field_editing, navigation};
use crate::tui::view::text;

/// Lays a list to choose from over the screen. What is being written there is left first, so that it is kept.
pub(super) fn lay(app: &mut App, palette: impl FnOnce(&App) -> Palette) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    app.overlay = Some(Overlay::Palette(palette(app)));
    effects
}

pub(super) fn toggle_help(app: &mut App) -> Vec<Effect> {
    let is_shown = app.help().is_some();
    let effects = field_editing::leave(app);
    app.overlay = (!is_shown).then_some(Overlay::Help(0));
    effects
}

pub(super) fn dismiss(app: &mut App) -> Vec<Effect> {
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
