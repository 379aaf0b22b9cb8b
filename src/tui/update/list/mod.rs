//! The worklist on screen: its tabs, its filters, its order.

pub(super) mod query;

use std::sync::Arc;

use crate::catalog::RecordRef;
use crate::model::Status;
use crate::tui::app::App;
use crate::tui::app::jump_list::{ListFilter, Location, Screen};
use crate::tui::app::rows::order::{ListOrder, SortKey};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;

/// Goes to the worklist: to the clauses not started, or to all clauses if there are none. The first time it begins at the
/// clause that one was at last in the run before.
pub(super) fn visit(app: &mut App) -> Vec<Effect> {
    if matches!(app.jump_list.current().screen, Screen::List(_)) {
        return Vec::new();
    }
    let is_open = app.tally.of(Status::Todo) > 0;
    let filter = ListFilter { status: is_open.then_some(Status::Todo), ..ListFilter::default() };
    let place = app.last_clause.filter(|_| std::mem::take(&mut app.resumes));
    sort_again(app);
    navigation::visit(app, Screen::List(filter));
    if let Some(place) = place {
        let rows = app.rows(filter);
        let row = rows.iter().position(|at| *at == place).or_else(|| rows.iter().position(|at| *at >= place));
        app.jump_list.current_mut().selected = Some(row.unwrap_or(usize::MAX));
        navigation::keep_in_view(app);
    }
    query::ask_again(app)
}

/// Goes to the next tab, or to the one before. What needs to be looked at is passed over where there is nothing.
pub(super) fn narrow_tab(app: &mut App, is_forward: bool) {
    let Screen::List(filter) = app.jump_list.current().screen else { return };
    let counts = app.tab_counts(filter);
    let is_there = |(tab, count): &(ListFilter, &usize)| *tab == filter || tab.attention.is_none() || **count > 0;
    let tabs: Vec<ListFilter> = filter.tabs().zip(counts.iter()).filter(is_there).map(|(tab, _)| tab).collect();
    let now = tabs.iter().position(|tab| *tab == filter).unwrap_or(0);
    let next = if is_forward { now + 1 } else { now + tabs.len() - 1 };
    narrow(app, |filter| *filter = tabs[next % tabs.len()]);
}

/// Filters by the next party.
pub(super) fn narrow_party(app: &mut App) {
    narrow(app, ListFilter::step_party);
}

/// Removes one filter: the query if there is one, else the heading, the party, the order, and last the tab.
pub(super) fn drop_filter(app: &mut App) {
    let Screen::List(filter) = app.jump_list.current().screen else { return };
    if app.list_query.is_some() {
        return narrow_by(app, None);
    }
    if filter == ListFilter::default() {
        return match app.list_order.is_as_given() {
            true => say(app, text::NO_FILTER),
            false => order(app, SortKey::Number, false),
        };
    }
    narrow(app, |filter| {
        let is_dropped = filter.node.take().is_some() || filter.party.take().is_some();
        if !is_dropped {
            (filter.status, filter.attention) = (None, None);
        }
    });
}

/// Sorts by the next column, or the other way.
pub(super) fn sort(app: &mut App, is_reverse: bool) {
    let Screen::List(_) = app.jump_list.current().screen else {
        let said = text::list::only_in_list(app.key_below("worklist"));
        return say(app, &said);
    };
    let (key, is_reversed) = (app.list_order.key, app.list_order.is_reversed);
    match is_reverse {
        true => order(app, key, !is_reversed),
        false => order(app, key.next(), false),
    }
    let said = text::list::order(&app.list_order);
    say(app, &said);
}

fn order(app: &mut App, key: SortKey, is_reversed: bool) {
    app.list_order = Arc::new(ListOrder::of(app, key, is_reversed));
    narrow(app, |_| {});
}

/// Puts the rows in order by what is recorded now.
pub(super) fn sort_again(app: &mut App) {
    if !app.list_order.is_as_given() {
        app.list_order = Arc::new(ListOrder::of(app, app.list_order.key, app.list_order.is_reversed));
    }
}

/// Selects a clause in the list on screen, if it is listed; otherwise the selected row stays.
pub(super) fn select(app: &mut App, clause: Option<RecordRef>) {
    let Screen::List(filter) = app.jump_list.current().screen else { return };
    let listed = app.rows(filter);
    if let Some(row) = listed.iter().position(|at| Some(*at) == clause) {
        app.jump_list.current_mut().selected = Some(row);
    }
}

/// Narrows the list by what a query found, or by none.
fn narrow_by(app: &mut App, query: Option<crate::tui::app::rows::query::ListQuery>) {
    let selected = app.target_record();
    app.list_query = query.map(Arc::new);
    renew(app, selected);
}

/// Changes the filter. The selected clause stays selected if it is still listed.
fn narrow(app: &mut App, change: impl FnOnce(&mut ListFilter)) {
    let Screen::List(mut filter) = app.jump_list.current().screen else { return };
    let selected = app.target_record();
    change(&mut filter);
    app.jump_list.current_mut().screen = Screen::List(filter);
    sort_again(app);
    renew(app, selected);
}

/// Begins the list on screen anew.
fn renew(app: &mut App, selected: Option<RecordRef>) {
    app.let_go();
    app.kept_rows.clear();
    let location = app.jump_list.current_mut();
    *location = Location { screen: location.screen, ..Location::default() };
    select(app, selected);
    navigation::keep_in_view(app);
}
