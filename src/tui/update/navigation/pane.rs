//! Scrolling what is shown of the selected row or link.

use crate::tui::app::App;
use crate::tui::update::notice::say;
use crate::tui::view::screens::pane::Pane;
use crate::tui::view::text;

/// Scrolls it by half of its height, as far as there is something.
pub(in crate::tui::update) fn scroll(app: &mut App, is_down: bool) {
    let Some(pane) = Pane::on_screen(app).filter(|_| app.overlay.is_none()) else { return say(app, text::NO_PANE) };
    let top = if is_down { pane.top + pane.step() } else { pane.top.saturating_sub(pane.step()) };
    let (last, at) = (pane.last, app.selection());
    app.viewing.scroll(pane.target, top.min(last), at);
}
