//! Another worklist takes the place of the one in use.

use std::sync::Arc;

use crate::tui::app::desk::task::{Arrival, DeskTask};
use crate::tui::app::jump_list::{ListFilter, Screen};
use crate::tui::app::pending::PendingOperations;
use crate::tui::app::{App, Notice};
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, catalog, field_editing, list, navigation, outcome};
use crate::tui::view::text;

/// Prepares for leaving the worklist in use: what is typed is kept as its draft, and what is asked about it is given up.
pub fn leave_worklist(app: &mut App) -> Vec<Effect> {
    asking::give_up(app);
    let effects = field_editing::leave(app);
    list::query::give_up(app);
    app.overlay = None;
    effects
}

/// Shows another worklist in the place of the one in use. Nothing of that one stays: neither what its list was narrowed and
/// sorted by, nor picked rows, nor what can be taken back by a key, nor how its evidence stood.
pub fn take_worklist(app: &mut App, arrival: Arrival) -> Vec<Effect> {
    let Arrival { name, state, warning, last_act, place } = arrival;
    // It may be among the pages that one goes back to.
    let shows_trend = app.desk.trend.is_some();
    forget(app);
    app.desk.last_act = last_act.filter(|_| !app.desk.recorded_in.contains(&name));
    app.name = name;
    app.last_clause = place.and_then(|clause| app.catalog.find(&clause));
    (app.resumes, app.has_moved) = (app.last_clause.is_some(), false);
    let selected = app.target_record();
    let has_form = app.desk.form.is_some();
    app.jump_list.carry(|location| location.in_another_worklist(has_form));
    outcome::count(app, state);
    if let Screen::List(_) = app.jump_list.current().screen {
        list::select(app, selected);
    }
    say_switched(app, warning);
    app.search.asks_again = true;
    let mut effects = crate::tui::update::search::search(app);
    effects.extend(outcome::follow_items(app));
    effects.push(Effect::Desk(DeskTask::List));
    if shows_trend {
        effects.push(Effect::Desk(DeskTask::Trend));
    }
    navigation::keep_in_view(app);
    effects
}

/// Forgets what is of the records of the worklist that is left.
fn forget(app: &mut App) {
    app.desk.doing = None;
    app.desk.checked = None;
    app.desk.trend = None;
    app.desk.merge = None;
    (app.desk.filled, app.desk.awaited) = (None, None);
    app.desk.compared = None;
    app.desk.replacing = None;
    (app.desk.list, app.desk.is_part, app.desk.found) = (ListFilter::default(), false, None);
    app.desk.form.take_if(|form| form.of.is_some() && !form.is_touched());
    app.pending = PendingOperations::default();
    app.picked.clear();
    app.let_go.clear();
    app.field_list = None;
    app.kept_rows.clear();
    app.list_query = None;
    app.list_asked.clear();
    app.list_order = Arc::default();
}

/// Says that another worklist is used; what is wrong with it first.
fn say_switched(app: &mut App, warning: Option<String>) {
    // In the list of clauses itself there is nothing to open.
    let key = match app.jump_list.current().screen {
        Screen::List(_) => "",
        _ => app.key_below("worklist"),
    };
    let switched = text::desk::switched(&app.name, key);
    app.notice = warning.map(|text| Notice { text, hint: switched.clone(), is_error: true });
    catalog::tell_absent(app, &[]);
    if app.notice.is_none() {
        say(app, &switched);
    }
}
