//! Folding and unfolding headings of the tables of contents.

use std::collections::BTreeSet;

use crate::catalog::RecordRef;
use crate::model::{Id, Kind};
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::view::page::LinkTarget;
use crate::tui::view::pages::can_be_folded;
use crate::tui::view::text;

use super::links::{reveal_target, selected_target};

/// Returns the heading that is selected; none if a count is, or nothing.
pub(super) fn selected(app: &App) -> Option<RecordRef> {
    selected_target(app)?.record().filter(|at| at.kind == Kind::Node)
}

/// Returns the heading above one.
fn above(app: &App, at: RecordRef) -> Option<RecordRef> {
    app.catalog.tree().nodes()[at.index as usize].parent.map(|parent| RecordRef::new(Kind::Node, parent))
}

fn is_folded(app: &App, at: RecordRef) -> bool {
    app.viewing.folded.contains(app.catalog.id(at))
}

/// Folds or unfolds the selected heading, or the one that it stands below.
pub(in crate::tui::update) fn toggle(app: &mut App) {
    let Some(at) = selected(app) else { return say(app, text::NOT_A_HEADING) };
    let heading = if can_be_folded(app, at) { Some(at) } else { above(app, at) };
    let Some(heading) = heading else { return say(app, text::NOTHING_TO_FOLD) };
    let is_folded = is_folded(app, heading);
    set(app, heading, !is_folded);
}

/// Folds the selected heading; where there is nothing to fold, goes to the heading above. On what is no heading the key goes
/// back, as on other pages.
pub(in crate::tui::update) fn close(app: &mut App) {
    let Some(at) = selected(app) else { return super::back(app) };
    match above(app, at) {
        _ if can_be_folded(app, at) && !is_folded(app, at) => set(app, at, true),
        Some(above) => reveal_target(app, &LinkTarget::Record(above)),
        None => say(app, text::NO_HEADING_ABOVE),
    }
}

/// Unfolds the selected heading; where it is unfolded, goes on to what stands below it, and opens what has nothing below it.
pub(in crate::tui::update) fn open(app: &mut App) -> Vec<Effect> {
    match selected(app) {
        Some(at) if is_folded(app, at) => set(app, at, false),
        Some(at) if can_be_folded(app, at) => super::next_link(app),
        _ => return super::open(app),
    }
    Vec::new()
}

/// Returns the headings that have others below them.
fn headings(app: &App) -> BTreeSet<Id> {
    let all = app.catalog.all(Kind::Node).filter(|at| can_be_folded(app, *at));
    all.map(|at| app.catalog.id(at).to_owned()).collect()
}

/// Folds every heading that has others below it; where all of them are folded, unfolds them. What was folded in other
/// records does not count.
pub(in crate::tui::update) fn toggle_all(app: &mut App) {
    let (target, all) = (selected(app), headings(app));
    app.viewing.folded = if all.is_subset(&app.viewing.folded) { BTreeSet::new() } else { all };
    show(app, target);
}

/// Unfolds all, so that whatever is looked for is there.
pub(in crate::tui::update) fn unfold_all(app: &mut App) {
    if app.jump_list.current().screen == Screen::Contents && !app.viewing.folded.is_empty() {
        let target = selected(app);
        app.viewing.folded.clear();
        show(app, target);
    }
}

fn set(app: &mut App, heading: RecordRef, is_folded: bool) {
    let id = app.catalog.id(heading);
    match is_folded {
        true => app.viewing.folded.insert(id.to_owned()),
        false => app.viewing.folded.remove(id),
    };
    show(app, Some(heading));
}

/// Selects a heading, or the folded one that it stands below.
pub(super) fn show(app: &mut App, heading: Option<RecordRef>) {
    let path = std::iter::successors(heading, |at| above(app, *at));
    let shown = path.filter(|at| is_folded(app, *at)).last().or(heading);
    match shown {
        Some(at) => reveal_target(app, &LinkTarget::Record(at)),
        None => super::keep_in_view(app),
    }
}
