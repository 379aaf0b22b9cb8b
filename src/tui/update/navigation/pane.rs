//! Scrolling what is shown of the selected row or link.

use crate::language::t;
use crate::tui::app::jump_list::Screen;
use crate::tui::app::{App, Notice};
use crate::tui::view::screens::pane::Pane;
use crate::tui::view::{layout, pages, text};

use super::links::selected_target;

/// Scrolls it by half of its height, as far as there is something.
pub(in crate::tui::update) fn scroll(app: &mut App, is_down: bool) {
    let Some(pane) = Pane::on_screen(app).filter(|_| app.overlay.is_none()) else {
        let hint = t(where_it_would_be(app)).to_owned();
        app.notice = Some(Notice { text: t(text::NO_PANE).to_owned(), hint, is_error: false });
        return;
    };
    let top = if is_down { pane.top + pane.step() } else { pane.top.saturating_sub(pane.step()) };
    app.viewing.scroll(pane.target, top.min(pane.last), app.jump_list.current().screen);
}

/// Returns on which screens what is selected has a preview; empty if it has none anywhere, or another reason not to be there.
fn where_it_would_be(app: &App) -> &'static str {
    let is_row = matches!(app.jump_list.current().screen, Screen::Search | Screen::List(_));
    let is_narrow = match is_row {
        true => app.target_record().is_some() && layout::list(app.size).preview.is_none(),
        false => layout::record(app.size).beside.is_none(),
    };
    let has_page = || selected_target(app).is_some_and(|target| pages::beside(app, &target, app.size.width).is_some());
    match is_narrow && app.overlay.is_none() {
        true if is_row => text::NO_PANE_OF_ROW,
        true if has_page() => text::NO_PANE_OF_LINK,
        _ => "",
    }
}
