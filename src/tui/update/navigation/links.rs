//! Links of the page on screen by where they lead, for pages that are made anew while one looks at them.

use crate::tui::app::App;
use crate::tui::view::page::LinkTarget;

use super::{select_link, view};

/// Returns where the selected link of the page on screen leads; none on any other screen.
pub(in super::super) fn selected_target(app: &App) -> Option<LinkTarget> {
    let link = app.jump_list.current().selected?;
    view(app)?.page.links.into_iter().nth(link).map(|link| link.target)
}

/// Selects the link of the page on screen that leads somewhere, without moving the page; none if there is no such link.
pub(in super::super) fn select_target(app: &mut App, target: Option<&LinkTarget>) {
    let Some(view) = view(app) else { return };
    let link = view.page.links.iter().position(|link| Some(&link.target) == target);
    app.jump_list.current_mut().selected = link.filter(|link| view.sees(*link, app.jump_list.current().scroll));
}

/// Selects the link that leads somewhere, and goes to it; nothing if there is no such link.
pub(in super::super) fn reveal_target(app: &mut App, target: &LinkTarget) {
    let link = view(app).and_then(|view| view.page.links.iter().position(|link| link.target == *target));
    link.into_iter().for_each(|link| select_link(app, link));
}
