//! The worklist on screen and its filters.

use crate::catalog::RecordRef;
use crate::model::Status;
use crate::tui::app::App;
use crate::tui::app::jump_list::{ListFilter, Location, Screen};
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;

/// Goes to the worklist: to the clauses not started, or to all clauses if there are none.
pub(super) fn visit(app: &mut App) {
    if matches!(app.jump_list.current().screen, Screen::List(_)) {
        return;
    }
    let is_open = app.tally.of(Status::Todo) > 0;
    let filter = ListFilter { status: is_open.then_some(Status::Todo), ..ListFilter::default() };
    navigation::visit(app, Screen::List(filter));
}

/// Filters by the status some steps further.
pub(super) fn narrow_status(app: &mut App, steps: usize) {
    narrow(app, |filter| filter.step_status(steps));
}

/// Filters by the next party.
pub(super) fn narrow_party(app: &mut App) {
    narrow(app, ListFilter::step_party);
}

/// Removes one filter: the heading if there is one, else the party, else the status.
pub(super) fn drop_filter(app: &mut App) {
    if let Screen::List(filter) = app.jump_list.current().screen
        && filter == ListFilter::default()
    {
        return say(app, text::NO_FILTER);
    }
    narrow(app, |filter| {
        let is_dropped = filter.node.take().is_some() || filter.party.take().is_some();
        if !is_dropped {
            filter.status = None;
        }
    });
}

/// Selects a clause in the list on screen, if it is listed; otherwise the selected row stays.
pub(super) fn select(app: &mut App, clause: Option<RecordRef>) {
    let Screen::List(filter) = app.jump_list.current().screen else { return };
    let listed = app.rows(filter);
    if let Some(row) = listed.iter().position(|at| Some(*at) == clause) {
        app.jump_list.current_mut().selected = Some(row);
    }
}

/// Changes the filter. The selected clause stays selected if it is still listed.
fn narrow(app: &mut App, change: impl FnOnce(&mut ListFilter)) {
    let Screen::List(mut filter) = app.jump_list.current().screen else { return };
    let selected = app.target_record();
    change(&mut filter);
    app.picked.clear();
    app.kept_rows.clear();
    let location = app.jump_list.current_mut();
    *location = Location { screen: Screen::List(filter), ..Location::default() };
    select(app, selected);
    navigation::keep_in_view(app);
}
