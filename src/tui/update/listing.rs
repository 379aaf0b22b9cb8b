//! The worklist on screen and its filters.

use crate::model::Status;
use crate::tui::app::App;
use crate::tui::text;
use crate::tui::trail::{Narrowing, Spot};
use crate::tui::views::worklist::{party_after, status_after};

use super::{moving, say};

/// Goes to the worklist: what nobody has started on, or everything once all is begun.
pub(super) fn visit(app: &mut App) {
    if matches!(app.trail.here().spot, Spot::List(_)) {
        return;
    }
    let is_open = app.tally.of(Status::Todo) > 0;
    let narrowing = Narrowing { status: is_open.then_some(Status::Todo), ..Narrowing::default() };
    moving::visit(app, Spot::List(narrowing));
}

/// Narrows to the status some steps further.
pub(super) fn narrow_status(app: &mut App, steps: usize) {
    narrow(app, |narrowing| narrowing.status = status_after(narrowing.status, steps));
}

/// Narrows to the next party.
pub(super) fn narrow_party(app: &mut App) {
    narrow(app, |narrowing| narrowing.party = party_after(narrowing.party));
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

/// Changes the filters; the selected clause stays selected if it is still listed.
fn narrow(app: &mut App, change: impl FnOnce(&mut Narrowing)) {
    let Spot::List(mut narrowing) = app.trail.here().spot else { return };
    let selected = app.subject();
    change(&mut narrowing);
    app.picked.clear();
    let listed = crate::tui::views::worklist::clauses(app, narrowing);
    let place = app.trail.here_mut();
    place.spot = Spot::List(narrowing);
    place.link = Some(listed.iter().position(|at| Some(*at) == selected).unwrap_or(0));
    place.scroll = 0;
    moving::keep_in_view(app);
}
