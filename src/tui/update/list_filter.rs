//! The worklist on screen and its filters.

use crate::catalog::RecordRef;
use crate::model::Status;
use crate::tui::app::App;
use crate::tui::app::jump_list::{Narrowing, Place, Spot};
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;

/// Goes to the worklist: what nobody has started on, or everything once all is begun.
pub(super) fn visit(app: &mut App) {
    if matches!(app.trail.here().spot, Spot::List(_)) {
        return;
    }
    let is_open = app.tally.of(Status::Todo) > 0;
    let narrowing = Narrowing { status: is_open.then_some(Status::Todo), ..Narrowing::default() };
    navigation::visit(app, Spot::List(narrowing));
}

/// Narrows to the status some steps further.
pub(super) fn narrow_status(app: &mut App, steps: usize) {
    narrow(app, |narrowing| narrowing.step_status(steps));
}

/// Narrows to the next party.
pub(super) fn narrow_party(app: &mut App) {
    narrow(app, Narrowing::step_party);
}

/// Takes one filter away: heading, party, status, in this order.
pub(super) fn drop_filter(app: &mut App) {
    if let Spot::List(narrowing) = app.trail.here().spot
        && narrowing == Narrowing::default()
    {
        return say(app, text::NO_FILTER);
    }
    narrow(app, |narrowing| {
        let is_dropped = narrowing.node.take().is_some() || narrowing.party.take().is_some();
        if !is_dropped {
            narrowing.status = None;
        }
    });
}

/// Selects a clause in the list on screen, if it is listed; else the selection stays in its place.
pub(super) fn select(app: &mut App, clause: Option<RecordRef>) {
    let Spot::List(narrowing) = app.trail.here().spot else { return };
    let listed = app.clauses(narrowing);
    if let Some(row) = listed.iter().position(|at| Some(*at) == clause) {
        app.trail.here_mut().link = Some(row);
    }
}

/// Changes the filters; the selected clause stays selected if it is still listed.
fn narrow(app: &mut App, change: impl FnOnce(&mut Narrowing)) {
    let Spot::List(mut narrowing) = app.trail.here().spot else { return };
    let selected = app.subject();
    change(&mut narrowing);
    app.picked.clear();
    let place = app.trail.here_mut();
    *place = Place { spot: Spot::List(narrowing), ..Place::default() };
    select(app, selected);
    navigation::keep_in_view(app);
}
